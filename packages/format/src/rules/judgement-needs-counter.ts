// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "judgement-needs-counter",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "NJi; formaat, besluit 2",
  words: {
    nl: ["Wat spreekt dit tegen?", "Schrijf op wat ertegen spreekt, of “geen gevonden”."],
    en: ["What speaks against this?", "Write down what speaks against it, or “none found”."],
  },
  check: statement => statement.kind === "judgement" && needs(statement, "counter"),
}
