// SPDX-License-Identifier: EUPL-1.2
import {beyondAgreement} from "../reading/sharing.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "child-shared-as-agreed",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-5; formaat, besluit 9",
  words: {
    nl: [
      "{reader} zou dit lezen, maar dat is niet met het kind afgesproken.",
      "Haal deze lezer weg, of bespreek het opnieuw met het kind.",
    ],
    en: [
      "{reader} would read this, but that was not agreed with the child.",
      "Remove this reader, or talk it over with the child again.",
    ],
  },
  check: (statement, scope) => statement.kind === "childVoice" && beyondAgreement(statement, scope),
}
