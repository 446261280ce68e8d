// SPDX-License-Identifier: EUPL-1.2
import {quotedRanges} from "./quotes.ts"

/** One word, number or mark of a text. Offsets count UTF-16 units. */
export interface Token {
  readonly from: number
  readonly to: number
  /** Lower case, composed, straight apostrophe: what patterns are compared with. */
  readonly norm: string
  readonly type: "word" | "number" | "mark"
  readonly quoted: boolean
  /** A capital followed by something that is not one: a name, when it stands inside a sentence. */
  readonly capital: boolean
}

/** A stretch of tokens [first, end) that reads as one sentence. */
export interface Sentence {
  readonly first: number
  readonly end: number
}

// Fixed expressions, none of them built from rule data; each alternative consumes without overlap, so cost is linear.
const tokenAt =
  /(\p{Nd}+(?:[.,:/-]\p{Nd}+)*)|(\p{L}(?:\.\p{L}(?![\p{L}\p{M}]))+\.?|[\p{L}\p{M}][\p{L}\p{M}\p{Nd}]*(?:['’-][\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*)*)|[^\s\p{L}\p{M}\p{Nd}]/gu
const capitalThenSmall = /^\p{Lu}[^\p{Lu}]*$/u

/** Written with a dot that ends no sentence. */
const abbreviations: ReadonlySet<string> = new Set(
  (
    "mr mrs mw mevr dhr hr dr drs ir ing prof ds jr sr st geb ged wed art artt lid jl vlg ca circa evt incl excl " +
    "nr nrs tel blz pag bijv bv enz etc resp max min gem m.b.t i.v.m o.a d.d t.a.v d.w.z a.s j.l n.a.v t.b.v i.p.v " +
    "ma di wo vr za zo jan feb mrt apr aug sept okt nov dec vgl zgn zog sub red vert afd gebr fam"
  ).split(" "),
)

const [zero, nine, smallA, smallZ, hyphen, apostrophe] = [48, 57, 97, 122, 45, 39]
const isDigit = (unit: number): boolean => unit >= zero && unit <= nine
const isLetter = (unit: number): boolean => {
  const small = unit | 32
  return small >= smallA && small <= smallZ
}

/**
 * Just past the word that begins at `from`, or -1 when it holds anything but plain letters: then the
 * expression above has to read it. Most words of a Dutch text end here.
 */
function plainWordEnd(text: string, from: number): number {
  let at = from + 1
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isLetter(unit) || isDigit(unit)) continue
    if (unit >= 0x80 || unit === hyphen || unit === apostrophe) return -1
    // "d.d.", "b.v.": one letter, a dot and a letter.
    if (unit === 46 && at === from + 1) return -1
    break
  }
  return at
}

/** Cut a text into words, numbers and marks. */
export function tokenize(text: string): readonly Token[] {
  const quoted = quotedRanges(text)
  const tokens: Token[] = []
  let range = 0
  const add = (from: number, to: number, type: Token["type"], norm: string, capital: boolean) => {
    while (range < quoted.length && (quoted[range + 1] ?? 0) <= from) range += 2
    const inside = range < quoted.length && (quoted[range] ?? 0) <= from
    tokens.push({from, to, norm, type, quoted: inside, capital})
  }
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === 32 || unit === 10) {
      at++
      continue
    }
    const end = isLetter(unit) ? plainWordEnd(text, at) : -1
    if (end !== -1) {
      const raw = text.slice(at, end)
      const capital = unit < smallA && capitalThenSmall.test(raw)
      add(at, end, "word", raw.toLowerCase(), capital)
      at = end
      continue
    }
    tokenAt.lastIndex = at
    const found = tokenAt.exec(text)
    if (found === null) break
    const raw = found[0]
    const from = found.index
    const type = found[2] !== undefined ? "word" : found[1] !== undefined ? "number" : "mark"
    const norm = type === "word" ? raw.normalize("NFC").toLowerCase().replaceAll("’", "'") : raw
    add(from, from + raw.length, type, norm, type === "word" && capitalThenSmall.test(raw))
    at = from + raw.length
  }
  return tokens
}

function endsSentence(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined || token.type !== "mark") return false
  if (token.norm === "?" || token.norm === "!" || token.norm === "…") return true
  if (token.norm !== ".") return false
  const before = tokens[at - 1]
  const after = tokens[at + 1]
  if (after === undefined) return true
  // "14.30", "b.v" without a space is no end; neither is a dot before a small letter.
  if (after.from === token.to) return after.type === "mark"
  if (before !== undefined && before.to === token.from) {
    if (abbreviations.has(before.norm)) return false
    const initial = before.type === "word" && before.to - before.from === 1 && before.capital
    if (initial) return false
  }
  const next = text.charAt(after.from)
  return after.type !== "word" || next !== next.toLowerCase()
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
    if (token?.type === "mark" && endsSentence(text, tokens, at)) {
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
  return token.type === "mark" && token.from === before.to && "\"'”’»›).!?…".includes(token.norm)
}
