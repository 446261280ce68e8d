// SPDX-License-Identifier: EUPL-1.2
import {fieldParams, valueOf} from "../reading/fields.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "section-required",
  gate: "approve",
  severity: "error",
  on: "report",
  source: "formaat, feitenonderzoek",
  words: {
    nl: ["In “{section}” staat nog niets.", "Vul deze paragraaf in."],
    en: ["“{sectionEn}” is still empty.", "Fill in this section."],
  },
  *check({template, content, record, withdrawn}) {
    for (const section of template.sections) {
      if (!section.required || section.computed) continue
      const fields = section.fields?.filter(field => field.required) ?? []
      const statements =
        content.sections.find(candidate => candidate.id === section.id)?.statements ?? []
      // Required fields must be filled; where none is asked, something must be written.
      const filled =
        fields.length === 0
          ? statements.some(statement => !withdrawn.has(statement.id))
          : !record || fields.every(field => valueOf(record, section.id, field.id))
      if (!filled) yield {section: section.id, params: fieldParams(section)}
    }
  },
}
