// SPDX-License-Identifier: EUPL-1.2

/**
 * Compiles the published JSON Schemas ahead of time to tables that `src/schema-errors.ts` walks, so
 * that nothing is compiled while the program runs (a strict content security policy forbids that).
 * Every definition becomes one constant: what a program does not use, its bundler leaves out.
 *
 * `node --conditions=@wederhoor/source packages/format/build/validators.ts` writes
 * `src/generated/validators.ts`. When schemas and this script are what they were, nothing is done.
 * As a `globalSetup` of vitest it does the same before the tests.
 *
 * Not Ajv's standalone code: for these schemas that is nine times as large. Ajv is the judge in
 * the tests: it compiles the schemas strictly, and must give the same verdicts.
 */
import {execFileSync} from "node:child_process"
import {createHash} from "node:crypto"
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

const target = join(import.meta.dirname, "../src/generated/validators.ts")

/** The files, and what the table of each is called. */
const schemas = {
  templateShape: "template.schema.json",
  contentShape: "content.schema.json",
  reportRequestShape: "report-request.schema.json",
  policyShape: "policy.schema.json",
  signOffShape: "sign-off.schema.json",
  reportShape: "report.schema.json",
  recordShape: "record.schema.json",
  auditEventShape: "audit-event.schema.json",
  reportFileShape: "report-file.schema.json",
  formShape: "form.schema.json",
} as const

/** The `globalSetup` of vitest: the same, in a plain Node of its own. */
export function setup(): void {
  execFileSync(process.execPath, ["--conditions=@wederhoor/source", import.meta.filename])
}

/** Brings the generated tables up to date. */
function generate(): void {
  const texts = Object.values(schemas).map(name =>
    readFileSync(fileURLToPath(import.meta.resolve(`@wederhoor/schemas/${name}`)), "utf8"),
  )
  const made = createHash("sha256")
  for (const part of [...texts, readFileSync(import.meta.filename, "utf8")])
    made.update(part).update("\0")
  const stamp = `// made from ${made.digest("hex")}`
  if (existsSync(target) && readFileSync(target, "utf8").includes(stamp)) return
  const code = compile(texts.map(text => JSON.parse(text) as Schema))
  mkdirSync(dirname(target), {recursive: true})
  // Several runs at once may not see each other's half file.
  const half = `${target}.${process.pid}`
  writeFileSync(half, `${head(stamp)}${code}`)
  renameSync(half, target)
}

interface Schema {
  readonly $id: string
  readonly $defs?: {readonly [name: string]: unknown}
  readonly [keyword: string]: unknown
}

/** Keywords that say something about a value, and how each is written into the table. */
const keywords: ReadonlyMap<string, "value" | "pattern" | "shape" | "list" | "map"> = new Map([
  ["type", "value"],
  ["const", "value"],
  ["enum", "value"],
  ["pattern", "pattern"],
  ["minLength", "value"],
  ["maxLength", "value"],
  ["minimum", "value"],
  ["maximum", "value"],
  ["required", "value"],
  ["minProperties", "value"],
  ["maxProperties", "value"],
  ["propertyNames", "shape"],
  ["properties", "map"],
  ["additionalProperties", "shape"],
  ["minItems", "value"],
  ["maxItems", "value"],
  ["items", "shape"],
  ["allOf", "list"],
  ["if", "shape"],
  ["then", "shape"],
  ["else", "shape"],
])
const forPeople: ReadonlySet<string> = new Set(["title", "description", "$schema", "$id", "$defs"])

/** The constants, each after those it needs. A definition that stands in two files is written once. */
function compile(parsed: readonly Schema[]): string {
  const byId = new Map(parsed.map(schema => [schema.$id, schema]))
  const lines: string[] = []
  const names = new Map<string, string>()
  const underWay = new Set<string>()

  const constant = (schema: Schema, def: string): string => {
    const key = `${schema.$id}#${def}`
    if (underWay.has(key)) throw new Error(`${key} refers to itself; the tables cannot say that.`)
    underWay.add(key)
    const given = def === "" ? schema : schema.$defs?.[def]
    if (given === undefined) throw new Error(`There is no ${key}.`)
    const body = written(given, schema, def)
    underWay.delete(key)
    const known = names.get(body)
    if (known) return known
    const name = `s${names.size}`
    names.set(body, name)
    lines.push(`const ${name} = ${body}`)
    return name
  }

  const written = (part: unknown, schema: Schema, def = ""): string => {
    if (typeof part === "boolean") return String(part)
    const entries = Object.entries(part as object).filter(([keyword]) => !forPeople.has(keyword))
    const [first] = entries
    if (entries.length === 1 && first?.[0] === "$ref") return referred(String(first[1]), schema)
    const fields = entries.map(([keyword, value]) =>
      keyword === "$ref"
        ? `ref: ${referred(String(value), schema)}`
        : `${keyword}: ${writtenValue(keyword, value, schema)}`,
    )
    return `{${[...(def === "" ? [] : [`def: ${JSON.stringify(def)}`]), ...fields].join(", ")}}`
  }

  const writtenValue = (keyword: string, value: unknown, schema: Schema): string => {
    switch (keywords.get(keyword)) {
      case "value":
        return JSON.stringify(value)
      case "pattern":
        return `/${String(value).replaceAll("/", "\\/")}/u`
      case "shape":
        return written(value, schema)
      case "list":
        return `[${(value as unknown[]).map(one => written(one, schema)).join(", ")}]`
      case "map":
        return `{${Object.entries(value as object)
          .map(([name, one]) => `${JSON.stringify(name)}: ${written(one, schema)}`)
          .join(", ")}}`
      case undefined:
        throw new Error(
          `${schema.$id} uses the keyword “${keyword}”, which src/schema-errors.ts does not know. ` +
            "Say it with another keyword, or as a check of our own.",
        )
    }
  }

  const referred = (ref: string, schema: Schema): string => {
    const [id = "", pointer = ""] = ref.split("#")
    const other = id === "" ? schema : byId.get(id)
    const def = /^\/\$defs\/(\w+)$/.exec(pointer)?.[1]
    if (!other || (pointer !== "" && def === undefined))
      throw new Error(`${schema.$id} refers to ${ref}, which is not there.`)
    return constant(other, def ?? "")
  }

  for (const [at, name] of Object.keys(schemas).entries()) {
    const schema = parsed[at]
    if (schema)
      lines.push(
        `export const ${name}: import("../schema-errors.ts").Shape = ${constant(schema, "")}`,
      )
  }
  return `${lines.join("\n")}\n`
}

const head = (stamp: string): string => `// SPDX-License-Identifier: EUPL-1.2
// @ts-nocheck Written by packages/format/build/validators.ts; never edit.
${stamp}
`

if (import.meta.main) generate()
