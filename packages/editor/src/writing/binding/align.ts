// SPDX-License-Identifier: EUPL-1.2
import type {Node} from "prosemirror-model"
import {differenceOf} from "./line.ts"

/**
 * For every part of a statement as it is now, the index of the part that it was before; `null` for a
 * new one. Lines have no names, so the likeliest is chosen: the pairing in which the fewest signs are
 * written anew. What is kept keeps what a colleague types in it meanwhile; what is not, is lost to them.
 */
export function alignParts(old: Node, next: Node): (number | null)[] {
  const shared = Math.min(old.childCount, next.childCount)
  let first = 0
  while (first < shared && alike(old.child(first), next.child(first))) first += 1
  let last = 0
  while (
    last < shared - first &&
    alike(old.child(old.childCount - 1 - last), next.child(next.childCount - 1 - last))
  )
    last += 1
  const before = range(old, first, old.childCount - last)
  const after = range(next, first, next.childCount - last)
  const middle =
    before.length * after.length > mostPairs ? inTurn(before, after) : pair(before, after)
  return [
    ...Array.from({length: first}, (_, at) => at),
    ...middle.map(origin => (origin === null ? null : origin + first)),
    ...Array.from({length: last}, (_, at) => old.childCount - last + at),
  ]
}

/** Beyond this many comparisons lines are paired in turn: somebody pasted a book. */
const mostPairs = 10_000

const alike = (one: Node, other: Node): boolean => one === other || one.eq(other)

function range(parent: Node, from: number, to: number): Node[] {
  return Array.from({length: to - from}, (_, at) => parent.child(from + at))
}

function inTurn(before: readonly Node[], after: readonly Node[]): (number | null)[] {
  return after.map((node, at) => {
    const origin = before[at]
    return origin && Number.isFinite(costOf(origin, node)) ? at : null
  })
}

/** What it costs to make one part of another: the signs to write and to take away. */
function costOf(old: Node, next: Node): number {
  if (old.type !== next.type) return Infinity
  if (old.inlineContent) {
    const difference = differenceOf(old.content, next.content)
    return difference === null ? 0 : difference.before + difference.after - 2 * difference.start
  }
  // A relation that names something else is another relation.
  return old.attrs["ref"] === next.attrs["ref"] && old.attrs["hash"] === next.attrs["hash"]
    ? 1
    : Infinity
}

const weight = (node: Node): number => node.content.size + 1

function pair(before: readonly Node[], after: readonly Node[]): (number | null)[] {
  const [rows, columns] = [before.length, after.length]
  const costs = Array.from({length: rows + 1}, () => new Float64Array(columns + 1))
  const cost = (row: number, column: number): number => costs[row]?.[column] ?? Infinity
  for (let row = rows; row >= 0; row--)
    for (let column = columns; column >= 0; column--) {
      const line = costs[row] as Float64Array
      const [old, next] = [before[row], after[column]]
      if (!old && !next) line[column] = 0
      else if (!old) line[column] = cost(row, column + 1) + weight(next as Node)
      else if (!next) line[column] = cost(row + 1, column) + weight(old)
      else
        line[column] = Math.min(
          costOf(old, next) + cost(row + 1, column + 1),
          cost(row, column + 1) + weight(next),
          cost(row + 1, column) + weight(old),
        )
    }
  const origins: (number | null)[] = []
  let row = 0
  for (let column = 0; column < columns;) {
    const [old, next] = [before[row], after[column] as Node]
    const here = cost(row, column)
    if (old && here === costOf(old, next) + cost(row + 1, column + 1)) {
      origins.push(row)
      row += 1
      column += 1
    } else if (here === cost(row, column + 1) + weight(next)) {
      origins.push(null)
      column += 1
    } else row += 1
  }
  return origins
}

/**
 * The indexes of a list of origins that did not move among each other: one longest rising run, so that
 * as few as possible count as moved. New ones (`null`) are in none.
 */
export function steadyIndexes(origins: readonly (number | null)[]): ReadonlySet<number> {
  const ends: number[] = []
  const back = new Map<number, number>()
  origins.forEach((origin, index) => {
    if (origin === null) return
    let at = ends.findIndex(end => (origins[end] as number) >= origin)
    if (at < 0) at = ends.length
    const previous = ends[at - 1]
    if (previous !== undefined) back.set(index, previous)
    ends[at] = index
  })
  const steady = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = back.get(at)) steady.add(at)
  return steady
}
