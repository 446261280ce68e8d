// SPDX-License-Identifier: EUPL-1.2

/** Snapshots as people meet them: they make opening fast, and nobody has to wait for or trust one. */
import {
  eraseUpdates,
  memoryStore,
  readDocument,
  type Snapshot,
  type Store,
  verifyLog,
  verifySnapshot,
} from "@wederhoor/server"
import {appendUpdates, makeSnapshot, type MadeUpdate} from "@wederhoor/server/testing"
import {afterEach, expect, test} from "vitest"
import * as Y from "yjs"

import {
  addStatement,
  people,
  running,
  type Running,
  section,
  textOf,
  until,
  wait,
} from "./running.ts"

const place = "noor-en-sem/content"
const rooms: Running[] = []
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.stop()
})
async function room(store: Store): Promise<Running> {
  const made = await running({store})
  rooms.push(made)
  return made
}

/** Somebody wrote a lot: one statement, letter by letter, straight into the log. */
async function write(store: Store, id: string, letters: number): Promise<Y.Doc> {
  const doc = new Y.Doc()
  await readDocument(store, place, doc)
  const updates: MadeUpdate[] = []
  doc.on("update", (bytes: Uint8Array) =>
    updates.push({
      user: people.author,
      at: "2026-03-01T10:00:00Z",
      touches: [{op: "insert"}],
      bytes,
    }),
  )
  const line = addStatement(doc, "occasion", id, "")
  for (let n = 1; n < letters; n++) line.insert(line.length, "abcdefghij"[n % 10] as string)
  await appendUpdates(store, place, updates)
  return doc
}

/** A store that tells from where its logs were read. */
function listening(inner: Store): {store: Store; reads: number[]} {
  const reads: number[] = []
  return {
    reads,
    store: {
      ...inner,
      updates: (document, after = 0) => {
        if (document === place) reads.push(after)
        return inner.updates(document, after)
      },
    },
  }
}

test("a long log is read from its beginning once, and from its snapshot after that", async () => {
  const inner = memoryStore()
  const first = await room(inner)
  const written = await write(inner, "long", 600)
  const kept = async (): Promise<Snapshot | null> => inner.snapshot(place)
  const reader = await first.open(people.author, "content")
  expect(textOf(reader.doc)).toBe(textOf(written))
  let snapshot = await kept()
  for (let n = 0; n < 500 && !snapshot; n++) {
    await wait(10)
    snapshot = await kept()
  }
  expect(snapshot?.seq).toBe(601)
  expect(await verifySnapshot(inner, place)).toBe(true)
  addStatement(reader.doc, "occasion", "later", "Later erbij.")
  await reader.acknowledged()
  reader.close()

  const {store, reads} = listening(inner)
  const second = await room(store)
  reads.length = 0
  const again = await second.open(people.coAuthor, "content")
  expect(textOf(again.doc)).toContain("Later erbij.")
  expect(textOf(again.doc)).toContain("abcdefghij")
  expect(reads).toEqual([600])
})

test("a snapshot that somebody changed is not what people see; the log is", async () => {
  const inner = memoryStore()
  const first = await room(inner)
  const written = await write(inner, "long", 20)
  const {seq, hash} = await inner.head(place)
  const good = makeSnapshot(place, {seq, hash: String(hash)}, written)
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(written))
  addStatement(forged, "occasion", "forged", "Verzonnen.")
  for (const snapshot of [
    {...good, state: Y.encodeStateAsUpdateV2(forged)},
    makeSnapshot("noor-en-sem/review", {seq, hash: String(hash)}, forged),
    makeSnapshot(place, {seq, hash: "A".repeat(43)}, forged),
  ]) {
    const server = await room({...inner, snapshot: async () => snapshot})
    const reader = await server.open(people.author, "content")
    expect(textOf(reader.doc)).toBe(textOf(written))
  }
  expect(first.logged).toEqual([])
})

test.each([
  ["fails", () => Promise.reject(new Error("the disk is full"))],
  ["takes very long", () => wait(3000)],
])("nobody waits for a snapshot that %s", async (_how, saveSnapshot) => {
  const inner = memoryStore()
  let asked = 0
  const server = await room({
    ...inner,
    saveSnapshot: () => {
      asked++
      return saveSnapshot()
    },
  })
  await write(inner, "long", 600)
  const writer = await server.open(people.author, "content")
  await until(() => asked > 0)
  addStatement(writer.doc, "occasion", "meanwhile", "Intussen.")
  await writer.acknowledged()
  expect(await inner.snapshot(place)).toBeNull()
  expect(asked).toBe(1)
  const {ok} = await verifyLog(inner, place)
  expect(ok).toBe(true)
})

test("old text is destroyed while people write: they go on, and it is nowhere any more", async () => {
  const inner = memoryStore()
  const server = await room(inner)
  const writer = await server.open(people.author, "content")
  const line = addStatement(writer.doc, "occasion", "s-secret", "zwanenhals en de rest")
  await writer.acknowledged()
  line.delete(0, "zwanenhals ".length)
  await writer.acknowledged()
  const order = {user: people.author, at: "2026-03-02T10:00:00Z", ground: "Besluit 12"}
  await eraseUpdates(inner, place, order)
  writer.close()

  const next = await server.open(people.coAuthor, "content")
  addStatement(next.doc, "occasion", "s-late", "Na het wissen.")
  // The server did not know of it: the first update after it is refused, and it reads the log again.
  await until(() => next.refused.length > 0 || next.provider.unsyncedChanges === 0)
  next.close()
  const last = await server.open(people.coAuthor, "content")
  addStatement(last.doc, "occasion", "s-last", "Weer erbij.")
  await last.acknowledged()
  expect(textOf(last.doc)).toContain("en de rest")
  expect(section(last.doc, "occasion").toJSON()).toContain("Weer erbij.")
  expect(await verifyLog(inner, place)).toMatchObject({ok: true})
  const bytes = (await inner.updates(place)).map(one => Buffer.from(one.bytes ?? []).toString())
  expect(bytes.join("")).not.toContain("zwanenhals")
})
