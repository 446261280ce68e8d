// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {asks, termMissing} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "unknown-needs-who-when",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "Jeugdwet 3.3 (volledig); formaat, soorten",
  words: {
    nl: ["Wie zoekt dit uit, en wanneer?", "Kies wie het uitzoekt en vul de dag in."],
    en: ["Who will find this out, and when?", "Choose who finds out and fill in the day."],
  },
  check: statement => statement.kind === "unknown" && asks(termMissing(statement)),
}
