// SPDX-License-Identifier: EUPL-1.2
import type {Stretch} from "./match.ts"
import type {Token} from "./tokens.ts"

/** A sentence of more words than this is hard to read in one go. Quoted words are not the writer's and do not count. */
export const longestSentence = 25

/** Capitals everybody reads without help, or that stand on a form everybody has held. */
const known = new Set(
  "sms tv ggz adhd dvd cd pc usb pdf id eu nl ok wc nr ggd bsn brp mbo hbo vmbo havo vwo big us uk hiv dna aow btw pin".split(
    " ",
  ),
)

const allCapitals = /^\p{Lu}{2,6}$/u
const hasSmall = /\p{Ll}/u

/** Whether the author's own words in the sentence are more than `longestSentence`. */
export function isLong(stretch: Stretch): boolean {
  let words = 0
  for (let at = stretch.first; at < stretch.end; at++) {
    const token = stretch.tokens[at]
    if (token !== undefined && !token.quoted && token.word.type !== "mark") words++
  }
  return words > longestSentence
}

/** Abbreviations that the text writes out: `OTS (ondertoezichtstelling)` or `ondertoezichtstelling (OTS)`. */
export function explainedAbbreviations(
  text: string,
  tokens: readonly Token[],
): ReadonlySet<string> {
  const explained = new Set<string>()
  for (const [at, token] of tokens.entries()) {
    if (!isCapitals(text, token)) continue
    const before = tokens[at - 1]?.word.norm
    const after = tokens[at + 1]?.word.norm
    if ((before === "(" && after === ")") || after === "(" || after === "=")
      explained.add(token.word.norm)
  }
  return explained
}

function isCapitals(text: string, token: Token): boolean {
  const length = token.to - token.from
  if (token.word.type !== "word" || token.quoted || length < 2 || length > 12) return false
  // Small letters of the alphabet: nearly every word, and no need to look further.
  if (text.charCodeAt(token.from + 1) >= 97 && text.charCodeAt(token.from + 1) <= 122) return false
  return allCapitals.test(text.slice(token.from, token.to))
}

/**
 * Places of abbreviations in the sentence that are not common; whether the text writes them out is not
 * looked at. None in a sentence in capitals.
 */
export function abbreviationsIn(text: string, stretch: Stretch): readonly number[] {
  let found: number[] | undefined
  for (let at = stretch.first; at < stretch.end; at++) {
    const token = stretch.tokens[at]
    if (token === undefined || !isCapitals(text, token) || known.has(token.word.norm)) continue
    found ??= []
    found.push(at)
  }
  return found !== undefined && hasSmallLetters(text, stretch) ? found : none
}

const none: readonly number[] = []

/** Whether a sentence has a word that is not in capitals. */
function hasSmallLetters(text: string, stretch: Stretch): boolean {
  for (let at = stretch.first; at < stretch.end; at++) {
    const token = stretch.tokens[at]
    if (token?.word.type !== "word" || isCapitals(text, token)) continue
    if (hasSmall.test(text.slice(token.from, token.to))) return true
  }
  return false
}
