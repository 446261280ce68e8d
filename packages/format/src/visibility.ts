// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, isWithdrawn, refs} from "./content.ts"
import {doersOf} from "./life/purposes.ts"
import {type ReaderRole, layerOf, words} from "./names.ts"
import {isFamily, readsAll} from "./person.ts"
import {type Template, signOffsOf} from "./template.ts"

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

/** Who reads a copy: an id of the register, or none for a reader who is not in it. */
export interface CopyReader {
  readonly id: string
  readonly role: ReaderRole
}

/**
 * Whether this role reads the report as a whole, as far as it is meant for everybody: team, reviewer,
 * family, whoever the template asks to sign for the whole report, and who is not in the register but gets
 * a copy. Others read what is theirs.
 * Source: SGN-3: nobody signs for what they could not read.
 */
export function readsReport(role: ReaderRole, template?: Pick<Template, "signOffs">): boolean {
  return (
    readsAll(role) ||
    isFamily(role) ||
    // A judge, a recipient or a third party.
    !Object.hasOwn(words.role, role) ||
    signOffsOf(template ?? {}).some(
      one => one.purpose === "report" && (one.roles as readonly ReaderRole[]).includes(role),
    )
  )
}

/**
 * Whether one person may read a statement. Team and reviewer read all, also what was withdrawn; the
 * family, and whoever the template asks to sign the whole report, what is meant for them. Everybody
 * else reads what is theirs: what they said, saw or judged themselves (`by`), what names them as a
 * reader or in an agreement on sharing, and of the plan that in which they have a task or are named
 * under "Akkoord van", as long as its readers are not limited to others. A judge reads all that stands
 * (`copyFor` stops where a party may not); a recipient and a third party what is meant for everybody.
 *
 * @param template without it nobody but the family is taken to sign the whole report.
 */
export function mayRead(
  statement: Statement,
  person: CopyReader,
  template?: Pick<Template, "signOffs">,
): boolean {
  const {id, role} = person
  if (readsAll(role)) return true
  if (isWithdrawn(statement)) return false
  if (role === "court") return true
  if (!isFamily(role) && attr(statement, "by") === id) return true
  const readers = readersOf(statement)
  if (readers !== "everyone" && !readers.includes(id)) return false
  return readsReport(role, template) || isNamedIn(statement, id)
}

/** Whether a statement names somebody as its reader, or as one who does it, checks it or agreed to it. */
function isNamedIn(statement: Statement, id: string): boolean {
  return (
    refs(statement, "reader").includes(id) ||
    refs(statement, "shareWith").includes(id) ||
    (layerOf(statement.kind) === "plan" &&
      (doersOf(statement).includes(id) || refs(statement, "accord").includes(id)))
  )
}
