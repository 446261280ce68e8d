// SPDX-License-Identifier: EUPL-1.2

/** The fixed words of every layout are as plain as we ask others to be. */
import {advise, type Category, readability} from "@wederhoor/language"
import {layoutFor} from "@wederhoor/render"
import Handlebars from "handlebars"
import {describe, expect, test} from "vitest"

import {layouts, shippedLayouts} from "./examples.ts"

interface Node {
  readonly type: string
  readonly value?: string
  readonly program?: Program
  readonly inverse?: Program
}
interface Program {
  readonly body: readonly Node[]
}

/**
 * Literal texts of a template: one per element, and one per branch. A value in a sentence becomes a
 * short word, so that the sentence keeps its length.
 */
function textsOf(source: string): readonly string[] {
  const write = (program: Program | undefined): string =>
    (program?.body ?? [])
      .map(({type, value, program: own, inverse}) => {
        if (type === "ContentStatement") return value ?? ""
        if (type === "MustacheStatement") return "iets"
        if (type !== "BlockStatement") return "\n"
        return `\n${write(own)}\n${write(inverse)}\n`
      })
      .join("")
  return write(Handlebars.parse(source) as unknown as Program)
    .replaceAll(/<[^>]*>/g, "\n")
    .split("\n")
    .map(text => text.trim())
    .filter(text => /\p{L}{2}/u.test(text.replaceAll("iets", "")))
}

const dutch = shippedLayouts.filter(([, lang]) => lang === "nl")
const partials = layoutFor(layouts, "", "nl").partials
const sources: readonly (readonly [name: string, source: string])[] = [
  ...Object.entries(partials),
  ...dutch.map(([id]) => [id || "parts/report", layoutFor(layouts, id, "nl").source] as const),
]
const texts = sources.flatMap(([name, source]) =>
  textsOf(source).map(text => [name, text] as const),
)

/** Terms that have no other name: the front of the report they belong to explains them. */
const exempt = new Set([
  "jeugdbeschermingstafel",
  "ondertoezichtstelling",
  "raad voor de kinderbescherming",
])
const asStatement = (text: string) => ({
  kind: "unclassified" as const,
  text: /[.?!:]$/.test(text) ? text : `${text}.`,
})
const readable: readonly Category[] = ["plain-word", "long-sentence", "abbreviation", "group"]

describe("the fixed words of the layouts", () => {
  test("are found: each layout has words of its own", () => {
    for (const [id] of dutch)
      expect(texts.filter(([name]) => name === (id || "parts/report")).length).toBeGreaterThan(3)
    expect(texts.length).toBeGreaterThan(120)
  })
  test.each(texts)("%s: %s", (_, text) => {
    const {longSentences, hardWords} = readability([asStatement(text)], {exempt})
    expect({longSentences, hardWords}).toEqual({longSentences: 0, hardWords: []})
    for (const kind of ["agreement", "decision"] as const) {
      const hints = advise({kind, text}, {exempt})
      expect(hints.filter(hint => readable.includes(hint.category))).toEqual([])
    }
  })
  /** Where a layout speaks to a child, or else to everybody. */
  const branches = /\{\{#if reader\.plain\}\}([^{]*)\{\{else\}\}([^{]*)\{\{\/if\}\}/g

  test("address a parent as u and a child as je", () => {
    const formal = /(^|[^\p{L}])(u|uw)([^\p{L}]|$)/iu
    const plain = /(^|[^\p{L}])(je|jij|jou|jouw|jullie)([^\p{L}]|$)/iu
    for (const [name, text] of Object.entries(partials)) {
      if (!name.startsWith("words/")) continue
      expect(text).not.toMatch(name.endsWith("Child") ? formal : plain)
    }
    for (const [id] of dutch) {
      const {source} = layoutFor(layouts, id, "nl")
      for (const [, child, adult] of source.matchAll(branches)) {
        expect(child).not.toMatch(formal)
        expect(adult).not.toMatch(plain)
      }
    }
  })
  test("for a child have sentences of twelve words or fewer on average, twenty at most", () => {
    const child = [
      ...Object.entries(partials).flatMap(([name, text]) => (name.endsWith("Child") ? [text] : [])),
      ...dutch.flatMap(([id]) =>
        [...layoutFor(layouts, id, "nl").source.matchAll(branches)].map(([, text]) => text ?? ""),
      ),
    ].map(asStatement)
    expect(child.length).toBeGreaterThan(40)
    expect(readability(child).wordsPerSentence).toBeLessThanOrEqual(12)
    const sentences = child.flatMap(({text}) => text.split(/(?<=[.?!])\s+/))
    expect(sentences.filter(sentence => sentence.split(/\s+/).length > 20)).toEqual([])
  })
})
