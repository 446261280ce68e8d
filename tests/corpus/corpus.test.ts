// SPDX-License-Identifier: EUPL-1.2

/** The corpus itself: labels as the protocol says, a ledger that nobody rewrote, and the figures of the dev set. */
import {describe, expect, test} from "vitest"

import {
  figures,
  judge,
  labels,
  readSet,
  sentenceHash,
  type SetFile,
  sentencesOfSet,
  wilson,
} from "./corpus.ts"
import {readFileSync} from "node:fs"

import {extend, hashOf, measuredFile, pooled, readLedger} from "./ledger.ts"

const names = ["dev", "blind-1", "blind-2", "blind-3", "blind-4", "blind-5", "blind-6"]
const sets: readonly (readonly [string, SetFile])[] = names.map(name => [name, readSet(name)])

describe.each(sets)("%s", (_name, set) => {
  test("each sentence has a label, ends, and stands there once", () => {
    const hashes = [
      ...set.sentences.map(({text}) => sentenceHash(text)),
      ...set.rulings.map(({sha256}) => sha256),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
    for (const {text, label, from} of set.sentences) {
      expect(labels).toContain(label)
      expect(text).toMatch(/[.?!”’"')]$/)
      expect(from).toBe("invented")
    }
    for (const {sha256, label, from} of set.rulings) {
      expect(labels).toContain(label)
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(from).toMatch(/^ECLI:NL:[A-Z]+:\d{4}:[A-Z0-9]+$/)
    }
    expect(set.labelledBy.length).toBeGreaterThan(20)
  })
})

test("no sentence stands in two sets", () => {
  const seen = new Map<string, string>()
  for (const [name, set] of sets)
    for (const hash of [
      ...set.sentences.map(({text}) => sentenceHash(text)),
      ...set.rulings.map(({sha256}) => sha256),
    ]) {
      expect([hash, seen.get(hash)]).toEqual([hash, undefined])
      seen.set(hash, name)
    }
})

describe("the ledger", () => {
  test("each entry names the one before, and says what it says by its hash", () => {
    let previous = "0".repeat(64)
    for (const entry of readLedger()) {
      expect([entry.set, entry.previous]).toEqual([entry.set, previous])
      expect([entry.set, hashOf(entry)]).toEqual([entry.set, entry.hash])
      previous = entry.hash
    }
  })

  test("the rules carry what the blind sets said of them", () => {
    expect(JSON.parse(readFileSync(measuredFile, "utf8"))).toEqual(pooled(readLedger()))
  })

  test("one figure changed is seen", () => {
    const [first] = readLedger()
    if (!first) throw new Error("the ledger is empty")
    expect(hashOf({...first, remark: `${first.remark}.`})).not.toBe(first.hash)
    const [again] = extend([], first)
    expect(again?.hash).toBe(first.hash)
  })

  test("a blind set of the size and make that is asked for", () => {
    for (const name of ["blind-2", "blind-3", "blind-4", "blind-5", "blind-6"]) {
      const {sentences, rulings} = readSet(name)
      const all = [...sentences, ...rulings]
      const count = (label: string): number => all.filter(one => one.label === label).length
      expect(all.length).toBeGreaterThanOrEqual(300)
      expect(rulings.length * 2).toBeGreaterThanOrEqual(all.length)
      expect([count("fact"), count("attributed")].every(one => one >= 100)).toBe(true)
    }
  })
})

test("intervals are Wilson's: 81 of 263 is 25.5 % to 36.6 %", () => {
  // Newcombe (1998), Statistics in Medicine 17, table I.
  expect(wilson(81, 263)).toMatchObject({low: 0.255, high: 0.366})
  expect(wilson(0, 20)).toMatchObject({low: 0, high: 0.161})
  expect(wilson(1, 29)).toMatchObject({low: 0.006, high: 0.172})
})

test("tuned figures on the invented sentences of the dev set stay what they are, or better", () => {
  const {precision, recall, hintsPer100} = figures(judge(sentencesOfSet(readSet("dev")).sentences))
  expect(precision.share).toBeGreaterThanOrEqual(0.95)
  expect(recall.share).toBeGreaterThanOrEqual(0.85)
  expect(hintsPer100.fact).toBeLessThanOrEqual(2)
  expect(hintsPer100.attributed).toBeLessThanOrEqual(3)
})
