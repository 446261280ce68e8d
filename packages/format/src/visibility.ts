// SPDX-License-Identifier: EUPL-1.2
import {type Statement, refs} from "./content.ts"
import {isFamily, isTeam, type Person} from "./person.ts"

/**
 * Who may read a statement, besides the team and the reviewer: the persons named by its `reader`
 * relations, or everybody when it names none. A child's words without a reader list are for those
 * with whom the child agreed to share them; without such an agreement for nobody else than the child.
 *
 * @returns ids of persons, or `"everyone"`.
 */
export function readersOf(statement: Statement): "everyone" | readonly string[] {
  const readers = refs(statement, "reader")
  if (statement.kind === "childVoice") {
    const shared = refs(statement, "shareWith")
    const allowed = readers.length > 0 ? readers : shared
    const speaker = statement.attrs["by"]
    return shared.includes(everyone) && readers.length === 0
      ? "everyone"
      : [...allowed, ...(typeof speaker === "string" ? [speaker] : [])]
  }
  return readers.length > 0 ? readers : "everyone"
}

/** The value of a `shareWith` relation that stands for everybody who may read the report. */
export const everyone = "everyone"

/** Whether one person may read a statement. Team and reviewer read all; nobody reads a withdrawn one in a rendition. */
export function mayRead(statement: Statement, person: Pick<Person, "id" | "role">): boolean {
  if (isTeam(person.role) || person.role === "reviewer") return true
  if (!isFamily(person.role)) return statement.attrs["by"] === person.id
  const readers = readersOf(statement)
  return readers === "everyone" || readers.includes(person.id)
}
