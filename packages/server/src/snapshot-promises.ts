// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

import {eraseUpdates} from "./erasure.ts"
import {emptyHead, type Head, linkUpdate, verifyLog} from "./log.ts"
import {makeSnapshot, readDocument, verifySnapshot} from "./snapshots.ts"
import {type AcceptanceCase, type OnStore, rejects, same} from "./promise.ts"
import type {LoggedUpdate, Snapshot, Store} from "./store.ts"

const place = "r/content"

/** The promises of a store on snapshots and on lawful destruction. */
export function snapshotPromises(on: OnStore): AcceptanceCase[] {
  return [
    on("a snapshot comes back as it was kept, per document, the newest one", async store => {
      same(await store.snapshot(place), null, "none yet")
      const {snapshots} = await written(store, ["een", "twee", "drie"])
      const [first, second, third] = snapshots as [Snapshot, Snapshot, Snapshot]
      await store.saveSnapshot(place, second)
      same(flat(await store.snapshot(place)), flat(second), "kept")
      await store.saveSnapshot(place, first)
      same(flat(await store.snapshot(place)), flat(second), "an older one is left aside")
      await store.saveSnapshot(place, third)
      same(flat(await store.snapshot(place)), flat(third), "a newer one is kept")
      same(await store.snapshot("r/review"), null, "another document")
      const copy = await store.snapshot(place)
      copy?.state.fill(255)
      same(flat(await store.snapshot(place)), flat(third), "what comes back is a copy")
    }),
    on("a snapshot that does not stand on a link of the log is refused", async store => {
      const {snapshots} = await written(store, ["een", "twee"])
      const [first, last] = snapshots as [Snapshot, Snapshot]
      await rejects("out-of-order", () => store.saveSnapshot(place, {...last, hash: first.hash}))
      await rejects("out-of-order", () => store.saveSnapshot(place, {...last, seq: 3}))
      await rejects("out-of-order", () => store.saveSnapshot(place, {...last, seq: 0}))
      await rejects("out-of-order", () => store.saveSnapshot("r/review", last))
      same(await store.snapshot(place), null, "nothing was kept")
    }),
    on("snapshot and tail make the text that the whole log makes", async store => {
      const {snapshots} = await written(store, ["een", "twee", "drie", "vier"])
      await store.saveSnapshot(place, snapshots[1] as Snapshot)
      const read = new Y.Doc()
      const {from, tail, head} = await readDocument(store, place, read)
      same([from?.seq, tail.updates, head], [2, 2, await store.head(place)], "read")
      same(wordsOf(read), "een twee drie vier ", "text")
      same(await verifySnapshot(store, place), true, "the snapshot is what the log makes")
    }),
    on("a snapshot that was tampered with, or of elsewhere, is left aside", async store => {
      const {snapshots} = await written(store, ["een", "twee", "drie"])
      const good = snapshots[1] as Snapshot
      await store.saveSnapshot(place, good)
      const foreign = new Y.Doc()
      foreign.getText("doc").insert(0, "forged ")
      const {seq, hash} = good
      const bad: readonly (readonly [string, Snapshot])[] = [
        ["one byte changed", {...good, state: good.state.map((b, i) => (i === 9 ? b ^ 1 : b))}],
        ["cut off", {...good, state: good.state.slice(0, -3)}],
        ["empty", {...good, state: new Uint8Array()}],
        ["of another moment", {...(snapshots[0] as Snapshot), seq, hash}],
        ["of another document", makeSnapshot("q/content", {seq, hash}, foreign)],
        ["on a link that is not there", makeSnapshot(place, {seq, hash: "x".repeat(43)}, foreign)],
        ["from beyond the end", makeSnapshot(place, {seq: 99, hash}, foreign)],
        ["with a number that is none", makeSnapshot(place, {seq: -1, hash}, foreign)],
      ]
      for (const [name, snapshot] of bad) {
        const read = new Y.Doc()
        const reading = {...store, snapshot: async () => snapshot}
        const {from} = await readDocument(reading, place, read)
        same([from, wordsOf(read)], [null, "een twee drie "], name)
        same(await verifySnapshot(reading, place), false, `${name}, at an inspection`)
      }
      // Whoever can write in the database can make one that fits; an inspection replays the log.
      const forged = {...store, snapshot: async () => makeSnapshot(place, {seq, hash}, foreign)}
      same(await verifySnapshot(forged, place), false, "one that fits, at an inspection")
    }),
    on("a log with a hole is never read as if it were whole", async store => {
      await written(store, ["een", "twee", "drie"])
      const holes: ((updates: LoggedUpdate[]) => LoggedUpdate[])[] = [
        updates => updates.toSpliced(1, 1),
        updates => updates.map(one => (one.seq === 2 ? {...one, bytes: null, salt: null} : one)),
      ]
      for (const hole of holes) {
        const torn = {
          snapshot: async () => null,
          updates: async () => hole(await store.updates(place)),
        }
        await rejects("log-broken", () => readDocument(torn, place, new Y.Doc()))
        same((await verifyLog(torn, place)).ok, false, "the chain")
      }
    }),
    on("a destruction takes bytes and salts, and leaves text, chain, who and when", async store => {
      const {made, doc, snapshots} = await written(store, ["geheim", "twee", "drie"])
      doc.getText("doc").delete(0, "geheim ".length)
      await append(store, doc, "anna")
      await store.saveSnapshot(place, snapshots[2] as Snapshot)
      const record = await eraseUpdates(store, place, {
        user: "bram",
        at: "2026-03-02T10:00:00Z",
        ground: "Besluit 12",
        ranges: [
          [1, 1],
          [3, 4],
        ],
      })
      same([record.seq, record.user, record.at], [5, "bram", "2026-03-02T10:00:00Z"], "record")
      const updates = await store.updates(place)
      same(
        updates.map(({bytes, salt}) => (bytes === null && salt === null ? "gone" : "kept")),
        ["gone", "kept", "gone", "gone", "kept"],
        "bytes",
      )
      same(
        updates.slice(0, 3).map(({seq, user, at, touches, digest, hash}) => ({
          seq,
          user,
          at,
          touches,
          digest,
          hash,
        })),
        made.map(({seq, user, at, touches, digest, hash}) => ({
          seq,
          user,
          at,
          touches,
          digest,
          hash,
        })),
        "who, when and what",
      )
      same((await verifyLog(store, place)).ok, true, "the chain holds")
      same(JSON.stringify(updates.map(flatUpdate)).includes("geheim"), false, "the word")
      const read = new Y.Doc()
      await readDocument(store, place, read)
      same(wordsOf(read), "twee drie ", "text")
      // Somebody made a snapshot of the moment before, and wants to keep it now.
      const kept = flat(await store.snapshot(place))
      await store.saveSnapshot(place, snapshots[2] as Snapshot)
      same(flat(await store.snapshot(place)), kept, "an older snapshot is left aside")
      read.getText("doc").insert(0, "later ")
      await append(store, read, "anna")
      const again = new Y.Doc()
      await readDocument({...store, snapshot: async () => null}, place, again)
      same(wordsOf(again), "later twee drie ", "what was written later, from the log alone")
    }),
    on("a destruction that is refused destroys nothing", async store => {
      const {made} = await written(store, ["een", "twee"])
      const record = await linkUpdate(place, made[1] as LoggedUpdate, {
        user: "anna",
        at: "2026-03-02T10:00:00Z",
        touches: [{op: "erase", ranges: [[1, 1]], ground: "Besluit 12"}],
        bytes: Uint8Array.of(0, 0),
      })
      await rejects("out-of-order", () => store.erase(place, {...record, prev: null}, [[1, 1]]))
      await rejects("out-of-order", () => store.erase(place, {...record, seq: 4}, [[1, 1]]))
      for (const range of [
        [0, 1],
        [2, 1],
        [1, 3],
        [1.5, 2],
      ] as const)
        await rejects("bad-range", () => store.erase(place, record, [[1, 1], range]))
      const order = {user: "anna", at: "2026-03-02T10:00:00Z"}
      await rejects("bad-ground", () => eraseUpdates(store, place, {...order, ground: " "}))
      await rejects("bad-range", () => eraseUpdates(store, "r/none", {...order, ground: "g"}))
      const updates = await store.updates(place)
      same(
        updates.map(({bytes}) => bytes !== null),
        [true, true],
        "bytes",
      )
    }),
    on("a digest does not tell which text it was of", async store => {
      const bytes = Uint8Array.of(1, 2, 3)
      const update = {user: "anna", at: "2026-03-01T10:00:00Z", touches: [], bytes}
      const one = await linkUpdate(place, emptyHead, update)
      const other = await linkUpdate(place, emptyHead, update)
      same(one.digest === other.digest, false, "two digests of one text")
      await store.appendUpdate(place, one)
      same((await store.updates(place))[0]?.salt, one.salt, "salt")
      const unsalted = {updates: async () => [{...one, salt: null}]}
      same((await verifyLog(unsalted, place)).ok, false, "a salt that went away alone")
    }),
  ]
}

