// SPDX-License-Identifier: EUPL-1.2
import type {Person} from "@wederhoor/format"

import {type PresenceEntry, presenceFrame} from "./frames.ts"

/** Somebody who shows where they are writing. */
export interface Shown {
  /** As the register calls them: what the page says about them counts for nothing. */
  readonly person: Pick<Person, "id" | "name" | "label" | "role">
  /** Yjs client ids under which this connection may show itself. */
  readonly clients: ReadonlySet<number>
  readonly send: (frame: Uint8Array) => void
}

/** Most characters of a cursor, as JSON; two positions of Yjs are some 200. */
const longestCursor = 1024
/** How long changes are gathered before they go to everybody, in milliseconds. */
const gather = 100

/**
 * What of a presence goes on to colleagues: the cursor and the section somebody writes in, nothing
 * else, with the identity of the register. `null` when it is not for this connection to say; an empty
 * `json` when somebody takes their presence away.
 */
export function cleanPresence(
  entry: PresenceEntry,
  shown: Pick<Shown, "person" | "clients">,
  sections: ReadonlySet<string>,
): PresenceEntry | null {
  const {client, clock} = entry
  if (!shown.clients.has(client)) return null
  let state: unknown
  try {
    state = JSON.parse(entry.json)
  } catch {
    return null
  }
  if (state === null) return {client, clock, json: ""}
  if (typeof state !== "object") return null
  const {cursor, section} = state as {cursor?: unknown; section?: unknown}
  const place = typeof cursor === "object" && cursor !== null ? JSON.stringify(cursor) : ""
  const {id, name, label, role} = shown.person
  const json = JSON.stringify({
    ...(place !== "" && place.length <= longestCursor ? {cursor} : {}),
    ...(typeof section === "string" && sections.has(section) ? {section} : {}),
    user: {person: id, name, label, role},
  })
  return {client, clock, json}
}

/** Who is where in one document. */
export interface Board {
  /** Show somebody what there is, and tell them what comes. */
  join(shown: Shown): void
  /** Take somebody's presence away, for everybody. */
  leave(shown: Shown): void
  say(shown: Shown, entries: readonly PresenceEntry[], sections: ReadonlySet<string>): void
  readonly empty: boolean
}

/**
 * A board of our own in place of Hocuspocus' awareness: it gathers what a hundred writers say into ten
 * frames a second, makes no throw-away document per message, and goes to those who write only.
 */
export function openBoard(place: string): Board {
  const states = new Map<number, PresenceEntry & {readonly by: Shown}>()
  const there = new Set<Shown>()
  const changed = new Map<number, PresenceEntry>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = (): void => {
    timer = undefined
    if (changed.size === 0) return
    const frame = presenceFrame(place, [...changed.values()])
    changed.clear()
    for (const one of there) one.send(frame)
  }
  const put = (entry: PresenceEntry): void => {
    changed.set(entry.client, entry)
    timer ??= setTimeout(flush, gather).unref()
  }
  return {
    join(shown) {
      if (states.size > 0) shown.send(presenceFrame(place, [...states.values()]))
      there.add(shown)
    },
    leave(shown) {
      there.delete(shown)
      for (const [client, {by, clock}] of states) {
        if (by !== shown) continue
        states.delete(client)
        put({client, clock, json: ""})
      }
      if (there.size > 0) return
      clearTimeout(timer)
      timer = undefined
      changed.clear()
    },
    say(shown, entries, sections) {
      if (!there.has(shown)) return
      for (const raw of entries) {
        const entry = cleanPresence(raw, shown, sections)
        const before = entry && states.get(entry.client)
        if (!entry || (before?.by === shown && isStale(entry, before))) continue
        if (entry.json === "") states.delete(entry.client)
        else states.set(entry.client, {...entry, by: shown})
        put(entry)
      }
    },
    get empty() {
      return there.size === 0
    },
  }
}

/** As Yjs judges it: of one moment only “gone” is newer. */
function isStale(entry: PresenceEntry, before: PresenceEntry): boolean {
  return entry.clock < before.clock || (entry.clock === before.clock && entry.json !== "")
}
