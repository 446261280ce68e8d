// SPDX-License-Identifier: EUPL-1.2

/**
 * A number for each word, so that comparing a word with a hundred others is one look among numbers. Words
 * of patterns always have one; words of texts too, while there is room. What is kept are single words,
 * in the memory of this page or process only.
 */
const numbers = new Map<string, number>()

/** A word, number or mark of a text. */
export interface Word {
  readonly written: string
  readonly type: "word" | "number" | "mark"
  /** What patterns are compared with. Of a word: lower case, composed, straight apostrophe. */
  readonly norm: string
  /** Of `norm` among all words, or `noNumber`. */
  readonly number: number
  /** A capital followed by something that is not one: a name, when it stands inside a sentence. */
  readonly capital: boolean
}

/** Words of texts, as they are written. */
const met = new Map<string, Word>()
/** Most words that texts may add: more than a long report has. */
const mostMet = 20_000
/** A longer word is not kept: it will hardly come again. */
const longestMet = 40

/** Not a number of any word. */
export const noNumber = -1

/** Of letters of ASCII alone. An expression over all letters is slow to make, so it waits until it is needed. */
const isPlain = /^[A-Za-z0-9'-]+$/
const plainCapital = /^[A-Z][^A-Z]*$/
const newAnyCapital = (): RegExp => /^\p{Lu}[^\p{Lu}]*$/u
let anyCapital: RegExp | undefined

function hasCapital(written: string): boolean {
  if (isPlain.test(written)) return plainCapital.test(written)
  anyCapital ??= newAnyCapital()
  return anyCapital.test(written)
}

/** The number of a word of a pattern. */
export function numberOf(word: string): number {
  const known = numbers.get(word)
  if (known !== undefined) return known
  numbers.set(word, numbers.size)
  return numbers.size - 1
}

/** The number of a word, if it has one by now. */
export const knownNumber = (word: string): number => numbers.get(word) ?? noNumber

/** The word that is written so. When there is no room it has no number, unless a pattern gave it one. */
export function wordOf(written: string, type: Word["type"]): Word {
  const known = met.get(written)
  if (known !== undefined) return known
  const norm =
    type === "word" ? written.normalize("NFC").toLowerCase().replaceAll("’", "'") : written
  // Of numbers there is no end.
  const isKept = type !== "number" && met.size < mostMet && written.length < longestMet
  const number = isKept ? numberOf(norm) : knownNumber(norm)
  const word = {written, type, norm, number, capital: type === "word" && hasCapital(written)}
  if (isKept) met.set(written, word)
  return word
}

const [zero, nine, smallA, smallZ] = [48, 57, 97, 122]
const [hyphen, apostrophe, dot, lastOfAscii] = [45, 39, 46, 126]
const isDigit = (unit: number): boolean => unit >= zero && unit <= nine
const isLetter = (unit: number): boolean => {
  const small = unit | 32
  return small >= smallA && small <= smallZ
}

/** A power of two. */
const slots = 4096
/** Words that were met lately, each in the one slot that its letters point to. */
const recent = Array<Word | undefined>(slots).fill(undefined)

/**
 * The word or mark that begins at a place, when it is of plain letters of ASCII; of others `undefined`. Most
 * words of a Dutch text are. A word that was met lately is not cut out of the text: cutting out and
 * looking up is most of what reading costs.
 */
export function plainAt(text: string, from: number): Word | undefined {
  const first = text.charCodeAt(from)
  if (!isLetter(first)) {
    const isMark = first > 32 && first <= lastOfAscii && !isDigit(first)
    return isMark ? wordOf(text.charAt(from), "mark") : undefined
  }
  let mixed = first
  let to = from + 1
  for (; to < text.length; to++) {
    const unit = text.charCodeAt(to)
    if (!isLetter(unit) && !isDigit(unit)) {
      if (unit > lastOfAscii || unit === hyphen || unit === apostrophe) return undefined
      // "d.d.", "b.v.": one letter, a dot and a letter.
      if (unit === dot && to === from + 1) return undefined
      break
    }
    mixed = (Math.imul(mixed, 31) + unit) | 0
  }
  const slot = (mixed ^ (mixed >>> 12)) & (slots - 1)
  const known = recent[slot]
  if (known !== undefined && isWritten(known.written, text, from, to)) return known
  const word = wordOf(text.slice(from, to), "word")
  if (word.number !== noNumber) recent[slot] = word
  return word
}

function isWritten(written: string, text: string, from: number, to: number): boolean {
  if (written.length !== to - from) return false
  for (let at = 0; at < written.length; at++)
    if (written.charCodeAt(at) !== text.charCodeAt(from + at)) return false
  return true
}
