// SPDX-License-Identifier: EUPL-1.2
import {
  type Content,
  type Kind,
  type RelationType,
  type Statement,
  check,
  describeFinding,
  freezeInput,
  isWithdrawn,
  kinds,
  relationTypes,
  rules,
  sourceMediums,
  standingContent,
  statementAttributes,
  statementsOf,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {
  content,
  findings,
  persons,
  policy,
  record,
  soundFact,
  statement,
  template,
  today,
} from "./builders.ts"

const seed = 20_260_402
const numRuns = 200

const ids = ["s1", "s2", "s3", "s4", "s5"]
const refs = fc.constantFrom(
  ...ids,
  "mira",
  "isa",
  "auke",
  "brp",
  "los",
  "everyone",
  "team",
  "__proto__",
  "",
)
const anyText = fc.oneof(
  fc.string({unit: "binary", maxLength: 30}),
  fc.constantFrom("Hij is een narcist.", "Populierenhof 7", "“citaat”", "", "{term}"),
)
const attrs = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...Object.keys(statementAttributes).filter(name => name !== "withdrawn"),
        "__proto__",
      ),
      fc.oneof(
        anyText,
        fc.constantFrom("mira", "auke", "2026-03-01", "2016", "2026-99-99"),
        fc.double(),
        fc.boolean(),
      ),
    ),
    {maxLength: 8},
  )
  .map(pairs => Object.fromEntries(pairs) as Statement["attrs"])
const anyStatement = (id: string): fc.Arbitrary<Statement> =>
  fc.record({
    id: fc.constant(id),
    kind: fc.constantFrom(...(Object.keys(kinds) as Kind[])),
    lines: fc.array(fc.array(fc.record({text: anyText}), {maxLength: 3}), {maxLength: 3}),
    attrs,
    relations: fc.array(
      fc.record({
        type: fc.constantFrom(...(Object.keys(relationTypes) as RelationType[])),
        ref: refs,
      }),
      {maxLength: 6},
    ),
  })
const anyContent: fc.Arbitrary<Content> = fc
  .tuple(
    fc.tuple(...ids.map(anyStatement)),
    fc.array(fc.constantFrom(...template.sections.map(one => one.id), "vroeger", "__proto__"), {
      minLength: ids.length,
      maxLength: ids.length,
    }),
    fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("brp", "los", "praat"),
        title: anyText,
        medium: fc.constantFrom(...(Object.keys(sourceMediums) as (keyof typeof sourceMediums)[])),
        date: fc.constantFrom("2026", "2016-01-01", "", "gisteren"),
      }),
      {selector: source => source.id},
    ),
  )
  .map(([statements, places, sources]) => ({
    sources,
    sections: [...new Set(places)].map(id => ({
      id,
      statements: statements.filter((_, i) => places[i] === id),
    })),
  }))

const judge = (given: Content) =>
  check({content: given, persons, template, policy, today, gate: "final", record: record()})

