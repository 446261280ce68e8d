// SPDX-License-Identifier: EUPL-1.2

/** Every report format in `templates/`: sound, with an example that holds and one that shows what is refused. */
import {existsSync, readFileSync, readdirSync} from "node:fs"
import {join} from "node:path"

import {
  type CheckInput,
  type Finding,
  type Kind,
  type Policy,
  type ReportFile,
  type Template,
  check,
  checkTemplate,
  contentOf,
  dayOf,
  describeFinding,
  everyone,
  parseReportFile,
  policyOn,
  rules,
  templateDigest,
} from "@wederhoor/format"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import {describe, expect, test} from "vitest"

import {root} from "./house/sources.ts"

const folders = readdirSync(join(root, "templates")).filter(name =>
  existsSync(join(root, "templates", name, "template.json")),
)
const text = (folder: string, name: string): string =>
  readFileSync(join(root, "templates", folder, name), "utf8")
const templateOf = (folder: string): Template => JSON.parse(text(folder, "template.json"))
const fileOf = (folder: string, name: string): ReportFile =>
  parseReportFile(JSON.parse(text(folder, name)))
const having = (name: string): string[] =>
  folders.filter(folder => existsSync(join(root, "templates", folder, name)))

/** The day of the last thing that happened to the report: the day on which it is judged. */
function lastDay({record}: ReportFile): string {
  const moments = [
    record.createdAt,
    record.final?.at,
    ...[record.versions, record.signOffs, record.hearings, record.reactions, record.issues].flatMap(
      list => list.map(({at}) => at),
    ),
  ]
  return dayOf(
    moments
      .flatMap(at => at ?? [])
      .toSorted()
      .at(-1)!,
  )
}

type Alerts = NonNullable<CheckInput["alerts"]>

function findingsOf(template: Template, file: ReportFile, alerts: Alerts = []): Finding[] {
  const today = lastDay(file)
  const hearing = file.record.versions.findLast(({purpose}) => purpose === "hearing")
  const shown = file.versions.find(({digest}) => digest === hearing?.digest)
  return check({
    content: file.content,
    persons: file.record.persons,
    template,
    policy: policyOn(policies as unknown as Policy[], today) as Policy,
    today,
    gate: "final",
    record: file.record,
    ...(shown ? {offered: contentOf(shown)} : {}),
    alerts,
  })
}

/** As if all that was used again had been corrected where it came from. */
const alertsFor = ({content}: ReportFile): Alerts =>
  content.sections
    .flatMap(({statements}) => statements)
    .flatMap(({attrs: {originReport, originStatement}}) =>
      originStatement
        ? [{report: String(originReport), statement: String(originStatement), reason: "corrected"}]
        : [],
    )

/**
 * The same report with nobody to hear or review it in the register, and no appraisal resting on what a
 * child said. Rules about that cannot be broken together with those about the people and the links that
 * are there.
 */
function bare(file: ReportFile): ReportFile {
  const persons = file.record.persons.filter(
    ({role}) => !["parent", "carer", "reviewer"].includes(role),
  )
  const sections = file.content.sections.map(section => ({
    ...section,
    statements: section.statements.map(one => ({
      ...one,
      relations: [
        ...one.relations.filter(({type}) => type !== "basedOn"),
        ...(one.kind === "childVoice" ? [{type: "shareWith" as const, ref: everyone}] : []),
      ],
    })),
  }))
  return {...file, record: {...file.record, persons}, content: {...file.content, sections}}
}

/** Rules about some kinds only: out of scope where a template has no place for those. */
const aboutKinds: readonly (readonly [slug: RegExp, kinds: readonly Kind[]])[] = [
  [/^(fact-|contested-fact)/, ["fact"]],
  [/^(observation-|observer-)/, ["observation"]],
  [/^excerpt-/, ["documentExcerpt"]],
  [/^diagnosis-term/, ["fact", "observation", "documentExcerpt"]],
  [/^diagnosis-needs/, ["diagnosis"]],
  [/^(account-|hearsay-)/, ["account"]],
  [/^informant-/, ["account", "view"]],
  [/^view-/, ["view"]],
  [/^wish-/, ["wish"]],
  [/^(child-voice-|child-told|child-needs-share|child-shared)/, ["childVoice"]],
  [/^judgement-needs-(basis|holder)$/, ["judgement", "concern"]],
  [/^judgement-(needs-counter|holder-registered)$/, ["judgement"]],
  [/^concern-/, ["concern"]],
  [/^factor-/, ["factor"]],
  [/^hypothesis-/, ["hypothesis"]],
  [/^rejected-/, ["hypothesis"]],
  [/^instrument-/, ["instrumentResult"]],
  [/^(conclusion-|answers-question)/, ["conclusion"]],
  [/^contested-basis/, ["conclusion", "decision"]],
  [/^decision-/, ["decision"]],
  [/^goal-/, ["goal"]],
  [/^agreement-accorded/, ["agreement"]],
  [/^(agreement-complete|child-not-sole)/, ["agreement", "action"]],
  [/^condition-/, ["condition"]],
  [/^threat-current/, ["concern", "factor"]],
  [
    /^special-shared/,
    [
      "diagnosis",
      "fact",
      "observation",
      "documentExcerpt",
      "account",
      "judgement",
      "concern",
      "factor",
    ],
  ],
  [
    /^special-needs/,
    ["fact", "observation", "documentExcerpt", "account", "judgement", "concern", "factor"],
  ],
  [/^own-words/, ["account", "view", "wish", "childVoice"]],
  [/^recognition-/, ["hypothesis", "conclusion"]],
]
const appraisals: readonly Kind[] = [
  "judgement",
  "concern",
  "factor",
  "hypothesis",
  "conclusion",
  "decision",
  "diagnosis",
  "instrumentResult",
]
/** Rules that need an appraisal and something for it to rest on. */
const aboutBasis = /^(basis-sound|label-never-basis|hidden-words|child-voice-used)/

