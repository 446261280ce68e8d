// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"

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
    const missing = ["at", "legalGround"].find(name => attr(statement, name) === "")
    return (
      statement.kind === "decision" &&
      missing !== undefined && {fixes: [{type: "set", attribute: missing}]}
    )
  },
}
