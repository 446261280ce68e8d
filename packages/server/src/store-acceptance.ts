// SPDX-License-Identifier: EUPL-1.2
import {emptyHead, type Head, linkEntry, linkUpdate, verifyLog, verifyRecord} from "./log.ts"
import {snapshotPromises} from "./snapshot-promises.ts"
import {
  type AcceptanceCase,
  appendSome,
  linksOf,
  plain,
  rejects,
  same,
  someEntry,
  someUpdate,
} from "./promise.ts"
import type {LoggedUpdate, Store} from "./store.ts"

export type {AcceptanceCase} from "./promise.ts"

/** How the acceptance suite gets at a store. */
export interface StoreUnderTest {
  /** A new, empty store. */
  readonly make: () => Promise<Store>
  /** Open what was closed once more; leave out for a store that keeps nothing. */
  readonly reopen?: (store: Store) => Promise<Store>
  /** A second handle on the data of this open one, as another server has; leave out when there is no such thing. */
  readonly beside?: (store: Store) => Promise<Store>
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
    on("a log is read in pages as in one go", async store => {
      const made = await appendSome(store, "r/content", 7)
      same((await store.updates("r/content", 2, 3)).map(plain), made.slice(2, 5).map(plain), "page")
      same((await store.updates("r/content", 6, 3)).map(plain), made.slice(6).map(plain), "last")
      same((await store.updates("r/content", 7, 3)).length, 0, "after the last")
      same((await store.updates("r/content", 0, 100)).length, 7, "all")
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
    on("the tail of a log begins after the number that was asked for", async store => {
      const made = await appendSome(store, "r/content", 5)
      same((await store.updates("r/content", 3)).map(plain), made.slice(3).map(plain), "tail")
      same((await store.updates("r/content", 0)).length, 5, "all")
      same(await store.updates("r/content", 5), [], "nothing new")
      same(await store.updates("r/content", 99), [], "beyond the end")
    }),
    on("the head is number and hash of the last update", async store => {
      same(await store.head("r/content"), {seq: 0, hash: null}, "an empty log")
      const made = await appendSome(store, "r/content", 3)
      same(await store.head("r/content"), {seq: 3, hash: made[2]?.hash}, "head")
      await appendSome(store, "q/content", 1)
      same((await store.head("r/content")).seq, 3, "another document")
    }),
    on("every document that has a log is named, sorted by code unit", async store => {
      same(await store.documents(), [], "none yet")
      for (const name of ["r/reply/b", "r/content", "R/content", "r/reply/a", "a-1/content"])
        await appendSome(store, name, 2)
      same(
        await store.documents(),
        ["R/content", "a-1/content", "r/content", "r/reply/a", "r/reply/b"],
        "documents",
      )
    }),
    on("appends that were asked for in order are kept in order, without waiting", async store => {
      const made = await linksOf("r/content", 40)
      await Promise.all(made.map(update => store.appendUpdate("r/content", update)))
      same((await store.updates("r/content")).map(plain), made.map(plain), "updates")
    }),
    on("one that does not follow on holds up none that does", async store => {
      const [first, second, third, fourth] = await linksOf("r/content", 4)
      const asked = [first, second, fourth, third, second, fourth] as LoggedUpdate[]
      const outcomes = await Promise.allSettled(
        asked.map(update => store.appendUpdate("r/content", update)),
      )
      same(
        outcomes.map(({status}) => status === "fulfilled"),
        [true, true, false, true, false, true],
        "kept",
      )
      same((await verifyLog(store, "r/content")).ok, true, "the chain holds")
      same((await store.head("r/content")).seq, 4, "head")
    }),
    on("of appends at one moment each succeeds or fails alone", async store => {
      const good = await Promise.all(["a", "c", "d"].map(name => linksOf(`${name}/content`, 1)))
      const late = (await linksOf("b/content", 2))[1] as LoggedUpdate
      const entry = await linkEntry({seq: 7, hash: late.hash}, {...someEntry(1), seq: 8})
      const outcomes = await Promise.allSettled([
        store.appendUpdate("a/content", good[0]?.[0] as LoggedUpdate),
        store.appendUpdate("b/content", late),
        store.appendUpdate("c/content", good[1]?.[0] as LoggedUpdate),
        store.appendEntries("q", [entry]),
        store.appendUpdate("d/content", good[2]?.[0] as LoggedUpdate),
      ])
      same(
        outcomes.map(({status}) => status),
        ["fulfilled", "rejected", "fulfilled", "rejected", "fulfilled"],
        "outcomes",
      )
      same(await store.documents(), ["a/content", "c/content", "d/content"], "documents")
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
  cases.push(...snapshotPromises(on))
  const {reopen, beside} = subject
  if (beside)
    cases.push(
      on(
        "of two servers on one store one writes a link, and the other keeps nothing",
        async store => {
          const other = await beside(store)
          try {
            let head: Head = emptyHead
            for (let n = 1; n <= 10; n++) {
              const links = await Promise.all(
                [n, n + 100].map(one => linkUpdate("r/content", head, someUpdate(one))),
              )
              const [mine, theirs] = links as [LoggedUpdate, LoggedUpdate]
              const outcomes = await Promise.allSettled([
                store.appendUpdate("r/content", mine),
                other.appendUpdate("r/content", theirs),
              ])
              const won = outcomes.findIndex(({status}) => status === "fulfilled")
              same(
                outcomes.filter(({status}) => status === "fulfilled").length,
                1,
                `winners of ${n}`,
              )
              head = links[won] as LoggedUpdate
            }
            same(await other.head("r/content"), {seq: 10, hash: head.hash}, "head")
            const rivals = await Promise.all(
              [store, other].map(async (writer, who) => {
                let last: Head = head
                const links: LoggedUpdate[] = []
                for (let n = 0; n < 6; n++) {
                  const link = await linkUpdate("r/content", last, someUpdate(who * 30 + n))
                  links.push(link)
                  last = link
                }
                return {writer, links}
              }),
            )
            const runs = await Promise.all(
              rivals.map(({writer, links}) =>
                Promise.allSettled(links.map(link => writer.appendUpdate("r/content", link))),
              ),
            )
            const kept = runs.flat().filter(({status}) => status === "fulfilled").length
            same((await store.head("r/content")).seq, 10 + kept, "as many as were said to be kept")
            same((await verifyLog(store, "r/content")).ok, true, "the chain holds")
            await store.saveClaims("r/content", [{client: 5, user: "anna"}])
            await rejects("claimed", () =>
              other.saveClaims("r/content", [{client: 5, user: "bram"}]),
            )
          } finally {
            await other.close()
          }
        },
      ),
    )
  if (reopen)
    cases.push({
      name: "what was answered is there after closing and opening",
      run: async () => {
        const before = await subject.make()
        const made = await appendSome(before, "r/content", 3)
        await before.appendEntries("r", [await linkEntry(emptyHead, someEntry(1))])
        await before.saveClaims("r/content", [{client: 1, user: "anna"}])
        await before.putBlob("k", {bytes: Uint8Array.of(1), mediaType: "x/y"})
        const [first] = made as [LoggedUpdate]
        const snapshot = {seq: 1, hash: first.hash, state: Uint8Array.of(7), digest: "d"}
        await before.saveSnapshot("r/content", snapshot)
        await before.close()
        const after = await reopen(before)
        try {
          same((await after.updates("r/content")).map(plain), made.map(plain), "updates")
          same((await after.entries("r")).length, 1, "entries")
          same((await verifyRecord(after, "r")).ok, true, "the chain of the record holds")
          const kept = await after.snapshot("r/content")
          same([kept?.seq, ...(kept?.state ?? [])], [1, 7], "snapshot")
          same(await after.claims("r/content"), [{client: 1, user: "anna"}], "claims")
          same((await after.getBlob("k"))?.mediaType, "x/y", "blob")
        } finally {
          await after.close()
        }
      },
    })
  return cases
}
