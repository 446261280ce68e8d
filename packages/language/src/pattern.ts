// SPDX-License-Identifier: EUPL-1.2
import {inflect} from "./inflect.ts"
import {LanguageError} from "./language-error.ts"
import type {Token} from "./tokens.ts"

/** One step of a pattern: a set of words, a number, or a gap of at most `gap` words. */
type Step =
  | {readonly type: "words"; readonly words: ReadonlySet<string>}
  | {readonly type: "number"}
  | {readonly type: "gap"; readonly gap: number}

/** A pattern ready to run, with what it belongs to. */
export interface Pattern<Owner> {
  readonly owner: Owner
  readonly atStart: boolean
  readonly names: boolean
  readonly steps: readonly Step[]
}

/** Patterns by the word they begin with. */
export type PatternIndex<Owner> = Map<string, Pattern<Owner>[]>

/** Longest gap and most gaps of one pattern: together they bound the work at any place in a text. */
const maxGap = 8
const maxGaps = 2
const numberKey = "#"

function readStep(element: string, at: string): Step {
  if (element.startsWith("..")) {
    const gap = Number(element.slice(2))
    if (!Number.isInteger(gap) || gap < 1 || gap > maxGap) {
      throw new LanguageError("bad-pattern", at, `a gap is written ..1 to ..${maxGap}`)
    }
    return {type: "gap", gap}
  }
  if (element === numberKey) return {type: "number"}
  const words = new Set<string>()
  for (const alternative of element.split("|")) {
    const word = alternative.endsWith("+e") ? alternative.slice(0, -2) : alternative
    if (word === "" || word !== word.normalize("NFC").toLowerCase()) {
      throw new LanguageError("bad-pattern", at, "words are lower case and never empty")
    }
    words.add(word)
    if (word !== alternative) words.add(inflect(word))
  }
  return {type: "words", words}
}

/** Read one pattern and put it in the index. Throws `bad-pattern`. */
export function addPattern<Owner>(
  index: PatternIndex<Owner>,
  source: string,
  owner: Owner,
  options: {readonly names: boolean; readonly at: string},
): void {
  const at = `${options.at} (${source})`
  const elements = source.split(" ").filter(element => element !== "")
  const atStart = elements[0] === "^"
  const steps = elements.slice(atStart ? 1 : 0).map(element => readStep(element, at))
  const first = steps[0]
  if (first === undefined || first.type === "gap" || steps.at(-1)?.type === "gap") {
    throw new LanguageError("bad-pattern", at, "begin and end with a word")
  }
  if (steps.filter(step => step.type === "gap").length > maxGaps) {
    throw new LanguageError("bad-pattern", at, `use at most ${maxGaps} gaps`)
  }
  const pattern: Pattern<Owner> = {owner, atStart, names: options.names, steps}
  for (const key of first.type === "number" ? [numberKey] : first.words) {
    const list = index.get(key)
    if (list === undefined) index.set(key, [pattern])
    else list.push(pattern)
  }
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

function fits(step: Step, stretch: Stretch, at: number, names: boolean): boolean {
  const token = stretch.tokens[at]
  if (token === undefined || at >= stretch.end || token.quoted) return false
  if (step.type === "number") return token.type === "number"
  if (step.type === "gap") return false
  return step.words.has(token.norm) && (names || !isName(stretch, at))
}

/** The token just past the match, or -1. Tries the shortest gap first. */
function matchFrom(
  steps: readonly Step[],
  stepAt: number,
  stretch: Stretch,
  at: number,
  names: boolean,
): number {
  const step = steps[stepAt]
  if (step === undefined) return at
  if (step.type !== "gap") {
    return fits(step, stretch, at, names)
      ? matchFrom(steps, stepAt + 1, stretch, at + 1, names)
      : -1
  }
  for (let skipped = 0; skipped <= step.gap; skipped++) {
    const end = matchFrom(steps, stepAt + 1, stretch, at + skipped, names)
    if (end !== -1) return end
    const next = stretch.tokens[at + skipped]
    if (next === undefined || at + skipped >= stretch.end) return -1
    if (next.type === "mark" || next.quoted) return -1
  }
  return -1
}

/** Report every match in a sentence: owner, first token, token just past the end. */
export function eachMatch<Owner>(
  index: PatternIndex<Owner>,
  stretch: Stretch,
  report: (owner: Owner, first: number, end: number) => void,
): void {
  for (let at = stretch.first; at < stretch.end; at++) {
    const token = stretch.tokens[at]
    if (token === undefined || token.quoted) continue
    const candidates = index.get(token.type === "number" ? numberKey : token.norm)
    if (candidates === undefined) continue
    for (const pattern of candidates) {
      if (pattern.atStart && at !== stretch.start) continue
      const end = matchFrom(pattern.steps, 0, stretch, at, pattern.names)
      if (end !== -1) report(pattern.owner, at, end)
    }
  }
}
