// SPDX-License-Identifier: EUPL-1.2
import {type Source, type Statement, refs} from "../content.ts"
import {folded} from "../fold.ts"
import type {Person} from "../person.ts"
import type {Scope} from "../rule.ts"

/** The entries of the source register that a statement names, each once. */
export const sourcesOf = (statement: Statement, scope: Scope): Source[] =>
  [...new Set(refs(statement, "source"))].flatMap(id => scope.sources.get(id) ?? [])

/** A source that is only what a person said, in a talk or a message, or whose origin nobody noted. */
export const isWord = (source: Source): boolean =>
  source.medium === "talk" || source.medium === "message" || source.medium === "unknown"

/**
 * From whom a source comes: the person who said it, else the author who wrote it (as a person, when
 * the register has somebody of that name), else the entry itself. `""` for what came from nobody
 * knows whom: a rumour, or words of which nobody noted who said them.
 */
export function originOfSource({id, medium, person, author}: Source, scope: Scope): string {
  if (person) return person
  const name = folded(author ?? "")
  if (name !== "") return byName(scope).get(name) ?? name
  return medium === "talk" || medium === "message" || medium === "unknown" ? "" : id
}

const known = new WeakMap<ReadonlyMap<string, Person>, ReadonlyMap<string, string>>()

/** Ids of the persons of the register by their folded names. */
function byName({persons}: Scope): ReadonlyMap<string, string> {
  const before = known.get(persons)
  if (before) return before
  const names = new Map([...persons.values()].map(({name, id}) => [folded(name), id]))
  known.set(persons, names)
  return names
}

/** How many sources do not depend on each other, by whom they come from. */
export const independentSources = (sources: readonly Source[], scope: Scope): number =>
  new Set(sources.map(source => originOfSource(source, scope)).filter(Boolean)).size

/** Months between a date (`YYYY`, `YYYY-MM`, …; the end of what it names) and a day. */
export function monthsSince(date: string, today: string): number {
  const [year = 0, month = 12] = date.split("-").map(part => Number.parseInt(part, 10))
  const [thisYear = 0, thisMonth = 0] = today.split("-").map(Number)
  return (thisYear - year) * 12 + (thisMonth - month)
}
