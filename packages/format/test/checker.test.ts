// SPDX-License-Identifier: EUPL-1.2

/** `startCheck` against `check`: after any change it says what judging the whole report again says. */
import {
  type CheckInput,
  type Content,
  type Statement,
  check,
  contentMark,
  rules,
  startCheck,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {
  content,
  persons,
  policy,
  record,
  soundFact,
  statement,
  template,
  today,
} from "./builders.ts"
import {everybody, label} from "./cases/situation.ts"

const given: Content = content([
  soundFact(),
  statement("fact", {id: "los", text: "Mira is getraumatiseerd."}),
  statement("observation", {id: "zag", attrs: {by: "auke", at: "2026-03-02"}}),
  label("view"),
  statement("judgement", {id: "oordeel", attrs: {by: "auke"}, basedOn: ["etiket", "feit"]}),
  statement("judgement", {id: "oordeel-2", attrs: {by: "auke"}, basedOn: "oordeel"}),
  statement("question", {id: "vraag"}),
  statement("conclusion", {id: "slot", basedOn: ["feit", "oordeel"], answers: "vraag"}),
  statement("fact", {id: "weg", text: "", attrs: {withdrawn: "dubbel"}}),
])
const input: CheckInput = {
  content: given,
  persons,
  template,
  policy,
  today,
  gate: "final",
  record: record(everybody),
  offered: given,
}

const ids = given.sections.flatMap(section => section.statements.map(one => one.id))
const words = [
  "",
  "Dit staat hier.",
  "Vic is een narcist.",
  "Zij woont op Populierenhof 7.",
  "Mira is getraumatiseerd en “getraumatiseerd”.",
]
const retext = (one: Statement, text: string): Statement => ({...one, lines: [[{text}]]})

function edit(now: Content, id: string, change: (one: Statement) => Statement): Content {
  return {
    sources: now.sources,
    sections: now.sections.map(section => ({
      id: section.id,
      statements: section.statements.map(one => (one.id === id ? change(one) : one)),
    })),
  }
}

const rewording = fc.record({id: fc.constantFrom(...ids), text: fc.constantFrom(...words)})
const anything = fc.oneof(
  rewording.map(
    ({id, text}) =>
      (now: Content) =>
        edit(now, id, one => retext(one, text)),
  ),
  fc
    .record({
      id: fc.constantFrom(...ids),
      name: fc.constantFrom("by", "at", "withdrawn", "counter", "verifiedBy"),
      value: fc.constantFrom("", "mira", "2026-03-01", "acknowledged"),
    })
    .map(
      ({id, name, value}) =>
        (now: Content) =>
          edit(now, id, one => ({...one, attrs: {...one.attrs, [name]: value}})),
    ),
  fc
    .record({
      id: fc.constantFrom(...ids),
      ref: fc.constantFrom(...ids, "brp", "gerucht", "nergens"),
      type: fc.constantFrom("basedOn" as const, "source" as const, "contradicts" as const),
    })
    .map(
      ({id, ref, type}) =>
        (now: Content) =>
          edit(now, id, one => ({...one, relations: [...one.relations, {type, ref}]})),
    ),
  fc.constantFrom(...ids).map(id => (now: Content): Content => ({
    sources: now.sources.slice(0, 4),
    sections: now.sections.map(section => ({
      id: section.id,
      statements: section.statements.filter(one => one.id !== id),
    })),
  })),
)

describe("startCheck", () => {
  test("update: says what check says, after any 20 changes (seed 20261122)", () => {
    fc.assert(
      fc.property(fc.array(anything, {maxLength: 20}), changes => {
        const checker = startCheck(input)
        let now = given
        for (const change of changes) {
          now = change(now)
          checker.update(now)
          expect(checker.findings()).toEqual(check({...input, content: now}))
        }
      }),
      {seed: 20261122, numRuns: 60},
    )
  })

  test("reword: says what check says, and names whom it judged again (seed 20261123)", () => {
    fc.assert(
      fc.property(fc.array(rewording, {maxLength: 12}), changes => {
        const checker = startCheck(input)
        let now = given
        for (const {id, text} of changes) {
          if (id === "weg") continue
          now = edit(now, id, one => retext(one, text))
          const one = now.sections.flatMap(({statements}) => statements).find(s => s.id === id)!
          const before = new Map(ids.map(each => [each, checker.findingsOf(each)]))
          const judged = checker.reword(one)!
          for (const each of ids)
            if (!judged.includes(each)) expect(checker.findingsOf(each)).toBe(before.get(each))
          expect(checker.findings()).toEqual(check({...input, content: now}))
        }
      }),
      {seed: 20261123, numRuns: 100},
    )
  })

  test("reword: a finding on who refers to the words follows the words", () => {
    const checker = startCheck(input)
    const view = given.sections.flatMap(one => one.statements).find(one => one.id === "etiket")!
    const slugs = (): string[] => checker.findingsOf("oordeel").map(one => one.rule)
    expect(slugs()).toContain("label-never-basis")
    expect(checker.reword(retext(view, "Vic kwam op tijd."))).toEqual(["etiket", "oordeel"])
    expect(slugs()).not.toContain("label-never-basis")
  })

  test("reword: anything but other words is not done", () => {
    const checker = startCheck(input)
    const before = checker.findings()
    const fact = soundFact().statement
    const others: Statement[] = [
      {...fact, id: "nergens"},
      {...fact, kind: "observation"},
      {...fact, attrs: {...fact.attrs, at: "2026-03-02"}},
      {...fact, attrs: {at: "2026-03-01"}},
      {...fact, relations: []},
      {...fact, relations: [{type: "source", ref: "brief"}]},
      {...fact, relations: [{type: "source", ref: "brp", page: "3"}]},
      {...fact, waivers: [{hash: "diagnosis-term:trauma", reason: "ja"}]},
    ]
    for (const one of others) expect(checker.reword(one)).toBeNull()
    expect(checker.findings()).toEqual(before)
  })

  test("reword: not done where a rule depends on every word, and update still says it", () => {
    const reviewed = {...template, review: {...template.review, beforeFamily: "required" as const}}
    const marked = record([
      ["gea", {type: "draftReviewed", outcome: "ready", reason: "", mark: contentMark(given)}],
    ])
    const asked = {...input, template: reviewed, record: marked}
    const told = (from: readonly {rule: string}[]) =>
      from.filter(one => one.rule === "reviewed-before-family").length
    const checker = startCheck(asked)
    expect(told(checker.findings())).toBe(0)
    const view = given.sections.flatMap(one => one.statements).find(one => one.id === "etiket")!
    expect(checker.reword(retext(view, "Anders."))).toBeNull()
    checker.update(edit(given, "etiket", one => retext(one, "Anders.")))
    expect(told(checker.findings())).toBe(1)
    const {record: _, ...unrecorded} = asked
    expect(startCheck(unrecorded).reword(retext(view, "Anders."))).not.toBeNull()
  })

  test("findingsOf: nothing for an id that is not there", () => {
    expect(startCheck(input).findingsOf("nergens")).toEqual([])
  })
})

describe("a rule about the whole report never reads words", () => {
  test("its findings stay when every word changes", () => {
    const ofReport = new Set(
      rules.flatMap(rule => (rule.on === "report" && !rule.readsWords ? [rule.slug] : [])),
    )
    const told = (now: Content) =>
      check({...input, content: now}).filter(finding => ofReport.has(finding.rule))
    const other = ids.reduce((now, id) => edit(now, id, one => retext(one, "Iets anders.")), given)
    expect(told(given).length).toBeGreaterThan(2)
    expect(told(other)).toEqual(told(given))
  })
})
