// SPDX-License-Identifier: EUPL-1.2
import {inflect} from "./inflect.ts"
import {LanguageError} from "./language-error.ts"
import type {Token} from "./tokens.ts"

/** One step of a pattern: a set of words and ends of words, a number, or a gap of at most `gap` words. */
type Step =
  | {
      readonly type: "words"
      /** As written; made into `words` when the step is first looked at, since most never are. */
      readonly written: readonly string[]
      words: ReadonlySet<string> | null
      /** Ends of long words: `*problematiek` is every compound with it. */
      readonly ends: readonly string[]
      /** How often it would be looked at for nothing, roughly: the least makes the anchor. */
      readonly cost: number
    }
  | {readonly type: "number"; readonly cost: number}
  | {readonly type: "gap"; readonly gap: number; readonly cost: number}

/**
 * What a pattern may touch: `plain` no word with a capital inside the sentence, `names` those too, `loose`
 * also goes past commas and brackets in its gaps.
 */
export type Reach = "plain" | "names" | "loose"

/** A pattern ready to run, with what it belongs to. */
export interface Pattern<Owner> {
  readonly owner: Owner
  readonly atStart: boolean
  readonly reach: Reach
  /** Place of the element it is looked up by: the one with the rarest words. */
  readonly anchor: number
  readonly elements: readonly string[]
  readonly lists: WordLists
  /** The elements, read when they are first looked at: most never are. */
  steps: readonly Step[] | null
}

/** Patterns that are looked up by the same step. A long list of words is put in the index once for all of them. */
type Bucket<Owner> = Pattern<Owner>[]

/** Patterns by the words, ends of words and numbers that they are looked up by. */
export interface PatternIndex<Owner> {
  readonly words: Map<string, Bucket<Owner>[]>
  /** By the last letters of a long word. */
  readonly ends: Map<string, Bucket<Owner>[]>
  readonly numbers: Bucket<Owner>
  readonly buckets: Map<Step, Bucket<Owner>>
  /** What was found for words met before, so that each is looked up in one go. */
  readonly met: Map<string, readonly Pattern<Owner>[] | null>
}

/** An index with nothing in it, or with what another one has. */
export function newIndex<Owner>(from?: PatternIndex<Owner>): PatternIndex<Owner> {
  const index: PatternIndex<Owner> = {
    words: new Map(),
    ends: new Map(),
    numbers: [...(from?.numbers ?? [])],
    buckets: new Map(),
    met: new Map(),
  }
  for (const [step, patterns] of from?.buckets ?? []) bucketOf(index, step).push(...patterns)
  return index
}

/** Word lists that patterns name as `<list>`: alternatives, parted by `|`. */
export type WordLists = Readonly<Record<string, string>>

/** Longest gap and most gaps of one pattern: together they bound the work at any place in a text. */
const maxGap = 8
const maxGaps = 2
const numberSign = "#"
/** An end of a word is looked up by so many of its last letters, so it has at least as many. */
const endLetters = 5

/** Words of nearly every sentence: a pattern is not looked up by one of them when it has another. */
const everywhere = new Set(
  (
    "de het een is was zijn waren heeft hebben had hadden wordt worden werd werden kan kunnen niet geen " +
    "van op in te aan er om als bij ook door naar uit zich dat die dit deze en of maar voor met haar hij " +
    "zij ze hun moeder vader ouders doet doen gaat gaan komt komen laat laten staat staan over tot"
  ).split(" "),
)

/** How far the parts of `a // b` may stand apart: after the first, and before it when it comes last. */
const [apart, apartTurned] = ["..4", "..2"]

/** `a // b` is read both ways round, as a Dutch verb stands before or after what belongs to it. */
function bothOrders(source: string, at: () => string): readonly string[] {
  if (!source.includes(" // ")) return [source]
  const [one = "", other = "", ...more] = source.split(" // ")
  if (more.length > 0) throw new LanguageError("bad-pattern", at(), "use // once")
  return [`${one} ${apart} ${other}`, `${other} ${apartTurned} ${one}`]
}

/** Steps that were read before: the same words stand in many patterns. Most of them, and no more. */
const readBefore = new WeakMap<WordLists, Map<string, Step>>()
const mostRead = 5000

function readStep(element: string, lists: WordLists, at: () => string): Step {
  let known = readBefore.get(lists)
  if (known === undefined) readBefore.set(lists, (known = new Map()))
  const before = known.get(element)
  if (before !== undefined) return before
  const filled = element.includes("<")
    ? element.replaceAll(/<([^>]*)>/g, (_, name: string) => {
        const words = Object.hasOwn(lists, name) ? lists[name] : undefined
        if (words === undefined)
          throw new LanguageError("bad-pattern", at(), `there is no list <${name}>`)
        return words
      })
    : element
  const step = newStep(filled, at)
  if (known.size < mostRead) known.set(element, step)
  return step
}

