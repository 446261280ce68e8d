// SPDX-License-Identifier: EUPL-1.2
import {hearingProgress} from "../life.ts"
import {lapsesOf} from "../life/lapses.ts"
import {labelOf} from "../reading/labels.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "deferral-lapsed",
  gate: "approve",
  severity: "error",
  on: "report",
  source: "formaat, besluit 15; HRG-10, HRG-11; Jeugdwet 7.3.2(3)",
  words: {
    nl: [
      "Het uitstel voor {person} geldt niet meer: de dag om opnieuw te kijken, of de termijn van spoed, is voorbij.",
      "Leg het verslag alsnog voor, of leg vast waarom dat nog steeds niet kan.",
    ],
    en: [
      "The deferral for {person} no longer holds: the day to look again, or the term of urgency, has passed.",
      "Offer the report after all, or record why that is still not possible.",
    ],
  },
  *check({record, policy, today}) {
    if (!record) return
    const urgent = new Set(
      lapsesOf(record, policy, today).flatMap(({person, heard}) => (heard ? [] : person)),
    )
    for (const {person, lapsed} of hearingProgress(record, policy, today))
      if (lapsed || urgent.has(person)) yield {person, params: {person: labelOf(record, person)}}
  },
}
