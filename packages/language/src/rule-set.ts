// SPDX-License-Identifier: EUPL-1.2
import {lists as builtInLists, shipped} from "./generated/rules.ts"
import {LanguageError} from "./language-error.ts"
import {addPattern, newIndex, type PatternIndex, type Reach, type WordLists} from "./pattern.ts"
import type {PlainWord, ReadyRule} from "./rule.ts"

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
  readonly rules: readonly ReadyRule[]
  readonly index: PatternIndex<Cue>
  /** Only the patterns of `requires`. */
  readonly contextIndex: PatternIndex<Cue>
}

/**
 * Compile rules that are known to hold, behind those of another set when one is given.
 *
 * @throws LanguageError `bad-pattern` or `duplicate-rule`, naming the rule.
 */
export function compileReady(
  rules: readonly ReadyRule[],
  lists: WordLists,
  behind?: RuleSet,
): RuleSet {
  const index = newIndex(behind?.index)
  const contextIndex = newIndex(behind?.contextIndex)
  const all = [...(behind?.rules ?? []), ...rules]
  const seen = new Set(behind?.rules.map(({id}) => id))
  // The built-in lists as they are share what was read of them.
  const named = Object.keys(lists).length === 0 ? builtInLists : {...builtInLists, ...lists}
  for (const [at, rule] of rules.entries()) {
    const place = all.length - rules.length + at
    if (seen.has(rule.id)) throw new LanguageError("duplicate-rule", rule.id, "ids are unique")
    seen.add(rule.id)
    const reach: Reach = rule.names === true ? "names" : "plain"
    const options = {reach, at: rule.id, lists: named}
    for (const source of rule.match) addPattern(index, source, {rule: place, role: "hit"}, options)
    for (const word of rule.words ?? [])
      for (const source of word.match)
        addPattern(index, source, {rule: place, role: "hit", word}, options)
    for (const source of rule.not ?? [])
      addPattern(index, source, {rule: place, role: "veto"}, {...options, reach: "names"})
    for (const source of rule.requires ?? [])
      addPattern(contextIndex, source, {rule: place, role: "context"}, options)
  }
  return {rules: all, index, contextIndex}
}

let builtIn: RuleSet | undefined

/** The built-in rules that are there at once. Compiled at first use, so that importing the package costs nothing. */
export function builtInSet(): RuleSet {
  builtIn ??= compileReady(shipped, {})
  return builtIn
}

let everything: Promise<RuleSet> | undefined

/**
 * Every built-in rule: also the idioms of the field and the plain words, which are a part of their own
 * that a page loads when it has time. Give the set to `advise` as `ruleSet`; until it is there, `advise`
 * does with the rest. Asked twice, it is loaded once.
 */
export async function loadRules(): Promise<RuleSet> {
  everything ??= import("./generated/later.ts").then(({later}) =>
    compileReady(later, {}, builtInSet()),
  )
  return everything
}
