// SPDX-License-Identifier: EUPL-1.2
import {type Content, type Statement, isWithdrawn, plainText, statementsOf} from "../content.ts"

/** Statements that were added, or changed in meaning, since the version people were shown. */
export function changedSince(offered: Content, now: Content): string[] {
  const then = meaningsIn(offered)
  const before = new Map([...statementsOf(offered)].map(({statement}) => [statement.id, statement]))
  const current = meaningsIn(now)
  return [...statementsOf(now)].flatMap(({statement}) => {
    if (isWithdrawn(statement)) return []
    const old = before.get(statement.id)
    return old && then(old) === current(statement) ? [] : [statement.id]
  })
}

/**
 * What a statement means: kind, words, attributes that are set, relations, and the sources it leans
 * on. Not the waivers, nor the order in which keys and relations stand.
 */
function meaningsIn(content: Content): (statement: Statement) => string {
  const sources = new Map(content.sources.map(source => [source.id, sorted(source)]))
  return ({kind, lines, attrs, relations}) =>
    JSON.stringify([
      kind,
      plainText({lines}),
      sorted(attrs),
      relations
        .map(({type, ref, page}) =>
          JSON.stringify([type, ref, page ?? "", type === "source" ? sources.get(ref) : ""]),
        )
        .toSorted(),
    ])
}

const sorted = (record: object): [string, unknown][] =>
  Object.entries(record)
    .filter(([, value]) => value !== "" && value !== false)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
