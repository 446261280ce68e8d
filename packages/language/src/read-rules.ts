// SPDX-License-Identifier: EUPL-1.2
import {categories, statementKinds} from "./kinds.ts"
import {LanguageError} from "./language-error.ts"
import type {WordLists} from "./pattern.ts"
import type {Rule} from "./rule.ts"

/** What a rules file holds. */
export interface RulesRead {
  readonly rules: readonly Rule[]
  readonly lists: WordLists
}

type Fields = Readonly<Record<string, unknown>>
/** What is wrong with a value, or `null`. */
type Check = (value: unknown) => string | null

const ofType =
  (type: "string" | "boolean"): Check =>
  value =>
    typeof value === type ? null : `must be a ${type}`
const text: Check = value =>
  typeof value === "string" && value.trim() !== "" && value.length <= 1000
    ? null
    : "must be text of at most 1000 characters"
const oneOf =
  (...values: readonly string[]): Check =>
  value =>
    typeof value === "string" && values.includes(value)
      ? null
      : `must be one of ${values.join(", ")}`
const list =
  (each: Check, least = 0, most = 2000): Check =>
  value => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      return `must be a list of ${least} to ${most}`
    for (const one of value) {
      const wrong = each(one)
      if (wrong !== null) return wrong
    }
    return null
  }
const shape =
  (
    required: Readonly<Record<string, Check>>,
    optional: Readonly<Record<string, Check>> = {},
  ): Check =>
  value => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return "must be an object"
    for (const name of Object.keys(required))
      if (!Object.hasOwn(value, name)) return `must have ${name}`
    for (const [name, part] of Object.entries(value)) {
      const check = Object.hasOwn(required, name)
        ? required[name]
        : Object.hasOwn(optional, name)
          ? optional[name]
          : undefined
      if (check === undefined) return `has ${name}, which is not known`
      const wrong = check(part)
      if (wrong !== null) return `${name} ${wrong}`
    }
    return null
  }

const pattern: Check = value =>
  typeof value === "string" && value.trim() !== "" && value.length <= 2000
    ? null
    : "must be patterns of at most 2000 characters"
const message = shape({short: text, why: text, question: text})
const kind = oneOf(...statementKinds)
const fix: Check = value => {
  const type: unknown = (value as {type?: unknown} | null)?.type
  if (type === "convert") return shape({type: text, kind})(value)
  return shape({type: oneOf("addSpeaker", "addSource")})(value)
}

const mechanisms = list(oneOf("attributed", "quoted", "sourced", "anchored"), 0, 4)

const ruleShape = shape(
  {
    id: text,
    category: oneOf(...categories),
    state: oneOf("on", "trial", "off"),
    match: list(pattern),
    message: shape({nl: message, en: message}),
    example: list(text, 2, 2),
    fixes: list(fix, 0, 9),
    basis: text,
    examples: shape({fires: list(text), silent: list(text)}, {kind}),
  },
  {
    kinds: list(kind, 1, 99),
    not: list(pattern),
    requires: list(pattern),
    unless: mechanisms,
    mild: mechanisms,
    names: ofType("boolean"),
    builtIn: oneOf("long-sentence", "abbreviation"),
    words: list(shape({match: list(pattern, 1)}, {to: text, explain: text})),
  },
)

const wrong = (at: string, hint: string): never => {
  throw new LanguageError("bad-rule", at, hint)
}

/**
 * Read a rules file, or a list of rules, from a source that is not trusted.
 *
 * @throws LanguageError `bad-rule`, saying which rule and what.
 */
export function readRules(given: unknown): RulesRead {
  const file: Fields = Array.isArray(given) ? {rules: given} : ((given ?? {}) as Fields)
  const {rules, lists = {}} = file
  if (!Array.isArray(rules)) return wrong("rules", "must be a list of rules")
  for (const [at, value] of rules.entries()) {
    const id: unknown = (value as {id?: unknown} | null)?.id
    const name = typeof id === "string" ? id : `rule ${at + 1}`
    const why = ruleShape(value)
    if (why !== null) wrong(name, why)
    checkRule(value as Rule)
  }
  if (typeof lists !== "object" || lists === null) return wrong("lists", "must be an object")
  for (const [name, words] of Object.entries(lists))
    if (pattern(words) !== null) wrong(`<${name}>`, "must be words parted by |")
  return {rules: rules as Rule[], lists: lists as WordLists}
}

/** What a shape cannot say. */
function checkRule(rule: Rule): void {
  if (!/^[a-z-]+\/[a-z0-9-]+$/.test(rule.id) || !rule.id.startsWith(`${rule.category}/`))
    wrong(rule.id, "an id reads category/name")
  const patterns = rule.match.length + (rule.words?.length ?? 0)
  if (patterns === 0 && rule.builtIn === undefined)
    wrong(rule.id, "a rule needs at least one pattern")
  for (const {match, to, explain} of rule.words ?? [])
    if ((to === undefined) === (explain === undefined))
      wrong(rule.id, `${match[0]} needs either "to" or "explain"`)
}
