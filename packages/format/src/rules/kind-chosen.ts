// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "kind-chosen",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Kernwaarde: scheiden van feiten en meningen; formaat, namen",
  words: {
    nl: [
      "Er is nog geen soort gekozen.",
      "Kies wat dit is: een feit, wat iemand vertelt, een oordeel of iets anders.",
    ],
    en: [
      "No kind has been chosen yet.",
      "Choose what this is: a fact, what someone tells, a judgement or something else.",
    ],
  },
  check: statement =>
    statement.kind === "unclassified" && {fixes: [{type: "set", attribute: "kind"}]},
}
