// SPDX-License-Identifier: EUPL-1.2

/**
 * A report file in which something was broken: refused with a sentence, or judged like any other. Never
 * an exception, whatever stands where.
 */
import {existsSync, readdirSync, readFileSync} from "node:fs"
import {join} from "node:path"
import {
  check,
  checkReportFile,
  describeFinding,
  describeProblem,
  parseReportFile,
  parseTemplate,
  type Template,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {root} from "../house/sources.ts"
import {policy} from "./golden.ts"

type Json = null | boolean | number | string | Json[] | {[key: string]: Json}

const templates = join(root, "templates")
const json = (...path: string[]): Json =>
  JSON.parse(readFileSync(join(templates, ...path), "utf8")) as Json
const files = readdirSync(templates)
  .filter(name => existsSync(join(templates, name, "voorbeeld.json")))
  .flatMap(name =>
    ["voorbeeld.json", "tegenvoorbeeld.json"].map(file => ({
      name: `${name}/${file}`,
      template: parseTemplate(json(name, "template.json")),
      file: withoutVersions(json(name, file)),
    })),
  )

/** Frozen versions are held by digests of their own; what is broken here is the rest. */
function withoutVersions(file: Json): Json {
  return {...(file as {[key: string]: Json}), versions: []}
}

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...path, key]))]
}

function put(value: Json, [key, ...rest]: readonly string[], change: (old: Json) => Json): Json {
  if (key === undefined) return change(value)
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === key ? put(one, rest, change) : one))
  const held = value as {[key: string]: Json}
  return {...held, [key]: put(held[key] ?? null, rest, change)}
}

const words: readonly Json[] = [
  "",
  " ",
  "-",
  "constructor",
  "__proto__",
  "2026-13-45",
  "9999",
  "é".repeat(300),
]

/** Ways to break one value; most keep its type, so that many reports are still whole. */
const breaking = fc.oneof(
  fc.constantFrom(...words).map(word => (old: Json) => (typeof old === "string" ? word : old)),
  fc.constant((old: Json): Json => (Array.isArray(old) ? [] : old)),
  fc.constant((old: Json): Json => (Array.isArray(old) ? [...old, ...old] : old)),
  fc.constant((old: Json): Json => (Array.isArray(old) ? old.slice(1) : old)),
  fc.constant((old: Json): Json => (Array.isArray(old) ? old.toReversed() : old)),
  fc.jsonValue({maxDepth: 3}).map(value => (): Json => value as Json),
)

function judged(file: Json, template: Template): boolean {
  const problems = checkReportFile(file)
  for (const problem of problems.slice(0, 3))
    for (const lang of ["nl", "en"] as const) {
      const {what, todo} = describeProblem(problem, lang)
      expect(what + todo).not.toMatch(/undefined|\{\w+\}/)
    }
  if (problems.length > 0) return false
  const {record, content} = parseReportFile(file)
  const input = {content, persons: record.persons, template, policy, today: "2026-11-20"} as const
  for (const more of [{record}, {}])
    for (const finding of check({...input, gate: "final", ...more}))
      for (const lang of ["nl", "en"] as const) {
        const {what, todo} = describeFinding(finding, lang)
        expect(what + todo).not.toMatch(/undefined|\{\w+\}/)
      }
  return true
}

test("every kind of report is broken", () => expect(files).toHaveLength(22))

describe.each(files)("$name", ({template, file}) => {
  test("broken in one to three places: refused in words, or judged (seed 20261124)", () => {
    const places = placesIn(file)
    let whole = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), breaking), {minLength: 1, maxLength: 3}),
        changes => {
          const broken = changes.reduce<Json>((now, [path, change]) => {
            try {
              return put(now, path, change)
            } catch {
              // An earlier change took this place away.
              return now
            }
          }, file)
          if (judged(broken, template)) whole++
        },
      ),
      {seed: 20261124, numRuns: 80},
    )
    expect(whole).toBeGreaterThan(5)
  })
})
