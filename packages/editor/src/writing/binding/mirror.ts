// SPDX-License-Identifier: EUPL-1.2
import type {Node, Schema} from "prosemirror-model"
import * as Y from "yjs"
import {drawSection, partsOf, sectionsOf, type Shared, statementsOf, textsOf} from "./draw.ts"

/**
 * Which element of the shared document stands behind which node on screen: by index, so that nothing
 * has to be looked up by identity. `doc` is what the screen shows; the lists follow its children.
 */
export interface Mirror {
  readonly schema: Schema
  readonly fragment: Y.XmlFragment
  doc: Node
  sections: Shared[]
  readonly statements: Map<Shared, Shared[]>
  readonly parts: Map<Shared, Shared[]>
}

/** Draw the whole shared document, and remember what stands behind it. */
export function drawAll(fragment: Y.XmlFragment, schema: Schema): Mirror {
  const sections = sectionsOf(fragment, schema)
  const nodes = sections.map(section => drawSection(section, schema))
  const mirror: Mirror = {
    schema,
    fragment,
    doc: schema.topNodeType.create(null, nodes),
    sections,
    statements: new Map(),
    parts: new Map(),
  }
  for (const section of sections) {
    const statements = statementsOf(section, schema)
    mirror.statements.set(section, statements)
    for (const statement of statements) mirror.parts.set(statement, partsOf(statement, schema))
  }
  return mirror
}

/** Where a child begins, counted from the start of the content of its parent. */
export function offsetOfChild(parent: Node, index: number): number {
  let offset = 0
  for (let at = 0; at < index; at++) offset += parent.child(at).nodeSize
  return offset
}

/** The position right before a section. */
export function positionOfSection(doc: Node, index: number): number {
  return offsetOfChild(doc, index)
}

/** A place in the text that stays the same place whatever is written around it; `null` outside every line. */
export function relativeOf(
  mirror: Mirror,
  position: number,
  side: -1 | 0 = 0,
): Y.RelativePosition | null {
  const $position = mirror.doc.resolve(position)
  if ($position.depth < 3 || !$position.parent.inlineContent) return null
  const section = mirror.sections[$position.index(0)]
  const statement = section && mirror.statements.get(section)?.[$position.index(1)]
  const line = statement && mirror.parts.get(statement)?.[$position.index(2)]
  if (!line) return null
  const spot = spotIn(line, $position.parentOffset)
  return spot
    ? Y.createRelativePositionFromTypeIndex(spot.text, spot.index, side)
    : Y.createRelativePositionFromTypeIndex(line, 0, side)
}

/** Where such a place is now; `null` when it is gone or not shown. */
export function absoluteOf(mirror: Mirror, relative: Y.RelativePosition): number | null {
  const {doc} = mirror.fragment
  const found = doc && Y.createAbsolutePositionFromRelativePosition(relative, doc)
  if (!found) return null
  const {type} = found
  const line: unknown = type instanceof Y.XmlText ? type.parent : type
  if (!(line instanceof Y.XmlElement) || line.nodeName !== "line") return null
  const start = positionOfLine(mirror, line)
  if (start === null) return null
  return start + (type instanceof Y.XmlText ? offsetIn(line, type, found.index) : 0)
}

/** The position at the start of the words of a line; `null` when it is not shown. */
export function positionOfLine(mirror: Mirror, line: Shared): number | null {
  const statement = line.parent
  if (!(statement instanceof Y.XmlElement)) return null
  const before = positionOfStatement(mirror, statement)
  const part = mirror.parts.get(statement)?.indexOf(line) ?? -1
  if (before === null || part < 0) return null
  const node = mirror.doc.nodeAt(before)
  return node && before + 1 + offsetOfChild(node, part) + 1
}

/** The position right before a statement; `null` when it is not shown. */
export function positionOfStatement(mirror: Mirror, statement: Shared): number | null {
  const section = statement.parent
  if (!(section instanceof Y.XmlElement)) return null
  const at = mirror.sections.indexOf(section)
  const index = mirror.statements.get(section)?.indexOf(statement) ?? -1
  if (at < 0 || index < 0) return null
  return positionOfSection(mirror.doc, at) + 1 + offsetOfChild(mirror.doc.child(at), index)
}

/**
 * The text behind an offset in a line, and the index in it. They differ only where something stands in
 * a text that is not shown. `null` for a line without any text.
 */
export function spotIn(line: Shared, offset: number): {text: Y.XmlText; index: number} | null {
  const texts = textsOf(line)
  let rest = offset
  let last: {text: Y.XmlText; index: number} | null = null
  for (const text of texts) {
    const size = shownLength(text)
    last = {text, index: indexIn(text, Math.min(rest, size))}
    if (rest <= size) return last
    rest -= size
  }
  return last
}

function offsetIn(line: Shared, wanted: Y.XmlText, index: number): number {
  let offset = 0
  for (const text of textsOf(line)) {
    if (text === wanted) return offset + index - hiddenBefore(text, index)
    offset += shownLength(text)
  }
  return offset
}

const shownLength = (text: Y.XmlText): number => text.length - hiddenBefore(text, text.length)

/** How much before an index is no text: an embedded thing counts as one in Yjs and is not shown. */
function hiddenBefore(text: Y.XmlText, index: number): number {
  let hidden = 0
  let at = 0
  for (let item = text._start; item !== null && at < index; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (!(item.content instanceof Y.ContentString)) hidden += Math.min(item.length, index - at)
    at += item.length
  }
  return hidden
}

function indexIn(text: Y.XmlText, shown: number): number {
  let left = shown
  let at = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (item.content instanceof Y.ContentString) {
      if (left <= item.length) return at + left
      left -= item.length
    }
    at += item.length
  }
  return at
}
