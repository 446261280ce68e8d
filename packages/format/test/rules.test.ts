// SPDX-License-Identifier: EUPL-1.2
import {type Rule, check, describeFinding, policyOn, rules} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import {
  content,
  findings,
  persons,
  policy,
  sources,
  statement,
  template,
  today,
} from "./builders.ts"
import {cases} from "./cases/all.ts"
import type {Situation} from "./cases/situation.ts"

const hits = (slug: string, situation: Situation): number =>
  situation.find().filter(finding => finding.rule === slug).length

describe("every rule", () => {
  test("has at least two situations that pass and two that are refused", () => {
    const thin = rules.filter(
      ({slug}) => (cases[slug]?.passes.length ?? 0) < 2 || (cases[slug]?.refused.length ?? 0) < 2,
    )
    expect(thin.map(rule => rule.slug)).toEqual([])
    expect(Object.keys(cases).sort()).toEqual(rules.map(rule => rule.slug).sort())
  })

  for (const {slug, gate, severity} of rules)
    describe(`${slug}`, () => {
      for (const situation of cases[slug]?.passes ?? [])
        test(`${slug}: passes — ${situation.name}`, () => expect(hits(slug, situation)).toBe(0))
      for (const situation of cases[slug]?.refused ?? [])
        test(`${slug}: refused — ${situation.name}`, () => {
          const found = situation.find().filter(finding => finding.rule === slug)
          expect(found.length).toBeGreaterThan(0)
          for (const finding of found) {
            expect(finding).toMatchObject({rule: slug, gate, severity})
            for (const lang of ["nl", "en"] as const) {
              const {what, todo} = describeFinding(finding, lang)
              expect(what).toMatch(/^[“\p{Lu}?].*[.?]$/u)
              expect(todo).toMatch(/^[“\p{Lu}].*[.?]$/u)
              expect(what + todo).not.toMatch(/\{\w+\}|undefined/)
            }
          }
        })
    })

  test("is noticed when it is switched off, and when it always fires", () => {
    const mutants = {
      never: (rule: Rule): unknown => (rule.on === "statement" ? () => undefined : () => []),
      always: (rule: Rule): unknown => (rule.on === "statement" ? () => ({}) : () => [{}]),
    }
    const alive: string[] = []
    for (const rule of rules)
      for (const [name, mutant] of Object.entries(mutants)) {
        const original = rule.check
        Object.assign(rule, {check: mutant(rule)})
        const own = cases[rule.slug]
        const killed =
          own?.passes.some(one => hits(rule.slug, one) > 0) ||
          own?.refused.some(one => hits(rule.slug, one) === 0)
        Object.assign(rule, {check: original})
        if (!killed) alive.push(`${rule.slug}: ${name}`)
      }
    expect(alive).toEqual([])
  })

  test("has one slug in kebab-case, a source, and words in both languages", () => {
    expect(new Set(rules.map(rule => rule.slug)).size).toBe(rules.length)
    for (const {slug, source, words} of rules) {
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)+$/)
      expect(source).not.toBe("")
      expect([...words.nl, ...words.en]).not.toContain("")
    }
  })
})

describe("fixes come best first", () => {
  const fixOf = (slug: string, placed: Parameters<typeof findings>[0]) =>
    findings(placed).find(finding => finding.rule === slug)?.fixes[0]
  test("fact-rests-on-word-only offers an account first", () => {
    expect(fixOf("fact-rests-on-word-only", [statement("fact", {source: "praat-mira"})])).toEqual({
      type: "convert",
      kind: "account",
    })
  })
  test("child-shared-as-agreed offers to limit the readers", () => {
    const voice = statement("childVoice", {shareWith: "team", reader: "vic"})
    expect(fixOf("child-shared-as-agreed", [voice])).toEqual({type: "limitReaders"})
  })
  test("observation-needs-moment asks for what is missing", () => {
    expect(
      fixOf("observation-needs-moment", [statement("observation", {attrs: {by: "auke"}})]),
    ).toEqual({type: "set", attribute: "at"})
  })
})

describe("gates", () => {
  const placed = [statement("observation", {}), statement("question", {id: "vraag"})]
  const at = (gate: "toFamily" | "approve" | "final") =>
    findings(placed, {gate}).map(finding => finding.rule)
  test("a later gate asks what the earlier ones asked, and more", () => {
    expect(at("approve")).toEqual(expect.arrayContaining(at("toFamily")))
    expect(at("final")).toEqual(expect.arrayContaining(at("approve")))
    expect(at("toFamily")).not.toContain("observation-needs-setting")
    expect(at("approve")).toContain("observation-needs-setting")
  })
})

describe("policy is dated data", () => {
  const older = {...policy, id: "a", from: "2015-01-01"}
  const newer = {
    ...policy,
    id: "b",
    from: "2026-07-01",
    ages: {ownHearing: 8, ownConsent: 16},
    terms: {inspectionWorkingDays: 10, excerptMonths: 60},
  }
  test("the latest policy that has started applies", () => {
    expect(policyOn([newer, older], "2014-12-31")).toBeUndefined()
    expect(policyOn([newer, older], "2026-06-30")?.id).toBe("a")
    expect(policyOn([newer, older], "2026-07-01T08:00:00Z")?.id).toBe("b")
  })
  test("excerpt-too-old-without-reason: the same excerpt passes under the later policy", () => {
    const excerpt = [statement("documentExcerpt", {attrs: {at: "2023-01-01"}})]
    const under = (chosen: typeof policy) =>
      check({
        content: content(excerpt, sources),
        persons,
        template,
        policy: chosen,
        today,
        gate: "toFamily",
      }).filter(finding => finding.rule === "excerpt-too-old-without-reason")
    expect(under(older)).toHaveLength(1)
    expect(under(older)[0]?.params).toEqual({months: "24"})
    expect(under(newer)).toEqual([])
  })
})
