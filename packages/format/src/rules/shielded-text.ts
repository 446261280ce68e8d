// SPDX-License-Identifier: EUPL-1.2
import {folded} from "../fold.ts"
import {printed} from "../reading/printed.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "shielded-text",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "CNF-1; Ombudsman 2000/249 (geheim adres bij de ex-partner terechtgekomen)",
  words: {
    nl: [
      "Hier staat een gegeven dat voor iemand geheim moet blijven.",
      "Haal het weg. Schrijf bijvoorbeeld “is verhuisd” zonder het adres.",
    ],
    en: [
      "This holds something that must stay secret from someone.",
      "Take it out. For example write “has moved” without the address.",
    ],
  },
  check(statement, scope) {
    if (scope.secrets.length === 0) return
    const text = printed(statement, scope).map(folded).join("\n")
    return scope.secrets.some(secret => text.includes(secret)) && {fixes: []}
  },
}
