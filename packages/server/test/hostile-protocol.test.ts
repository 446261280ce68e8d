// SPDX-License-Identifier: EUPL-1.2

/**
 * Attacks over the real protocol on a real server. After each of them the same law: the text is what it
 * was, what an honest writer types next arrives at an honest colleague, the log holds that and nothing
 * else, and nothing of it stands in the log of the program.
 */
import {memoryStore, type ServerOptions} from "@wederhoor/server"
import {slowStore} from "@wederhoor/server/testing"
import {connect as connectTcp} from "node:net"
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest"
import * as Y from "yjs"

import {ask, frame, insider, raw, show, token, varint, write} from "./raw.ts"
import {
  addStatement,
  type Client,
  people,
  type Running,
  running,
  section,
  textOf,
  until,
  wait,
} from "./running.ts"

let here: Running
let karin: Client
let bas: Client
let before: string
let place: string
let noise: string[]

async function begin(more: Partial<ServerOptions> = {}, ms = 0): Promise<void> {
  const inner = memoryStore()
  here = await running({store: ms > 0 ? slowStore(inner, ms) : inner, more})
  karin = await here.open(people.author, "content")
  bas = await here.open(people.coAuthor, "content")
  before = textOf(karin.doc)
  place = `${here.report}/content`
}

/** What must hold when an attack is over. */
async function stands(logged = 1): Promise<void> {
  expect(textOf(karin.doc)).toBe(before)
  addStatement(karin.doc, "occasion", "daarna", "En gewoon verder.")
  await karin.acknowledged()
  await until(() => textOf(bas.doc).includes("En gewoon verder."))
  expect(textOf(bas.doc)).toBe(textOf(karin.doc))
  const updates = await here.store.updates(place)
  expect(updates.map(({user}) => user)).toEqual(["server", ...Array(logged).fill(people.author)])
  expect(karin.refused).toEqual([])
  expect(here.logged).toEqual([])
  // What Hocuspocus or Yjs would write down of a frame they could not read.
  expect(noise).toEqual([])
}

/** Numbers of the server by name. */
async function metric(name: string): Promise<number> {
  const answer = await fetch(`${here.url}/wederhoor/metrics`, {
    headers: {authorization: `Bearer ${await here.identity.hostToken()}`},
  })
  const line = (await answer.text()).split("\n").find(text => text.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1) ?? 0)
}

beforeEach(() => {
  noise = []
  for (const name of ["error", "warn"] as const)
    vi.spyOn(console, name).mockImplementation(
      (...said: unknown[]) => void noise.push(String(said)),
    )
})
afterEach(async () => {
  vi.restoreAllMocks()
  await here.stop()
})

const offender = people.coAuthor
const seenBy = (client: Client, id: number): unknown =>
  client.provider.awareness?.getStates().get(id)

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
    before = textOf(karin.doc)
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
    before = textOf(karin.doc)
    await stands(61)
  })
})

