// SPDX-License-Identifier: EUPL-1.2
import type {Statement} from "../content.ts"
import {layerOf} from "../names.ts"
import {basisOf, saysHowItIs} from "../reading/basis.ts"
import {sourcesOf} from "../reading/sources.ts"
import type {Scope, StatementRule} from "../rule.ts"

/** Whether all that a statement has for itself are sources that stay unnamed. */
function unnamed(statement: Statement, scope: Scope): boolean {
  const sources = sourcesOf(statement, scope)
  return sources.length > 0 && sources.every(source => source.shielded === true)
}

export const rule: StatementRule = {
  slug: "shielded-source-never-sole",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-2; Uitvoeringsbesluit Wmo 2015 4.1.8(3); formaat, besluit 3",
  words: {
    nl: [
      "Dit steunt alleen op bronnen die ongenoemd blijven.",
      "Voeg iets toe dat iedereen kan nagaan, of maak er geen feit of oordeel van.",
    ],
    en: [
      "This rests only on sources that stay unnamed.",
      "Add something that anybody can look up, or do not make it a fact or a judgement.",
    ],
  },
  check(statement, scope) {
    const appraisal = layerOf(statement.kind) === "appraisal"
    if (!appraisal && statement.kind !== "fact") return
    const grounds = [
      ...sourcesOf(statement, scope).map(source => source.shielded === true),
      ...(appraisal
        ? basisOf(statement, scope)
            .filter(saysHowItIs)
            .map(one => unnamed(one, scope))
        : []),
    ]
    return (
      grounds.length > 0 &&
      grounds.every(Boolean) && {
        fixes: [{type: appraisal ? "addBasis" : "addSource"}],
      }
    )
  },
}
