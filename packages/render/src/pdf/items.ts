// SPDX-License-Identifier: EUPL-1.2
import type {Line} from "./lines.ts"
import type {FrameLooks} from "./looks.ts"

/** A line at the left or a box that goes on from the first to the last item that stands in it. */
export interface Frame {
  readonly looks: FrameLooks
  readonly x: number
  readonly width: number
  readonly outer: Frame | null
}

/** What is drawn in an item. `x` is from the left edge of the sheet, `y` from the top of the item. */
export type Piece =
  | {readonly kind: "line"; readonly x: number; readonly baseline: number; readonly line: Line}
  | {
      readonly kind: "rule"
      readonly x: number
      readonly y: number
      readonly width: number
      readonly thickness: number
      readonly colour: string
    }
  /** Number of the page on which a place stands, ending at `right`. */
  | {
      readonly kind: "page-of"
      readonly to: string
      readonly right: number
      readonly baseline: number
    }

/** A strip over the width of the page that is not split: a line of text, or lines that stand side by side. */
export interface Item {
  readonly height: number
  /** Free space above and below, of which the larger of two that meet counts; none at the top of a page. */
  readonly before: number
  readonly after: number
  /** Stands on the same page as the next item. */
  readonly keep: boolean
  readonly pieces: readonly Piece[]
  readonly frame: Frame | null
  /** Ids of the places that begin here. */
  readonly places: readonly string[]
  readonly bookmark: {readonly title: string; readonly level: number} | null
  /** Head of the table in which it stands, to be drawn again on a next page. */
  readonly head: readonly Item[]
  /** Drawn again: not part of what is read. */
  readonly isRepeat: boolean
}

export const empty: Item = {
  height: 0,
  before: 0,
  after: 0,
  keep: false,
  pieces: [],
  frame: null,
  places: [],
  bookmark: null,
  head: [],
  isRepeat: false,
}

/** Free space that stays with what follows. */
export const gap = (height: number, frame: Frame | null): Item => ({
  ...empty,
  height,
  frame,
  keep: true,
})

/**
 * Columns of items side by side: the first of each in the first strip, the second of each in the second.
 * Nothing is left out, and a page can end between any two strips.
 */
export function sideBySide(
  columns: readonly (readonly Item[])[],
  frame: Frame | null,
): readonly Item[] {
  const strips: Item[] = []
  let length = 0
  for (const column of columns) length = Math.max(length, column.length)
  for (let at = 0; at < length; at++) {
    const here = columns.flatMap(column => column[at] ?? [])
    const before = Math.max(...here.map(item => item.before))
    const isFirst = at === 0
    const shift = (item: Item): number => (isFirst ? 0 : item.before)
    strips.push({
      ...empty,
      height: Math.max(...here.map(item => item.height + shift(item))),
      before: isFirst ? before : 0,
      after: at === length - 1 ? Math.max(...here.map(item => item.after)) : 0,
      keep: here.some(item => item.keep),
      pieces: here.flatMap(item => item.pieces.map(piece => lowered(piece, shift(item)))),
      frame,
      places: here.flatMap(item => item.places),
      bookmark: here.find(item => item.bookmark !== null)?.bookmark ?? null,
    })
  }
  return strips
}

/** A piece further down in its item. */
export function lowered(piece: Piece, by: number): Piece {
  if (by === 0) return piece
  return piece.kind === "rule"
    ? {...piece, y: piece.y + by}
    : {...piece, baseline: piece.baseline + by}
}

/** Puts what is not the last of these on the page of the next, so that they stay together. */
export function* kept(items: Iterable<Item>): Generator<Item> {
  let held: Item | undefined
  for (const item of items) {
    if (held !== undefined) yield {...held, keep: true}
    held = item
  }
  if (held !== undefined) yield held
}

/** Items that stay on one page when they are at most `highest` points together. */
export function* whole(items: Iterable<Item>, highest: number): Generator<Item> {
  const held: Item[] = []
  let height = 0
  let isHeld = true
  for (const item of items) {
    if (!isHeld) {
      yield item
      continue
    }
    held.push(item)
    height += item.height + item.before
    if (height > highest) {
      isHeld = false
      yield* held
    }
  }
  if (isHeld) yield* kept(held)
}

/** Items in a frame, with its space around and in it. */
export function* framed(frame: Frame, items: Iterable<Item>): Generator<Item> {
  const {pad, before, after} = frame.looks
  let held: Item | undefined
  for (const item of items) {
    if (held === undefined) {
      if (pad > 0) yield {...gap(pad, frame), before}
      held = {...item, before: pad > 0 ? 0 : Math.max(before, item.before)}
    } else {
      yield held
      held = item
    }
  }
  if (held === undefined) return
  if (pad === 0) yield {...held, after: Math.max(after, held.after)}
  else {
    yield {...held, keep: true, after: 0}
    yield {...gap(pad, frame), keep: held.keep, after}
  }
}