describe("frames", () => {
  test.each([
    ["text", "tekst", 1003],
    ["more than a message may be", new Uint8Array(2_000_000), 1009],
    ["nothing", new Uint8Array(0), 1007],
    ["a length that reaches past the end", Uint8Array.of(200, 1, 2, 3), 1007],
    ["a number without end", new Uint8Array(40).fill(255), 1007],
    ["a place that is no text", Uint8Array.of(4, 0xff, 0xfe, 0xff, 0xfe, 0), 1007],
  ])("%s closes that socket and no other", async (_, bytes, code) => {
    await begin()
    const bad = await raw(here.url)
    bad.send(bytes)
    expect(await bad.gone()).toBe(code)
    await stands()
  })

  /** A good frame of every type. */
  const good = (doc: Y.Doc): Uint8Array[] => [
    frame(place, 0, 0, Y.encodeStateVector(doc)),
    frame(place, 0, 1, Y.encodeStateAsUpdate(doc)),
    frame(place, 0, 2, Uint8Array.of(0, 0)),
    frame(place, 4, 2, Uint8Array.of(0, 0)),
    show(place, doc.clientID, 1, '{"cursor":{"a":1}}'),
    frame(place, 2, 0, "token", "4.7.0"),
  ]

  test("of every type, cut off anywhere, close the socket that sent them", async () => {
    await begin({limits: {socketsPerUser: 500, entriesPerMinute: 500}})
    const kinds = good(karin.doc).length
    for (let kind = 0; kind < kinds; kind++)
      for (const share of [0.4, 0.8, 0.99]) {
        const bad = await insider(here, offender, "content")
        const whole = good(bad.doc)[kind] as Uint8Array
        const least = frame(place).length + 1
        bad.send(whole.subarray(0, Math.max(least, Math.floor(whole.length * share) - 1)))
        expect(await bad.gone()).toBe(1007)
      }
    await stands()
  })

  test("of every type with something behind them close the socket", async () => {
    await begin({limits: {socketsPerUser: 500, entriesPerMinute: 500}})
    for (let kind = 0; kind < 5; kind++) {
      const bad = await insider(here, offender, "content")
      bad.send(Uint8Array.from([...(good(bad.doc)[kind] as Uint8Array), 0]))
      expect(await bad.gone()).toBe(1007)
    }
    await stands()
  })

  test.each([11, 15, 127, 2 ** 31, 2 ** 52])("of type %i close the socket", async type => {
    await begin()
    const bad = await insider(here, offender, "content")
    bad.send(frame(place, type, "x"))
    expect(await bad.gone()).toBe(1007)
    await stands()
  })

  test.each([
    ["a state vector that is noise", (): Uint8Array => ask(place, Uint8Array.of(255, 255, 255))],
    [
      "presence of a thousand clients",
      (): Uint8Array =>
        frame(place, 1, Uint8Array.from([...varint(1000), ...new Uint8Array(3000).fill(1)])),
    ],
    [
      "presence that is no text",
      (): Uint8Array => frame(place, 1, Uint8Array.of(1, 1, 1, 2, 0xc3, 0x28)),
    ],
  ])("%s closes the socket", async (_, bytes) => {
    await begin()
    const bad = await insider(here, offender, "content")
    bad.send(bytes())
    expect(await bad.gone()).toBe(1007)
    await stands()
  })

  test("presence that is no JSON is dropped", async () => {
    await begin()
    const bad = await insider(here, offender, "content")
    bad.send(show(place, bad.doc.clientID, 1, "{cursor"))
    await wait(200)
    expect(seenBy(karin, bad.doc.clientID)).toBeUndefined()
    expect(bad.closed()).toBeNull()
    await stands()
  })

  test("an honest edit in pieces of one byte arrives whole", async () => {
    await begin()
    const slow = await insider(here, people.author, "content")
    const vector = Y.encodeStateVector(slow.doc)
    addStatement(slow.doc, "occasion", "stukjes", "In stukjes.")
    const bytes = write(place, Y.encodeStateAsUpdate(slow.doc, vector))
    for (const [n, byte] of bytes.entries())
      slow.socket.send(Uint8Array.of(byte), {fin: n === bytes.length - 1})
    await until(() => textOf(karin.doc).includes("In stukjes."))
    expect(slow.said()).toEqual([])
    before = textOf(karin.doc)
    await stands(2)
  })

  test("pieces that never end hold nothing up, and are cut off at the size of a message", async () => {
    await begin({limits: {messageBytes: 100_000}})
    const bad = await insider(here, offender, "content")
    for (let n = 0; n < 60; n++) bad.socket.send(new Uint8Array(2000), {fin: false})
    expect(await bad.gone()).toBe(1009)
    await stands()
  })
})

