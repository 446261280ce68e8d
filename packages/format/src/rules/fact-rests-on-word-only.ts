// SPDX-License-Identifier: EUPL-1.2
import {type Source, attr} from "../content.ts"
import {isFamily} from "../person.ts"
import {independentSources, isWord, originOfSource, sourcesOf} from "../reading/sources.ts"
import type {Scope, StatementRule} from "../rule.ts"

/** What somebody said, or what one of the family put on paper: that is their word as well. */
const isSaid = (source: Source, scope: Scope): boolean =>
  isWord(source) || isFamily(scope.persons.get(originOfSource(source, scope))?.role ?? "examiner")

export const rule: StatementRule = {
  slug: "fact-rests-on-word-only",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Jeugdwet 3.3; GI-privacycode; formaat, besluit 3",
  words: {
    nl: [
      "Dit staat als feit, maar het steunt alleen op wat iemand zei.",
      "Schrijf op wie dit vertelt, of voeg een bron toe die het bevestigt.",
    ],
    en: [
      "This stands as a fact, but it rests only on what someone said.",
      "Write down who tells this, or add a source that confirms it.",
    ],
  },
  check(statement, scope) {
    if (statement.kind !== "fact") return
    const sources = sourcesOf(statement, scope)
    if (sources.length === 0 || !sources.every(source => isSaid(source, scope))) return
    const verified = attr(statement, "verifiedBy")
    const voices = independentSources(sources, scope)
    // What nobody said by name can be acknowledged by nobody.
    if (verified === "acknowledged" && voices > 0) return
    if (verified === "twoSources" && voices > 1) return
    return {fixes: [{type: "convert", kind: "account"}, {type: "addSource"}]}
  },
}
