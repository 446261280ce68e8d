// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "./names.ts"
import {type Words, typeWords, wordsByCode, wordsByPath} from "./problem-words.ts"
import type {SchemaError} from "./schema-errors.ts"

/**
 * Something that keeps a file from outside from being used: a template, a policy, a request, a report.
 * Data only; `describeProblem` makes the sentence. (What is wrong with the *text* of a report is a
 * `Finding`.)
 */
export interface Problem {
  /** Stable code, e.g. `missing`, `duplicate-id`, `kind-outside-layer`. */
  readonly code: string
  /** JSON pointer (RFC 6901) to the place; `""` is the whole. */
  readonly at: string
  readonly params?: {readonly [name: string]: string}
  /** `#/$defs/<name>/<keyword>` of the published schema, when a named part of it says no. */
  readonly schemaPath?: string
}

/** At most so many problems are told at once. */
export const mostProblems = 100

/** What a schema says no to, as problems. */
export function problemsOf(errors: readonly SchemaError[]): Problem[] {
  return errors.map(({keyword, ...rest}) => ({code: codes[keyword] ?? "wrong-form", ...rest}))
}

const codes: {readonly [keyword: string]: string} = {
  required: "missing",
  additionalProperties: "unknown-key",
  type: "wrong-type",
  enum: "not-in-list",
  const: "not-in-list",
  pattern: "wrong-form",
  minLength: "too-short",
  maxLength: "too-long",
  minItems: "too-few",
  maxItems: "too-many",
  minProperties: "too-few",
  maxProperties: "too-many",
  minimum: "too-low",
  maximum: "too-high",
}

/**
 * A problem in words: what is the matter, and what to do. Say `at` beside it. An unknown code gives
 * the code.
 */
export function describeProblem(
  problem: Problem,
  lang: Lang = "nl",
): {readonly what: string; readonly todo: string} {
  const own = <T>(map: {readonly [key: string]: T}, key: string): T | undefined =>
    Object.hasOwn(map, key) ? map[key] : undefined
  const spoken = lang === "en" ? "en" : "nl"
  const words: Words | undefined =
    own(wordsByPath, problem.schemaPath ?? "") ?? own(wordsByCode, problem.code)
  const [what, todo] = words?.[spoken] ?? [problem.code, ""]
  const value = (name: string): string | undefined => {
    const given = own(problem.params ?? {}, name)
    if (name !== "type" || given === undefined) return given
    const types = given.split(", ").map(type => own(typeWords, type)?.[spoken] ?? type)
    return types.join(spoken === "en" ? " or " : " of ")
  }
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (whole, name: string) => value(name) ?? whole)
  return {what: fill(what), todo: fill(todo)}
}
