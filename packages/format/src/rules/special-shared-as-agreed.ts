// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import {beyondAgreement} from "../reading/sharing.ts"
import {isShielding} from "../visibility.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "special-shared-as-agreed",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-3; Jeugdwet 7.3.10 en 7.3.11",
  words: {
    nl: [
      "{reader} staat bij de lezers, maar delen met die persoon is niet afgesproken.",
      "Haal deze lezer weg, of bespreek het opnieuw met de persoon over wie het gaat.",
    ],
    en: [
      "{reader} is among the readers, but sharing with that person was not agreed.",
      "Remove this reader, or talk it over again with the person it is about.",
    ],
  },
  check: (statement, scope) =>
    statement.kind !== "childVoice" &&
    isShielding(statement) &&
    beyondAgreement(statement, scope, [...refs(statement, "about"), "team"]),
}
