// SPDX-License-Identifier: EUPL-1.2
import {hearingProgress} from "../life.ts"
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
      "Het uitstel voor {person} zou opnieuw bekeken worden, en die dag is voorbij.",
      "Leg het verslag alsnog voor, of leg vast waarom dat nog steeds niet kan.",
    ],
    en: [
      "The deferral for {person} was to be looked at again, and that day has passed.",
      "Offer the report after all, or record why that is still not possible.",
    ],
  },
  *check({record, policy, today}) {
    if (!record) return
    for (const {person, lapsed} of hearingProgress(record, policy, today))
      if (lapsed) yield {person, params: {person: labelOf(record, person)}}
  },
}
