// SPDX-License-Identifier: EUPL-1.2
import type {Content, Source, Statement} from "./content.ts"
import type {Finding, FindingFix} from "./finding.ts"
import type {Gate} from "./names.ts"
import type {Person} from "./person.ts"
import type {Policy} from "./policy.ts"
import type {VocabularyName} from "./attributes.ts"
import type {Reaction, RecordState} from "./record.ts"
import type {Template, TemplateSection} from "./template.ts"

/** What a rule can look at. Built once per check; rules never search the report themselves. */
export interface Scope {
  readonly content: Content
  readonly template: Template
  readonly policy: Policy
  /** Day on which the report is judged, `YYYY-MM-DD`. */
  readonly today: string
  readonly record: RecordState | undefined
  /** The content of the newest version that was offered, if any. */
  readonly offered: Content | undefined
  readonly persons: ReadonlyMap<string, Person>
  readonly sources: ReadonlyMap<string, Source>
  /** Standing (not withdrawn) statements. */
  readonly statements: ReadonlyMap<string, Statement>
  /** Ids of withdrawn statements, to tell "withdrawn" from "does not exist". */
  readonly withdrawn: ReadonlySet<string>
  /** Those of the register who read the report besides team and reviewer: family, and who signs all of it. */
  readonly family: readonly Person[]
  /** Ids that a standing statement contradicts. */
  readonly contradicted: ReadonlySet<string>
  /** Reactions by the statement they are on; `""` for the whole report. */
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>
  /** The policy's words for diagnoses. */
  readonly diagnosisTerms: ReadonlySet<string>
  /** Every shielded string of the register, folded. */
  readonly secrets: readonly string[]
  /** Ids of the persons whose address is shielded. */
  readonly hidden: readonly string[]
  /** Folded names that tell where somebody lives; empty when nobody is hidden. */
  readonly revealing: readonly string[]
  /** Ids of the terms of each vocabulary of the template. */
  readonly vocabularies: ReadonlyMap<VocabularyName, ReadonlySet<string>>
  /** What each statement of the offered version meant, by id; `undefined` when nothing was offered. */
  readonly offeredMeanings: ReadonlyMap<string, string> | undefined
  /** Statements that their origin corrected or withdrew, by `originOf`, or by `originAt` for one version. */
  readonly alerts: ReadonlyMap<string, "corrected" | "withdrawn">
}

/** What a rule reports; slug, gate and severity are added by `check`. */
export interface Hit {
  readonly params?: {readonly [name: string]: string}
  readonly fixes?: readonly FindingFix[]
  readonly person?: string
  readonly section?: string
  readonly statement?: string
}

interface RuleBase {
  /** Whether reports of this kind can break the rule at all; always when left out. */
  readonly applies?: (template: Template) => boolean
  /** Stable name: heading in SPEC.md, code of the finding, key of its sentence, tag of its tests. */
  readonly slug: string
  readonly gate: Exclude<Gate, "always">
  readonly severity: "error" | "warning"
  /** The statute, ruling or policy passage on which it rests. */
  readonly source: string
  /** The sentence for people: what is wrong, and what to do. `{name}` is filled from the params. */
  readonly words: {
    readonly nl: readonly [what: string, todo: string]
    readonly en: readonly [what: string, todo: string]
  }
}

/**
 * A rule about one statement at a time. Returns nothing when it is met or does not apply. It may read
 * the words of that statement and of those it refers to, of no others: after a keystroke only those
 * that are touched are judged again.
 */
export interface StatementRule extends RuleBase {
  readonly on: "statement"
  readonly check: (
    statement: Statement,
    scope: Scope,
    section: TemplateSection,
  ) => Hit | undefined | false
}

/** A rule about the report as a whole. Unless it says so, it never reads words: a keystroke does not ask it again. */
export interface ReportRule extends RuleBase {
  readonly on: "report"
  /** It depends on every word, and on the record: with a record, a keystroke asks all rules again. */
  readonly readsWords?: true
  readonly check: (scope: Scope) => Iterable<Hit>
}

export type Rule = StatementRule | ReportRule

/** A finding as `check` returns it. */
export function toFinding(
  rule: Rule,
  hit: Hit,
  at: {readonly section?: string; readonly statement?: string},
): Finding {
  const statement = hit.statement ?? at.statement
  const section = hit.section ?? at.section
  return {
    rule: rule.slug,
    gate: rule.gate,
    severity: rule.severity,
    fixes: hit.fixes ?? [],
    ...(section ? {section} : {}),
    ...(statement ? {statement} : {}),
    ...(hit.person ? {person: hit.person} : {}),
    ...(hit.params ? {params: hit.params} : {}),
  }
}
