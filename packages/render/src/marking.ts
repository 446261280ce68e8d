// SPDX-License-Identifier: EUPL-1.2
import {escape} from "./compile.ts"
import {declarationOf, functionOf} from "./host-function.ts"
import type {DeclaredHelper, Helper, Json} from "./host-function.ts"
import type {Named, Shape} from "./shape.ts"

/** A value that must be read, at one place of one report. */
export interface Sentinel {
  readonly must: Named
  /** Path in the model with `*` for each place in a list, e.g. `sections.*.title`. */
  readonly path: string
  /** The passage it has to stand at; `undefined` when it has to stand outside all passages. */
  readonly statement: string | undefined
  /** Number of the passage, for people. */
  readonly number: string
  /** Numbers travel as text with a mark; helpers get them back as numbers. */
  readonly numeric: boolean
  /** Need not be printed, as long as the report tells that it is not zero. */
  readonly told: boolean
}

/** A report in which every value that must be read carries an invisible mark of its own. */
export interface Marked {
  readonly model: unknown
  readonly sentinels: readonly Sentinel[]
  /** Per mark, the passage it has to stand at as HTML writes it; `""` is outside all passages. */
  readonly places: readonly string[]
}

// Private-use characters: no keyboard makes them, and escaping leaves them alone.
const mark = /\uE000([0-9]+)\uE001/g
const strange = /[\uE000\uE001]/g

/**
 * Puts a mark behind every value that must be read. The value itself stays, so every condition of a
 * template comes out as it would: an empty value stays empty, zero stays zero, and helpers get their
 * values without marks (`blindHelpers`).
 */
export function markReport(model: unknown, shape: Shape): Marked {
  const sentinels: Sentinel[] = []
  const whole: Whereabouts = {statement: undefined, number: ""}
  const copy = marked(model, shape, "", whole, sentinels)
  const places = sentinels.map(({statement}) => (statement === undefined ? "" : escape(statement)))
  return {model: copy, sentinels, places}
}

type Whereabouts = Pick<Sentinel, "statement" | "number">

const passage = "sections.*.statements.*"
/** At its own passage a reaction need not say which passage that is. */
const said = `${passage}.reactions.*.number`

function marked(
  value: unknown,
  shape: Shape,
  path: string,
  where: Whereabouts,
  sentinels: Sentinel[],
): unknown {
  if (shape.type === "string" || shape.type === "number") {
    const clean = typeof value === "string" ? value.replaceAll(strange, "") : value
    if (shape.must === undefined || clean === "" || clean === 0 || path === said) return clean
    if (typeof clean !== "string" && typeof clean !== "number") return clean
    const numeric = typeof clean === "number"
    const told = numeric && shape.filled !== true
    const index = sentinels.push({must: shape.must, path, ...where, numeric, told}) - 1
    return `${clean}\uE000${index}\uE001`
  }
  if (shape.type === "list" && Array.isArray(value)) {
    const inner = path === "" ? "*" : `${path}.*`
    return value.map(item => marked(item, shape.of, inner, where, sentinels))
  }
  if (shape.type !== "group" || typeof value !== "object" || value === null) return value
  const inside = whereabouts(value, path, where)
  const copy: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) {
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
    const at = path === "" ? name : `${path}.${name}`
    // A section that has something has nothing to say about being empty.
    const silent = at === "sections.*.empty" && hasStatements(value)
    copy[name] = field === undefined || silent ? item : marked(item, field, at, inside, sentinels)
  }
  return copy
}

function whereabouts(value: object, path: string, where: Whereabouts): Whereabouts {
  if (path !== passage && path !== "reactions.*") return where
  const {id, number} = value as {readonly id?: unknown; readonly number?: unknown}
  return {
    statement: path === passage ? String(id) : undefined,
    number: typeof number === "string" ? number : "",
  }
}

function hasStatements(section: object): boolean {
  const {statements} = section as {readonly statements?: unknown}
  return Array.isArray(statements) && statements.length > 0
}

/** The marks in a piece of text. */
export function marksIn(text: string): readonly number[] {
  return text.includes("\uE000") ? [...text.matchAll(mark)].map(([, index]) => Number(index)) : []
}

/** Text without marks. */
export function withoutMarks(text: string): string {
  return text.replaceAll(mark, "")
}

/**
 * The same helpers, which do not see the marks: what they decide is what they would decide. When a
 * helper gives back a text it was given, as it was, in other case or within a longer text, the mark
 * goes along; a text that it shortens or replaces loses it. Values that are groups or lists keep
 * their marks when they come back as they were.
 */
export function blindHelpers(
  helpers: Readonly<Record<string, Helper | DeclaredHelper>>,
  sentinels: () => readonly Sentinel[],
): Record<string, Helper | DeclaredHelper> {
  const made: Record<string, Helper | DeclaredHelper> = {}
  for (const [name, helper] of Object.entries(helpers)) {
    const call: Helper = (...values) => {
      const seen: Seen = {texts: [], origins: new Map(), sentinels: sentinels()}
      const bare = values.map(value => blind(value, seen))
      return seeing(functionOf(helper)(...bare), seen)
    }
    const declared = declarationOf(helper)
    made[name] = declared === undefined ? call : {...declared, call}
  }
  return made
}

interface Seen {
  readonly texts: {readonly text: string; readonly marks: string}[]
  /** From a value without marks to the one it was made from. */
  readonly origins: Map<unknown, Json>
  readonly sentinels: readonly Sentinel[]
}

function blind(value: Json | undefined, seen: Seen): Json | undefined {
  if (typeof value === "string") {
    const marks = value.match(mark)?.join("") ?? ""
    if (marks === "") return value
    const text = withoutMarks(value)
    seen.texts.push({text, marks})
    const [index] = marksIn(value)
    return seen.sentinels[index ?? -1]?.numeric === true ? Number(text) : text
  }
  if (typeof value !== "object" || value === null) return value
  const copy = Array.isArray(value)
    ? value.map(item => blind(item as Json, seen) ?? null)
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, blind(item as Json, seen) ?? null]),
      )
  seen.origins.set(copy, value)
  return copy
}

function seeing(value: Json | undefined, seen: Seen): Json | undefined {
  if (typeof value === "string" || typeof value === "number") {
    const lower = String(value).toLowerCase()
    const marks = seen.texts
      .filter(({text}) => lower.includes(text.toLowerCase()))
      .map(each => each.marks)
      .join("")
    return marks === "" ? value : `${value}${marks}`
  }
  if (typeof value !== "object" || value === null) return value
  const origin = seen.origins.get(value)
  if (origin !== undefined) return origin
  if (Array.isArray(value)) return value.map(item => seeing(item as Json, seen) ?? null)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, seeing(item as Json, seen) ?? null]),
  )
}
