// SPDX-License-Identifier: EUPL-1.2
import {partiesOf, readsAll} from "../person.ts"
import type {RecordState} from "../record.ts"
import type {ReportRule} from "../rule.ts"

/** Whether two professionals answered: of the team or the reviewer, and not one person twice. */
function byTwo({by, second}: RecordState["disclosure"][number], {persons}: RecordState): boolean {
  const professional = (id: string): boolean =>
    persons.some(({id: own, role}) => own === id && readsAll(role))
  return by !== second && professional(by) && professional(second)
}

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
      if (!record.disclosure.some(check => check.reader === person.id && byTwo(check, record)))
        yield {person: person.id, params: {person: person.label}}
  },
}