function inScope(template: Template): string[] {
  // Nobody writes in a computed section.
  const written = template.sections.filter(section => !section.computed)
  const allowed = new Set(written.flatMap(({allows}) => allows))
  const some = (list: readonly Kind[]): boolean => list.some(kind => allowed.has(kind))
  return rules
    .filter(rule => rule.applies?.(template) ?? true)
    .filter(({slug}) => aboutKinds.every(([about, list]) => !about.test(slug) || some(list)))
    .filter(({slug}) => !aboutBasis.test(slug) || some(appraisals))
    .filter(({slug}) => !/^(hidden-words|child-voice-used)/.test(slug) || some(["childVoice"]))
    .filter(({slug}) => slug !== "label-never-basis" || some(["account", "view"]))
    .filter(
      ({slug}) => slug !== "subkind-complete" || (template.kinds ?? []).some(one => one.requires),
    )
    .filter(({slug}) => slug !== "reuse-has-origin" || template.sections.some(one => one.reuseOnly))
    .map(({slug}) => slug)
}

describe("templates", () => {
  test.each(folders)("%s: the format can be used, and its id is its folder", folder => {
    const template = templateOf(folder)
    expect(checkTemplate(template)).toEqual([])
    expect(template.id).toBe(folder)
    expect(template.sections[0]?.id).toBe("cover")
    expect(template.basis?.length).toBeGreaterThan(0)
  })

  test.each(folders)("%s: the policy knows every term that a field names", folder => {
    const known = policies.flatMap(({fieldTerms}) => Object.keys(fieldTerms))
    const named = templateOf(folder)
      .sections.flatMap(({fields}) => fields ?? [])
      .flatMap(({term}) => term?.policy ?? [])
    expect(named.filter(key => !known.includes(key))).toEqual([])
  })

  test.each(having("voorbeeld.json"))("%s: the example is a whole record", folder => {
    const {record, versions, content} = fileOf(folder, "voorbeeld.json")
    expect(content.sections.flatMap(({statements}) => statements).length).toBeGreaterThanOrEqual(10)
    expect(versions.map(({digest}) => digest)).toEqual(record.versions.map(({digest}) => digest))
    expect(record.reactions.length).toBeGreaterThan(0)
    expect(record.reactions.filter(({answer}) => !answer)).toEqual([])
    expect(record.signOffs.length).toBeGreaterThan(0)
    expect(record.final?.version).toBe(record.versions.at(-1)?.number)
  })

  test.each(having("voorbeeld.json"))("%s: the example passes every gate", async folder => {
    const template = templateOf(folder)
    const file = fileOf(folder, "voorbeeld.json")
    expect(file.format).toBe("wederhoor-report-file/1")
    const {id, version} = template
    expect(file.record.template).toEqual({id, version, digest: await templateDigest(template)})
    const told = findingsOf(template, file)
      .filter(({severity}) => severity === "error")
      .map(
        finding =>
          `${finding.rule} ${finding.statement ?? finding.person ?? ""}: ${describeFinding(finding).what}`,
      )
    expect(told).toEqual([])
  })

  test.each(having("tegenvoorbeeld.json"))(
    "%s: the counterexample breaks every rule in scope",
    folder => {
      const template = templateOf(folder)
      const file = fileOf(folder, "tegenvoorbeeld.json")
      const findings = [
        ...findingsOf(template, file, alertsFor(file)),
        ...findingsOf(template, bare(file)),
      ]
      const broken = new Set(findings.map(({rule}) => rule))
      expect(inScope(template).filter(slug => !broken.has(slug))).toEqual([])
    },
  )

  test.each(having("LEESMIJ.md"))("%s: the paper names every section", folder => {
    const paper = text(folder, "LEESMIJ.md")
    const missing = templateOf(folder).sections.filter(
      ({title}) => !paper.includes(title["nl"] ?? "?"),
    )
    expect(missing.map(({id}) => id)).toEqual([])
  })
})
