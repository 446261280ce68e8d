// SPDX-License-Identifier: EUPL-1.2
import type {RecordEntry} from "@wederhoor/format"

import {emptyHead, type Head, linkEntry, linkUpdate, verifyLog, verifyRecord} from "./log.ts"
import type {LoggedUpdate, Store} from "./store.ts"

/** One promise of a port: a name, and a function that throws when the promise is not kept. */
export interface AcceptanceCase {
  readonly name: string
  readonly run: () => Promise<void>
}

/** How the acceptance suite gets at a store. */
export interface StoreUnderTest {
  /** A new, empty store. */
  readonly make: () => Promise<Store>
  /** Open what was closed once more; leave out for a store that keeps nothing. */
  readonly reopen?: (store: Store) => Promise<Store>
}

/**
 * The promises of the port `Store` as data, for any test runner:
 * `for (const {name, run} of storeAcceptance(mine)) test(name, run)`.
 */
export function storeAcceptance(subject: StoreUnderTest): AcceptanceCase[] {
  const on = (name: string, run: (store: Store) => Promise<void>): AcceptanceCase => ({
    name,
    run: async () => {
      const store = await subject.make()
      try {
        await run(store)
      } finally {
        await store.close()
      }
    },
  })
  const cases = [
    on("an update comes back byte for byte, in order", async store => {
      const made = await appendSome(store, "r/content", 5)
      const found = await store.updates("r/content")
      same(found.map(plain), made.map(plain), "updates")
      same((await store.updates("r/other")).length, 0, "another document")
      same((await verifyLog(store, "r/content")).ok, true, "the chain holds")
    }),
    on("what comes back is a copy: changing it changes nothing", async store => {
      await appendSome(store, "r/content", 1)
      const [first] = await store.updates("r/content")
      first?.bytes?.fill(255)
      same((await verifyLog(store, "r/content")).ok, true, "the chain holds")
    }),
    on("an update that does not follow on is refused and keeps nothing", async store => {
      const [first] = await appendSome(store, "r/content", 1)
      const head = {seq: 1, hash: first?.hash ?? null}
      const good = await linkUpdate("r/content", head, someUpdate(2))
      await rejects("out-of-order", () => store.appendUpdate("r/content", {...good, seq: 1}))
      await rejects("out-of-order", () => store.appendUpdate("r/content", {...good, seq: 3}))
      await rejects("out-of-order", () => store.appendUpdate("r/content", {...good, prev: null}))
      same((await store.updates("r/content")).length, 1, "updates")
      await store.appendUpdate("r/content", good)
      same((await store.updates("r/content")).length, 2, "updates")
    }),
    on("of two writers at one place at once one wins, and the other keeps nothing", async store => {
      const link = (n: number): Promise<LoggedUpdate> =>
        linkUpdate("r/content", emptyHead, someUpdate(n))
      const rivals = [await link(1), await link(2)]
      const outcomes = await Promise.allSettled(rivals.map(u => store.appendUpdate("r/content", u)))
      same(
        outcomes.map(outcome => outcome.status).toSorted(),
        ["fulfilled", "rejected"],
        "outcomes",
      )
      same((await store.updates("r/content")).length, 1, "updates")
    }),
    on("writers of many documents at once do not disturb each other", async store => {
      const names = Array.from({length: 12}, (_, i) => `r${i}/content`)
      await Promise.all(names.map(name => appendSome(store, name, 8)))
      for (const name of names) {
        same((await store.updates(name)).length, 8, name)
        same((await verifyLog(store, name)).ok, true, `the chain of ${name}`)
      }
    }),
    on("entries of the record are kept all or none", async store => {
      const first = await linkEntry(emptyHead, someEntry(1))
      const second = await linkEntry({seq: 1, hash: first.hash}, someEntry(2))
      await store.appendEntries("r", [first, second])
      const third = await linkEntry({seq: 2, hash: second.hash}, someEntry(3))
      await rejects("out-of-order", () => store.appendEntries("r", [third, third]))
      same(await store.entries("r"), [first, second], "entries")
      same(await store.entries("q"), [], "another report")
      same((await verifyRecord(store, "r")).ok, true, "the chain holds")
      same(await store.reports(), ["r"], "reports")
    }),
    on("bytes under a digest never change", async store => {
      const bytes = Uint8Array.of(0, 1, 2, 255)
      await store.putBlob("key", {bytes, mediaType: "text/html"})
      await store.putBlob("key", {bytes: Uint8Array.of(9), mediaType: "text/plain"})
      const found = await store.getBlob("key")
      same([...(found?.bytes ?? [])], [...bytes], "bytes")
      same(found?.mediaType, "text/html", "media type")
      same(await store.getBlob("nothing"), null, "unknown key")
    }),
    on("a client id belongs to one user of a document, for ever", async store => {
      await store.saveClaims("r/content", [
        {client: 4294967295, user: "anna"},
        {client: 7, user: "anna"},
      ])
      await store.saveClaims("r/content", [{client: 7, user: "anna"}])
      await rejects("claimed", () =>
        store.saveClaims("r/content", [
          {client: 8, user: "bram"},
          {client: 7, user: "bram"},
        ]),
      )
      const found = await store.claims("r/content")
      same(
        found.map(({client, user}) => `${client} ${user}`).toSorted(),
        ["4294967295 anna", "7 anna"],
        "claims",
      )
      await store.saveClaims("r/review", [{client: 7, user: "bram"}])
    }),
    on("a closed store says so", async store => {
      await store.close()
      await rejects("closed", () => store.updates("r/content"))
      await rejects("closed", () => store.putBlob("k", {bytes: new Uint8Array(), mediaType: "x/y"}))
    }),
  ]
  const {reopen} = subject
  if (reopen)
    cases.push({
      name: "what was answered is there after closing and opening",
      run: async () => {
        const before = await subject.make()
        const made = await appendSome(before, "r/content", 3)
        await before.appendEntries("r", [await linkEntry(emptyHead, someEntry(1))])
        await before.saveClaims("r/content", [{client: 1, user: "anna"}])
        await before.putBlob("k", {bytes: Uint8Array.of(1), mediaType: "x/y"})
        await before.close()
        const after = await reopen(before)
        try {
          same((await after.updates("r/content")).map(plain), made.map(plain), "updates")
          same((await after.entries("r")).length, 1, "entries")
          same(await after.claims("r/content"), [{client: 1, user: "anna"}], "claims")
          same((await after.getBlob("k"))?.mediaType, "x/y", "blob")
        } finally {
          await after.close()
        }
      },
    })
  return cases
}

