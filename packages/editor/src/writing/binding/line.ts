// SPDX-License-Identifier: EUPL-1.2
import type {Fragment, Node} from "prosemirror-model"
import * as Y from "yjs"
import {type Shared, textsOf} from "./draw.ts"
import {spotIn} from "./mirror.ts"

/** What differs between two contents of a line: `[start, before)` became `[start, after)`. */
export interface Difference {
  readonly start: number
  readonly before: number
  readonly after: number
}

/**
 * The smallest stretch in which two contents of a line differ; `null` when they do not. `latest` is a
 * place at or before which the change is known to begin: of `aa` becoming `aaa` nothing else tells
 * which `a` is new. A sign outside the basic plane is never cut in two: Yjs would damage it.
 */
export function differenceOf(
  old: Fragment,
  next: Fragment,
  latest: number = Infinity,
): Difference | null {
  const first = old.findDiffStart(next)
  const last = first === null ? null : old.findDiffEnd(next)
  if (first === null || last === null) return null
  let {a: before, b: after} = last
  // All of one ends the other: something came or went at the front, also when that begins alike.
  const atFront = Math.min(before, after) <= 0 && first < Math.min(old.size, next.size)
  let start = Math.min(first, atFront && latest === Infinity ? 0 : latest)
  const overlap = start - Math.min(before, after)
  if (overlap > 0) {
    before += overlap
    after += overlap
  }
  if (isCut(old, start) || isCut(next, start)) start -= 1
  while (isCut(old, before) || isCut(next, after)) {
    before += 1
    after += 1
  }
  return {start, before, after}
}

/** Whether a place lies between the two halves of one sign. */
function isCut(words: Fragment, at: number): boolean {
  if (at <= 0 || at >= words.size) return false
  const around = words.textBetween(at - 1, at + 1)
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(around)
}

/** The words of a node of text, and its marks as Yjs keeps them. */
function runOf(node: Node): {words: string; marks: Record<string, object>} {
  const marks: Record<string, object> = {}
  for (const mark of node.marks) marks[mark.type.name] = mark.attrs
  // Half a sign has no form on the wire: the others would get another letter than stands here.
  return {words: (node.text ?? "").replace(/\p{Cs}/gu, "\ufffd"), marks}
}

/** Make a line say what is on screen now, touching nothing but what changed. */
export function sendWords(line: Shared, old: Fragment, next: Fragment, latest: number): void {
  const difference = differenceOf(old, next, latest < 0 ? Infinity : latest)
  if (difference === null) return
  const {start, before, after} = difference
  if (before > start && isSameWords(old, next, difference))
    return sendMarks(line, old, next, difference)
  const only = onlyText(line, old.size)
  if (only) {
    if (before > start) only.delete(start, before - start)
  } else remove(line, start, before - start)
  let at = start
  next.nodesBetween(start, after, (node, from) => {
    const {words, marks} = runOf(node)
    const piece = words.slice(Math.max(0, start - from), after - from)
    // Marks that are not named here would run on, so all that there are are named.
    if (only && piece !== "") only.insert(at, piece, marks)
    else insert(line, at, piece, marks)
    at += piece.length
    return false
  })
}

/** The text of a line when it has one, and nothing in it that is not shown: then offsets are indexes. */
function onlyText(line: Shared, size: number): Y.XmlText | null {
  const first = line.length === 1 ? line.get(0) : null
  return first instanceof Y.XmlText && first.length === size ? first : null
}

function isSameWords(old: Fragment, next: Fragment, {start, before, after}: Difference): boolean {
  return before === after && old.textBetween(start, before) === next.textBetween(start, after)
}

function remove(line: Shared, from: number, length: number): void {
  let left = length
  while (left > 0) {
    const spot = spotIn(line, from)
    const next = spotIn(line, from + 1)
    const here = next && spot && next.text !== spot.text ? next : spot
    if (!here) return
    const index = here === next ? 0 : here.index
    // What is not text in between stays; it is not shown, so it was not meant.
    const size = Math.min(left, stretch(here.text, index))
    if (size <= 0) return
    here.text.delete(index, size)
    left -= size
  }
}

/** How much text stands unbroken from an index on. */
function stretch(text: Y.XmlText, index: number): number {
  let at = 0
  let size = 0
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    const end = at + item.length
    if (end > index) {
      if (!(item.content instanceof Y.ContentString)) {
        if (size > 0) return size
      } else size += end - Math.max(at, index)
    }
    at = end
  }
  return size
}

function insert(line: Shared, at: number, words: string, marks: Record<string, object>): void {
  if (words === "") return
  let spot = spotIn(line, at)
  if (!spot) {
    const text = new Y.XmlText()
    line.insert(0, [text])
    spot = {text, index: 0}
  }
  spot.text.insert(spot.index, words, marks)
}

/** Only the marks changed: the words stay, so that a colleague's words among them stay too. */
function sendMarks(line: Shared, old: Fragment, next: Fragment, {start, after}: Difference): void {
  const before = marksAt(old, start, after)
  const now = marksAt(next, start, after)
  let from = start
  while (from < after) {
    const change = changeOf(before[from - start] ?? {}, now[from - start] ?? {})
    let to = from + 1
    while (to < after && same(changeOf(before[to - start] ?? {}, now[to - start] ?? {}), change))
      to += 1
    if (Object.keys(change).length > 0) format(line, from, to, change)
    from = to
  }
}

type Marks = Readonly<Record<string, object>>

function marksAt(words: Fragment, from: number, to: number): Marks[] {
  const all: Marks[] = []
  words.nodesBetween(from, to, (node, position) => {
    const {marks} = runOf(node)
    const end = Math.min(to, position + node.nodeSize)
    for (let at = Math.max(from, position); at < end; at++) all.push(marks)
    return false
  })
  return all
}

function changeOf(before: Marks, now: Marks): Record<string, object | null> {
  const change: Record<string, object | null> = {}
  for (const name of Object.keys(before)) if (!Object.hasOwn(now, name)) change[name] = null
  for (const [name, value] of Object.entries(now))
    if (!same(before[name], value)) change[name] = value
  return change
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

function format(
  line: Shared,
  from: number,
  to: number,
  change: Record<string, object | null>,
): void {
  let at = 0
  for (const text of textsOf(line)) {
    const size = text.length
    const [start, end] = [Math.max(from, at), Math.min(to, at + size)]
    if (start < end) text.format(start - at, end - start, change)
    at += size
  }
}

/** A text of its own for a new line, with these words. */
export function newText(words: Fragment): Y.XmlText {
  const text = new Y.XmlText()
  let at = 0
  words.forEach(node => {
    const run = runOf(node)
    text.insert(at, run.words, run.marks)
    at += run.words.length
  })
  return text
}
