// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "question-answered",
  // A question that is put to somebody else, such as a table, is answered there.
  applies: template => template.sections.some(section => section.allows.includes("conclusion")),
  gate: "approve",
  severity: "error",
  on: "report",
  source: "formaat, feitenonderzoek (één antwoord per vraag)",
  words: {
    nl: [
      "Deze onderzoeksvraag heeft nog geen antwoord.",
      "Schrijf een conclusie die op deze vraag antwoordt.",
    ],
    en: ["This research question has no answer yet.", "Write a conclusion that answers it."],
  },
  *check({statements}) {
    const answered = new Set(
      [...statements.values()]
        .filter(one => one.kind === "conclusion")
        .flatMap(one => refs(one, "answers")),
    )
    for (const one of statements.values())
      if (one.kind === "question" && !answered.has(one.id)) yield {statement: one.id}
  },
}
