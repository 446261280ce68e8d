// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, refs} from "../content.ts"
import {type Role, textIn} from "../names.ts"
import {fieldParams, valueOf} from "../reading/fields.ts"
import {type RecordState, hearingOf} from "../record.ts"
import type {ReportRule, Scope} from "../rule.ts"
import type {SectionNeed} from "../template.ts"

export const rule: ReportRule = {
  slug: "section-needs",
  applies: template => template.sections.some(section => section.needs?.length),
  gate: "approve",
  severity: "error",
  on: "report",
  source: "formaat, soorten documenten: wat elk onderdeel minstens moet bevatten",
  words: {
    nl: ["In “{section}” ontbreekt nog iets{whose}.", "{message}"],
    en: ["Something is missing in “{sectionEn}”{whose}.", "{messageEn}"],
  },
  *check(scope) {
    const {template, content, record, statements} = scope
    for (const section of template.sections) {
      const here = (content.sections.find(one => one.id === section.id)?.statements ?? []).filter(
        one => statements.has(one.id),
      )
      for (const need of section.needs ?? []) {
        // Whether a reason was filled in, or somebody was heard, is known to the record only.
        const asksRecord = need.unless !== undefined || isAboutPeople(need)
        if (asksRecord && !record) continue
        if (need.unless && record && valueOf(record, section.id, need.unless)) continue
        const counted = here.filter(one => counts(one, need, scope))
        const params = {
          ...fieldParams(section),
          message: textIn(need.message, "nl"),
          messageEn: textIn(need.message, "en"),
          whose: "",
        }
        for (const each of eachOf(need, scope)) {
          const found = counted.filter(each.has).length
          if (found >= need.min) continue
          yield {
            section: section.id,
            ...each.at,
            params: each.label ? {...params, whose: `: ${each.label}`} : params,
          }
        }
      }
    }
  },
}

/** Whether a statement is one of those that are asked for. */
function counts(one: Statement, need: SectionNeed, {statements}: Scope): boolean {
  const {kinds, where, linked} = need
  if (!kinds.includes(one.kind)) return false
  if (where && attr(one, where.attribute) !== where.is) return false
  return (
    !linked ||
    refs(one, linked.relation).some(id => {
      const other = statements.get(id)
      return other !== undefined && linked.kinds.includes(other.kind)
    })
  )
}

const isAboutPeople = ({per}: SectionNeed): boolean => per !== undefined && per !== "question"

interface Each {
  readonly has: (one: Statement) => boolean
  readonly at: {readonly person?: string; readonly statement?: string}
  readonly label?: string
}

const rolesOf: {readonly [per in "child" | "parent" | "participant"]: readonly Role[]} = {
  child: ["child"],
  parent: ["parent", "carer"],
  participant: ["participant"],
}

/** For whom or what it is asked: once, or for each person or question. */
function eachOf({per}: SectionNeed, {record, statements}: Scope): Each[] {
  if (per === undefined) return [{has: () => true, at: {}}]
  if (per === "question")
    return [...statements.values()]
      .filter(one => one.kind === "question")
      .map(({id}) => ({has: one => refs(one, "answers").includes(id), at: {statement: id}}))
  return (record?.persons ?? [])
    .filter(person => rolesOf[per].includes(person.role) && !accountedFor(record, person.id))
    .map(({id, label}) => ({has: one => attr(one, "by") === id, at: {person: id}, label}))
}

/** Whether the record says how somebody was heard, or why not. */
function accountedFor(record: RecordState | undefined, person: string): boolean {
  const state = record && hearingOf(record, person)
  return state !== "notOffered" && state !== "offered"
}
