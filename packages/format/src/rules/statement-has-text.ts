// SPDX-License-Identifier: EUPL-1.2
import {plainText} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {says} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "statement-has-text",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "FMT-1",
  words: {
    nl: ["Hier staat nog niets.", "Schrijf de uitspraak op, of haal haar weg."],
    en: ["Nothing stands here yet.", "Write the statement, or withdraw it."],
  },
  check: statement => !says(plainText(statement)) && {fixes: [{type: "withdraw"}]},
}
