// SPDX-License-Identifier: EUPL-1.2

/**
 * Would the examples of the rules notice a rule that is wrong? Every condition in the rules, and in what
 * they read with, is inverted, every bound shifted by one, every "some" made "every", every rule emptied
 * and made to fire always; the examples of the rules it touches must then fail. What a finding offers as
 * a way out (`fixes`) and fills into its sentence (`params`) is not changed here.
 */
import {readFileSync, readdirSync} from "node:fs"
import {registerHooks} from "node:module"
import {join} from "node:path"
import {fileURLToPath, pathToFileURL} from "node:url"
import {type Rule, rules} from "@wederhoor/format"
import {parseAst} from "vite"
import {cases} from "../../packages/format/test/cases/all.ts"
import {sane} from "./measure.ts"

const source = fileURLToPath(new URL("../../packages/format/src/", import.meta.url))
const ruleFiles = readdirSync(join(source, "rules")).filter(name => name !== "index.ts")
/** What rules read with; `hearing-evidence.ts` serves the acts as well. */
const readings = [
  ...readdirSync(join(source, "reading")).map(name => `reading/${name}`),
  "hearing-evidence.ts",
]

interface Mutant {
  readonly file: string
  readonly what: string
  readonly code: string
}
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export const bench = async (): Promise<object> => {
  const small = process.env["WEDERHOOR_BENCH_SMALL"] === "1"
  const bySlug = new Map(rules.map(rule => [rule.slug, rule]))
  for (const {slug} of rules) sane(holds(slug), `the examples of ${slug} do not hold as it is`)
  const files = [...ruleFiles.map(name => `rules/${name}`), ...readings]
  const mutants = files.flatMap(mutantsOf)
  const asked = small ? mutants.filter((_, at) => at % 40 === 0) : mutants
  const survivors: string[] = []
  for (const [at, mutant] of asked.entries()) {
    const touched = mutant.file.startsWith("rules/") ? [mutant.file] : usersOf(mutant.file)
    const killed = await isKilled(mutant, at, touched, bySlug)
    if (!killed) survivors.push(`${mutant.file}: ${mutant.what}`)
    if (at % 200 === 0) console.error(`${at} of ${asked.length}`)
  }
  for (const rule of rules)
    for (const [name, check] of emptied(rule)) {
      if (!survives(rule, {check})) continue
      survivors.push(`rules/${rule.slug}.ts: ${name}`)
    }
  const all = asked.length + rules.length * 2
  return {mutants: all, killed: all - survivors.length, survivors}
}

/** Rule files that read with this file, directly or over another reading. */
function usersOf(file: string): string[] {
  const names = new Set([file])
  const imports = (one: string): boolean =>
    [...names].some(name =>
      readFileSync(join(source, one), "utf8").includes(`/${name.split("/").at(-1)}"`),
    )
  for (let size = 0; size !== names.size;) {
    size = names.size
    for (const reading of readings) if (imports(reading)) names.add(reading)
  }
  return ruleFiles.map(name => `rules/${name}`).filter(imports)
}

const codes = new Map<string, string>()
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const mark = /\?mutant=\d+$/.exec(context.parentURL ?? "")?.[0]
    const shared = readings.some(name => found.url.endsWith(`/src/${name}`))
    return mark && shared ? {...found, url: found.url + mark} : found
  },
  load(url, context, next) {
    const code = codes.get(url)
    return code === undefined
      ? next(url, context)
      : {format: "module-typescript", source: code, shortCircuit: true}
  },
})

async function isKilled(
  mutant: Mutant,
  at: number,
  touched: readonly string[],
  bySlug: ReadonlyMap<string, Rule>,
): Promise<boolean> {
  const mark = `?mutant=${at}`
  const url = pathToFileURL(join(source, mutant.file)).href + mark
  codes.set(url, mutant.code)
  try {
    for (const file of touched) {
      const loaded = (await import(pathToFileURL(join(source, file)).href + mark)) as {rule: Rule}
      const rule = bySlug.get(loaded.rule.slug)
      if (rule && !survives(rule, {check: loaded.rule.check, applies: loaded.rule.applies}))
        return true
    }
    return false
  } catch {
    return true
  } finally {
    codes.delete(url)
  }
}

