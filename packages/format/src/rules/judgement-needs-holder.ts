// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "judgement-needs-holder",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "SKJ 20.021B; “er zijn zorgen” zonder naam: Signs of Safety",
  words: {
    nl: ["Wie vindt dit?", "Kies wie dit oordeel geeft."],
    en: ["Who thinks this?", "Choose who gives this judgement."],
  },
  check: statement =>
    (statement.kind === "judgement" || statement.kind === "concern") && needs(statement, "by"),
}
