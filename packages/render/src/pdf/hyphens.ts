// SPDX-License-Identifier: EUPL-1.2
// oxlint-disable-next-line typescript/triple-slash-reference -- programs that include this file as source need these types too
/// <reference path="./libraries.d.ts" />
import english from "hyphen/en/index.js"
import dutch from "hyphen/nl/index.js"

const softHyphen = "\u00AD"
const known = new Map<string, readonly number[]>()

/** So many words are remembered; then we start afresh. */
const remembered = 20_000

/**
 * Where a word may be cut, as offsets into it: after a soft hyphen that is in it, and by the patterns of
 * Dutch and English. Two letters stay before the cut and three after it. Other languages: soft hyphens
 * only.
 */
export function cutsOf(word: string, lang: string): readonly number[] {
  const base = lang.split("-", 1)[0]?.toLowerCase() ?? ""
  const key = `${base} ${word}`
  const cached = known.get(key)
  if (cached !== undefined) return cached
  const cuts = base === "nl" || base === "en" ? byPatterns(word, base) : soft(word)
  if (known.size >= remembered) known.clear()
  known.set(key, cuts)
  return cuts
}

function soft(word: string): readonly number[] {
  const cuts: number[] = []
  for (let at = word.indexOf(softHyphen); at >= 0; at = word.indexOf(softHyphen, at + 1))
    cuts.push(at + 1)
  return cuts
}

function byPatterns(word: string, base: "nl" | "en"): readonly number[] {
  const cuts = new Set(soft(word))
  const hyphen = base === "nl" ? dutch : english
  for (const {0: letters, index} of word.matchAll(/\p{L}{6,}/gu)) {
    let at = 0
    for (const sign of hyphen.hyphenateSync(letters))
      if (sign === softHyphen) {
        if (at >= 2 && letters.length - at >= 3) cuts.add(index + at)
      } else at += sign.length
  }
  return [...cuts].sort((a, b) => a - b)
}
