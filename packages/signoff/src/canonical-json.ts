// SPDX-License-Identifier: EUPL-1.2
import {pointer, SignoffError} from "./error.ts"

const MAX_DEPTH = 100
const MAX_NODES = 2_000_000
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * Write a value as canonical JSON: a restricted profile of RFC 8785 (JCS).
 *
 * Accepted: plain objects, dense arrays, well-formed strings, booleans, null and safe integers; for
 * these the text equals that of any RFC 8785 library. Text is hashed as it is: no NFC here, because
 * two different texts must never share a digest (normalise where text enters, not where it is hashed).
 *
 * @throws SignoffError with a JSON pointer: `not-integer` · `negative-zero` · `lone-surrogate` ·
 *   `undefined` · `not-json` (function, symbol, bigint) · `not-plain` (Date, Map, class instance,
 *   sparse or decorated array, symbol key) · `forbidden-key` (`__proto__`) · `cycle` ·
 *   `too-deep` (over 100 levels) · `too-large` (over 2 000 000 values).
 */
export function canonicalJson(value: unknown): string {
  return write(value, {open: new Set(), path: [], nodes: 0})
}

/** A deep copy that holds nothing but what the canonical text says. */
export function plainCopy<T>(value: T): T {
  return JSON.parse(canonicalJson(value)) as T
}

/** Objects being written, the way to the present place, and how many values were seen. */
type Walk = {open: Set<object>; path: (string | number)[]; nodes: number}

function refuse(code: string, walk: Walk, hint: string): never {
  throw new SignoffError(code, walk.path.reduce<string>(pointer, ""), hint)
}

function write(value: unknown, walk: Walk): string {
  if (++walk.nodes > MAX_NODES) {
    refuse("too-large", walk, `a value may hold at most ${MAX_NODES} parts`)
  }
  switch (typeof value) {
    case "string":
      return text(value, walk)
    case "boolean":
      return value ? "true" : "false"
    case "number":
      return integer(value, walk)
    case "object":
      return value === null ? "null" : nested(value, walk)
    case "undefined":
      return refuse("undefined", walk, "leave the key out, or use null")
    case "bigint":
    case "function":
    case "symbol":
      return refuse("not-json", walk, `a ${typeof value} has no JSON form`)
  }
}

function nested(value: object, walk: Walk): string {
  if (walk.open.has(value)) {
    refuse("cycle", walk, "a value may not contain itself")
  }
  if (walk.open.size >= MAX_DEPTH) {
    refuse("too-deep", walk, `nest at most ${MAX_DEPTH} levels`)
  }
  walk.open.add(value)
  const written = Array.isArray(value) ? array(value, walk) : object(value, walk)
  walk.open.delete(value)
  return written
}

function array(value: readonly unknown[], walk: Walk): string {
  if (Object.keys(value).length !== value.length) {
    refuse("not-plain", walk, "an array may have no holes and no named keys")
  }
  let out = "["
  for (let i = 0; i < value.length; i++) {
    walk.path.push(i)
    out += (i === 0 ? "" : ",") + write(value[i], walk)
    walk.path.pop()
  }
  return `${out}]`
}

function object(value: object, walk: Walk): string {
  const proto: unknown = Object.getPrototypeOf(value)
  // An object literal of another realm (iframe, worker) is plain too: its prototype is a root.
  if (proto !== null && Object.getPrototypeOf(proto) !== null) {
    refuse("not-plain", walk, "only object literals; write a Date as a UTC string")
  }
  if (Object.getOwnPropertySymbols(value).length > 0) {
    refuse("not-plain", walk, "keys are strings, never symbols")
  }
  // Array#sort without a comparison orders by UTF-16 code units, which is what RFC 8785 asks.
  const keys = Object.keys(value).sort()
  let out = "{"
  let separator = ""
  for (const key of keys) {
    walk.path.push(key)
    if (key === "__proto__") {
      refuse("forbidden-key", walk, "this key means different things to readers")
    }
    const written = write((value as Record<string, unknown>)[key], walk)
    out += `${separator}${text(key, walk)}:${written}`
    separator = ","
    walk.path.pop()
  }
  return `${out}}`
}

function text(value: string, walk: Walk): string {
  if (LONE_SURROGATE.test(value)) {
    refuse("lone-surrogate", walk, "half a character has no UTF-8 form")
  }
  return JSON.stringify(value)
}

function integer(value: number, walk: Walk): string {
  if (!Number.isSafeInteger(value)) {
    refuse("not-integer", walk, "only safe integers; write a decimal as a string")
  }
  if (Object.is(value, -0)) {
    refuse("negative-zero", walk, "write 0")
  }
  return String(value)
}

/**
 * Parse JSON text and refuse what readers disagree about: a key that stands twice in one object.
 *
 * @throws SignoffError `not-json` or `duplicate-key`.
 */
export function parseJson(source: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch {
    throw new SignoffError("not-json", "", "this is not JSON text")
  }
  const double = duplicateKey(source)
  if (double !== null) {
    throw new SignoffError("duplicate-key", "", `the key ${double} stands twice in one object`)
  }
  return value
}

/** The first key that stands twice in one object, as written; the text is known to be valid JSON. */
function duplicateKey(source: string): string | null {
  const open: (Set<string> | null)[] = []
  let keyNext = false
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [found] = match
    if (found === "{" || found === "[") {
      open.push(found === "{" ? new Set() : null)
      keyNext = found === "{"
    } else if (found === "}" || found === "]") {
      open.pop()
      keyNext = false
    } else if (found === ",") {
      keyNext = open.at(-1) instanceof Set
    } else if (found === ":") {
      keyNext = false
    } else if (keyNext) {
      const keys = open.at(-1)
      const key = JSON.parse(found) as string
      if (keys?.has(key)) {
        return found
      }
      keys?.add(key)
    }
  }
  return null
}
