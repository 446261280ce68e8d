// SPDX-License-Identifier: EUPL-1.2
import {compile} from "./compile.ts"
import type {Compiled, Run} from "./compile.ts"
import {failure, RenderError} from "./findings.ts"
import {functionOf} from "./host-function.ts"
import type {DeclaredHelper, Helper} from "./host-function.ts"
import {checkProfile} from "./profile.ts"
import type {Surroundings} from "./profile.ts"
import {readSyntax} from "./syntax.ts"
import type {Node, Program} from "./syntax.ts"

/** A parsed template. Opaque; it holds no state, so it may be rendered any number of times. */
export interface Template {
  /** The source it was made from. */
  readonly source: string
}

/** What a template may use besides its data. */
export interface TemplateOptions {
  /** Sources of partials by name. */
  readonly partials?: Readonly<Record<string, string>>
  /** Helpers by name; the last argument is always an object with the named arguments. */
  readonly helpers?: Readonly<Record<string, Helper | DeclaredHelper>>
}

/** Limits of one render. Past a limit `renderTemplate` throws and gives nothing. */
export interface Budgets {
  /** Statements executed, loop turns included. Default 2 000 000. */
  readonly steps?: number
  /** Length of the output in UTF-16 units. Default 16 000 000. */
  readonly output?: number
  /** Blocks and partials inside each other at run time. Default 200. */
  readonly nesting?: number
}

/** The syntax trees behind a template, for the checks. */
export interface Parts {
  readonly program: Program
  readonly partials: ReadonlyMap<string, Program>
  readonly surroundings: Surroundings
}

const known = new WeakMap<Template, {readonly parts: Parts; readonly run: Compiled}>()

/**
 * Reads a template in the profile of Wederhoor: text, comments, `{{path}}`, `{{helper …}}`,
 * sub-expressions, `#if` `#unless` `#each` `#with` with `else` chains and block parameters, `~`,
 * static partials with named values, and `@index @key @first @last @root`. No code is generated.
 *
 * At most 64 kB per source, blocks and parentheses at most 40 deep; both are checked before parsing.
 * @throws {RenderError} with the first thing that is not in the profile, its line and column.
 */
export function parseTemplate(source: string, options: TemplateOptions = {}): Template {
  const parts = readParts(source, options)
  const [first] = profileOf(parts)
  if (first !== undefined) throw new RenderError(first)
  refuseCycles(parts)
  const helpers = new Map(
    Object.entries(options.helpers ?? {}).map(([name, helper]) => [name, functionOf(helper)]),
  )
  const template: Template = Object.freeze({source})
  known.set(template, {parts, run: compile(parts.program, parts.partials, helpers)})
  return template
}

/**
 * Renders a template over plain JSON data. Only own properties are read, strings have no fields,
 * a function in the data is nothing, and every value is escaped. `null`, `undefined` and missing
 * values print nothing; an object or list cannot be printed. The same input gives the same text.
 *
 * @throws {RenderError} `step-budget`, `output-budget`, `nesting-budget`, `prints-object` or
 *   `helper-failed`; never a partial result.
 */
export function renderTemplate(template: Template, data: unknown, budgets: Budgets = {}): string {
  const entry = known.get(template)
  if (entry === undefined) throw failure("syntax", {line: 1, column: 1}, "not from parseTemplate")
  const run: Run = {
    out: "",
    size: 0,
    steps: budgets.steps ?? 2_000_000,
    maxSize: budgets.output ?? 16_000_000,
    depth: budgets.nesting ?? 200,
    root: data,
    here: data,
    loop: undefined,
    slots: [],
  }
  entry.run(run)
  return run.out
}

/** The syntax trees of a template and its partials; throws when one cannot be parsed. */
export function readParts(source: string, options: TemplateOptions = {}): Parts {
  const program = readSyntax(source)
  const partials = readPartials(options.partials ?? {})
  const helpers = new Set(Object.keys(options.helpers ?? {}))
  return {program, partials, surroundings: {helpers, partials: new Set(partials.keys())}}
}

const shared = new WeakMap<object, ReadonlyMap<string, Program>>()

/** Partials that can no longer change are read once, however many templates call them. */
function readPartials(sources: Readonly<Record<string, string>>): ReadonlyMap<string, Program> {
  const before = shared.get(sources)
  if (before !== undefined) return before
  const partials = new Map<string, Program>()
  for (const [name, text] of Object.entries(sources)) partials.set(name, readSyntax(text, name))
  if (Object.isFrozen(sources)) shared.set(sources, partials)
  return partials
}

/** What is outside the profile, in the template and then in its partials. */
export function profileOf(parts: Parts): ReturnType<typeof checkProfile> {
  const own = checkProfile(parts.program, parts.surroundings)
  const inner = [...parts.partials].flatMap(([partial, program]) =>
    checkProfile(program, {...parts.surroundings, partial}),
  )
  return [...own, ...inner]
}

/** Throws when a partial leads back to itself, or when they go deeper than 20. */
export function refuseCycles(parts: Parts): void {
  const done = new Map<string, number>()
  const depthOf = (name: string, trail: readonly string[]): number => {
    if (trail.includes(name))
      throw failure("partial-cycle", {line: 1, column: 1, partial: name}, name)
    const ready = done.get(name)
    if (ready !== undefined) return ready
    const program = parts.partials.get(name)
    const inner = program === undefined ? [] : [...partialNames(program)]
    const depth = 1 + Math.max(0, ...inner.map(each => depthOf(each, [...trail, name])))
    if (depth > 20) throw failure("too-deep", {line: 1, column: 1, partial: name})
    done.set(name, depth)
    return depth
  }
  for (const name of parts.partials.keys()) depthOf(name, [])
}

function partialNames(program: Program, found: Set<string> = new Set()): Set<string> {
  const visit = (node: Node): void => {
    if (node.type === "PartialStatement" && node.name.type === "PathExpression")
      found.add(node.name.original)
    if (node.type !== "BlockStatement") return
    if (node.program !== undefined) partialNames(node.program, found)
    if (node.inverse !== undefined) partialNames(node.inverse, found)
  }
  for (const node of program.body) visit(node)
  return found
}
