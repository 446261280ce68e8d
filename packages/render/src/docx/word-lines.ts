// SPDX-License-Identifier: EUPL-1.2
import type {Lang, Run} from "@wederhoor/format"
import {type Block, type Inline, type List, type Part, wordsOf} from "../tree.ts"

/** Something a Word file says, in one piece. */
export interface WordBlock {
  /**
   * `item` of a list, `row` of a table (a line for each paragraph in its cells), `note` at the foot or the
   * end, `comment`, or `beside`: in a header, a footer, or a place that is not text.
   */
  readonly kind: "heading" | "text" | "item" | "row" | "note" | "comment" | "beside"
  /** Of a heading from 1, of an item from 1 for the outermost list; else 0. */
  readonly level: number
  readonly lines: readonly (readonly Run[])[]
}

/** Words that an imported file is given, in its language. */
export interface ImportWords {
  readonly deleted: readonly [before: string, after: string]
  /** Heading above what stood beside the text. */
  readonly beside: string
}

/** The words for an import in this language. */
export function importWords(lang: Lang): ImportWords {
  return lang === "nl"
    ? {deleted: ["[vervallen: ", "]"], beside: "Ook in het bestand"}
    : {deleted: ["[struck out: ", "]"], beside: "Also in the file"}
}

/** What mammoth's HTML says, read as a tree, in pieces. */
export function wordBlocks(blocks: readonly Block[], words: ImportWords): readonly WordBlock[] {
  const made = (kind: WordBlock["kind"], level: number, given: readonly Block[]): WordBlock => ({
    kind,
    level,
    lines: given.flatMap(block => linesIn(block, words)),
  })
  const each = (block: Block, level: number): readonly WordBlock[] => {
    switch (block.type) {
      case "heading":
        return [made("heading", block.level, [block])]
      case "paragraph":
        return [made("text", 0, [block])]
      case "list":
        return listBlocks(block, level)
      case "terms":
        return block.pairs.map(({term, values}) =>
          marked(made("comment", 0, values.flat()), /\[.*\]/.exec(wordsOf(term))?.[0] ?? ""),
        )
      case "table":
        return [
          ...(block.caption.length > 0
            ? [{kind: "text", level: 0, lines: linesOf(block.caption, words)} as const]
            : []),
          ...block.rows.map(({cells}) =>
            made(
              "row",
              0,
              cells.flatMap(cell => cell.blocks),
            ),
          ),
        ]
      case "quote":
      case "part":
        return block.blocks.flatMap(one => each(one, level))
      case "rule":
        return []
    }
  }
  const listBlocks = (list: List, level: number): readonly WordBlock[] =>
    list.items.flatMap((item, at) => {
      if (isNote(item)) return [marked(made("note", 0, item.blocks), `[${at + 1}]`)]
      const own = item.blocks.filter(block => block.type !== "list")
      const inner = item.blocks.filter(block => block.type === "list")
      return [made("item", level + 1, own), ...inner.flatMap(block => listBlocks(block, level + 1))]
    })
  return blocks.flatMap(block => each(block, 0)).filter(({lines}) => lines.length > 0)
}

const isNote = ({id}: Part): boolean => /^(footnote|endnote)-/.test(id)

/** A note or comment with the mark that stands in the text, by which it is found. */
function marked(block: WordBlock, mark: string): WordBlock {
  const [first = [], ...rest] = block.lines
  return mark === "" ? block : {...block, lines: [[{text: `${mark} `}, ...first], ...rest]}
}

/** All lines in a block, of whatever is in it. */
function linesIn(block: Block, words: ImportWords): readonly (readonly Run[])[] {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return linesOf(block.inlines, words)
    case "list":
      return block.items.flatMap(item => linesIn(item, words))
    case "terms":
      return block.pairs.flatMap(({term, values}) => [
        ...linesOf(term, words),
        ...values.flat().flatMap(one => linesIn(one, words)),
      ])
    case "table":
      return [
        ...linesOf(block.caption, words),
        ...block.rows.flatMap(({cells}) =>
          cells.flatMap(cell => cell.blocks.flatMap(one => linesIn(one, words))),
        ),
      ]
    case "quote":
    case "part":
      return block.blocks.flatMap(one => linesIn(one, words))
    case "rule":
      return []
  }
}

function linesOf(inlines: readonly Inline[], words: ImportWords): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]]
  let isDeleted = false
  const put = (text: string, marks: NonNullable<Run["marks"]>): void => {
    const line = lines.at(-1) ?? []
    const last = line.at(-1)
    const key = marks.join()
    if (last && (last.marks ?? []).join() === key)
      line[line.length - 1] = {...last, text: last.text + text}
    else line.push(marks.length === 0 ? {text} : {text, marks})
  }
  const turn = (to: boolean): void => {
    if (to !== isDeleted) put(words.deleted[to ? 0 : 1], [])
    isDeleted = to
  }
  const read = (given: readonly Inline[]): void => {
    for (const one of given)
      if (one.type === "link") {
        // The way back from a note to the text.
        if (!(wordsOf(one.inlines) === "↑" && one.to.includes("-ref-"))) read(one.inlines)
      } else if (one.type === "break") {
        const wasDeleted = isDeleted
        turn(false)
        lines.push([])
        turn(wasDeleted)
      } else {
        turn(one.change === "deleted")
        const marks = [one.strong ? "strong" : "", one.em ? "em" : ""]
        put(one.text, marks.filter(mark => mark !== "") as NonNullable<Run["marks"]>)
      }
  }
  read(inlines)
  turn(false)
  return lines.filter(line => line.some(({text}) => text.trim() !== ""))
}
