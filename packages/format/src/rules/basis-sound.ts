// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import {layerOf} from "../names.ts"
import {basisOf, isCarried} from "../reading/basis.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "basis-sound",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "TGZCTG 2023:124: feiten en bevindingen moeten de conclusie dragen",
  words: {
    nl: [
      "Dit steunt op iets dat het niet kan dragen: ingetrokken, van horen zeggen of zelf zonder grond.",
      "Kies een andere onderbouwing.",
    ],
    en: [
      "This rests on something that cannot carry it: withdrawn, hearsay, or itself without ground.",
      "Choose another basis.",
    ],
  },
  check(statement, scope) {
    const named = [...new Set(refs(statement, "basedOn"))]
    if (layerOf(statement.kind) !== "appraisal" || named.length === 0) return
    const broken = basisOf(statement, scope).length < named.length || !isCarried(statement, scope)
    return broken && {fixes: [{type: "addBasis"}]}
  },
}
