// SPDX-License-Identifier: EUPL-1.2
import {failure} from "./findings.ts"
import type {Helper, Json} from "./host-function.ts"
import {isBareName, nameOf} from "./profile.ts"
import {placeOf} from "./syntax.ts"
import type {
  Block,
  Call,
  Expression,
  Hash,
  Mustache,
  Node,
  Partial,
  Path,
  Program,
} from "./syntax.ts"

/** Where a loop is; one object per loop, brought up to date at each turn. */
interface Loop {
  index: number
  key: number | string
  first: boolean
  last: boolean
}

/** The state of one render. Blocks put back what they changed. */
export interface Run {
  out: string
  size: number
  steps: number
  readonly maxSize: number
  depth: number
  readonly root: unknown
  here: unknown
  loop: Loop | undefined
  slots: unknown[]
}

/** A compiled piece of template: writes to `run.out`. */
export type Compiled = (run: Run) => void
type Value = (run: Run) => unknown

interface Scope {
  /** Block parameters in view, innermost last; the index is the slot. */
  readonly names: readonly string[]
  readonly partial: string | undefined
  readonly world: World
}

interface World {
  readonly helpers: ReadonlyMap<string, Helper>
  readonly partial: (name: string) => Compiled
}

/**
 * Turns a checked syntax tree into closures: scopes and block parameters are resolved once, no code
 * is generated, so it runs under any content security policy. Expects a tree without findings.
 */
export function compile(
  program: Program,
  partials: ReadonlyMap<string, Program>,
  helpers: ReadonlyMap<string, Helper>,
): Compiled {
  const ready = new Map<string, Compiled>()
  const world: World = {
    helpers,
    partial: name => {
      const before = ready.get(name)
      if (before !== undefined) return before
      const source = partials.get(name) ?? {body: []}
      const made = sequence(source, {names: [], partial: name, world})
      ready.set(name, made)
      return made
    },
  }
  return sequence(program, {names: [], partial: undefined, world})
}

function sequence(program: Program | undefined, scope: Scope): Compiled {
  const steps: Compiled[] = []
  let text = ""
  const flush = (): void => {
    if (text !== "") steps.push(write(text))
    text = ""
  }
  for (const node of program?.body ?? []) {
    if (node.type === "ContentStatement") text += node.value
    else if (node.type !== "CommentStatement") {
      flush()
      steps.push(statement(node, scope))
    }
  }
  flush()
  const [only] = steps
  if (only === undefined) return () => {}
  if (steps.length === 1) return only
  return run => {
    for (const step of steps) step(run)
  }
}

function write(text: string): Compiled {
  return run => put(run, text)
}

function put(run: Run, text: string): void {
  run.out += text
  run.size += text.length
  if (run.size > run.maxSize) throw failure("output-budget", {line: 1, column: 1})
}

function statement(node: Node, scope: Scope): Compiled {
  if (node.type === "MustacheStatement") return mustache(node, scope)
  if (node.type === "PartialStatement") return partial(node, scope)
  if (node.type === "BlockStatement") return block(node, scope)
  throw failure("syntax", placeOf(node, scope.partial), node.type)
}

function mustache(node: Mustache, scope: Scope): Compiled {
  const at = placeOf(node, scope.partial)
  const value = callOrPath(node, scope)
  return run => {
    if ((run.steps -= 1) < 0) throw failure("step-budget", at)
    const found = value(run)
    if (typeof found === "string") put(run, escape(found))
    else if (typeof found === "number" || typeof found === "boolean") put(run, String(found))
    else if (typeof found === "object" && found !== null)
      throw failure("prints-object", at, nameOf(node.path))
  }
}

