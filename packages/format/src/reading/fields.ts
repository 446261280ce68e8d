// SPDX-License-Identifier: EUPL-1.2
import {textIn} from "../names.ts"
import type {RecordState} from "../record.ts"
import type {Template, TemplateField, TemplateSection} from "../template.ts"

/** What is filled in for a field, without blanks around it; `""` when nothing is. */
export const valueOf = (record: RecordState, section: string, field: string): string =>
  record.fields[section]?.[field]?.value.trim() ?? ""

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
  section: TemplateSection,
  field?: TemplateField,
): {readonly [name: string]: string} {
  return {
    section: textIn(section.title, "nl"),
    sectionEn: textIn(section.title, "en"),
    ...(field ? {field: textIn(field.label, "nl"), fieldEn: textIn(field.label, "en")} : {}),
  }
}
