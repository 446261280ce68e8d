// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "diagnosis-needs-registration",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "REV-9; formaat, besluit 2",
  words: {
    nl: [
      "Onder welke registratie stelde deze persoon de diagnose?",
      "Vul de registratie in (BIG, SKJ).",
    ],
    en: ["Under which registration was this diagnosed?", "Fill in the registration."],
  },
  check: statement => statement.kind === "diagnosis" && needs(statement, "registration"),
}
