// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import {notAccorded} from "../reading/accord.ts"
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
  check(statement, scope) {
    if (statement.kind !== "agreement") return
    // Where nobody has a task yet, nobody can have agreed.
    const nobody = attr(statement, "by") === "" && refs(statement, "accord").length === 0
    if (!nobody && notAccorded(statement, scope.agreed).length === 0) return
    return {fixes: [{type: "set", attribute: "accord"}]}
  },
}
