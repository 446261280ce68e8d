// SPDX-License-Identifier: EUPL-1.2
import {memoryStore, type Store, verifyLog} from "@wederhoor/server"
import {slowStore} from "@wederhoor/server/testing"
import {afterEach, describe, expect, test} from "vitest"
import * as Y from "yjs"

import {
  addStatement,
  connect,
  people,
  type Running,
  running,
  section,
  textOf,
  until,
  wait,
} from "./running.ts"
import {ask, frame, insider, token, write} from "./raw.ts"

let here: Running
const start = async (store?: Store): Promise<Running> =>
  (here = await running(store ? {store} : {}))
afterEach(() => here.stop())

describe("two professionals in one report", () => {
  test("see each other's words, and each word is in the log under its writer", async () => {
    const {open, store, report} = await start()
    const karin = await open(people.author, "content")
    const bas = await open(people.coAuthor, "content")
    addStatement(karin.doc, "occasion", "nieuw-1", "Karin schreef dit.")
    addStatement(bas.doc, "occasion", "nieuw-2", "Bas schreef dat.")
    await Promise.all([karin.acknowledged(), bas.acknowledged()])
    await until(
      () =>
        textOf(karin.doc).includes("Bas schreef dat.") &&
        textOf(bas.doc).includes("Karin schreef dit."),
    )
    expect(textOf(karin.doc)).toBe(textOf(bas.doc))
    const updates = await store.updates(`${report}/content`)
    expect(updates.map(({user}) => user).toSorted()).toEqual(
      [people.coAuthor, people.author, "server"].toSorted(),
    )
    expect(JSON.stringify(updates.map(({touches}) => touches))).toContain("nieuw-2")
    expect(await verifyLog(store, `${report}/content`)).toMatchObject({ok: true, count: 3})
    expect([...karin.refused, ...bas.refused]).toEqual([])
  })

  test("find everything again after all have left", async () => {
    const {open} = await start()
    const karin = await open(people.author, "content")
    addStatement(karin.doc, "occasion", "nieuw-1", "Dit blijft.")
    await karin.acknowledged()
    karin.close()
    await wait(50)
    const bas = await open(people.coAuthor, "content")
    expect(textOf(bas.doc)).toContain("Dit blijft.")
  })

  test("what was typed without a line arrives once there is one", async () => {
    const {open, store, report} = await start()
    const first = await open(people.author, "content")
    const offline = new Y.Doc()
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(first.doc))
    addStatement(offline, "occasion", "los-1", "Getikt in de trein.")
    const bas = await open(people.coAuthor, "content")
    const karin = await open(people.author, "content", {doc: offline})
    await karin.acknowledged()
    await until(() => textOf(bas.doc).includes("Getikt in de trein."))
    expect((await store.updates(`${report}/content`)).at(-1)?.user).toBe(people.author)
  })

  test("a cursor carries the name of the register, whatever the page says", async () => {
    const {open} = await start()
    const karin = await open(people.author, "content")
    const bas = await open(people.coAuthor, "content")
    bas.provider.awareness?.setLocalState({
      user: {name: "De rechter", role: "court"},
      cursor: {a: 1},
      extra: "x",
    })
    const seen = (): unknown => karin.provider.awareness?.getStates().get(bas.doc.clientID)
    await until(() => seen() !== undefined)
    expect(seen()).toEqual({
      cursor: {a: 1},
      user: {person: people.coAuthor, name: "Bas Oosting", label: "lokaal team", role: "coAuthor"},
    })
  })
})

