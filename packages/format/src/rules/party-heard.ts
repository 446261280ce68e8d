// SPDX-License-Identifier: EUPL-1.2
import {hearingProgress} from "../life.ts"
import {labelOf} from "../reading/labels.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "party-heard",
  gate: "approve",
  severity: "error",
  on: "report",
  source: "HRG-7; BW 1:253a; Rv 809(1); Jeugdwet 7.3.2",
  words: {
    nl: [
      "{person} heeft nog niet gereageerd en er staat niet waarom.",
      "Wacht op de reactie, of leg vast hoe {person} gehoord is of waarom dat niet kon.",
    ],
    en: [
      "{person} has not reacted yet and it does not say why.",
      "Wait for the reaction, or record how {person} was heard or why that was not possible.",
    ],
  },
  *check({record, policy, today}) {
    if (!record) return
    for (const {person, done, lapsed} of hearingProgress(record, policy, today))
      if (!done && !lapsed) yield {person, params: {person: labelOf(record, person)}}
  },
}
