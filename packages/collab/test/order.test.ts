// SPDX-License-Identifier: EUPL-1.2

/** Moving statements within their section (SPEC: nothing disappears; a move costs no word). */
import {placesAfterMove, readingOrder, slotAt, type Standing} from "@wederhoor/collab"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

const seed = 20_261_122
const named = (...ids: string[]): Standing[] => ids.map(id => ({id, beside: ""}))
const read = (list: readonly Standing[]): string =>
  readingOrder(list)
    .map(at => list[at]?.id)
    .join("")
const moved = (list: readonly Standing[], id: string, position: number): Standing[] => {
  const next = [...list]
  const moving = list.findIndex(one => one.id === id)
  for (const {at, beside} of placesAfterMove(list, moving, position))
    next[at] = {id: list[at]?.id ?? "", beside}
  return next
}
const added = (list: readonly Standing[], id: string, position: number): Standing[] => {
  const {after, beside} = slotAt(list, position)
  return [...list.slice(0, after + 1), {id, beside}, ...list.slice(after + 1)]
}

/** Any list: also of places that mean nothing, point in rings, or at themselves. */
const anyList = fc.array(
  fc.record({
    id: fc.constantFrom(..."abcdefgh".split("")),
    beside: fc.oneof(
      fc.constant(""),
      fc
        .tuple(fc.constantFrom("a-", "b-", "c-", ""), fc.constantFrom(..."abcdefghz".split("")))
        .map(parts => parts.join("")),
    ),
  }),
  {maxLength: 10},
)

describe("the order in which statements are read", () => {
  test("is the order of the list when nobody moved anything", () => {
    expect(read(named("a", "b", "c"))).toBe("abc")
  })

  test("a move changes one place and nothing else", () => {
    const list = named("a", "b", "c", "d")
    expect(placesAfterMove(list, 0, 2)).toEqual([{at: 0, beside: "a-c"}])
    expect(read(moved(list, "a", 2))).toBe("bcad")
    expect(read(moved(list, "d", 0))).toBe("dabc")
  })

  test("moved back it says nothing any more", () => {
    const list = named("a", "b", "c")
    expect(moved(moved(list, "a", 2), "a", 0)).toEqual(list)
  })

  test("two who move the same statement agree on one of the two places", () => {
    const list = named("a", "b", "c", "d")
    const one = moved(list, "a", 3)
    const other = moved(list, "a", 1)
    // Of two values of one attribute Yjs keeps one; whichever it is, everybody reads the same.
    expect([read(one), read(other)]).toEqual(["bcda", "bacd"])
  })

  test("two who put each other's statement behind their own still read both", () => {
    const list: Standing[] = [
      {id: "a", beside: "a-b"},
      {id: "b", beside: "a-a"},
      {id: "c", beside: ""},
    ]
    expect(read(list)).toBe("abc")
  })

  test("what stands beside a statement that is gone stands where it was made", () => {
    expect(read([{id: "a", beside: "a-x"}, ...named("b")])).toBe("ab")
  })

  test(`any list, seed ${seed}: every statement is read once, whatever the places say`, () => {
    fc.assert(
      fc.property(anyList, list => {
        const order = readingOrder(list)
        expect(order.toSorted((x, y) => x - y)).toEqual(list.map((_, at) => at))
      }),
      {seed, numRuns: 2000},
    )
  })

  test(`any moves and additions one after another, seed ${seed}: each does exactly what was asked`, () => {
    const step = fc.record({
      move: fc.boolean(),
      who: fc.nat({max: 40}),
      to: fc.nat({max: 40}),
    })
    fc.assert(
      fc.property(fc.array(step, {maxLength: 40}), steps => {
        let list = named("a", "b", "c", "d", "e")
        let wanted = "abcde".split("")
        let next = 0
        for (const {move, who, to} of steps) {
          if (move) {
            const id = wanted[who % wanted.length] as string
            wanted = wanted.filter(one => one !== id)
            const position = to % (wanted.length + 1)
            wanted.splice(position, 0, id)
            list = moved(list, id, position)
          } else {
            const id = String.fromCodePoint(0x3b1 + next++)
            const position = to % (wanted.length + 1)
            wanted.splice(position, 0, id)
            list = added(list, id, position)
          }
          expect(read(list)).toBe(wanted.join(""))
        }
      }),
      {seed, numRuns: 1500},
    )
  })

  test("a chain of ten thousand places is read without running out of stack", () => {
    const list = Array.from({length: 10_000}, (_, at) => ({
      id: `s${at}`,
      beside: `a-s${(at + 1) % 10_000}`,
    }))
    expect(new Set(readingOrder(list)).size).toBe(10_000)
  })
})