describe("updates made to hurt", () => {
  const bombs: readonly (readonly [string, (doc: Y.Doc) => Uint8Array])[] = [
    // One client, 2³¹ structs, and then nothing.
    ["a number of structs that nobody has", () => Uint8Array.from([1, ...varint(2 ** 31), 1, 0])],
    [
      "a gap of two thousand million clocks",
      doc => Uint8Array.from([1, 1, ...varint(doc.clientID), 0, 10, ...varint(2 ** 31 - 1), 0]),
    ],
    [
      "deletions of what does not exist yet",
      () =>
        Uint8Array.from([0, 1, ...varint(karinOf()), 1, ...varint(2 ** 30), ...varint(2 ** 20)]),
    ],
    [
      "a hundred thousand ranges of deletions",
      doc => {
        const ranges = Array.from({length: 100_000}, (_, n) => [...varint(n * 2), 1]).flat()
        return Uint8Array.from([0, 1, ...varint(doc.clientID), ...varint(100_000), ...ranges])
      },
    ],
    [
      "a document within the document",
      doc => {
        const bad = new Y.Doc()
        Y.applyUpdate(bad, Y.encodeStateAsUpdate(doc))
        bad.clientID = doc.clientID
        const vector = Y.encodeStateVector(bad)
        const within = new Y.Doc({meta: {words: "x".repeat(600_000)}})
        bad.getMap("doc2").set("sub", within)
        return Y.encodeStateAsUpdate(bad, vector)
      },
    ],
    [
      "version 2 of the encoding",
      doc => {
        const vector = Y.encodeStateVector(doc)
        addStatement(doc, "occasion", "v2", "Versie twee.")
        return Y.encodeStateAsUpdateV2(doc, vector)
      },
    ],
    [
      "an attribute called __proto__",
      doc => {
        const vector = Y.encodeStateVector(doc)
        const [statement] = section(doc, "facts").toArray()
        ;(statement as Y.XmlElement).setAttribute("__proto__", "fact")
        return Y.encodeStateAsUpdate(doc, vector)
      },
    ],
    [
      "all sections removed",
      doc => {
        const vector = Y.encodeStateVector(doc)
        const root = doc.getXmlFragment("doc")
        root.delete(0, root.length)
        return Y.encodeStateAsUpdate(doc, vector)
      },
    ],
    ["noise", () => Uint8Array.from({length: 500}, (_, n) => (n * 7919) % 251)],
  ]
  const karinOf = (): number => karin.doc.clientID

  test.each(bombs)("%s: refused by name, nothing is kept", async (_, make) => {
    await begin()
    const bad = await insider(here, offender, "content")
    bad.send(write(place, make(bad.doc)))
    await until(() => bad.heard.some(({type}) => type === 8))
    expect(bad.heard.find(({type}) => type === 8)?.rest[0]).toBe(bad.said().length > 0 ? 0 : 1)
    expect((await here.store.updates(place)).length).toBe(1)
    await stands()
  })
})

describe("a bad moment", () => {
  test("to leave: an edit that is being stored is stored once, and is there for the next", async () => {
    await begin({}, 150)
    const gone = await insider(here, people.author, "content")
    const vector = Y.encodeStateVector(gone.doc)
    addStatement(gone.doc, "occasion", "weg", "En weg was hij.")
    gone.send(write(place, Y.encodeStateAsUpdate(gone.doc, vector)))
    await wait(30)
    gone.socket.terminate()
    await until(() => textOf(karin.doc).includes("En weg was hij."))
    expect((await here.store.updates(place)).length).toBe(2)
    before = textOf(karin.doc)
    await stands(2)
  })

  test("for everybody to leave: what was being stored is in the document that opens next", async () => {
    await begin({}, 100)
    for (let n = 0; n < 5; n++) addStatement(karin.doc, "occasion", `laatste-${n}`, `Laatste ${n}.`)
    await wait(20)
    karin.close()
    bas.close()
    await wait(20)
    karin = await here.open(people.author, "content")
    bas = await here.open(people.coAuthor, "content")
    await until(() => textOf(karin.doc).includes("Laatste 4."))
    expect((await here.store.updates(place)).length).toBe(6)
    before = textOf(karin.doc)
    await stands(6)
  })

  test("to come and go: two hundred sockets that open and drop leave nothing behind", async () => {
    await begin()
    const said = await token(here, offender)
    for (let round = 0; round < 10; round++)
      await Promise.all(
        Array.from({length: 20}, async (_, n) => {
          const bad = await raw(here.url)
          if (n % 2) bad.send(frame(place, 2, 0, said))
          if (n % 3) bad.socket.terminate()
          else bad.socket.close()
        }),
      )
    let open = Number.NaN
    for (let n = 0; n < 200 && open !== 2; n++) {
      await wait(10)
      open = await metric("wederhoor_sockets")
    }
    expect([open, await metric("wederhoor_places")]).toEqual([2, 2])
    await stands()
  })

  test("to be slow: fifty half requests for a websocket keep nobody out", async () => {
    await begin()
    const {port, hostname} = new URL(here.url)
    const half = Array.from({length: 50}, () => {
      const socket = connectTcp(Number(port), hostname)
      socket.on("error", () => undefined)
      socket.write("GET /wederhoor/collaboration HTTP/1.1\r\nupgrade: websocket\r\nx-a: ")
      return socket
    })
    const dripping = setInterval(() => half.forEach(socket => socket.write("a")), 20)
    const late = await here.open(people.author, "content")
    expect(late.denied).toBe("")
    await stands()
    clearInterval(dripping)
    for (const socket of half) socket.destroy()
  })
})
