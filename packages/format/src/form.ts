// SPDX-License-Identifier: EUPL-1.2
import {check, describeFinding} from "./check.ts"
import type {Section, Source, Statement} from "./content.ts"
import {dayOf} from "./dates.ts"
import {fieldFits} from "./field.ts"
import {folded} from "./fold.ts"
import {formShape} from "./generated/validators.ts"
import type {Lang} from "./names.ts"
import type {Person} from "./person.ts"
import {plainValue} from "./plain-value.ts"
import type {Policy} from "./policy.ts"
import {type Problem, mostProblems, problemsOf} from "./problem.ts"
import {type ReportFile, newReportFile} from "./report-file.ts"
import {schemaErrors} from "./schema-errors.ts"
import type {Template, TemplateField, TemplateSection} from "./template.ts"
import {errorOf} from "./template-check.ts"

/** One field of a form from another system. Published schema: `form-1.json`. */
export interface FormField {
  readonly label: string
  readonly text: string
  /** Id or title of the section where it belongs, when the sender knows. */
  readonly section?: string
  /** When it was filled in, as a date or in words. */
  readonly date?: string
  readonly author?: string
  readonly page?: string
}

/** What `importForm` needs besides the form and the template. */
export interface FormOptions {
  /** Id of the report that is made. */
  readonly id: string
  readonly lang: Lang
  /** When, in UTC. */
  readonly at: string
  /** `templateDigest` of the template. */
  readonly digest: string
  /** By which it is said what is missing. */
  readonly policy: Policy
  /** The register, as far as it is known. */
  readonly persons?: readonly Person[]
  /** What the form is called in the list of sources; “Formulier” when left out. */
  readonly title?: string
}

/** Where one field of a form went. */
export interface FormPlace {
  /** Position in the form, from 0. */
  readonly at: number
  readonly label: string
  readonly section: string
  /** Field of that section; left out when the text became statements. */
  readonly field?: string
  /** Ids of the statements that hold the text. */
  readonly statements: readonly string[]
}

/** The first draft of a report, made of a form. */
export interface ImportedForm {
  readonly file: ReportFile
  readonly placed: readonly FormPlace[]
  /** Fields the template does not know; their text is kept in `section`, under a line with the label. */
  readonly unmapped: readonly FormPlace[]
  /** What must still be there before approval: slug of the rule, where, and the sentence for people. */
  readonly missing: readonly {
    readonly rule: string
    readonly section?: string
    readonly person?: string
    readonly what: string
    readonly todo: string
  }[]
}

/**
 * A form from outside as a value of our own, deeply copied.
 *
 * @throws FormatError with the code and JSON pointer of the first thing that does not fit the limits
 *   of a plain value or the schema `form-1.json`.
 */
export function parseForm(value: unknown): readonly FormField[] {
  const judged = judge(value)
  if ("problems" in judged) throw errorOf(judged.problems)
  return judged.value
}

/** Everything that is wrong with a form, at most 100 problems; empty when it can be imported. */
export function checkForm(value: unknown): Problem[] {
  const judged = judge(value)
  return "problems" in judged ? judged.problems : []
}

function judge(given: unknown): {value: readonly FormField[]} | {problems: Problem[]} {
  const plain = plainValue(given)
  if (!plain.ok) return {problems: [plain.problem]}
  const errors = schemaErrors(formShape, plain.value, mostProblems)
  return errors.length > 0
    ? {problems: problemsOf(errors)}
    : {value: plain.value as readonly FormField[]}
}

/**
 * The first draft of a report from a form of another system. No word of a text is lost, and nothing
 * is classified: every paragraph becomes one statement of kind `unclassified`, for a person to judge.
 *
 * A field finds its place by its label, without case, accents, punctuation or a number before it: the
 * label of a field of the template (when one section has it, or the section the form names) and a
 * value that fits, else the title of a section in any language, else the section the form names.
 * A choice fits by its id or its words. What finds none is *unmapped*: kept in the last section where
 * people write, under a line with its label, and listed. Author, date and page go into the source
 * register. Cost: linear in the form. Pure, and the same form gives the same report.
 */
