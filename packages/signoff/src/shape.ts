// SPDX-License-Identifier: EUPL-1.2
import {pointer} from "./error.ts"

/** What is wrong with the form of a value. `unknown-key` alone leaves the rest readable. */
export type ShapeProblem = {code: "unknown-key" | "missing-key" | "wrong-form"; at: string}

/** Collects every way in which a value departs from a form; never throws. */
export type Shape = (value: unknown, at: string, out: ShapeProblem[]) => void

/** All problems of a value; empty when it has the form. */
export function problemsOf(shape: Shape, value: unknown): ShapeProblem[] {
  const out: ShapeProblem[] = []
  shape(value, "", out)
  return out
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function test(accepts: (value: unknown) => boolean): Shape {
  return (value, at, out) => {
    if (!accepts(value)) {
      out.push({code: "wrong-form", at})
    }
  }
}

function pattern(regexp: RegExp): Shape {
  return test(value => typeof value === "string" && regexp.test(value))
}

export const anything: Shape = () => {}
export const anyText: Shape = test(value => typeof value === "string")
export const text: Shape = test(value => typeof value === "string" && value.trim() !== "")
export const digest: Shape = pattern(/^[A-Za-z0-9_-]{43}$/)
export const salt: Shape = pattern(/^[A-Za-z0-9_-]{22}$/)
export const base64: Shape = pattern(/^[A-Za-z0-9_-]+$/)
export const count: Shape = test(value => Number.isSafeInteger(value) && (value as number) >= 0)
export const utc: Shape = test(
  value =>
    typeof value === "string" &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
)

/** An object the package does not look into, save for its `id`. */
export const identified: Shape = test(
  value => isObject(value) && typeof value["id"] === "string" && value["id"] !== "",
)

export const openObject: Shape = test(isObject)

export function oneOf(...values: readonly (string | true)[]): Shape {
  return test(value => values.some(one => one === value))
}

export function orNull(shape: Shape): Shape {
  return (value, at, out) => {
    if (value !== null) {
      shape(value, at, out)
    }
  }
}

export function listOf(shape: Shape, least = 0): Shape {
  return (value, at, out) => {
    if (!Array.isArray(value) || value.length < least) {
      out.push({code: "wrong-form", at})
      return
    }
    value.forEach((item, i) => shape(item, pointer(at, i), out))
  }
}

/** A closed object: `required` keys, `optional` keys, and no other. */
export function closed(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, at, out) => {
    if (!isObject(value)) {
      out.push({code: "wrong-form", at})
      return
    }
    for (const [key, shape] of Object.entries(required)) {
      if (Object.hasOwn(value, key)) {
        shape(value[key], pointer(at, key), out)
      } else {
        out.push({code: "missing-key", at: pointer(at, key)})
      }
    }
    for (const key of Object.keys(value)) {
      if (Object.hasOwn(required, key)) {
        continue
      }
      const shape = Object.hasOwn(optional, key) ? optional[key] : undefined
      if (shape === undefined) {
        out.push({code: "unknown-key", at: pointer(at, key)})
      } else {
        shape(value[key], pointer(at, key), out)
      }
    }
  }
}
