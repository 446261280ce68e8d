// SPDX-License-Identifier: EUPL-1.2
import {type Reaction, type ReportView, answersFor, wordFor} from "@wederhoor/format"
import {type Child, h} from "../dom.ts"
import type {Forms} from "../form.ts"
import {type Passages, kindOfLayer} from "../passages.ts"
import {type TableContext, nameOf} from "../table.ts"
import {answerForm, givenAnswer} from "./answer.ts"

/** Every reaction beside the passage it is about, with the answer or the form for it. */
export function reactionsPanel(
  context: TableContext,
  forms: Forms | null,
  passages: Passages,
): Child {
  const {t} = context.words
  const {reactions} = context.view()
  // Unanswered first: that is what somebody comes here for.
  const ordered = [
    ...reactions.filter(reaction => !reaction.answer),
    ...reactions.filter(reaction => reaction.answer),
  ]
  return h(
    "div",
    {key: "reactions"},
    h("h3", {id: `${context.ids}-reactions`, tabindex: "-1"}, t("reactions.title")),
    reactions.length === 0
      ? h("p", {key: "none"}, t("reactions.none"))
      : h("p", {key: "explain", class: "wederhoor-quiet"}, t("reactions.explain")),
    ordered.map(reaction => reactionPart(context, forms, passages, reaction)),
  )
}

function reactionPart(
  context: TableContext,
  forms: Forms | null,
  passages: Passages,
  reaction: ReportView["reactions"][number],
): HTMLElement {
  const {words, ids} = context
  const {t, lang} = words
  const view = context.view()
  const passage = reaction.on === "" ? null : passages.find(reaction.version, reaction.on)
  const where =
    reaction.on === "" ? t("reactions.whole") : t("reactions.on", {number: passage?.number ?? "…"})
  const id = `${ids}-reaction-${reaction.id}`
  return h(
    "article",
    {
      key: reaction.id,
      class: "wederhoor-card",
      "data-reaction": reaction.id,
      "aria-labelledby": id,
    },
    h("h4", {id, tabindex: "-1"}, `${where}: ${wordFor("reaction", reaction.type, lang)}`),
    h(
      "p",
      {class: "wederhoor-quiet"},
      `${nameOf(view, reaction.by)} · ${words.day(reaction.at)} · ${t("reactions.version", {version: reaction.version})}`,
    ),
    reaction.shielded && h("p", {class: "wederhoor-notice"}, t("reactions.shielded")),
    h(
      "div",
      {class: "wederhoor-beside"},
      passage &&
        h(
          "div",
          {class: "wederhoor-passage", "data-layer": passage.layer},
          h("p", {class: "wederhoor-quiet"}, `${passage.number} ${passage.kind}`),
          h("p", {class: "wederhoor-prose"}, passage.text),
        ),
      h("blockquote", {class: "wederhoor-reaction"}, reaction.text),
    ),
    reaction.answer
      ? givenAnswer(context, reaction.id, reaction.answer)
      : forms && view.acts.includes("answer")
        ? formFor(context, forms, reaction, passage?.layer ?? "", id)
        : h("p", {key: "open"}, h("strong", null, t("reactions.unanswered"))),
  )
}

function formFor(
  context: TableContext,
  forms: Forms,
  reaction: Reaction,
  layer: string,
  heading: string,
): HTMLElement {
  const {t} = context.words
  // The text of a final report does not change: what came late is added, or refused with a reason.
  const possible = answersFor(kindOfLayer(layer), reaction.type === "correctionOwnWords").filter(
    kind => kind !== "changed" || !context.view().final,
  )
  return answerForm(context, forms, {
    name: `answer-${reaction.id}`,
    to: reaction.id,
    possible,
    question: t("answer.kind"),
    after: !possible.includes("changed") && h("p", {class: "wederhoor-hint"}, t("answer.voice")),
    done: t("answer.done"),
    focus: `#${heading}`,
  })
}
