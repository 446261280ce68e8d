// SPDX-License-Identifier: EUPL-1.2
import {type AttributeRule, statementAttributes} from "./attributes.ts"
import {allowedIn, fieldFits} from "./field.ts"
import {type Kind, type Text, layerOf} from "./names.ts"
import type {Problem} from "./problem.ts"

import {
  type SectionNeed,
  type Template,
  type TemplateField,
  type TemplateSection,
  sectionAllows,
  vocabularyOf,
} from "./template.ts"

/** Relations whose other end is a statement. */
const betweenStatements: readonly string[] = ["basedOn", "contradicts", "alternativeTo", "answers"]

/** What a schema cannot say about one section of a template. */
export function sectionProblems(
  section: TemplateSection,
  template: Template,
  at: string,
): Problem[] {
  return [
    ...layerProblems(section, at),
    ...headingProblems(section, at),
    ...fillProblems(section, at),
    ...duplicates(section.fields ?? [], `${at}/fields`),
    ...(section.fields ?? []).flatMap((field, i) =>
      fieldProblems(field, section, template, `${at}/fields/${i}`),
    ),
    ...(section.needs ?? []).flatMap((need, i) =>
      needProblems(need, section, template, `${at}/needs/${i}`),
    ),
  ]
}

/** A section of one layer allows kinds of that layer only (formaat, besluit 1). */
function layerProblems(section: TemplateSection, at: string): Problem[] {
  if (section.layer === "mixed") return []
  return section.allows.flatMap((kind, i) => {
    const layer = layerOf(kind)
    return layer === null || layer === section.layer
      ? []
      : [
          {
            code: "kind-outside-layer",
            at: `${at}/allows/${i}`,
            params: {kind, layer: section.layer},
          },
        ]
  })
}

/** Languages in which a heading promises facts. “Factor” is no “fact”; “feitelijk” does mean to say it. */
export function saysFact(title: Text): string[] {
  return Object.entries(title).flatMap(([lang, words]) =>
    /feit/i.test(words) || /\bfacts?\b|\bfactual/i.test(words) ? [lang] : [],
  )
}

function headingProblems(section: TemplateSection, at: string): Problem[] {
  if (section.layer === "fact") return []
  const headings = [
    ["title", section.title],
    ["group", section.group ?? {}],
  ] as const
  return headings.flatMap(([name, text]) =>
    saysFact(text).map(lang => ({code: "title-says-fact", at: `${at}/${name}/${lang}`})),
  )
}

function fillProblems(section: TemplateSection, at: string): Problem[] {
  const problems: Problem[] = []
  const fillable =
    section.computed !== undefined ||
    section.allows.length > 0 ||
    section.fields?.some(field => field.required)
  if (section.required && !fillable) problems.push({code: "section-cannot-be-filled", at})
  if (section.reuseOnly && (section.allows.length === 0 || section.computed))
    problems.push({code: "reuse-of-nothing", at})
  return problems
}

function fieldProblems(
  field: TemplateField,
  section: TemplateSection,
  template: Template,
  at: string,
): Problem[] {
  const problems: Problem[] = []
  if (field.type === "choice" && !field.options) problems.push({code: "choice-without-options", at})
  if (field.type !== "choice" && field.options)
    problems.push({code: "options-without-choice", at: `${at}/options`})
  problems.push(...duplicates(field.options ?? [], `${at}/options`))
  const self = `${section.id}.${field.id}`
  const {requiredWhen, term} = field
  if (requiredWhen) {
    const here = `${at}/requiredWhen`
    if (requiredWhen.field === self) problems.push({code: "refers-to-itself", at: `${here}/field`})
    else problems.push(...conditionProblems(requiredWhen, template, here))
  }
  if (term) {
    const here = `${at}/term`
    const other = pointed(term.of, template, `${here}/of`)
    if (field.type !== "date") problems.push({code: "term-without-date", at: here})
    if (term.of === self) problems.push({code: "refers-to-itself", at: `${here}/of`})
    else if (!("type" in other)) problems.push(other)
    else if (other.type !== "date")
      problems.push({code: "term-not-from-date", at: `${here}/of`, params: {id: term.of}})
  }
  return problems
}

