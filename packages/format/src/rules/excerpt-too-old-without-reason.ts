// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import {sourcesOf, monthsSince} from "../reading/sources.ts"
import type {StatementRule} from "../rule.ts"

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
    if (statement.kind !== "documentExcerpt" || attr(statement, "relevance") !== "") return
    const date =
      attr(statement, "until") ||
      attr(statement, "at") ||
      sourcesOf(statement, scope).find(source => source.date)?.date
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
