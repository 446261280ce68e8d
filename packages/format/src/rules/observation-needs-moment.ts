// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {asks, momentMissing} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "observation-needs-moment",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "NJi: ga zelf kijken; formaat, soorten",
  words: {
    nl: ["Wie zag dit, en wanneer?", "Vul in wie dit zag en op welke dag."],
    en: ["Who saw this, and when?", "Fill in who saw it and on which day."],
  },
  check: (statement, {today}) =>
    statement.kind === "observation" && asks(momentMissing(statement, today)),
}
