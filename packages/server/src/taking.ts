// SPDX-License-Identifier: EUPL-1.2
import {type Address, guard, type Place, tableOf, type Touch} from "@wederhoor/collab"
import * as Y from "yjs"

import type {Documents, Turn} from "./documents.ts"
import {lockOf} from "./locks.ts"
import type {Metrics} from "./metrics.ts"
import type {Records} from "./record.ts"
import type {Versions} from "./versions.ts"

/** What became of an update. `at` says where: ids and names, never words. */
export type Taken =
  | {readonly ok: true}
  | {readonly ok: false; readonly code: string; readonly at?: Address}

/** Who sent an update, and whether that still counts when its turn comes. */
export interface Sender {
  readonly name: string
  readonly place: Place
  readonly user: string
  readonly readOnly: boolean
  /** Why nothing more is taken from this connection, or `null`. */
  readonly over: () => string | null
}

/** Applied by ourselves, after it was logged: nothing of Hocuspocus has to store it. */
const origin = {source: "local", skipStoreHooks: true}
const nobody: ReadonlySet<number> = new Set()

/**
 * The step of every update: guard, locks, log, apply. One at a time per document, also with a slow
 * store. When it resolves with `ok`, the update is in the log and in the document. Never rejects.
 */
export function openTaking(parts: {
  readonly documents: Documents
  readonly records: Records
  readonly versions: Versions
  readonly metrics: Metrics
  readonly report: (problem: string, error?: unknown) => void
}): (sender: Sender, update: Uint8Array) => Promise<Taken> {
  const {documents, records, versions, metrics} = parts

  const store = async (
    {place, user}: Sender,
    turn: Turn,
    update: Uint8Array,
    touches: readonly Touch[],
  ): Promise<Taken> => {
    const started = performance.now()
    try {
      await turn.append(update, {user, touches, origin})
      metrics.appended((performance.now() - started) / 1000)
      return {ok: true}
    } catch (error) {
      parts.report(
        `An edit in ${place.report}/${place.kind} could not be stored and was not taken over.`,
        error,
      )
      return {ok: false, code: "not-stored"}
    }
  }

  const step = async (sender: Sender, turn: Turn, update: Uint8Array): Promise<Taken> => {
    const {place, user, readOnly} = sender
    const over = sender.over()
    if (over !== null) return {ok: false, code: over}
    const state = (await records.get(place.report))?.state
    const template = state && (await versions.template(state.template.digest))
    if (!state || !template) return {ok: false, code: "locked"}
    const started = performance.now()
    const verdict = guard(turn.doc, update, {
      table: tableOf(place),
      clients: readOnly ? nobody : turn.clientsOf(user),
      may: lockOf(place, state, template),
    })
    metrics.guarded((performance.now() - started) / 1000)
    if (!verdict.ok) {
      // The guard says `forbidden` for what the lock says; the writer needs the reason.
      const code = verdict.code === "forbidden" ? (verdict.detail ?? "locked") : verdict.code
      return {ok: false, code, ...(verdict.at ? {at: verdict.at} : {})}
    }
    if (verdict.touches.length === 0 && addsNothing(turn.doc, verdict.update)) return {ok: true}
    if (readOnly) return {ok: false, code: "read-only"}
    return store(sender, turn, verdict.update, verdict.touches)
  }

  return async (sender, update) => {
    let taken: Taken
    try {
      taken = await documents.alone(sender.name, turn => step(sender, turn, update))
    } catch (error) {
      const {report, kind} = sender.place
      parts.report(`${report}/${kind} could not be read, so an edit was not taken over.`, error)
      taken = {ok: false, code: "not-stored"}
    }
    metrics.updated(taken.ok ? "accepted" : taken.code)
    return taken
  }
}

/**
 * Whether a document knows every clock of an update. What was made and undone before it was sent
 * touches nothing and yet belongs in the log: what its writer types next stands on those clocks.
 */
function addsNothing(doc: Y.Doc, update: Uint8Array): boolean {
  for (const [client, clock] of Y.parseUpdateMeta(update).to)
    if (Y.getState(doc.store, client) < clock) return false
  return true
}
