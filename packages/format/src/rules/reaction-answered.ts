// SPDX-License-Identifier: EUPL-1.2
import {says} from "../reading/filled.ts"
import {labelOf} from "../reading/labels.ts"
import type {Reaction} from "../record.ts"
import type {ReportRule} from "../rule.ts"

/** Not changing something without saying why is no answer. */
const isAnswered = ({answer}: Reaction): boolean =>
  answer !== undefined && (answer.kind !== "notChanged" || says(answer.text))

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
    for (const {by, on} of record.reactions.filter(candidate => !isAnswered(candidate)))
      yield {
        person: by,
        params: {person: labelOf(record, by)},
        ...(on ? {statement: on} : {}),
      }
  },
}
