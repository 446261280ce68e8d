// SPDX-License-Identifier: EUPL-1.2
import {plainText} from "../content.ts"
import {layerOf} from "../names.ts"
import {wordsOf, unquoted} from "../fold.ts"
import type {StatementRule} from "../rule.ts"
import {lacks, says} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "diagnosis-term-outside-diagnosis",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "RBDHA 2018:6825; woordenlijst: beleidsbestand",
  words: {
    nl: [
      "“{term}” is een woord voor een diagnose.",
      "Schrijf wat je zag. Of noem wie dit vaststelde en wanneer, of maak er een oordeel van.",
    ],
    en: [
      "“{term}” is a word for a diagnosis.",
      "Write what you saw. Or name who established it and when, or make it a judgement.",
    ],
  },
  check(statement, scope) {
    if (layerOf(statement.kind) !== "fact") return
    const term = wordsOf(unquoted(plainText(statement))).find(word =>
      scope.diagnosisTerms.has(word),
    )
    if (!term || !lacks(statement, "diagnostician")) return
    if (
      statement.waivers?.some(
        waiver => waiver.hash === `diagnosis-term:${term}` && says(waiver.reason),
      )
    )
      return
    return {params: {term}, fixes: [{type: "convert", kind: "judgement"}, {type: "addSource"}]}
  },
}
