// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {lacks} from "../reading/filled.ts"

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
  check: (statement, scope) =>
    statement.kind === "hypothesis" &&
    lacks(statement, "alternative") &&
    // A link to nothing is told by `reference-resolves`.
    !refs(statement, "alternativeTo").some(
      id =>
        id !== statement.id && (scope.statements.get(id)?.kind ?? "hypothesis") === "hypothesis",
    ) && {
      fixes: [{type: "set", attribute: "alternative"}],
    },
}
