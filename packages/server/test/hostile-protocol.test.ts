// SPDX-License-Identifier: EUPL-1.2

/** Attacks by people with and without a token, over the real protocol. The law is in `attacked.ts`. */
import {describe, expect, test} from "vitest"
import * as Y from "yjs"

import {
  bas,
  begin,
  here,
  karin,
  metric,
  offender,
  place,
  seenBy,
  settle,
  stands,
} from "./attacked.ts"
import {ask, frame, insider, raw, show, token, write} from "./raw.ts"
import {addStatement, people, textOf, until, wait} from "./running.ts"

describe("presence", () => {
  test("under the client id of a colleague is shown to nobody", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    bad.send(show(place, karin.doc.clientID, 99, '{"cursor":{"a":1}}'))
    bad.send(show(place, bad.doc.clientID, 1, '{"cursor":{"a":1}}'))
    await until(() => seenBy(karin, bad.doc.clientID) !== undefined)
    expect(seenBy(bas, karin.doc.clientID)).toBeUndefined()
    await stands()
  })

  test("keeps the identity of the register, a cursor, and a section that exists", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    const state = `{"__proto__":{"user":1},"constructor":{},"user":{"name":"De rechter","role":"court"},
      "cursor":{"a":1},"section":"facts","secret":"x"}`
    bad.send(show(place, bad.doc.clientID, 1, state))
    await until(() => seenBy(karin, bad.doc.clientID) !== undefined)
    expect(seenBy(karin, bad.doc.clientID)).toEqual({
      cursor: {a: 1},
      section: "facts",
      user: {person: offender, name: "Bas Oosting", label: "lokaal team", role: "coAuthor"},
    })
    await stands()
  })

  test.each([
    ["a cursor of ten thousand characters", JSON.stringify({cursor: {a: "x".repeat(10_000)}})],
    ["a cursor that is text", '{"cursor":"<script>"}'],
    ["a section of another template", '{"section":"<img src=x>"}'],
    ["a section that is a name of every object", '{"section":"constructor"}'],
    ["a list", "[1,2]"],
  ])("%s shows who somebody is and nothing else", async (_, state) => {
    await begin()
    const bad = await insider(here, offender, "content")
    bad.send(show(place, bad.doc.clientID, 1, state))
    await until(() => seenBy(karin, bad.doc.clientID) !== undefined)
    expect(Object.keys(seenBy(karin, bad.doc.clientID) as object)).toEqual(["user"])
    await stands()
  })

  test("of a reviewer, who only reads, reaches nobody; and no cursor reaches them", async () => {
    await begin()
    const bad = await insider(here, people.reviewer, "content")
    bad.send(show(place, bad.doc.clientID, 1, '{"cursor":{"a":1}}'))
    karin.provider.awareness?.setLocalStateField("cursor", {a: 2})
    await until(() => seenBy(bas, karin.doc.clientID) !== undefined)
    expect(seenBy(bas, bad.doc.clientID)).toBeUndefined()
    expect(bad.heard.filter(({type}) => type === 1)).toEqual([])
    await stands()
  })

  test("in the draft of somebody's reaction never leaves, not to their own other tab", async () => {
    await begin()
    const reply = `reply/${people.mother}`
    const first = await insider(here, people.mother, reply)
    const second = await insider(here, people.mother, reply)
    first.send(show(first.name, first.doc.clientID, 1, '{"cursor":{"a":1}}'))
    await wait(250)
    expect(second.heard.filter(({type}) => type === 1)).toEqual([])
    await stands()
  })

  test("a thousand times a second is thinned out, and the newest word arrives", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    for (let n = 1; n <= 300; n++)
      bad.send(show(place, bad.doc.clientID, n, `{"cursor":{"n":${n}}}`))
    await until(
      () => (seenBy(karin, bad.doc.clientID) as {cursor?: {n: number}})?.cursor?.n === 300,
    )
    expect(await metric('wederhoor_dropped_messages_total{reason="presence"}')).toBeGreaterThan(200)
    await stands()
  })
})