const plain = /^[a-z'-]+$/
const isLower = (word: string): boolean =>
  word !== "" && (plain.test(word) || word === word.normalize("NFC").toLowerCase())

function newStep(element: string, at: () => string): Step {
  if (element.startsWith("..")) {
    const gap = Number(element.slice(2))
    if (!Number.isInteger(gap) || gap < 1 || gap > maxGap) {
      throw new LanguageError("bad-pattern", at(), `a gap is written ..1 to ..${maxGap}`)
    }
    return {type: "gap", gap, cost: Infinity}
  }
  if (element === numberSign) return {type: "number", cost: 50}
  const written = element.split("|")
  const ends: string[] = []
  let cost = 0
  for (const alternative of written) {
    if (alternative.startsWith("*")) {
      const end = alternative.slice(1)
      if (end.length < endLetters || !isLower(end)) {
        const hint = `the end of a word has ${endLetters} letters or more`
        throw new LanguageError("bad-pattern", at(), hint)
      }
      ends.push(end)
      cost += 5
    } else {
      const word = alternative.endsWith("+e") ? alternative.slice(0, -2) : alternative
      if (!isLower(word))
        throw new LanguageError("bad-pattern", at(), "words are lower case and never empty")
      cost += everywhere.has(word) ? 300 : 1
    }
  }
  return {type: "words", written, words: null, ends, cost}
}

/** The words of a step, with the inflected forms of its adjectives. */
function wordsOf(step: Step & {readonly type: "words"}): ReadonlySet<string> {
  if (step.words !== null) return step.words
  const words = new Set<string>()
  for (const alternative of step.written) {
    if (alternative.startsWith("*")) continue
    if (alternative.endsWith("+e")) {
      const word = alternative.slice(0, -2)
      words.add(word).add(inflect(word))
    } else words.add(alternative)
  }
  step.words = words
  return words
}

/** A pattern of the built-in rules says where its anchor is, so that the rest need not be read to find it. */
const anchorMark = /^(\d):/

/** What a pattern belongs to and may use. */
export interface PatternOptions {
  readonly reach: Reach
  /** Where it stands, for an error. */
  readonly at: string
  readonly lists: WordLists
}

/** Read one pattern and put it in the index. Throws `bad-pattern`. */
export function addPattern<Owner>(
  index: PatternIndex<Owner>,
  source: string,
  owner: Owner,
  {reach, at: where, lists}: PatternOptions,
): void {
  const at = (): string => `${where} (${source})`
  const mark = anchorMark.exec(source)
  for (const one of mark ? [source.slice(2)] : bothOrders(source, at)) {
    const all = one.split(" ").filter(element => element !== "")
    const atStart = all[0] === "^"
    const elements = atStart ? all.slice(1) : all
    const anchor = mark ? Number(mark[1]) : anchorOf(elements, lists, at)
    const step = readStep(elements[anchor] ?? "", lists, at)
    const pattern: Pattern<Owner> = {owner, atStart, reach, anchor, elements, lists, steps: null}
    if (step.type === "number") index.numbers.push(pattern)
    else bucketOf(index, step).push(pattern)
  }
  // Of a word that was met before something new may be found now.
  if (index.met.size > 0) index.met.clear()
}

/** Check the elements of a pattern, and find the one that is looked up. */
function anchorOf(elements: readonly string[], lists: WordLists, at: () => string): number {
  const steps = elements.map(element => readStep(element, lists, at))
  if (steps[0]?.type === "gap" || (steps.at(-1)?.type ?? "gap") === "gap") {
    throw new LanguageError("bad-pattern", at(), "begin and end with a word")
  }
  if (steps.filter(step => step.type === "gap").length > maxGaps) {
    throw new LanguageError("bad-pattern", at(), `use at most ${maxGaps} gaps`)
  }
  const costs = steps.map(({cost}) => cost)
  return costs.indexOf(Math.min(...costs))
}

/** A pattern as the built-in rules carry it: each order for itself, with the place of its anchor. */
export function marked(source: string, lists: WordLists): readonly string[] {
  return bothOrders(source, () => source).map(one => {
    const elements = one.split(" ").filter(element => element !== "" && element !== "^")
    return `${anchorOf(elements, lists, () => source)}:${one}`
  })
}

function stepsOf<Owner>(pattern: Pattern<Owner>): readonly Step[] {
  const {elements, lists} = pattern
  return (pattern.steps ??= elements.map(element => readStep(element, lists, () => element)))
}

function bucketOf<Owner>(index: PatternIndex<Owner>, step: Step): Bucket<Owner> {
  const known = index.buckets.get(step)
  if (known !== undefined) return known
  const bucket: Bucket<Owner> = []
  index.buckets.set(step, bucket)
  if (step.type !== "words") return bucket
  for (const word of wordsOf(step)) put(index.words, word, bucket)
  for (const end of new Set(step.ends.map(one => one.slice(-endLetters))))
    put(index.ends, end, bucket)
  return bucket
}

/** Most words that are remembered: more than a long report has. */
const mostMet = 20_000

/** The patterns that a word may be part of. */
function patternsFor<Owner>(
  index: PatternIndex<Owner>,
  norm: string,
): readonly Pattern<Owner>[] | null {
  const known = index.met.get(norm)
  if (known !== undefined) return known
  const own = index.words.get(norm) ?? []
  const byEnd = norm.length > endLetters ? (index.ends.get(norm.slice(-endLetters)) ?? []) : []
  const all = own.length + byEnd.length === 0 ? null : [...own, ...byEnd].flat()
  if (index.met.size < mostMet && norm.length < 40) index.met.set(norm, all)
  return all
}

function put<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}

