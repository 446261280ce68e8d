// SPDX-License-Identifier: EUPL-1.2
import {
  type ConnectionEvent,
  type ConnectionFacts,
  connectionAfter,
  connectionState,
  noConnection,
} from "@wederhoor/editor"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

const after = (...events: ConnectionEvent[]): ConnectionFacts =>
  events.reduce(connectionAfter, noConnection)
const online: ConnectionEvent = {type: "socket", online: true}
const offline: ConnectionEvent = {type: "socket", online: false}
const opened: ConnectionEvent = {type: "opened", place: "content"}
const ready: ConnectionEvent = {type: "ready", place: "content"}
const unsent = (count: number, place = "content"): ConnectionEvent => ({
  type: "unsent",
  place,
  count,
})
const refused = (code: string): ConnectionEvent => ({type: "refused", code})

const anyEvent: fc.Arbitrary<ConnectionEvent> = fc.oneof(
  fc.boolean().map((on): ConnectionEvent => ({type: "socket", online: on})),
  fc
    .tuple(
      fc.constantFrom("opened", "ready", "closed"),
      fc.constantFrom("content", "review", "reply"),
    )
    .map(([type, place]): ConnectionEvent => ({type, place}) as ConnectionEvent),
  fc
    .tuple(fc.nat(5), fc.constantFrom("content", "review", "reply"))
    .map(([count, place]) => unsent(count, place)),
)

describe("the connection in one word", () => {
  test("connecting until every open place has met the server", () => {
    expect(connectionState(after(opened))).toEqual({state: "connecting"})
    expect(connectionState(after(opened, online))).toEqual({state: "connecting"})
    expect(connectionState(after(opened, online, ready))).toEqual({state: "connected"})
  })
  test("what is typed is unsent until the server confirmed it", () => {
    expect(connectionState(after(opened, online, ready, unsent(2)))).toEqual({
      state: "unsent",
      unsent: 2,
    })
    expect(connectionState(after(opened, online, ready, unsent(2), unsent(0)))).toEqual({
      state: "connected",
    })
  })
  test("offline remembers how much is unsent, and coming back says so until it is confirmed", () => {
    const away = after(opened, online, ready, unsent(1), offline, unsent(3))
    expect(connectionState(away)).toEqual({state: "offline", unsent: 3})
    const back = connectionAfter(away, online)
    expect(connectionState(back)).toEqual({state: "connecting"})
    expect(connectionState(connectionAfter(back, ready))).toEqual({state: "unsent", unsent: 3})
  })
  test.each(["out-of-date", "too-new", "template-changed"])("%s: the page is out of date", code => {
    expect(connectionState(after(opened, online, ready, refused(code)))).toEqual({
      state: "outOfDate",
    })
  })
  test.each(["no-access", "unauthenticated", "something-unheard-of"])("%s: no access", code => {
    expect(connectionState(after(opened, online, ready, refused(code)))).toEqual({
      state: "noAccess",
    })
  })
  test("never says connected while something is unsent or a place is not ready (seed 1705)", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, {maxLength: 40}), events => {
        const facts = after(...events)
        const said = connectionState(facts).state
        const places = Object.values(facts.places)
        if (said === "connected") {
          expect(facts.online).toBe(true)
          expect(places.every(place => place.ready && place.unsent === 0)).toBe(true)
        }
        if (said === "connecting" && facts.everOnline && facts.online)
          expect(places.some(place => !place.ready)).toBe(true)
      }),
      {seed: 1705, numRuns: 500},
    )
  })
  test("a refusal stays a refusal, whatever happens after it (seed 1706)", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, {maxLength: 20}), events => {
        expect(connectionState(after(refused("no-access"), ...events)).state).toBe("noAccess")
      }),
      {seed: 1706},
    )
  })
})
