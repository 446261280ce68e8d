// SPDX-License-Identifier: EUPL-1.2
import type {ReportView} from "@wederhoor/format"
import {type Child, h} from "./dom.ts"
import type {TableContext} from "./table.ts"

/** The text that was opened again and of which there is no new version to sign yet, if so. */
export function reopeningOf(view: ReportView): ReportView["reopenings"][number] | undefined {
  const last = view.reopenings.at(-1)
  return view.phase === "hearing" || view.phase === "approval" ? last : undefined
}

/** Why the text is open again, and what becomes of what was signed. */
export function reopenedWords(context: TableContext): Child[] {
  const {t, day} = context.words
  const last = reopeningOf(context.view())
  if (!last) return []
  return [
    h("p", {key: "what"}, t("reopened.what", {date: day(last.at), version: last.version})),
    last.reason !== "" &&
      h("p", {key: "why"}, h("strong", null, t("reopened.why")), " ", last.reason),
    h("p", {key: "then"}, t("reopened.then")),
  ]
}

/** The same as a notice above a table. */
export function reopenedNotice(context: TableContext): Child {
  if (!reopeningOf(context.view())) return null
  return h(
    "div",
    {key: "reopened", class: "wederhoor-notice", "data-reopened": "true"},
    h("p", {key: "title"}, h("strong", null, context.words.t("reopened.title"))),
    reopenedWords(context),
  )
}
