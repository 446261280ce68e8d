// SPDX-License-Identifier: EUPL-1.2
import {readingOrder} from "@wederhoor/collab"
import {Fragment, type Mark, type Node, type Schema} from "prosemirror-model"
import * as Y from "yjs"

/** A statement, a line or a relation in the shared document, as far as this editor shows it. */
export type Shared = Y.XmlElement

/** A piece of text with its marks, as Yjs tells it. */
interface Piece {
  readonly insert?: unknown
  readonly attributes?: {readonly [mark: string]: unknown}
}

/**
 * Whether this editor shows an element. What it does not know, it leaves where it is: it is never
 * drawn, counted or taken away, so that an editor of another version loses nothing of it.
 */
export function isShown(schema: Schema, child: unknown): child is Shared {
  return child instanceof Y.XmlElement && Object.hasOwn(schema.nodes, child.nodeName)
}

const childrenOf = (parent: Y.XmlFragment, schema: Schema, ...names: readonly string[]): Shared[] =>
  parent
    .toArray()
    .filter(
      (child): child is Shared =>
        isShown(schema, child) && (names.length === 0 || names.includes(child.nodeName)),
    )

/** The sections, in the order of the template. */
export function sectionsOf(fragment: Y.XmlFragment, schema: Schema): Shared[] {
  return childrenOf(fragment, schema, "section")
}

/** The statements of a section as they stand in the shared list, each with what says where it is read. */
export function listOf(
  section: Shared,
  schema: Schema,
): {readonly type: Shared; readonly id: string; readonly beside: string}[] {
  return childrenOf(section, schema, "statement").map(type => ({
    type,
    id: String(type.getAttribute("id") ?? ""),
    beside: String(type.getAttribute("beside") ?? ""),
  }))
}

/** The statements of a section in the order in which they are read. */
export function statementsOf(section: Shared, schema: Schema): Shared[] {
  const list = listOf(section, schema)
  return readingOrder(list).flatMap(index => list[index]?.type ?? [])
}

/** The lines, relations and waivers of a statement. */
export function partsOf(statement: Shared, schema: Schema): Shared[] {
  return childrenOf(statement, schema).filter(
    part => part.nodeName !== "section" && part.nodeName !== "statement",
  )
}

/** The texts of a line: one, unless two writers started in it before they knew of each other. */
export function textsOf(line: Shared): Y.XmlText[] {
  return line.toArray().filter((child): child is Y.XmlText => child instanceof Y.XmlText)
}

/** The attributes that the schema knows; what is not set, or is no plain value, is `null`. */
export function attributesOf(type: Shared, schema: Schema): Record<string, unknown> {
  const attributes: Record<string, unknown> = {}
  for (const name of Object.keys(schema.nodes[type.nodeName]?.spec.attrs ?? {})) {
    const value: unknown = type.getAttribute(name)
    const plain =
      typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    attributes[name] = plain ? value : null
  }
  return attributes
}

/** The words of a line with the marks that the schema knows. */
export function drawWords(line: Shared, schema: Schema): Fragment {
  const nodes: Node[] = []
  for (const text of textsOf(line))
    for (const {insert, attributes = {}} of text.toDelta() as readonly Piece[]) {
      if (typeof insert !== "string" || insert === "") continue
      nodes.push(schema.text(insert, marksOf(attributes, schema)))
    }
  return Fragment.fromArray(nodes)
}

function marksOf(attributes: {readonly [mark: string]: unknown}, schema: Schema): readonly Mark[] {
  let marks: readonly Mark[] = []
  for (const [name, value] of Object.entries(attributes)) {
    const type = Object.hasOwn(schema.marks, name) ? schema.marks[name] : undefined
    if (!type || value === null) continue
    marks = type.create(typeof value === "object" ? value : null).addToSet(marks)
  }
  return marks
}

/** A line, relation or waiver as a node. */
export function drawPart(part: Shared, schema: Schema): Node {
  const words = part.nodeName === "line" ? drawWords(part, schema) : null
  return make(part, schema, words)
}

/** A statement as a node. */
export function drawStatement(statement: Shared, schema: Schema): Node {
  const parts = partsOf(statement, schema).map(part => drawPart(part, schema))
  return make(statement, schema, Fragment.fromArray(parts))
}

/** A section as a node. */
export function drawSection(section: Shared, schema: Schema): Node {
  const statements = statementsOf(section, schema).map(one => drawStatement(one, schema))
  return make(section, schema, Fragment.fromArray(statements))
}

function make(type: Shared, schema: Schema, content: Fragment | null): Node {
  const node = schema.nodes[type.nodeName]
  if (!node) throw new TypeError(`The schema has no node “${type.nodeName}”.`)
  return node.create(attributesOf(type, schema), content)
}
