// SPDX-License-Identifier: EUPL-1.2
import type {RelationType} from "./attributes.ts"
import type {SourceMedium} from "./document-table.ts"
import type {Kind} from "./names.ts"

/** A run of text with its marks. A line is a list of runs; nothing else stands inside a line. */
export interface Run {
  readonly text: string
  readonly marks?: readonly ("strong" | "em" | "quote" | "person")[]
}

/** A link from a statement to a source, a statement or a person. `page` belongs to `source` only. */
export interface Relation {
  readonly type: RelationType
  readonly ref: string
  readonly page?: string
}

/** One statement as plain JSON. Attributes that have their default value are left out of `attrs`. */
export interface Statement {
  readonly id: string
  readonly kind: Kind
  readonly lines: readonly (readonly Run[])[]
  readonly attrs: {readonly [name: string]: string | number | boolean}
  readonly relations: readonly Relation[]
  /** Context hashes of hints that were left standing on purpose; outside every digest. */
  readonly waivers?: readonly {readonly hash: string; readonly reason: string}[]
}

/** An entry of the source register of a report. `person` names who said it, for a talk or message. */
export interface Source {
  readonly id: string
  readonly title: string
  readonly medium: SourceMedium
  readonly author?: string
  readonly date?: string
  readonly person?: string
  readonly ground?: string
  readonly consent?: string
  /** Added to the report in full. */
  readonly attached?: boolean
  /** A report of an outside expert; it belongs with the report in full. */
  readonly expert?: boolean
  /** Who gave this stays unnamed; then `ground` says on which ground (CNF-2). */
  readonly shielded?: boolean
}

/** A section of the content; what it is called and may hold stands in the template. */
export interface Section {
  readonly id: string
  readonly statements: readonly Statement[]
}

/** The content of a report as plain JSON: what the shared document says, without Yjs. */
export interface Content {
  readonly sections: readonly Section[]
  readonly sources: readonly Source[]
}

/** The text of a statement without marks; lines joined by a newline. */
export function plainText(statement: Pick<Statement, "lines">): string {
  return statement.lines.map(line => line.map(run => run.text).join("")).join("\n")
}

/** A string attribute of a statement; `""` when it is not set. */
export function attr(statement: Pick<Statement, "attrs">, name: string): string {
  const value = statement.attrs[name]
  return value === undefined ? "" : String(value)
}

/** The targets of one type of relation, in the order in which they stand. */
export function refs(statement: Pick<Statement, "relations">, type: RelationType): string[] {
  return statement.relations
    .filter(relation => relation.type === type)
    .map(relation => relation.ref)
}

/** Every statement with the id of its section, in printed order. */
export function* statementsOf(
  content: Content,
): Generator<{readonly section: string; readonly statement: Statement}> {
  for (const section of content.sections)
    for (const statement of section.statements) yield {section: section.id, statement}
}

/** Whether a statement was withdrawn. It stays in the document and in the log; it no longer counts. */
export function isWithdrawn(statement: Pick<Statement, "attrs">): boolean {
  return attr(statement, "withdrawn") !== ""
}
