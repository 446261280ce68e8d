// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "factor-needs-effect",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Voorwaarde (e) van de RvdK; BEN",
  words: {
    nl: ["Helpt deze factor of belemmert hij?", "Kies helpend of belemmerend."],
    en: ["Does this factor help or hinder?", "Choose helping or hindering."],
  },
  check: statement => statement.kind === "factor" && needs(statement, "effect"),
}
