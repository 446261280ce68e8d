// SPDX-License-Identifier: EUPL-1.2
import type {PlaceEdit} from "@wederhoor/collab"

/** Something a person wrote that did not come into the report; kept until they put it away. */
export interface NotPlaced {
  readonly id: string
  readonly place: string
  /** Id of the section it was in; empty when unknown, or in another place than the report. */
  readonly section: string
  /** Id of the statement it was in; empty when unknown. */
  readonly statement: string
  /** What people called that statement by at the time, such as `4.2`; empty when unknown. */
  readonly number: string
  /** What it was: `text`, `added`, `removed`, `moved`, `source`, `relation`, `waiver`, `draft`, or the name of an attribute. */
  readonly what: string
  readonly before: string
  readonly after: string
  /** Stable code of the refusal. */
  readonly code: string
  /** UTC, RFC 3339, by the clock of this device. */
  readonly at: string
}

/** What stands in one statement or draft and is not confirmed yet, to read when nothing else can be done with it. */
export interface UnsentWords {
  readonly section: string
  readonly statement: string
  readonly number: string
  readonly before: string
  readonly after: string
  /** Whether the statement was withdrawn already when these words were written. */
  readonly withdrawn: boolean
}

/** Edits that are done again one by one: those that still have to be, in the words of `PlaceEdit`. */
export interface Recovery {
  /** Why the copy they were in was refused. */
  readonly code: string
  /** The copy in which they began, as a Yjs update. */
  readonly base: Uint8Array
  readonly edits: readonly PlaceEdit[]
  /** The update that was sent for the first of them and not answered yet. */
  readonly sent: Uint8Array | null
}

/** All that one window has not got confirmed in one place. */
export interface Work {
  readonly place: string
  /** The window that has it. */
  readonly tab: string
  /** Updates in the order in which they were made, with the Yjs ids that made them. */
  readonly updates: readonly Uint8Array[]
  readonly clientIds: readonly number[]
  readonly words: readonly UnsentWords[]
  readonly recoveries: readonly Recovery[]
  readonly at: string
}

/**
 * What this browser keeps for one person in one report: unconfirmed work of every window, and words that
 * were not placed. In IndexedDB; where that is not to be had (private mode, tests) it lives as long as
 * the page, and `durable` says so.
 */
export interface Kept {
  /** Whether what is kept outlives the page, as far as is known; `true` until something shows otherwise. */
  readonly durable: () => boolean
  /** The work of all windows in a place. */
  readonly work: (place: string) => Promise<readonly Work[]>
  /** Keep the work of one window, and in the same breath let go of that of `instead`; nothing to keep removes it. */
  readonly keepWork: (work: Work, instead?: readonly string[]) => Promise<void>
  readonly notPlaced: () => Promise<readonly NotPlaced[]>
  readonly keepNotPlaced: (entries: readonly NotPlaced[]) => Promise<void>
  readonly dropNotPlaced: (id: string) => Promise<void>
  /** Told when another window changed the list. */
  readonly watch: (changed: () => void) => () => void
}

/** Open what is kept under `owner`: server, report and person, so that nobody meets another's words. */
export function openKept(owner: string): Kept {
  const memory = new Map<string, unknown>()
  const database = openDatabase()
  let durable = true
  void database.then(opened => {
    if (!opened) durable = false
    return undefined
  })
  const channel =
    typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("wederhoor-kept")

  /** One transaction: all of it or nothing. */
  async function write(
    changes: readonly (readonly [key: string, value: unknown])[],
  ): Promise<void> {
    const opened = await database
    const toMemory = (): void => {
      for (const [key, value] of changes)
        if (value === null) memory.delete(key)
        else memory.set(key, value)
    }
    if (!opened) return toMemory()
    try {
      await new Promise<void>((resolve, reject) => {
        const transaction = opened.transaction("kept", "readwrite")
        const store = transaction.objectStore("kept")
        for (const [key, value] of changes)
          if (value === null) store.delete(key)
          else store.put(value, key)
        transaction.oncomplete = () => resolve()
        transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB"))
        transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB"))
      })
      for (const [key] of changes) memory.delete(key)
      durable = true
    } catch {
      // Full or forbidden: the page has it still, and says that it has it only there.
      durable = false
      toMemory()
    }
  }
  async function all<T>(prefix: string): Promise<T[]> {
    const here = [...memory]
      .filter(([key]) => key.startsWith(prefix))
      .map(([, value]) => value as T)
    const opened = await database
    if (!opened) return here
    try {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      const stored = await new Promise<T[]>((resolve, reject) => {
        const request = opened.transaction("kept", "readonly").objectStore("kept").getAll(range)
        request.onsuccess = () => resolve(request.result as T[])
        request.onerror = () => reject(request.error ?? new Error("IndexedDB"))
      })
      return [...stored, ...here]
    } catch {
      return here
    }
  }
  const workKey = (place: string, tab: string): string => `${owner} work ${place} ${tab}`
  const lostKey = (id: string): string => `${owner} lost ${id}`
  const tell = (): void => channel?.postMessage(owner)

  return {
    durable: () => durable,
    work: place => all<Work>(`${owner} work ${place} `),
    keepWork: (work, instead = []) =>
      write([
        [
          workKey(work.place, work.tab),
          work.updates.length > 0 || work.recoveries.length > 0 ? work : null,
        ],
        ...instead.map(tab => [workKey(work.place, tab), null] as const),
      ]),
    notPlaced: async () => {
      const entries = await all<NotPlaced>(`${owner} lost `)
      return entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    },
    keepNotPlaced: async entries => {
      await write(entries.map(entry => [lostKey(entry.id), entry] as const))
      tell()
    },
    dropNotPlaced: async id => {
      await write([[lostKey(id), null]])
      tell()
    },
    watch: changed => {
      const hear = ({data}: MessageEvent<unknown>): void => {
        if (data === owner) changed()
      }
      channel?.addEventListener("message", hear)
      return () => {
        channel?.removeEventListener("message", hear)
        channel?.close()
      }
    },
  }
}

function openDatabase(): Promise<IDBDatabase | null> {
  if (typeof indexedDB === "undefined") return Promise.resolve(null)
  return new Promise(resolve => {
    try {
      const request = indexedDB.open("wederhoor", 1)
      request.onupgradeneeded = () => request.result.createObjectStore("kept")
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(null)
      request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}

const heldHere = new Set<string>()

/**
 * Take a name that only one window of this browser can have at a time; how to give it back, or `null`
 * when another window has it. A window that is gone gave back what it had.
 */
export async function takeName(name: string): Promise<(() => void) | null> {
  if (heldHere.has(name)) return null
  heldHere.add(name)
  const free = (): void => void heldHere.delete(name)
  // Where the browser has no locks (no secure page) this window is taken to be the only one.
  const locks = globalThis.navigator?.locks as LockManager | undefined
  if (!locks) return free
  return new Promise(resolve => {
    locks
      .request(`wederhoor ${name}`, {ifAvailable: true}, lock => {
        if (!lock) {
          free()
          return resolve(null)
        }
        return new Promise<void>(release => {
          resolve(() => {
            free()
            release()
          })
        })
      })
      .catch(() => resolve(free))
  })
}
