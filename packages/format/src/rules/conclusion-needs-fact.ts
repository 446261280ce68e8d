// SPDX-License-Identifier: EUPL-1.2
import {layerOf} from "../names.ts"
import {basisOf} from "../reading/basis.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "conclusion-needs-fact",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "TGZCTG 2023:124; formaat, soorten",
  words: {
    nl: [
      "Een conclusie steunt op minstens twee uitspraken, waarvan één uit de feiten.",
      "Kies de feiten waarop dit steunt.",
    ],
    en: [
      "A conclusion rests on at least two statements, one of them from the facts.",
      "Choose the facts it rests on.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "conclusion") return
    const basis = basisOf(statement, scope)
    return (
      (basis.length < 2 || !basis.some(one => layerOf(one.kind) === "fact")) && {
        fixes: [{type: "addBasis"}],
      }
    )
  },
}
