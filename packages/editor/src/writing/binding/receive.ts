// SPDX-License-Identifier: EUPL-1.2
import {Fragment, type Node, Slice} from "prosemirror-model"
import type {Transaction} from "prosemirror-state"
import {ReplaceStep} from "prosemirror-transform"
import * as Y from "yjs"
import {steadyIndexes} from "./align.ts"
import {
  attributesOf,
  drawPart,
  drawStatement,
  drawWords,
  partsOf,
  type Shared,
  statementsOf,
} from "./draw.ts"
import {differenceOf} from "./line.ts"
import {drawAll, type Mirror, offsetOfChild, positionOfSection} from "./mirror.ts"

/** What a change of the shared document touched, as far as it is shown. */
export interface Touched {
  /** Sections whose statements came, went or were moved. */
  readonly sections: Set<Shared>
  /** Statements of which something changed, with the parts that did; all of it when a part came or went. */
  readonly statements: Map<Shared, Set<Shared>>
  /** The sections themselves came or went. */
  all: boolean
}

/** Gather what the events of one change touched. */
export function touchedBy(
  events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
  fragment: Y.XmlFragment,
): Touched {
  const touched: Touched = {sections: new Set(), statements: new Map(), all: false}
  for (const event of events) {
    const target: unknown = event.target
    if (target === fragment) touched.all = true
    else note(touched, target, event)
  }
  return touched
}

function note(touched: Touched, target: unknown, event: Y.YEvent<Y.AbstractType<unknown>>): void {
  if (!(target instanceof Y.XmlElement)) {
    if (target instanceof Y.XmlText) notePart(touched, target.parent)
    return
  }
  if (target.nodeName === "section") touched.sections.add(target)
  else if (target.nodeName === "statement") {
    partsIn(touched, target)
    const {parent} = target
    const moved = event.changes.keys.has("beside") || event.changes.keys.has("id")
    if (moved && parent instanceof Y.XmlElement) touched.sections.add(parent)
  } else notePart(touched, target)
}

function notePart(touched: Touched, part: unknown): void {
  if (part instanceof Y.XmlElement && part.parent instanceof Y.XmlElement)
    partsIn(touched, part.parent).add(part)
}

function partsIn(touched: Touched, statement: Shared): Set<Shared> {
  const known = touched.statements.get(statement)
  if (known) return known
  const parts = new Set<Shared>()
  touched.statements.set(statement, parts)
  return parts
}

/**
 * Put on a transaction what the shared document says now, in steps no larger than the change: what
 * stands elsewhere keeps its position, its node and its place on screen. Brings the mirror up to date
 * but for its `doc`, which is the transaction's.
 */
export function receive(mirror: Mirror, tr: Transaction, touched: Touched): void {
  if (touched.all) return receiveAll(mirror, tr)
  const {schema} = mirror
  mirror.sections.forEach((section, index) => {
    const shown = mirror.statements.get(section)
    if (!shown) return
    // From the end, so that the positions of what comes before stay what they are.
    const changed = shown
      .map((statement, at) => ({statement, at}))
      .filter(({statement}) => touched.statements.has(statement) && !isGone(statement))
      .toReversed()
    const reordered = touched.sections.has(section)
    if (changed.length === 0 && !reordered) return
    const start = positionOfSection(tr.doc, index) + 1
    for (const {statement, at} of changed) {
      const before = start + offsetOfChild(tr.doc.child(index), at)
      const parts = touched.statements.get(statement) ?? new Set()
      receiveStatement(mirror, tr, statement, before, parts)
    }
    if (reordered) receiveList(mirror, tr, section, index, statementsOf(section, schema))
  })
}

const isGone = (type: Shared): boolean => type._item === null || type._item.deleted

function receiveAll(mirror: Mirror, tr: Transaction): void {
  const fresh = drawAll(mirror.fragment, mirror.schema)
  mirror.sections = fresh.sections
  mirror.statements.clear()
  mirror.parts.clear()
  for (const [section, list] of fresh.statements) mirror.statements.set(section, list)
  for (const [statement, parts] of fresh.parts) mirror.parts.set(statement, parts)
  replace(tr, 0, tr.doc.content.size, fresh.doc.content)
}

function replace(tr: Transaction, from: number, to: number, content: Fragment): void {
  if (from === to && content.size === 0) return
  tr.step(new ReplaceStep(from, to, new Slice(content, 0, 0)))
}

function receiveStatement(
  mirror: Mirror,
  tr: Transaction,
  statement: Shared,
  before: number,
  touched: ReadonlySet<Shared>,
): void {
  const {schema} = mirror
  const node = tr.doc.nodeAt(before)
  if (!node) return
  receiveAttributes(mirror, tr, statement, node, before)
  const old = mirror.parts.get(statement) ?? []
  const now = partsOf(statement, schema)
  const [stayed, known] = [new Set(now), new Set(old)]
  let end = before + node.nodeSize - 1
  let at = old.length - 1
  let next = now.length - 1
  while (at >= 0 || next >= 0) {
    const [was, is] = [old[at], now[next]]
    if (was && !stayed.has(was)) {
      const size = node.child(at).nodeSize
      replace(tr, end - size, end, Fragment.empty)
      end -= size
      at -= 1
    } else if (is && !known.has(is)) {
      replace(tr, end, end, Fragment.from(drawPart(is, schema)))
      next -= 1
    } else if (is) {
      const part = node.child(at)
      if (touched.has(is)) receivePart(mirror, tr, is, part, end - part.nodeSize)
      end -= part.nodeSize
      at -= 1
      next -= 1
    }
  }
  mirror.parts.set(statement, now)
}

function receivePart(mirror: Mirror, tr: Transaction, part: Shared, node: Node, at: number): void {
  receiveAttributes(mirror, tr, part, node, at)
  if (!node.inlineContent) return
  const words = drawWords(part, mirror.schema)
  const difference = differenceOf(node.content, words)
  if (difference === null) return
  const {start, before, after} = difference
  replace(tr, at + 1 + start, at + 1 + before, words.cut(start, after))
}

function receiveAttributes(
  mirror: Mirror,
  tr: Transaction,
  type: Shared,
  node: Node,
  at: number,
): void {
  for (const [name, value] of Object.entries(attributesOf(type, mirror.schema)))
    if (node.attrs[name] !== value) tr.setNodeAttribute(at, name, value)
}

/** Statements that came, went or were moved. One that moves is taken out and put back: nothing else is touched. */
function receiveList(
  mirror: Mirror,
  tr: Transaction,
  section: Shared,
  index: number,
  now: readonly Shared[],
): void {
  const start = positionOfSection(tr.doc, index) + 1
  const old = mirror.statements.get(section) ?? []
  const places = new Map(old.map((statement, at) => [statement, at]))
  const origins = now.map(statement => places.get(statement) ?? null)
  const steady = steadyIndexes(origins)
  const stays = new Set([...steady].map(at => origins[at]))
  for (let at = old.length - 1; at >= 0; at--) {
    if (stays.has(at)) continue
    const node = tr.doc.child(index)
    const from = start + offsetOfChild(node, at)
    replace(tr, from, from + node.child(at).nodeSize, Fragment.empty)
    const gone = old[at]
    if (gone && !now.includes(gone)) mirror.parts.delete(gone)
  }
  now.forEach((statement, at) => {
    if (steady.has(at)) return
    const from = start + offsetOfChild(tr.doc.child(index), at)
    replace(tr, from, from, Fragment.from(drawStatement(statement, mirror.schema)))
    mirror.parts.set(statement, partsOf(statement, mirror.schema))
  })
  mirror.statements.set(section, [...now])
}
