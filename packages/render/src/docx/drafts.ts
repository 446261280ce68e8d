// SPDX-License-Identifier: EUPL-1.2
import type {FormField, Run, Statement} from "@wederhoor/format"
import {WordFileError} from "./file-error.ts"
import type {WordBlock} from "./word-lines.ts"

/** Limits of the format: characters of a run, lines of a statement and runs of a line. */
const mostCharacters = 20_000
const mostLines = 1_000

/** Statements that nobody has classified, with ids `w1`, `w2`, … in order. */
export function statementsOf(blocks: readonly WordBlock[]): readonly Statement[] {
  const statements: Statement[] = []
  const add = (lines: readonly (readonly Run[])[]): void => {
    for (let at = 0; at < lines.length; at += mostLines)
      statements.push({
        id: `w${statements.length + 1}`,
        kind: "unclassified",
        lines: lines.slice(at, at + mostLines).map(fitting),
        attrs: {},
        relations: [],
      })
  }
  let heads: (readonly Run[])[] = []
  for (const {kind, lines} of blocks)
    if (kind === "heading") heads.push(...lines.map(line => [{text: textOf(line), marks: strong}]))
    else {
      add([...heads, ...lines])
      heads = []
    }
  add(heads)
  return statements
}

const strong: NonNullable<Run["marks"]> = ["strong"]

const textOf = (line: readonly Run[]): string => line.map(({text}) => text).join("")

/** A line whose runs are not longer, and not more, than a line may have. */
function fitting(line: readonly Run[]): readonly Run[] {
  const runs = line.length > mostLines ? [{text: textOf(line)}] : line
  return runs.flatMap(run => piecesOf(run.text, mostCharacters).map(text => ({...run, text})))
}

/** A text in pieces, between words where that can be; no sign of two units is cut. */
function piecesOf(text: string, most: number): readonly string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    let end = Math.min(text.length, at + most)
    if (end < text.length) {
      const space = Math.max(text.lastIndexOf(" ", end - 1), text.lastIndexOf("\n", end - 1))
      if (space > at) end = space + 1
      else if (/[\ud800-\udbff]/.test(text[end - 1] ?? "")) end--
    }
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}

/** A form: longest label and text, and most fields. */
const longestLabel = 400
const mostFields = 1_000

/**
 * A field for each heading, with what stands below it; an empty line between two blocks.
 * @throws {WordFileError} `too-large` when it does not fit in a form.
 */
export function fieldsOf(blocks: readonly WordBlock[]): readonly FormField[] {
  const fields: FormField[] = []
  let label = ""
  let text = ""
  const flush = (): void => {
    for (const piece of text === "" ? [] : piecesOf(text, mostCharacters))
      fields.push({label, text: piece})
    text = ""
  }
  const append = (block: string): void => {
    const joined = text === "" ? block : `${text}\n\n${block}`
    if (text !== "" && joined.length > mostCharacters) {
      flush()
      text = block
    } else text = joined
  }
  let heads: string[] = []
  for (const {kind, lines} of blocks) {
    const block = lines.map(textOf).join("\n")
    if (kind === "heading") {
      flush()
      heads.push(block)
      continue
    }
    if (heads.length > 0) {
      const last = heads.at(-1) ?? ""
      const isLabel = last.length <= longestLabel && fields.length < mostFields / 2
      label = isLabel ? last : ""
      // A heading above a heading has no text of its own.
      for (const head of isLabel ? heads.slice(0, -1) : heads) append(head)
      heads = []
    }
    append(block)
  }
  flush()
  if (heads.length > 0) label = ""
  for (const head of heads) append(head)
  flush()
  if (fields.length > mostFields) throw new WordFileError("too-large", `${fields.length}`)
  return fields
}