/** Whether the examples still hold with another check in place of the rule's own. */
function survives(rule: Rule, other: {check: unknown; applies?: unknown}): boolean {
  const {check, applies} = rule
  Object.assign(rule, {check: other.check, applies: "applies" in other ? other.applies : applies})
  try {
    return holds(rule.slug)
  } catch {
    return false
  } finally {
    Object.assign(rule, {check, applies})
  }
}

function holds(slug: string): boolean {
  const hits = (find: () => readonly {rule: string}[]): number =>
    find().filter(finding => finding.rule === slug).length
  const own = cases[slug]
  return (
    own !== undefined &&
    own.passes.every(one => hits(one.find) === 0) &&
    own.refused.every(one => hits(one.find) > 0)
  )
}

const emptied = (rule: Rule): [string, () => unknown][] =>
  rule.on === "statement"
    ? [
        ["never fires", () => undefined],
        ["always fires", () => ({})],
      ]
    : [
        ["never fires", () => []],
        ["always fires", () => [{}]],
      ]

const opposite: {readonly [operator: string]: readonly string[]} = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "&&": ["||"],
  "||": ["&&"],
}
const quantifier: {readonly [name: string]: string} = {some: "every", every: "some"}

/** Every way to make one condition or bound of a file wrong. */
function mutantsOf(file: string): Mutant[] {
  const text = readFileSync(join(source, file), "utf8")
  const found: Mutant[] = []
  const put = (node: {start: number; end: number}, code: string): void => {
    const line = text.slice(0, node.start).split("\n").length
    const before = text.slice(node.start, node.end).replace(/\s+/g, " ").slice(0, 60)
    found.push({
      file,
      what: `${line}: ${before} → ${code.replace(/\s+/g, " ").slice(0, 70)}`,
      code: text.slice(0, node.start) + code + text.slice(node.end),
    })
  }
  const of = (node: Node): string => text.slice(node.start, node.end)
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== "object" || value === null) return
    const node = value as Node
    if (node.type === "Property" && skipped.has((node["key"] as {name?: string}).name ?? "")) return
    if (node.type?.startsWith("TS") && node.type !== "TSNonNullExpression") return
    if (node.type === "BinaryExpression" || node.type === "LogicalExpression") {
      const [left, right] = [node["left"] as Node, node["right"] as Node]
      for (const other of opposite[node["operator"] as string] ?? [])
        put(node, `(${of(left)} ${other} ${of(right)})`)
      if (node.type === "LogicalExpression")
        for (const one of [left, right]) if (isCondition(one)) put(one, `!(${of(one)})`)
    }
    if (node.type === "UnaryExpression" && node["operator"] === "!")
      put(node, `!!(${of(node["argument"] as Node)})`)
    if (node.type === "IfStatement" || node.type === "ConditionalExpression") {
      const test = node["test"] as Node
      if (isCondition(test)) put(test, `!(${of(test)})`)
    }
    if (node.type === "Literal" && typeof node["value"] === "number")
      for (const by of [1, -1]) put(node, `(${(node["value"] as number) + by})`)
    if (node.type === "MemberExpression") {
      const property = node["property"] as Node
      const other = quantifier[property["name"] as string]
      if (other) put(property, other)
    }
    for (const [key, child] of Object.entries(node)) if (key !== "type") visit(child)
  }
  visit((parseAst(text, {lang: "ts"}) as unknown as {body: unknown}).body)
  return found
}

/** Sentences and ways out are no conditions. */
const skipped: ReadonlySet<string> = new Set(["words", "source", "fixes", "params", "slug"])

/** What another mutation does not invert already, and is asked for being true or not. */
const isCondition = (node: Node): boolean =>
  ["CallExpression", "MemberExpression", "Identifier", "ChainExpression"].includes(node.type)
