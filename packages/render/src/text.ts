// SPDX-License-Identifier: EUPL-1.2
import {type Block, type Cell, type Part, type ReportTree, type Table, wordsOf} from "./tree.ts"

/** How `renderText` writes. */
export interface TextOptions {
  /** Longest line in characters, 40 or more; default 76. Longer words are not broken. */
  readonly width?: number
}

/**
 * A report as plain text: for a mail, a braille line, a system that takes nothing else. Everything the
 * report says is there, in the same order; headings are underlined, a reaction and an answer stand further
 * in, a table is read out row by row with the name of each column. Ends with one line break. The same input
 * gives the same text.
 */
export function renderText(tree: ReportTree, {width = 76}: TextOptions = {}): string {
  const lines = linesOf(tree.blocks, Math.max(40, width))
  return `${lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()}\n`
}

/** Lines of blocks, an empty one before each that is not the first. */
function linesOf(blocks: readonly Block[], width: number): readonly string[] {
  return blocks.flatMap((block, at) => {
    const lines = blockLines(block, width)
    return at === 0 || lines.length === 0 || isTight(block) ? lines : ["", ...lines]
  })
}

/** Follows what stands before it without an empty line. */
const isTight = (block: Block): boolean =>
  block.type === "paragraph" && (block.style === "more" || block.style === "by")

function blockLines(block: Block, width: number): readonly string[] {
  switch (block.type) {
    case "heading": {
      const lines = wrapped(wordsOf(block.inlines), width)
      const longest = Math.max(0, ...lines.map(line => lengthOf(line)))
      const line = block.level === 1 ? "=" : block.level === 2 ? "-" : ""
      return line === "" ? lines : [...lines, line.repeat(longest)]
    }
    case "paragraph":
      return wrapped(wordsOf(block.inlines), width)
    case "list":
      return block.items.flatMap((item, at) => [
        ...(at > 0 && item.role === "reaction" ? [""] : []),
        ...itemLines(item, block.ordered ? `${at + 1}. ` : "- ", width),
      ])
    case "terms":
      return block.pairs.flatMap(({term, values}) => {
        const name = `${wordsOf(term)}:`
        const said = values.flatMap(value => linesOf(value, width - 2))
        const [only] = said
        const isShort = said.length === 1 && lengthOf(name) + 1 + lengthOf(only ?? "") <= width
        return isShort
          ? [`${name} ${only}`]
          : [...wrapped(name, width), ...said.map(line => indent(line, "  "))]
      })
    case "quote":
      return linesOf(block.blocks, width - 2).map(line => indent(line, "| "))
    case "table":
      return tableLines(block, width)
    case "part":
      return linesOf(block.blocks, width)
    case "rule":
      return ["-".repeat(width)]
  }
}

function itemLines(item: Part, sign: string, width: number): readonly string[] {
  const rest = " ".repeat(sign.length)
  return linesOf(item.blocks, width - sign.length).map((line, at) =>
    indent(line, at === 0 ? sign : rest),
  )
}

const indent = (line: string, by: string): string => (line === "" ? by.trimEnd() : `${by}${line}`)

/** Each row for itself: what its cells are about, then what they say. */
function tableLines(table: Table, width: number): readonly string[] {
  const heads = table.rows.filter(row => row.head)
  const names = heads.at(-1)?.cells ?? []
  const body = table.rows.filter(row => !row.head)
  const rows = body.length > 0 ? body : heads
  const cellWords = (cell: Cell): string => linesOf(cell.blocks, Infinity).join("\n")
  return [
    ...wrapped(wordsOf(table.caption), width),
    ...rows.flatMap(({cells}) => {
      let column = 0
      return [
        "",
        ...cells.flatMap(cell => {
          const name = rows === heads ? "" : nameOf(names, column, cellWords)
          column += cell.columns
          const words = cellWords(cell)
          const said = name === "" ? words : `${name}: ${words}`
          return wrapped(said, width - 2).map((line, at) => indent(line, at === 0 ? "" : "  "))
        }),
      ]
    }),
  ]
}

function nameOf(names: readonly Cell[], column: number, words: (cell: Cell) => string): string {
  let at = 0
  for (const cell of names) {
    if (column < at + cell.columns) return words(cell)
    at += cell.columns
  }
  return ""
}

const lengthOf = (text: string): number => text.length

/** Words over lines of at most `width`; given line breaks stay. */
function wrapped(text: string, width: number): readonly string[] {
  if (text === "") return []
  return text.split("\n").flatMap(given => {
    const lines: string[] = []
    let line = ""
    for (const word of given.split(" ").filter(one => one !== "")) {
      const longer = line === "" ? word : `${line} ${word}`
      if (line !== "" && lengthOf(longer) > width) {
        lines.push(line)
        line = word
      } else line = longer
    }
    return line === "" ? lines : [...lines, line]
  })
}