const special = /[&<>"'`=]/

/** Escapes text for HTML, in content and in quoted attribute values. */
export function escape(text: string): string {
  // Most values have nothing to escape.
  const first = text.search(special)
  if (first < 0) return text
  let escaped = ""
  let from = 0
  for (let index = first; index < text.length; index += 1) {
    const entity = entityOf(text.charCodeAt(index))
    if (entity === "") continue
    escaped += text.slice(from, index) + entity
    from = index + 1
  }
  return escaped + text.slice(from)
}

function entityOf(code: number): string {
  switch (code) {
    case 38:
      return "&amp;"
    case 60:
      return "&lt;"
    case 62:
      return "&gt;"
    case 34:
      return "&quot;"
    case 39:
      return "&#x27;"
    case 96:
      return "&#x60;"
    case 61:
      return "&#x3D;"
    default:
      return ""
  }
}

function callOrPath(node: Mustache | Call, scope: Scope): Value {
  const {path} = node
  if (path.type !== "PathExpression") return () => undefined
  const helper = scope.world.helpers.get(path.original)
  const bare = isBareName(path) && !scope.names.includes(path.original)
  if (helper === undefined || !bare) return pathValue(path, scope)
  const values = node.params.map(param => expression(param, scope))
  const named = hash(node.hash, scope)
  const at = placeOf(node, scope.partial)
  return run => {
    if ((run.steps -= 1) < 0) throw failure("step-budget", at)
    const given = values.map(value => value(run) as Json | undefined)
    try {
      return helper(...given, named(run) as Json)
    } catch {
      // What a helper says may quote the report, so it does not go into the message.
      throw failure("helper-failed", at, path.original)
    }
  }
}

function hash(node: Hash | undefined, scope: Scope): (run: Run) => Record<string, unknown> {
  const pairs = (node?.pairs ?? []).map(pair => [pair.key, expression(pair.value, scope)] as const)
  return run => {
    const named: Record<string, unknown> = {}
    for (const [key, value] of pairs) named[key] = value(run)
    return named
  }
}

function expression(node: Expression, scope: Scope): Value {
  if (node.type === "PathExpression") return pathValue(node, scope)
  if (node.type === "SubExpression") return callOrPath(node, scope)
  const value = node.type === "NullLiteral" ? null : node.value
  return () => value
}

/** Own properties of objects and lists only: no prototype, no fields of strings, no functions. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined
  const found = (value as Readonly<Record<string, unknown>>)[name]
  return typeof found === "function" ? undefined : found
}

function pathValue(path: Path, scope: Scope): Value {
  const [first, ...rest] = path.parts
  if (first === undefined) return run => run.here
  const scoped = /^\.|this\b/.test(path.original)
  const slot = scoped || path.data ? -1 : scope.names.lastIndexOf(first)
  const start = slot >= 0 ? (run: Run) => run.slots[slot] : startOf(path, first)
  const [second, ...others] = rest
  if (second === undefined) return start
  if (others.length === 0) return run => field(start(run), second)
  return run => {
    let value = start(run)
    for (const part of rest) value = field(value, part)
    return value
  }
}

function startOf(path: Path, first: string): Value {
  if (!path.data) return run => field(run.here, first)
  if (first === "root") return run => run.root
  const name = first as keyof Loop
  return run => run.loop?.[name]
}

function partial(node: Partial, scope: Scope): Compiled {
  const at = placeOf(node, scope.partial)
  const body = scope.world.partial(nameOf(node.name))
  const [context] = node.params.map(param => expression(param, scope))
  const named = node.hash === undefined ? undefined : hash(node.hash, scope)
  const indent = node.indent ?? ""
  return run => {
    const {here, slots, out} = run
    enter(run, at)
    const given = context === undefined ? here : context(run)
    run.here =
      named === undefined ? given : {...(typeof given === "object" ? given : {}), ...named(run)}
    run.slots = []
    if (indent !== "") run.out = ""
    body(run)
    if (indent !== "") {
      const lines = indented(run.out, indent)
      run.size += lines.length - run.out.length
      run.out = out
      run.out += lines
      if (run.size > run.maxSize) throw failure("output-budget", at)
    }
    run.here = here
    run.slots = slots
    run.depth += 1
  }
}

/** A partial alone on its line takes over the indentation of that line, as in Handlebars. */
function indented(text: string, indent: string): string {
  const lines = text.split("\n")
  return lines
    .map((line, index) => (line === "" && index === lines.length - 1 ? "" : indent + line))
    .join("\n")
}

function enter(run: Run, at: ReturnType<typeof placeOf>): void {
  if ((run.steps -= 1) < 0) throw failure("step-budget", at)
  if ((run.depth -= 1) < 0) throw failure("nesting-budget", at)
}

/** Handlebars' idea of nothing: falsy except zero, or an empty list. */
function isEmpty(value: unknown): boolean {
  return (!value && value !== 0) || (Array.isArray(value) && value.length === 0)
}

function block(node: Block, scope: Scope): Compiled {
  const at = placeOf(node, scope.partial)
  const name = nameOf(node.path)
  const params = node.program?.blockParams ?? []
  const inner: Scope = {...scope, names: [...scope.names, ...params]}
  const body = sequence(node.program, inner)
  const otherwise = sequence(node.inverse, scope)
  const [value = (): unknown => undefined] = node.params.map(param => expression(param, scope))
  const slot = scope.names.length
  if (name === "each") return each(at, value, body, otherwise, slot)
  if (name === "with") return within(at, value, body, otherwise, slot)
  const zero = hash(node.hash, scope)
  const positive = name === "if"
  return run => {
    enter(run, at)
    const found = value(run)
    const counts = found === 0 ? Boolean(zero(run)["includeZero"]) : !isEmpty(found)
    if (counts === positive) body(run)
    else otherwise(run)
    run.depth += 1
  }
}

type At = ReturnType<typeof placeOf>

function within(at: At, value: Value, body: Compiled, otherwise: Compiled, slot: number): Compiled {
  return run => {
    enter(run, at)
    const found = value(run)
    if (isEmpty(found)) otherwise(run)
    else {
      const {here} = run
      run.here = found
      run.slots[slot] = found
      body(run)
      run.here = here
    }
    run.depth += 1
  }
}

function each(at: At, value: Value, body: Compiled, otherwise: Compiled, slot: number): Compiled {
  return run => {
    enter(run, at)
    const found = value(run)
    const keys =
      typeof found !== "object" || found === null
        ? []
        : Array.isArray(found)
          ? null
          : Object.keys(found)
    const size = keys === null ? (found as readonly unknown[]).length : keys.length
    if (size === 0) otherwise(run)
    const {here, loop} = run
    const turn: Loop = {index: 0, key: 0, first: true, last: false}
    for (let index = 0; index < size; index += 1) {
      if ((run.steps -= 1) < 0) throw failure("step-budget", at)
      const key = keys === null ? index : (keys[index] ?? "")
      run.here = keys === null ? (found as readonly unknown[])[index] : field(found, String(key))
      turn.index = index
      turn.key = key
      turn.first = index === 0
      turn.last = index === size - 1
      run.loop = turn
      run.slots[slot] = run.here
      run.slots[slot + 1] = key
      body(run)
    }
    run.here = here
    run.loop = loop
    run.depth += 1
  }
}