describe("log before acknowledgement", () => {
  test("with a store that takes 300 ms nobody sees an edit, and nobody hears of it, before it is logged", async () => {
    const inner = memoryStore()
    const slow = slowStore(inner, 300)
    const {open, report} = await start(slow)
    const karin = await open(people.author, "content")
    const bas = await open(people.coAuthor, "content")
    const broken: string[] = []
    const logged = async (): Promise<number> => (await inner.updates(`${report}/content`)).length
    bas.doc.on("update", () => {
      const words = textOf(bas.doc)
      void logged().then(count => {
        for (let n = 0; n < 5; n++)
          if (words.includes(`zin ${n}.`) && count < n + 2)
            broken.push(`seen: zin ${n} with ${count} logged`)
      })
    })
    for (let n = 0; n < 5; n++) {
      addStatement(karin.doc, "occasion", `s-${n}`, `zin ${n}.`)
      await wait(20)
      expect(karin.provider.unsyncedChanges).toBeGreaterThan(0)
    }
    await karin.acknowledged()
    expect(await logged()).toBe(6)
    await until(() => textOf(bas.doc).includes("zin 4."))
    expect(broken).toEqual([])
  })

  test("when the store fails nothing is applied, shown or acknowledged, and the writer is told", async () => {
    const inner = memoryStore()
    let failing = false
    const store: Store = {
      ...inner,
      appendUpdate: (document, update) =>
        failing
          ? Promise.reject(new Error("the disk is full"))
          : inner.appendUpdate(document, update),
    }
    const {open, report, logged} = await start(store)
    const karin = await open(people.author, "content")
    const bas = await open(people.coAuthor, "content")
    failing = true
    addStatement(karin.doc, "occasion", "weg-1", "Dit kan nergens heen.")
    await until(() => karin.refused.length > 0)
    await wait(50)
    expect(karin.refused).toEqual(["not-stored"])
    expect(karin.provider.unsyncedChanges).toBeGreaterThan(0)
    expect(textOf(bas.doc)).not.toContain("nergens heen")
    expect((await inner.updates(`${report}/content`)).length).toBe(1)
    expect(logged.join()).toContain("the disk is full")
    failing = false
    addStatement(bas.doc, "occasion", "wel-1", "Dit weer wel.")
    await bas.acknowledged()
    expect(bas.refused).toEqual([])
    expect((await inner.updates(`${report}/content`)).length).toBe(2)
  })

  test("an edit whose write failed after all was kept comes back from the log, once", async () => {
    const inner = memoryStore()
    let doubtful = false
    const store: Store = {
      ...inner,
      async appendUpdate(document, update) {
        await inner.appendUpdate(document, update)
        if (doubtful) throw new Error("the line broke after the write")
      },
    }
    const {open, report} = await start(store)
    const karin = await open(people.author, "content")
    const bas = await open(people.coAuthor, "content")
    doubtful = true
    addStatement(karin.doc, "occasion", "twijfel-1", "Misschien bewaard.")
    await until(() => karin.refused.length > 0)
    doubtful = false
    addStatement(bas.doc, "occasion", "zeker-1", "Zeker bewaard.")
    await bas.acknowledged()
    await until(() => textOf(bas.doc).includes("Misschien bewaard."))
    expect(textOf(bas.doc).match(/Misschien bewaard/g)).toHaveLength(1)
    expect(await verifyLog(inner, `${report}/content`)).toMatchObject({ok: true, count: 3})
  })
})

describe("who comes in", () => {
  test("family is refused at content and review, and at the reply of another", async () => {
    const {open} = await start()
    for (const place of [
      "content",
      "review",
      `reply/${people.father}`,
      "nonsense",
      "content/../review",
    ]) {
      const client = await open(people.mother, place)
      expect([place, client.denied]).toEqual([place, "no-access"])
      expect(textOf(client.doc)).toBe("")
    }
    expect((await open(people.mother, `reply/${people.mother}`)).denied).toBe("")
    expect((await open(people.author, `reply/${people.mother}`)).denied).toBe("no-access")
  })

  test("another template, an older or newer format, no token and a foreign report are refused by name", async () => {
    const {open, url, identity} = await start()
    expect((await open(people.author, "content", {digest: "x".repeat(43)})).denied).toBe(
      "template-changed",
    )
    expect((await open(people.author, "content", {format: "wederhoor-document/0"})).denied).toBe(
      "out-of-date",
    )
    expect((await open(people.author, "content", {format: "wederhoor-document/999"})).denied).toBe(
      "too-new",
    )
    expect((await open(people.author, "content", {jwt: "none"})).denied).toBe("unauthenticated")
    const stranger = {id: people.author, role: "author", name: "Karin Smit"} as const
    const elsewhere = await identity.tokenFor("another-report", stranger)
    expect((await open(people.author, "content", {jwt: elsewhere})).denied).toBe("no-access")
    const promoted = await identity.tokenFor("noor-en-sem", {...stranger, id: people.mother})
    expect((await open(people.mother, "content", {jwt: promoted})).denied).toBe("no-access")
    const bare = connect(url, "noor-en-sem/content", new Y.Doc(), {
      jwt: "",
      clientIds: [],
      format: "",
      templateDigest: "",
    })
    await bare.synced()
    expect(bare.denied).toBe("unauthenticated")
    bare.close()
  })

  test("a Yjs client id of somebody else, or of the server, is refused", async () => {
    const {open, store, report} = await start()
    const karin = await open(people.author, "content")
    const seeded = (await store.claims(`${report}/content`)).find(({user}) => user === "server")
    expect((await open(people.coAuthor, "content", {clientIds: [karin.doc.clientID]})).denied).toBe(
      "client-id-taken",
    )
    expect(
      (await open(people.coAuthor, "content", {clientIds: [seeded?.client ?? -1]})).denied,
    ).toBe("client-id-taken")
    expect((await open(people.author, "content", {clientIds: [karin.doc.clientID]})).denied).toBe(
      "",
    )
  })
})

