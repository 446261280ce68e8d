// SPDX-License-Identifier: EUPL-1.2
import {fieldParams, fieldsOf} from "../reading/fields.ts"
import {fieldFits} from "../report-request.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "field-known",
  gate: "toFamily",
  severity: "error",
  on: "report",
  source: "formaat, namen; Beginsel 1: niets dat iemand zei verdwijnt",
  words: {
    nl: [
      "In “{section}” is iets ingevuld dat dit formulier niet kent: {field}.",
      "Kies een van de mogelijkheden, of zet het in de tekst.",
    ],
    en: [
      "Something is filled in under “{sectionEn}” that this form does not know: {fieldEn}.",
      "Choose one of the options, or put it in the text.",
    ],
  },
  *check({record, template}) {
    const known = new Map(
      fieldsOf(template).map(one => [JSON.stringify([one.section.id, one.field.id]), one]),
    )
    for (const [id, fields] of Object.entries(record?.fields ?? {}))
      for (const [name, {value}] of Object.entries(fields)) {
        const one = known.get(JSON.stringify([id, name]))
        if (one) {
          if (!fieldFits(one.field, value))
            yield {section: id, params: fieldParams(one.section, one.field)}
        } else if (value.trim())
          yield {section: id, params: {section: id, sectionEn: id, field: name, fieldEn: name}}
      }
  },
}
