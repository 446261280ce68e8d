// SPDX-License-Identifier: EUPL-1.2

/** Both golden cases against the rules: 50 statements, each with the verdict it must get. */
import {
  check,
  describeFinding,
  evolve,
  plainText,
  type RecordEvent,
  recognitionOf,
  refs,
  restsOnWord,
  rules,
  attr,
  statementsOf,
} from "@wederhoor/format"
import {advise, loadRules} from "@wederhoor/language"
import {describe, expect, test} from "vitest"
import {noorEnSem, offeredContent, policy, type Setting, yassinEnLina} from "./golden.ts"

const inputOf = ({golden, template, today}: Setting) =>
  ({
    content: golden.content,
    persons: golden.persons,
    template,
    policy,
    today,
    gate: "toFamily",
  }) as const

/** What a code of a verdict asks for: one of these rules must give a finding on that statement. */
const covers: Readonly<Record<string, readonly string[]>> = {
  SRC: ["fact-needs-source", "instrument-needs-rater-date", "wish-needs-holder"],
  DATE: ["fact-needs-date", "excerpt-needs-year", "instrument-needs-rater-date"],
  HEAR: ["informant-accorded", "hearsay-needs-origin"],
  DX: ["diagnosis-term-outside-diagnosis", "diagnosis-needs-diagnostician"],
  BASIS: [
    "judgement-needs-basis",
    "factor-needs-basis",
    "conclusion-needs-fact",
    "basis-sound",
    "rejected-not-reused",
  ],
  OLD: ["excerpt-too-old-without-reason"],
  PRIV: ["shielded-text"],
  CHILD: ["child-shared-as-agreed"],
  AGR: ["agreement-complete", "agreement-accorded"],
}

const ruleSet = await loadRules()

/** The category of hints in which a language code of a verdict shows. */
const hinted: Readonly<Record<string, RegExp>> = {
  "LNG-6": /^plain-word\//,
  "LNG-8": /^group\//,
}

describe.each([noorEnSem, yassinEnLina])("the golden case “$golden.title”", setting => {
  const {golden} = setting
  const input = inputOf(setting)
  const findings = check(input)
  const statements = new Map(
    [...statementsOf(golden.content)].map(({statement}) => [statement.id, statement]),
  )
  const hintsOf = (id: string) => {
    const statement = statements.get(id)!
    return advise(
      {
        kind: statement.kind,
        text: plainText(statement),
        speaker: attr(statement, "by") !== "",
        sourced: refs(statement, "source").length > 0,
        said: restsOnWord(statement, golden.content.sources),
      },
      {ruleSet},
    )
  }
  const accepted = golden.expected.filter(one => one.accepted)

  test("has 25 statements, of which so many are accepted", () => {
    expect(golden.expected.map(one => one.nr)).toEqual(Array.from({length: 25}, (_, n) => n + 1))
    expect(accepted).toHaveLength(golden.id === "noor-en-sem" ? 14 : 17)
    expect(golden.expected.every(one => statements.has(one.statement))).toBe(true)
    const known = new Set(rules.map(rule => rule.slug))
    for (const one of golden.expected)
      expect(one.rules.filter(rule => !known.has(rule))).toEqual([])
  })

  for (const {nr, statement, verdict, accepted: isAccepted, rules: named} of golden.expected) {
    const own = findings.filter(finding => finding.statement === statement)
    const slugs = own.map(finding => finding.rule)
    const codes = verdict
      .replace(/[(:].*$/, "")
      .split(/[,+]/)
      .map(code => code.trim())
    if (isAccepted)
      test(`${nr} is accepted (${verdict}): no finding at toFamily`, () => {
        expect(slugs).toEqual([])
        for (const code of codes.filter(one => one.startsWith("LNG-")))
          expect(
            hintsOf(statement).some(hint => hinted[code]?.test(hint.rule)),
            code,
          ).toBe(true)
      })
    else
      test(`${nr} is refused (${verdict}) by ${named.join(", ")}`, () => {
        expect(own.some(finding => finding.severity === "error")).toBe(true)
        expect(slugs).toEqual(expect.arrayContaining([...named]))
        for (const code of codes) {
          if (code.startsWith("LNG-")) {
            expect(
              hintsOf(statement).some(hint => hinted[code]?.test(hint.rule)),
              code,
            ).toBe(true)
          } else if (code.startsWith("KIND")) {
            // The wording says what it is where it can; else the structure does.
            const [first] = [...hintsOf(statement), ...own].flatMap(({fixes}) =>
              fixes.slice(0, 1).flatMap(fix => (fix.type === "convert" ? [fix.kind] : [])),
            )
            expect(first, "KIND: a hint or finding whose first fix is another kind").toBeDefined()
            const target = code.split("->")[1]
            if (target) expect(first).toBe(target)
          } else
            expect(
              slugs.some(slug => covers[code]?.includes(slug)),
              code,
            ).toBe(true)
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

  test("in its offered form nothing stops it at toFamily but the rules of the record", () => {
    const content = offeredContent(golden.content, setting)
    expect(check({...input, content}).filter(one => one.severity === "error")).toEqual([])
  })
})

describe("the golden case “Noor en Sem”, further", () => {
  const {golden} = noorEnSem
  const input = inputOf(noorEnSem)
  test("label-never-basis: whoever rests on 17 is refused", () => {
    const content = offeredContent(golden.content)
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

describe("the golden case “Yassin en Lina”, further", () => {
  const {golden, template, today} = yassinEnLina
  const content = offeredContent(golden.content, yassinEnLina)
  const entries: readonly (readonly [string, RecordEvent])[] = [
    [
      "host",
      {
        type: "created",
        report: golden.id,
        template: {id: template.id, version: template.version, digest: "d"},
        lang: "nl",
        persons: golden.persons,
        fields: {},
      },
    ],
    [
      "joyce-koster",
      {
        type: "offered",
        version: {number: 1, digest: "v1", purpose: "hearing", renditions: []},
        parties: ["samira-el-amrani", "peter-de-wit", "yassin-de-wit"],
        until: "2026-02-09",
      },
    ],
    ...golden.recognitions.map(
      ({by, on, recognition}) =>
        [by, {type: "recognised", statement: on, recognition, version: 1}] as const,
    ),
  ]
  const recordAfter = (count: number) => {
    let state = null as ReturnType<typeof evolve> | null
    for (const [n, [person, event]] of entries.slice(0, count).entries())
      state = evolve(state, {
        seq: n + 1,
        at: `2026-02-0${n + 1}T10:00:00Z`,
        actor: {person, role: golden.persons.find(one => one.id === person)?.role ?? "host"},
        event,
      })
    return state!
  }
  const said = (count: number) =>
    recognitionOf(recordAfter(count), content, policy, today).find(one => one.statement === "s19")!

  test("the explanation is shared once mother and Yassin recognise it, and father in part", () => {
    const {shared, parties} = said(entries.length)
    expect(shared).toBe(golden.shared)
    expect(Object.fromEntries(parties.map(one => [one.person, one.answer]))).toMatchObject({
      "samira-el-amrani": "yes",
      "peter-de-wit": "partly",
      "yassin-de-wit": "yes",
    })
  })

  test("it is not shared while somebody who counts has not answered", () => {
    expect(said(entries.length - 1).shared).toBe(false)
    expect(said(2).shared).toBe(false)
  })
})
