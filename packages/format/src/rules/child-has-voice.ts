// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "child-has-voice",
  gate: "approve",
  severity: "error",
  on: "report",
  source: "Rv 799a(2); Gelderse bouwstenen B4.5",
  words: {
    nl: [
      "Van {person} staat er niets, en ook niet waarom niet.",
      "Schrijf op wat {person} vertelde, of leg vast hoe {person} gehoord is.",
    ],
    en: [
      "There is nothing from {person}, nor why not.",
      "Write down what {person} told, or record how {person} was heard.",
    ],
  },
  *check({record, statements}) {
    if (!record) return
    for (const person of record.persons.filter(candidate => candidate.role === "child")) {
      const spoke = [...statements.values()].some(
        one => one.kind === "childVoice" && attr(one, "by") === person.id,
      )
      const reacted = record.reactions.some(reaction => reaction.by === person.id)
      const heard = record.hearings.some(hearing => hearing.person === person.id)
      if (!spoke && !reacted && !heard) yield {person: person.id, params: {person: person.label}}
    }
  },
}
