// SPDX-License-Identifier: EUPL-1.2
import {evolve} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import {
  actor,
  answered,
  approved,
  disclosed,
  offered,
  reacted,
  record,
  signed,
  step,
  version,
} from "./builders.ts"

const now = "2026-04-02T10:00:00Z"

describe("the record is a fold", () => {
  test("it begins with created, and counts every entry", () => {
    const entry = {seq: 1, at: now, actor: actor("auke"), event: {type: "submitted"} as const}
    expect(() => evolve(null, entry)).toThrow(TypeError)
    expect(record([offered(), reacted("mira")]).seq).toBe(3)
  })
  test("it never changes the state before", () => {
    const frozen = deepFreeze(record([offered(), reacted("vic"), approved()]))
    const before = JSON.stringify(frozen)
    for (const [who, event] of [
      answered("r-vic-1"),
      signed("mira"),
      disclosed("vic"),
      reacted("isa"),
    ])
      evolve(frozen, {seq: 9, at: now, actor: actor(who), event})
    expect(JSON.stringify(frozen)).toBe(before)
  })
  test("phases: draft, hearing, approval, back with a reason, signing, final", () => {
    const submitted = step("auke", {type: "submitted"})
    const back = step("gea", {type: "reviewed", act: "returned", reason: "r"})
    const abstained = step("gea", {type: "reviewed", act: "abstained", reason: "r"})
    const end = step("auke", {type: "finalised", version: 2, seal: null})
    expect(record().phase).toBe("draft")
    expect(record([offered()]).phase).toBe("hearing")
    expect(record([offered(), submitted]).phase).toBe("approval")
    expect(record([offered(), submitted, back]).phase).toBe("hearing")
    expect(record([submitted, back]).phase).toBe("draft")
    expect(record([offered(), submitted, abstained]).phase).toBe("approval")
    expect(record([offered(), submitted, approved()]).phase).toBe("signing")
    expect(record([offered(), submitted, approved(), end])).toMatchObject({
      phase: "final",
      final: {version: 2},
    })
  })
  test("fields count their changes; a reaction keeps its words; a new disclosure check replaces the old", () => {
    const set = (value: string) =>
      step("auke", {type: "fieldSet", section: "occasion", field: "who", value})
    expect(record([set("b")], {occasion: {who: "a"}}).fields["occasion"]?.["who"]).toEqual({
      value: "b",
      version: 2,
    })
    expect(record([set("b")]).fields["occasion"]?.["who"]).toEqual({value: "b", version: 1})
    const {reactions} = record([offered(), reacted("vic"), answered("r-vic-1")])
    expect(reactions[0]).toMatchObject({
      text: "Ik was er niet bij.",
      by: "vic",
      answer: {kind: "added", by: "auke"},
    })
    expect(record([disclosed("vic"), disclosed("vic", "shield")]).disclosure).toHaveLength(1)
  })
  test("a section named like a part of every object is only a name", () => {
    const odd = step("auke", {
      type: "fieldSet",
      section: "__proto__",
      field: "polluted",
      value: "x",
    })
    expect(record([odd]).fields).not.toHaveProperty("polluted")
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined()
  })
  test("versions stand in order, each with its purpose", () => {
    const {versions} = record([offered(), approved()])
    expect(versions.map(one => [one.number, one.purpose])).toEqual([
      [1, "hearing"],
      [2, "signing"],
    ])
    expect(version(3).purpose).toBe("hearing")
  })
})

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null)
    Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}
