// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, isWithdrawn, refs} from "./content.ts"
import {layerOf} from "./names.ts"
import {isFamily, isTeam, type Person} from "./person.ts"

/**
 * Who may read a statement, besides the team and the reviewer: the persons named by its `reader`
 * relations, or everybody when it names none. With whom sharing was agreed (`shareWith`) narrows this
 * for the words of a child, a diagnosis and special data: a reader list can narrow an agreement, never
 * widen it. A child's words without an agreement are for nobody else than the child; a diagnosis or
 * special data without one follow the reader list. Whoever speaks reads their words. Whom special data
 * are about is never left out by an agreement, only by a reader list (`about-may-read` asks why).
 * Source: CNF-3, CNF-5.
 *
 * @returns ids of persons, or `"everyone"`.
 */
export function readersOf(statement: Statement): "everyone" | readonly string[] {
  const named = refs(statement, "reader")
  const readers = named.length === 0 || named.includes(everyone) ? "everyone" : named
  // Nobody's own words are kept from them.
  const speaker = layerOf(statement.kind) === "voice" ? [attr(statement, "by")] : []
  const shared = isShielding(statement) ? refs(statement, "shareWith") : []
  const open = statement.kind === "childVoice" ? shared.includes(everyone) : sharedFreely(shared)
  if (open) return readers === "everyone" ? readers : [...readers, ...speaker]
  const agreed = statement.kind === "childVoice" ? shared : [...shared, ...refs(statement, "about")]
  return [
    ...(readers === "everyone" ? agreed : readers.filter(id => agreed.includes(id))),
    ...speaker,
  ]
}

/** Whether sharing a statement needs an agreement: a child's words, a diagnosis, special data. */
export function isShielding(statement: Statement): boolean {
  return (
    statement.kind === "childVoice" ||
    statement.kind === "diagnosis" ||
    attr(statement, "special") !== ""
  )
}

const sharedFreely = (shared: readonly string[]): boolean =>
  shared.length === 0 || shared.includes(everyone)

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
