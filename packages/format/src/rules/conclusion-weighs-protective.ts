// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "conclusion-weighs-protective",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "Voorwaarde (e) van de RvdK; REV-4",
  words: {
    nl: ["Welke beschermende factoren zijn gewogen?", "Noem ze, of schrijf “geen gevonden”."],
    en: ["Which protective factors were weighed?", "Name them, or write “none found”."],
  },
  check: statement => statement.kind === "conclusion" && needs(statement, "protective"),
}
