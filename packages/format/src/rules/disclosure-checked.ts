// SPDX-License-Identifier: EUPL-1.2
import {partiesOf} from "../person.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "disclosure-checked",
  gate: "toFamily",
  severity: "error",
  on: "report",
  source: "HRG-22; Jeugdwet 7.3.2(3)",
  words: {
    nl: [
      "Voor {person} is nog niet nagegaan of laten lezen iemand in gevaar kan brengen.",
      "Beantwoord de vraag onder “Ter inzage”, samen met een collega.",
    ],
    en: [
      "For {person} nobody has checked yet whether showing this could endanger someone.",
      "Answer the question under “Hearing”, together with a colleague.",
    ],
  },
  *check({record, policy, today}) {
    if (!record) return
    for (const {person} of partiesOf(record.persons, policy, today))
      if (!record.disclosure.some(check => check.reader === person.id))
        yield {person: person.id, params: {person: person.label}}
  },
}
