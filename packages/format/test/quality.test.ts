// SPDX-License-Identifier: EUPL-1.2
import {
  type Person,
  type Quality,
  type QualityGroups,
  type ReportFile,
  qualityOf,
  qualityTotals,
  smallestGroup,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {
  content,
  hearing,
  offered,
  answered,
  persons,
  policy,
  reacted,
  record,
  signed,
  soundFact,
  statement,
  template,
  today,
} from "./builders.ts"

const file: ReportFile = {
  format: "wederhoor-report-file/1",
  record: record([
    offered(),
    reacted("mira"),
    reacted("vic"),
    answered("r-mira-1"),
    hearing("isa", "heard"),
    hearing("tim", "declined"),
    signed("mira"),
    signed("mira", 3, "disagreed"),
    signed("vic", 2, "seen"),
  ]),
  content: content([
    soundFact("s1"),
    statement("fact", {id: "s2", text: "Isa Kok was er niet."}),
    statement("childVoice", {id: "s3", text: "Ik wil naar Els Juf.", attrs: {by: "isa"}}),
    statement("question", {id: "s4"}),
    statement("judgement", {id: "s5", attrs: {withdrawn: "klopt niet"}}),
  ]),
  versions: [],
}
const quality = qualityOf(file, template, policy, today)

describe("qualityOf", () => {
  test("counts statements per kind and layer, those with a source, and what was withdrawn", () => {
    expect(quality.statements).toEqual({
      total: 4,
      withdrawn: 1,
      perKind: {childVoice: 1, fact: 2, question: 1},
      perLayer: {
        fact: {total: 2, withSource: 1},
        voice: {total: 1, withSource: 0},
        appraisal: {total: 0, withSource: 0},
        plan: {total: 0, withSource: 0},
        none: {total: 1, withSource: 0},
      },
    })
  })
  test("counts findings per rule at final, with their severity", () => {
    const {errors, warnings, perRule} = quality.findings
    expect(perRule["fact-needs-source"]).toMatchObject({
      severity: "error",
      gate: "toFamily",
      count: 1,
    })
    const all = Object.values(perRule)
    const told = (severity: string): number =>
      all.filter(one => one.severity === severity).reduce((sum, one) => sum + one.count, 0)
    expect([errors, warnings]).toEqual([told("error"), told("warning")])
    expect(errors).toBeGreaterThan(1)
  })
  test("counts who was heard, reactions, answers and the newest decisions", () => {
    expect(quality.hearing).toEqual({
      toBeHeard: 4,
      heard: 3,
      perState: {declined: 1, heard: 1, responded: 2},
    })
    expect(quality.reactions).toEqual({total: 2, answered: 1, perType: {addition: 2}})
    expect(quality.signOffs).toEqual({total: 2, perDecision: {disagreed: 1, seen: 1}})
  })
  test("says whether there are words of a child, and nothing when there is no child", () => {
    expect(quality.childVoice).toBe(true)
    const silent = {...file, content: content([soundFact()])}
    expect(qualityOf(silent, template, policy, today).childVoice).toBe(false)
    const grown = {
      ...file,
      record: {...file.record, persons: persons.filter(one => one.role !== "child")},
    }
    expect(qualityOf(grown, template, policy, today).childVoice).toBe(null)
  })
  test("holds no name, no id of a person, report or statement, and no text", () => {
    const said = JSON.stringify(quality)
    const parts = (one: Person): string[] => [one.name, one.id, ...one.name.split(" ")]
    const forbidden = ["proef-1", "s1", "s2", "s3", "Els", ...persons.flatMap(parts)]
    expect(forbidden.filter(word => new RegExp(`"${word}"|\\b${word}\\b`).test(said))).toEqual([])
  })
})

const blank: Quality = {
  ...quality,
  findings: {errors: 0, warnings: 0, perRule: {}},
  hearing: {toBeHeard: 0, heard: 0, perState: {}},
  signOffs: {total: 0, perDecision: {}},
}
const many = (count: number, edit: Partial<Quality> = {}): Quality[] =>
  Array.from({length: count}, () => ({...blank, ...edit}))
const of = (id: string): Partial<Quality> => ({template: {id, version: "1.0.0"}})
const withRule = (rule: string, count = 1): Partial<Quality> => ({
  findings: {
    errors: count,
    warnings: 0,
    perRule: {[rule]: {severity: "error", gate: "final", count}},
  },
})
const totals = (list: Quality[]) => {
  const given = qualityTotals(list)
  if (given.suppressed) throw new Error("suppressed")
  return given
}

describe("qualityTotals", () => {
  test("tells nothing of fewer than five reports", () => {
    expect(qualityTotals(many(4))).toEqual({format: "wederhoor-quality-totals/1", suppressed: true})
    expect(qualityTotals(many(5)).suppressed).toBe(false)
  })
  test("adds up", () => {
    expect(totals(many(6)).sums).toEqual({
      statements: 24,
      withSource: 6,
      toBeHeard: 0,
      heard: 0,
      reactions: 12,
      answered: 6,
    })
  })
  test("a template with few reports is not shown, and cannot be found by subtracting", () => {
    const {perTemplate} = totals([...many(10, of("a")), ...many(7, of("b")), ...many(2, of("c"))])
    expect(Object.keys(perTemplate.shown)).toEqual(["a"])
    expect(perTemplate.other?.reports).toBe(9)
  })
  test("large groups are all shown", () => {
    const {perTemplate} = totals([...many(10, of("a")), ...many(5, of("b"))])
    expect(Object.keys(perTemplate.shown)).toEqual(["a", "b"])
    expect(perTemplate.other).toBe(undefined)
  })
  test("a rule that few reports break is not shown; of one that few do not break no number is told", () => {
    const few = totals([...many(10), ...many(3, withRule("fact-needs-source"))])
    expect(few.perRule).toEqual({shown: {}})
    const most = totals([...many(3), ...many(10, withRule("fact-needs-source", 2))])
    expect(most.perRule).toEqual({shown: {"fact-needs-source": {reports: null, count: 20}}})
    const all = totals(many(10, withRule("fact-needs-source")))
    expect(all.perRule.shown["fact-needs-source"]).toEqual({reports: 10, count: 10})
  })
  test("few reports with, or without, words of a child: then it is not told", () => {
    expect(totals([...many(6), ...many(6, {childVoice: false})]).childVoice).toEqual({
      with: 6,
      of: 12,
    })
    expect(totals([...many(6), ...many(2, {childVoice: false})]).childVoice).toBe(null)
    expect(totals([...many(6), ...many(2, {childVoice: null})]).childVoice).toBe(null)
  })
  test("no group under five can be read or worked out, in 500 random lists (seed 3301)", () => {
    const names = ["a", "b", "c", "d", "e"]
    const one = fc.record({
      id: fc.constantFrom(...names, "a", "a", "a"),
      rules: fc.uniqueArray(fc.constantFrom(...names), {maxLength: 3}),
      state: fc.constantFrom("heard", "heard", "heard", "declined", "unreachable"),
    })
    fc.assert(
      fc.property(fc.array(one, {minLength: 5, maxLength: 40}), sketches => {
        const list = sketches.map(({id, rules, state}): Quality => ({
          ...blank,
          ...of(id),
          findings: {
            errors: rules.length,
            warnings: 0,
            perRule: Object.fromEntries(
              rules.map(rule => [rule, {severity: "error" as const, gate: "final", count: 1}]),
            ),
          },
          hearing: {toBeHeard: 1, heard: 0, perState: {[state]: 1}},
        }))
        const given = totals(list)
        const safe = (count: number | null): boolean =>
          count === null || count === 0 || count >= smallestGroup
        for (const group of [
          ...Object.values(given.perTemplate.shown),
          given.perTemplate.other ?? [],
        ].flat())
          expect(safe(group.reports)).toBe(true)
        // A division: the rest is the total minus what is shown.
        const shown = Object.values(given.perTemplate.shown).reduce(
          (sum, {reports}) => sum + reports,
          0,
        )
        expect(safe(list.length - shown)).toBe(true)
        const real = new Set(sketches.map(({id}) => id))
        expect(real.size - Object.keys(given.perTemplate.shown).length === 1 && real.size > 1).toBe(
          false,
        )
        const groups: QualityGroups[] = [given.perRule, given.perHearingState, given.perLayer]
        for (const {shown: parts, other} of groups)
          for (const {reports} of [...Object.values(parts), other ?? []].flat()) {
            expect(safe(reports)).toBe(true)
            if (reports !== null) expect(safe(list.length - reports)).toBe(true)
          }
        const heard = Object.values(given.perHearingState.shown).reduce(
          (sum, {count}) => sum + count,
          0,
        )
        expect(safe(list.length - heard)).toBe(true)
      }),
      {seed: 3301, numRuns: 500},
    )
  })
})
