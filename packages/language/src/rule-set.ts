// SPDX-License-Identifier: EUPL-1.2
import {core, lists as builtInLists} from "./generated/rules.ts"
import {LanguageError} from "./language-error.ts"
import type {WordLists} from "./pattern.ts"
import {indexOf, type PatternIndex, type Reach} from "./pattern-index.ts"
import type {PlainCounterpart, ReadyRule, Rule} from "./rule.ts"
import {partOf, type Role, type RulePart} from "./rule-part.ts"

/** What a matched pattern belongs to. */
export interface Cue {
  /** Place of the rule in the set. */
  readonly rule: number
  readonly role: Role
  readonly word: PlainCounterpart | undefined
}

/** Rules ready to run. Make one with `compileRules` and keep it. */
export interface RuleSet {
  readonly rules: readonly ReadyRule[]
  readonly index: PatternIndex<Cue>
  readonly contextIndex: PatternIndex<Cue>
}

const roles: Readonly<Record<string, Role>> = {h: "hit", v: "veto", c: "context"}

/** A set of rules that were checked, behind those of another set when one is given. */
export function setOf(part: RulePart, lists: WordLists, behind?: RuleSet): RuleSet {
  const before = behind?.rules.length ?? 0
  const rules = before === 0 ? part.rules : [...(behind?.rules ?? []), ...part.rules]
  const owners = {
    ownerOf: (written: string): Cue => {
      const [place, role = "", word] = written.split(" ")
      const rule = before + Number(place)
      return {rule, role: roles[role] ?? "hit", word: rules[rule]?.words?.[Number(word)]}
    },
    // A veto may touch names: what it takes away is a hint.
    reachOf: ({role, rule}: Cue): Reach =>
      role === "veto" || rules[rule]?.names === true ? "names" : "plain",
  }
  return {
    rules,
    index: indexOf(part.patterns, lists, owners, behind?.index),
    contextIndex: indexOf(part.context, lists, owners, behind?.contextIndex),
  }
}

/**
 * Compile rules, behind those of another set when one is given. `lists` are beside the built-in ones.
 *
 * @throws LanguageError `bad-pattern` or `duplicate-rule`, naming the rule.
 */
export function compile(rules: readonly Rule[], own: WordLists, behind?: RuleSet): RuleSet {
  const seen = new Set(behind?.rules.map(({id}) => id))
  for (const {id} of rules) {
    if (seen.has(id)) throw new LanguageError("duplicate-rule", id, "ids are unique")
    seen.add(id)
  }
  const lists = {...builtInLists, ...own}
  return setOf(partOf(rules, lists), lists, behind)
}

let builtIn: RuleSet | undefined

/** The built-in rules that are there at once. Read at first use, so that importing the package costs nothing. */
export function builtInSet(): RuleSet {
  builtIn ??= setOf(core, builtInLists)
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
    setOf(later, builtInLists, builtInSet()),
  )
  return everything
}