describe("what comes in", () => {
  test("an update under an unclaimed or foreign client id is refused whole and nobody sees it", async () => {
    const {open} = await start()
    const karin = await open(people.author, "content")
    const bas = await open(people.coAuthor, "content", {clientIds: [7]})
    addStatement(bas.doc, "occasion", "vals-1", "Op naam van niemand.")
    await until(() => bas.refused.length > 0)
    expect(bas.refused[0]).toBe("foreign-client")
    expect(bas.provider.unsyncedChanges).toBeGreaterThan(0)
    await wait(50)
    expect(textOf(karin.doc)).not.toContain("Op naam van niemand")
    addStatement(karin.doc, "occasion", "goed-1", "Karin schrijft door.")
    await karin.acknowledged()
  })

  test("a section made by a client is refused, and the connection stays usable for others", async () => {
    const {open} = await start()
    const karin = await open(people.author, "content")
    const bas = await open(people.coAuthor, "content")
    karin.doc.getXmlFragment("doc").push([new Y.XmlElement("section")])
    await until(() => karin.refused.length > 0)
    addStatement(bas.doc, "occasion", "ok-1", "Gewoon verder.")
    await bas.acknowledged()
    expect(bas.doc.getXmlFragment("doc").length).toBeLessThan(
      karin.doc.getXmlFragment("doc").length,
    )
  })

  test("after a refusal the same connection can still write what is allowed", async () => {
    const {open} = await start()
    const karin = await open(people.author, "content", {clientIds: []})
    const bas = await open(people.coAuthor, "content")
    addStatement(karin.doc, "occasion", "nee-1", "Mag niet.")
    await until(() => karin.refused.length > 0)
    karin.provider.document.destroy()
    const again = await open(people.author, "content")
    addStatement(again.doc, "occasion", "ja-1", "Mag wel.")
    await again.acknowledged()
    await until(() => textOf(bas.doc).includes("Mag wel."))
    expect(textOf(bas.doc)).not.toContain("Mag niet.")
  })

  test("the reviewer reads along; what the reviewer types reaches nobody", async () => {
    const {open, store, report} = await start()
    const karin = await open(people.author, "content")
    const femke = await open(people.reviewer, "content")
    expect(textOf(femke.doc)).toBe(textOf(karin.doc))
    section(femke.doc, "facts").delete(0, 1)
    addStatement(femke.doc, "occasion", "femke-1", "Beter zo.")
    await wait(100)
    expect(femke.provider.unsyncedChanges).toBeGreaterThan(0)
    expect(textOf(karin.doc)).not.toContain("Beter zo.")
    expect((await store.updates(`${report}/content`)).length).toBe(1)
    addStatement(karin.doc, "occasion", "karin-1", "En door.")
    await karin.acknowledged()
    await until(() => textOf(femke.doc).includes("En door."))
  })
})

describe("who leaves a place and comes back in the same breath", () => {
  test("is heard again: what is written then is logged, and answered", async () => {
    const {store, report} = await start()
    const karin = await insider(here, people.author, "content")
    const {name, doc} = karin
    const again = await token(here, people.author, {clientIds: [doc.clientID]})
    const before = Y.encodeStateVector(doc)
    addStatement(doc, "occasion", "terug-1", "Weer terug.")
    for (const message of [
      frame(name, 7, ""),
      frame(name, 2, 0, again),
      ask(name),
      write(name, Y.encodeStateAsUpdate(doc, before)),
    ])
      karin.send(message)
    await until(() => karin.heard.some(({type}) => type === 8))
    const last = (await store.updates(`${report}/content`)).at(-1)
    expect(last?.user).toBe(people.author)
    expect(JSON.stringify(last?.touches)).toContain("terug-1")
    karin.socket.close()
  })
})

describe("two servers on one store", () => {
  test("never both write one place: the one that lost says so, reads again and goes on", async () => {
    const store = memoryStore()
    const first = await running({store})
    here = await running({store})
    const karin = await first.open(people.author, "content")
    const bas = await here.open(people.coAuthor, "content")
    addStatement(karin.doc, "occasion", "eerst", "Bij de eerste server.")
    await karin.acknowledged()
    addStatement(bas.doc, "occasion", "dan", "Bij de tweede server.")
    await until(() => bas.refused.length > 0)
    expect(bas.refused).toEqual(["not-stored"])
    const again = await here.open(people.coAuthor, "content")
    addStatement(again.doc, "occasion", "daarna", "Nog eens bij de tweede.")
    await again.acknowledged()
    await until(() => textOf(again.doc).includes("Bij de eerste server."))
    expect(await verifyLog(store, "noor-en-sem/content")).toMatchObject({ok: true, count: 3})
    const set = (on: Running, expected: number) =>
      on.act(people.author, {
        act: "setField",
        section: "occasion",
        field: "requestedBy",
        value: `waarde ${expected}`,
        expected,
      })
    expect((await set(first, 1)).status).toBe(200)
    expect((await set(here, 1)).status).toBe(500)
    expect((await set(here, 1)).status).toBe(409)
    expect((await set(here, 2)).status).toBe(200)
    karin.close()
    await first.server.close()
  })
})
