// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {lacks} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "instrument-needs-version",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "Richtlijn Samen beslissen; REV-8",
  words: {
    nl: ["Welke test was dit, en wat was de score?", "Vul de test met versie en de score in."],
    en: [
      "Which instrument was this, and what was the score?",
      "Fill in the instrument with version and the score.",
    ],
  },
  check: statement =>
    statement.kind === "instrumentResult" &&
    (lacks(statement, "instrument") || lacks(statement, "score")) && {
      fixes: [{type: "set", attribute: lacks(statement, "instrument") ? "instrument" : "score"}],
    },
}
