// SPDX-License-Identifier: EUPL-1.2
import {type Block, type Part, eachBlock, wordsOf} from "../tree.ts"
import type {SheetComment} from "./sheet.ts"
import {dayIn} from "./words.ts"

/** Who said something and when, as far as the words tell. */
interface Said {
  readonly author: string
  readonly date: string
}

/**
 * Who a line such as "Mira Kok, moeder, 30 maart 2026" names. What follows the last comma is the date when
 * it is one; of the rest, what stands before the first comma is the name.
 */
export function saidBy(words: string): Said {
  const pieces = words
    .split(",")
    .map(piece => piece.trim())
    .filter(piece => piece !== "")
  const date = dayIn(pieces.at(-1) ?? "")
  const [name = "", ...role] = date === "" ? pieces : pieces.slice(0, -1)
  return {author: role.length === 0 ? name : `${name} (${role.join(", ")})`, date}
}

/** A reaction as comments: what was said, and the answer to it as an answer of whoever gave it. */
export function commentsOf(
  reaction: Part,
  statement: string,
  first: number,
): readonly SheetComment[] {
  const base = {reaction: reaction.of, statement}
  const [answers, own] = split(reaction.blocks)
  const said = saidBy(byWords(own))
  const comments: SheetComment[] = [{...base, ...said, lines: linesIn(own), answers: null}]
  for (const answer of answers) {
    const by = answer.blocks.find(block => block.type === "paragraph" && block.style === "by")
    const words = by?.type === "paragraph" ? wordsOf(by.inlines) : ""
    const rest = answer.blocks.filter(block => block !== by)
    comments.push({...base, ...saidBy(words), lines: linesIn(rest), answers: first})
  }
  return comments
}

function split(
  blocks: readonly Block[],
): readonly [answers: readonly Part[], own: readonly Block[]] {
  const isAnswer = (block: Block): block is Part =>
    block.type === "part" && block.style === "answer"
  return [blocks.filter(isAnswer), blocks.filter(block => !isAnswer(block))]
}

/** The words of class `by` in the first paragraph that has them. */
function byWords(blocks: readonly Block[]): string {
  for (const block of eachBlock(blocks))
    if (block.type === "paragraph") {
      const by = block.inlines.filter(one => one.type === "words" && one.style === "by")
      if (by.length > 0) return wordsOf(by)
      if (block.style === "by") return wordsOf(block.inlines)
    }
  return ""
}

/** What was said. Who said it is told by the comment itself, and what the report adds is not theirs. */
function linesIn(blocks: readonly Block[]): readonly string[] {
  const lines: string[] = []
  for (const block of eachBlock(blocks))
    if (block.type === "paragraph" && !added.has(block.style)) {
      const inlines = block.inlines.filter(one => one.type !== "words" || !added.has(one.style))
      lines.push(...wordsOf(inlines).split("\n"))
    }
  return lines.map(line => line.trim()).filter(line => line !== "")
}

/** Classes of words that the report adds to a reaction: by whom, late, not answered. */
const added: ReadonlySet<string> = new Set(["by", "more", "unanswered"])

/** Initials for the mark of a comment: of at most three of the words that begin with a capital. */
export function initialsOf(author: string): string {
  const words = (author.split(" (")[0] ?? "").split(/\s+/).filter(word => /^\p{Lu}/u.test(word))
  return words
    .map(word => String.fromCodePoint(word.codePointAt(0) ?? 0x20))
    .slice(0, 3)
    .join("")
}

/** Stands for "no date" until the file is packed: the library writes now where a date is left out. */
export const noDate: Date = new Date(0)
