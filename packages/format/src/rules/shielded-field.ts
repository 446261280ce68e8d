// SPDX-License-Identifier: EUPL-1.2
import {folded} from "../fold.ts"
import {holdsCitizenNumber} from "../reading/citizen-number.ts"
import {fieldParams, valuesIn} from "../reading/fields.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "shielded-field",
  gate: "toFamily",
  severity: "error",
  on: "report",
  source: "CNF-1; Ombudsman 2000/249 (geheim adres bij de ex-partner terechtgekomen)",
  words: {
    nl: [
      "In een veld van “{section}” staat een gegeven dat voor iemand geheim moet blijven.",
      "Haal het weg uit dat veld.",
    ],
    en: [
      "A field of “{sectionEn}” holds something that must stay secret from someone.",
      "Take it out of that field.",
    ],
  },
  *check({record, secrets, revealing, template}) {
    if (!record) return
    // A value is printed for every reader, so it is held to what no reader of the family may see.
    const forbidden = (fields: readonly {readonly value: string}[]): boolean =>
      fields.some(({value}) => {
        const text = folded(value)
        return (
          [...secrets, ...revealing].some(one => text.includes(one)) || holdsCitizenNumber(value)
        )
      })
    for (const section of template.sections)
      if (forbidden(Object.values(valuesIn(record, section.id))))
        yield {section: section.id, params: fieldParams(section)}
    // What no longer has a field is still printed.
    for (const {section, title, fields} of record.retired)
      if (forbidden(fields)) yield {section, params: fieldParams({title})}
  },
}
