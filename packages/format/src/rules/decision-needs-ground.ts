// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {asks, lacks, lacksDate} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "decision-needs-ground",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "BW 1:255; Rv 799a(1); formaat, soorten",
  words: {
    nl: ["Wanneer is dit besloten, en op welke grond?", "Vul de dag en de juridische grond in."],
    en: ["When was this decided, and on which ground?", "Fill in the day and the legal ground."],
  },
  check(statement) {
    const missing = lacksDate(statement, "at")
      ? "at"
      : lacks(statement, "legalGround")
        ? "legalGround"
        : undefined
    return statement.kind === "decision" && asks(missing)
  },
}
