// SPDX-License-Identifier: EUPL-1.2
import {adviseAll, type WordedStatement} from "@wederhoor/language"
import fc from "fast-check"
import {expect, test} from "vitest"

import {advise} from "./fixtures/advise.ts"
import {everyRule} from "./fixtures/advise.ts"

const seed = 20_261_123
const config = {ruleSet: everyRule}
const texts = ["Vader is agressief.", "Sem huilde.", "Er zijn zorgen.", "Moeder werkt niet mee."]
const statement = fc.constantFrom(...texts).map((text): WordedStatement => ({kind: "fact", text}))

test("whatever came, went or changed, the hints are those of each statement (seed 20261123)", () => {
  fc.assert(
    fc.property(
      fc.array(statement, {maxLength: 8}),
      fc.nat(8),
      fc.nat(8),
      fc.array(statement, {maxLength: 4}),
      (first, from, gone, come) => {
        const before = adviseAll(first, config)
        const next = first.toSpliced(Math.min(from, first.length), gone, ...come)
        const after = adviseAll(next, config, before)
        expect(after.hints).toEqual(next.map(one => advise(one)))
        expect(adviseAll(next, {}, after).config).not.toBe(config)
      },
    ),
    {seed, numRuns: 300},
  )
})

test("only what changed is looked at again", () => {
  const statements = texts.map((text): WordedStatement => ({kind: "fact", text}))
  const before = adviseAll(statements, config)
  const after = adviseAll(statements.with(0, {kind: "fact", text: "Sem lachte."}), config, before)
  const same = after.hints.map((hints, at) => hints === before.hints[at])
  expect(same).toEqual([false, true, true, true])
})

test("a change that says nothing new leaves the list as it was", () => {
  const statements = texts.map((text): WordedStatement => ({kind: "fact", text}))
  const before = adviseAll(statements, config)
  const silent = adviseAll(statements.with(1, {kind: "fact", text: "Sem lachte."}), config, before)
  expect(silent.hints).toBe(before.hints)
  const said = adviseAll(statements.with(1, {kind: "fact", text: texts[0] ?? ""}), config, before)
  expect(said.hints).not.toBe(before.hints)
  expect(said.hints[1]).toEqual(before.hints[0])
})
