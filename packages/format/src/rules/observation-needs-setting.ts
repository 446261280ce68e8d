// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {asks, lacks} from "../reading/filled.ts"

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
  check(statement) {
    const missing = ["place", "present", "announced"].find(name => lacks(statement, name))
    return statement.kind === "observation" && asks(missing)
  },
}
