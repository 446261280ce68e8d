// SPDX-License-Identifier: EUPL-1.2
import {sourcesOf} from "../reading/sources.ts"
import type {StatementRule} from "../rule.ts"
import {says} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "shielded-source-has-ground",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-2; Uitvoeringsbesluit Wmo 2015 4.1.8(3)",
  words: {
    nl: [
      "Wie dit aandroeg blijft ongenoemd, en er staat niet op welke grond.",
      "Vul bij de bron de grond in, of noem de bron.",
    ],
    en: [
      "Who gave this stays unnamed, and it does not say on which ground.",
      "Fill in the ground at the source, or name the source.",
    ],
  },
  check: (statement, scope) =>
    sourcesOf(statement, scope).some(source => source.shielded && !says(source.ground)) && {
      fixes: [{type: "addSource"}],
    },
}
