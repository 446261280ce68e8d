// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import {layerOf} from "../names.ts"
import {basisOf, saysHowItIs} from "../reading/basis.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "instrument-never-sole-basis",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Richtlijn Samen beslissen over hulp; formaat, soorten",
  words: {
    nl: [
      "Dit steunt alleen op de uitkomst van een test.",
      "Kies ook iets dat is gezien, verteld of vastgesteld.",
    ],
    en: [
      "This rests only on the result of an instrument.",
      "Choose something that was seen, told or established as well.",
    ],
  },
  check(statement, scope) {
    if (layerOf(statement.kind) !== "appraisal" || statement.kind === "instrumentResult") return
    const basis = basisOf(statement, scope).filter(saysHowItIs)
    return (
      basis.length > 0 &&
      basis.every(one => one.kind === "instrumentResult") &&
      refs(statement, "source").length === 0 && {fixes: [{type: "addBasis"}]}
    )
  },
}
