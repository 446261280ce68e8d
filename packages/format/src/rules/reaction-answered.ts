// SPDX-License-Identifier: EUPL-1.2
import {labelOf} from "../reading/labels.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "reaction-answered",
  gate: "approve",
  severity: "error",
  on: "report",
  source: "HRG-17; Jeugdwet 7.3.8(2)",
  words: {
    nl: ["Een reactie van {person} heeft nog geen antwoord.", "Geef antwoord onder “Reacties”."],
    en: ["A reaction of {person} has no answer yet.", "Answer it under “Reactions”."],
  },
  *check({record}) {
    if (!record) return
    for (const {by, on} of record.reactions.filter(candidate => !candidate.answer))
      yield {
        person: by,
        params: {person: labelOf(record, by)},
        ...(on ? {statement: on} : {}),
      }
  },
}
