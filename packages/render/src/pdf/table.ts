// SPDX-License-Identifier: EUPL-1.2
import type {Cell, Inline, Table} from "../tree.ts"
import {eachBlock} from "../tree.ts"
import type {Flow, Place} from "./flow.ts"
import {type Item, empty, lowered, sideBySide} from "./items.ts"
import {cellPad, cellStyle, colours} from "./looks.ts"
import type {StructNode} from "./structure.ts"

/** A cell in its place in the grid. */
interface Set {
  readonly cell: Cell
  readonly column: number
  readonly columns: number
}

/** A head higher than this is not repeated on a next page, in points. */
const highestRepeat = 160

/** Rows with more strips than this may go on on a next page. */
const longRow = 14

/** A table as strips: row after row, the head again on each next page. */
export function* tableItems(flow: Flow, table: Table, place: Place): Generator<Item> {
  const {structure} = flow
  const node = structure.add(place.node, "Table")
  const grid = gridOf(table)
  const widths = columnWidths(flow, grid, place)
  if (table.caption.length > 0) {
    const caption = structure.add(node, "Caption")
    const style = {...place.style, bold: true}
    const spans = flow.spans(table.caption, style, caption, place.lang)
    const lines = flow.breaker.lines(spans, place.width, style)
    for (const [at, item] of flow.lineItems(lines, place.x, style, place.frame).entries())
      yield {...item, keep: true, before: at === 0 ? 10 : 0}
  }
  const head: Item[] = []
  let group: {readonly isHead: boolean; readonly node: StructNode} | undefined
  for (const [at, row] of table.rows.entries()) {
    if (group?.isHead !== row.head)
      group = {isHead: row.head, node: structure.add(node, row.head ? "THead" : "TBody")}
    const tr = structure.add(group.node, "TR")
    const cells = (grid.rows[at] ?? []).map(set =>
      cellItems(flow, set, row.head, widths, {...place, node: tr}),
    )
    const strips = rowStrips(cells, row.head, place)
    const repeated = row.head || heightOf(head) > highestRepeat ? none : head
    for (const [strip, item] of strips.entries()) {
      const isLast = strip === strips.length - 1
      const stays = strips.length <= longRow || item.keep
      const made = {...item, keep: row.head || (!isLast && stays), head: repeated}
      if (row.head) head.push(made)
      yield made
    }
  }
}

const none: readonly Item[] = []

function heightOf(items: readonly Item[]): number {
  let height = 0
  for (const item of items) height += item.height
  return height
}

/** Lines of a row, with the line below it. */
function rowStrips(
  cells: readonly (readonly Item[])[],
  isHead: boolean,
  place: Place,
): readonly Item[] {
  const strips = sideBySide(cells, place.frame)
  const lines = strips.length === 0 ? [{...empty, frame: place.frame}] : strips
  return lines.map((item, at) => {
    const above = at === 0 ? cellPad.above : 0
    const isLast = at === lines.length - 1
    const height = item.height + above + (isLast ? cellPad.below : 0)
    const pieces = item.pieces.map(piece => lowered(piece, above))
    const thickness = isHead ? 1.2 : 0.5
    const colour = isHead ? colours.text : colours.line
    return {
      ...item,
      before: 0,
      after: 0,
      height,
      pieces: isLast
        ? [
            ...pieces,
            {
              kind: "rule" as const,
              x: place.x,
              y: height - thickness,
              width: place.width,
              thickness,
              colour,
            },
          ]
        : pieces,
    }
  })
}

