// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "concern-needs-feared",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Signs of Safety; formulier Den Haag",
  words: {
    nl: ["Waar ben je bang voor, en voor wie?", "Schrijf op wat er kan gebeuren, met wie."],
    en: ["What is feared, and for whom?", "Write down what could happen, and to whom."],
  },
  check: statement => statement.kind === "concern" && needs(statement, "feared"),
}
