// SPDX-License-Identifier: EUPL-1.2
import {basisOf} from "../reading/basis.ts"
import {mayRead} from "../visibility.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "hidden-words-never-basis",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-5; Gelderse bouwstenen B4.5",
  words: {
    nl: [
      "{reader} leest dit, maar niet de woorden van het kind waarop het steunt.",
      "Kies een andere onderbouwing, of beperk wie dit leest.",
    ],
    en: [
      "{reader} reads this, but not the words of the child on which it rests.",
      "Choose another basis, or limit who reads this.",
    ],
  },
  check(statement, scope) {
    const words = basisOf(statement, scope).filter(one => one.kind === "childVoice")
    if (words.length === 0) return
    const readers = scope.family.filter(
      reader =>
        mayRead(statement, reader, scope.template) &&
        words.some(one => !mayRead(one, reader, scope.template)),
    )
    return (
      readers.length > 0 && {
        params: {reader: readers.map(reader => reader.label).join(", ")},
        fixes: [{type: "addBasis"}, {type: "limitReaders"}],
      }
    )
  },
}
