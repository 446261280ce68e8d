// SPDX-License-Identifier: EUPL-1.2
import {sourcesOf} from "../reading/sources.ts"
import type {StatementRule} from "../rule.ts"
import {lacks, says} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "diagnosis-needs-consent",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-3; Jeugdwet 7.3.11",
  words: {
    nl: [
      "Met welke toestemming of op welke grond staat deze diagnose hier?",
      "Vul het bij de bron in, of noem de grond om dit te delen.",
    ],
    en: [
      "With which consent or on which ground does this diagnosis stand here?",
      "Fill it in at the source, or name the ground for sharing.",
    ],
  },
  check: (statement, scope) =>
    statement.kind === "diagnosis" &&
    lacks(statement, "shareGround") &&
    !sourcesOf(statement, scope).some(source => says(source.consent) || says(source.ground)) && {
      fixes: [{type: "set", attribute: "shareGround"}],
    },
}
