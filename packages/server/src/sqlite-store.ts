// SPDX-License-Identifier: EUPL-1.2
import {mkdirSync} from "node:fs"
import {dirname} from "node:path"
import {DatabaseSync} from "node:sqlite"

import {ServerError} from "./error.ts"
import {assertFree, assertNext, assertRanges, assertStands} from "./memory-store.ts"
import type {LoggedUpdate, Store} from "./store.ts"

/**
 * What each layout of the tables adds to the one before. Layout 2: salts, and snapshots; a row of
 * `snapshots` without `state` says up to where the last destruction reached.
 */
const layouts = [
  `CREATE TABLE updates (document TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, at TEXT NOT NULL,
    touches TEXT NOT NULL, bytes BLOB, digest TEXT NOT NULL, prev TEXT, hash TEXT NOT NULL,
    PRIMARY KEY (document, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE entries (report TEXT NOT NULL, seq INTEGER NOT NULL, entry TEXT NOT NULL, prev TEXT,
    hash TEXT NOT NULL, PRIMARY KEY (report, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE blobs (key TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE claims (document TEXT NOT NULL, client INTEGER NOT NULL, user TEXT NOT NULL,
    PRIMARY KEY (document, client)) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE updates ADD COLUMN salt TEXT;
  ALTER TABLE entries ADD COLUMN salt TEXT;
  CREATE TABLE snapshots (document TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL,
    state BLOB, digest TEXT) STRICT;`,
]

type Row = Record<string, unknown>