/** A store that answers every call this many milliseconds later: what a distant database does. */
export function slowStore(inner: Store, ms: number): Store {
  const later = async <R>(call: () => Promise<R>): Promise<R> => {
    await new Promise(resolve => setTimeout(resolve, ms))
    return call()
  }
  return {
    appendUpdate: (...args) => later(() => inner.appendUpdate(...args)),
    updates: (...args) => later(() => inner.updates(...args)),
    head: (...args) => later(() => inner.head(...args)),
    documents: () => later(() => inner.documents()),
    saveSnapshot: (...args) => later(() => inner.saveSnapshot(...args)),
    snapshot: (...args) => later(() => inner.snapshot(...args)),
    erase: (...args) => later(() => inner.erase(...args)),
    appendEntries: (...args) => later(() => inner.appendEntries(...args)),
    entries: (...args) => later(() => inner.entries(...args)),
    putBlob: (...args) => later(() => inner.putBlob(...args)),
    getBlob: (...args) => later(() => inner.getBlob(...args)),
    claims: (...args) => later(() => inner.claims(...args)),
    saveClaims: (...args) => later(() => inner.saveClaims(...args)),
    reports: () => later(() => inner.reports()),
    close: () => inner.close(),
  }
}

const someUpdate = (
  n: number,
): {user: string; at: string; touches: object[]; bytes: Uint8Array} => ({
  user: n % 2 ? "anna" : "server",
  at: `2026-03-01T10:00:${String(n).padStart(2, "0")}Z`,
  touches: [{op: "insert", statement: `s${n}`}],
  bytes: Uint8Array.of(n, 0, 255),
})

const someEntry = (n: number): RecordEntry => ({
  seq: n,
  at: "2026-03-01T10:00:00Z",
  actor: {person: "anna", role: "author"},
  event: {type: "fieldSet", section: "s", field: "f", value: `“${n}” é 🙂`},
})

async function appendSome(store: Store, document: string, count: number): Promise<LoggedUpdate[]> {
  const made: LoggedUpdate[] = []
  let head: Head = emptyHead
  for (let n = 1; n <= count; n++) {
    const update = await linkUpdate(document, head, someUpdate(n))
    await store.appendUpdate(document, update)
    made.push(update)
    head = update
  }
  return made
}

const plain = (update: LoggedUpdate): object => ({...update, bytes: [...(update.bytes ?? [])]})

function same(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(sorted(actual)), JSON.stringify(sorted(expected))]
  if (a !== b) throw new Error(`${what}: expected ${b}, found ${a}`)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

async function rejects(code: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    same((error as {code?: unknown}).code, code, "code of the error")
    return
  }
  throw new Error(`expected a refusal with code ${code}`)
}
