// SPDX-License-Identifier: EUPL-1.2
import type {Problem} from "./problem.ts"

/** How large a value from outside may be; beyond it nothing else is looked at. */
export const valueLimits: Limits = {
  /** Objects and lists inside each other. */
  depth: 20,
  /** Objects, lists, texts, numbers and so on, together. */
  values: 300_000,
  /** UTF-16 units of all texts and keys together. */
  characters: 10_000_000,
}

/** The same for a whole report in one file, with its frozen versions. */
export const fileLimits: Limits = {
  depth: 20,
  values: 3_000_000,
  characters: 100_000_000,
}

interface Limits {
  readonly depth: number
  readonly values: number
  readonly characters: number
}

const loneSurrogate = /\p{Surrogate}/u
const forbiddenKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"])

type Copied =
  | {readonly ok: true; readonly value: unknown}
  | {readonly ok: false; readonly problem: Problem}

/**
 * A deep copy of a value that came from outside, made of plain objects, lists, texts, booleans, null
 * and finite numbers only. Anything else is refused whole, with the first reason: a value that looks
 * different at a second glance (accessors), that reaches into the prototype of other objects, or that
 * is so deep or large that judging it would cost too much. Checks look at the copy, never at the
 * value itself, so nobody can change it in between.
 */
export function plainValue(given: unknown, limits: Limits = valueLimits): Copied {
  let values = 0
  let characters = 0
  const refused = (code: string, at: string, params?: Problem["params"]): never => {
    throw new Refused({code, at, ...(params ? {params} : {})})
  }
  const text = (value: string, at: string): string => {
    characters += value.length
    if (characters > limits.characters) refused("too-large", at, {limit: String(limits.characters)})
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i)
      if (unit < 0x20 ? unit !== 9 && unit !== 10 : unit === 0x7f || unit >= 0xfffe)
        refused("unprintable", at)
    }
    return loneSurrogate.test(value) ? refused("unprintable", at) : value
  }
  const copy = (value: unknown, at: string, depth: number): unknown => {
    if (++values > limits.values) refused("too-large", at, {limit: String(limits.values)})
    if (typeof value === "string") return text(value, at)
    if (value === null || typeof value === "boolean") return value
    if (typeof value === "number")
      return Number.isFinite(value) && !Object.is(value, -0) ? value : refused("not-json", at)
    if (typeof value !== "object") return refused("not-json", at)
    if (depth >= limits.depth) refused("too-deep", at, {limit: String(limits.depth)})
    const proto: unknown = Object.getPrototypeOf(value)
    const isList = Array.isArray(value)
    // The prototype of a plain object of another realm (iframe, worker) is itself a root.
    if (!isList && proto !== null && Object.getPrototypeOf(proto) !== null) refused("not-json", at)
    const keys = Reflect.ownKeys(value).filter(key => !(isList && key === "length"))
    if (isList && keys.length !== value.length) refused("not-json", at)
    const made: [string, unknown][] = []
    for (const key of keys) {
      if (typeof key !== "string") return refused("not-json", at)
      const here = `${at}/${pointerPart(text(key, at))}`
      if (forbiddenKeys.has(key)) refused("forbidden-key", here)
      const property = Object.getOwnPropertyDescriptor(value, key)
      if (!property?.enumerable || !("value" in property)) return refused("not-json", here)
      made.push([key, copy(property.value, here, depth + 1)])
    }
    if (isList) {
      const list = made.map(([, part]) => part)
      return made.every(([key], i) => key === String(i)) ? list : refused("not-json", at)
    }
    return Object.fromEntries(made)
  }
  try {
    return {ok: true, value: copy(given, "", 0)}
  } catch (error) {
    if (error instanceof Refused) return {ok: false, problem: error.problem}
    // A proxy may throw whatever it likes.
    return {ok: false, problem: {code: "not-json", at: ""}}
  }
}

class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** One key as a part of a JSON pointer (RFC 6901). */
export function pointerPart(key: string | number): string {
  return String(key).replaceAll("~", "~0").replaceAll("/", "~1")
}
