// SPDX-License-Identifier: EUPL-1.2
import {folded} from "../fold.ts"
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
  *check({record, persons, template}) {
    const secrets = [...persons.values()]
      .flatMap(person => person.shielded ?? [])
      .map(({text}) => folded(text))
      .filter(Boolean)
    for (const section of template.sections) {
      const values = Object.values(record?.fields[section.id] ?? {})
      const text = values.map(({value}) => folded(value)).join("\n")
      if (secrets.some(secret => text.includes(secret)))
        yield {section: section.id, params: fieldParams(section)}
    }
  },
}
