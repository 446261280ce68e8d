// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {asks, termMissing} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "agreement-complete",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Gelderse bouwstenen B4.4; veiligheidsplan",
  words: {
    nl: ["Wie doet dit, tot wanneer, en wie gaat het na?", "Vul deze drie dingen in."],
    en: ["Who does this, until when, and who checks it?", "Fill in these three things."],
  },
  check(statement) {
    if (!["agreement", "condition", "action"].includes(statement.kind)) return
    const [by, checkedBy] = [attr(statement, "by"), attr(statement, "checkedBy")]
    // Who keeps an agreement is not the one who checks it.
    const unchecked = checkedBy === "" || (statement.kind === "agreement" && checkedBy === by)
    return asks(termMissing(statement) || (unchecked ? "checkedBy" : ""))
  },
}
