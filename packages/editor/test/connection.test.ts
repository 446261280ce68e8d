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
  fc.boolean().map((blocked): ConnectionEvent => ({type: "blocked", blocked})),
  fc
    .tuple(fc.constantFrom("", "busy", "not-stored"), fc.constantFrom("content", "review"))
    .map(([code, place]): ConnectionEvent => ({type: "trouble", place, code})),
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
      code,
      unsent: 0,
    })
  })
  test.each(["no-access", "something-unheard-of"])("%s: no access", code => {
    const facts = after(opened, online, ready, unsent(2), refused(code))
    expect(connectionState(facts)).toEqual({state: "noAccess", code, unsent: 2})
  })
  test.each(["expired", "unauthenticated", "revoked", "role-changed"])("%s: it ended", code => {
    const facts = after(opened, online, ready, unsent(2), refused(code))
    expect(connectionState(facts)).toEqual({state: "ended", code, unsent: 2})
  })
  test("the server that cannot take anything now is said with why, until it does", () => {
    const trouble: ConnectionEvent = {type: "trouble", place: "content", code: "not-stored"}
    const facts = after(opened, online, ready, unsent(1), trouble)
    expect(connectionState(facts)).toEqual({state: "waiting", code: "not-stored", unsent: 1})
    expect(connectionState(connectionAfter(facts, ready))).toEqual({state: "unsent", unsent: 1})
  })
  test("R12 (suitenumerique/docs 456): a server that answers while the line stays away is said, until it comes", () => {
    const facts = after(opened, {type: "blocked", blocked: true})
    expect(connectionState(facts)).toEqual({state: "blocked", unsent: 0})
    expect(connectionState(connectionAfter(facts, online)).state).toBe("blocked")
    expect(connectionState(after(opened, {type: "blocked", blocked: true}, online, ready))).toEqual(
      {
        state: "connected",
      },
    )
  })
  test("a fresh copy does not forget what the one before it had not sent", () => {
    const facts = after(opened, online, ready, unsent(3), opened, ready)
    expect(connectionState(facts)).toEqual({state: "unsent", unsent: 3})
  })
  test("never says connected while something is unsent or a place is not ready (seed 1705)", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, {maxLength: 40}), events => {
        const facts = after(...events)
        const said = connectionState(facts).state
        const places = Object.values(facts.places)
        if (said === "connected") {
          expect(facts.online).toBe(true)
          expect(places.every(one => one.ready && one.unsent === 0 && one.trouble === "")).toBe(
            true,
          )
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
