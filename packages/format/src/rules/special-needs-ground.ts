// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import {lacks, says} from "../reading/filled.ts"
import {sourcesOf} from "../reading/sources.ts"
import {mayRead} from "../visibility.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "special-needs-ground",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-3; Jeugdwet 7.3.10 en 7.3.11",
  words: {
    nl: [
      "Dit zijn bijzondere gegevens die ook iemand anders van het gezin leest.",
      "Beperk wie dit leest, leg vast met wie delen is afgesproken, of noem de grond om dit te delen.",
    ],
    en: [
      "These are special data that somebody else of the family reads too.",
      "Limit who reads this, record with whom sharing was agreed, or name the ground for sharing.",
    ],
  },
  check(statement, scope) {
    if (attr(statement, "special") === "") return
    if (!lacks(statement, "shareGround") || refs(statement, "shareWith").length > 0) return
    if (sourcesOf(statement, scope).some(source => says(source.consent))) return
    const own = [...refs(statement, "about"), attr(statement, "by")]
    return (
      scope.family.some(
        reader => !own.includes(reader.id) && mayRead(statement, reader, scope.template),
      ) && {
        fixes: [{type: "limitReaders"}, {type: "set", attribute: "shareGround"}],
      }
    )
  },
}
