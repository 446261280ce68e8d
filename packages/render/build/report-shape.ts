// SPDX-License-Identifier: EUPL-1.2

/**
 * Writes `src/generated/report-shape.ts`: the published schema of the report model as one constant
 * without references, so that the checks need no file and its TypeScript type can be compared with
 * `ReportModel`. Run by `npm run generate`, and as a `globalSetup` of vitest.
 */
import {execFileSync} from "node:child_process"
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

const target = join(import.meta.dirname, "../src/generated/report-shape.ts")
interface Schema {
  readonly type?: string | readonly string[]
  readonly $ref?: string
  readonly $defs?: {readonly [name: string]: Schema}
  readonly properties?: {readonly [name: string]: Schema}
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly const?: unknown
  readonly minLength?: number
  readonly minimum?: number
  readonly "x-mustRender"?: {readonly nl: string; readonly en: string}
}

/** The `globalSetup` of vitest: the same, in a plain Node of its own. */
export function setup(): void {
  execFileSync(process.execPath, ["--conditions=@wederhoor/source", import.meta.filename])
}

function generate(): void {
  const source = fileURLToPath(import.meta.resolve("@wederhoor/schemas/report-model.schema.json"))
  const schema = JSON.parse(readFileSync(source, "utf8")) as Schema
  const code = `// SPDX-License-Identifier: EUPL-1.2
// Written by packages/render/build/report-shape.ts; never edit.
export const reportShape = ${JSON.stringify(shapeOf(schema, schema))} as const
`
  if (existsSync(target) && readFileSync(target, "utf8") === code) return
  mkdirSync(dirname(target), {recursive: true})
  // Several runs at once may not see each other's half file.
  const half = `${target}.${process.pid}`
  writeFileSync(half, code)
  renameSync(half, target)
}

function shapeOf(part: Schema, whole: Schema): object {
  if (part.$ref !== undefined) {
    const name = part.$ref.replace("#/$defs/", "")
    const found = whole.$defs?.[name]
    if (found === undefined) throw new Error(`There is no ${part.$ref}.`)
    return shapeOf(found, whole)
  }
  const types = [part.type ?? []].flat()
  const nullable = types.includes("null") ? {nullable: true} : {}
  const must = part["x-mustRender"] === undefined ? {} : {must: part["x-mustRender"]}
  const [type] = types
  if (type === "object") {
    const optional = (name: string): object =>
      part.required?.includes(name) === true ? {} : {optional: true}
    const fields = Object.entries(part.properties ?? {}).map(([name, inner]) => [
      name,
      {...shapeOf(inner, whole), ...optional(name)},
    ])
    return {type: "group", ...nullable, fields: Object.fromEntries(fields) as object}
  }
  if (type === "array") return {type: "list", of: shapeOf(part.items ?? {}, whole)}
  if (type === "integer") return {type: "number", ...(part.minimum ? {filled: true} : {}), ...must}
  if (type === "boolean") return part.const === true ? {type, only: true} : {type}
  if (type === "string") return {type, ...(part.minLength ? {filled: true} : {}), ...must}
  throw new Error(`The report model knows no ${JSON.stringify(part)}.`)
}

if (import.meta.main) generate()
