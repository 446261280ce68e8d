// SPDX-License-Identifier: EUPL-1.2
import {tableOf, type PatternTable, type WordLists, type WrittenPattern} from "./pattern.ts"
import type {ReadyRule, Rule} from "./rule.ts"

/** `hit` gives a hint, `veto` takes an overlapping hit away, `context` lets the rule speak at all. */
export type Role = "hit" | "veto" | "context"

/** Rules that were checked, with their patterns in tables. */
export interface RulePart {
  readonly rules: readonly ReadyRule[]
  readonly patterns: PatternTable
  /** The patterns of `requires`. */
  readonly context: PatternTable
}

/**
 * Check the patterns of rules and put them in tables.
 *
 * @throws LanguageError `bad-pattern`, naming the rule.
 */
export function partOf(rules: readonly Rule[], lists: WordLists): RulePart {
  const patterns: WrittenPattern[] = []
  const context: WrittenPattern[] = []
  const ready = rules.map((rule, place): ReadyRule => {
    const {examples: _, match, not = [], requires = [], words, ...kept} = rule
    const add = (to: WrittenPattern[], sources: readonly string[], role: Role, word = ""): void => {
      const owner = `${place} ${role[0]}${word}`
      for (const source of sources) to.push({source, owner, at: rule.id})
    }
    add(patterns, match, "hit")
    for (const [at, word] of (words ?? []).entries()) add(patterns, word.match, "hit", ` ${at}`)
    add(patterns, not, "veto")
    add(context, requires, "context")
    return {
      ...kept,
      patterns: match.length + (words ?? []).flatMap(word => word.match).length,
      ...(requires.length > 0 ? {inContext: true} : {}),
      ...(words ? {words: words.map(({match: _of, ...counterpart}) => counterpart)} : {}),
    }
  })
  return {rules: ready, patterns: tableOf(patterns, lists), context: tableOf(context, lists)}
}
