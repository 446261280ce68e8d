// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

/** One change of this window that the server has not confirmed. */
export interface Pending {
  readonly update: Uint8Array
  /** Whether it ever went to the server; whether it came there is another thing. */
  sent: boolean
}

/**
 * What the server has of a document, and what it has not confirmed. Always: what the server has, with
 * the pending updates on top, is the document.
 */
export interface Ledger {
  readonly pending: () => readonly Pending[]
  /** A change made here. */
  readonly made: (update: Uint8Array) => Pending
  /** Something came from the server. */
  readonly came: (update: Uint8Array) => void
  /** The server confirmed these. */
  readonly confirmed: (changes: readonly Pending[]) => void
  /** Count as confirmed what a later copy of the server has already. */
  readonly meet: (server: Y.Doc) => void
  /** A copy of what the server has; do not change it. */
  readonly base: () => Y.Doc
  /** Which of its own clocks are pending: per client id the first one. */
  readonly pendingFrom: () => ReadonlyMap<number, number>
  /** Put those that were never sent together: of each that was the server has all or nothing. */
  readonly merge: () => void
  readonly destroy: () => void
}

/** Most updates that wait to be applied to the copy. */
const mostWaiting = 500

/** Begin with the state of the server, as a Yjs update. */
export function openLedger(state: Uint8Array): Ledger {
  const copy = new Y.Doc()
  // The copy is looked at seldom and kept up to date in one go.
  let waiting: Uint8Array[] = [state]
  let pending: readonly Pending[] = []
  const flush = (): void => {
    const updates = waiting
    waiting = []
    copy.transact(() => {
      for (const update of updates) Y.applyUpdate(copy, update)
    })
  }
  const take = (update: Uint8Array): void => {
    waiting.push(update)
    if (waiting.length > mostWaiting) flush()
  }
  const confirmed = (changes: readonly Pending[]): void => {
    const done = new Set(changes)
    for (const change of pending) if (done.has(change)) take(change.update)
    pending = pending.filter(change => !done.has(change))
  }
  return {
    pending: () => pending,
    made: update => {
      const change = {update, sent: false}
      pending = [...pending, change]
      return change
    },
    came: take,
    confirmed,
    meet: server => confirmed(pending.filter(({update}) => isIn(update, server))),
    base: () => {
      flush()
      return copy
    },
    pendingFrom: () => {
      const first = new Map<number, number>()
      for (const {update} of pending)
        for (const [client, clock] of Y.parseUpdateMeta(update).from)
          first.set(client, Math.min(clock, first.get(client) ?? clock))
      return first
    },
    merge: () => {
      const rest = pending.filter(one => !one.sent)
      if (rest.length < 2) return
      const update = Y.mergeUpdates(rest.map(one => one.update))
      pending = [...pending.filter(one => one.sent), {update, sent: false}]
    },
    destroy: () => copy.destroy(),
  }
}

/** Whether a document holds everything an update says. The server takes an update whole or not at all. */
export function isIn(update: Uint8Array, doc: Y.Doc): boolean {
  const {to} = Y.parseUpdateMeta(update)
  for (const [client, clock] of to) if (Y.getState(doc.store, client) < clock) return false
  if (to.size > 0) return true
  for (const [client, ranges] of Y.decodeUpdate(update).ds.clients)
    for (const {clock, len} of ranges)
      for (let at = clock; at < clock + len; at++) {
        if (Y.getState(doc.store, client) <= at) return false
        const struct = Y.getItem(doc.store, Y.createID(client, at))
        if (!struct.deleted) return false
        at = struct.id.clock + struct.length - 1
      }
  return true
}
