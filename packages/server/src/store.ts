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
  /** The Yjs update; `null` after a recorded, lawful destruction. The chain still holds without it. */
  readonly bytes: Uint8Array | null
  /** SHA-256 of the bytes, base64url. The chain covers this, not the bytes. */
  readonly digest: string
  /** `hash` of the update before; `null` for the first. */
  readonly prev: string | null
  readonly hash: string
}

/** One entry of the record with its place in the chain. */
export interface LoggedEntry {
  readonly entry: RecordEntry
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
 * shows and acknowledges nothing before that. A rejected append must have kept nothing.
 */
export interface Store {
  /**
   * Append one update. Rejects with `ServerError` `out-of-order` when `seq` is not one more than that
   * of the last update of the document, or `prev` is not its hash: two servers on one store can never
   * both write the same place.
   */
  appendUpdate(document: string, update: LoggedUpdate): Promise<void>
  /** All updates of a document in order; empty for one that was never written. */
  updates(document: string): Promise<LoggedUpdate[]>
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
