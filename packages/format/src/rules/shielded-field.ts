// SPDX-License-Identifier: EUPL-1.2
import {folded} from "../fold.ts"
import {textIn} from "../names.ts"
import {holdsCitizenNumber} from "../reading/citizen-number.ts"
import {fieldParams} from "../reading/fields.ts"
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
    const forbidden = (values: readonly string[]): boolean => {
      const text = values.map(folded).join("\n")
      return (
        [...secrets, ...revealing].some(secret => text.includes(secret)) ||
        holdsCitizenNumber(values.join("\n"))
      )
    }
    for (const section of template.sections) {
      const values = Object.hasOwn(record.fields, section.id)
        ? record.fields[section.id]
        : undefined
      if (forbidden(Object.values(values ?? {}).map(({value}) => value)))
        yield {section: section.id, params: fieldParams(section)}
    }
    // What no longer has a field is still printed.
    for (const {section, title, fields} of record.retired)
      if (forbidden(fields.map(({value}) => value)))
        yield {
          section,
          params: {section: textIn(title, "nl"), sectionEn: textIn(title, "en")},
        }
  },
}
