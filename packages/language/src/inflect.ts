// SPDX-License-Identifier: EUPL-1.2

const vowel = (letter: string | undefined): boolean =>
  letter !== undefined && "aeiouyäëïöüáéíóú".includes(letter)

/** Long s that stays s: these few do not turn into z. */
const keepsS = new Set(["hees", "kies", "kuis", "heus", "los"])

/** How many runs of vowels a word has: near enough to syllables to know a short word from a long one. */
function vowelRuns(word: string): number {
  let runs = 0
  for (let at = 0; at < word.length; at++) {
    const letter = word[at]
    const diaeresis = letter !== undefined && "äëïöü".includes(letter)
    if (vowel(letter) && (diaeresis || !vowel(word[at - 1]))) runs++
  }
  return runs
}

/**
 * The inflected form of a Dutch adjective: lief → lieve, dom → domme, boos → boze, zorgelijk → zorgelijke.
 * Only short words (and on- + short word) double their last consonant, since the stress is known there.
 */
export function inflect(adjective: string): string {
  const last = adjective.at(-1)
  const before = adjective.at(-2)
  const third = adjective.at(-3)
  if (last === undefined || before === undefined) return adjective
  if (last === "e" || (adjective.endsWith("en") && vowelRuns(adjective) > 1)) return adjective
  if (vowel(last) || (last === "j" && before === "i")) return `${adjective}e`
  const twoVowels = vowel(before) && vowel(third)
  const longIj = before === "j" && third === "i"
  let ending = last
  if (last === "f" && (twoVowels || longIj || before === "l" || before === "r")) ending = "v"
  if (last === "s" && (twoVowels || longIj) && !keepsS.has(adjective)) ending = "z"
  const stem = adjective.slice(0, -1)
  if (twoVowels && before === third && before !== "i") return `${stem.slice(0, -1)}${ending}e`
  const root = adjective.startsWith("on") ? adjective.slice(2) : adjective
  if (vowel(before) && !twoVowels && vowelRuns(root) === 1) return `${stem}${last}${last}e`
  return `${stem}${ending}e`
}
