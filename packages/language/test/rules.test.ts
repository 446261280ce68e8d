// SPDX-License-Identifier: EUPL-1.2
import {categories, describeRule} from "@wederhoor/language"
import type {Rule, StatementKind} from "@wederhoor/language"
import {describe, expect, test} from "vitest"
import {advise, everyRule} from "./fixtures/advise.ts"
import {bare, writtenRules} from "./fixtures/rules.ts"

const rules = everyRule.rules.map(describeRule)

const kindOf = (rule: Rule): StatementKind => rule.examples.kind ?? "fact"
const firing = (rule: Rule, text: string): boolean =>
  advise({kind: kindOf(rule), text}).some(hint => hint.rule === rule.id)

/** The shortest sentence a pattern describes: the first word of every step, no gap filled. */
function shortest(pattern: string): string {
  const words = pattern
    .split(" ")
    .filter(element => element !== "^" && !element.startsWith(".."))
    .map(element =>
      element === "#" ? "3" : (element.split("|")[0] ?? "").replace("+e", "").replace("*", "zus"),
    )
  return words.join(" ")
}

describe.each(writtenRules.map(rule => [rule.id, rule] as const))("%s", (_id, rule) => {
  test("rule-has-two-examples-each-way", () => {
    expect(new Set(rule.examples.fires).size).toBeGreaterThanOrEqual(2)
    expect(new Set(rule.examples.silent).size).toBeGreaterThanOrEqual(2)
  })

  test("examples-hold", () => {
    expect(rule.examples.fires.filter(text => !firing(rule, text))).toEqual([])
    expect(rule.examples.silent.filter(text => firing(rule, text))).toEqual([])
  })

  test("example-before-fires-and-after-does-not", () => {
    expect(firing(rule, rule.example[0])).toBe(true)
    expect(firing(rule, rule.example[1])).toBe(false)
  })

  test("no-pattern-is-dead", () => {
    if (rule.builtIn !== undefined) return
    const alone = bare(rule)
    const patterns = [...rule.match, ...(rule.words ?? []).flatMap(word => word.match)]
    const dead = patterns.filter(pattern => {
      const hints = advise({kind: kindOf(rule), text: `${shortest(pattern)}.`}, {ruleSet: alone})
      return hints.length === 0
    })
    expect(dead).toEqual([])
  })

  test("message-tone: short, in je-form, a question, never blaming", () => {
    for (const message of [rule.message.nl, rule.message.en]) {
      const {short, why, question} = message
      // {match} may become four words: 14 in all.
      const room = short.includes("{match}") ? 11 : 14
      expect(short.split(/\s+/).length).toBeLessThanOrEqual(room)
      expect(question.endsWith("?")).toBe(true)
      expect(why.length).toBeGreaterThan(10)
      expect(`${short} ${why} ${question}`).not.toMatch(
        /\b(fout|fouten|u|uw|wrong|error|mistake)\b/i,
      )
    }
    expect(rule.basis).not.toBe("")
  })
})

test("short-is-at-most-14-words, with the matched words in it", () => {
  for (const rule of writtenRules) {
    for (const text of rule.examples.fires) {
      for (const language of ["nl", "en"] as const) {
        for (const hint of advise({kind: kindOf(rule), text}, {language})) {
          expect(hint.short.split(/\s+/).length).toBeLessThanOrEqual(14)
          expect(hint.short + hint.why + hint.question).not.toContain("{match}")
        }
      }
    }
  }
})

test("own-messages-are-plain: no plain-word or long-sentence hint in our own Dutch", () => {
  const texts = writtenRules.flatMap(({message: {nl}}) => [nl.short, nl.why, nl.question])
  const hints = texts.flatMap(text =>
    advise({kind: "unclassified", text: text.replace("{match}", "dit")}),
  )
  expect(hints.map(hint => hint.short)).toEqual([])
})

test("every-category-has-a-rule", () => {
  expect(new Set(writtenRules.map(rule => rule.category))).toEqual(new Set(categories))
})

test("rule-infos-describe-every-rule", () => {
  expect(rules.map(info => info.id).toSorted()).toEqual(
    writtenRules.map(rule => rule.id).toSorted(),
  )
  for (const info of rules) {
    expect(Object.keys(info.appliesTo).length).toBeGreaterThan(0)
    expect(Object.hasOwn(info.appliesTo, "childVoice")).toBe(false)
  }
  const trial = rules.filter(info => info.state === "trial")
  expect(trial.length).toBeGreaterThan(0)
  expect(trial.flatMap(info => Object.values(info.appliesTo))).not.toContain("notice")
})

test("plain-words-give-their-way-out", () => {
  const seen = new Set<string>()
  for (const {words} of writtenRules) {
    for (const word of words ?? []) {
      expect((word.to === undefined) !== (word.explain === undefined)).toBe(true)
      for (const pattern of word.match) {
        const text = `${shortest(pattern)} bleef het stil.`
        expect([...seen]).not.toContain(text)
        seen.add(text)
        const hint = advise({kind: "unclassified", text})[0]
        const offered = hint?.fixes[0]
        expect(offered).toEqual(
          word.to === undefined
            ? {type: "explain", text: word.explain}
            : {type: "replace", text: word.to},
        )
      }
    }
  }
  expect(seen.size).toBeGreaterThanOrEqual(60)
})
