// SPDX-License-Identifier: EUPL-1.2
import {partiesOf} from "../person.ts"
import {valueAt} from "../reading/fields.ts"
import type {RecordState} from "../record.ts"
import type {ReportRule} from "../rule.ts"
import type {Template} from "../template.ts"
import {mayRead} from "../visibility.ts"

export const rule: ReportRule = {
  slug: "court-copy-whole",
  applies: ({court, courtWhen}) => court === true || courtWhen !== undefined,
  gate: "approve",
  severity: "error",
  on: "report",
  source: "CNF-4; Rv 811",
  words: {
    nl: [
      "Dit gaat naar de rechter, maar {persons} mag het niet lezen. Alleen de rechter mag iets achterhouden.",
      "Haal het eruit, vraag toestemming, of dien het apart in met het verzoek aan de rechter om het geheim te houden.",
    ],
    en: [
      "This goes to the court, but {persons} may not read it. Only the court may withhold something.",
      "Take it out, obtain consent, or file it separately and ask the court to keep it secret.",
    ],
  },
  *check({record, statements, template, policy, today}) {
    if (!record || !goesToCourt(record, template)) return
    const parties = partiesOf(record.persons, policy, today).filter(one => one.ownHearing)
    for (const one of statements.values()) {
      const kept = parties.filter(({person}) => !mayRead(one, person, template))
      if (kept.length > 0)
        yield {
          statement: one.id,
          params: {persons: kept.map(({person}) => person.label).join(", ")},
        }
    }
  },
}

const goesToCourt = (record: RecordState, {court, courtWhen}: Template): boolean =>
  court === true || (courtWhen !== undefined && valueAt(record, courtWhen.field) === courtWhen.is)
