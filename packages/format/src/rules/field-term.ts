// SPDX-License-Identifier: EUPL-1.2
import {addDuration, formatDate, isDay} from "../dates.ts"
import {fieldParams, fieldsOf, valueAt, valueOf} from "../reading/fields.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "field-term",
  applies: template => fieldsOf(template).some(({field}) => field.term),
  gate: "approve",
  severity: "warning",
  on: "report",
  source:
    "formaat, termijnen; Jeugdwet 4.1.3; Besluit Jeugdwet 4.2.4; BW 1:265j; Uitvoeringsbesluit Wmo 4.1.7",
  words: {
    nl: [
      "In “{section}” valt {field} na de termijn: uiterlijk {last}.",
      "Kijk of de datum klopt. Is het later geworden, schrijf dan op waarom.",
    ],
    en: [
      "Under “{sectionEn}”, {fieldEn} is past its term: {lastEn} at the latest.",
      "See whether the date is right. If it became later, write down why.",
    ],
  },
  *check({record, template, policy}) {
    if (!record) return
    for (const {section, field} of fieldsOf(template)) {
      const length = field.term && policy.fieldTerms?.[field.term.policy]
      if (!field.term || !length) continue
      const day = valueOf(record, section.id, field.id)
      const from = valueAt(record, field.term.of)
      if (!isDay(day) || !isDay(from)) continue
      const direction = field.term.order === "within" ? "after" : "before"
      const last = addDuration(from, length, direction, policy.holidays)
      if (day > last)
        yield {
          section: section.id,
          params: {
            ...fieldParams(section, field),
            last: formatDate(last, "nl"),
            lastEn: formatDate(last, "en"),
          },
        }
    }
  },
}
