// SPDX-License-Identifier: EUPL-1.2
import {type AnswerKind, type SignOffView, isRemark, wordFor} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import {type Forms, area, field, radios, textOf} from "../form.ts"
import {type TableContext, nameOf} from "../table.ts"

/** The text lies fixed, so what somebody remarks when signing is never answered with a change. */
const possible: readonly AnswerKind[] = ["added", "notChanged"]

/** The answer to a remark made when signing, or the form for it. */
export function remarkPart(context: TableContext, forms: Forms, signOff: SignOffView): Child {
  const {words, ids} = context
  const {t, lang} = words
  const view = context.view()
  if (!isRemark(signOff)) return null
  const {answer} = signOff
  if (answer)
    return h(
      "div",
      {key: "answer", class: "wederhoor-answer", "data-answer": signOff.id},
      h(
        "p",
        null,
        h("strong", null, `${t("reactions.answered")}: ${wordFor("answer", answer.kind, lang)}`),
        ` · ${nameOf(view, answer.by, true)} · ${words.day(answer.at)}`,
      ),
      answer.text !== "" && h("p", {class: "wederhoor-prose"}, answer.text),
    )
  if (!view.acts.includes("answer") || view.phase !== "signing")
    return h("p", {key: "open"}, h("strong", null, t("reactions.unanswered")))
  const own = `${ids}-remark-${signOff.id}`
  return forms.form({
    name: `remark-${signOff.id}`,
    submit: t("answer.send"),
    done: t("remark.done"),
    focus: `#${ids}-signer-${signOff.person}`,
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
        reaction: signOff.id,
        kind: textOf(data, "kind") as AnswerKind,
        text: textOf(data, "text").trim(),
      }),
    children: [
      h("p", {key: "explain", class: "wederhoor-hint"}, t("remark.explain")),
      radios(
        own,
        "kind",
        t("remark.answerTo", {name: nameOf(view, signOff.person, true)}),
        possible.map(value => ({value, label: wordFor("answer", value, lang)})),
      ),
      field(own, "text", t("answer.text"), area("text", 3)),
    ],
  })
}
