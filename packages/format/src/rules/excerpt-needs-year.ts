// SPDX-License-Identifier: EUPL-1.2
import {sourcesOf, isWord} from "../reading/sources.ts"
import type {StatementRule} from "../rule.ts"
import {hasCome} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "excerpt-needs-year",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "SKJ 20.019B; voorwaarde (f) van de RvdK",
  words: {
    nl: [
      "Van welk stuk is dit, en van wanneer?",
      "Kies het stuk als bron en vul de datum van het stuk in.",
    ],
    en: [
      "Which document is this from, and of which date?",
      "Choose the document as source and fill in its date.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "documentExcerpt") return
    const sources = sourcesOf(statement, scope)
    return (
      !sources.some(source => hasCome(source.date, scope.today) && !isWord(source)) && {
        fixes: [{type: "addSource"}],
      }
    )
  },
}
