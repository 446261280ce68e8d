// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "hypothesis-needs-basis",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source:
    "Richtlijn uithuisplaatsing (gedeelde verklarende analyse); KOG: onderzoekshypothese als feit",
  words: {
    nl: [
      "Waar steunt deze mogelijke verklaring op?",
      "Kies de uitspraken die je hiermee wilt verklaren.",
    ],
    en: [
      "What does this possible explanation rest on?",
      "Choose the statements it is meant to explain.",
    ],
  },
  check: statement =>
    statement.kind === "hypothesis" &&
    refs(statement, "basedOn").length === 0 && {fixes: [{type: "addBasis"}]},
}
