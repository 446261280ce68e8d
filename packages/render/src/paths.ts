// SPDX-License-Identifier: EUPL-1.2
import {finding} from "./findings.ts"
import type {Place, TemplateFinding} from "./findings.ts"
import {declarationOf} from "./host-function.ts"
import type {DeclaredHelper, Helper, ValueType} from "./host-function.ts"
import {hintFor, isElsewhere} from "./path-hints.ts"
import {isBareName, nameOf} from "./profile.ts"
import {step} from "./shape.ts"
import type {Shape} from "./shape.ts"
import {placeOf} from "./syntax.ts"
import type {Block, Call, Expression, Mustache, Node, Partial, Path, Program} from "./syntax.ts"
import type {Parts} from "./template.ts"

/** What can be named at one place of a template. */
export interface Scope {
  readonly here: Shape
  readonly root: Shape
  readonly params: ReadonlyMap<string, Shape>
  readonly loop: boolean
  readonly partial: string | undefined
}

interface Walk {
  readonly parts: Parts
  readonly helpers: Readonly<Record<string, Helper | DeclaredHelper>>
  readonly found: Map<string, TemplateFinding>
  /** Partials already walked from the same data, so that cost does not double per call. */
  readonly walked: Set<string>
  readonly ids: Map<Shape, number>
  readonly composed: Map<string, Shape>
  /** Told of every path that is printed, with the shape it leads to. */
  readonly printed: ((path: Path, shape: Shape, scope: Scope) => void) | undefined
}

const any: Shape = {type: "any"}
const none: Shape = {type: "none"}

/**
 * What a template names that its data does not have, prints that is no text, walks through that is
 * no list, or gives to a helper that does not take it. Expects a template within the profile.
 */
export function checkPaths(
  parts: Parts,
  helpers: Readonly<Record<string, Helper | DeclaredHelper>>,
  root: Shape,
  printed?: (path: Path, shape: Shape, scope: Scope) => void,
): TemplateFinding[] {
  const walk: Walk = {
    parts,
    helpers,
    found: new Map(),
    walked: new Set(),
    ids: new Map(),
    composed: new Map(),
    printed,
  }
  const scope: Scope = {here: root, root, params: new Map(), loop: false, partial: undefined}
  program(parts.program, scope, walk)
  return [...walk.found.values()]
}

function report(walk: Walk, made: TemplateFinding): void {
  const {line, column, partial} = made.at
  walk.found.set(JSON.stringify([made.code, line, column, partial, made.found]), made)
}

function program(given: Program | undefined, scope: Scope, walk: Walk): void {
  for (const node of given?.body ?? []) statement(node, scope, walk)
}

function statement(node: Node, scope: Scope, walk: Walk): void {
  if (node.type === "MustacheStatement") mustache(node, scope, walk)
  else if (node.type === "BlockStatement") block(node, scope, walk)
  else if (node.type === "PartialStatement") partial(node, scope, walk)
}

function mustache(node: Mustache, scope: Scope, walk: Walk): void {
  const at = placeOf(node, scope.partial)
  const shape = callOrPath(node, scope, walk)
  const name = nameOf(node.path)
  if (isContainer(shape)) report(walk, finding("prints-object", at, name))
  const path = node.path.type === "PathExpression" ? node.path : undefined
  const helper = path === undefined ? undefined : helperOf(node, path, scope, walk)
  if (helper !== undefined && declarationOf(helper)?.prints === false)
    report(walk, finding("not-for-print", at, name))
  else if (helper === undefined && path !== undefined) walk.printed?.(path, shape, scope)
}

function isContainer(shape: Shape): boolean {
  return shape.type === "group" || shape.type === "list" || shape.type === "map"
}

function helperOf(
  node: Mustache | Call,
  path: Path,
  scope: Scope,
  walk: Walk,
): Helper | DeclaredHelper | undefined {
  if (!isBareName(path) || scope.params.has(path.original)) return undefined
  return Object.hasOwn(walk.helpers, path.original) ? walk.helpers[path.original] : undefined
}

function callOrPath(node: Mustache | Call, scope: Scope, walk: Walk): Shape {
  if (node.path.type !== "PathExpression") return any
  const helper = helperOf(node, node.path, scope, walk)
  if (helper === undefined) return pathShape(node.path, scope, walk)
  const given = node.params.map(param => ({param, shape: expression(param, scope, walk)}))
  const named = (node.hash?.pairs ?? []).map(pair => ({
    pair,
    shape: expression(pair.value, scope, walk),
  }))
  const declared = declarationOf(helper)
  if (declared === undefined) return any
  const name = node.path.original
  const at = placeOf(node, scope.partial)
  const least = declared.params.findLastIndex(types => !types.includes("none")) + 1
  const most = declared.rest === undefined ? declared.params.length : Number.POSITIVE_INFINITY
  if (given.length < least || given.length > most)
    report(walk, wrongCount(name, at, given.length, least, most))
  for (const [index, {param, shape}] of given.entries())
    fits(declared.params[index] ?? declared.rest, shape, param, name, scope, walk)
  for (const {pair, shape} of named) {
    const types = Object.hasOwn(declared.named ?? {}, pair.key)
      ? declared.named?.[pair.key]
      : undefined
    if (types === undefined) {
      const known = Object.keys(declared.named ?? {})
      report(
        walk,
        finding(
          "arguments",
          placeOf(pair, scope.partial),
          `${name} ${pair.key}=`,
          hintFor.named(known),
        ),
      )
    } else fits([...types, "none"], shape, pair.value, name, scope, walk)
  }
  return declared.returns === "list"
    ? {type: "list", of: any}
    : declared.returns === "group"
      ? {type: "map", of: any}
      : {type: declared.returns}
}

