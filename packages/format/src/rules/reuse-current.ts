// SPDX-License-Identifier: EUPL-1.2
import {originAt, originOf} from "../reading/origin.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "reuse-current",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "FMT-6; Kinderombudsman 2013 (fouten die van rapport op rapport overgaan)",
  words: {
    nl: [
      "Dit is overgenomen, en in het eerste verslag daarna gecorrigeerd of ingetrokken.",
      "Neem de nieuwe tekst over, of trek dit in.",
    ],
    en: [
      "This was taken over, and later corrected or withdrawn in the first report.",
      "Take over the new text, or withdraw this.",
    ],
  },
  check: (statement, scope) =>
    (scope.alerts.has(originOf(statement)) || scope.alerts.has(originAt(statement))) && {
      fixes: [{type: "withdraw"}],
    },
}
