// SPDX-License-Identifier: EUPL-1.2
import {spawnSync} from "node:child_process"
import {existsSync, readdirSync} from "node:fs"
import {createRequire} from "node:module"
import {dirname, join} from "node:path"
import {expect, test} from "vitest"

/** The Node of the workspace; the tests may run under an older one. */
function node(): string {
  const found = join(
    dirname(createRequire(import.meta.url).resolve("../../node_modules/node/package.json")),
    "bin/node",
  )
  return existsSync(found) ? found : process.execPath
}

function bench(...names: string[]): {status: number | null; last: string; said: string} {
  const file = join(import.meta.dirname, "run.ts")
  const flags = ["--conditions=@wederhoor/source", "--expose-gc"]
  const env = {...process.env, WEDERHOOR_BENCH_SMALL: "1", NODE_OPTIONS: ""}
  const ran = spawnSync(node(), [...flags, file, ...names], {env, encoding: "utf8"})
  return {
    status: ran.status,
    last: ran.stdout.trimEnd().split("\n").at(-1) ?? "",
    said: ran.stderr,
  }
}

/** A result in which every number is one, whatever it is. */
function fields(line: string): unknown {
  return JSON.parse(line, (_, value: unknown) =>
    typeof value === "number" && Number.isFinite(value) ? "number" : value,
  )
}

const numbers = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map(name => [name, "number"]))

test("check ends with one line of JSON with its fields", () => {
  const {status, last, said} = bench("check")
  expect(status, said).toBe(0)
  expect(fields(last)).toEqual({
    bench: "check",
    sizes: {
      "20": numbers(
        "fullMs",
        "perStatementUs",
        "recheckMs",
        "parseMs",
        "fullRatio",
        "recheckRatio",
      ),
    },
  })
}, 60_000)

test("rules-mutation ends with one line of JSON with its fields", () => {
  const {status, last, said} = bench("rules-mutation")
  expect(status, said).toBe(0)
  const {survivors, ...counts} = JSON.parse(last) as {survivors: string[]}
  expect(fields(JSON.stringify(counts))).toEqual({
    bench: "rules-mutation",
    ...numbers("mutants", "killed"),
  })
  expect(Array.isArray(survivors)).toBe(true)
}, 60_000)

test("language ends with one line of JSON with its fields", () => {
  const {status, last, said} = bench("language")
  expect(status, said).toBe(0)
  expect(fields(last)).toEqual({
    bench: "language",
    ...numbers("usPerSentence", "usPerSentenceSplit", "wordsUs", "ratio", "bothRatio"),
    ...numbers("sentencesRatio", "splitRatio", "sentencesSplitRatio", "again"),
    ...numbers("gzipKb", "doorKb", "laterKb", "startMs", "startRatio"),
  })
}, 60_000)

test("corpus ends with one line of JSON: every first look, and what is tuned apart from it", () => {
  const {status, last, said} = bench("corpus")
  expect(status, said).toBe(0)
  const {blind, asked, tuned} = JSON.parse(last) as {
    blind: {set: string; precision: {low: number}}[]
    asked: {missing: number}
    tuned: {precision: {share: number}}
  }
  expect(blind.map(({set}) => set)).toEqual(["blind-2", "blind-3", "blind-4", "blind-5", "blind-6"])
  expect(blind.at(-1)?.precision.low).toBeGreaterThanOrEqual(0.75)
  // Without the words of the rulings at hand, what is missing is counted.
  expect(asked.missing).toBeGreaterThan(100)
  expect(tuned.precision.share).toBeGreaterThan(0.9)
}, 60_000)

test("guard ends with one line of JSON with its fields", () => {
  const {status, last, said} = bench("guard")
  expect(status, said).toBe(0)
  expect(fields(last)).toEqual({
    bench: "guard",
    sizes: {"20": numbers("checkUs", "applyUs", "ratio")},
    ...numbers("growth"),
  })
}, 60_000)

test("guard-fuzz ends with one line of JSON with its fields, and finds nothing", () => {
  const {status, last, said} = bench("guard-fuzz")
  expect(status, said).toBe(0)
  expect(fields(last)).toEqual({
    bench: "guard-fuzz",
    ...numbers("updates", "accepted", "unsound", "pending", "throws"),
    ...numbers("mutations", "mutationThrows", "honest", "falselyRefused"),
  })
  expect(JSON.parse(last)).toMatchObject({unsound: 0, pending: 0, throws: 0, mutationThrows: 0})
}, 60_000)

test("merge ends with one line of JSON with its fields, and nothing is lost without a trace", () => {
  const {status, last, said} = bench("merge")
  expect(status, said).toBe(0)
  expect(fields(last)).toEqual({
    bench: "merge",
    ...numbers("runs", "merges", "refusals", "violations", "repairs", "diverged", "displaced"),
    ...numbers("idRewritesReferenced", "tokensTyped", "tokensKept", "tokensLost"),
    ...numbers("tokensUnaccounted", "lostShare"),
  })
  const harm = ["violations", "repairs", "diverged", "displaced", "idRewritesReferenced"]
  const found = JSON.parse(last) as Record<string, number>
  for (const name of [...harm, "tokensUnaccounted"]) expect([name, found[name]]).toEqual([name, 0])
}, 120_000)

test("trace ends with one line of JSON with its fields", () => {
  const {status, last, said} = bench("trace")
  expect(status, said).toBe(0)
  expect(fields(last)).toEqual({
    bench: "trace",
    ...numbers("operations", "usPerOp", "yProsemirrorUsPerOp", "ratio", "slope"),
  })
}, 60_000)

test("open ends with one line of JSON with its fields", () => {
  const {status, last, said} = bench("open")
  expect(status, said).toBe(0)
  expect(fields(last)).toEqual({
    bench: "open",
    ...numbers("openRatio", "openMs", "applyMs", "replayMs", "edits", "tail", "stateBytes"),
  })
}, 60_000)

test("server ends with one line of JSON with its fields; attackers cost less than half more memory than writers", () => {
  const {status, last, said} = bench("server")
  expect(status, said).toBe(0)
  const names = ["writers", "deliveredShare", "bareDeliveredShare", "p95Ms", "bareP95Ms", "ratio"]
  expect(fields(last)).toEqual({
    bench: "server",
    ...numbers(...names, "ackedUnlogged", "memoryRatio", "openRatio"),
  })
  const {deliveredShare, ackedUnlogged, memoryRatio} = JSON.parse(last) as Record<string, number>
  expect([deliveredShare, ackedUnlogged]).toEqual([1, 0])
  expect(memoryRatio).toBeLessThan(1.5)
}, 120_000)

test.each([[[]], [["dance"]], [["__proto__"]]])(
  "without a name that exists (%j) the names are listed, and it ends with 2",
  names => {
    const {status, last, said} = bench(...names)
    expect(status).toBe(2)
    expect(last).toBe("")
    const files = readdirSync(import.meta.dirname)
    const listed = said.split(": ").at(-1)!.trim().split(", ")
    expect(listed).toContain("check")
    expect(listed.filter(name => !files.includes(`${name}.ts`))).toEqual([])
  },
  60_000,
)
