// SPDX-License-Identifier: EUPL-1.2
import {type Content, isWithdrawn, statementsOf} from "./content.ts"
import type {Finding} from "./finding.ts"
import type {Gate, Lang} from "./names.ts"
import type {Person} from "./person.ts"
import type {Policy} from "./policy.ts"
import type {RecordState} from "./record.ts"
import {type Rule, type Scope, toFinding} from "./rule.ts"
import {reportRules, statementRules} from "./rules/index.ts"
import type {Template} from "./template.ts"

/** Every rule of the format in the order of SPEC.md. */
export const rules: readonly Rule[] = [...statementRules, ...reportRules]

const bySlug: ReadonlyMap<string, Rule> = new Map(rules.map(rule => [rule.slug, rule]))
const gateOrder: readonly Gate[] = ["always", "toFamily", "approve", "final"]

/** What `check` needs to judge a report. */
export interface CheckInput {
  readonly content: Content
  /** The register. Rules on shielded strings run only where these persons carry them: on the server. */
  readonly persons: readonly Person[]
  readonly template: Template
  readonly policy: Policy
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Rules of this gate and of the gates before it are checked. */
  readonly gate: Exclude<Gate, "always">
  /** The record; rules on hearing, answers and signatures are silent without it. */
  readonly record?: RecordState
  /** The content of the newest offered version, for `heard-on-this-version`. */
  readonly offered?: Content
}

/**
 * All findings of a report at a gate: statement by statement in printed order, then of the whole.
 * The same in browser, server and importer. Pure; the cost grows with the number of statements.
 * Withdrawn statements are not judged. An unknown section is skipped (the guard does not let one in).
 */
export function check(input: CheckInput): Finding[] {
  const {content, persons, template, policy, today, record, offered} = input
  const all = [...statementsOf(content)].map(({statement}) => statement)
  const scope: Scope = {
    content,
    template,
    policy,
    today,
    record,
    offered,
    persons: new Map(persons.map(person => [person.id, person])),
    sources: new Map(content.sources.map(source => [source.id, source])),
    statements: new Map(all.filter(one => !isWithdrawn(one)).map(one => [one.id, one])),
    withdrawn: new Set(all.filter(isWithdrawn).map(one => one.id)),
  }
  const asked = (rule: Rule): boolean =>
    gateOrder.indexOf(rule.gate) <= gateOrder.indexOf(input.gate) &&
    (rule.applies?.(template) ?? true)
  const sections = new Map(template.sections.map(section => [section.id, section]))
  const findings: Finding[] = []
  for (const {section: id, statement} of statementsOf(content)) {
    const section = sections.get(id)
    if (!section || isWithdrawn(statement)) continue
    for (const rule of statementRules) {
      if (!asked(rule)) continue
      const hit = rule.check(statement, scope, section)
      if (hit) findings.push(toFinding(rule, hit, {section: id, statement: statement.id}))
    }
  }
  for (const rule of reportRules)
    if (asked(rule)) for (const hit of rule.check(scope)) findings.push(toFinding(rule, hit, {}))
  return findings
}

/** A finding in words: what is the matter, and what to do. An unknown rule gives its slug. */
export function describeFinding(
  finding: Finding,
  lang: Lang = "nl",
): {readonly what: string; readonly todo: string} {
  const words = bySlug.get(finding.rule)?.words[lang] ?? [finding.rule, ""]
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (whole, name: string) => finding.params?.[name] ?? whole)
  const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)
  return {what: capital(fill(words[0])), todo: capital(fill(words[1]))}
}
