// SPDX-License-Identifier: EUPL-1.2
import {folded} from "../fold.ts"
import {printedWords} from "../reading/printed.ts"
import {mayRead} from "../visibility.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "named-place-revealed",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source:
    "CNF-1; formaat, besluit 13; Ombudsman 2000/249 (geheim adres bij de ex-partner terechtgekomen)",
  words: {
    nl: [
      "Deze naam kan verraden waar iemand woont.",
      "Noem alleen de functie, bijvoorbeeld “de school” of “de huisarts”, of beperk wie dit leest.",
    ],
    en: [
      "This name can tell where someone lives.",
      "Name only the function, such as “the school” or “the doctor”, or limit who reads this.",
    ],
  },
  check(statement, scope) {
    if (scope.revealing.length === 0) return
    const read = scope.hidden.some(id =>
      scope.family.some(reader => reader.id !== id && mayRead(statement, reader, scope.template)),
    )
    if (!read) return
    const text = printedWords(statement, scope).map(folded).join("\n")
    return scope.revealing.some(name => text.includes(name)) && {fixes: [{type: "limitReaders"}]}
  },
}
