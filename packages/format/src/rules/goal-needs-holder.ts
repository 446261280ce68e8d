// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {asks, termMissing} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "goal-needs-holder",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Jeugdwet 4.1.3; formaat, soorten",
  words: {
    nl: ["Van wie is dit doel, en tot wanneer?", "Kies de persoon en vul de dag in."],
    en: ["Whose goal is this, and until when?", "Choose the person and fill in the day."],
  },
  check: statement => statement.kind === "goal" && asks(termMissing(statement)),
}
