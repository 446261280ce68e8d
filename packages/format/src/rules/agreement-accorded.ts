// SPDX-License-Identifier: EUPL-1.2
import {isAccorded, standingIn} from "../reading/accord.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "agreement-accorded",
  gate: "toFamily",
  severity: "warning",
  on: "statement",
  source: "Formaat, besluit 11; SGN-3; Gelderse bouwstenen B4.6",
  words: {
    nl: [
      "Dit is nog niet met iedereen afgesproken. Zolang is het een voorstel.",
      "Vraag akkoord aan ieder die hierin een taak heeft of het nagaat.",
    ],
    en: [
      "Not everyone has agreed to this yet. Until then it is a proposal.",
      "Ask everyone who has a task in it or checks it to agree.",
    ],
  },
  check: (statement, scope) =>
    statement.kind === "agreement" &&
    !isAccorded(statement, standingIn(scope)) && {fixes: [{type: "set", attribute: "accord"}]},
}
