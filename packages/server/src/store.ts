// SPDX-License-Identifier: EUPL-1.2
import type {RecordEntry} from "@wederhoor/format"

/** One update of one shared document as it stands in the log. */
export interface LoggedUpdate {
  /** 1, 2, 3 … per document, without gaps. */
  readonly seq: number
  /** Person of the register who made it, or `server`. */
  readonly user: string
  /** UTC, RFC 3339, by the server's clock. */
  readonly at: string
  /** What the update touches, as the guard found it; ids and names, never text. */
  readonly touches: readonly object[]
  /** The Yjs update (V1); `null` after a recorded, lawful destruction. The chain still holds without it. */
  readonly bytes: Uint8Array | null
  /**
   * Sixteen random bytes, base64url, that go before the bytes into `digest` and are destroyed with
   * them: without it nobody can try out which short text a digest was of. `null` after destruction,
   * and in links that layout 1 of the SQLite file made.
   */
  readonly salt: string | null
  /** SHA-256 of salt and bytes, base64url. The chain covers this, not the bytes. */
  readonly digest: string
  /** `hash` of the update before; `null` for the first. */
  readonly prev: string | null
  readonly hash: string
}

/** Where a log stands: number and hash of its last link; 0 and `null` when it has none. */
export interface Head {
  readonly seq: number
  readonly hash: string | null
}

/**
 * The state of a document at one link of its log, so that opening needs not read all that went before.
 * It is never the truth: whoever reads it checks `digest`, and that the log has this `hash` at `seq`;
 * otherwise it is left aside and the log is replayed (`makeSnapshot` and `readDocument`).
 */
export interface Snapshot {
  /** The last link that is in it, and its hash. */
  readonly seq: number
  readonly hash: string
  /** The document as one Yjs update, encoding V2. Text that was deleted is not in it. */
  readonly state: Uint8Array
  /** SHA-256, base64url, over the name of the document, `seq`, `hash` and `state`. */
  readonly digest: string
}

/** Numbers of updates: from the first to the second, both included. */
export type SeqRange = readonly [number, number]

/** One entry of the record with its place in the chain. */
export interface LoggedEntry {
  readonly entry: RecordEntry
  /** Goes into the digest of the event, so that an event that is destroyed cannot be guessed; as in `LoggedUpdate`. */
  readonly salt: string | null
  readonly prev: string | null
  readonly hash: string
}

/** Bytes kept under a digest that fixes them. */
export interface StoredBlob {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** A Yjs client id that belongs to a user of a document, for ever. */
export interface ClientClaim {
  readonly client: number
  readonly user: string
}

/**
 * Where everything is kept. A host may bring its own; `storeAcceptance` of `@wederhoor/server/testing`
 * says whether it keeps the promises below.
 *
 * Every promise resolves only when the data survives the death of the process: the server applies,
 * shows and acknowledges nothing before that. A rejected append kept nothing, as far as the store can
 * know: where a network can break between keeping and answering, the server reads the log again.
 */
export interface Store {
  /**
   * Append one update. Rejects with `ServerError` `out-of-order` when `seq` is not one more than that
   * of the last update of the document, or `prev` is not its hash: two servers on one store can never
   * both write the same place.
   */
  appendUpdate(document: string, update: LoggedUpdate): Promise<void>
  /** The updates of a document with a `seq` above `after` (0 unless given), in order; the first `most` of them. */
  updates(document: string, after?: number, most?: number): Promise<LoggedUpdate[]>
  /** Where the log of a document stands. */
  head(document: string): Promise<Head>
  /** Names of all documents that have a log, sorted. */
  documents(): Promise<string[]>
  /**
   * Keep a snapshot as the newest of its document. One that is not newer than what is kept, or is
   * older than the last destruction, is left aside without a word. Rejects with `out-of-order` when the
   * log has another hash at `seq`, or no such link.
   */
  saveSnapshot(document: string, snapshot: Snapshot): Promise<void>
  /** The newest snapshot of a document, as it was kept; `null` when there is none. */
  snapshot(document: string): Promise<Snapshot | null>
  /**
   * Append `record`, which says who destroys what on which ground, and set `bytes` and `salt` of the
   * updates in `ranges` to `null`: all or none, under the same rule as `appendUpdate`. Snapshots of the
   * document go too. `eraseUpdates` makes the record. Rejects with `bad-range` when a range reaches
   * `record.seq` or beyond, below 1, or runs backwards.
   */
  erase(document: string, record: LoggedUpdate, ranges: readonly SeqRange[]): Promise<void>
  /** Append entries to the record of a report, all or none; the same rule for `entry.seq` and `prev`. */
  appendEntries(report: string, entries: readonly LoggedEntry[]): Promise<void>
  /** The record of a report in order; empty for a report that does not exist. */
  entries(report: string): Promise<LoggedEntry[]>
  /** Keep bytes under a key that fixes them (a digest is in it). A second put under it changes nothing. */
  putBlob(key: string, blob: StoredBlob): Promise<void>
  getBlob(key: string): Promise<StoredBlob | null>
  /** Client ids bound to users of this document. */
  claims(document: string): Promise<ClientClaim[]>
  /** Bind client ids, all or none. Rejects with `claimed` when one belongs to another user. */
  saveClaims(document: string, claims: readonly ClientClaim[]): Promise<void>
  /** Ids of all reports, sorted. */
  reports(): Promise<string[]>
  /** Finish what is under way and let go of files. Later calls reject with `closed`. */
  close(): Promise<void>
}
