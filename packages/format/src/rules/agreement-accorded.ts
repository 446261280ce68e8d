// SPDX-License-Identifier: EUPL-1.2
import {notAccorded} from "../reading/accord.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "agreement-accorded",
  gate: "toFamily",
  severity: "warning",
  on: "statement",
  source: "Formaat, besluit 11; SGN-3; Gelderse bouwstenen B4.6",
  words: {
    nl: [
      "Nog niet akkoord: {person}. Zolang is dit een voorstel.",
      "Vraag akkoord aan ieder die hierin een taak heeft of het nagaat.",
    ],
    en: [
      "Not agreed yet: {person}. Until then this is a proposal.",
      "Ask everyone who has a task in it or checks it to agree.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "agreement") return
    const missing = notAccorded(statement, scope.agreed)
    if (missing.length === 0) return
    // Only labels of the register: a reference could hold any words.
    const names = missing.flatMap(id => scope.persons.get(id)?.label ?? [])
    return {params: {person: names.join(", ") || "?"}, fixes: [{type: "set", attribute: "accord"}]}
  },
}
