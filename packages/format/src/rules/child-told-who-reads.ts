// SPDX-License-Identifier: EUPL-1.2
import type {StatementRule} from "../rule.ts"
import {needs} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "child-told-who-reads",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Gelderse bouwstenen B4.5; formaat, soorten",
  words: {
    nl: ["Is het kind verteld wie dit leest?", "Schrijf op wat je het kind hierover vertelde."],
    en: ["Was the child told who reads this?", "Write down what you told the child."],
  },
  check: statement => statement.kind === "childVoice" && needs(statement, "told"),
}
