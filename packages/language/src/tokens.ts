// SPDX-License-Identifier: EUPL-1.2
import {quotedRanges} from "./quotes.ts"
import {plainAt, wordOf, type Word} from "./words.ts"

/** A word, number or mark at its place in a text. Offsets count UTF-16 units. */
export interface Token {
  readonly from: number
  readonly to: number
  readonly word: Word
  readonly quoted: boolean
}

/** A stretch of tokens [first, end) that reads as one sentence. */
export interface Sentence {
  readonly first: number
  readonly end: number
}

let tokenAt: RegExp | undefined

/**
 * A number, a word or a mark. Fixed, not built from rule data; each alternative consumes without overlap, so
 * cost is linear. Made when something is met that is not plain: making it takes longer than the first advice.
 */
const newTokenAt = (): RegExp =>
  /(\p{Nd}+(?:[.,:/-]\p{Nd}+)*)|(\p{L}(?:\.\p{L}(?![\p{L}\p{M}]))+\.?|[\p{L}\p{M}][\p{L}\p{M}\p{Nd}]*(?:['’-][\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*)*)|[^\s\p{L}\p{M}\p{Nd}]/gu

const [space, lineBreak] = [32, 10]

/** Written with a dot that ends no sentence. */
const abbreviations: ReadonlySet<string> = new Set(
  (
    "mr mrs mw mevr dhr hr dr drs ir ing prof ds jr sr st geb ged wed art artt lid jl vlg ca circa evt incl excl " +
    "nr nrs tel blz pag bijv bv enz etc resp max min gem m.b.t i.v.m o.a d.d t.a.v d.w.z a.s j.l n.a.v t.b.v i.p.v " +
    "ma di wo vr za zo jan feb mrt apr aug sept okt nov dec vgl zgn zog sub red vert afd gebr fam"
  ).split(" "),
)

/** Cut a text into words, numbers and marks. */
export function tokenize(text: string): readonly Token[] {
  const quoted = quotedRanges(text)
  const tokens: Token[] = []
  let range = 0
  const isQuoted = (from: number): boolean => {
    while (range < quoted.length && (quoted[range + 1] ?? 0) <= from) range += 2
    return range < quoted.length && (quoted[range] ?? 0) <= from
  }
  let from = 0
  while (from < text.length) {
    const unit = text.charCodeAt(from)
    if (unit === space || unit === lineBreak) {
      from++
      continue
    }
    let word = plainAt(text, from)
    if (word === undefined) {
      tokenAt ??= newTokenAt()
      tokenAt.lastIndex = from
      const found = tokenAt.exec(text)
      if (found === null) break
      from = found.index
      const [written, number, letters] = found
      word = wordOf(
        written,
        number !== undefined ? "number" : letters !== undefined ? "word" : "mark",
      )
    }
    const to = from + word.written.length
    tokens.push({from, to, word, quoted: quoted.length > 0 && isQuoted(from)})
    from = to
  }
  return tokens
}

function endsSentence(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined || token.word.type !== "mark") return false
  if (token.word.norm === "?" || token.word.norm === "!" || token.word.norm === "…") return true
  if (token.word.norm !== ".") return false
  const before = tokens[at - 1]
  const after = tokens[at + 1]
  if (after === undefined) return true
  // "14.30", "b.v" without a space is no end; neither is a dot before a small letter.
  if (after.from === token.to) return after.word.type === "mark"
  if (before !== undefined && before.to === token.from) {
    if (abbreviations.has(before.word.norm)) return false
    const initial =
      before.word.type === "word" && before.to - before.from === 1 && before.word.capital
    if (initial) return false
  }
  const next = text.charAt(after.from)
  return after.word.type !== "word" || next !== next.toLowerCase()
}

/**
 * Divide tokens into sentences: at . ? ! … and at every line break, minding Dutch abbreviations and initials.
 * A closing quotation mark or bracket stays with the sentence it ends.
 */
export function sentencesOf(text: string, tokens: readonly Token[]): readonly Sentence[] {
  const sentences: Sentence[] = []
  let first = 0
  let at = 0
  const close = (end: number): void => {
    if (end > first) sentences.push({first, end})
    first = end
  }
  let nextLine = text.indexOf("\n")
  while (at < tokens.length) {
    const token = tokens[at]
    if (nextLine !== -1 && token !== undefined && token.from > nextLine) {
      close(at)
      nextLine = text.indexOf("\n", token.from)
    }
    if (token?.word.type === "mark" && endsSentence(text, tokens, at)) {
      let end = at + 1
      while (isTrailing(tokens[end], tokens[end - 1])) end++
      close(end)
      at = end
      continue
    }
    at++
  }
  close(tokens.length)
  return sentences
}

function isTrailing(token: Token | undefined, before: Token | undefined): boolean {
  if (token === undefined || before === undefined) return false
  return (
    token.word.type === "mark" &&
    token.from === before.to &&
    "\"'”’»›).!?…".includes(token.word.norm)
  )
}
