// SPDX-License-Identifier: EUPL-1.2

/** `wederhoor backup` and `wederhoor restore`, as whoever keeps the server uses them. */
import {readDocument, sqliteStore, type Store, verifyStore} from "@wederhoor/server"
import {appendUpdates, type MadeUpdate} from "@wederhoor/server/testing"
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {DatabaseSync} from "node:sqlite"
import {afterEach, beforeEach, describe, expect, test} from "vitest"
import * as Y from "yjs"

import {killAll, run, serve} from "./command.ts"

const place = "r/content"
let room = ""
const at = (name: string): string => join(room, name)

beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), "wederhoor-backup-"))
})
afterEach(killAll)

/** Words, each as an update of its own. */
function typed(words: readonly string[], doc = new Y.Doc()): MadeUpdate[] {
  return words.map(word => {
    const before = Y.encodeStateVector(doc)
    const text = doc.getText("doc")
    text.insert(text.length, word)
    const bytes = Y.encodeStateAsUpdate(doc, before)
    return {user: "anna", at: "2026-03-01T10:00:00Z", touches: [{op: "insert"}], bytes}
  })
}

async function dataFolder(name: string): Promise<Store> {
  mkdirSync(at(name))
  writeFileSync(at(`${name}/keys.json`), '{"keys":[]}')
  writeFileSync(at(`${name}/signing-key.json`), '{"secret":"letters"}')
  const store = sqliteStore(at(`${name}/wederhoor.db`))
  await appendUpdates(store, place, typed(["een ", "twee ", "drie"]))
  return store
}

async function textIn(folder: string): Promise<string> {
  const store = sqliteStore(at(`${folder}/wederhoor.db`))
  const doc = new Y.Doc()
  await readDocument(store, place, doc)
  await store.close()
  return doc.getText("doc").toJSON()
}

describe("there and back", () => {
  test("the data comes back as it was, with its keys, for the owner's eyes only", async () => {
    await (await dataFolder("data")).close()
    const backup = await run("backup", "--data", at("data"), "--out", at("copy"))
    expect(backup.code, backup.said).toBe(0)
    expect(backup.out).toContain("Alles klopt")
    expect(backup.out).toMatch(/LET OP: signing-key\.json/)
    expect(readdirSync(at("copy")).toSorted()).toEqual([
      "backup.json",
      "keys.json",
      "signing-key.json",
      "wederhoor.db",
    ])
    for (const name of readdirSync(at("copy")))
      expect(statSync(at(`copy/${name}`)).mode & 0o077, name).toBe(0)

    const restored = await run("restore", at("copy"), "--into", at("again"))
    expect(restored.code, restored.said).toBe(0)
    expect(await textIn("again")).toBe("een twee drie")
    expect(readFileSync(at("again/signing-key.json"), "utf8")).toBe('{"secret":"letters"}')
    expect(readdirSync(room).toSorted()).toEqual(["again", "copy", "data"])
  })

  test("--without-key leaves the key to sign with out, and both say so; English on request", async () => {
    await (await dataFolder("data")).close()
    const how = ["--data", at("data"), "--out", at("copy"), "--without-key", "--lang", "en"]
    const backup = await run("backup", ...how)
    expect(backup.code, backup.said).toBe(0)
    expect(existsSync(at("copy/signing-key.json"))).toBe(false)
    expect(backup.out).toContain("The key to sign with is not in it")
    const restored = await run("restore", at("copy"), "--into", at("again"), "--lang", "en")
    expect(restored.code).toBe(0)
    expect(restored.out).toContain("MIND: there was no signing-key.json")
    expect(existsSync(at("again/signing-key.json"))).toBe(false)
  })

  test("a copy that is made while somebody writes is one moment of it, and verifies", async () => {
    const store = await dataFolder("data")
    const words = Array.from({length: 3000}, (_, n) => ` w${n};`)
    let writing = true
    const going = (async () => {
      const doc = new Y.Doc()
      for (let n = 0; writing && n < words.length; n += 10) {
        await appendUpdates(store, "r/review", typed(words.slice(n, n + 10), doc))
        await new Promise(resolve => setTimeout(resolve, 1))
      }
    })()
    const backup = await run("backup", "--data", at("data"), "--out", at("copy"))
    writing = false
    await going
    expect(backup.code, backup.said).toBe(0)
    const after = await store.head("r/review")
    await store.close()
    const copy = sqliteStore(at("copy/wederhoor.db"))
    const {seq} = await copy.head("r/review")
    const doc = new Y.Doc()
    await readDocument(copy, "r/review", doc)
    expect(doc.getText("doc").toJSON()).toBe(words.slice(0, seq).join(""))
    expect((await verifyStore(copy)).broken).toEqual([])
    expect(after.seq).toBeGreaterThan(0)
    await copy.close()
  }, 60_000)

  test("a server starts on what was restored, with its reports and its key", async () => {
    const first = await serve({WEDERHOOR_DATA: at("data")})
    const backup = await run("backup", "--data", at("data"), "--out", at("copy"))
    first.child.kill("SIGKILL")
    await first.ended
    expect(backup.code, backup.said).toBe(0)
    expect((await run("restore", at("copy"), "--into", at("again"))).code).toBe(0)
    const second = await serve({WEDERHOOR_DATA: at("again")})
    const page = await fetch(`${second.url}/demo/doors`).catch(() => null)
    expect(page).not.toBeNull()
    second.child.kill("SIGTERM")
    expect((await second.ended).code).toBe(0)
    expect(readFileSync(at("again/signing-key.json"), "utf8")).toBe(
      readFileSync(at("data/signing-key.json"), "utf8"),
    )
    const store = sqliteStore(at("again/wederhoor.db"))
    expect(await store.reports()).toEqual(["noor-en-sem"])
    await store.close()
  }, 60_000)
})

