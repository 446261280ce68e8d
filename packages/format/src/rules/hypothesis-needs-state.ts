// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "hypothesis-needs-state",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "REV-3; formaat, soorten",
  words: {
    nl: ["Hoe staat het met deze mogelijke verklaring?", "Kies open, ondersteund of verworpen."],
    en: ["How does this possible explanation stand?", "Choose open, supported or rejected."],
  },
  check: statement => statement.kind === "hypothesis" && needs(statement, "state"),
}
