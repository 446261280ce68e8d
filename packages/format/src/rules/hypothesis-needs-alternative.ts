// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "hypothesis-needs-alternative",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "KOG: onderzoekshypothese als feit; formaat, soorten",
  words: {
    nl: [
      "Welke andere verklaring is mogelijk?",
      "Noem een andere mogelijke verklaring, of koppel er een.",
    ],
    en: ["Which other explanation is possible?", "Name another possible explanation, or link one."],
  },
  check: statement =>
    statement.kind === "hypothesis" &&
    attr(statement, "alternative") === "" &&
    refs(statement, "alternativeTo").length === 0 && {
      fixes: [{type: "set", attribute: "alternative"}],
    },
}
