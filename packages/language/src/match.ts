// SPDX-License-Identifier: EUPL-1.2
import type {Step} from "./pattern.ts"
import {patternsFor, type OwnedPattern, type PatternIndex, type Reach} from "./pattern-index.ts"
import type {Token} from "./tokens.ts"
import {knownNumber, noNumber, type Word} from "./words.ts"

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
  while (start < end && tokens[start]?.word.type === "mark") start++
  return {tokens, first, end, start}
}

/** A capital inside a sentence makes a name, except right after a colon. */
function isName(stretch: Stretch, at: number): boolean {
  if (!stretch.tokens[at]?.word.capital || at === stretch.start) return false
  const before = stretch.tokens[at - 1]?.word.norm
  return before !== ":" && before !== "("
}

/** Whether a word is one of a step's, or ends as one of its ends. */
function isOf(step: Step, {number, norm}: Word): boolean {
  // A word that was met when there was no room may be a pattern's all the same.
  if (step.words.has(number === noNumber ? knownNumber(norm) : number)) return true
  return (
    step.ends.length > 0 && step.ends.some(end => norm.length > end.length && norm.endsWith(end))
  )
}

/**
 * Go on matching from a step and a token, to the right (`way` 1) or to the left (-1). The token just past
 * the last one that matched, in that direction; `noMatch` without one. Tries the shortest gap first.
 */
function matchOn(
  steps: readonly Step[],
  from: number,
  stretch: Stretch,
  token: number,
  reach: Reach,
  way: 1 | -1,
): number {
  const {tokens, first, end} = stretch
  let at = token
  for (let stepAt = from; stepAt >= 0 && stepAt < steps.length; stepAt += way) {
    const step = steps[stepAt] as Step
    if (step.type === "gap") {
      for (let skipped = 0; skipped <= step.gap; skipped++) {
        const past = matchOn(steps, stepAt + way, stretch, at, reach, way)
        if (past !== noMatch) return past
        if (at < first || at >= end || !isPassed(tokens[at] as Token, reach)) return noMatch
        at += way
      }
      return noMatch
    }
    if (at < first || at >= end || !fits(step, stretch, at, reach)) return noMatch
    at += way
  }
  return at
}

function fits(step: Step, stretch: Stretch, at: number, reach: Reach): boolean {
  const {word, quoted} = stretch.tokens[at] as Token
  if (quoted) return false
  if (step.type === "number") return word.type === "number"
  return isOf(step, word) && (reach !== "plain" || !isName(stretch, at))
}

/** Not a place that matching can come to: to the left the last is -1. */
const noMatch = -2

const passable = new Set([",", "(", ")", "–", "-"])

/** Whether a gap may go past a token. A dot inside a sentence belongs to an abbreviation. */
function isPassed(token: Token, reach: Reach): boolean {
  if (token.quoted) return false
  if (token.word.type !== "mark" || token.word.norm === ".") return true
  return reach === "loose" && passable.has(token.word.norm)
}

/** Report every match in a sentence: owner, first token, token just past the end. In no set order. */
export function eachMatch<Owner>(
  index: PatternIndex<Owner>,
  stretch: Stretch,
  report: (owner: Owner, first: number, end: number) => void,
): void {
  for (let at = stretch.first; at < stretch.end; at++) {
    const token = stretch.tokens[at] as Token
    if (token.quoted) continue
    const tried = patternsFor(index, token.word)
    if (tried !== null) tryAll(tried, stretch, at, report)
  }
}

function tryAll<Owner>(
  patterns: readonly OwnedPattern<Owner>[],
  stretch: Stretch,
  at: number,
  report: (owner: Owner, first: number, end: number) => void,
): void {
  // That the word is the anchor's was found by looking it up; what is left to ask of it is the same for all.
  const token = stretch.tokens[at] as Token
  const named = token.word.capital && isName(stretch, at)
  for (const {owner, reach, anchor, atStart, steps} of patterns) {
    if (named && reach === "plain") continue
    // Several ends of words share the letters they are looked up by.
    const anchored = steps[anchor] as Step
    if (anchored.ends.length > 0 && !isOf(anchored, token.word)) continue
    const end = matchOn(steps, anchor + 1, stretch, at + 1, reach, 1)
    if (end === noMatch) continue
    const before = matchOn(steps, anchor - 1, stretch, at - 1, reach, -1)
    if (before === noMatch || (atStart && before + 1 !== stretch.start)) continue
    report(owner, before + 1, end)
  }
}
