// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {partiesOf} from "../person.ts"
import {hearingOf} from "../record.ts"
import type {ReportRule} from "../rule.ts"
import {mayRead} from "../visibility.ts"

const heard: readonly string[] = ["notOffered", "offered", "heard", "responded"]

export const rule: ReportRule = {
  slug: "recognition-asked",
  applies: template => template.recognition === true,
  gate: "final",
  severity: "warning",
  on: "report",
  source: "formaat, verklarende analyse: gedeeld is wat ieder ten minste deels herkent",
  words: {
    nl: [
      "{person} heeft nog niet gezegd of deze verklaring herkend wordt.",
      "Vraag het. Zonder antwoord staat er straks “niet beantwoord”.",
    ],
    en: [
      "{person} has not said yet whether this explanation is recognised.",
      "Ask. Without an answer it will print “not answered”.",
    ],
  },
  *check({record, statements, template, policy, today}) {
    if (!record) return
    const asked = [...statements.values()].filter(
      one =>
        one.kind === "conclusion" ||
        (one.kind === "hypothesis" && attr(one, "state") !== "rejected"),
    )
    for (const {person, ownHearing} of partiesOf(record.persons, policy, today)) {
      if (!ownHearing || !heard.includes(hearingOf(record, person.id))) continue
      const answered = new Set(
        record.recognitions.filter(one => one.by === person.id).map(one => one.statement),
      )
      for (const one of asked)
        if (mayRead(one, person, template) && !answered.has(one.id))
          yield {person: person.id, statement: one.id, params: {person: person.label}}
    }
  },
}
