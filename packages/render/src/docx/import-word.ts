// SPDX-License-Identifier: EUPL-1.2
import type {FormField, Lang, Run, Statement} from "@wederhoor/format"
import {readTree} from "../read-tree.ts"
import {fieldsOf, statementsOf} from "./drafts.ts"
import {deletedStyle, prepareForMammoth} from "./for-mammoth.ts"
import {Tally} from "./tally.ts"
import {type ImportWords, type WordBlock, importWords, wordBlocks} from "./word-lines.ts"
import {type WordParts, openWord} from "./word-parts.ts"
import {type WordParagraph, wordTextWalk} from "./word-text.ts"

/** A Word file of others, as text for a report. */
export interface ImportedWord {
  /** Everything that was found, in order; what stood beside the text comes last. */
  readonly blocks: readonly WordBlock[]
  /**
   * The same as statements that nobody has classified: one for each paragraph, item, row, note and comment. A
   * heading is the first line, in bold, of the first statement below it.
   */
  readonly statements: readonly Statement[]
  /** The same as a form, for `importForm`: one field for each heading. */
  readonly fields: readonly FormField[]
  /** Tracked changes that were still open. Deleted words are kept, between brackets that say so. */
  readonly deletions: number
  readonly insertions: number
  /** Pictures, which are not taken over, by their descriptions; empty for one without. */
  readonly pictures: readonly string[]
  /** Headings, lists and tables were understood; else every block is a paragraph. */
  readonly hasStructure: boolean
}

/**
 * What a Word file that was not made here says, for the first draft of a report. No word is lost: text,
 * headings, lists, tables, notes, comments with their makers, tracked deletions, text boxes, headers and
 * footers. Nothing is classified. Pictures and the targets of links are not taken over.
 *
 * Mammoth finds the structure; it gets only parts that were read and written anew here, and is loaded only
 * when this is called. What it leaves out is found by counting words, and added as a whole paragraph. At most
 * 64 MB, of which 16 MB unpacked, 4 million characters, and 300 000 elements and attributes; past 100 000
 * elements with words or structure every block is a paragraph.
 * @throws {WordFileError} when the file is refused whole.
 */
export async function importWord(
  file: Uint8Array,
  {lang}: {readonly lang: Lang},
): Promise<ImportedWord> {
  const words = importWords(lang)
  const parts = openWord(file, mostMarks)
  const texts = textsOf(parts)
  const walks = new Map(texts.map(({part, walk}) => [part, walk]))
  const {file: prepared, elements, ...found} = prepareForMammoth(parts, walks)
  for (const part of [...parts.headers, ...parts.footers])
    if (walks.has(part)) parts.reader.read(part, walks.get(part) ?? {})
  const html = elements > mostElements ? null : await htmlOf(prepared)
  const blocks = [...wordBlocks(readTree(html ?? "").blocks, words)]
  const tally = new Tally(blocks.flatMap(({lines}) => lines.map(plainLine)))
  const extra = texts.flatMap(text => leftOut(text, tally, words))
  if (extra.length > 0 && blocks.length > 0)
    blocks.push({kind: "heading", level: 1, lines: [[{text: words.beside}]]})
  blocks.push(...extra)
  return {
    blocks,
    statements: statementsOf(blocks),
    fields: fieldsOf(blocks),
    ...found,
    hasStructure: html !== null,
  }
}

/** Of elements and attributes. Fewer than for replies: mammoth keeps trees of what it reads. */
const mostMarks = 300_000

/** Past this mammoth takes seconds; then every block is a paragraph. */
const mostElements = 100_000

const plainLine = (line: readonly Run[]): string => line.map(({text}) => text).join("")

interface OwnText {
  readonly kind: WordBlock["kind"]
  readonly part: string
  readonly walk: ReturnType<typeof wordTextWalk>
}

/** Where the words of a file are, to be read here as well as by mammoth. */
function textsOf(parts: WordParts): readonly OwnText[] {
  const {document, footnotes, endnotes, comments, headers, footers} = parts
  const named: readonly (readonly [kind: OwnText["kind"], part: string])[] = [
    ["text", document],
    ["note", footnotes],
    ["note", endnotes],
    ["comment", comments],
    ...[...headers, ...footers].map(part => ["beside", part] as const),
  ]
  return named
    .filter(([, part]) => part !== "")
    .map(([kind, part]) => ({kind, part, walk: wordTextWalk(true)}))
}

/** The paragraphs of which mammoth did not tell every word. */
function leftOut(
  {kind, walk: text}: OwnText,
  tally: Tally,
  words: ImportWords,
): readonly WordBlock[] {
  return text.paragraphs.flatMap(({pieces, owner}: WordParagraph): readonly WordBlock[] => {
    const told = pieces.map(piece => piece.text)
    if (told.join("").trim() === "" || tally.take(told)) return []
    const {author = "", date = ""} = text.comments.get(owner) ?? {}
    const said = [author, date.slice(0, 10)].filter(one => one !== "").join(", ")
    const [before, after] = words.deleted
    const line = pieces
      .map(piece => (piece.isDeleted ? `${before}${piece.text}${after}` : piece.text))
      .join("")
    const lines = `${said === "" ? "" : `${said}: `}${line}`
      .replaceAll("\t", " ")
      .split("\n")
      .filter(one => one.trim() !== "")
      .map(one => [{text: one.trim()}])
    return [{kind, level: 0, lines}]
  })
}

/** The structure of the document as HTML; `null` when mammoth cannot make it out. */
async function htmlOf(file: Uint8Array): Promise<string | null> {
  // Only here: whoever reads no files of others does not load it.
  const {default: mammoth} = await import("mammoth")
  const bytes = file.slice()
  const input = {buffer: bytes, arrayBuffer: bytes.buffer}
  try {
    // In Node it takes a buffer, in a browser an array buffer.
    const {value} = await mammoth.convertToHtml(input as unknown as {arrayBuffer: ArrayBuffer}, {
      styleMap: [
        `r.${deletedStyle} => del`,
        "comment-reference => sup",
        "p.Title => h1:fresh",
        "p[style-name='Title'] => h1:fresh",
      ],
      // A file may bring its own; it could hide words.
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      ignoreEmptyParagraphs: true,
    })
    return value
  } catch {
    // What it does not understand is told as plain paragraphs.
    return null
  }
}
