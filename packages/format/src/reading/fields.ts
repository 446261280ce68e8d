// SPDX-License-Identifier: EUPL-1.2
import {textIn} from "../names.ts"
import type {RecordState} from "../record.ts"
import type {Template, TemplateField, TemplateSection} from "../template.ts"
import {says} from "./filled.ts"

/** What is filled in for a section; an id of a template can be a name that every object has. */
export const valuesIn = (record: RecordState, section: string): RecordState["fields"][string] =>
  Object.hasOwn(record.fields, section) ? (record.fields[section] ?? {}) : {}

/** What is filled in for a field, without blanks around it; `""` when nothing is, or only a dash. */
export function valueOf(record: RecordState, section: string, field: string): string {
  const fields = valuesIn(record, section)
  const value = Object.hasOwn(fields, field) ? (fields[field]?.value ?? "") : ""
  return says(value) ? value.trim() : ""
}

/** The same for a field that is named `section.field`. */
export function valueAt(record: RecordState, path: string): string {
  const [section = "", field = ""] = path.split(".")
  return valueOf(record, section, field)
}

/** Every field of a template with its section. */
export const fieldsOf = (
  template: Template,
): {readonly section: TemplateSection; readonly field: TemplateField}[] =>
  template.sections.flatMap(section => (section.fields ?? []).map(field => ({section, field})))

/** Where a field stands, for a sentence in either language. */
export function fieldParams(
  section: Pick<TemplateSection, "title">,
  field?: TemplateField,
): {readonly [name: string]: string} {
  return {
    section: textIn(section.title, "nl"),
    sectionEn: textIn(section.title, "en"),
    ...(field ? {field: textIn(field.label, "nl"), fieldEn: textIn(field.label, "en")} : {}),
  }
}
