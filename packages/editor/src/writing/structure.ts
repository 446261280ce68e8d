// SPDX-License-Identifier: EUPL-1.2
import {
  type Content,
  type Relation,
  type RelationType,
  type Run,
  type Section,
  type Source,
  type Statement,
  relationTypes,
} from "@wederhoor/format"
import type {Node, ResolvedPos} from "prosemirror-model"
import * as Y from "yjs"
import {kindOf, text} from "./schema.ts"

/** A statement and where it stands. Numbers count from 0; `pos` is just before the node. */
export interface Place {
  readonly node: Node
  readonly pos: number
  readonly section: string
  readonly sectionIndex: number
  readonly index: number
  /** Its place among the statements that stand, counted from 1; 0 when it was withdrawn. */
  readonly ordinal: number
}

/** The statement around a position, or `null` outside every statement. */
export function placeAt($pos: ResolvedPos): Place | null {
  if ($pos.depth < 2 || $pos.node(2).type.name !== "statement") return null
  return {
    node: $pos.node(2),
    pos: $pos.before(2),
    section: text($pos.node(1), "id"),
    sectionIndex: $pos.index(0),
    index: $pos.index(1),
    ordinal: ordinalIn($pos.node(1), $pos.index(1)),
  }
}

const stands = (statement: Node): boolean => text(statement, "withdrawn") === ""

function ordinalIn(section: Node, index: number): number {
  if (!stands(section.child(index))) return 0
  let before = 0
  for (let i = 0; i < index; i++) if (stands(section.child(i))) before++
  return before + 1
}

/** Every statement in order. */
export function* placesOf(doc: Node): Generator<Place> {
  let sectionPos = 0
  for (let sectionIndex = 0; sectionIndex < doc.childCount; sectionIndex++) {
    const section = doc.child(sectionIndex)
    let pos = sectionPos + 1
    let standing = 0
    for (let index = 0; index < section.childCount; index++) {
      const node = section.child(index)
      const ordinal = stands(node) ? ++standing : 0
      yield {node, pos, section: text(section, "id"), sectionIndex, index, ordinal}
      pos += node.nodeSize
    }
    sectionPos += section.nodeSize
  }
}

/** The statement with this id; the first one should two carry it. */
export function findPlace(doc: Node, id: string): Place | null {
  if (!id) return null
  for (const place of placesOf(doc)) if (text(place.node, "id") === id) return place
  return null
}

/**
 * The number people call a statement by: `4.2`, the same as in the report that is printed from it.
 * A withdrawn statement is in no report and has none: `4.–`.
 */
export function numberOf(place: Pick<Place, "sectionIndex" | "ordinal">): string {
  return `${place.sectionIndex + 1}.${place.ordinal === 0 ? "–" : place.ordinal}`
}

/** Whether a node is one of the relations that stand beside the lines. */
export function isRelation(node: Node): boolean {
  return Object.hasOwn(relationTypes, node.type.name)
}

/** The text of a statement as the checks see it: lines joined by a newline. */
export function statementText(statement: Node): string {
  return statementJson(statement)
    .lines.map(line => line.map(run => run.text).join(""))
    .join("\n")
}

/** The first words of a statement, to recognise it by in a list. */
export function firstWords(statement: Node, length = 48): string {
  const whole = statementText(statement).replace(/\s+/g, " ").trim()
  return whole.length <= length ? whole : `${whole.slice(0, length).replace(/\s+\S*$/, "")}…`
}

/**
 * The document position of a place in the text of `statementText`: the caret for an offset counted in
 * UTF-16 units, where each line break counts as one.
 */
export function positionOf(place: Place, offset: number): number {
  let rest = offset
  let last = place.pos + 1
  let found: number | null = null
  place.node.forEach((child, childOffset) => {
    if (found !== null || child.type.name !== "line") return
    const start = place.pos + 1 + childOffset + 1
    if (rest <= child.content.size) found = start + rest
    else rest -= child.content.size + 1
    last = start + child.content.size
  })
  return found ?? last
}

/** The offset in `statementText` of a document position inside the statement. */
export function offsetOf(place: Place, pos: number): number {
  let offset = 0
  let found: number | null = null
  place.node.forEach((child, childOffset) => {
    if (found !== null || child.type.name !== "line") return
    const start = place.pos + 1 + childOffset + 1
    if (pos <= start + child.content.size) found = offset + Math.max(0, pos - start)
    else offset += child.content.size + 1
  })
  return found ?? offset
}

// ProseMirror keeps the node objects of whatever did not change, so the JSON of a statement is made
// once per edit of that statement, however large the report.
const statements = new WeakMap<Node, Statement>()
const sections = new WeakMap<Node, Section>()

/** One statement as the format knows it. The same node gives the same object. */
export function statementJson(node: Node): Statement {
  const known = statements.get(node)
  if (known) return known
  const lines: Run[][] = []
  const relations: Relation[] = []
  const waivers: {hash: string; reason: string}[] = []
  node.forEach(child => {
    if (child.type.name === "line") lines.push(runs(child))
    else if (child.type.name === "waiver")
      waivers.push({hash: text(child, "hash"), reason: text(child, "reason")})
    else if (isRelation(child)) {
      const page = text(child, "page")
      relations.push({
        type: child.type.name as RelationType,
        ref: text(child, "ref"),
        ...(page ? {page} : {}),
      })
    }
  })
  const attrs: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(node.attrs as Record<string, unknown>)) {
    if (name === "id" || name === "kind" || value === "" || value === false) continue
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      attrs[name] = value
  }
  const statement: Statement = {
    id: text(node, "id"),
    kind: kindOf(node),
    lines,
    attrs,
    relations,
    ...(waivers.length > 0 ? {waivers} : {}),
  }
  statements.set(node, statement)
  return statement
}

function runs(line: Node): Run[] {
  const list: Run[] = []
  line.forEach(child => {
    const marks = child.marks.map(mark => mark.type.name as NonNullable<Run["marks"]>[number])
    list.push({text: child.text ?? "", ...(marks.length > 0 ? {marks} : {})})
  })
  return list
}

/** The whole content as the format knows it. */
export function contentJson(doc: Node, sources: readonly Source[]): Content {
  const list: Section[] = []
  doc.forEach(node => {
    const known = sections.get(node) ?? {
      id: text(node, "id"),
      statements: node.content.content.map(statementJson),
    }
    sections.set(node, known)
    list.push(known)
  })
  return {sections: list, sources}
}

/** What is ticked at a source, or not. */
export const sourceMarks = ["attached", "expert", "shielded"] as const

/** The register of sources in the shared document. Entries without an id are left out. */
export function readSources(fragment: Y.XmlFragment): Source[] {
  return fragment.toArray().flatMap(entry => {
    if (!(entry instanceof Y.XmlElement) || entry.nodeName !== "sourceEntry") return []
    const fields = entry.getAttributes() as Record<string, unknown>
    const id = fields["id"]
    if (typeof id !== "string" || !id) return []
    const optional = Object.fromEntries(
      ["author", "date", "person", "ground", "consent"].flatMap(name =>
        typeof fields[name] === "string" && fields[name] !== "" ? [[name, fields[name]]] : [],
      ),
    )
    const marked = Object.fromEntries(
      sourceMarks.flatMap(name => (fields[name] === true ? [[name, true]] : [])),
    )
    return [
      {
        id,
        title: typeof fields["title"] === "string" ? fields["title"] : "",
        medium: (typeof fields["medium"] === "string"
          ? fields["medium"]
          : "unknown") as Source["medium"],
        ...optional,
        ...marked,
      },
    ]
  })
}
