// SPDX-License-Identifier: EUPL-1.2
import {advise} from "./advise.ts"
import {LanguageError} from "./language-error.ts"
import {builtInSet, compile, type RuleSet} from "./rule-set.ts"
import type {Rule} from "./rule.ts"
import {readRules} from "./read-rules.ts"

/** Sentences of each sort that a rule needs before it compiles. */
const leastExamples = 2

/** How rules are compiled. */
export interface CompileOptions {
  /**
   * Run them beside these: `await loadRules()` for everything that is built in, `null` for nothing. Without,
   * beside the built-in rules that are there at once.
   */
  readonly beside?: RuleSet | null
}

/**
 * Read rules into a set that `advise` can run, beside the built-in ones. `given` is a rules file as
 * `schemas/language-rules.schema.json` describes it (parsed JSON), or a list of rules.
 *
 * A rule proves itself here: it has at least two sentences that fire and two that must not, and they do
 * as they say. The sentences are not kept.
 *
 * @throws LanguageError naming the rule: `bad-rule` (its shape), `bad-pattern`, `duplicate-rule`,
 *   `missing-examples`, `example-fails`.
 */
export function compileRules(given: unknown, options: CompileOptions = {}): RuleSet {
  const {rules, lists} = readRules(given)
  const {beside = builtInSet()} = options
  const set = compile(rules, lists, beside ?? undefined)
  for (const rule of rules) prove(rule, set)
  return set
}

function prove(rule: Rule, set: RuleSet): void {
  const {kind = "fact", fires, silent} = rule.examples
  if (new Set(fires).size < leastExamples || new Set(silent).size < leastExamples)
    throw new LanguageError(
      "missing-examples",
      rule.id,
      `give ${leastExamples} sentences that fire and ${leastExamples} that must not`,
    )
  // Switched on to be tried, also when it is delivered off.
  const states = {[rule.id]: "on"} as const
  const isFired = (text: string): boolean =>
    advise({kind, text}, {ruleSet: set, states}).some(hint => hint.rule === rule.id)
  const [before, after] = rule.example
  for (const text of [...fires, before])
    if (!isFired(text)) throw new LanguageError("example-fails", rule.id, `must fire: ${text}`)
  for (const text of [...silent, after])
    if (isFired(text)) throw new LanguageError("example-fails", rule.id, `must not fire: ${text}`)
}
