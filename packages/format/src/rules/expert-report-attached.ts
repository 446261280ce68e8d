// SPDX-License-Identifier: EUPL-1.2
import {sourcesOf} from "../reading/sources.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "expert-report-attached",
  gate: "final",
  severity: "warning",
  on: "statement",
  source: "Voorwaarde (f) van de RvdK: rapporten van deskundigen in hun geheel erbij",
  words: {
    nl: [
      "Dit steunt op een rapport van een deskundige dat niet is bijgevoegd.",
      "Voeg het hele rapport toe.",
    ],
    en: ["This rests on an expert's report that is not attached.", "Attach the whole report."],
  },
  check: (statement, scope) =>
    sourcesOf(statement, scope).some(source => source.expert && !source.attached) && {fixes: []},
}
