// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {lacks} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "condition-needs-ground",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "formaat, besluit 11; Gelderse bouwstenen B4.6",
  words: {
    nl: [
      "Op welke grond kan dit worden opgelegd?",
      "Noem de juridische grond. Zonder grond is dit een voorstel voor een afspraak.",
    ],
    en: [
      "On which ground can this be imposed?",
      "Name the legal ground. Without one this is a proposal for an agreement.",
    ],
  },
  check: statement =>
    statement.kind === "condition" &&
    lacks(statement, "legalGround") && {
      fixes: [
        {type: "set", attribute: "legalGround"},
        {type: "convert", kind: "agreement"},
      ],
    },
}
