// SPDX-License-Identifier: EUPL-1.2
import {type Answer, type AnswerKind, wordFor} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type Forms, area, field, radios, textOf} from "../form.ts"
import {type TableContext, nameOf} from "../table.ts"

/** The answer that was given to somebody's words: to a reaction, or to a remark made when signing. */
export function givenAnswer(
  context: TableContext,
  to: string,
  answer: Answer & {readonly by: string; readonly at: string},
): HTMLElement {
  const {words} = context
  const {t, lang} = words
  return h(
    "div",
    {key: "answer", class: "wederhoor-answer", "data-answer": to},
    h(
      "p",
      null,
      h("strong", null, `${t("reactions.answered")}: ${wordFor("answer", answer.kind, lang)}`),
      ` · ${nameOf(context.view(), answer.by, true)} · ${words.day(answer.at)}`,
    ),
    answer.text !== "" && h("p", {class: "wederhoor-prose"}, answer.text),
  )
}

/** The form for such an answer. Nothing is chosen for the writer; a refusal needs its reason. */
export function answerForm(
  context: TableContext,
  forms: Forms,
  asked: {
    readonly name: string
    /** Id of the reaction, or of the sign-off with the remark. */
    readonly to: string
    readonly possible: readonly AnswerKind[]
    readonly question: string
    /** Said above and below the choice. */
    readonly before?: Child
    readonly after?: Child
    readonly done: string
    /** Where the reader goes on afterwards. */
    readonly focus: string
  },
): HTMLElement {
  const {words, ids} = context
  const {t, lang} = words
  const own = `${ids}-${asked.name}`
  return forms.form({
    name: asked.name,
    submit: t("answer.send"),
    done: asked.done,
    focus: asked.focus,
    quiet: true,
    check: data =>
      textOf(data, "kind") === ""
        ? {field: "kind", text: t("missing.choice")}
        : textOf(data, "kind") !== "added" && textOf(data, "text").trim() === ""
          ? {field: "text", text: t("missing.text")}
          : null,
    send: data =>
      context.act({
        act: "answer",
        reaction: asked.to,
        kind: textOf(data, "kind") as AnswerKind,
        text: textOf(data, "text").trim(),
      }),
    children: [
      asked.before ?? null,
      radios(
        own,
        "kind",
        asked.question,
        asked.possible.map(value => ({value, label: wordFor("answer", value, lang)})),
      ),
      asked.after ?? null,
      field(own, "text", t("answer.text"), area("text", 3)),
    ],
  })
}