function wrongCount(
  name: string,
  at: Place,
  given: number,
  least: number,
  most: number,
): TemplateFinding {
  return finding("arguments", at, name, hintFor.count(given, least, most))
}

function fits(
  types: readonly ValueType[] | undefined,
  shape: Shape,
  given: Expression,
  helper: string,
  scope: Scope,
  walk: Walk,
): void {
  if (types === undefined || types.includes("any") || shape.type === "any") return
  const type = shape.type === "map" ? "group" : shape.type
  if (types.includes(type)) return
  const at = placeOf(given, scope.partial)
  report(walk, finding("argument-type", at, `${helper} … ${nameOf(given)}`, hintFor.types(types)))
}

function expression(node: Expression, scope: Scope, walk: Walk): Shape {
  if (node.type === "PathExpression") return pathShape(node, scope, walk)
  if (node.type === "SubExpression") return callOrPath(node, scope, walk)
  if (node.type === "StringLiteral") return {type: "string"}
  if (node.type === "NumberLiteral") return {type: "number"}
  return node.type === "BooleanLiteral" ? {type: "boolean"} : none
}

function pathShape(path: Path, scope: Scope, walk: Walk): Shape {
  const [first, ...rest] = path.parts
  if (first === undefined) return scope.here
  const scoped = /^\.|this\b/.test(path.original)
  const param = scoped || path.data ? undefined : scope.params.get(first)
  let shape: Shape
  let trail = path.data ? `@${first}` : first
  if (param !== undefined) shape = param
  else if (path.data) {
    if (first !== "root" && !scope.loop)
      report(walk, finding("outside-loop", placeOf(path, scope.partial), path.original))
    shape = first === "root" ? scope.root : dataShape(first)
  } else {
    const next = step(scope.here, first)
    if ("missing" in next) return unknown(path, "", next, scope, walk)
    shape = next.found
  }
  for (const part of rest) {
    const next = step(shape, part)
    if ("missing" in next) return unknown(path, trail, next, scope, walk)
    trail = `${trail}.${part}`
    shape = next.found
  }
  return shape
}

function dataShape(name: string): Shape {
  if (name === "index") return {type: "number"}
  return name === "key" ? {type: "string"} : {type: "boolean"}
}

function unknown(
  path: Path,
  trail: string,
  miss: {readonly missing: string; readonly among: readonly string[]; readonly within: string},
  scope: Scope,
  walk: Walk,
): Shape {
  const elsewhere = isElsewhere(miss, scope)
  const code = elsewhere === undefined ? "unknown-field" : "wrong-level"
  const at = placeOf(path, scope.partial)
  report(walk, finding(code, at, path.original, hintFor.field(trail, miss, elsewhere)))
  return any
}

function block(node: Block, scope: Scope, walk: Walk): void {
  const [value] = node.params
  const shape = value === undefined ? any : expression(value, scope, walk)
  for (const pair of node.hash?.pairs ?? []) expression(pair.value, scope, walk)
  const name = nameOf(node.path)
  if (name === "each" || name === "with") {
    const params = node.program?.blockParams ?? []
    const inner = name === "each" ? itemOf(shape, node, value, scope, walk) : shape
    const names = new Map(scope.params)
    if (params[0] !== undefined) names.set(params[0], inner)
    if (params[1] !== undefined)
      names.set(params[1], {type: shape.type === "list" ? "number" : "string"})
    const loop = scope.loop || name === "each"
    program(node.program, {...scope, here: inner, params: names, loop}, walk)
  } else program(node.program, scope, walk)
  program(node.inverse, scope, walk)
}

function itemOf(
  shape: Shape,
  node: Block,
  value: Expression | undefined,
  scope: Scope,
  walk: Walk,
): Shape {
  if (shape.type === "list" || shape.type === "map") return shape.of
  if (shape.type !== "any")
    report(
      walk,
      finding(
        "not-a-list",
        placeOf(value ?? node, scope.partial),
        value === undefined ? "#each" : nameOf(value),
        hintFor.list(shape),
      ),
    )
  return any
}

function partial(node: Partial, scope: Scope, walk: Walk): void {
  const [context] = node.params
  const base = context === undefined ? scope.here : expression(context, scope, walk)
  const pairs = (node.hash?.pairs ?? []).map(
    pair => [pair.key, expression(pair.value, scope, walk)] as const,
  )
  const name = nameOf(node.name)
  const here = pairs.length === 0 ? base : composed(base, pairs, walk)
  const key = JSON.stringify([name, idOf(here, walk), scope.loop])
  const source = walk.parts.partials.get(name)
  if (source === undefined || walk.walked.has(key)) return
  walk.walked.add(key)
  program(source, {...scope, here, params: new Map(), partial: name}, walk)
}

/** The data of a partial with named values; the same parts give the same shape. */
function composed(base: Shape, pairs: readonly (readonly [string, Shape])[], walk: Walk): Shape {
  const key = JSON.stringify([
    idOf(base, walk),
    ...pairs.map(([name, shape]) => [name, idOf(shape, walk)]),
  ])
  const before = walk.composed.get(key)
  if (before !== undefined) return before
  const made: Shape =
    base.type === "any" || base.type === "map"
      ? any
      : {
          type: "group",
          fields: {...(base.type === "group" ? base.fields : {}), ...Object.fromEntries(pairs)},
        }
  walk.composed.set(key, made)
  return made
}

function idOf(shape: Shape, walk: Walk): number | string {
  // Text, numbers and the like are the same wherever they come from.
  if (shape.type !== "group" && shape.type !== "list" && shape.type !== "map") return shape.type
  const id = walk.ids.get(shape) ?? walk.ids.size
  walk.ids.set(shape, id)
  return id
}
