// SPDX-License-Identifier: EUPL-1.2
import {categories, levelFor, statementKinds} from "@wederhoor/language"
import type {Category, Level, StatementKind} from "@wederhoor/language"
import {expect, test} from "vitest"
import {advise} from "./fixtures/advise.ts"
import {writtenRules} from "./fixtures/rules.ts"

type Cell = Level | "off"
/** fact · observation · view · judgement · agreement · decision, as the table of the manual has them. */
const manual: readonly [Category, Cell, Cell, Cell, Cell, Cell, Cell][] = [
  ["missing-speaker", "notice", "notice", "off", "notice", "off", "notice"],
  ["value-judgement", "notice", "notice", "off", "off", "tip", "off"],
  ["mind-reading", "notice", "notice", "off", "tip", "off", "tip"],
  ["diagnosis", "notice", "notice", "tip", "notice", "off", "notice"],
  ["certainty", "notice", "notice", "off", "tip", "off", "off"],
  ["hedge", "notice", "tip", "off", "off", "tip", "tip"],
  ["cause", "notice", "notice", "off", "tip", "off", "tip"],
  ["must", "notice", "notice", "off", "off", "off", "off"],
  ["own-voice", "notice", "off", "off", "off", "off", "off"],
  ["vague", "tip", "tip", "off", "tip", "notice", "tip"],
  ["plain-word", "tip", "tip", "tip", "tip", "tip", "notice"],
  ["long-sentence", "tip", "tip", "tip", "tip", "tip", "notice"],
  ["abbreviation", "tip", "tip", "tip", "tip", "tip", "notice"],
  ["passive", "tip", "off", "off", "off", "notice", "off"],
]
const columns = ["fact", "observation", "view", "judgement", "agreement", "decision"] as const

test.each(manual)("table-as-in-the-manual: %s", (category, ...cells) => {
  expect(columns.map(kind => levelFor(category, kind))).toEqual(cells)
})

test("kinds-share-a-column", () => {
  const same: [StatementKind, StatementKind[]][] = [
    ["fact", ["documentExcerpt"]],
    ["view", ["account", "wish"]],
    ["judgement", ["concern", "conclusion"]],
    ["agreement", ["goal", "condition", "action"]],
  ]
  for (const category of categories) {
    for (const [first, others] of same) {
      for (const kind of others) expect(levelFor(category, kind)).toBe(levelFor(category, first))
    }
  }
})

test("child-is-never-checked", () => {
  for (const category of categories) expect(levelFor(category, "childVoice")).toBe("off")
  const everything = writtenRules.flatMap(rule => rule.examples.fires).join(" ")
  expect(advise({kind: "childVoice", text: everything})).toEqual([])
})

test("unknown-kind-is-never-checked", () => {
  for (const kind of ["reaction", "toString", "__proto__", ""] as unknown as StatementKind[]) {
    expect(advise({kind, text: "Vader is agressief."})).toEqual([])
    expect(levelFor("value-judgement", kind)).toBe("off")
  }
})

test("verbatim-voice-is-never-checked", () => {
  const text = "Vader beweert dat hij thans borderline heeft"
  for (const kind of ["account", "view", "wish"] as const) {
    expect(advise({kind, text, verbatim: true})).toEqual([])
    expect(advise({kind, text}).length).toBeGreaterThan(0)
  }
  expect(advise({kind: "fact", text, verbatim: true}).length).toBeGreaterThan(0)
})

test("open-kinds-get-plain-language-tips-only", () => {
  const everything = writtenRules.flatMap(rule => rule.examples.fires).join(" ")
  for (const kind of ["unclassified", "question", "unknown"] as const) {
    for (const hint of advise({kind, text: everything})) {
      expect(["plain-word", "long-sentence", "abbreviation"]).toContain(hint.category)
      expect(hint.level).toBe("tip")
    }
  }
})

test("convert-is-offered-on-the-fact-layer-only", () => {
  const everything = writtenRules.flatMap(rule => rule.examples.fires)
  for (const kind of statementKinds) {
    const hints = everything.flatMap(text => advise({kind, text}))
    const converts = hints.some(hint => hint.fixes.some(fix => fix.type === "convert"))
    expect([kind, converts]).toEqual([
      kind,
      ["fact", "observation", "documentExcerpt"].includes(kind),
    ])
  }
})

test("a-source-is-no-excuse: a sourced fact may still not judge", () => {
  const hints = advise({kind: "fact", text: "Vader is agressief.", sourced: true, speaker: true})
  expect(hints.map(hint => hint.category)).toEqual(["value-judgement"])
  expect(hints[0]?.fixes).toEqual([{type: "convert", kind: "judgement"}])
})

test("a-speaker-answers-who-says-this", () => {
  const text = "Er zijn zorgen over Noor."
  expect(advise({kind: "concern", text}).map(hint => hint.category)).toEqual(["missing-speaker"])
  expect(advise({kind: "concern", text, speaker: true})).toEqual([])
  expect(advise({kind: "observation", text, speaker: true}).length).toBe(1)
})

test("what-somebody-said-becomes-a-view", () => {
  const text = "De ouders zijn niet betrokken bij school."
  const first = (said: boolean) => advise({kind: "fact", text, sourced: true, said})[0]?.fixes[0]
  expect(first(false)).toEqual({type: "convert", kind: "judgement"})
  expect(first(true)).toEqual({type: "convert", kind: "view"})
})

test("what-somebody-said-is-offered-each-kind-once", () => {
  const text = "Yassin spijbelt omdat hij geen zin heeft."
  const [hint] = advise({kind: "fact", text, sourced: true, said: true})
  const kinds = hint?.fixes.flatMap(fix => (fix.type === "convert" ? [fix.kind] : []))
  expect(kinds?.[0]).toBe("view")
  expect(new Set(kinds).size).toBe(kinds?.length)
})
