// SPDX-License-Identifier: EUPL-1.2
import {dayOf} from "../dates.ts"
import {missingEvidence} from "../hearing-evidence.ts"
import {words} from "../names.ts"
import {labelOf} from "../reading/labels.ts"
import {hearingOf} from "../record.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "hearing-evidence",
  gate: "approve",
  severity: "error",
  on: "report",
  source: "HRG-8, HRG-9, HRG-10, HRG-11; Jeugdwet 7.3.2(3)",
  words: {
    nl: [
      "Bij “{state}” voor {person} ontbreekt nog: {missing}.",
      "Leg het opnieuw vast, met wat ontbreekt erbij.",
    ],
    en: [
      "“{stateEn}” for {person} still lacks: {missingEn}.",
      "Record it again, with what is missing.",
    ],
  },
  *check({record, policy}) {
    if (!record) return
    for (const person of new Set(record.hearings.map(one => one.person))) {
      const hearing = record.hearings.findLast(one => one.person === person)
      // Who reacted in writing after all needs no reason why they did not.
      if (!hearing || hearingOf(record, person) === "responded") continue
      const offer = record.offers.findLast(one => one.person === person && one.at <= hearing.at)
      const missing = missingEvidence(hearing, policy, dayOf(hearing.at), offer?.until)
      if (missing.length > 0)
        yield {
          person,
          params: {
            person: labelOf(record, person),
            state: words.hearing[hearing.state].nl,
            stateEn: words.hearing[hearing.state].en,
            missing: missing.map(code => lacks[code].nl).join("; "),
            missingEn: missing.map(code => lacks[code].en).join("; "),
          },
        }
    }
  },
}

const lacks = {
  day: {nl: "op welke dag het was", en: "the day on which it was"},
  how: {nl: "hoe en met wie", en: "how and with whom"},
  reason: {nl: "de reden", en: "the reason"},
  consulted: {nl: "met wie is overlegd", en: "who was consulted"},
  review: {nl: "wanneer je het opnieuw bekijkt", en: "when it is looked at again"},
  "review-late": {
    nl: "een dag om opnieuw te kijken, binnen de termijn van spoed",
    en: "a day to look again within the term of urgency",
  },
  attempts: {nl: "genoeg pogingen", en: "enough attempts"},
  channels: {nl: "pogingen op verschillende manieren", en: "attempts in different ways"},
  span: {nl: "pogingen verspreid over meer dagen", en: "attempts spread over more days"},
  "not-offered": {nl: "dat het is voorgelegd", en: "that it was offered"},
  term: {nl: "dat de termijn voorbij is", en: "that the term has passed"},
} as const
