// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"

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
  check: statement =>
    ["agreement", "condition", "action"].includes(statement.kind) &&
    ["by", "until", "checkedBy"].some(name => attr(statement, name) === "") && {
      fixes: [{type: "set", attribute: "by"}],
    },
}
