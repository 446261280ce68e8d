// SPDX-License-Identifier: EUPL-1.2
import {statementAttributes, type VocabularyName} from "./attributes.ts"
import type {Content, Section, Statement} from "./content.ts"
import {FormatError} from "./error.ts"
import {fieldFits} from "./field.ts"
import {type Text, textIn} from "./names.ts"
import {
  type Actor,
  type RecordEvent,
  type RecordState,
  type RetiredSection,
  evolve,
} from "./record.ts"
import type {ReportFile} from "./report-file.ts"
import type {MigrationStep, Template, TemplateField} from "./template.ts"
import {versionMatches} from "./template-version.ts"

/** What a migration needs besides the report and the templates. */
export interface MigrateOptions {
  /** When, in UTC. */
  readonly at: string
  /** `templateDigest` of the template to go to. */
  readonly digest: string
  /** Who did it; the host when left out. */
  readonly by?: Actor
}

/** Something that stands in another place, or is called otherwise, after a migration. */
export interface Moved {
  readonly what: "statement" | "field" | "option" | "term"
  /** Id of the statement, or `section.field` after the migration. */
  readonly id: string
  /** The section, field, option or word before. */
  readonly from: string
  readonly to: string
}

/** A report on another version of its template, and what that meant. */
export interface Migrated {
  readonly file: ReportFile
  readonly moved: readonly Moved[]
  /** What has no place any more; as added to the record by this migration. */
  readonly retired: readonly RetiredSection[]
  /** What was folded into the record, for whoever keeps its log; `null` when there was nothing to do. */
  readonly event: RecordEvent | null
}

/**
 * The same report on another version of its template. Total and lossless:
 *
 * - every statement keeps its id, words, attributes and relations, and stands where it stood: in its
 *   section under the id that section has now. A section the template no longer has stays in the
 *   content, after the others, and in the record as *retired*: it is shown under “Niet meer in dit
 *   format”. A kind that its section no longer allows stays too (`kind-in-section` will say so);
 * - every field value stays, under the id and option it has now. What has no field any more, or does
 *   not fit it, is retired with its label; a choice with the words of the option that was chosen.
 *   A field that comes back gets its retired value back when it is empty;
 * - frozen versions, reactions, hearings and signatures are not touched.
 *
 * The steps of every migration of `to` whose `from` matches (`versionMatches`) are done in the order
 * in which they stand; `mapTerm` changes the attribute that holds the word. The act is folded into
 * the record as one entry `migrated`. A report that is on `to` already comes back as it is. Any
 * version may be the goal, also an older one: restoring deletes nothing.
 *
 * @throws FormatError `other-template` when the templates have different ids, `template-mismatch`
 *   when the report is not on `from`.
 */
export function migrateReport(
  file: ReportFile,
  from: Template,
  to: Template,
  {at, digest, by = {person: "host", role: "host"}}: MigrateOptions,
): Migrated {
  const {record, content} = file
  if (from.id !== to.id)
    throw new FormatError("other-template", to.id, `“${to.id}” is not a version of “${from.id}”.`)
  if (record.template.id === to.id && record.template.digest === digest)
    return {file, moved: [], retired: [], event: null}
  if (record.template.id !== from.id || record.template.version !== from.version)
    throw new FormatError(
      "template-mismatch",
      "/record/template",
      `The report is on ${record.template.id} ${record.template.version}, not on ${from.id} ${from.version}.`,
    )
  const steps = (to.migrations ?? [])
    .filter(migration => versionMatches(from.version, migration.from))
    .flatMap(migration => migration.steps)
  const moved: Moved[] = []
  const placed = placeFields(record, from, to, steps, moved)
  const sections = placeStatements(content, to, steps, moved)
  const retired = retire(placed.left, sections, record, from, to, steps)
  const event: RecordEvent = {
    type: "migrated",
    template: {id: to.id, version: to.version, digest},
    fields: placed.fields,
    retired,
  }
  const after = evolve(record, {seq: record.seq + 1, at, actor: by, event})
  return {file: {...file, record: after, content: {...content, sections}}, moved, retired, event}
}

/** The id a section has after the steps. */
function sectionAfter(id: string, steps: readonly MigrationStep[]): string {
  return steps.reduce(
    (now, step) => (step.op === "renameSection" && step.from === now ? step.to : now),
    id,
  )
}

/** The id and value a field has after the steps; `section` in a step is its id at that moment. */
function fieldAfter(
  place: {readonly section: string; readonly field: string; readonly value: string},
  steps: readonly MigrationStep[],
): {section: string; field: string; value: string} {
  let {section, field, value} = place
  for (const step of steps) {
    if (step.op === "renameSection" && step.from === section) section = step.to
    else if (step.op === "renameField" && step.section === section && step.from === field)
      field = step.to
    else if (step.op === "mapOption" && step.section === section && step.field === field)
      value = mapped(step.map, value)
  }
  return {section, field, value}
}

function mapped(map: {readonly [from: string]: string}, value: string): string {
  return Object.hasOwn(map, value) ? (map[value] ?? value) : value
}

