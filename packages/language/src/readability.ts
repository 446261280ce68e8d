// SPDX-License-Identifier: EUPL-1.2
import {advise} from "./advise.ts"
import type {AdviseConfig, WordedStatement} from "./advise.ts"
import {isVoice} from "./kinds.ts"
import {longestSentence} from "./readable.ts"
import {sentencesOf, tokenize} from "./tokens.ts"

/** Letters that make a word long for LIX: more than six. */
const longWord = 6
/** With fewer words a formula says more about chance than about the text. */
const leastWords = 100

/** What a formula counts. Whole numbers, zero or more. */
export interface TextCounts {
  readonly words: number
  readonly sentences: number
  readonly syllables: number
  /** Words of more than six letters. */
  readonly longWords: number
}

/** A word that readers may not know, as the rules for plain words find it. */
export interface HardWord {
  /** As it stands in the text, in lower case. */
  readonly word: string
  readonly count: number
  /** `replace` it by `instead`, `explain` it with `instead`, or `writeOut` an abbreviation. */
  readonly way: "replace" | "explain" | "writeOut"
  /** A plain word in its place, or what it means; none for an abbreviation. */
  readonly instead?: string
}

/** How a document reads. No score, no level: nobody writes better by chasing a figure. */
export interface Readability extends TextCounts {
  /** Average; 0 without text. */
  readonly wordsPerSentence: number
  /** Sentences of more than `longestSentence` words. */
  readonly longSentences: number
  /** The most frequent first. */
  readonly hardWords: readonly HardWord[]
  /** `null` under a hundred words. For "more": a formula knows nothing of what is said. */
  readonly fleschDouma: number | null
  readonly lix: number | null
}

/**
 * Flesch's reading ease for Dutch after Douma (1960): 206.84 − 0.93 · words per sentence − 77 ·
 * syllables per word. Higher reads easier. 0 sentences or words give `null`.
 */
export function fleschDouma(
  counts: Pick<TextCounts, "words" | "sentences" | "syllables">,
): number | null {
  const {words, sentences, syllables} = counts
  if (words === 0 || sentences === 0) return null
  return 206.84 - 0.93 * (words / sentences) - 77 * (syllables / words)
}

/**
 * LIX after Björnsson (1968): words per sentence + 100 · words of more than six letters per word.
 * Lower reads easier. 0 sentences or words give `null`.
 */
export function lix(counts: Pick<TextCounts, "words" | "sentences" | "longWords">): number | null {
  const {words, sentences, longWords} = counts
  if (words === 0 || sentences === 0) return null
  return words / sentences + (100 * longWords) / words
}

// Groups that sound as one: the longest first. A trema begins a new syllable, so it stands apart.
const vowels =
  /aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|oe|ie|eu|ui|ou|au|ei|ij|[aeiouyàáâèéêìíîòóôùúûäëïöü]/g

/** Syllables of a Dutch word by its groups of vowels; at least 1. An estimate: no list of exceptions. */
export function syllablesOf(word: string): number {
  const plain = word.normalize("NFC").toLowerCase()
  // "y" before a vowel is a consonant (yoga); "ieel" and "ieus" sound as two.
  const read = plain.replaceAll(/y(?=[aeiou])/g, "j").replaceAll(/ie(?=e|u(?!w))/g, "i-e")
  return Math.max(1, read.match(vowels)?.length ?? 0)
}

/**
 * How these statements read together; with `ruleSet` of `loadRules`, which has the plain words. What is never checked does not count: a child's voice, somebody's
 * words word for word, and what stands between quotation marks.
 */
export function readability(
  statements: readonly WordedStatement[],
  config: Pick<AdviseConfig, "ruleSet" | "exempt"> = {},
): Readability {
  const counts = {words: 0, sentences: 0, syllables: 0, longWords: 0}
  let longSentences = 0
  const hard = new Map<string, Omit<HardWord, "word">>()
  for (const statement of statements) {
    const {kind, text, verbatim} = statement
    if (kind === "childVoice" || (verbatim === true && isVoice(kind))) continue
    const tokens = tokenize(text)
    for (const {first, end} of sentencesOf(text, tokens)) {
      const own = tokens
        .slice(first, end)
        .filter(token => token.word.type !== "mark" && !token.quoted)
      if (own.length === 0) continue
      counts.sentences++
      counts.words += own.length
      if (own.length > longestSentence) longSentences++
      for (const {
        word: {type, norm},
      } of own) {
        counts.syllables += type === "word" ? syllablesOf(norm) : 1
        // Letters outside the basic plane are in no Dutch word: units count as letters.
        if (type === "word" && norm.length > longWord) counts.longWords++
      }
    }
    // As an open kind: every kind that is checked at all asks for plain words, some for more.
    for (const hint of advise({kind: "unclassified", text}, config)) {
      if (hint.category !== "plain-word" && hint.category !== "abbreviation") continue
      const word = text.slice(hint.from, hint.to)
      const key = hint.category === "abbreviation" ? word : word.toLowerCase()
      const [fix] = hint.fixes.flatMap(one =>
        one.type === "replace" || one.type === "explain" ? [one] : [],
      )
      hard.set(key, {
        count: (hard.get(key)?.count ?? 0) + 1,
        way: fix?.type ?? "writeOut",
        ...(fix === undefined ? {} : {instead: fix.text.toLowerCase()}),
      })
    }
  }
  const {words, sentences} = counts
  const enough = words >= leastWords
  return {
    ...counts,
    wordsPerSentence: sentences === 0 ? 0 : words / sentences,
    longSentences,
    hardWords: [...hard]
      .map(([word, found]) => ({word, ...found}))
      .toSorted((one, two) => two.count - one.count || (one.word < two.word ? -1 : 1)),
    fleschDouma: enough ? fleschDouma(counts) : null,
    lix: enough ? lix(counts) : null,
  }
}
