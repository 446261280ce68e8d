// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "account-needs-knowledge",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "RvdK, informanten; formaat, soorten",
  words: {
    nl: [
      "Hoe weet deze persoon dit?",
      "Kies: zelf meegemaakt, zelf gezien, van horen zeggen of denkt het.",
    ],
    en: ["How does this person know?", "Choose: experienced it, saw it, heard it, or assumes it."],
  },
  check: statement => statement.kind === "account" && needs(statement, "knowledge"),
}