/**
 * A store in one SQLite file (made when it is not there, with its folder), on `node:sqlite`.
 *
 * Write-ahead log with `synchronous = FULL`: what was answered survives the death of the process and
 * of the machine. Appends that arrive in the same turn of the event loop share one transaction, so
 * that ten writers cost one flush to disk and not ten; each of them still succeeds or fails alone.
 * What is destroyed is overwritten in the file. A file of an older layout is brought up to this one
 * when it is opened, all or nothing; older servers then refuse it.
 *
 * @throws ServerError `store-unwritable` when the file or folder cannot be written, `store-newer`
 *   when a newer server made it, `store-unreadable` when it is no database. Calls reject with the
 *   first when the disk is full or fails, and with the last when the file turns out to be damaged.
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
          // A full disk can end the whole transaction; then this throws as well, and nothing was kept.
          db.exec("ROLLBACK TO one; RELEASE one")
          write.reject(diskError(file, error))
        }
      }
      db.exec("COMMIT")
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK")
      for (const write of batch) write.reject(diskError(file, error))
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
    try {
      return run()
    } catch (error) {
      throw diskError(file, error)
    }
  }

  const lastUpdate = db.prepare(
    "SELECT seq, hash FROM updates WHERE document = ? ORDER BY seq DESC LIMIT 1",
  )
  const addUpdate = db.prepare(
    "INSERT INTO updates (document, seq, user, at, touches, bytes, salt, digest, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  )
  const updatesAfter = db.prepare(
    "SELECT * FROM updates WHERE document = ? AND seq > ? ORDER BY seq LIMIT ?",
  )
  const hashAt = db.prepare("SELECT hash FROM updates WHERE document = ? AND seq = ?")
  const emptyUpdates = db.prepare(
    "UPDATE updates SET bytes = NULL, salt = NULL WHERE document = ? AND seq BETWEEN ? AND ?",
  )
  const allDocuments = db.prepare(`WITH RECURSIVE one(name) AS (SELECT min(document) FROM updates
    UNION ALL SELECT (SELECT min(document) FROM updates WHERE document > name) FROM one WHERE name IS NOT NULL)
    SELECT name FROM one WHERE name IS NOT NULL`)
  const oneSnapshot = db.prepare("SELECT * FROM snapshots WHERE document = ?")
  const putSnapshot = db.prepare("INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?)")
  const lastEntry = db.prepare(
    "SELECT seq, hash FROM entries WHERE report = ? ORDER BY seq DESC LIMIT 1",
  )
  const addEntry = db.prepare(
    "INSERT INTO entries (report, seq, entry, salt, prev, hash) VALUES (?, ?, ?, ?, ?, ?)",
  )
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

  const append = (document: string, update: LoggedUpdate): void => {
    const {seq, user, at, touches, bytes, salt, digest, prev, hash} = update
    follows(lastUpdate.get(document), document, seq, prev)
    const said = JSON.stringify(touches)
    addUpdate.run(document, seq, user, at, said, bytes, salt, digest, prev, hash)
  }

  return {
    appendUpdate: (document, update) => write(() => append(document, update)),
    // To SQLite less than nothing is no limit.
    updates: (document, after = 0, most = -1) =>
      read(() => updatesAfter.all(document, after, most).map(updateOf)),
    head: document =>
      read(() => {
        const last = lastUpdate.get(document)
        return last
          ? {seq: Number(last["seq"]), hash: last["hash"] as string}
          : {seq: 0, hash: null}
      }),
    documents: () => read(() => allDocuments.all().map(row => row["name"] as string)),
    saveSnapshot: (document, {seq, hash, state, digest}) =>
      write(() => {
        const stands = hashAt.get(document, seq)?.["hash"] as string | undefined
        assertStands(document, {seq, hash}, stands)
        const kept = oneSnapshot.get(document)
        const newest = Number(kept?.["seq"] ?? 0)
        if (kept?.["state"] ? seq > newest : seq >= newest)
          putSnapshot.run(document, seq, hash, state, digest)
      }),
    snapshot: document =>
      read(() => {
        const row = oneSnapshot.get(document)
        if (!row?.["state"]) return null
        const {seq, hash, state, digest} = row
        return {
          seq: Number(seq),
          hash: hash as string,
          state: state as Uint8Array,
          digest: digest as string,
        }
      }),
    async erase(document, record, ranges) {
      await write(() => {
        assertRanges(document, record.seq, ranges)
        append(document, record)
        for (const [from, to] of ranges) emptyUpdates.run(document, from, to)
        putSnapshot.run(document, record.seq, record.hash, null, null)
      })
      // What was destroyed still stands in the write-ahead log; a reader can keep it there for a while.
      if (open) db.exec("PRAGMA wal_checkpoint(TRUNCATE)")
    },
    appendEntries: (report, entries) =>
      write(() => {
        for (const {entry, salt, prev, hash} of entries) {
          follows(lastEntry.get(report), report, entry.seq, prev)
          addEntry.run(report, entry.seq, JSON.stringify(entry), salt, prev, hash)
        }
      }),
    entries: report =>
      read(() =>
        allEntries.all(report).map(row => ({
          entry: JSON.parse(row["entry"] as string),
          salt: row["salt"] as string | null,
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
    salt: row["salt"] as string | null,
    digest: row["digest"] as string,
    prev: row["prev"] as string | null,
    hash: row["hash"] as string,
  }
}

function openDatabase(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), {recursive: true, mode: 0o700})
    const db = new DatabaseSync(file)
    db.exec(`PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON`)
    try {
      bringUpToDate(db, file)
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK")
      db.close()
      throw error
    }
    return db
  } catch (error) {
    throw diskError(file, error)
  }
}

function bringUpToDate(db: DatabaseSync, file: string): void {
  const layoutNow = (): number =>
    Number(db.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0)
  if (layoutNow() === layouts.length) return
  // Read again inside the transaction: of two servers that start at once, one makes the tables.
  db.exec("BEGIN IMMEDIATE")
  const found = layoutNow()
  if (found > layouts.length)
    throw new ServerError("store-newer", file, "a newer Wederhoor made this file; use that one")
  for (const step of layouts.slice(found)) db.exec(step)
  db.exec(`PRAGMA user_version = ${layouts.length}; COMMIT`)
}

/**
 * Copy a database to a new file as it is at this moment, whoever writes in it meanwhile.
 *
 * @throws ServerError as `sqliteStore`.
 */
export function copyDatabase(file: string, to: string): void {
  try {
    const db = new DatabaseSync(file, {readOnly: true})
    try {
      db.exec("PRAGMA busy_timeout = 5000")
      db.prepare("VACUUM INTO ?").run(to)
    } finally {
      db.close()
    }
  } catch (error) {
    throw diskError(file, error)
  }
}

/** What SQLite says, as what to do about it. */
function diskError(file: string, error: unknown): unknown {
  if (error instanceof ServerError) return error
  const number = Number((error as {errcode?: unknown} | null)?.errcode) & 255
  if (number === notDatabase || number === damaged)
    return new ServerError(
      "store-unreadable",
      file,
      "this file is not a Wederhoor database, or it is damaged; restore a back-up",
      error,
    )
  return new ServerError(
    "store-unwritable",
    file,
    number === full
      ? "the disk is full; make room"
      : "choose a folder that may be written (WEDERHOOR_DATA), on a disk that works",
    error,
  )
}

/** Result codes of SQLite. */
const damaged = 11
const full = 13
const notDatabase = 26
