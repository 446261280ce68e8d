// SPDX-License-Identifier: EUPL-1.2
import {placesAfterMove, readingOrder, slotAt} from "@wederhoor/collab"
import type {Node} from "prosemirror-model"
import * as Y from "yjs"
import {listOf, type Shared} from "./draw.ts"
import {newText, sendWords} from "./line.ts"
import type {Mirror} from "./mirror.ts"
import {alignParts, steadyIndexes} from "./align.ts"

/**
 * Write what changed on screen into the shared document, and nothing else: what did not change is not
 * even looked at, since ProseMirror keeps its nodes. The caller holds a transaction open.
 *
 * `latest` is a position at or before which the change begins, when that is known.
 */
export function send(mirror: Mirror, next: Node, latest: number = Infinity): void {
  const old = mirror.doc
  let position = 0
  for (const [index, section] of mirror.sections.entries()) {
    const [before, after] = [old.child(index), next.child(index)]
    if (before !== after) sendSection(mirror, section, before, after, latest - position - 1)
    position += after.nodeSize
  }
  mirror.doc = next
}

/** Whether two documents have the same sections in the same order: those come from the template. */
export function sameSections(one: Node, other: Node): boolean {
  if (one.childCount !== other.childCount) return false
  for (let at = 0; at < one.childCount; at++) {
    const [mine, theirs] = [one.child(at), other.child(at)]
    if (mine !== theirs && !mine.hasMarkup(theirs.type, theirs.attrs)) return false
  }
  return true
}

function sendSection(mirror: Mirror, section: Shared, old: Node, next: Node, latest: number): void {
  const shown = mirror.statements.get(section) ?? []
  const first = commonStart(old, next)
  const shared = Math.min(old.childCount, next.childCount)
  let last = 0
  while (
    last < shared - first &&
    old.child(old.childCount - 1 - last) === next.child(next.childCount - 1 - last)
  )
    last += 1
  const [oldEnd, nextEnd] = [old.childCount - last, next.childCount - last]

  /** Statements of the stretch that changed, by id; of two with one id the first is met first. */
  const known = new Map<unknown, number[]>()
  for (let at = first; at < oldEnd; at++) {
    const id: unknown = old.child(at).attrs["id"]
    known.set(id, [...(known.get(id) ?? []), at])
  }
  const origins: (number | null)[] = []
  for (let at = first; at < nextEnd; at++)
    origins.push(known.get(next.child(at).attrs["id"])?.shift() ?? null)
  for (const gone of [...known.values()].flat()) {
    const type = shown[gone]
    if (type) takeOut(section, type)
  }

  const steady = steadyIndexes(origins)
  const types = shown.slice(0, first)
  let offset = 0
  for (let at = 0; at < first; at++) offset += next.child(at).nodeSize
  origins.forEach((origin, index) => {
    const node = next.child(first + index)
    const type = origin === null ? null : shown[origin]
    const previous = types.at(-1)
    if (!type) types.push(create(mirror, section, node, previous))
    else {
      if (!steady.has(index)) moveBehind(mirror, section, type, previous)
      const before = old.child(origin as number)
      if (before !== node) sendStatement(mirror, type, before, node, latest - offset - 1)
      types.push(type)
    }
    offset += node.nodeSize
  })
  mirror.statements.set(section, [...types, ...shown.slice(oldEnd)])
}

function commonStart(old: Node, next: Node): number {
  const shared = Math.min(old.childCount, next.childCount)
  let at = 0
  while (at < shared && old.child(at) === next.child(at)) at += 1
  return at
}

function takeOut(parent: Shared, child: Shared | Y.XmlText): void {
  const index = parent.toArray().indexOf(child)
  if (index >= 0) parent.delete(index, 1)
}

/** Put a new statement behind another (`undefined`: in front), and remember its parts. */
function create(mirror: Mirror, section: Shared, node: Node, previous: Shared | undefined): Shared {
  const list = listOf(section, mirror.schema)
  const order = readingOrder(list)
  const {after, beside} = slotAt(list, order.findIndex(at => list[at]?.type === previous) + 1)
  const type = newElement(node)
  if (beside !== "") type.setAttribute("beside", beside)
  const parts = partsFor(node)
  type.insert(0, parts)
  // The shared list may hold what is not shown: it is put behind a statement, not at an index.
  const neighbour = list[after]?.type
  if (neighbour) section.insertAfter(neighbour, [type])
  else section.insert(0, [type])
  mirror.parts.set(type, parts)
  return type
}

function moveBehind(
  mirror: Mirror,
  section: Shared,
  type: Shared,
  previous: Shared | undefined,
): void {
  const list = listOf(section, mirror.schema)
  const moving = list.findIndex(one => one.type === type)
  const others = readingOrder(list).filter(at => at !== moving)
  const position = others.findIndex(at => list[at]?.type === previous) + 1
  if (moving < 0) return
  for (const {at, beside} of placesAfterMove(list, moving, position)) {
    const moved = list[at]?.type
    if (beside === "") moved?.removeAttribute("beside")
    else moved?.setAttribute("beside", beside)
  }
}

function newElement(node: Node): Shared {
  const type = new Y.XmlElement(node.type.name)
  for (const [name, value] of Object.entries(node.attrs))
    if (value !== null) type.setAttribute(name, value as string)
  return type
}

/**
 * New parts of a statement. Every line has a text from the beginning: two people who start in the same
 * empty line would else each make one of their own.
 */
function partsFor(statement: Node): Shared[] {
  const parts: Shared[] = []
  statement.forEach(node => parts.push(newPart(node)))
  return parts
}

function newPart(node: Node): Shared {
  const part = newElement(node)
  if (node.inlineContent) part.insert(0, [newText(node.content)])
  return part
}

function sendStatement(mirror: Mirror, type: Shared, old: Node, next: Node, latest: number): void {
  sendAttributes(type, old, next)
  if (old.content === next.content) return
  const shown = mirror.parts.get(type) ?? []
  const parts: Shared[] = []
  const starts: number[] = []
  let start = 0
  next.forEach(node => {
    starts.push(start)
    start += node.nodeSize
  })
  const pairs = alignParts(old, next)
  // Where lines are split or joined the caret stands at the seam, not where the words of a line changed.
  const near = old.childCount === next.childCount ? latest : Infinity
  const kept = new Set(pairs.flatMap(origin => (origin === null ? [] : [origin])))
  shown.forEach((part, at) => {
    if (!kept.has(at)) takeOut(type, part)
  })
  pairs.forEach((origin, at) => {
    const node = next.child(at)
    const part = origin === null ? undefined : shown[origin]
    if (part) {
      const before = old.child(origin as number)
      if (before !== node) {
        sendAttributes(part, before, node)
        if (node.inlineContent)
          sendWords(part, before.content, node.content, near - (starts[at] ?? 0) - 1)
      }
      parts.push(part)
      return
    }
    const made = newPart(node)
    const previous = parts.at(-1)
    if (previous) type.insertAfter(previous, [made])
    else type.insert(0, [made])
    parts.push(made)
  })
  mirror.parts.set(type, parts)
}

function sendAttributes(type: Shared, old: Node, next: Node): void {
  if (old.attrs === next.attrs) return
  for (const [name, value] of Object.entries(next.attrs as Record<string, unknown>)) {
    if (value === old.attrs[name]) continue
    if (value === null) type.removeAttribute(name)
    else type.setAttribute(name, value as string)
  }
}