/** The field that `section.field` names, or what is wrong with the name. */
/** What is wrong with a condition on a field: the field does not exist, or can not have the value. */
export function conditionProblems(
  {field, is}: {readonly field: string; readonly is: string},
  template: Template,
  at: string,
): Problem[] {
  const other = pointed(field, template, `${at}/field`)
  if (!("type" in other)) return [other]
  return fieldFits(other, is)
    ? []
    : [{code: "field-value", at: `${at}/is`, params: {allowed: allowedIn(other)}}]
}

function pointed(path: string, template: Template, at: string): TemplateField | Problem {
  const [sectionId = "", fieldId = ""] = path.split(".")
  const section = template.sections.find(one => one.id === sectionId)
  if (!section) return {code: "unknown-section", at, params: {id: sectionId}}
  return (
    section.fields?.find(one => one.id === fieldId) ?? {
      code: "unknown-field",
      at,
      params: {id: fieldId},
    }
  )
}

function needProblems(
  need: SectionNeed,
  section: TemplateSection,
  template: Template,
  at: string,
): Problem[] {
  const problems: Problem[] = []
  if (section.computed) problems.push({code: "needs-where-nobody-writes", at})
  need.kinds.forEach((kind, i) => {
    if (kind === "unclassified" || !sectionAllows(section, kind))
      problems.push({code: "kind-not-allowed-here", at: `${at}/kinds/${i}`, params: {kind}})
  })
  if (need.where) problems.push(...whereProblems(need.where, need.kinds, template, `${at}/where`))
  if (need.linked) problems.push(...linkProblems(need.linked, template, `${at}/linked`))
  if (need.unless !== undefined && !section.fields?.some(field => field.id === need.unless))
    problems.push({code: "unknown-field", at: `${at}/unless`, params: {id: need.unless}})
  return problems
}

/**
 * Whether somebody who writes a statement of this kind can fill this attribute. What the system fills
 * itself (ids, origin) and a withdrawal do not count.
 */
export function isAttributeOf(name: string, kind: Kind): boolean {
  const rule: AttributeRule | undefined = Object.hasOwn(statementAttributes, name)
    ? statementAttributes[name]
    : undefined
  if (!rule?.label || name === "withdrawn" || name === "subkind") return false
  return rule.kinds === undefined || rule.kinds.includes(kind)
}

function whereProblems(
  {attribute, is}: NonNullable<SectionNeed["where"]>,
  kinds: readonly Kind[],
  template: Template,
  at: string,
): Problem[] {
  const rule = Object.hasOwn(statementAttributes, attribute)
    ? statementAttributes[attribute]
    : undefined
  const without = kinds.find(kind => attribute !== "subkind" && !isAttributeOf(attribute, kind))
  if (!rule || without !== undefined)
    return [
      {
        code: "attribute-not-of-kind",
        at: `${at}/attribute`,
        params: {attribute, kind: without ?? kinds[0] ?? ""},
      },
    ]
  const {vocabulary} = rule
  const words = vocabulary
    ? (vocabulary === "kinds" ? kinds : [undefined]).flatMap(kind =>
        vocabularyOf(template, vocabulary, kind).map(term => term.id),
      )
    : rule.values
  return words === undefined || words.includes(is)
    ? []
    : [
        {
          code: "attribute-value",
          at: `${at}/is`,
          params: {attribute, value: is, allowed: words.join(", ")},
        },
      ]
}

function linkProblems(
  {relation, kinds}: NonNullable<SectionNeed["linked"]>,
  template: Template,
  at: string,
): Problem[] {
  if (!betweenStatements.includes(relation))
    return [
      {
        code: "relation-not-to-statements",
        at: `${at}/relation`,
        params: {relation, allowed: betweenStatements.join(", ")},
      },
    ]
  return kinds.flatMap((kind, i) =>
    template.sections.some(section => !section.computed && sectionAllows(section, kind))
      ? []
      : [{code: "kind-nowhere", at: `${at}/kinds/${i}`, params: {kind}}],
  )
}

/** A problem for every entry whose id stood there before. */
export function duplicates(
  list: readonly {readonly id: string}[],
  at: string,
  seen: Set<string> = new Set(),
): Problem[] {
  return list.flatMap(({id}, i) => {
    if (seen.has(id)) return [{code: "duplicate-id", at: `${at}/${i}/id`, params: {id}}]
    seen.add(id)
    return []
  })
}
