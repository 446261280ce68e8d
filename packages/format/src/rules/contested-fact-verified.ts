// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import {independentSources, sourcesOf} from "../reading/sources.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "contested-fact-verified",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "FMT-5; formaat, besluit 3",
  words: {
    nl: [
      "Dit feit wordt tegengesproken, en het steunt niet op een stuk, een register of twee losse bronnen.",
      "Voeg zo’n bron toe, of schrijf op wie dit vertelt.",
    ],
    en: [
      "This fact is contradicted, and does not rest on a document, a register or two independent sources.",
      "Add such a source, or write down who tells this.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "fact") return
    const contested =
      scope.contradicted.has(statement.id) ||
      refs(statement, "contradicts").some(id => scope.statements.has(id))
    if (!contested) return
    const sources = sourcesOf(statement, scope)
    if (sources.some(({medium}) => medium === "document" || medium === "register")) return
    return (
      independentSources(sources, scope) < 2 && {
        fixes: [{type: "addSource"}, {type: "convert", kind: "account"}],
      }
    )
  },
}