describe(`laws of check (seed ${seed})`, () => {
  test("it never throws, is the same twice, and every finding has its sentence", () => {
    fc.assert(
      fc.property(anyContent, given => {
        const found = judge(given)
        expect(judge(structuredClone(given))).toEqual(found)
        for (const finding of found) {
          expect(rules.some(rule => rule.slug === finding.rule)).toBe(true)
          expect(describeFinding(finding).what).not.toMatch(
            /undefined|\{section\}|\{person\}|\{reader\}/,
          )
        }
      }),
      {seed, numRuns},
    )
  })

  test("shielded-text: no finding repeats a shielded string, wherever it was typed", () => {
    fc.assert(
      fc.property(anyContent, given => {
        const found = judge(given)
        const told = JSON.stringify(found) + JSON.stringify(found.map(one => describeFinding(one)))
        expect(told).not.toMatch(/populierenhof/i)
      }),
      {seed, numRuns},
    )
  })

  test("an unrelated statement removes no finding elsewhere, and adds none", () => {
    fc.assert(
      fc.property(anyContent, given => {
        const more = {
          ...given,
          sections: [
            ...given.sections.filter(one => one.id !== "facts"),
            {
              id: "facts",
              statements: [
                ...(given.sections.find(one => one.id === "facts")?.statements ?? []),
                soundFact("nieuw").statement,
              ],
            },
          ],
          sources: given.sources,
        }
        const key = (finding: object): string => JSON.stringify(finding)
        const before = judge(given).map(key).toSorted()
        const after = judge(more)
          .filter(one => one.statement !== "nieuw")
          .map(key)
          .toSorted()
        expect(after).toEqual(before)
      }),
      {seed, numRuns},
    )
  })

  test("a withdrawn statement gives no finding, and what rests on it does", () => {
    fc.assert(
      fc.property(anyContent, fc.constantFrom(...ids), (given, gone) => {
        const without = {
          ...given,
          sections: given.sections.map(section => ({
            ...section,
            statements: section.statements.map(one =>
              one.id === gone ? {...one, attrs: {...one.attrs, withdrawn: "x"}} : one,
            ),
          })),
        }
        expect(judge(without).filter(finding => finding.statement === gone)).toEqual([])
        const leaning = [...statementsOf(without)].filter(
          ({section, statement: one}) =>
            template.sections.some(known => known.id === section) &&
            one.id !== gone &&
            one.kind === "judgement" &&
            one.attrs["withdrawn"] === undefined &&
            one.relations.some(link => link.type === "basedOn" && link.ref === gone),
        )
        const unsound = judge(without)
          .filter(finding => finding.rule === "basis-sound")
          .map(finding => finding.statement)
        expect(unsound).toEqual(expect.arrayContaining(leaning.map(one => one.statement.id)))
      }),
      {seed, numRuns},
    )
  })

  test("what is frozen is what stands: nothing withdrawn, no waiver, nothing lost", () => {
    fc.assert(
      fc.property(anyContent, given => {
        const frozen = freezeInput(given, record(), template)
        const kept = frozen.sections
          .flatMap(section => section.statements.map(one => one.id))
          .toSorted()
        const standing = [...statementsOf(standingContent(given))]
          .map(({statement: one}) => one.id)
          .toSorted()
        expect(kept).toEqual(standing)
        const own = template.sections.map(one => one.id)
        const ids = frozen.sections.map(section => section.id)
        expect(ids.slice(0, own.length)).toEqual(own)
        // What the template does not have comes after it, and only when something stands there.
        const others = given.sections.filter(
          one => !own.includes(one.id) && one.statements.some(each => !isWithdrawn(each)),
        )
        expect(ids.slice(own.length)).toEqual(others.map(one => one.id))
      }),
      {seed, numRuns},
    )
  })
})

describe("cost", () => {
  test("a long chain of judgements is judged without a deep stack", () => {
    const chain = Array.from({length: 3_000}, (_, i) =>
      statement("judgement", {id: `j${i}`, basedOn: i === 0 ? "feit" : `j${i - 1}`}),
    )
    const found = findings([soundFact(), ...chain.slice(0, 200), ...chain.slice(200)])
    expect(found.filter(finding => finding.rule === "basis-sound")).toEqual([])
  })
})

test("statements of a mixed section are frozen together by layer, others as written", () => {
  const given = content([
    statement("account", {id: "a", section: "occasion"}),
    statement("fact", {id: "b", section: "occasion"}),
    statement("unknown", {id: "c", section: "occasion"}),
    statement("fact", {id: "d", section: "occasion"}),
    statement("view", {id: "e"}),
    statement("account", {id: "f"}),
  ])
  const order = (id: string) =>
    freezeInput(given, record(), template)
      .sections.find(section => section.id === id)
      ?.statements.map(one => one.id)
  expect(order("occasion")).toEqual(["b", "d", "a", "c"])
  expect(order("voices")).toEqual(["e", "f"])
})
