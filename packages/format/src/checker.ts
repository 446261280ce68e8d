// SPDX-License-Identifier: EUPL-1.2
import {type Content, type Statement, isWithdrawn} from "./content.ts"
import type {Finding} from "./finding.ts"
import {type Kind, kinds} from "./names.ts"
import {type ReportRule, type StatementRule, toFinding} from "./rule.ts"
import {reportRules, statementRules} from "./rules/index.ts"
import {type CheckInput, type LiveScope, scopeOf} from "./scope.ts"
import type {TemplateSection} from "./template.ts"

const gateOrder: readonly CheckInput["gate"][] = ["toFamily", "approve", "final"]

/** A report that is being written, judged as it changes. */
export interface Checker {
  /** Every finding: statement by statement in printed order, then of the whole. As `check` gives them. */
  readonly findings: () => Finding[]
  /** Findings on one statement by rules about statements; none for an unknown id. */
  readonly findingsOf: (statement: string) => readonly Finding[]
  /**
   * One statement has other words now, and is the same otherwise. Judges it and the statements that
   * refer to it again: what that costs does not grow with the report.
   *
   * @returns ids of the statements that were judged again; `null` when more than its words changed, the
   *   statement is not in the report, or a rule depends on every word (a draft that must be reviewed
   *   before the family reads it): then nothing was done, and `update` must be asked.
   */
  readonly reword: (statement: Statement) => readonly string[] | null
  /**
   * The content is this now, whatever changed. Statements that are the same object as before are not
   * looked at when only words changed elsewhere; else the whole report is judged.
   */
  readonly update: (content: Content) => void
}

interface Entry {
  readonly statement: Statement
  readonly section: TemplateSection
}

/** Judge a report and keep what is needed to judge it again after a change. Pure but for its own state. */
export function startCheck(input: CheckInput): Checker {
  const asked = (rule: StatementRule | ReportRule): boolean =>
    gateOrder.indexOf(rule.gate) <= gateOrder.indexOf(input.gate) &&
    (rule.applies?.(input.template) ?? true)
  const perStatement = statementRules.filter(asked)
  const perReport = reportRules.filter(asked)
  const wordsMatter = input.record !== undefined && perReport.some(rule => rule.readsWords)
  const sections = new Map(input.template.sections.map(section => [section.id, section]))

  let content = input.content
  let scope: LiveScope
  let entries: Map<string, Entry>
  let found: Map<string, readonly Finding[]>
  let ofReport: readonly Finding[]
  let referring: Map<string, string[]> | undefined

  const judge = ({statement, section}: Entry): readonly Finding[] => {
    let list: Finding[] | undefined
    for (const rule of perStatement) {
      const hit = rule.check(statement, scope, section)
      if (hit)
        (list ??= []).push(toFinding(rule, hit, {section: section.id, statement: statement.id}))
    }
    return list ?? nothing
  }
  const judgeAll = (now: Content): void => {
    content = now
    scope = scopeOf({...input, content})
    entries = new Map()
    found = new Map()
    referring = undefined
    for (const {id, statements} of content.sections) {
      const section = sections.get(id) ?? retired(id)
      for (const statement of statements) {
        if (isWithdrawn(statement)) continue
        const entry = {statement, section}
        entries.set(statement.id, entry)
        found.set(statement.id, judge(entry))
      }
    }
    ofReport = perReport.flatMap(rule =>
      [...rule.check(scope)].map(hit => toFinding(rule, hit, {})),
    )
  }
  /** Who refers to a statement; made at the first change, so that a single check does not pay for it. */
  const referrers = (id: string): readonly string[] => {
    if (!referring) {
      referring = new Map()
      for (const {statement} of entries.values())
        for (const {ref} of statement.relations) {
          const list = referring.get(ref)
          if (list) list.push(statement.id)
          else referring.set(ref, [statement.id])
        }
    }
    return referring.get(id) ?? []
  }
  const reword = (statement: Statement): readonly string[] | null => {
    const entry = entries.get(statement.id)
    if (!entry || wordsMatter || !sameButWords(entry.statement, statement)) return null
    entries.set(statement.id, {statement, section: entry.section})
    scope.statements.set(statement.id, statement)
    const touched = [...new Set([statement.id, ...referrers(statement.id)])]
    for (const id of touched) {
      const one = entries.get(id)
      if (one) found.set(id, judge(one))
    }
    return touched
  }
  const update = (now: Content): void => {
    const changed = rewordedIn(content, now)
    if (!changed || !changed.every(one => isWithdrawn(one) || reword(one))) return judgeAll(now)
    content = now
  }

  judgeAll(content)
  return {
    findings: () => [...found.values(), ofReport].flat(),
    findingsOf: id => found.get(id) ?? nothing,
    reword,
    update,
  }
}

/** What the template no longer has is printed all the same, so the rules hold there too. */
const retired = (id: string): TemplateSection => ({
  id,
  title: {nl: id},
  layer: "mixed",
  allows: Object.keys(kinds) as Kind[],
})

const nothing: readonly Finding[] = []

/**
 * The statements that are another object now, when the report stands otherwise as it stood (the same
 * sections, the same statements in the same order, the same sources); else `undefined`.
 */
function rewordedIn(before: Content, now: Content): Statement[] | undefined {
  if (
    before.sources !== now.sources &&
    JSON.stringify(before.sources) !== JSON.stringify(now.sources)
  )
    return
  if (before.sections.length !== now.sections.length) return
  const changed: Statement[] = []
  for (const [at, section] of now.sections.entries()) {
    const old = before.sections[at]
    if (old?.id !== section.id || old.statements.length !== section.statements.length) return
    for (const [n, statement] of section.statements.entries()) {
      const was = old.statements[n]
      if (was === statement) continue
      if (!was || !sameButWords(was, statement)) return
      changed.push(statement)
    }
  }
  return changed
}

/** Whether two states of a statement differ in their words at most. */
function sameButWords(one: Statement, other: Statement): boolean {
  return (
    one.id === other.id &&
    one.kind === other.kind &&
    sameRecord(one.attrs, other.attrs) &&
    one.relations.length === other.relations.length &&
    one.relations.every((relation, at) => {
      const {type, ref, page} = other.relations[at]!
      return relation.type === type && relation.ref === ref && relation.page === page
    }) &&
    JSON.stringify(one.waivers) === JSON.stringify(other.waivers)
  )
}

function sameRecord(one: Statement["attrs"], other: Statement["attrs"]): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length && names.every(name => one[name] === other[name])
  )
}
