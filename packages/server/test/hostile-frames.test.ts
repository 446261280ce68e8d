// SPDX-License-Identifier: EUPL-1.2

/** Attacks with bytes, and with time. The law is in `attacked.ts`. */
import {connect as connectTcp} from "node:net"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"

import {
  bas,
  begin,
  comeBack,
  here,
  karin,
  metric,
  offender,
  place,
  seenBy,
  settle,
  stands,
} from "./attacked.ts"
import {ask, frame, insider, raw, show, token, varint, write} from "./raw.ts"
import {addStatement, people, section, textOf, until, wait} from "./running.ts"

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
    settle()
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
    settle()
    await stands(2)
  })

  test("for everybody to leave: what was being stored is in the document that opens next", async () => {
    await begin({}, 100)
    for (let n = 0; n < 5; n++) addStatement(karin.doc, "occasion", `laatste-${n}`, `Laatste ${n}.`)
    await wait(20)
    karin.close()
    bas.close()
    await wait(20)
    await comeBack()
    await until(() => textOf(karin.doc).includes("Laatste 4."))
    expect((await here.store.updates(place)).length).toBe(6)
    settle()
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
