// SPDX-License-Identifier: EUPL-1.2
import {eraseUpdates, readDocument, sqliteStore, verifyLog, verifyRecord} from "@wederhoor/server"
import {appendUpdates, type MadeUpdate} from "@wederhoor/server/testing"
import {chainEvent, digestOf, sha256} from "@wederhoor/signoff"
import {spawnSync} from "node:child_process"
import {existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {DatabaseSync} from "node:sqlite"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"

import {node} from "./command.ts"

const newFile = (): string => join(mkdtempSync(join(tmpdir(), "wederhoor-sqlite-")), "store.db")

const made = (n: number, bytes: Uint8Array = Uint8Array.of(0, 0)): MadeUpdate => ({
  user: "anna",
  at: "2026-03-01T10:00:00Z",
  touches: [{op: "insert", statement: `s${n}`}],
  bytes,
})

/**
 * How many transactions a write-ahead log ends: a frame that ends one says how large the database is
 * then, all others say 0 (SQLite file format, §4.2).
 */
function commitsIn(wal: string): number {
  const bytes = readFileSync(wal)
  const frame = 24 + bytes.readUInt32BE(8)
  const salt = bytes.subarray(16, 24)
  let commits = 0
  for (let at = 32; at + frame <= bytes.length; at += frame)
    if (bytes.subarray(at + 8, at + 16).equals(salt) && bytes.readUInt32BE(at + 4) > 0) commits++
  return commits
}

describe("group commit", () => {
  test("fifty writes that arrive in one turn are one transaction, fifty that wait for each other are fifty", async () => {
    const file = newFile()
    const store = sqliteStore(file)
    const count = (): number => commitsIn(`${file}-wal`)
    const write = (n: number): Promise<void> =>
      store.putBlob(`k${n}`, {bytes: Uint8Array.of(n), mediaType: "x/y"})
    const start = count()
    await Promise.all(Array.from({length: 50}, (_, n) => write(n)))
    expect(count() - start).toBe(1)
    for (let n = 50; n < 100; n++) await write(n)
    expect(count() - start).toBe(51)
    await store.close()
  })
})

/** A file as layout 1 had it: no salts, no snapshots. */
async function layoutOne(file: string, words: readonly string[]): Promise<void> {
  const db = new DatabaseSync(file)
  db.exec(`
    CREATE TABLE updates (document TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, at TEXT NOT NULL,
      touches TEXT NOT NULL, bytes BLOB, digest TEXT NOT NULL, prev TEXT, hash TEXT NOT NULL,
      PRIMARY KEY (document, seq)) STRICT, WITHOUT ROWID;
    CREATE TABLE entries (report TEXT NOT NULL, seq INTEGER NOT NULL, entry TEXT NOT NULL, prev TEXT,
      hash TEXT NOT NULL, PRIMARY KEY (report, seq)) STRICT, WITHOUT ROWID;
    CREATE TABLE blobs (key TEXT PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE claims (document TEXT NOT NULL, client INTEGER NOT NULL, user TEXT NOT NULL,
      PRIMARY KEY (document, client)) STRICT, WITHOUT ROWID;
    PRAGMA user_version = 1`)
  const doc = new Y.Doc()
  const at = "2026-03-01T10:00:00Z"
  let prev: string | null = null
  for (const [i, word] of words.entries()) {
    const before = Y.encodeStateVector(doc)
    doc.getText("doc").insert(doc.getText("doc").length, word)
    const bytes = Y.encodeStateAsUpdate(doc, before)
    const digest = await sha256(bytes)
    const touches = [{op: "insert"}]
    const body = await digestOf("logged-update@1", {document: "r/content", digest, touches})
    const {hash} = await chainEvent(prev, {seq: i + 1, at, actor: "anna", body})
    db.prepare("INSERT INTO updates VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)").run(
      "r/content",
      i + 1,
      "anna",
      at,
      JSON.stringify(touches),
      bytes,
      digest,
      prev,
      hash,
    )
    prev = hash
  }
  const event = {type: "fieldSet", section: "s", field: "f", value: "v"}
  const actor = {person: "anna", role: "author"}
  const body = await digestOf("record-event@1", {value: event})
  const {hash} = await chainEvent(null, {seq: 1, at, actor, body})
  db.prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?)").run(
    "r",
    1,
    JSON.stringify({seq: 1, at, actor, event}),
    null,
    hash,
  )
  db.close()
}

describe("a file of an older layout", () => {
  test("is brought up to date when it is opened: text, chains and record as they were, and it goes on", async () => {
    const file = newFile()
    await layoutOne(file, ["een ", "twee ", "drie"])
    const store = sqliteStore(file)
    expect(await verifyLog(store, "r/content")).toMatchObject({ok: true, count: 3})
    expect(await verifyRecord(store, "r")).toMatchObject({ok: true, count: 1})
    const doc = new Y.Doc()
    await readDocument(store, "r/content", doc)
    expect(doc.getText("doc").toJSON()).toBe("een twee drie")
    expect((await store.updates("r/content")).map(({salt}) => salt)).toEqual([null, null, null])

    await appendUpdates(store, "r/content", [made(4)])
    expect((await store.updates("r/content", 3))[0]?.salt).toMatch(/^[\w-]{22}$/)
    expect(await verifyLog(store, "r/content")).toMatchObject({ok: true, count: 4})
    await store.close()
    const again = sqliteStore(file)
    expect(await verifyLog(again, "r/content")).toMatchObject({ok: true, count: 4})
    await again.close()
  })

  test("that cannot be brought up to date stays as it was", async () => {
    const file = newFile()
    await layoutOne(file, ["een"])
    const db = new DatabaseSync(file)
    db.exec("ALTER TABLE entries ADD COLUMN salt TEXT")
    db.close()
    expect(() => sqliteStore(file)).toThrow(/store-unwritable/)
    const after = new DatabaseSync(file)
    const columns = after.prepare("SELECT name FROM pragma_table_info('updates')").all()
    expect(columns.map(({name}) => name)).not.toContain("salt")
    expect(after.prepare("PRAGMA user_version").get()).toEqual({user_version: 1})
    after.close()
  })

  test("of a newer layout is refused by name, and left as it was", () => {
    const file = newFile()
    const db = new DatabaseSync(file)
    db.exec("PRAGMA user_version = 3; CREATE TABLE later (x TEXT)")
    db.close()
    expect(() => sqliteStore(file)).toThrow(/store-newer/)
    const after = new DatabaseSync(file)
    expect(after.prepare("SELECT name FROM sqlite_master").all()).toEqual([{name: "later"}])
    after.close()
  })
})

