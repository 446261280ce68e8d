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

/** Cut a text into words, numbers and marks. */
export function tokenize(text: string): readonly Token[] {
  const quoted = quotedRanges(text)
  const tokens: Token[] = []
  let range = 0
  for (const found of text.matchAll(tokenAt)) {
    const raw = found[0]
    const from = found.index
    while (range < quoted.length && (quoted[range + 1] ?? 0) <= from) range += 2
    const inside = range < quoted.length && (quoted[range] ?? 0) <= from
    const type = found[2] !== undefined ? "word" : found[1] !== undefined ? "number" : "mark"
    const norm = type === "word" ? raw.normalize("NFC").toLowerCase().replaceAll("’", "'") : raw
    const capital = type === "word" && capitalThenSmall.test(raw)
    tokens.push({from, to: from + raw.length, norm, type, quoted: inside, capital})
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
  while (at < tokens.length) {
    const token = tokens[at]
    const before = tokens[at - 1]
    if (token !== undefined && before !== undefined && at > first) {
      if (text.slice(before.to, token.from).includes("\n")) close(at)
    }
    if (endsSentence(text, tokens, at)) {
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
