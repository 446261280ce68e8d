// SPDX-License-Identifier: EUPL-1.2
import type {Content} from "./content.ts"
import {allowedIn, fieldFits} from "./field.ts"
import {reportRequestShape} from "./generated/validators.ts"
import type {Lang} from "./names.ts"
import {isFamily, type Person} from "./person.ts"
import {plainValue, pointerPart} from "./plain-value.ts"
import {type Problem, mostProblems, problemsOf} from "./problem.ts"
import {schemaErrors} from "./schema-errors.ts"
import type {Template} from "./template.ts"
import {duplicates} from "./section-check.ts"
import {errorOf, templateProblems} from "./template-check.ts"
import {everyone} from "./visibility.ts"

export {fieldFits}

/** What a host system sends to start a report: the body of `POST /reports`. */
export interface ReportRequest {
  readonly id: string
  readonly template: Template
  readonly persons: readonly Person[]
  /** Values that are known already: section id → field id → value. */
  readonly fields: {readonly [section: string]: {readonly [field: string]: string}}
  readonly lang: Lang
  readonly content?: Content
}

/**
 * Everything that is wrong with a request for a new report, at most 100 problems.
 *
 * As `checkTemplate`, with the schema `report-request-1.json`, and: the template is active; ids of
 * persons, statements and sources are unique; there is an author, somebody to hear, and a reviewer
 * when the template asks for review; fields and content name sections and fields of the template,
 * and values fit their field. Whether the content is *good* is not asked here: a draft may be
 * incomplete, and `check` says so at the gates. Never throws.
 */
export function checkReportRequest(value: unknown): Problem[] {
  const judged = judge(value)
  return "problems" in judged ? judged.problems : []
}

function judge(given: unknown): {value: ReportRequest} | {problems: Problem[]} {
  const plain = plainValue(given)
  if (!plain.ok) return {problems: [plain.problem]}
  const errors = schemaErrors(reportRequestShape, plain.value, mostProblems)
  if (errors.length > 0) return {problems: problemsOf(errors)}
  const value = plain.value as ReportRequest
  const problems = requestProblems(value)
  return problems.length > 0 ? {problems: problems.slice(0, mostProblems)} : {value}
}

/**
 * A request for a new report from outside as a value of our own, deeply copied.
 *
 * @throws FormatError with the code and JSON pointer of the first problem of `checkReportRequest`.
 */
export function parseReportRequest(value: unknown): ReportRequest {
  const judged = judge(value)
  if ("problems" in judged) throw errorOf(judged.problems)
  return judged.value
}

function requestProblems(request: ReportRequest): Problem[] {
  const {template} = request
  const problems = templateProblems(template, "/template")
  if (template.status !== "active")
    problems.push({
      code: "template-not-active",
      at: "/template/status",
      params: {status: template.status},
    })
  problems.push(...personProblems(request.persons, template))
  const sections = new Map(template.sections.map(section => [section.id, section]))
  for (const [id, values] of Object.entries(request.fields)) {
    const at = `/fields/${pointerPart(id)}`
    const section = sections.get(id)
    if (!section) {
      problems.push({code: "unknown-section", at, params: {id}})
      continue
    }
    for (const [name, text] of Object.entries(values)) {
      const here = `${at}/${pointerPart(name)}`
      const field = section.fields?.find(candidate => candidate.id === name)
      if (!field) problems.push({code: "unknown-field", at: here, params: {id: name}})
      else if (!fieldFits(field, text))
        problems.push({code: "field-value", at: here, params: {allowed: allowedIn(field)}})
    }
  }
  return request.content ? [...problems, ...contentProblems(request.content, sections)] : problems
}

function personProblems(persons: readonly Person[], template: Template): Problem[] {
  const problems = duplicates(persons, "/persons")
  persons.forEach(({id}, i) => {
    if (id === everyone || id === "team")
      problems.push({code: "reserved-id", at: `/persons/${i}/id`, params: {id}})
  })
  const has = (role: Person["role"]): boolean => persons.some(person => person.role === role)
  if (!has("author")) problems.push({code: "no-author", at: "/persons"})
  if (template.review.approve === "required" && !has("reviewer"))
    problems.push({code: "no-reviewer", at: "/persons"})
  if (!persons.some(person => isFamily(person.role)))
    problems.push({code: "no-party", at: "/persons"})
  return problems
}

function contentProblems(
  content: Content,
  sections: ReadonlyMap<string, Template["sections"][number]>,
): Problem[] {
  const problems = [
    ...duplicates(content.sections, "/content/sections"),
    ...duplicates(content.sources, "/content/sources"),
  ]
  const seen = new Set<string>()
  content.sections.forEach(({id, statements}, i) => {
    const at = `/content/sections/${i}`
    const section = sections.get(id)
    if (!section) problems.push({code: "unknown-section", at: `${at}/id`, params: {id}})
    else if (section.computed && statements.length > 0)
      problems.push({code: "computed-section", at: `${at}/statements`})
    problems.push(...duplicates(statements, `${at}/statements`, seen))
  })
  return problems
}
