// SPDX-License-Identifier: EUPL-1.2
import {plainText} from "../content.ts"
import {layerOf} from "../names.ts"
import {wordsOf} from "../fold.ts"
import {basisOf} from "../reading/basis.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "label-never-basis",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "RBDHA 2018:6825 (ten onrechte een psychiatrisch etiket)",
  words: {
    nl: [
      "Dit steunt op een etiket dat iemand een ander geeft.",
      "Een mening over iemands persoon is nooit een onderbouwing. Kies iets anders.",
    ],
    en: [
      "This rests on a label that one person gives another.",
      "A view about someone's person is never a basis. Choose something else.",
    ],
  },
  check(statement, scope) {
    if (layerOf(statement.kind) !== "appraisal") return
    const labelled = basisOf(statement, scope).some(
      basis =>
        (basis.kind === "view" || basis.kind === "account") &&
        wordsOf(plainText(basis)).some(word => scope.diagnosisTerms.has(word)),
    )
    return labelled && {fixes: [{type: "addBasis"}]}
  },
}
