// SPDX-License-Identifier: EUPL-1.2
import {contentTable, type DocumentTable, draftTable, type Role} from "@wederhoor/format"
import {CollabError} from "./collab-error.ts"

/** The kinds of place. Who may read and write is decided by which document something stands in. */
export type PlaceKind = "content" | "review" | "family" | "reply"

/** One Yjs document. `person` is there exactly when `kind` is `family` or `reply`. */
export interface Place {
  readonly report: string
  readonly kind: PlaceKind
  readonly person?: string
}

/** Who asks: the reference of the person in the register of the report, and the role there. */
export interface Actor {
  readonly person: string
  readonly role: Role
}

/** What somebody may do in a place. `read` means: the whole document, its history included. */
export type PlaceRights = "write" | "read" | "none"

const idPattern = /^[a-z0-9-]{1,64}$/

/**
 * The name of a place: `<report>/content`, `<report>/review`, `<report>/family/<person>`,
 * `<report>/reply/<person>`.
 *
 * @throws CollabError `bad-place` when an id is not `[a-z0-9-]{1,64}`, or a person is missing or
 *   given where none belongs.
 */
export function placeName(report: string, kind: PlaceKind, person?: string): string {
  const personal = kind === "family" || kind === "reply"
  const name = personal ? `${report}/${kind}/${person ?? ""}` : `${report}/${kind}`
  if (parsePlace(name) === null || (!personal && person !== undefined))
    throw new CollabError(
      "bad-place",
      name,
      "A report and a person are 1 to 64 of a-z, 0-9 and -; only family and reply have a person.",
    )
  return name
}

/** Read the name of a place; `null` for anything that is not exactly a name `placeName` can make. */
export function parsePlace(name: string): Place | null {
  if (typeof name !== "string" || name.length > 200) return null
  const [report, kind, person, ...rest] = name.split("/")
  if (report === undefined || !idPattern.test(report) || rest.length > 0) return null
  if (kind === "content" || kind === "review") return person === undefined ? {report, kind} : null
  if (kind === "family" || kind === "reply")
    return person !== undefined && idPattern.test(person) ? {report, kind, person} : null
  return null
}

/**
 * What an actor may do in a place. Least privilege: a role that the table does not name gets
 * nothing, and a representative gets nothing until the host records whom they represent.
 *
 * | place | writes | reads |
 * |---|---|---|
 * | content | author, coAuthor | reviewer |
 * | review | reviewer, author | |
 * | family/p | p (parent, carer, child), author, coAuthor | |
 * | reply/p | p (parent, carer, child) | |
 *
 * That the report is of this actor's organisation, and which phase it is in, is for the caller.
 */
export function placeRights(place: Place, actor: Actor): PlaceRights {
  const {role} = actor
  const team = role === "author" || role === "coAuthor"
  const self =
    (role === "parent" || role === "carer" || role === "child") && actor.person === place.person
  switch (place.kind) {
    case "content":
      return team ? "write" : role === "reviewer" ? "read" : "none"
    case "review":
      return role === "reviewer" || role === "author" ? "write" : "none"
    case "family":
      return team || self ? "write" : "none"
    case "reply":
      return self ? "write" : "none"
  }
}

/** The shape of the document of a place: the content of the report, or drafts of words. */
export function tableOf(place: Place): DocumentTable {
  return place.kind === "content" ? contentTable : draftTable
}
