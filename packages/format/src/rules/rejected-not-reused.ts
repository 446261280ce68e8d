// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {basisOf} from "../reading/basis.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "rejected-not-reused",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Formaat, soorten; KOG: een hypothese komt als feit terug",
  words: {
    nl: ["Dit steunt op een verklaring die is verworpen.", "Kies een andere onderbouwing."],
    en: ["This rests on an explanation that was rejected.", "Choose another basis."],
  },
  check: (statement, scope) =>
    basisOf(statement, scope).some(
      basis => basis.kind === "hypothesis" && attr(basis, "state") === "rejected",
    ) && {fixes: [{type: "addBasis"}]},
}