export function importForm(
  form: readonly FormField[],
  template: Template,
  options: FormOptions,
): ImportedForm {
  const {id, lang, at, digest, policy, persons = []} = options
  const sources = new Map<string, Source>()
  const statements = new Map<string, Statement[]>(template.sections.map(one => [one.id, []]))
  const fields: {[section: string]: {[field: string]: string}} = {}
  const placed: FormPlace[] = []
  const unmapped: FormPlace[] = []
  let count = 0
  const write = (section: string, field: FormField, head: string): string[] => {
    const made = paragraphs(field.text, head).map((lines): Statement => ({
      id: `f${++count}`,
      kind: "unclassified",
      lines: lines.map(text => [{text}]),
      attrs: {},
      relations: [
        {
          type: "source",
          ref: sourceOf(field, sources, options),
          ...(field.page?.trim() ? {page: field.page.trim()} : {}),
        },
      ],
    }))
    for (const one of made) statements.get(section)?.push(one)
    return made.map(one => one.id)
  }
  const {fieldFor, sectionNamed, rest} = placesOf(template)
  form.forEach((given, index) => {
    const place = {at: index, label: given.label}
    const target = fieldFor(given)
    const value = target && valueFor(target.field, given.text)
    if (target && value !== undefined && !fields[target.section]?.[target.field.id]) {
      fields[target.section] = {...fields[target.section], [target.field.id]: value}
      placed.push({...place, section: target.section, field: target.field.id, statements: []})
      return
    }
    const titled = sectionNamed(given.label)
    const section = target?.section ?? titled ?? sectionNamed(given.section ?? "")
    const home = template.sections.find(one => one.id === section && isWritten(one))?.id
    // A text under its own title needs no line that says so.
    const head = home !== undefined && home === titled ? "" : given.label
    const found = {...place, section: home ?? rest, statements: write(home ?? rest, given, head)}
    if (home === undefined) unmapped.push(found)
    else placed.push(found)
  })
  const empty = newReportFile(template, {id, lang, at, digest, persons, fields})
  const sections: Section[] = [...statements].map(([section, list]) => ({
    id: section,
    statements: list,
  }))
  const content = {sections, sources: [...sources.values()]}
  const file: ReportFile = {...empty, content}
  const {record} = file
  const today = dayOf(at)
  const missing = check({content, persons, template, policy, today, gate: "approve", record})
    .filter(({rule}) => rulesOfMissing.has(rule))
    .map(finding => ({
      rule: finding.rule,
      ...(finding.section ? {section: finding.section} : {}),
      ...(finding.person ? {person: finding.person} : {}),
      ...describeFinding(finding, lang),
    }))
  return {file, placed, unmapped, missing}
}

const rulesOfMissing: ReadonlySet<string> = new Set([
  "section-required",
  "section-needs",
  "field-required",
])

/** Whether people write statements of their own in a section. */
const isWritten = (section: TemplateSection): boolean => !section.computed && !section.reuseOnly

/** A label as it is compared: folded, without a number before it. */
function key(label: string): string {
  return folded(label.replace(/^\s*\d+(?:\.\d+)*[.):]?\s+/, ""))
}

/** Where labels lead in a template. */
function placesOf(template: Template): {
  fieldFor: (given: FormField) => {section: string; field: TemplateField} | undefined
  sectionNamed: (label: string) => string | undefined
  rest: string
} {
  const titles = new Map<string, string>()
  const fields = new Map<string, {section: string; field: TemplateField}[]>()
  for (const section of template.sections) {
    for (const name of [section.id, ...Object.values(section.title)])
      if (!titles.has(key(name))) titles.set(key(name), section.id)
    for (const field of section.fields ?? [])
      for (const name of new Set(Object.values(field.label).map(key)))
        fields.set(name, [...(fields.get(name) ?? []), {section: section.id, field}])
  }
  const named = (label: string): string | undefined =>
    key(label) === "" ? undefined : titles.get(key(label))
  const last = template.sections.findLast(isWritten) ?? template.sections.at(-1)
  return {
    sectionNamed: named,
    fieldFor(given) {
      const hint = named(given.section ?? "")
      const all = fields.get(key(given.label)) ?? []
      const here = hint === undefined ? all : all.filter(one => one.section === hint)
      // A label that several sections have says too little.
      return here.length === 1 ? here[0] : undefined
    },
    rest: last?.id ?? "",
  }
}

/** The text as a value of this field; `undefined` when it does not fit or there is nothing. */
function valueFor(field: TemplateField, text: string): string | undefined {
  const given = text.trim()
  if (given === "") return undefined
  const option = field.options?.find(one =>
    Object.values(one.label).some(label => folded(label) === folded(given)),
  )
  const value = option?.id ?? given
  return fieldFits(field, value) ? value : undefined
}

/** As many lines as one statement may have. */
const mostLines = 1_000

/** The paragraphs of a text as lists of lines; `head` comes before the first, unless there is none. */
function paragraphs(text: string, head: string): string[][] {
  const blocks: string[][] = []
  let open: string[] | undefined
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === "") open = undefined
    else if (open) open.push(line.trim())
    else blocks.push((open = [line.trim()]))
  }
  const [first, ...others] = blocks
  if (!first) return []
  const all = head.trim() === "" ? blocks : [[head.trim(), ...first], ...others]
  return all.flatMap(lines =>
    Array.from({length: Math.ceil(lines.length / mostLines)}, (_, part) =>
      lines.slice(part * mostLines, (part + 1) * mostLines),
    ),
  )
}

const partialDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?)?)?$/

/** The source of a text: the form, once for every author and date. Returns its id. */
function sourceOf(
  {author = "", date = ""}: FormField,
  sources: Map<string, Source>,
  {title, lang}: FormOptions,
): string {
  const made = `${author.trim()}\n${date.trim()}`
  const known = sources.get(made)
  if (known) return known.id
  const isDate = partialDate.test(date.trim())
  const name = title ?? (lang === "nl" ? "Formulier" : "Form")
  const source: Source = {
    id: sources.size === 0 ? "form" : `form-${sources.size + 1}`,
    title: isDate || date.trim() === "" ? name : `${name}, ${date.trim()}`,
    medium: "document",
    ...(author.trim() ? {author: author.trim()} : {}),
    ...(isDate ? {date: date.trim()} : {}),
  }
  sources.set(made, source)
  return source.id
}
