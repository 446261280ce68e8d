// SPDX-License-Identifier: EUPL-1.2
import type {VocabularyName} from "./attributes.ts"
import {type Content, type Statement, isWithdrawn, refs, statementsOf} from "./content.ts"
import {folded} from "./fold.ts"
import type {Gate} from "./names.ts"
import {isTeam, type Person} from "./person.ts"
import type {Policy} from "./policy.ts"
import {meaningsIn} from "./reading/changed.ts"
import type {Reaction, RecordState} from "./record.ts"
import type {Scope} from "./rule.ts"
import {type Template, vocabularyOf} from "./template.ts"
import {readsReport} from "./visibility.ts"

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
  /** What other reports corrected or withdrew since it was used again here, for `reuse-current`. */
  readonly alerts?: readonly ReuseAlert[]
}

/** A statement that its origin corrected or withdrew; whoever uses it again is told (FMT-6). */
export interface ReuseAlert {
  /** Id of the report it comes from. */
  readonly report: string
  /** Its id there. */
  readonly statement: string
  /**
   * The version it was taken from, 0 for a text that was not frozen: what was taken over from another
   * version is not told. Left out: whatever version it was taken from.
   */
  readonly version?: number
  readonly reason: "corrected" | "withdrawn"
}

/** A scope whose statements can be replaced one by one, as long as only their words change. */
export interface LiveScope extends Scope {
  readonly statements: Map<string, Statement>
}

/**
 * Everything that rules look up, looked up once: from the structure of the report, never from its
 * words, so that it still holds when only words change.
 */
export function scopeOf(input: CheckInput): LiveScope {
  const {content, persons, template, policy, today, record, offered} = input
  const statements = new Map<string, Statement>()
  const withdrawn = new Set<string>()
  const contradicted = new Set<string>()
  for (const {statement} of statementsOf(content))
    if (isWithdrawn(statement)) withdrawn.add(statement.id)
    else {
      statements.set(statement.id, statement)
      for (const id of refs(statement, "contradicts")) contradicted.add(id)
    }
  return {
    content,
    template,
    policy,
    today,
    record,
    offered,
    persons: new Map(persons.map(person => [person.id, person])),
    sources: new Map(content.sources.map(source => [source.id, source])),
    statements,
    withdrawn,
    contradicted,
    ...inRegister(persons, template),
    ...inRecord(record),
    diagnosisTerms: new Set(policy.diagnosisTerms),
    vocabularies: new Map(
      vocabularyNames.map(name => [
        name,
        new Set(vocabularyOf(template, name).map(term => term.id)),
      ]),
    ),
    offeredMeanings: offered && meaningsIn(offered),
    alerts: new Map(
      (input.alerts ?? []).map(({report, statement, version, reason}) => [
        version === undefined ? `${report} ${statement}` : `${report} ${statement} ${version}`,
        reason,
      ]),
    ),
  }
}

const vocabularyNames: readonly VocabularyName[] = ["areas", "factors", "safetyPhases", "kinds"]

function inRegister(
  persons: readonly Person[],
  template: Template,
): Pick<Scope, "family" | "secrets" | "hidden" | "revealing"> {
  const hidden = persons.filter(person => person.shielded?.some(({kind}) => kind === "address"))
  const places = hidden.length === 0 ? [] : persons.filter(person => person.revealsPlace)
  return {
    family: persons.filter(
      ({role}) => readsReport(role, template) && !isTeam(role) && role !== "reviewer",
    ),
    secrets: persons
      .flatMap(person => person.shielded ?? [])
      .map(({text}) => folded(text))
      .filter(Boolean),
    hidden: hidden.map(person => person.id),
    revealing: places.map(({name}) => folded(name)).filter(Boolean),
  }
}

function inRecord(record: RecordState | undefined): Pick<Scope, "reactions"> {
  const reactions = new Map<string, Reaction[]>()
  for (const reaction of record?.reactions ?? []) {
    const list = reactions.get(reaction.on)
    if (list) list.push(reaction)
    else reactions.set(reaction.on, [reaction])
  }
  return {reactions}
}
