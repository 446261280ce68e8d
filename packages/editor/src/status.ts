// SPDX-License-Identifier: EUPL-1.2
import type {ConnectionState} from "./connection.ts"
import {type Child, goTo, h} from "./dom.ts"
import type {MessageKey} from "./messages/nl.ts"
import type {TableContext} from "./table.ts"
import type {Words} from "./words.ts"

const isKey = (words: Words, key: string): key is MessageKey => words.t(key as MessageKey) !== key

/** The state of the connection in a sentence, and how much is still to be saved. */
export function stateWords(state: ConnectionState, words: Words): string {
  const sentence = sentenceFor(state, words)
  const unsent = "unsent" in state ? state.unsent : 0
  return unsent > 0 && isBroken(state)
    ? `${sentence} ${words.t("connection.count", {unsent})}`
    : sentence
}

function sentenceFor(state: ConnectionState, words: Words): string {
  const {t} = words
  const unsent = "unsent" in state ? state.unsent : 0
  switch (state.state) {
    case "offline":
      return t(unsent > 0 ? "connection.offlineUnsent" : "connection.offline")
    case "blocked":
      return t(unsent > 0 ? "connection.blockedUnsent" : "connection.blocked")
    case "waiting":
    case "ended": {
      const key = `connection.${state.state}.${state.code}`
      if (isKey(words, key)) return t(key)
      return t(state.state === "waiting" ? "connection.waiting.busy" : "connection.noAccess")
    }
    case "connecting":
    case "connected":
    case "unsent":
    case "outOfDate":
    case "noAccess":
      return t(`connection.${state.state}`, {unsent})
  }
}

/** Whether somebody has to know of a state, wherever they are on the page. */
export function isBroken({state}: ConnectionState): boolean {
  return state !== "connecting" && state !== "connected" && state !== "unsent"
}

/** Whether somebody may not see the report any more: then nothing of it stays on the table. */
export function isShut(state: ConnectionState): boolean {
  return state.state === "noAccess" || (state.state === "ended" && state.code === "revoked")
}

/** What is said aloud of a state: `""` when writing goes as it should. No counts, so that it is said once. */
export function stateSaid(state: ConnectionState, words: Words): string {
  return isBroken(state) ? sentenceFor(state, words) : ""
}

/** The state of the connection in words; a sign before it for who sees, words for everybody. */
export function connectionLine(context: TableContext): HTMLElement {
  const connection = context.connection()
  return h(
    "p",
    {key: "connection", class: "wederhoor-connection", "data-connection": connection.state},
    stateWords(connection, context.words),
  )
}

/** Why writing is not possible now, and what to do about it; nothing while it is. */
export function stoppedNotice(context: TableContext): Child {
  const connection = context.connection()
  const {words} = context
  const {t} = words
  const {state} = connection
  if (state !== "blocked" && state !== "outOfDate" && state !== "noAccess" && state !== "ended")
    return null
  const code = "code" in connection ? connection.code : "blocked"
  const known = code === "unauthenticated" ? "expired" : code
  const key = `stopped.${known}`
  const reads = state === "blocked" && context.view().places.content !== undefined
  const reload =
    state === "outOfDate" || (state === "ended" && known !== "revoked") || state === "noAccess"
  return h(
    "div",
    {
      key: "stopped",
      class: "wederhoor-notice wederhoor-notice--stopped",
      "data-stopped": known,
    },
    h("p", null, h("strong", null, stateWords(connection, words))),
    h("p", null, isKey(words, key) ? t(key) : t("stopped.no-access")),
    reads && !context.session.place("content") && h("p", null, t("stopped.blockedRead")),
    "unsent" in connection &&
      connection.unsent > 0 &&
      state !== "blocked" &&
      h("p", null, t("stopped.unsent")),
    reload &&
      h(
        "p",
        null,
        h(
          "button",
          {type: "button", class: "wederhoor-button", onclick: () => location.reload()},
          t("stopped.reload"),
        ),
      ),
  )
}

/** What must not be missed by somebody who is far down the page; stays in sight at the bottom. */
export function alertBar(context: TableContext): Child {
  const {t} = context.words
  const entries = context.notPlaced()
  const broken = isBroken(context.connection())
  const risk = context.session.atRisk()
  if (entries.length === 0 && !broken && !risk) return null
  return h(
    "div",
    {key: "alert-bar", class: "wederhoor-alert-bar"},
    broken && connectionLine(context),
    risk && h("p", {key: "risk", "data-risk": ""}, t("connection.notDurable")),
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
