// SPDX-License-Identifier: EUPL-1.2
import {type Actor, evolve, type RecordEvent, type RecordState} from "@wederhoor/format"

import {emptyHead, type Head, linkEntry} from "./log.ts"
import {makeQueue} from "./queue.ts"
import type {LoggedEntry, Store} from "./store.ts"

/** A report's record with the place where its chain stands. */
export interface Current {
  readonly state: RecordState
  readonly head: {readonly seq: number; readonly hash: string}
}

/** The records of all reports: read from the store, folded once, written one act at a time. */
export interface Records {
  /** The record of a report, or `null` when there is no such report. */
  get(report: string): Promise<Current | null>
  /**
   * Do one act: nothing else is written to this record until it is done. What `act` returns as
   * `events` is appended, all or none, before the promise resolves.
   */
  act<T>(
    report: string,
    act: (
      current: Current | null,
    ) => Promise<{events: readonly RecordEvent[]; actor: Actor; result: T}>,
  ): Promise<T>
  /** Called after every append, with the new state. */
  onChange(listener: (report: string, state: RecordState) => void): void
  idle(): Promise<void>
}

export function openRecords(store: Store, now: () => string): Records {
  const cache = new Map<string, Current>()
  const queue = makeQueue()
  const listeners: ((report: string, state: RecordState) => void)[] = []

  const load = async (report: string): Promise<Current | null> => {
    const known = cache.get(report)
    if (known) return known
    let state: RecordState | null = null
    let head: Head = emptyHead
    for (const {entry, hash} of await store.entries(report)) {
      state = evolve(state, entry)
      head = {seq: entry.seq, hash}
    }
    // While the entries were read, an act may have gone further; its state is the newer one.
    const newer = cache.get(report)
    if (newer) return newer
    if (!state || head.hash === null) return null
    const current = {state, head: {seq: head.seq, hash: head.hash}}
    cache.set(report, current)
    return current
  }

  return {
    get: load,
    act: (report, act) =>
      queue.run(report, async () => {
        const current = await load(report)
        const {events, actor, result} = await act(current)
        if (events.length === 0) return result
        let state = current?.state ?? null
        let head: Head = current?.head ?? emptyHead
        const links: LoggedEntry[] = []
        const at = now()
        for (const event of events) {
          const link = await linkEntry(head, {seq: head.seq + 1, at, actor, event})
          links.push(link)
          head = {seq: link.entry.seq, hash: link.hash}
          state = evolve(state, link.entry)
        }
        try {
          await store.appendEntries(report, links)
        } catch (error) {
          // What the store holds is the truth: read it again before the next act.
          cache.delete(report)
          throw error
        }
        if (state && head.hash !== null) {
          cache.set(report, {state, head: {seq: head.seq, hash: head.hash}})
          for (const listener of listeners) listener(report, state)
        }
        return result
      }),
    onChange: listener => void listeners.push(listener),
    idle: () => queue.idle(),
  }
}
