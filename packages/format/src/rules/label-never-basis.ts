// SPDX-License-Identifier: EUPL-1.2
import {type Statement, plainText} from "../content.ts"
import {layerOf} from "../names.ts"
import {wordsOf} from "../fold.ts"
import {basisOf} from "../reading/basis.ts"
import type {Scope, StatementRule} from "../rule.ts"

// Many can rest on one long text: its words are looked up once.
const known = new WeakMap<Scope, WeakMap<Statement, boolean>>()

function isLabel(basis: Statement, scope: Scope): boolean {
  const labels = known.get(scope) ?? new WeakMap<Statement, boolean>()
  known.set(scope, labels)
  const before = labels.get(basis)
  if (before !== undefined) return before
  const found = wordsOf(plainText(basis)).some(word => scope.diagnosisTerms.has(word))
  labels.set(basis, found)
  return found
}

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
        (basis.kind === "view" || basis.kind === "account" || basis.kind === "wish") &&
        isLabel(basis, scope),
    )
    return labelled && {fixes: [{type: "addBasis"}]}
  },
}
