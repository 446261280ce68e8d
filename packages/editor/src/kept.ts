// SPDX-License-Identifier: EUPL-1.2

/** Something a person wrote that did not come into the report; kept until they put it away. */
export interface NotPlaced {
  readonly id: string
  readonly place: string
  /** Id of the statement it was in; empty when unknown. */
  readonly statement: string
  readonly before: string
  readonly after: string
  /** Stable code of the refusal. */
  readonly code: string
  readonly at: string
}

/** Changes of one place that the server has not confirmed, with the Yjs ids that made them. */
export interface Unsent {
  readonly update: Uint8Array
  readonly clientIds: readonly number[]
}

/**
 * What this browser keeps for one person in one report: unconfirmed changes and words that were not
 * placed. In IndexedDB; where that is not to be had (private mode, tests) it lives as long as the page.
 */
export interface Kept {
  readonly unsent: (place: string) => Promise<Unsent | null>
  readonly keepUnsent: (place: string, unsent: Unsent | null) => Promise<void>
  readonly notPlaced: () => Promise<readonly NotPlaced[]>
  readonly keepNotPlaced: (entries: readonly NotPlaced[]) => Promise<void>
}

/** Open what is kept under `owner`: server, report and person, so that nobody meets another's words. */
export function openKept(owner: string): Kept {
  const memory = new Map<string, unknown>()
  const database = openDatabase()

  async function run<T>(
    mode: IDBTransactionMode,
    use: (store: IDBObjectStore) => IDBRequest,
  ): Promise<T | undefined> {
    const opened = await database
    if (!opened) return undefined
    return new Promise((resolve, reject) => {
      const request = use(opened.transaction("kept", mode).objectStore("kept"))
      request.onsuccess = () => resolve(request.result as T)
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"))
    })
  }
  async function read<T>(name: string): Promise<T | null> {
    const key = `${owner} ${name}`
    try {
      return (
        (await run<T>("readonly", store => store.get(key))) ??
        (memory.get(key) as T | undefined) ??
        null
      )
    } catch {
      return (memory.get(key) as T | undefined) ?? null
    }
  }
  async function write(name: string, value: unknown): Promise<void> {
    const key = `${owner} ${name}`
    if (value === null) memory.delete(key)
    else memory.set(key, value)
    try {
      await run("readwrite", store => (value === null ? store.delete(key) : store.put(value, key)))
    } catch {
      // Full or forbidden: the copy in memory stands.
    }
  }
  return {
    unsent: place => read<Unsent>(`unsent ${place}`),
    keepUnsent: (place, unsent) => write(`unsent ${place}`, unsent),
    notPlaced: async () => (await read<readonly NotPlaced[]>("not-placed")) ?? [],
    keepNotPlaced: entries => write("not-placed", entries.length > 0 ? entries : null),
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
