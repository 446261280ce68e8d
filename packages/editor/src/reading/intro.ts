// SPDX-License-Identifier: EUPL-1.2
import {type Role, isFamily, needsApproval} from "@wederhoor/format"
import {type Child, goTo, h} from "../dom.ts"
import {reopenedWords, reopeningOf} from "../reopened-notice.ts"
import {type TableContext, authorsOf, nameOf} from "../table.ts"

/** What this is, until when, and what becomes of what you say. Before anything else on the page. */
export function readingIntro(context: TableContext, offered: boolean): HTMLElement {
  const {words, ids} = context
  const {t} = words
  const view = context.view()
  const authors = authorsOf(context)
  const id = `${ids}-intro`
  const block = (title: string, ...children: Child[]): HTMLElement =>
    h(
      "section",
      {key: "intro", class: "wederhoor-intro", "aria-labelledby": id},
      h("h2", {id, tabindex: "-1"}, title),
      children,
    )
  const jump = (target: string, label: string): HTMLElement =>
    h(
      "button",
      {type: "button", class: "wederhoor-button", onclick: () => goTo(`${ids}-${target}`)},
      label,
    )
  const phase = offered || view.phase === "final" ? view.phase : "draft"
  if (offered && reopeningOf(view))
    return block(
      t("reopened.title"),
      reopenedWords(context),
      h("p", {class: "wederhoor-actions"}, jump("report", t("read.toReport"))),
    )
  switch (phase) {
    case "draft":
      return block(t("read.draft.title"), h("p", null, t("read.draft")))
    case "approval":
      return block(t("read.approval.title"), h("p", null, t("read.approval")))
    case "final":
    case "archived":
      return block(t("read.final.title"), h("p", null, t("read.final")))
    case "signing":
      return block(
        t("read.signing.title"),
        h(
          "p",
          null,
          needsApproval(context.template, view.persons)
            ? t("read.signing")
            : t("read.signing.unreviewed"),
        ),
        h(
          "p",
          {class: "wederhoor-actions"},
          jump("report", t("read.toReport")),
          jump("sign", t("read.toSign")),
        ),
      )
    case "hearing": {
      const offer = view.offers.findLast(candidate => candidate.person === view.you.person)
      return block(
        t("read.title.hearing"),
        h("p", null, t("read.what", {authors})),
        offer &&
          h(
            "p",
            {class: "wederhoor-until"},
            h("strong", null, t("read.until", {date: words.day(offer.until)})),
          ),
        h("p", null, t("read.how", {authors})),
        h("p", null, t("read.then")),
        h("p", null, t("read.free")),
        readers(context),
        h("p", {class: "wederhoor-actions"}, jump("report", t("read.toReport"))),
      )
    }
  }
}

/** Who will read a reaction, told before anything is sent (HRG-23). */
export function readers(context: TableContext): HTMLElement {
  const {words} = context
  const {t} = words
  const view = context.view()
  const names = (wanted: (role: string) => boolean): string =>
    words.list(
      view.persons
        .filter(person => wanted(person.role) && person.id !== view.you.person)
        .map(person => nameOf(view, person.id)),
    )
  const team = names(role => role === "author" || role === "coAuthor")
  const reviewers = names(role => role === "reviewer")
  const others = names(role => isFamily(role as Role))
  return h(
    "details",
    {class: "wederhoor-details"},
    h("summary", null, t("read.whoReads")),
    h(
      "ul",
      null,
      team !== "" && h("li", null, t("read.readers.team", {names: team})),
      reviewers !== "" && h("li", null, t("read.readers.reviewer", {names: reviewers})),
      others !== "" && h("li", null, t("read.readers.others", {names: others})),
      h("li", null, t("read.readers.court")),
    ),
    h("p", null, t("read.readers.unsent", {authors: authorsOf(context)})),
  )
}
