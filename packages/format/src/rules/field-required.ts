// SPDX-License-Identifier: EUPL-1.2
import {fieldParams, fieldsOf, valueAt, valueOf} from "../reading/fields.ts"
import type {ReportRule} from "../rule.ts"
import type {TemplateField, TemplateSection} from "../template.ts"

export const rule: ReportRule = {
  slug: "field-required",
  applies: template => fieldsOf(template).some(one => one.field.requiredWhen || isAlwaysAsked(one)),
  gate: "approve",
  severity: "error",
  on: "report",
  source: "formaat, soorten documenten; HRG-12, HRG-13",
  words: {
    nl: ["In “{section}” is nog niet ingevuld: {field}.", "Vul dit veld in."],
    en: ["Under “{sectionEn}” this is not filled in yet: {fieldEn}.", "Fill in this field."],
  },
  *check({record, template}) {
    if (!record) return
    for (const {section, field} of fieldsOf(template)) {
      const when = field.requiredWhen
      const asked =
        isAlwaysAsked({section, field}) || (when && valueAt(record, when.field) === when.is)
      if (asked && !valueOf(record, section.id, field.id))
        yield {section: section.id, params: fieldParams(section, field)}
    }
  },
}

/** Required fields of a section that must be filled anyway are left to `section-required`. */
const isAlwaysAsked = ({
  section,
  field,
}: {
  readonly section: TemplateSection
  readonly field: TemplateField
}): boolean => field.required === true && (!section.required || section.computed !== undefined)