describe("nothing is written over", () => {
  test("a back-up or a data folder that is there stays as it is, and it ends with 2", async () => {
    await (await dataFolder("data")).close()
    await run("backup", "--data", at("data"), "--out", at("copy"))
    const kept = readFileSync(at("copy/backup.json"), "utf8")
    const twice = await run("backup", "--data", at("data"), "--out", at("copy"))
    expect([twice.code, twice.said.trim().split("\n").length]).toEqual([2, 1])
    expect(readFileSync(at("copy/backup.json"), "utf8")).toBe(kept)
    const over = await run("restore", at("copy"), "--into", at("data"))
    expect(over.code).toBe(2)
    expect(over.said).toContain("nooit overschreven")
    expect(await textIn("data")).toBe("een twee drie")
    writeFileSync(at("file"), "x")
    expect((await run("restore", at("copy"), "--into", at("file"))).code).toBe(2)
    expect(readFileSync(at("file"), "utf8")).toBe("x")
    expect(readdirSync(room).toSorted()).toEqual(["copy", "data", "file"])
  })
})

describe("what does not hold is found", () => {
  /** Change one letter deep in the data, as somebody with access to the file would. */
  function forge(folder: string): void {
    const db = new DatabaseSync(at(`${folder}/wederhoor.db`))
    db.exec("UPDATE updates SET user = 'bram' WHERE seq = 2")
    db.close()
  }

  test("a chain that does not hold: the back-up is kept and ends with 1, restoring leaves nothing", async () => {
    await (await dataFolder("data")).close()
    forge("data")
    const backup = await run("backup", "--data", at("data"), "--out", at("copy"))
    expect(backup.code).toBe(1)
    expect(backup.out).toContain(`${place}: het logboek klopt niet vanaf schakel 2`)
    expect(existsSync(at("copy/wederhoor.db"))).toBe(true)
    const restored = await run("restore", at("copy"), "--into", at("again"))
    expect(restored.code).toBe(1)
    expect(restored.out).toContain("Er is niets teruggezet")
    expect(readdirSync(room).toSorted()).toEqual(["copy", "data"])
  })

  test.each(["wederhoor.db", "keys.json", "signing-key.json"])(
    "%s was changed after the back-up was made",
    async name => {
      await (await dataFolder("data")).close()
      await run("backup", "--data", at("data"), "--out", at("copy"))
      appendFileSync(at(`copy/${name}`), " ")
      const restored = await run("restore", at("copy"), "--into", at("again"))
      expect(restored.code).toBe(1)
      expect(restored.out).toContain(`${name}: dit bestand is veranderd`)
      expect(readdirSync(room).toSorted()).toEqual(["copy", "data"])
    },
  )

  test("a snapshot that is not what the log makes", async () => {
    const store = await dataFolder("data")
    const {seq, hash} = await store.head(place)
    await store.close()
    const forged = new Y.Doc()
    forged.getText("doc").insert(0, "verzonnen")
    const db = new DatabaseSync(at("data/wederhoor.db"))
    db.prepare("INSERT INTO snapshots VALUES (?, ?, ?, ?, ?)").run(
      place,
      seq,
      hash,
      Y.encodeStateAsUpdateV2(forged),
      "x".repeat(43),
    )
    db.close()
    expect(await textIn("data")).toBe("een twee drie")
    const backup = await run("backup", "--data", at("data"), "--out", at("copy"))
    expect(backup.code).toBe(1)
    expect(backup.out).toContain("de bewaarde stand is niet wat het logboek oplevert")
  })

  test("a back-up without one of its files, one that is none, and one that names other files", async () => {
    await (await dataFolder("data")).close()
    await run("backup", "--data", at("data"), "--out", at("copy"))
    const cases: readonly (readonly [string, (folder: string) => void])[] = [
      [
        "missing",
        folder =>
          writeFileSync(
            join(folder, "backup.json"),
            readFileSync(join(folder, "backup.json"), "utf8").replace(
              '"keys.json"',
              '"signing-keys.json"',
            ),
          ),
      ],
      [
        "shape",
        folder => writeFileSync(join(folder, "backup.json"), '{"format":"wederhoor-backup/2"}'),
      ],
      ["null", folder => writeFileSync(join(folder, "backup.json"), "null")],
      [
        "outside",
        folder =>
          writeFileSync(
            join(folder, "backup.json"),
            JSON.stringify({
              format: "wederhoor-backup/1",
              at: "x",
              files: {"wederhoor.db": "y", "../data/keys.json": "z"},
            }),
          ),
      ],
    ]
    for (const [name, spoil] of cases) {
      cpSync(at("copy"), at(name), {recursive: true})
      spoil(at(name))
      const {code, said} = await run("restore", at(name), "--into", at("again"))
      expect([name, code, said.trim().split("\n").length]).toEqual([name, 2, 1])
      expect(existsSync(at("again"))).toBe(false)
    }
    expect((await run("restore", at("nowhere"), "--into", at("again"))).code).toBe(2)
  }, 40_000)

  test("wrong use ends with 2 and one sentence", async () => {
    for (const args of [
      ["backup"],
      ["backup", "--out", at("x"), "extra"],
      ["backup", "--data", at("nothing"), "--out", at("x")],
      ["backup", "--data", room, "--out", at("x"), "--dance"],
      ["restore", room],
      ["restore", "--into", at("x")],
    ]) {
      const {code, said} = await run(...args)
      expect([args, code, said.trim().split("\n").length]).toEqual([args, 2, 1])
    }
    expect(readdirSync(room)).toEqual([])
  }, 40_000)
})
