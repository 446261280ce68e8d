// SPDX-License-Identifier: EUPL-1.2
import {ServerError} from "./error.ts"
import type {
  ClientClaim,
  LoggedEntry,
  LoggedUpdate,
  SeqRange,
  Snapshot,
  Store,
  StoredBlob,
} from "./store.ts"

/** A store that keeps everything in memory: for tests and for trying things out. Gone with the process. */
export function memoryStore(): Store {
  const logs = new Map<string, LoggedUpdate[]>()
  const records = new Map<string, LoggedEntry[]>()
  const blobs = new Map<string, StoredBlob>()
  const bound = new Map<string, Map<number, string>>()
  const snapshots = new Map<string, Snapshot>()
  /** Last destruction per document. */
  const erased = new Map<string, number>()
  let open = true

  const ready = async (): Promise<void> => {
    if (!open) throw new ServerError("closed", "store", "the store was closed; open it again")
  }

  const append = (document: string, update: LoggedUpdate): LoggedUpdate[] => {
    const log = logs.get(document) ?? []
    assertNext(document, log.length, log.at(-1)?.hash ?? null, update.seq, update.prev)
    log.push(copyOf(update))
    logs.set(document, log)
    return log
  }

  return {
    async appendUpdate(document, update) {
      await ready()
      append(document, update)
    },
    async updates(document, after = 0, most = Infinity) {
      await ready()
      return (logs.get(document) ?? []).slice(after, after + most).map(copyOf)
    },
    async head(document) {
      await ready()
      const last = logs.get(document)?.at(-1)
      return {seq: last?.seq ?? 0, hash: last?.hash ?? null}
    },
    async documents() {
      await ready()
      return [...logs.keys()].toSorted()
    },
    async saveSnapshot(document, snapshot) {
      await ready()
      const {seq, hash, state} = snapshot
      assertStands(document, snapshot, logs.get(document)?.[seq - 1]?.hash)
      if (seq < (erased.get(document) ?? 0) || seq <= (snapshots.get(document)?.seq ?? 0)) return
      snapshots.set(document, {seq, hash, state: state.slice(), digest: snapshot.digest})
    },
    async snapshot(document) {
      await ready()
      const found = snapshots.get(document)
      return found ? {...found, state: found.state.slice()} : null
    },
    async erase(document, record, ranges) {
      await ready()
      assertRanges(document, record.seq, ranges)
      const log = append(document, record)
      for (const [from, to] of ranges)
        for (let n = from; n <= to; n++) {
          const update = log[n - 1]
          if (update) log[n - 1] = {...update, bytes: null, salt: null}
        }
      snapshots.delete(document)
      erased.set(document, record.seq)
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

const copyOf = (update: LoggedUpdate): LoggedUpdate => ({
  ...update,
  touches: structuredClone(update.touches),
  bytes: update.bytes && update.bytes.slice(),
})

/** Throws `out-of-order` unless the log has this very link where the snapshot says to stand. */
export function assertStands(
  at: string,
  {seq, hash}: Pick<Snapshot, "seq" | "hash">,
  found: string | undefined,
): void {
  if (hash !== found)
    throw new ServerError("out-of-order", at, `the log has another link ${seq}; make it anew`)
}

/** Throws `bad-range` unless every range runs forward, from 1 up to below the link that records it. */
export function assertRanges(at: string, record: number, ranges: readonly SeqRange[]): void {
  for (const [from, to] of ranges)
    if (
      !Number.isSafeInteger(from) ||
      !Number.isSafeInteger(to) ||
      from < 1 ||
      to < from ||
      to >= record
    )
      throw new ServerError("bad-range", at, `there is nothing to destroy at ${from} to ${to}`)
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
