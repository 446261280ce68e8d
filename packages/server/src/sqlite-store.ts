// SPDX-License-Identifier: EUPL-1.2
import {mkdirSync} from "node:fs"
import {dirname} from "node:path"
import {DatabaseSync} from "node:sqlite"

import {ServerError} from "./error.ts"
import {assertFree, assertNext} from "./memory-store.ts"
import type {LoggedUpdate, Store} from "./store.ts"

/** Layout of the tables; a database with a higher number was made by a newer server and is refused. */
const layout = 1

const tables = `
  CREATE TABLE updates (document TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, at TEXT NOT NULL,
    touches TEXT NOT NULL, bytes BLOB, digest TEXT NOT NULL, prev TEXT, hash TEXT NOT NULL,
    PRIMARY KEY (document, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE entries (report TEXT NOT NULL, seq INTEGER NOT NULL, entry TEXT NOT NULL, prev TEXT,
    hash TEXT NOT NULL, PRIMARY KEY (report, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE blobs (key TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE claims (document TEXT NOT NULL, client INTEGER NOT NULL, user TEXT NOT NULL,
    PRIMARY KEY (document, client)) STRICT, WITHOUT ROWID;
`

type Row = Record<string, unknown>

/**
 * A store in one SQLite file (made when it is not there, with its folder), on `node:sqlite`.
 *
 * Write-ahead log with `synchronous = FULL`: what was answered survives the death of the process and
 * of the machine. Appends that arrive in the same turn of the event loop share one transaction, so
 * that ten writers cost one flush to disk and not ten; each of them still succeeds or fails alone.
 *
 * @throws ServerError `store-unwritable` when the file or folder cannot be written, `store-newer`
 *   when a newer server made it, `store-unreadable` when it is no database.
 */
export function sqliteStore(file: string): Store {
  const db = openDatabase(file)
  const pending: {run: () => void; resolve: () => void; reject: (error: unknown) => void}[] = []
  let scheduled = false
  let open = true

  const flush = (): void => {
    scheduled = false
    const batch = pending.splice(0)
    const kept: typeof batch = []
    try {
      db.exec("BEGIN IMMEDIATE")
      for (const write of batch) {
        db.exec("SAVEPOINT one")
        try {
          write.run()
          db.exec("RELEASE one")
          kept.push(write)
        } catch (error) {
          db.exec("ROLLBACK TO one; RELEASE one")
          write.reject(error)
        }
      }
      db.exec("COMMIT")
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK")
      for (const write of batch) write.reject(error)
      return
    }
    for (const write of kept) write.resolve()
  }
  const closed = (): ServerError =>
    new ServerError("closed", file, "the store was closed; open it again")
  const write = (run: () => void): Promise<void> => {
    if (!open) return Promise.reject(closed())
    return new Promise((resolve, reject) => {
      pending.push({run, resolve, reject})
      if (scheduled) return
      scheduled = true
      setImmediate(() => scheduled && flush())
    })
  }
  const read = async <T>(run: () => T): Promise<T> => {
    if (!open) throw closed()
    return run()
  }

  const lastUpdate = db.prepare(
    "SELECT seq, hash FROM updates WHERE document = ? ORDER BY seq DESC LIMIT 1",
  )
  const addUpdate = db.prepare("INSERT INTO updates VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
  const allUpdates = db.prepare("SELECT * FROM updates WHERE document = ? ORDER BY seq")
  const lastEntry = db.prepare(
    "SELECT seq, hash FROM entries WHERE report = ? ORDER BY seq DESC LIMIT 1",
  )
  const addEntry = db.prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?)")
  const allEntries = db.prepare("SELECT * FROM entries WHERE report = ? ORDER BY seq")
  const addBlob = db.prepare("INSERT OR IGNORE INTO blobs VALUES (?, ?, ?)")
  const oneBlob = db.prepare("SELECT * FROM blobs WHERE key = ?")
  const addClaim = db.prepare("INSERT OR IGNORE INTO claims VALUES (?, ?, ?)")
  const oneClaim = db.prepare("SELECT user FROM claims WHERE document = ? AND client = ?")
  const allClaims = db.prepare("SELECT client, user FROM claims WHERE document = ? ORDER BY client")
  const allReports = db.prepare("SELECT DISTINCT report FROM entries ORDER BY report")

  const follows = (last: Row | undefined, at: string, seq: number, prev: string | null): void =>
    assertNext(
      at,
      Number(last?.["seq"] ?? 0),
      (last?.["hash"] as string | undefined) ?? null,
      seq,
      prev,
    )

  return {
    appendUpdate: (document, {seq, user, at, touches, bytes, digest, prev, hash}) =>
      write(() => {
        follows(lastUpdate.get(document), document, seq, prev)
        addUpdate.run(document, seq, user, at, JSON.stringify(touches), bytes, digest, prev, hash)
      }),
    updates: document => read(() => allUpdates.all(document).map(updateOf)),
    appendEntries: (report, entries) =>
      write(() => {
        for (const {entry, prev, hash} of entries) {
          follows(lastEntry.get(report), report, entry.seq, prev)
          addEntry.run(report, entry.seq, JSON.stringify(entry), prev, hash)
        }
      }),
    entries: report =>
      read(() =>
        allEntries.all(report).map(row => ({
          entry: JSON.parse(row["entry"] as string),
          prev: row["prev"] as string | null,
          hash: row["hash"] as string,
        })),
      ),
    putBlob: (key, {bytes, mediaType}) => write(() => void addBlob.run(key, mediaType, bytes)),
    getBlob: key =>
      read(() => {
        const row = oneBlob.get(key)
        return row
          ? {bytes: row["bytes"] as Uint8Array, mediaType: row["media_type"] as string}
          : null
      }),
    claims: document =>
      read(() =>
        allClaims
          .all(document)
          .map(row => ({client: Number(row["client"]), user: row["user"] as string})),
      ),
    saveClaims: (document, claims) =>
      write(() => {
        assertFree(
          document,
          claims,
          client => oneClaim.get(document, client)?.["user"] as string | undefined,
        )
        for (const {client, user} of claims) addClaim.run(document, client, user)
      }),
    reports: () => read(() => allReports.all().map(row => row["report"] as string)),
    async close() {
      if (!open) return
      open = false
      if (scheduled) flush()
      db.close()
    },
  }
}

function updateOf(row: Row): LoggedUpdate {
  return {
    seq: Number(row["seq"]),
    user: row["user"] as string,
    at: row["at"] as string,
    touches: JSON.parse(row["touches"] as string) as object[],
    bytes: row["bytes"] as Uint8Array | null,
    digest: row["digest"] as string,
    prev: row["prev"] as string | null,
    hash: row["hash"] as string,
  }
}

function openDatabase(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), {recursive: true, mode: 0o700})
    const db = new DatabaseSync(file)
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000")
    const found = Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0)
    if (found > layout) {
      db.close()
      throw new ServerError("store-newer", file, "a newer Wederhoor made this file; use that one")
    }
    if (found < layout) db.exec(`BEGIN; ${tables} PRAGMA user_version = ${layout}; COMMIT`)
    return db
  } catch (error) {
    if (error instanceof ServerError) throw error
    const notDatabase = error instanceof Error && /not a database|malformed/.test(error.message)
    throw notDatabase
      ? new ServerError("store-unreadable", file, "this file is not a Wederhoor database", error)
      : new ServerError(
          "store-unwritable",
          file,
          "choose a folder that may be written (WEDERHOOR_DATA)",
          error,
        )
  }
}