/** One word per update, with a snapshot at each of them. */
async function written(
  store: Store,
  words: readonly string[],
): Promise<{doc: Y.Doc; made: LoggedUpdate[]; snapshots: Snapshot[]}> {
  const doc = new Y.Doc()
  const made: LoggedUpdate[] = []
  const snapshots: Snapshot[] = []
  for (const word of words) {
    const text = doc.getText("doc")
    text.insert(text.length, `${word} `)
    const link = await append(store, doc, "anna")
    made.push(link)
    snapshots.push(makeSnapshot(place, link, doc))
  }
  return {doc, made, snapshots}
}

const seen = new WeakMap<Y.Doc, Uint8Array>()

/** Log what a document got since the last time; for a new one, since the head of the log. */
async function append(store: Store, doc: Y.Doc, user: string): Promise<LoggedUpdate> {
  const head: Head = await store.head(place)
  const since = seen.get(doc)
  const bytes = since ? Y.encodeStateAsUpdate(doc, since) : Y.encodeStateAsUpdate(doc)
  seen.set(doc, Y.encodeStateVector(doc))
  const at = `2026-03-01T10:00:${String(head.seq).padStart(2, "0")}Z`
  const link = await linkUpdate(place, head, {user, at, touches: [{op: "insert"}], bytes})
  await store.appendUpdate(place, link)
  return link
}

const wordsOf = (doc: Y.Doc): string => doc.getText("doc").toJSON()

const flat = (snapshot: Snapshot | null): object | null =>
  snapshot && {...snapshot, state: [...snapshot.state]}

const flatUpdate = (update: LoggedUpdate): object => ({
  ...update,
  bytes: update.bytes && Buffer.from(update.bytes).toString("latin1"),
})
