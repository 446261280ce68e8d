// SPDX-License-Identifier: EUPL-1.2

/**
 * A report as Word lays it out: paragraphs, tables and content controls, but not yet a Word file. What is
 * written is made from it, and what comes back is compared with it, so the two cannot disagree.
 */
export interface Sheet {
  /** BCP 47 tag, with a country. */
  readonly lang: string
  readonly blocks: readonly SheetBlock[]
  /** Text of each footnote; the number of a note is its place, from 1. */
  readonly notes: readonly string[]
  readonly comments: readonly SheetComment[]
}

export type SheetBlock = Line | Grid | Control

/** A paragraph. */
export interface Line {
  readonly type: "line"
  readonly style: LineStyle
  readonly runs: readonly Run[]
  /** Names of the places here that links lead to. */
  readonly anchors: readonly string[]
  /** How often it stands further in. */
  readonly indent: number
  /** First paragraph of an item of a list: how deep from 0, and which numbered list, 0 for bullets. */
  readonly item: {readonly depth: number; readonly ordered: number} | null
  /** Comments, by their place in the sheet, that begin or end here. */
  readonly opens: readonly number[]
  readonly closes: readonly number[]
}

/** Looks of a paragraph, as styles by name. */
export type LineStyle =
  | "Heading1"
  | "Heading2"
  | "Heading3"
  | "Heading4"
  | "Heading5"
  | "Heading6"
  | "Normal"
  | "Lead"
  | "Note"
  | "Small"
  | "Quote"
  | "Caption"
  | "Rule"
  | "ReplyLabel"
  | "Reply"

export type Run =
  | {
      readonly type: "words"
      readonly text: string
      readonly strong: boolean
      readonly em: boolean
      readonly change: "" | "deleted" | "inserted"
      readonly code: boolean
      readonly lang: string
    }
  | {readonly type: "break"}
  | {readonly type: "link"; readonly to: string; readonly runs: readonly Run[]}
  | {readonly type: "note"; readonly number: number}

export interface Grid {
  readonly type: "grid"
  readonly rows: readonly {readonly head: boolean; readonly cells: readonly GridCell[]}[]
}

export interface GridCell {
  readonly header: boolean
  readonly columns: number
  readonly rows: number
  readonly blocks: readonly SheetBlock[]
}

/**
 * A content control: a `statement` that is locked, or a `reply` that can be written in. `of` is the id of
 * the statement; empty for a reply to the whole report.
 */
export interface Control {
  readonly type: "control"
  readonly role: "statement" | "reply"
  readonly of: string
  /** What a screen reader says of it. */
  readonly title: string
  readonly blocks: readonly SheetBlock[]
}

/** A reaction, or the answer to it, as a comment of Word. */
export interface SheetComment {
  readonly author: string
  /** Day as `2026-03-30`, or empty. */
  readonly date: string
  readonly lines: readonly string[]
  /** Id of the reaction. */
  readonly reaction: string
  /** Id of the statement; empty for a reaction to the whole report. */
  readonly statement: string
  /** Place in the sheet of the comment this one answers. */
  readonly answers: number | null
}

/** The text of a paragraph; line breaks as `\n`. */
export function lineText(runs: readonly Run[]): string {
  return runs
    .map(run =>
      run.type === "words"
        ? run.text
        : run.type === "break"
          ? "\n"
          : run.type === "link"
            ? lineText(run.runs)
            : "",
    )
    .join("")
}

/** Every block in order of reading, with the control it stands in (the innermost). */
export function* eachSheetBlock(
  blocks: readonly SheetBlock[],
  control: Control | null = null,
): Generator<{readonly block: SheetBlock; readonly control: Control | null}> {
  for (const block of blocks) {
    yield {block, control}
    if (block.type === "control") yield* eachSheetBlock(block.blocks, block)
    if (block.type === "grid")
      for (const row of block.rows)
        for (const cell of row.cells) yield* eachSheetBlock(cell.blocks, control)
  }
}
