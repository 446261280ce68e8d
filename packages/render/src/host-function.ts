// SPDX-License-Identifier: EUPL-1.2

/** A value of JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | {readonly [key: string]: Json}

/**
 * A helper of the host: pure, given the values of its arguments and its named arguments. What it
 * returns is escaped like any other value; `undefined` prints nothing. Helpers are trusted code.
 */
export type Helper = (...values: (Json | undefined)[]) => Json | undefined

/** What an argument may be. `none`: it may also be left out or be missing in the report. */
export type ValueType = "string" | "number" | "boolean" | "list" | "group" | "any" | "none"

/**
 * A helper that says what it takes, so that `checkTemplate` can judge each use. A bare function may
 * be given any values.
 */
export interface DeclaredHelper {
  readonly call: Helper
  /** Types of each argument in turn, e.g. `[["string", "number"], ["any"]]`. */
  readonly params: readonly (readonly ValueType[])[]
  /** Types of further arguments. Default: there may be none. */
  readonly rest?: readonly ValueType[]
  /** Types of the named arguments; each may be left out. Default: there are none. */
  readonly named?: Readonly<Record<string, readonly ValueType[]>>
  /** What it returns. A list or group of which nothing is known is `any`. */
  readonly returns: Exclude<ValueType, "none">
  /** Whether its value is for readers; `false` keeps it to `#if` and other helpers. Default true. */
  readonly prints?: boolean
}

/** The function of a helper. */
export function functionOf(helper: Helper | DeclaredHelper): Helper {
  return typeof helper === "function" ? helper : helper.call
}

/** The declaration of a helper, if it has one. */
export function declarationOf(
  helper: Helper | DeclaredHelper | undefined,
): DeclaredHelper | undefined {
  return typeof helper === "object" ? helper : undefined
}