describe("before somebody has said who they are", () => {
  test("nothing that they send is kept or looked at", async () => {
    await begin()
    const bad = await raw(here.url)
    const edit = write(place, Y.encodeStateAsUpdate(karin.doc))
    for (let n = 0; n < 20; n++) bad.send(edit)
    for (let n = 0; n < 20; n++) bad.send(ask(place))
    await until(() => bad.socket.bufferedAmount === 0)
    await wait(50)
    expect(bad.heard).toEqual([])
    expect(await metric('wederhoor_dropped_messages_total{reason="not-open"}')).toBe(40)
    expect(await metric("wederhoor_queued_updates")).toBe(0)
    await stands()
  })

  test("an update in the answer to a question that was never put is dropped", async () => {
    await begin()
    const bad = await raw(here.url)
    bad.send(frame(place, 0, 1, Y.encodeStateAsUpdate(karin.doc)))
    bad.send(frame(place, 2, 0, "no token"))
    await until(() => bad.denied().length > 0)
    expect(bad.denied()).toEqual(["unauthenticated"])
    await stands()
  })

  test("a message that does not end is cut off long before it is whole", async () => {
    await begin({limits: {unauthenticatedBytes: 10_000}})
    const bad = await raw(here.url)
    bad.send(new Uint8Array(900_000))
    await bad.gone()
    expect(await metric('wederhoor_closed_sockets_total{reason="unauthenticated"}')).toBe(1)
    await stands()
  })

  test("silence has an end", async () => {
    await begin({limits: {authenticateWithinMs: 150}})
    const bad = await raw(here.url)
    expect(await bad.gone()).toBe(1008)
    await stands()
  })

  test("of a crowd that says nothing the oldest goes, and an honest writer gets in", async () => {
    await begin({limits: {unauthenticatedSockets: 10}})
    const crowd = await Promise.all(Array.from({length: 40}, () => raw(here.url)))
    await until(() => crowd.filter(one => one.closed() !== null).length === 30)
    const late = await here.open(people.author, "content")
    expect(late.denied).toBe("")
    await stands()
  })

  test("wrong tokens are answered a few times, then the socket closes", async () => {
    await begin({limits: {denials: 5}})
    const bad = await raw(here.url)
    for (let n = 0; n < 50; n++) bad.send(frame(place, 2, 0, `token ${n}`))
    await bad.gone()
    expect(bad.denied().length).toBeLessThanOrEqual(5)
    await stands()
  })

  test("a token for every place that could be: a socket holds some, and each is refused by name", async () => {
    await begin({limits: {placesPerSocket: 4, denials: 40}})
    const bad = await raw(here.url)
    const said = await token(here, people.father)
    for (let n = 0; n < 12; n++) bad.send(frame(`${here.report}/reply/p-${n}`, 2, 0, said))
    await until(() => bad.denied().length === 12)
    expect(bad.denied().filter(code => code === "busy").length).toBeGreaterThan(0)
    expect(bad.denied().filter(code => code === "busy" || code === "no-access").length).toBe(12)
    await stands()
  })

  test("a second token while the first is looked at changes nothing", async () => {
    await begin({}, 20)
    const bad = await raw(here.url)
    bad.send(frame(place, 2, 0, await token(here, people.mother)))
    bad.send(frame(place, 2, 0, await token(here, people.author)))
    await until(() => bad.denied().length > 0)
    expect(bad.denied()).toEqual(["no-access"])
    await wait(50)
    expect(bad.heard.filter(({type}) => type === 0)).toEqual([])
    await stands()
  })

  test.each([
    "noor-en-sem/content/",
    "noor-en-sem//content",
    "noor-en-sem/../noor-en-sem/content",
    "noor-en-sem%2Fcontent",
    "Noor-en-sem/content",
    "noor-en-sem/content\0andere-sessie",
    "noor-en-sem/content ",
    "noor-en-sem/cоntent",
    "__proto__",
    "constructor/content",
    "noor-en-sem/reply/__proto__",
    "",
    "x".repeat(190),
  ])("a place called %j does not exist", async name => {
    await begin()
    const bad = await raw(here.url)
    bad.send(frame(name, 2, 0, await token(here, people.author)))
    await until(() => bad.denied().length > 0)
    expect(bad.denied()).toEqual(["no-access"])
    await stands()
  })

  test("envelopes that are no envelopes are refused", async () => {
    await begin({limits: {denials: 100}})
    const bad = await raw(here.url)
    const jwt = await here.token(people.author)
    const envelopes = [
      "",
      "{}",
      "[]",
      "null",
      `{"jwt":"${jwt}"}`,
      `{"__proto__":{"jwt":"${jwt}"},"format":"x"}`,
      `{"jwt":"${jwt}","clientIds":[-1],"format":"wederhoor-document/1","templateDigest":"x"}`,
      `{"jwt":"${jwt}","clientIds":{"length":3},"format":"wederhoor-document/1","templateDigest":"x"}`,
      JSON.stringify({jwt: "x".repeat(70_000)}),
    ]
    for (const [n, envelope] of envelopes.entries()) {
      bad.send(frame(place, 2, 0, envelope))
      await until(() => bad.denied().length === n + 1)
    }
    expect(new Set(bad.denied())).toEqual(new Set(["unauthenticated"]))
    await stands()
  })
})

