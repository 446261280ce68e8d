// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "decision-weighs-alternatives",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "Richtlijn uithuisplaatsing; REV-10; formaat, soorten",
  words: {
    nl: ["Welke andere mogelijkheid is bekeken?", "Noem die, en waarom zij is afgevallen."],
    en: ["Which other possibility was considered?", "Name it, and why it was not chosen."],
  },
  check: statement => statement.kind === "decision" && needs(statement, "alternative"),
}