test("what is destroyed stands nowhere any more in the folder of the file", async () => {
  const file = newFile()
  const store = sqliteStore(file)
  const doc = new Y.Doc()
  const text = doc.getText("doc")
  const word = "zwanenhalsbandpapegaai"
  const steps = [
    () => text.insert(0, `${word} en de rest`),
    () => text.delete(0, word.length + 1),
    () => text.insert(0, "hier "),
  ]
  for (const step of steps) {
    const before = Y.encodeStateVector(doc)
    step()
    await appendUpdates(store, "r/content", [made(1, Y.encodeStateAsUpdate(doc, before))])
  }
  const folder = join(file, "..")
  const holds = (): string[] =>
    readdirSync(folder).filter(name => readFileSync(join(folder, name)).includes(word))
  expect(holds()).not.toEqual([])
  await eraseUpdates(store, "r/content", {
    user: "anna",
    at: "2026-03-02T10:00:00Z",
    ground: "Besluit 12",
  })
  expect(holds()).toEqual([])
  expect(await verifyLog(store, "r/content")).toMatchObject({ok: true, count: 4})
  const read = new Y.Doc()
  await readDocument(store, "r/content", read)
  expect(read.getText("doc").toJSON()).toBe("hier en de rest")
  await store.close()
  expect(holds()).toEqual([])
})

test("what somebody emptied in the file without a record of it does not pass for a destruction", async () => {
  const file = newFile()
  const store = sqliteStore(file)
  await appendUpdates(store, "r/content", [made(1), made(2), made(3)])
  await store.close()
  const db = new DatabaseSync(file)
  db.exec("UPDATE updates SET bytes = NULL, salt = NULL WHERE seq = 2")
  db.close()
  const after = sqliteStore(file)
  expect(await verifyLog(after, "r/content")).toEqual({ok: false, code: "changed", seq: 2})
  await expect(readDocument(after, "r/content", new Y.Doc())).rejects.toThrow(/log-broken/)
  await after.close()
})

test("a file that was damaged says so in a code, not in words of SQLite", async () => {
  const file = newFile()
  const store = sqliteStore(file)
  await appendUpdates(
    store,
    "r/content",
    Array.from({length: 200}, (_, n) => made(n, new Uint8Array(900))),
  )
  await store.close()
  expect(existsSync(`${file}-wal`)).toBe(false)
  const bytes = readFileSync(file)
  for (let at = 4096; at < bytes.length; at += 512) bytes.fill(0xab, at, at + 100)
  writeFileSync(file, bytes)
  const read = async (): Promise<unknown> => {
    const broken = sqliteStore(file)
    try {
      return await broken.updates("r/content")
    } finally {
      await broken.close()
    }
  }
  await expect(read()).rejects.toMatchObject({code: "store-unreadable", at: file})
})

test("a disk that is full refuses with a code and keeps what it said it kept; with room again it goes on", async () => {
  const file = newFile()
  const program = `
    import {sqliteStore} from "@wederhoor/server"
    import {appendUpdates} from "@wederhoor/server/testing"
    const store = sqliteStore(${JSON.stringify(file)})
    const update = {user: "anna", at: "2026-03-01T10:00:00Z", touches: [], bytes: new Uint8Array(3000)}
    let kept = 0
    let code = ""
    while (kept < 5000 && code === "")
      await appendUpdates(store, "r/content", [update]).then(() => kept++, error => (code = error.code))
    const head = await store.head("r/content")
    console.log(JSON.stringify({kept, code, seq: head.seq}))
    process.kill(process.pid, "SIGKILL")`
  // No file may grow beyond 300 kB: to the store that is a disk without room.
  const {stdout, stderr} = spawnSync(
    "sh",
    [
      "-c",
      'ulimit -f 600; exec "$@"',
      "sh",
      node(),
      "--conditions=@wederhoor/source",
      "--input-type=module",
      "-e",
      program,
    ],
    {cwd: import.meta.dirname, encoding: "utf8", env: {...process.env, NODE_OPTIONS: ""}},
  )
  expect(stdout, stderr).not.toBe("")
  const {kept, code, seq} = JSON.parse(stdout) as {kept: number; code: string; seq: number}
  expect(code).toBe("store-unwritable")
  expect(kept).toBeGreaterThan(5)
  expect(seq).toBe(kept)
  const store = sqliteStore(file)
  expect(await verifyLog(store, "r/content")).toMatchObject({ok: true, count: kept})
  await appendUpdates(store, "r/content", [made(1)])
  expect(await verifyLog(store, "r/content")).toMatchObject({ok: true, count: kept + 1})
  await store.close()
})
