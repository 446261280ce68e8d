// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import {everyone} from "../visibility.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "child-shared-as-agreed",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-5; formaat, besluit 9",
  words: {
    nl: [
      "{reader} zou dit lezen, maar dat is niet met het kind afgesproken.",
      "Haal deze lezer weg, of bespreek het opnieuw met het kind.",
    ],
    en: [
      "{reader} would read this, but that was not agreed with the child.",
      "Remove this reader, or talk it over with the child again.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "childVoice") return
    const shared = refs(statement, "shareWith")
    if (shared.length === 0 || shared.includes(everyone)) return
    const tooMany = refs(statement, "reader").filter(
      reader => !shared.includes(reader) && reader !== attr(statement, "by"),
    )
    if (tooMany.length === 0) return
    // Only labels of the register: a reference could hold any words.
    const names = tooMany.flatMap(id => scope.persons.get(id)?.label ?? [])
    return {params: {reader: names.join(", ") || "?"}, fixes: [{type: "limitReaders"}]}
  },
}
