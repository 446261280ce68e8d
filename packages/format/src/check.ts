// SPDX-License-Identifier: EUPL-1.2
import {statementAttributes} from "./attributes.ts"
import {startCheck} from "./checker.ts"
import type {Finding} from "./finding.ts"
import type {Lang} from "./names.ts"
import type {Rule} from "./rule.ts"
import {reportRules, statementRules} from "./rules/index.ts"
import type {CheckInput} from "./scope.ts"

/** Every rule of the format in the order of SPEC.md. */
export const rules: readonly Rule[] = [...statementRules, ...reportRules]

const bySlug: ReadonlyMap<string, Rule> = new Map(rules.map(rule => [rule.slug, rule]))

/**
 * All findings of a report at a gate: statement by statement in printed order, then of the whole.
 * The same in browser, server and importer. Pure; the cost grows with the number of statements.
 * Withdrawn statements are not judged. To judge a report while it is written, `startCheck`.
 */
export function check(input: CheckInput): Finding[] {
  return startCheck(input).findings()
}

/** A finding in words: what is the matter, and what to do. An unknown rule gives its slug. */
export function describeFinding(
  finding: Finding,
  lang: Lang = "nl",
): {readonly what: string; readonly todo: string} {
  const words = bySlug.get(finding.rule)?.words[lang] ?? [finding.rule, ""]
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = finding.params?.[name] ?? whole
      return name === "attribute" ? (statementAttributes[value]?.label?.[lang] ?? value) : value
    })
  const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)
  return {what: capital(fill(words[0])), todo: capital(fill(words[1]))}
}
