// SPDX-License-Identifier: EUPL-1.2
import {type RefusalCode, refusals} from "@wederhoor/collab"
import {type Child, goTo, h} from "./dom.ts"
import type {NotPlaced} from "./kept.ts"
import type {MessageKey} from "./messages/nl.ts"
import type {TableContext} from "./table.ts"

/** The state of the connection in words; a sign before it for who sees, words for everybody. */
export function connectionLine(context: TableContext): HTMLElement {
  const connection = context.connection()
  const unsent = "unsent" in connection && connection.unsent > 0
  const key =
    connection.state === "offline" && unsent
      ? "connection.offlineUnsent"
      : (`connection.${connection.state}` as MessageKey)
  return h(
    "p",
    {key: "connection", class: "wederhoor-connection", "data-connection": connection.state},
    context.words.t(key),
  )
}

/** What was written and not taken. It stays in sight until its writer puts it away. */
export function lostList(context: TableContext): Child {
  const entries = context.notPlaced()
  const {t} = context.words
  if (entries.length === 0) return null
  const id = `${context.ids}-lost`
  return h(
    "section",
    {key: "lost", class: "wederhoor-panel wederhoor-lost", "aria-labelledby": id},
    h("h2", {id, tabindex: "-1"}, `${t("lost.title")} (${entries.length})`),
    h("p", null, t("lost.explain")),
    h(
      "ul",
      {class: "wederhoor-plain"},
      entries.map(entry => lostEntry(context, entry)),
    ),
  )
}

function lostEntry(context: TableContext, entry: NotPlaced): HTMLElement {
  const {t} = context.words
  const quote = (label: string, text: string): Child => [
    h("dt", null, label),
    h("dd", {class: "wederhoor-prose"}, text === "" ? t("lost.nothing") : text),
  ]
  return h(
    "li",
    {key: entry.id, "data-not-placed": entry.id},
    h(
      "dl",
      {class: "wederhoor-facts"},
      quote(t("lost.before"), entry.before),
      quote(t("lost.after"), entry.after),
      quote(t("lost.reason"), reasonOf(context, entry.code)),
    ),
    h(
      "p",
      {class: "wederhoor-actions"},
      h(
        "button",
        {
          type: "button",
          class: "wederhoor-button",
          onclick: () =>
            void navigator.clipboard.writeText(entry.after).then(() => {
              context.announce(t("lost.copied"))
              return undefined
            }),
        },
        t("lost.copy"),
      ),
      h(
        "button",
        {
          type: "button",
          class: "wederhoor-button",
          onclick: () => context.session.dismiss(entry.id),
        },
        t("lost.dismiss"),
      ),
    ),
  )
}

function reasonOf(context: TableContext, code: string): string {
  if (code === "locked") return context.words.t("lost.locked")
  const known = Object.hasOwn(refusals, code)
    ? refusals[code as RefusalCode][context.words.lang]
    : undefined
  return known ?? context.words.t("lost.other", {code})
}

/** What must not be missed by somebody who is far down the page; stays in sight at the bottom. */
export function alertBar(context: TableContext): Child {
  const {t} = context.words
  const {state} = context.connection()
  const entries = context.notPlaced()
  const broken = state === "offline" || state === "outOfDate" || state === "noAccess"
  if (entries.length === 0 && !broken) return null
  return h(
    "div",
    {key: "alert-bar", class: "wederhoor-alert-bar"},
    broken && connectionLine(context),
    entries.length > 0 &&
      h(
        "p",
        {key: "lost-bar"},
        `${t("lost.title")}: ${entries.length} `,
        h(
          "button",
          {type: "button", class: "wederhoor-link", onclick: () => goTo(`${context.ids}-lost`)},
          t("lost.show"),
        ),
      ),
  )
}
