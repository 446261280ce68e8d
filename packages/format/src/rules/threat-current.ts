// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr} from "../content.ts"
import {basisOf} from "../reading/basis.ts"
import {monthsSince, sourcesOf} from "../reading/sources.ts"
import type {Scope, StatementRule} from "../rule.ts"

/** The dates of a statement: its own (the end of a period), and those of its sources. */
const datesOf = (statement: Statement, scope: Scope): string[] =>
  [
    attr(statement, "until") || attr(statement, "at"),
    ...sourcesOf(statement, scope).map(source => source.date ?? ""),
  ].filter(date => date !== "")

export const rule: StatementRule = {
  slug: "threat-current",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "RBLIM 2022:8615 (verouderde gronden); REV-5; termijn: beleidsbestand",
  words: {
    nl: [
      "Alles waar dit op steunt, is ouder dan {months} maanden.",
      "Noem iets van nu, of trek dit in.",
    ],
    en: [
      "Everything this rests on is older than {months} months.",
      "Name something of now, or withdraw it.",
    ],
  },
  check(statement, scope) {
    const hindering = statement.kind === "factor" && attr(statement, "effect") === "hindering"
    if (statement.kind !== "concern" && !hindering) return
    // The day on which a worry was written down does not make its grounds recent.
    const grounds = [
      ...basisOf(statement, scope).flatMap(one => datesOf(one, scope)),
      ...sourcesOf(statement, scope).flatMap(source => source.date ?? []),
    ]
    const dates = grounds.length > 0 ? grounds : datesOf(statement, scope)
    const limit = scope.policy.terms.excerptMonths
    return (
      dates.length > 0 &&
      dates.every(date => monthsSince(date, scope.today) > limit) && {
        params: {months: String(limit)},
        fixes: [{type: "addBasis"}, {type: "withdraw"}],
      }
    )
  },
}
