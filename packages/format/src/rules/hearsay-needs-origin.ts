// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {lacks} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "hearsay-needs-origin",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "SKJ 20.019B (harde en zachte gegevens); formaat, soorten",
  words: {
    nl: ["Dit is van horen zeggen. Van wie kwam het?", "Noem van wie, of haal het weg."],
    en: ["This is hearsay. From whom did it come?", "Name from whom, or withdraw it."],
  },
  check: statement =>
    statement.kind === "account" &&
    attr(statement, "knowledge") === "heardFrom" &&
    lacks(statement, "heardFrom") && {
      fixes: [{type: "set", attribute: "heardFrom"}, {type: "withdraw"}],
    },
}
