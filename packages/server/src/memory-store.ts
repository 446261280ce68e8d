// SPDX-License-Identifier: EUPL-1.2
import {ServerError} from "./error.ts"
import type {ClientClaim, LoggedEntry, LoggedUpdate, Store, StoredBlob} from "./store.ts"

/** A store that keeps everything in memory: for tests and for trying things out. Gone with the process. */
export function memoryStore(): Store {
  const logs = new Map<string, LoggedUpdate[]>()
  const records = new Map<string, LoggedEntry[]>()
  const blobs = new Map<string, StoredBlob>()
  const bound = new Map<string, Map<number, string>>()
  let open = true

  const ready = async (): Promise<void> => {
    if (!open) throw new ServerError("closed", "store", "the store was closed; open it again")
  }

  return {
    async appendUpdate(document, update) {
      await ready()
      const log = logs.get(document) ?? []
      assertNext(document, log.length, log.at(-1)?.hash ?? null, update.seq, update.prev)
      log.push({...update, bytes: update.bytes && update.bytes.slice()})
      logs.set(document, log)
    },
    async updates(document) {
      await ready()
      return (logs.get(document) ?? []).map(update => ({
        ...update,
        bytes: update.bytes && update.bytes.slice(),
      }))
    },
    async appendEntries(report, entries) {
      await ready()
      const record = [...(records.get(report) ?? [])]
      for (const logged of entries) {
        const head = record.at(-1)?.hash ?? null
        assertNext(report, record.length, head, logged.entry.seq, logged.prev)
        record.push(structuredClone(logged))
      }
      records.set(report, record)
    },
    async entries(report) {
      await ready()
      return structuredClone(records.get(report) ?? [])
    },
    async putBlob(key, blob) {
      await ready()
      if (!blobs.has(key)) blobs.set(key, {...blob, bytes: blob.bytes.slice()})
    },
    async getBlob(key) {
      await ready()
      const blob = blobs.get(key)
      return blob ? {...blob, bytes: blob.bytes.slice()} : null
    },
    async claims(document) {
      await ready()
      return [...(bound.get(document) ?? [])].map(([client, user]) => ({client, user}))
    },
    async saveClaims(document, claims) {
      await ready()
      const known = bound.get(document) ?? new Map<number, string>()
      assertFree(document, claims, client => known.get(client))
      for (const {client, user} of claims) known.set(client, user)
      bound.set(document, known)
    },
    async reports() {
      await ready()
      return [...records.keys()].toSorted()
    },
    async close() {
      open = false
    },
  }
}

/** Throws `out-of-order` unless `seq` and `prev` follow on what is there. */
export function assertNext(
  at: string,
  count: number,
  head: string | null,
  seq: number,
  prev: string | null,
): void {
  if (seq !== count + 1 || prev !== head)
    throw new ServerError(
      "out-of-order",
      at,
      `number ${seq} does not follow on number ${count}; another server wrote here: read again`,
    )
}

/** Throws `claimed` when one of the client ids belongs to another user. */
export function assertFree(
  at: string,
  claims: readonly ClientClaim[],
  owner: (client: number) => string | undefined,
): void {
  const now = new Map<number, string>()
  for (const {client, user} of claims) {
    const held = owner(client) ?? now.get(client)
    if (held !== undefined && held !== user)
      throw new ServerError("claimed", at, `client id ${client} belongs to somebody else`)
    now.set(client, user)
  }
}
