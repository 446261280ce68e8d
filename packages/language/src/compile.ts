// SPDX-License-Identifier: EUPL-1.2
import {categories} from "./kinds.ts"
import {LanguageError} from "./language-error.ts"
import {addPattern} from "./pattern.ts"
import type {PatternIndex} from "./pattern.ts"
import type {PlainWord, Rule} from "./rule.ts"

/** What a matched pattern belongs to. */
export interface Cue {
  /** Place of the rule in the set. */
  readonly rule: number
  /** `hit` gives a hint, `veto` takes an overlapping hit away, `context` lets the rule speak at all. */
  readonly role: "hit" | "veto" | "context"
  readonly word?: PlainWord
}

/** Rules ready to run. Make one with `compileRules` and keep it: compiling is the only slow step. */
export interface RuleSet {
  readonly rules: readonly Rule[]
  readonly index: PatternIndex<Cue>
  /** Only the patterns of `requires`. */
  readonly contextIndex: PatternIndex<Cue>
}

function checkShape(rule: Rule): void {
  const wrong = (hint: string): never => {
    throw new LanguageError("bad-rule", rule.id, hint)
  }
  if (!categories.includes(rule.category)) wrong("category is not one of the table")
  if (!rule.id.startsWith(`${rule.category}/`)) wrong("an id reads category/name")
  const patterns = rule.match.length + (rule.words?.length ?? 0)
  if (patterns === 0 && rule.builtIn === undefined) wrong("a rule needs at least one pattern")
}

/**
 * Read rules into a set that `advise` can run. Put your own rules after the built-in ones:
 * `compileRules([...builtInRules, ...ours])`.
 *
 * @throws LanguageError `bad-pattern`, `bad-rule` or `duplicate-rule`, naming the rule.
 */
export function compileRules(rules: readonly Rule[]): RuleSet {
  const index: PatternIndex<Cue> = new Map()
  const contextIndex: PatternIndex<Cue> = new Map()
  const seen = new Set<string>()
  for (const [place, rule] of rules.entries()) {
    checkShape(rule)
    if (seen.has(rule.id)) throw new LanguageError("duplicate-rule", rule.id, "ids are unique")
    seen.add(rule.id)
    const options = {names: rule.names === true, at: rule.id}
    for (const source of rule.match) {
      addPattern(index, source, {rule: place, role: "hit"}, options)
    }
    for (const word of rule.words ?? []) {
      for (const source of word.match) {
        addPattern(index, source, {rule: place, role: "hit", word}, options)
      }
    }
    for (const source of rule.not ?? []) {
      addPattern(index, source, {rule: place, role: "veto"}, {names: true, at: rule.id})
    }
    for (const source of rule.requires ?? []) {
      addPattern(contextIndex, source, {rule: place, role: "context"}, options)
    }
  }
  return {rules, index, contextIndex}
}
