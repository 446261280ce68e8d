// SPDX-License-Identifier: EUPL-1.2
import type {Gate, Kind} from "./names.ts"

/** A way out of a finding that an editor can offer as one button. */
export type FindingFix =
  | {readonly type: "convert"; readonly kind: Kind}
  | {readonly type: "addSource"}
  | {readonly type: "set"; readonly attribute: string}
  | {readonly type: "addBasis"}
  | {readonly type: "limitReaders"}
  | {readonly type: "withdraw"}

/**
 * A rule that is not met. An `error` stops its gate, a `warning` does not. Data only: the sentence is
 * made late, by `describeFinding`, and never repeats a shielded string.
 */
export interface Finding {
  /** Slug of the rule, as in SPEC.md. */
  readonly rule: string
  readonly gate: Exclude<Gate, "always">
  readonly severity: "error" | "warning"
  readonly section?: string
  readonly statement?: string
  readonly person?: string
  /** Values for the sentence: labels and ids, never free text from the report. */
  readonly params?: {readonly [name: string]: string}
  /** Ways out, best first. */
  readonly fixes: readonly FindingFix[]
}
