// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, isWithdrawn, refs} from "./content.ts"
import {layerOf} from "./names.ts"
import {isFamily, isTeam, type Person} from "./person.ts"

/**
 * Who may read a statement, besides the team and the reviewer: the persons named by its `reader`
 * relations, or everybody when it names none. A child's words without a reader list are for those
 * with whom the child agreed to share them; without such an agreement for nobody else than the child.
 * A reader list can narrow what the child agreed to, never widen it. Whoever speaks reads their words.
 *
 * @returns ids of persons, or `"everyone"`.
 */
export function readersOf(statement: Statement): "everyone" | readonly string[] {
  const named = refs(statement, "reader")
  const readers = named.length === 0 || named.includes(everyone) ? "everyone" : named
  // Nobody's own words are kept from them.
  const speaker = layerOf(statement.kind) === "voice" ? [attr(statement, "by")] : []
  if (statement.kind !== "childVoice")
    return readers === "everyone" ? readers : [...readers, ...speaker]
  const shared = refs(statement, "shareWith")
  if (shared.includes(everyone)) return readers === "everyone" ? readers : [...readers, ...speaker]
  const agreed = readers === "everyone" ? shared : readers.filter(id => shared.includes(id))
  return [...agreed, ...speaker]
}

/** The value of a `shareWith` relation that stands for everybody who may read the report. */
export const everyone = "everyone"

/**
 * Whether one person may read a statement. Team and reviewer read all, also what was withdrawn; the
 * family what is meant for them; everybody else only their own words.
 */
export function mayRead(statement: Statement, person: Pick<Person, "id" | "role">): boolean {
  if (isTeam(person.role) || person.role === "reviewer") return true
  if (isWithdrawn(statement)) return false
  if (!isFamily(person.role))
    return layerOf(statement.kind) === "voice" && attr(statement, "by") === person.id
  const readers = readersOf(statement)
  return readers === "everyone" || readers.includes(person.id)
}
