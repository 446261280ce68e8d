// SPDX-License-Identifier: EUPL-1.2

/** The memory for words: that it is full, or that words point to one slot of it, is seen in nothing. */
import {compileRules} from "@wederhoor/language"
import {expect, test} from "vitest"

import {advise} from "./fixtures/advise.ts"
import {sampleRule} from "./fixtures/rules.ts"

const fact = (text: string) => advise({kind: "fact", text})

test("every word of these points to one slot: each is still read as itself, and a megabyte does not hang", () => {
  // "Aa" and "BB" give the same number in a sum of powers of 31, and so does every row of them.
  const rows = Array.from({length: 4096}, (_, at) =>
    Array.from({length: 12}, (__, bit) => ((at >> bit) & 1 ? "Aa" : "BB")).join(""),
  )
  const text = rows.join(" ")
  const alone = fact("Vader is agressief.").map(({rule}) => rule)
  expect(alone.length).toBeGreaterThan(0)
  const many = fact(`${`${text}\n`.repeat(10)}\nVader is agressief.`)
  expect(many.filter(({category}) => category === "value-judgement").map(({rule}) => rule)).toEqual(
    alone,
  )
})

test("when there is no more room a word is still found, by rules of before and of after", () => {
  const before = fact("Vader is altijd agressief, en dat is duidelijk.")
  const letters = "abcdefghijklmnopqrstuvwxyz"
  const word = (at: number): string =>
    `q${[0, 1, 2, 3].map(place => letters[Math.floor(at / 26 ** place) % 26]).join("")}`
  for (let first = 0; first < 30_000; first += 1000)
    fact(Array.from({length: 1000}, (_, at) => word(first + at)).join(" "))
  expect(fact("Vader is altijd agressief, en dat is duidelijk.")).toEqual(before)
  // A word that was met when there was no room, and only then became a pattern's.
  expect(fact("Vader is zozeer glimpig.")).toEqual([])
  const ruleSet = compileRules([
    {
      ...sampleRule,
      id: "value-judgement/late",
      match: ["zozeer ..1 glimpig+e"],
      not: [],
      examples: {
        fires: ["Vader is zozeer glimpig.", "Het was zozeer glimpige taal."],
        silent: ["Vader is glimpig.", "Vader belde."],
      },
      example: ["Oma was zozeer glimpig.", "Oma belde."],
    },
  ])
  const found = advise({kind: "fact", text: "Sem is zozeer glimpig."}, {ruleSet})
  expect(found.map(({rule, from, to}) => [rule, from, to])).toEqual([
    ["value-judgement/late", 7, 21],
  ])
})
