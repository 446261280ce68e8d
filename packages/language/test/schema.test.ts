// SPDX-License-Identifier: EUPL-1.2
import {categories, compileRules, LanguageError, statementKinds} from "@wederhoor/language"
import {Ajv2020} from "ajv/dist/2020.js"
import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"

import {ruleFiles, sampleRule} from "./fixtures/rules.ts"

interface RulesSchema {
  readonly $defs: Readonly<Record<"kind" | "category", {readonly enum: readonly string[]}>>
}
const schema = JSON.parse(
  readFileSync(
    new URL(import.meta.resolve("@wederhoor/schemas/language-rules.schema.json")),
    "utf8",
  ),
) as RulesSchema
const validate = new Ajv2020({strict: true, allErrors: true}).compile(schema)

test("the schema knows the kinds and categories of the engine", () => {
  expect(schema.$defs.kind.enum).toEqual(statementKinds)
  expect(schema.$defs.category.enum).toEqual(categories)
})

test.each(ruleFiles)("rules/$name fits the schema", ({file}) => {
  expect([validate(file), validate.errors]).toEqual([true, null])
})

/** Ways to break a rule that a schema can see. */
const broken: readonly (readonly [string, object])[] = [
  ["no id", {id: undefined}],
  ["a category nobody knows", {category: "rudeness"}],
  ["a state nobody knows", {state: "maybe"}],
  ["a pattern that is no text", {match: [7]}],
  ["an empty pattern", {match: [""]}],
  ["a field nobody knows", {regex: ".*"}],
  ["a message without a question", {message: {...sampleRule.message, nl: {short: "a", why: "b"}}}],
  ["one example instead of two", {example: ["Een zin."]}],
  ["a fix nobody knows", {fixes: [{type: "run"}]}],
  ["a fix to a kind nobody knows", {fixes: [{type: "convert", kind: "gossip"}]}],
  ["a mechanism nobody knows", {unless: ["guessed"]}],
  ["kinds that are none", {kinds: []}],
  ["no basis", {basis: ""}],
  ["a text beyond its limit", {basis: "x".repeat(1001)}],
  ["a pattern beyond its limit", {match: ["x".repeat(2001)]}],
  ["no examples", {examples: {}}],
]

describe("what comes from outside is judged as Ajv does", () => {
  test("a good rule is taken by both", () => {
    const file = {rules: [sampleRule]}
    expect([validate(file), validate.errors]).toEqual([true, null])
    expect(compileRules(file, {beside: null}).rules).toHaveLength(1)
  })

  test.each(broken)("%s", (_name, change) => {
    const file = JSON.parse(JSON.stringify({rules: [{...sampleRule, ...change}]})) as unknown
    expect(validate(file)).toBe(false)
    const refused = (): unknown => {
      try {
        return compileRules(file, {beside: null})
      } catch (error) {
        return error instanceof LanguageError ? error.code : error
      }
    }
    expect(["bad-rule", "missing-examples"]).toContain(refused())
  })

  test.each([null, 7, "rules", {}, {rules: {}}, {rules: [null]}, [[]], {rules: [], lists: 3}])(
    "no rules file at all: %j",
    given => {
      expect(() => compileRules(given)).toThrow(LanguageError)
    },
  )
})