/** Tokens of one sentence, with the knowledge which of them begin it. */
export interface Stretch {
  readonly tokens: readonly Token[]
  readonly first: number
  readonly end: number
  /** Index of the first word of the sentence. */
  readonly start: number
}

/** The stretch of a sentence; `start` skips leading marks such as a dash or bracket. */
export function stretchOf(tokens: readonly Token[], first: number, end: number): Stretch {
  let start = first
  while (start < end && tokens[start]?.type === "mark") start++
  return {tokens, first, end, start}
}

/** A capital inside a sentence makes a name, except right after a colon. */
function isName(stretch: Stretch, at: number): boolean {
  if (!stretch.tokens[at]?.capital || at === stretch.start) return false
  const before = stretch.tokens[at - 1]?.norm
  return before !== ":" && before !== "("
}

/** Whether a word is one of a step's, or ends as one of its ends. */
function isOf(step: Step & {readonly type: "words"}, norm: string): boolean {
  return (
    wordsOf(step).has(norm) || step.ends.some(end => norm.length > end.length && norm.endsWith(end))
  )
}

function fits(step: Step, stretch: Stretch, at: number, reach: Reach): boolean {
  const token = stretch.tokens[at]
  if (token === undefined || at < stretch.first || at >= stretch.end || token.quoted) return false
  if (step.type === "number") return token.type === "number"
  if (step.type === "gap") return false
  return (reach !== "plain" || !isName(stretch, at)) && isOf(step, token.norm)
}

/**
 * Go on matching from a step and a token, to the right (`way` 1) or to the left (-1). The token just past
 * the last one that matched, in that direction; `null` without a match. Tries the shortest gap first.
 */
function matchOn(
  steps: readonly Step[],
  stepAt: number,
  stretch: Stretch,
  at: number,
  reach: Reach,
  way: 1 | -1,
): number | null {
  const step = steps[stepAt]
  if (step === undefined) return at
  if (step.type !== "gap")
    return fits(step, stretch, at, reach)
      ? matchOn(steps, stepAt + way, stretch, at + way, reach, way)
      : null
  for (let skipped = 0; skipped <= step.gap; skipped++) {
    const here = at + way * skipped
    const past = matchOn(steps, stepAt + way, stretch, here, reach, way)
    if (past !== null) return past
    if (here < stretch.first || here >= stretch.end) return null
    if (!isPassed(stretch.tokens[here], reach)) return null
  }
  return null
}

const passable = new Set([",", "(", ")", "–", "-"])

/** Whether a gap may go past a token. A dot inside a sentence belongs to an abbreviation. */
function isPassed(token: Token | undefined, reach: Reach): boolean {
  if (token === undefined || token.quoted) return false
  if (token.type !== "mark" || token.norm === ".") return true
  return reach === "loose" && passable.has(token.norm)
}

/** Report every match in a sentence: owner, first token, token just past the end. In no set order. */
export function eachMatch<Owner>(
  index: PatternIndex<Owner>,
  stretch: Stretch,
  report: (owner: Owner, first: number, end: number) => void,
): void {
  for (let at = stretch.first; at < stretch.end; at++) {
    const token = stretch.tokens[at]
    if (token === undefined || token.quoted) continue
    const tried = token.type === "number" ? index.numbers : patternsFor(index, token.norm)
    if (tried) tryAll(tried, stretch, at, report)
  }
}

function tryAll<Owner>(
  patterns: readonly Pattern<Owner>[],
  stretch: Stretch,
  at: number,
  report: (owner: Owner, first: number, end: number) => void,
): void {
  // That the word is the anchor's was found by looking it up; what is left to ask of it is the same for all.
  const {norm = "", capital = false} = stretch.tokens[at] ?? {}
  const named = capital && isName(stretch, at)
  for (const pattern of patterns) {
    const {anchor, reach} = pattern
    if (named && reach === "plain") continue
    const steps = stepsOf(pattern)
    const anchored = steps[anchor]
    // Several ends of words share the letters they are looked up by.
    if (anchored?.type === "words" && anchored.ends.length > 0 && !isOf(anchored, norm)) continue
    const end = matchOn(steps, anchor + 1, stretch, at + 1, reach, 1)
    if (end === null) continue
    const before = matchOn(steps, anchor - 1, stretch, at - 1, reach, -1)
    if (before === null || (pattern.atStart && before + 1 !== stretch.start)) continue
    report(pattern.owner, before + 1, end)
  }
}
