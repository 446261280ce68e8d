// SPDX-License-Identifier: EUPL-1.2

/**
 * A report as meaning, without looks: what every form it comes in is made from. PDF, Word and plain text
 * are written from this tree alone, so they say what the HTML says, in the same order.
 */
export interface ReportTree {
  /** BCP 47 tag of the report. */
  readonly lang: string
  readonly blocks: readonly Block[]
}

export type Block = Heading | Paragraph | List | Terms | Quote | Table | Part | Rule

export interface Heading {
  readonly type: "heading"
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  readonly id: string
  readonly inlines: readonly Inline[]
}

export interface Paragraph {
  readonly type: "paragraph"
  readonly id: string
  /** First class of the element, such as `lead`, `note` or `empty`; a hint for its looks. */
  readonly style: string
  readonly inlines: readonly Inline[]
}

export interface List {
  readonly type: "list"
  readonly ordered: boolean
  readonly style: string
  /** Each a part with role `item`, or `reaction` when the item is one. */
  readonly items: readonly Part[]
}

/** Names with what they stand for: "Versie" with "2", "Bron" with the source. */
export interface Terms {
  readonly type: "terms"
  readonly style: string
  readonly pairs: readonly {
    readonly term: readonly Inline[]
    readonly values: readonly (readonly Block[])[]
    /** Id of the source that is named (`data-source`), else empty. */
    readonly source: string
  }[]
}

/** Somebody's words as they gave them. */
export interface Quote {
  readonly type: "quote"
  readonly blocks: readonly Block[]
}

export interface Table {
  readonly type: "table"
  readonly caption: readonly Inline[]
  /** Rows of the head come first. */
  readonly rows: readonly {readonly head: boolean; readonly cells: readonly Cell[]}[]
}

export interface Cell {
  /** Of what it is the header: of its column, its row, or nothing. */
  readonly header: "column" | "row" | ""
  readonly columns: number
  readonly rows: number
  readonly blocks: readonly Block[]
}

/**
 * What a part is:
 *
 * - `cover` the front, `contents` the list of contents, `section` a section, `control` the foot
 * - `statement` a statement or the marker of one that is not shown; `of` is its id
 * - `reaction` a reaction, at its statement or in the closing list; `of` is its id
 * - `item` of a list, `group` anything else that belongs together
 */
export type PartRole =
  | "cover"
  | "contents"
  | "section"
  | "statement"
  | "reaction"
  | "item"
  | "group"
  | "control"

export interface Part {
  readonly type: "part"
  readonly role: PartRole
  readonly id: string
  /** Id of the section, statement or reaction; else empty. */
  readonly of: string
  /** Layer of a statement (`fact`, `voice`, `appraisal`, `plan`), else empty. */
  readonly layer: string
  readonly style: string
  /** When it is in another language than what it stands in; else empty. */
  readonly lang: string
  readonly blocks: readonly Block[]
}

/** A line across. */
export interface Rule {
  readonly type: "rule"
}

export type Inline = Words | Link | Break

/** Words that look alike. Never empty; no line break inside. */
export interface Words {
  readonly type: "words"
  readonly text: string
  readonly strong: boolean
  readonly em: boolean
  /** Said by somebody, inside the words of another. */
  readonly quote: boolean
  readonly change: "" | "deleted" | "inserted"
  /** Class of the nearest element that has one: `number`, `name`, `by`, `more`, `code`. */
  readonly style: string
  readonly lang: string
}

/** A reference to a place in the report. */
export interface Link {
  readonly type: "link"
  /** Id of the heading, part or paragraph. */
  readonly to: string
  readonly inlines: readonly Inline[]
}

/** A new line in the same paragraph. */
export interface Break {
  readonly type: "break"
}

/** The bare words of a piece of a report; line breaks as `\n`. */
export function wordsOf(inlines: readonly Inline[]): string {
  return inlines
    .map(one =>
      one.type === "words" ? one.text : one.type === "link" ? wordsOf(one.inlines) : "\n",
    )
    .join("")
}

/** Every block in order of reading, parts before what is in them. */
export function* eachBlock(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block
    yield* eachBlock(innerBlocks(block))
  }
}

function innerBlocks(block: Block): readonly Block[] {
  switch (block.type) {
    case "part":
    case "quote":
      return block.blocks
    case "list":
      return block.items
    case "terms":
      return block.pairs.flatMap(pair => pair.values.flat())
    case "table":
      return block.rows.flatMap(row => row.cells.flatMap(cell => cell.blocks))
    case "heading":
    case "paragraph":
    case "rule":
      return []
  }
}
