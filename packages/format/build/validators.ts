// SPDX-License-Identifier: EUPL-1.2

/**
 * Compiles the published JSON Schemas to plain code, so that nothing is compiled while the program
 * runs (a strict content security policy forbids that, and it costs 150 ms at every start).
 *
 * `node --conditions=@wederhoor/source packages/format/build/validators.ts` writes
 * `src/generated/validators.ts`. When schemas, Ajv and this script are what they were, nothing is
 * done. As a `globalSetup` of vitest it does the same before the tests.
 */
import {execFileSync} from "node:child_process"
import {createHash} from "node:crypto"
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

const target = join(import.meta.dirname, "../src/generated/validators.ts")
const schemas = {
  validateTemplate: "template.schema.json",
  validateContent: "content.schema.json",
  validateReportRequest: "report-request.schema.json",
} as const

/** The `globalSetup` of vitest: the same, in a plain Node of its own. */
export function setup(): void {
  execFileSync(process.execPath, ["--conditions=@wederhoor/source", import.meta.filename])
}

/** Brings the generated validators up to date. */
async function generate(): Promise<void> {
  const texts = Object.values(schemas).map(name =>
    readFileSync(fileURLToPath(import.meta.resolve(`@wederhoor/schemas/${name}`)), "utf8"),
  )
  const ajvManifest = readFileSync(fileURLToPath(import.meta.resolve("ajv/package.json")), "utf8")
  const made = createHash("sha256")
  for (const part of [...texts, ajvManifest, readFileSync(import.meta.filename, "utf8")])
    made.update(part).update("\0")
  const stamp = `// made from ${made.digest("hex")}`
  if (existsSync(target) && readFileSync(target, "utf8").includes(stamp)) return
  const code = await compile(texts.map(text => bare(JSON.parse(text) as Schema)))
  mkdirSync(dirname(target), {recursive: true})
  writeFileSync(target, `${head(stamp)}${code}\n${doors()}`)
}

interface Schema {
  readonly $id: string
  readonly [keyword: string]: unknown
}

/** A schema without the words for people: they would only make the code longer. */
function bare<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(bare) as T
  if (typeof schema !== "object" || schema === null) return schema
  const named = (map: unknown): object =>
    Object.fromEntries(Object.entries(map as object).map(([name, part]) => [name, bare(part)]))
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword !== "title" && keyword !== "description")
      .map(([keyword, part]) => [
        keyword,
        keyword === "properties" || keyword === "$defs" ? named(part) : bare(part),
      ]),
  ) as T
}

async function compile(parsed: readonly Schema[]): Promise<string> {
  // Loaded only when there is something to compile.
  const {Ajv2020} = await import("ajv/dist/2020.js")
  const standalone = (await import("ajv/dist/standalone/index.js")).default
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    code: {source: true, esm: true, lines: true},
    schemas: [...parsed],
  })
  const names = Object.keys(schemas).map((name, at) => [`${name}Raw`, parsed[at]?.$id ?? ""])
  const raw = standalone.default(ajv, Object.fromEntries(names) as Record<string, string>)
  // The one run-time part of Ajv that our schemas use: a length counts characters, not code units.
  const code = raw
    .replace(/^"use strict";\n?/, "")
    .replaceAll(/^export const (\w+Raw =)/gm, "const $1")
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "lengthOf")
  for (const forbidden of [/\brequire\s*\(/, /\bnew Function\b/, /\beval\s*\(/, /\bimport\b/])
    if (forbidden.test(code))
      throw new Error(
        `The generated validators hold ${forbidden}: a schema uses a keyword (uniqueItems, format, …) ` +
          "that leans on the run time of Ajv. Say it with pattern, or as a check of our own.",
      )
  return code
}

const head = (stamp: string): string => `// SPDX-License-Identifier: EUPL-1.2
// @ts-nocheck Written by packages/format/build/validators.ts; never edit.
${stamp}
const lengthOf = text => {
  let count = 0
  for (const _ of text) count++
  return count
}
`

const doors = (): string =>
  `/** One thing that does not fit its schema. */
export interface SchemaError {
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly params: {readonly [name: string]: unknown}
}
type Validate = {(value: unknown): boolean; errors?: SchemaError[] | null}
${Object.keys(schemas)
  .map(name => `export const ${name}: Validate = ${name}Raw`)
  .join("\n")}
`

if (import.meta.main) await generate()
