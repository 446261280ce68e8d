// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {sourcesOf, monthsSince} from "../reading/sources.ts"
import type {StatementRule} from "../rule.ts"
import {lacks} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "excerpt-too-old-without-reason",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Termijn: beleidsbestand; RBLIM 2022:8615 (verouderde gronden)",
  words: {
    nl: [
      "Dit is ouder dan {months} maanden.",
      "Schrijf op waarom het nu nog van belang is, of haal het weg.",
    ],
    en: ["This is older than {months} months.", "Write down why it still matters, or withdraw it."],
  },
  check(statement, scope) {
    if (statement.kind !== "documentExcerpt" || !lacks(statement, "relevance")) return
    // A paper tells nothing that happened after it was written.
    const own = attr(statement, "until") || attr(statement, "at")
    const written = sourcesOf(statement, scope)
      .flatMap(source => source.date ?? [])
      .toSorted()
      .at(-1)
    const [date] = [own, written ?? ""].filter(one => one !== "").toSorted()
    const limit = scope.policy.terms.excerptMonths
    return (
      date !== undefined &&
      monthsSince(date, scope.today) > limit && {
        params: {months: String(limit)},
        fixes: [{type: "set", attribute: "relevance"}, {type: "withdraw"}],
      }
    )
  },
}
