// SPDX-License-Identifier: EUPL-1.2

/** What went wrong in editors of others, by number, against the real server over a real websocket. */
import type {Act} from "@wederhoor/format"
import {afterEach, describe, expect, test} from "vitest"
import * as Y from "yjs"

import {
  addStatement,
  people,
  type Running,
  running,
  section,
  textOf,
  until,
  wait,
} from "./running.ts"

let here: Running
afterEach(() => here.stop())

describe("R8: words under somebody else's client id", () => {
  test("are refused, and the next words of whom it belongs to still arrive", async () => {
    here = await running()
    const karin = await here.open(people.author, "content")
    const text = addStatement(karin.doc, "occasion", "echt-1", "Van Karin.")
    await karin.acknowledged()
    // Bas takes Karin's number for his own copy, which he opens under one of his.
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(karin.doc))
    copy.clientID = karin.doc.clientID
    const bas = await here.open(people.coAuthor, "content", {doc: copy, clientIds: [4711]})
    addStatement(copy, "occasion", "vals-1", "Op naam van Karin.")
    await until(() => bas.refused.length > 0)
    expect(bas.refused[0]).toBe("foreign-client")
    text.insert(text.length, " ECHT")
    await karin.acknowledged()
    const updates = await here.store.updates(`${here.report}/content`)
    expect(updates.at(-1)?.user).toBe(people.author)
    expect(textOf(karin.doc)).toContain("Van Karin. ECHT")
    expect(textOf(karin.doc)).not.toContain("Op naam van Karin.")
  })

  test("cannot be had by claiming the id", async () => {
    here = await running()
    const karin = await here.open(people.author, "content")
    const ids = [4711, karin.doc.clientID]
    expect((await here.open(people.coAuthor, "content", {clientIds: ids})).denied).toBe(
      "client-id-taken",
    )
  })
})

describe("R9: an update that waits for something that is missing", () => {
  test("is refused, is not in the log, and does not appear later when the missing part comes", async () => {
    here = await running()
    const bas = await here.open(people.coAuthor, "content")
    const apart = new Y.Doc()
    Y.applyUpdate(apart, Y.encodeStateAsUpdate(bas.doc))
    const claimed = await here.open(people.author, "content", {clientIds: [apart.clientID]})
    const parts: Uint8Array[] = []
    apart.on("update", (update: Uint8Array) => void parts.push(update))
    const text = addStatement(apart, "occasion", "half-1", "Eerst.")
    text.insert(text.length, " GEHEIM")
    const last = parts.at(-1) as Uint8Array
    const before = (await here.store.updates(`${here.report}/content`)).length
    claimed.provider.documentUpdateHandler(last, "tests")
    await until(() => claimed.refused.length > 0)
    expect(claimed.refused).toEqual(["gap"])
    expect((await here.store.updates(`${here.report}/content`)).length).toBe(before)
    // The part it hung on comes in its own right; the refused one is not there with it.
    claimed.provider.documentUpdateHandler(Y.mergeUpdates(parts.slice(0, -1)), "tests")
    await until(() => textOf(bas.doc).includes("Eerst."))
    await wait(50)
    expect(textOf(bas.doc)).not.toContain("GEHEIM")
  })
})

describe("R10: a name in the presence of others", () => {
  test("is what the register says, and nobody speaks for somebody else's cursor", async () => {
    here = await running()
    const karin = await here.open(people.author, "content")
    const bas = await here.open(people.coAuthor, "content")
    bas.provider.awareness?.setLocalState({
      user: {person: people.author, name: "Karin Smit", role: "author", color: "red"},
      section: "occasion",
    })
    const seen = (): {user?: {name?: string; person?: string}} | undefined =>
      karin.provider.awareness?.getStates().get(bas.doc.clientID)
    await until(() => seen() !== undefined)
    expect(seen()?.user).toMatchObject({person: people.coAuthor, name: "Bas Oosting"})
    karin.provider.awareness?.setLocalState({section: "occasion"})
    const forged = (): unknown => bas.provider.awareness?.getStates().get(karin.doc.clientID)
    await until(() => forged() !== undefined)
    expect(forged()).toMatchObject({user: {name: "Karin Smit"}})
  })
})

describe("R22 (Fidus F3): who may only comment or only answers for themselves", () => {
  test("the reviewer changes no word, no source and no kind of the text", async () => {
    here = await running()
    const femke = await here.open(people.reviewer, "content")
    const log = await here.store.updates(`${here.report}/content`)
    const facts = section(femke.doc, "facts")
    const first = facts.get(0) as Y.XmlElement
    first.setAttribute("kind", "judgement")
    ;((first.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, "Beter: ")
    femke.doc.getXmlFragment("sources").delete(0, 1)
    await wait(150)
    expect(femke.provider.unsyncedChanges).toBeGreaterThan(0)
    const now = await here.store.updates(`${here.report}/content`)
    expect(now.map(({hash}) => hash)).toEqual(log.map(({hash}) => hash))
  })

  test("a parent reaches neither the text, nor the review, nor the words of the other parent", async () => {
    here = await running()
    for (const place of ["content", "review", `reply/${people.father}`]) {
      const client = await here.open(people.mother, place)
      expect([place, client.denied]).toEqual([place, "no-access"])
      expect(client.doc.share.size === 0 || textOf(client.doc) === "").toBe(true)
    }
    const acts: readonly Act[] = [
      {act: "setField", section: "cover", field: "petition", value: "no", expected: 0},
      {act: "offer"},
      {act: "answer", reaction: "r-1", kind: "added", text: "Gezien."},
      {act: "nameMoment", name: "van moeder"},
    ]
    for (const act of acts) {
      const {status, body} = await here.act(people.mother, act)
      expect([act.act, status, body.code]).toEqual([act.act, 403, "not-your-act"])
    }
  })
})
