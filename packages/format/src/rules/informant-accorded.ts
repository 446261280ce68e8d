// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {lacks, lacksPastDate} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "informant-accorded",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "RvdK: tekst pas gebruiken na akkoord van de informant; Jeugdwet 7.3.11(4)",
  words: {
    nl: [
      "De informant heeft deze tekst nog niet goedgekeurd.",
      "Vraag akkoord op tekst en gebruik, of noem de wettelijke grond. Anders kan dit niet mee.",
    ],
    en: [
      "The informant has not approved this text yet.",
      "Ask for approval of text and use, or name the legal ground. Otherwise it cannot be used.",
    ],
  },
  check: (statement, scope) =>
    ["account", "view", "wish"].includes(statement.kind) &&
    scope.persons.get(attr(statement, "by"))?.role === "informant" &&
    lacksPastDate(statement, "accordAt", scope.today) &&
    lacks(statement, "accordGround") && {
      fixes: [{type: "set", attribute: "accordAt"}, {type: "withdraw"}],
    },
}
