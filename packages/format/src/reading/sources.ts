// SPDX-License-Identifier: EUPL-1.2
import {type Source, type Statement, refs} from "../content.ts"
import type {Scope} from "../rule.ts"

/** The entries of the source register that a statement names. */
export const sourcesOf = (statement: Statement, scope: Scope): Source[] =>
  refs(statement, "source").flatMap(id => scope.sources.get(id) ?? [])

/** A source that is only what a person said, in a talk or a message, or whose origin nobody noted. */
export const isWord = (source: Source): boolean =>
  source.medium === "talk" || source.medium === "message" || source.medium === "unknown"

/**
 * How many sources do not depend on each other: by the person who spoke, else by the author, else by
 * the entry. What came from nobody knows where counts for none.
 */
export const independentSources = (sources: readonly Source[]): number =>
  new Set(
    sources
      .filter(({medium}) => medium !== "unknown")
      .map(({person, author, id}) => person || author || id),
  ).size

/** Months between a date (`YYYY`, `YYYY-MM`, …; the end of what it names) and a day. */
export function monthsSince(date: string, today: string): number {
  const [year = 0, month = 12] = date.split("-").map(part => Number.parseInt(part, 10))
  const [thisYear = 0, thisMonth = 0] = today.split("-").map(Number)
  return (thisYear - year) * 12 + (thisMonth - month)
}