function cellItems(
  flow: Flow,
  {cell, column, columns}: Set,
  isHead: boolean,
  widths: readonly number[],
  place: Place,
): readonly Item[] {
  const scope = cell.header === "row" ? "Row" : "Column"
  const attributes = {
    O: "Table",
    ...(cell.header === "" ? {} : {Scope: scope}),
    ...(cell.columns > 1 ? {ColSpan: cell.columns} : {}),
    ...(cell.rows > 1 ? {RowSpan: cell.rows} : {}),
  }
  const hasAttributes = Object.keys(attributes).length > 1
  const node = flow.structure.add(place.node, cell.header === "" ? "TD" : "TH", {
    attributes: hasAttributes ? [attributes] : [],
  })
  let x = place.x
  for (const width of widths.slice(0, column)) x += width
  let width = 0
  for (const one of widths.slice(column, column + columns)) width += one
  const style = {...cellStyle, bold: isHead || cell.header !== ""}
  const items = [
    ...flow.blocks(cell.blocks, {
      ...place,
      node,
      style,
      x,
      width: width - cellPad.right,
      within: "cell",
    }),
  ]
  const [first, ...rest] = items
  return first === undefined ? [] : [{...first, before: 0}, ...rest]
}

/** Which cell stands in which column; a cell over several rows takes its columns in each. */
function gridOf(table: Table): {
  readonly rows: readonly (readonly Set[])[]
  readonly columns: number
} {
  const taken: number[] = []
  let columns = 1
  const rows = table.rows.map(row => {
    const sets: Set[] = []
    let column = 0
    for (const cell of row.cells) {
      while ((taken[column] ?? 0) > 0) column++
      sets.push({cell, column, columns: cell.columns})
      for (let at = column; at < column + cell.columns; at++) taken[at] = cell.rows
      column += cell.columns
    }
    columns = Math.max(columns, column, taken.length)
    for (const [at, left] of taken.entries()) taken[at] = Math.max(0, (left ?? 0) - 1)
    return sets
  })
  return {rows, columns}
}

/** No column is made narrower than this to give room to another, in points, as far as there is room. */
const narrowest = 34

/**
 * Widths of the columns, all of the width together. Each has room for its longest word where that can
 * be; what is left goes to the columns by how much they still want. Longer words are cut.
 */
function columnWidths(
  flow: Flow,
  {rows, columns}: ReturnType<typeof gridOf>,
  place: Place,
): readonly number[] {
  const least = Array<number>(columns).fill(narrowest)
  const wanted = Array<number>(columns).fill(narrowest)
  for (const {cell, column, columns: over} of rows.flat()) {
    const {longest, word} = measureCell(flow, cell, place)
    for (let at = column; at < column + over; at++) {
      least[at] = Math.max(least[at] ?? 0, Math.min(110, word / over + cellPad.right))
      wanted[at] = Math.max(wanted[at] ?? 0, longest / over + cellPad.right)
    }
  }
  const sum = (numbers: readonly number[]): number => {
    let total = 0
    for (const one of numbers) total += one
    return total
  }
  const [low, high] = [sum(least), sum(wanted)]
  if (low >= place.width) return capped(least, place.width)
  if (high <= place.width) return wanted.map(one => (one / high) * place.width)
  const share = (place.width - low) / (high - low)
  return least.map((one, at) => one + ((wanted[at] ?? one) - one) * share)
}

/** Takes from the widest until all fit: what is narrow stays as it is. */
function capped(widths: readonly number[], all: number): readonly number[] {
  let left = all
  let cap = 0
  const rising = widths.toSorted((a, b) => a - b)
  for (const [at, width] of rising.entries()) {
    cap = left / (rising.length - at)
    if (width > cap) break
    left -= width
  }
  return widths.map(width => Math.min(width, cap))
}

function measureCell(flow: Flow, cell: Cell, place: Place): {longest: number; word: number} {
  let longest = 0
  let word = 0
  const style = {...cellStyle, bold: cell.header !== ""}
  for (const block of eachBlock(cell.blocks)) {
    const inlines: readonly Inline[] =
      block.type === "heading" || block.type === "paragraph"
        ? block.inlines
        : block.type === "terms"
          ? block.pairs.flatMap(({term}) => term)
          : []
    const measured = flow.breaker.measure(flow.spans(inlines, style, place.node, place.lang))
    longest = Math.max(longest, measured.longest)
    word = Math.max(word, measured.word)
  }
  return {longest, word}
}
