// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {asks} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "factor-needs-place",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "NJi; RET Groningen (niveau hulpverlening)",
  words: {
    nl: ["Welke rol en welk niveau heeft deze factor?", "Kies de rol en het niveau."],
    en: ["Which role and level has this factor?", "Choose the role and the level."],
  },
  check(statement) {
    const missing = ["factorRole", "level"].find(name => attr(statement, name) === "")
    return statement.kind === "factor" && asks(missing)
  },
}
