// SPDX-License-Identifier: EUPL-1.2
import type {Run} from "@wederhoor/format"
import * as Y from "yjs"
import {type Hunk, type Unit, type Units, unitsOf} from "./strokes.ts"

type Line = readonly Run[]
type Marks = {readonly [name: string]: object | null}

/** What happens to one shared text. `at` counts visible units before anything of this has happened. */
interface Step {
  readonly text: Y.XmlText
  readonly at: number
  readonly remove: number
  readonly insert: Line
}

/**
 * Do to `target` what `hunks` did to turn `before` into `after` in `base`: the same element in an older
 * copy. Words that are not in `base` stay where they are. Call within a transaction; `before` must be
 * what `base` says.
 */
export function reviseText(
  target: Y.XmlElement,
  base: Y.XmlElement,
  {before, after, hunks}: {before: Line; after: Line; hunks: readonly Hunk[]},
): void {
  const old = unitsOf(base).visible.map(({id}) => id)
  const now = unitsOf(target)
  for (const {from, to, marks} of remarked(before, after, hunks))
    for (const {text, at, length} of rangesOf(now, old.slice(from, to)))
      text.format(at, length, marks)
  const steps = hunks.flatMap(hunk => stepsOf(target, now, old, hunk, after))
  // From the back, so that no step moves the place of one that is still to come.
  const byText = new Map<Y.XmlText, Step[]>()
  for (const step of steps) byText.set(step.text, [...(byText.get(step.text) ?? []), step])
  for (const [text, list] of byText)
    for (const {at, remove, insert} of list.toReversed().toSorted((a, b) => b.at - a.at)) {
      if (remove > 0) text.delete(at, remove)
      insertRuns(text, at, insert)
    }
}

/** Put runs of text at a place, with exactly the marks they carry. */
export function insertRuns(text: Y.XmlText, at: number, runs: Line): void {
  let place = at
  for (const run of runs) {
    if (run.text === "") continue
    text.insert(place, run.text, marksOf(run))
    place += run.text.length
  }
}

/** The plain text of a line. */
export function textOf(line: Line): string {
  return line.map(run => run.text).join("")
}

/** The part of a line between two units, marks and all. */
function cut(line: Line, from: number, to: number): Line {
  const part: Run[] = []
  let start = 0
  for (const run of line) {
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    if (text !== "") part.push({...run, text})
    start += run.text.length
  }
  return part
}

function marksOf(run: Run): {[name: string]: object} {
  return Object.fromEntries((run.marks ?? []).map(mark => [mark, {}]))
}

/** Where the units with these ids stand now, as ranges; those that are gone are left out. */
function rangesOf(
  now: Units,
  ids: readonly string[],
): {readonly text: Y.XmlText; readonly at: number; readonly length: number}[] {
  const ranges: {text: Y.XmlText; at: number; length: number}[] = []
  for (const id of ids) {
    const unit = now.where.get(id)
    if (unit === undefined || unit.deleted) continue
    const last = ranges.at(-1)
    if (last !== undefined && last.text === unit.text && last.at + last.length === unit.at)
      last.length += 1
    else ranges.push({text: unit.text, at: unit.at, length: 1})
  }
  return ranges
}

function stepsOf(
  target: Y.XmlElement,
  now: Units,
  old: readonly string[],
  {at, remove, start, insert}: Hunk,
  after: Line,
): Step[] {
  const removals = rangesOf(now, old.slice(at, at + remove)).map(range => ({
    text: range.text,
    at: range.at,
    remove: range.length,
    insert: [],
  }))
  if (insert === "") return removals
  const place = placeFor(target, now, old, at, at + remove)
  const runs = cut(after, start, start + insert.length)
  // The removal that begins at the same place comes first when this list is read from its end.
  return [{...place, remove: 0, insert: runs}, ...removals]
}

/**
 * Where words go that stood between two units of the old text: after the one before them; when that is
 * not here, before the one behind them; else as near as can be.
 */
function placeFor(
  target: Y.XmlElement,
  now: Units,
  old: readonly string[],
  from: number,
  to: number,
): {readonly text: Y.XmlText; readonly at: number} {
  const unit = (at: number): Unit | undefined => now.where.get(old[at] ?? "")
  const after = ({text, at, deleted}: Unit) => ({text, at: deleted ? at : at + 1})
  const [left, right] = [unit(from - 1), unit(to)]
  if (left) return after(left)
  if (from > 0 && right) return {text: right.text, at: right.at}
  const text = firstText(target)
  if (from > 0 && to === old.length) return {text, at: text.length}
  for (let at = from - 2; at >= 0; at--) {
    const near = unit(at)
    if (near) return after(near)
  }
  return {text, at: 0}
}

/** The shared text of a line or draft, made when there is none. */
export function firstText(element: Y.XmlElement): Y.XmlText {
  const found = element.toArray().find(child => child instanceof Y.XmlText)
  if (found instanceof Y.XmlText) return found
  const text = new Y.XmlText()
  element.insert(0, [text])
  return text
}

/** The ranges of the old text that stay and get other marks. */
function remarked(
  before: Line,
  after: Line,
  hunks: readonly Hunk[],
): {readonly from: number; readonly to: number; readonly marks: Marks}[] {
  const [old, now] = [marksPerUnit(before), marksPerUnit(after)]
  const found: {from: number; to: number; marks: Marks; key: string}[] = []
  let shift = 0
  let next = 0
  for (let at = 0; at < old.length; at++) {
    while (
      hunks[next] !== undefined &&
      (hunks[next] as Hunk).at + (hunks[next] as Hunk).remove <= at
    ) {
      const hunk = hunks[next++] as Hunk
      shift += hunk.insert.length - hunk.remove
    }
    const hunk = hunks[next]
    if (hunk !== undefined && hunk.at <= at) continue
    const [was, is] = [old[at] ?? [], now[at + shift] ?? []]
    const key = `${was.join()} ${is.join()}`
    if (was.join() === is.join()) continue
    const last = found.at(-1)
    if (last !== undefined && last.to === at && last.key === key) {
      last.to += 1
      continue
    }
    const marks: {[name: string]: object | null} = {}
    for (const mark of was) if (!is.includes(mark)) marks[mark] = null
    for (const mark of is) if (!was.includes(mark)) marks[mark] = {}
    found.push({from: at, to: at + 1, marks, key})
  }
  return found
}

function marksPerUnit(line: Line): (readonly string[])[] {
  return line.flatMap(run => Array.from({length: run.text.length}, () => run.marks ?? []))
}
