// SPDX-License-Identifier: EUPL-1.2
import {check, describeFinding, plainText, statementsOf, attr, refs} from "@wederhoor/format"
import {advise} from "@wederhoor/language"
import {describe, expect, test} from "vitest"
import {golden, offeredContent, policy, template, today} from "./golden.ts"

const input = {
  content: golden.content,
  persons: golden.persons,
  template,
  policy,
  today,
  gate: "toFamily",
} as const
const findings = check(input)
const statements = new Map(
  [...statementsOf(golden.content)].map(({statement}) => [statement.id, statement]),
)

const hintsOf = (id: string) => {
  const statement = statements.get(id)!
  return advise({
    kind: statement.kind,
    text: plainText(statement),
    speaker: attr(statement, "by") !== "",
    sourced: refs(statement, "source").length > 0,
  })
}

/** Which findings count for a code of a verdict; a hint counts for KIND when converting is its first fix. */
const covers: Record<string, readonly string[]> = {
  SRC: ["fact-needs-source"],
  DATE: ["fact-needs-date", "excerpt-needs-year"],
  HEAR: ["informant-accorded", "hearsay-needs-origin"],
  DX: ["diagnosis-term-outside-diagnosis", "diagnosis-needs-diagnostician"],
  BASIS: ["judgement-needs-basis", "conclusion-needs-fact", "basis-sound"],
  OLD: ["excerpt-too-old-without-reason"],
  PRIV: ["shielded-text"],
  CHILD: ["child-shared-as-agreed"],
}

describe("the golden case “Noor en Sem”", () => {
  test("has 25 statements: 14 accepted, 11 refused", () => {
    expect(golden.expected).toHaveLength(25)
    expect(golden.expected.filter(one => one.accepted)).toHaveLength(14)
    expect(golden.expected.every(one => statements.has(one.statement))).toBe(true)
  })

  for (const {nr, statement, verdict, accepted, rules} of golden.expected) {
    const own = findings.filter(finding => finding.statement === statement)
    const slugs = own.map(finding => finding.rule)
    if (accepted)
      test(`${nr} is accepted: no finding at toFamily`, () => {
        expect(slugs).toEqual([])
      })
    else
      test(`${nr} is refused (${verdict}) by ${rules.join(", ")}`, () => {
        expect(slugs).toEqual(expect.arrayContaining([...rules]))
        for (const code of verdict
          .replace(/\(.*\)/, "")
          .split(",")
          .map(one => one.trim())) {
          if (!code.startsWith("KIND")) {
            expect(
              slugs.some(slug => covers[code]?.includes(slug)),
              code,
            ).toBe(true)
            continue
          }
          const target = code.split("->")[1]
          const firstFixes = [
            ...own.flatMap(finding => finding.fixes.slice(0, 1)),
            ...hintsOf(statement).flatMap(hint => hint.fixes.slice(0, 1)),
          ].flatMap(fix => (fix.type === "convert" ? [fix.kind] : []))
          expect(
            firstFixes.length,
            "KIND: a finding or hint whose first fix is another kind",
          ).toBeGreaterThan(0)
          if (target) expect(firstFixes).toContain(target)
        }
      })
  }

  test("every finding is a sentence with a way out, and none repeats a shielded string", () => {
    for (const finding of findings)
      for (const lang of ["nl", "en"] as const) {
        const {what, todo} = describeFinding(finding, lang)
        expect(what).toMatch(/^[“\p{Lu}].*[.?]$/u)
        expect(todo).toMatch(/^[“\p{Lu}].*[.?]$/u)
        expect(`${what} ${todo} ${JSON.stringify(finding)}`).not.toMatch(/lindelaan/i)
      }
  })

  test("in its offered form nothing is left at toFamily but the rules of the record", () => {
    expect(check({...input, content: offeredContent()})).toEqual([])
  })

  test("label-never-basis: whoever rests on 17 is refused", () => {
    const content = offeredContent()
    const weighing = content.sections.map(section => ({
      ...section,
      statements: section.statements.map(one =>
        one.id === "s20"
          ? {...one, relations: [...one.relations, {type: "basedOn" as const, ref: "s17"}]}
          : one,
      ),
    }))
    const slugs = check({...input, content: {...content, sections: weighing}}).map(
      finding => finding.rule,
    )
    expect(slugs).toEqual(["label-never-basis"])
  })
})
