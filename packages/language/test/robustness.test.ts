// SPDX-License-Identifier: EUPL-1.2
import {readdirSync, readFileSync} from "node:fs"
import {mostHints, statementKinds} from "@wederhoor/language"
import type {Hint, StatementKind} from "@wederhoor/language"
import fc from "fast-check"
import {expect, test} from "vitest"
import {advise} from "./fixtures/advise.ts"
import {writtenRules} from "./fixtures/rules.ts"

const seed = 20260314
const joiner = /^[\p{L}\p{M}]$/u

/** Laws the hints break: inside the text, in order, not empty, never through a word or a surrogate pair. */
function broken(text: string, hints: readonly Hint[]): readonly string[] {
  const laws: string[] = []
  const law = (kept: boolean, name: string): void => {
    if (!kept) laws.push(name)
  }
  let last = 0
  for (const {from, to, short} of hints) {
    law(from >= last, "in order")
    law(to > from, "not empty")
    law(to <= text.length, "inside the text")
    law(short !== "", "says something")
    for (const edge of [from, to]) {
      const before = text.charAt(edge - 1)
      const after = text.charAt(edge)
      law(!(joiner.test(before) && joiner.test(after)), "never through a word")
      const pair = text.codePointAt(edge - 1) ?? 0
      law(edge === 0 || pair <= 0xffff, "never through a surrogate pair")
    }
    last = from
  }
  law(hints.length <= mostHints, "not more than mostHints")
  return laws
}

const words = [...new Set(writtenRules.flatMap(rule => rule.examples.fires.join(" ").split(" ")))]
const noise = fc.oneof(
  fc.string({unit: "binary", maxLength: 12}),
  fc.string({unit: "grapheme", maxLength: 12}),
  fc.constantFrom(
    '"',
    "'",
    "“",
    "”",
    "„",
    "«",
    "»",
    "‘",
    "’",
    "\n",
    ". ",
    "...",
    "(",
    ")",
    "-",
    "3",
    ":",
  ),
  fc.constantFrom("\ud800", "\udc00", "e\u0301", "\u0000", "\u200d", "\ufeff", "İ", "ß", "ﬁ"),
)
const text = fc
  .array(fc.oneof({weight: 3, arbitrary: fc.constantFrom(...words)}, noise), {maxLength: 60})
  .chain(parts => fc.constantFrom(" ", "", "  ").map(between => parts.join(between)))

test(`offsets-on-token-edges (seed ${seed})`, () => {
  fc.assert(
    fc.property(text, fc.constantFrom(...statementKinds), (sample, kind) => {
      expect(broken(sample, advise({kind, text: sample}))).toEqual([])
    }),
    {seed, numRuns: 1500},
  )
})

test(`same-input-same-hints (seed ${seed})`, () => {
  fc.assert(
    fc.property(text, sample => {
      const statement = {kind: "fact", text: sample} as const
      expect(advise(statement)).toEqual(advise(statement))
    }),
    {seed, numRuns: 200},
  )
})

test(`waiving-all-leaves-none (seed ${seed})`, () => {
  fc.assert(
    fc.property(text, sample => {
      const statement = {kind: "fact", text: sample} as const
      const hints = advise(statement)
      fc.pre(hints.length < mostHints)
      expect(advise(statement, {waived: new Set(hints.map(hint => hint.contextHash))})).toEqual([])
    }),
    {seed, numRuns: 300},
  )
})

test(`whole-quotation-is-silent (seed ${seed})`, () => {
  fc.assert(
    fc.property(text, sample => {
      const plain = sample.replaceAll(/["'“”„«»‹›‘’‚]/gu, "")
      expect(advise({kind: "fact", text: `Oma: “${plain}x”`})).toEqual([])
    }),
    {seed, numRuns: 300},
  )
})

// A cost that grows with the square of these lengths would outlast the time limit of the test by far.
const megabyte = (part: string): string => part.repeat(Math.ceil(1_000_000 / part.length))
test.each([
  "agressief ",
  "Vader is agressief. ",
  "moeder zegt dat vader agressief is ",
  "moeder zegt maar vader wil ",
  "wil ",
  "er zijn er wordt ",
  "wordt door geslagen ",
  ", zegt volgens ",
  "uit het rapport ",
  "a",
  "a.",
  "a'",
  "a-",
  "1.",
  ". ",
  "\n",
  '"',
  '"a ',
  '" "',
  "'a ",
  "‘a ",
  "„“",
  "«a «",
  "“a «b ‘c ",
  "OTS ",
  "OTS (x ",
  "Wat is de OTS (x)? ",
  "uit zijn gedrag blijkt dat hij agressief is ",
  "moeder zegt, zo zegt zij, dat ",
  "het hof, de rechtbank, acht het altijd ",
  "is, was, zijn, waren, ",
  "‘“agressief” zei ‘zij’ ",
  "\ud800",
  "👩‍👧 ",
  "e\u0301\u0301\u0301",
])("one-megabyte-does-not-hang: %j", part => {
  const sample = megabyte(part)
  for (const kind of ["fact", "agreement"] as StatementKind[]) {
    expect(broken(sample, advise({kind, text: sample}))).toEqual([])
  }
})

test("one-megabyte-waived: a long list of waived hints is walked once", () => {
  const sample = megabyte("vader is agressief ")
  const waived = new Set(advise({kind: "fact", text: sample}).map(hint => hint.contextHash))
  expect(advise({kind: "fact", text: sample}, {waived}).length).toBeLessThanOrEqual(mostHints)
})

test("runs-under-a-strict-policy: no expression from data, no eval, no network, no DOM, no locale", () => {
  const source = new URL("../src/", import.meta.url)
  const files = readdirSync(source, {recursive: true, encoding: "utf8"}).filter(f =>
    f.endsWith(".ts"),
  )
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    // The one part that is loaded later is one of its own files.
    const code = readFileSync(new URL(file, source), "utf8").replace(
      'import("./generated/later.ts")',
      "",
    )
    const banned =
      /\bRegExp\(|\beval\(|\bFunction\(|\bfetch\(|\bdocument\.|\bwindow\.|\bIntl\.|toLocale|localeCompare|\bimport\(|Date\b|Math\.random/
    expect([file, banned.exec(code)?.[0]]).toEqual([file, undefined])
    for (const [, from = ""] of code.matchAll(/from "([^"]+)"/gu)) {
      expect(`${file} imports ${from}`).toMatch(/ imports \.{1,2}\//)
    }
  }
})