function fieldOf(template: Template, section: string, id: string): TemplateField | undefined {
  return template.sections
    .find(one => one.id === section)
    ?.fields?.find(candidate => candidate.id === id)
}

/** A field value that found no place; `section` is where its section is now. */
interface Left {
  readonly section: string
  readonly id: string
  readonly label: Text
  readonly value: string
}

type Fields = {[section: string]: {[field: string]: string}}

function placeFields(
  record: RecordState,
  from: Template,
  to: Template,
  steps: readonly MigrationStep[],
  moved: Moved[],
): {readonly fields: Fields; readonly left: readonly Left[]} {
  const fields = new Map<string, Map<string, string>>()
  const left: Left[] = []
  const put = (section: string, id: string, value: string): boolean => {
    const field = fieldOf(to, section, id)
    const there = fields.get(section)?.get(id)
    if (!field || !fieldFits(field, value) || (there !== undefined && there !== "")) return false
    fields.set(section, (fields.get(section) ?? new Map<string, string>()).set(id, value))
    return true
  }
  for (const [section, values] of Object.entries(record.fields))
    for (const [id, {value}] of Object.entries(values)) {
      const now = fieldAfter({section, field: id, value}, steps)
      const place = `${now.section}.${now.field}`
      if (put(now.section, now.field, now.value)) {
        if (place !== `${section}.${id}`)
          moved.push({what: "field", id: place, from: `${section}.${id}`, to: place})
        if (now.value !== value) moved.push({what: "option", id: place, from: value, to: now.value})
      } else if (value !== "") {
        const old = fieldOf(from, section, id)
        const option = old?.options?.find(one => one.id === value)
        left.push({
          section: now.section,
          id: now.field,
          label: old?.label ?? {[record.lang]: id},
          value: option ? textIn(option.label, record.lang === "en" ? "en" : "nl") : value,
        })
      }
    }
  // What was retired before and has its field again.
  for (const {section, fields: kept} of record.retired.toReversed())
    for (const {id, value} of kept) {
      const now = fieldAfter({section, field: id, value}, steps)
      const options = fieldOf(to, now.section, now.field)?.options
      const option = options?.find(one => Object.values(one.label).includes(value))
      put(now.section, now.field, option?.id ?? now.value)
    }
  return {
    fields: Object.fromEntries(
      [...fields].map(([section, values]) => [section, Object.fromEntries(values)]),
    ),
    left,
  }
}

/** The sections of the template with their statements, then those it does not have, as they stood. */
function placeStatements(
  content: Content,
  to: Template,
  steps: readonly MigrationStep[],
  moved: Moved[],
): readonly Section[] {
  const terms = steps.filter(step => step.op === "mapTerm")
  const placed = new Map<string, Statement[]>(to.sections.map(({id}) => [id, []]))
  for (const {id, statements} of content.sections) {
    const now = sectionAfter(id, steps)
    if (statements.length > 0 && !placed.has(now)) placed.set(now, [])
    for (const statement of statements) {
      if (now !== id) moved.push({what: "statement", id: statement.id, from: id, to: now})
      placed.get(now)?.push(withTerms(statement, terms, moved))
    }
  }
  return [...placed].map(([id, statements]) => ({id, statements}))
}

/** The attributes that hold words of a vocabulary. */
const attributeOf: ReadonlyMap<VocabularyName | undefined, string> = new Map(
  Object.entries(statementAttributes).map(([name, {vocabulary}]) => [vocabulary, name]),
)

function withTerms(
  statement: Statement,
  terms: readonly Extract<MigrationStep, {op: "mapTerm"}>[],
  moved: Moved[],
): Statement {
  let attrs = statement.attrs
  for (const {vocabulary, map} of terms) {
    const name = attributeOf.get(vocabulary) ?? ""
    const value = attrs[name]
    if (typeof value !== "string") continue
    const now = mapped(map, value)
    if (now === value) continue
    moved.push({what: "term", id: statement.id, from: value, to: now})
    attrs = {...attrs, [name]: now}
  }
  return attrs === statement.attrs ? statement : {...statement, attrs}
}

/** What goes into the record as retired: values without a field, and sections without a place. */
function retire(
  left: readonly Left[],
  sections: readonly Section[],
  record: RecordState,
  from: Template,
  to: Template,
  steps: readonly MigrationStep[],
): readonly RetiredSection[] {
  const has = new Set(to.sections.map(({id}) => id))
  const known = (section: string): boolean => record.retired.some(one => one.section === section)
  const told = ({section, id, value}: Left): boolean =>
    record.retired.some(
      one => one.section === section && one.fields.some(f => f.id === id && f.value === value),
    )
  const fields = left.filter(one => !told(one))
  const gone = sections.filter(({id}) => !has.has(id) && !known(id)).map(({id}) => id)
  return [...new Set([...fields.map(({section}) => section), ...gone])].map(section => {
    const old = from.sections.find(({id}) => sectionAfter(id, steps) === section)
    const title = to.sections.find(({id}) => id === section)?.title ?? old?.title
    return {
      section,
      title: title ?? {[record.lang]: section},
      fields: fields
        .filter(one => one.section === section)
        .map(({id, label, value}) => ({id, label, value})),
    }
  })
}
