// SPDX-License-Identifier: EUPL-1.2
import {
  eachWord,
  endLetters,
  numberSign,
  readPattern,
  type Pattern,
  type PatternTable,
  type WordLists,
} from "./pattern.ts"
import {noNumber, numberOf, type Word} from "./words.ts"

/**
 * What a pattern may touch: `plain` no word with a capital inside the sentence, `names` those too, `loose`
 * also goes past commas and brackets in its gaps.
 */
export type Reach = "plain" | "names" | "loose"

/** A pattern ready to run, with what it belongs to. */
export interface OwnedPattern<Owner> extends Omit<Pattern, "owner"> {
  readonly owner: Owner
  readonly reach: Reach
}

/** A line of a table: the patterns that are looked up by the same element, read when it is first met. */
interface Bucket<Owner> {
  readonly line: string
  patterns: readonly OwnedPattern<Owner>[] | null
}

/** How the owners of a table are read. */
export interface Owners<Owner> {
  readonly ownerOf: (written: string) => Owner
  readonly reachOf: (owner: Owner) => Reach
}

/** Patterns by the words, ends of words and numbers that they are looked up by. */
export interface PatternIndex<Owner> {
  /** Patterns that come before these. */
  readonly behind: PatternIndex<Owner> | undefined
  readonly words: ReadonlyMap<string, Bucket<Owner> | Bucket<Owner>[]>
  /** By the last letters of a long word. */
  readonly ends: ReadonlyMap<string, Bucket<Owner>[]>
  readonly numbers: readonly Bucket<Owner>[]
  readonly read: (bucket: Bucket<Owner>) => readonly OwnedPattern<Owner>[]
  /** What was found by number of a word, so that each word is looked up once. */
  readonly met: (readonly OwnedPattern<Owner>[] | null | undefined)[]
}

/** The index of a table, behind those of another index when one is given. */
export function indexOf<Owner>(
  table: PatternTable,
  lists: WordLists,
  {ownerOf, reachOf}: Owners<Owner>,
  behind?: PatternIndex<Owner>,
): PatternIndex<Owner> {
  const words = new Map<string, Bucket<Owner> | Bucket<Owner>[]>()
  const ends = new Map<string, Bucket<Owner>[]>()
  const numbers: Bucket<Owner>[] = []
  let bucket: Bucket<Owner> = {line: "", patterns: null}
  const addWord = (word: string): void => {
    const known = words.get(word)
    if (known === undefined) words.set(word, bucket)
    else if (!Array.isArray(known)) words.set(word, [known, bucket])
    else known.push(bucket)
  }
  const addEnd = (end: string): void => {
    const last = end.slice(-endLetters)
    const known = ends.get(last)
    if (known === undefined) ends.set(last, [bucket])
    else if (known.at(-1) !== bucket) known.push(bucket)
  }
  for (const line of table === "" ? [] : table.split("\n")) {
    bucket = {line, patterns: null}
    const element = line.slice(0, line.indexOf("\t"))
    if (element === numberSign) numbers.push(bucket)
    else eachWord(element, lists, addWord, addEnd)
  }
  const read = (one: Bucket<Owner>): readonly OwnedPattern<Owner>[] => {
    if (one.patterns !== null) return one.patterns
    const [element = "", ...written] = one.line.split("\t")
    one.patterns = written.map(each => {
      const pattern = readPattern(each, element, lists)
      const owner = ownerOf(pattern.owner)
      return {...pattern, owner, reach: reachOf(owner)}
    })
    return one.patterns
  }
  return {behind, words, ends, numbers, read, met: []}
}

/** All numbers are looked up as one. */
const anyNumber = numberOf(numberSign)

/** The patterns that a word may be part of. */
export function patternsFor<Owner>(
  index: PatternIndex<Owner>,
  word: Word,
): readonly OwnedPattern<Owner>[] | null {
  const number = word.type === "number" ? anyNumber : word.number
  if (number === noNumber) return find(index, word)
  const {met} = index
  if (number < met.length) {
    const known = met[number]
    if (known !== undefined) return known
  }
  // Without gaps: an array with holes at its end would become a slow one.
  while (met.length <= number) met.push(undefined)
  return (met[number] = find(index, word))
}

function find<Owner>(
  index: PatternIndex<Owner>,
  word: Word,
): readonly OwnedPattern<Owner>[] | null {
  const buckets: readonly Bucket<Owner>[] =
    word.type === "number" ? index.numbers : bucketsFor(index, word.norm)
  const before = index.behind === undefined ? null : patternsFor(index.behind, word)
  if (buckets.length === 0) return before
  const own = buckets.flatMap(bucket => index.read(bucket))
  return before === null ? own : [...before, ...own]
}

function bucketsFor<Owner>(index: PatternIndex<Owner>, norm: string): readonly Bucket<Owner>[] {
  const own = index.words.get(norm) ?? []
  const byEnd = norm.length > endLetters ? (index.ends.get(norm.slice(-endLetters)) ?? []) : []
  return [own, byEnd].flat()
}
