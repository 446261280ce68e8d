// SPDX-License-Identifier: EUPL-1.2
import {type Address, guard, type Place, tableOf, type Touch} from "@wederhoor/collab"
import type {Template} from "@wederhoor/format"
import * as Y from "yjs"

import type {Documents, Judged, Turn} from "./documents.ts"
import {lockOf} from "./locks.ts"
import type {Metrics} from "./metrics.ts"
import type {Current, Records} from "./record.ts"
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

interface Waiting {
  readonly sender: Sender
  readonly update: Uint8Array
  readonly resolve: (taken: Taken) => void
}

/** Applied by ourselves, after it was logged: nothing of Hocuspocus has to store it. */
const origin = {source: "local", skipStoreHooks: true}
const nobody: ReadonlySet<number> = new Set()
/** Updates that one step looks at, at most: an act that waits for its turn must not wait long. */
const most = 200

/**
 * The step of every update: guard, locks, log, apply. One at a time per document, also with a slow
 * store. When it resolves with `ok`, the update is in the log and in the document. Never rejects.
 *
 * While a step waits for the disk, other updates come in; the next step takes them together, for one
 * flush to disk. It does so only with what cannot meet: words of different people in different
 * passages, judged on one and the same state. Everything else has a step to itself.
 */
export function openTaking(parts: {
  readonly documents: Documents
  readonly records: Records
  readonly versions: Versions
  readonly metrics: Metrics
  readonly report: (problem: string, error?: unknown) => void
}): (sender: Sender, update: Uint8Array) => Promise<Taken> {
  const {documents, records, versions, metrics} = parts
  const waiting = new Map<string, Waiting[]>()

  const judge = (
    {sender, update}: Waiting,
    turn: Turn,
    known: {readonly current: Current; readonly template: Template} | null,
  ): Taken | (Judged & {readonly touches: readonly Touch[]}) => {
    const {place, user, readOnly} = sender
    const over = sender.over()
    if (over !== null) return {ok: false, code: over}
    if (!known) return {ok: false, code: "locked"}
    const started = performance.now()
    const verdict = guard(turn.doc, update, {
      table: tableOf(place),
      clients: readOnly ? nobody : turn.clientsOf(user),
      may: lockOf(place, known.current.state, known.template),
    })
    metrics.guarded((performance.now() - started) / 1000)
    if (!verdict.ok) {
      // The guard says `forbidden` for what the lock says; the writer needs the reason.
      const code = verdict.code === "forbidden" ? (verdict.detail ?? "locked") : verdict.code
      return {ok: false, code, ...(verdict.at ? {at: verdict.at} : {})}
    }
    if (verdict.touches.length === 0 && addsNothing(turn.doc, verdict.update)) return {ok: true}
    if (readOnly) return {ok: false, code: "read-only"}
    return {update: verdict.update, user, touches: verdict.touches}
  }

  const log = async (
    turn: Turn,
    {report, kind}: Place,
    taking: readonly (readonly [Waiting, Judged])[],
  ): Promise<void> => {
    if (taking.length === 0) return
    const started = performance.now()
    const results = await turn
      .appendAll(
        taking.map(([, judged]) => judged),
        origin,
      )
      .catch((error: Error) => taking.map(() => error))
    metrics.appended((performance.now() - started) / 1000)
    const failed = results.find(result => result !== null)
    if (failed)
      parts.report(
        `An edit in ${report}/${kind} could not be stored and was not taken over.`,
        failed,
      )
    for (const [n, [one]] of taking.entries())
      one.resolve(results[n] === null ? {ok: true} : {ok: false, code: "not-stored"})
  }

  const step = async (name: string, turn: Turn, place: Place): Promise<void> => {
    const current = await records.get(place.report)
    const template = current && (await versions.template(current.state.template.digest))
    const known = current && template ? {current, template} : null
    const all = waiting.get(name) ?? []
    const later = all.slice(most)
    waiting.set(name, later)
    const taking: (readonly [Waiting, Judged])[] = []
    const users = new Set<string>()
    const passages = new Set<string>()
    let full = false
    const put: Waiting[] = []
    for (const one of all.slice(0, most)) {
      const {user} = one.sender
      // What somebody sends after something that waits, waits as well.
      if (full || users.has(user)) {
        put.push(one)
        continue
      }
      const judged = judge(one, turn, known)
      if ("ok" in judged) {
        one.resolve(judged)
        continue
      }
      const touched = passagesOf(judged.touches)
      const meets = touched === null || touched.some(passage => passages.has(passage))
      users.add(user)
      if (meets && taking.length > 0) {
        put.push(one)
        continue
      }
      taking.push([one, judged])
      for (const passage of touched ?? []) passages.add(passage)
      full = touched === null
    }
    later.unshift(...put)
    await log(turn, place, taking)
  }

  const run = async (name: string, place: Place): Promise<void> => {
    while ((waiting.get(name)?.length ?? 0) > 0) {
      try {
        await documents.alone(name, turn => step(name, turn, place))
      } catch (error) {
        const {report, kind} = place
        parts.report(`${report}/${kind} could not be read, so edits were not taken over.`, error)
        for (const one of waiting.get(name)?.splice(0) ?? [])
          one.resolve({ok: false, code: "not-stored"})
      }
    }
    waiting.delete(name)
  }

  return async (sender, update) => {
    const {name, place} = sender
    const taken = await new Promise<Taken>(resolve => {
      const one = {sender, update, resolve}
      const known = waiting.get(name)
      if (known) return void known.push(one)
      waiting.set(name, [one])
      void run(name, place)
    })
    metrics.updated(taken.ok ? "accepted" : taken.code)
    return taken
  }
}

/** The passages in which an update only changes words, or `null` when it does anything else. */
function passagesOf(touches: readonly Touch[]): readonly string[] | null {
  if (touches.length === 0) return null
  const found: string[] = []
  for (const {root, op, statement, draft} of touches) {
    const passage = statement ?? draft
    if ((op !== "text" && op !== "mark") || passage === undefined) return null
    found.push(`${root}/${passage}`)
  }
  return found
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
