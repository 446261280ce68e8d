// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "observation-needs-setting",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "formaat, soorten en besluit 2",
  words: {
    nl: [
      "Waar was dit, en wie waren erbij?",
      "Vul de plaats in, wie erbij waren en of het bezoek was aangekondigd.",
    ],
    en: [
      "Where was this, and who was there?",
      "Fill in the place, who was there and whether it was announced.",
    ],
  },
  check: statement =>
    statement.kind === "observation" &&
    ["place", "present", "announced"].some(name => attr(statement, name) === "") && {
      fixes: [{type: "set", attribute: "place"}],
    },
}
