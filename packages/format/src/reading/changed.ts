// SPDX-License-Identifier: EUPL-1.2
import {
  type Content,
  type Source,
  type Statement,
  isWithdrawn,
  plainText,
  statementsOf,
} from "../content.ts"

/** Statements that were added, or changed in meaning, since the version people were shown. */
export function changedSince(offered: Content, now: Content): string[] {
  const then = meaningsIn(offered)
  const sources = new Map(now.sources.map(source => [source.id, source]))
  return [...statementsOf(now)].flatMap(({statement}) =>
    isWithdrawn(statement) || then.get(statement.id) === meaningOf(statement, sources)
      ? []
      : [statement.id],
  )
}

// An offered version does not change while a report is judged against it time and again.
const known = new WeakMap<Content, ReadonlyMap<string, string>>()

/** What every statement of a content means, by id. */
export function meaningsIn(content: Content): ReadonlyMap<string, string> {
  const before = known.get(content)
  if (before) return before
  const sources = new Map(content.sources.map(source => [source.id, source]))
  const meanings = new Map(
    [...statementsOf(content)].map(({statement}) => [statement.id, meaningOf(statement, sources)]),
  )
  known.set(content, meanings)
  return meanings
}

/**
 * What a statement means: kind, words, attributes that are set, relations, and the sources it leans
 * on. Not the waivers, nor the order in which keys and relations stand.
 */
export function meaningOf(
  {kind, lines, attrs, relations}: Statement,
  sources: ReadonlyMap<string, Source>,
): string {
  return JSON.stringify([
    kind,
    plainText({lines}),
    sorted(attrs),
    relations
      .map(({type, ref, page}) => {
        const source = type === "source" ? sources.get(ref) : undefined
        return JSON.stringify([type, ref, page ?? "", source ? sorted(source) : ""])
      })
      .toSorted(),
  ])
}

const sorted = (record: object): [string, unknown][] =>
  Object.entries(record)
    .filter(([, value]) => value !== "" && value !== false)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
