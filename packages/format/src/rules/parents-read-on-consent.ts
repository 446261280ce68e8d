// SPDX-License-Identifier: EUPL-1.2
import {ageOn} from "../person.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "parents-read-on-consent",
  gate: "toFamily",
  severity: "error",
  on: "report",
  source: "CNF-6; Jeugdwet 7.3.15",
  words: {
    nl: [
      "{person} is oud genoeg om zelf te bepalen of ouders dit lezen, en er staat geen antwoord.",
      "Vraag het aan {person} en laat het antwoord in het register zetten.",
    ],
    en: [
      "{person} is old enough to decide whether parents read this, and there is no answer.",
      "Ask {person} and have the answer put in the register.",
    ],
  },
  *check({record, policy, today}) {
    if (!record?.persons.some(({role}) => role === "parent" || role === "carer")) return
    for (const person of record.persons)
      if (
        person.role === "child" &&
        (ageOn(person, today) ?? 0) >= policy.ages.ownConsent &&
        person.parentsMayRead === undefined
      )
        yield {person: person.id, params: {person: person.label}}
  },
}
