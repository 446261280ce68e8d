// SPDX-License-Identifier: EUPL-1.2
import {finding} from "./findings.ts"
import type {TemplateFinding} from "./findings.ts"
import {placeOf} from "./syntax.ts"
import type {Block, Call, Expression, Mustache, Node, Partial, Path, Program} from "./syntax.ts"

/** The names of the helpers and partials a template may use. */
export interface Surroundings {
  readonly helpers: ReadonlySet<string>
  readonly partials: ReadonlySet<string>
  /** Name of the partial being checked; absent for the template itself. */
  readonly partial?: string
}

const blocks: ReadonlySet<string> = new Set(["if", "unless", "each", "with"])

/** Names with a meaning of their own in Handlebars or in JavaScript: never a field or a helper. */
export const reserved: ReadonlySet<string> = new Set([
  ...blocks,
  "log",
  "lookup",
  "helperMissing",
  "blockHelperMissing",
  "__proto__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
])

const dataNames: ReadonlySet<string> = new Set(["index", "key", "first", "last", "root"])

/** Everything in a syntax tree that is Handlebars but not ours, in reading order. */
export function checkProfile(program: Program, around: Surroundings): TemplateFinding[] {
  const found: TemplateFinding[] = []
  walk(program, new Set(), around, found)
  return found
}

/** Whether an identifier stands alone, so that Handlebars would take it for a helper first. */
export function isBareName(path: Path): boolean {
  return (
    path.parts.length === 1 && !path.data && path.depth === 0 && !/^\.|this\b/.test(path.original)
  )
}

type Names = ReadonlySet<string>

function walk(
  program: Program | undefined,
  outer: Names,
  around: Surroundings,
  found: TemplateFinding[],
): void {
  if (program === undefined) return
  const names = new Set([...outer, ...(program.blockParams ?? [])])
  for (const node of program.body) statement(node, names, around, found)
}

function statement(node: Node, names: Names, around: Surroundings, found: TemplateFinding[]): void {
  const at = placeOf(node, around.partial)
  switch (node.type) {
    case "ContentStatement":
    case "CommentStatement":
      return
    case "MustacheStatement":
      if (!node.escaped) found.push(finding("raw-output", at, `{{{${nameOf(node.path)}}}}`))
      callOrPath(node, names, around, found)
      return
    case "Decorator":
    case "DecoratorBlock":
      found.push(finding("decorator", at, nameOf(node.path)))
      return
    case "PartialBlockStatement":
      found.push(finding("partial-block", at, nameOf(node.name)))
      return
    case "PartialStatement":
      partial(node, names, around, found)
      return
    case "BlockStatement":
      block(node, names, around, found)
  }
}

function partial(
  node: Partial,
  names: Names,
  around: Surroundings,
  found: TemplateFinding[],
): void {
  const at = placeOf(node, around.partial)
  if (node.name.type === "SubExpression") found.push(finding("dynamic-partial", at))
  else if (!around.partials.has(nameOf(node.name)))
    found.push(finding("unknown-partial", at, nameOf(node.name)))
  if (node.params.length > 1) found.push(finding("arguments", at, `{{> ${nameOf(node.name)}}}`))
  values(node, names, around, found)
}

function block(node: Block, names: Names, around: Surroundings, found: TemplateFinding[]): void {
  const at = placeOf(node, around.partial)
  const name = nameOf(node.path)
  const known = node.path.type === "PathExpression" && isBareName(node.path) && blocks.has(name)
  if (!known || node.program === undefined) found.push(finding("unknown-block", at, `#${name}`))
  else {
    const params = node.program.blockParams ?? []
    const allowed = name === "each" ? 2 : name === "with" ? 1 : 0
    const keys = node.hash?.pairs.map(pair => pair.key) ?? []
    const strange = keys.some(key => name === "each" || name === "with" || key !== "includeZero")
    if (node.params.length !== 1 || params.length > allowed || strange)
      found.push(finding("arguments", at, `#${name}`))
    for (const [index, param] of params.entries())
      if (reserved.has(param) || around.helpers.has(param) || params.indexOf(param) < index)
        found.push(finding("name-clash", at, `|${param}|`))
  }
  values(node, names, around, found)
  walk(node.program, names, around, found)
  walk(node.inverse, names, around, found)
}

function values(
  node: Pick<Mustache | Block | Partial | Call, "params" | "hash">,
  names: Names,
  around: Surroundings,
  found: TemplateFinding[],
): void {
  for (const param of node.params) expression(param, names, around, found)
  for (const pair of node.hash?.pairs ?? []) {
    if (pair.key === "__proto__")
      found.push(finding("reserved-name", placeOf(pair, around.partial), pair.key))
    expression(pair.value, names, around, found)
  }
}

function expression(
  node: Expression,
  names: Names,
  around: Surroundings,
  found: TemplateFinding[],
): void {
  if (node.type === "SubExpression") callOrPath(node, names, around, found, true)
  else if (node.type === "PathExpression") path(node, names, around, found)
}

function callOrPath(
  node: Mustache | Call,
  names: Names,
  around: Surroundings,
  found: TemplateFinding[],
  mustCall = false,
): void {
  const at = placeOf(node, around.partial)
  const name = nameOf(node.path)
  if (node.path.type !== "PathExpression") found.push(finding("reserved-name", at, name))
  else if (mustCall || node.params.length > 0 || node.hash !== undefined) {
    if (reserved.has(name)) found.push(finding("reserved-name", at, name))
    else if (names.has(name)) found.push(finding("name-clash", at, name))
    else if (!isBareName(node.path) || !around.helpers.has(name))
      found.push(finding("unknown-helper", at, name))
  } else path(node.path, names, around, found)
  values(node, names, around, found)
}

function path(node: Path, names: Names, around: Surroundings, found: TemplateFinding[]): void {
  const at = placeOf(node, around.partial)
  if (node.depth > 0) found.push(finding("climbs-up", at, node.original))
  const first = node.parts[0] ?? ""
  const bad = node.parts.find((part, index) =>
    blocks.has(part) || part === "log" || part === "lookup"
      ? index === 0 && isBareName(node)
      : reserved.has(part),
  )
  if (bad !== undefined) found.push(finding("reserved-name", at, node.original))
  if (!node.data) return
  if (!dataNames.has(first)) found.push(finding("unknown-data", at, node.original))
  // Handlebars reads `@index` as the block parameter `index` when there is one.
  else if (names.has(first)) found.push(finding("name-clash", at, node.original))
}

/** The name of a path, or a literal as written. */
export function nameOf(node: Expression): string {
  if (node.type === "PathExpression") return node.original
  if (node.type === "SubExpression") return `(${nameOf(node.path)} …)`
  return String(node.value)
}