describe("an insider", () => {
  test("who sends what a colleague typed as their own is refused", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(karin.doc))
    copy.clientID = karin.doc.clientID
    const vector = Y.encodeStateVector(copy)
    addStatement(copy, "occasion", "vals", "Dit schreef Karin niet.")
    bad.send(write(place, Y.encodeStateAsUpdate(copy, vector)))
    await until(() => bad.said().length > 0)
    expect(bad.said()[0]).toMatchObject({t: "refused", code: "foreign-client"})
    await stands()
  })

  test("who claims the client id of a colleague is not let in", async () => {
    await begin()
    const bad = await raw(here.url)
    const said = await token(here, offender, {clientIds: [karin.doc.clientID]})
    bad.send(frame(place, 2, 0, said))
    await until(() => bad.denied().length > 0)
    expect(bad.denied()).toEqual(["client-id-taken"])
    await stands()
  })

  test("who sends a good edit again and again has it in the log once", async () => {
    await begin()
    const bad = await insider(here, people.author, "content")
    const vector = Y.encodeStateVector(bad.doc)
    addStatement(bad.doc, "occasion", "een-keer", "Eén keer.")
    const edit = write(place, Y.encodeStateAsUpdate(bad.doc, vector))
    for (let n = 0; n < 30; n++) bad.send(edit)
    const status = (): number => bad.heard.filter(({type}) => type === 8).length
    await until(() => status() === 30)
    expect((await here.store.updates(place)).length).toBe(2)
    await until(() => textOf(karin.doc).includes("Eén keer."))
    settle()
    await stands(2)
  })

  test("who writes to a place that they did not open reaches nobody", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    const reply = `${here.report}/reply/${people.mother}`
    bad.send(write(reply, Y.encodeStateAsUpdate(bad.doc)))
    bad.send(show(reply, 1, 1, "{}"))
    await wait(50)
    expect(await here.store.updates(reply)).toEqual([])
    await stands()
  })

  test("who takes their leave in another's name closes nothing of others", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    bad.send(frame(`${here.report}/review`, 7))
    bad.send(frame(place, 7))
    await wait(50)
    expect([...karin.ended, ...bas.ended]).toEqual([])
    await stands()
  })

  test("who talks on the side reaches nobody", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    for (const type of [3, 5, 6, 8]) bad.send(frame(place, type, '{"t":"refused","code":"locked"}'))
    await wait(50)
    expect([...karin.refused, ...bas.refused, ...karin.ended]).toEqual([])
    expect(await metric('wederhoor_dropped_messages_total{reason="unused"}')).toBe(4)
    await stands()
  })

  test("who only reads and writes all the same is told no, and nothing is kept", async () => {
    await begin()
    const bad = await insider(here, people.reviewer, "content")
    addStatement(bad.doc, "occasion", "beter-zo", "Beter zo.")
    for (const step of [1, 2]) bad.send(frame(place, 0, step, Y.encodeStateAsUpdate(bad.doc)))
    for (let n = 0; n < 50; n++) bad.send(frame(place, 0, 1, Uint8Array.of(255, 255, n)))
    await until(() => bad.heard.filter(({type}) => type === 8).length === 52)
    expect(bad.heard.filter(({type}) => type === 8).every(({rest}) => rest[0] === 0)).toBe(true)
    await stands()
  })

  test("who writes in a section that is filled from the record is refused, with the place", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    const vector = Y.encodeStateVector(bad.doc)
    addStatement(bad.doc, "method", "verzonnen", "Iedereen is gehoord.")
    bad.send(write(place, Y.encodeStateAsUpdate(bad.doc, vector)))
    await until(() => bad.said().length > 0)
    const [refused] = bad.said()
    expect(refused).toMatchObject({t: "refused", code: "locked", at: {section: "method"}})
    expect(JSON.stringify(refused)).not.toContain("gehoord")
    await stands()
  })

  test("who asks for the whole text without end is sent away", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    for (let n = 0; n < 60; n++) bad.send(ask(place))
    await until(() => bad.said().length > 0)
    expect(bad.said()).toEqual([{t: "ended", code: "busy"}])
    expect(bad.heard.filter(({type, rest}) => type === 0 && rest[0] === 1).length).toBeLessThan(12)
    await stands()
  })

  test("who floods is slowed down, and in the end sent away", async () => {
    await begin({limits: {messagesAtOnce: 20, messagesPerSecond: 50, patienceMs: 300}})
    const bad = await insider(here, offender, "content")
    const flood = setInterval(() => {
      for (let n = 0; n < 50; n++) bad.send(frame(place, 8, 1))
    }, 5)
    await bad.gone()
    clearInterval(flood)
    expect(bad.said().at(-1)).toEqual({t: "ended", code: "busy"})
    expect(await metric("wederhoor_slowed_sockets_total")).toBeGreaterThan(0)
    await stands()
  })

  test("who does not read what is sent is let go of", async () => {
    await begin({limits: {unsentBytes: 1_000_000, bytesAtOnce: 50_000_000}})
    const bad = await insider(here, offender, "content")
    // Not a byte is taken from the socket any more; what the machine itself can hold goes first.
    bad.socket.pause()
    for (let n = 0; n < 60; n++) {
      addStatement(karin.doc, "occasion", `lang-${n}`, "x".repeat(200_000))
      await karin.acknowledged()
      await until(() => textOf(bas.doc).length === textOf(karin.doc).length)
    }
    expect(await metric('wederhoor_closed_sockets_total{reason="unread"}')).toBe(1)
    bad.socket.terminate()
    settle()
    await stands(61)
  })
})
