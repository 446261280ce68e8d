// SPDX-License-Identifier: EUPL-1.2

/**
 * Thrown when the caller of this package made a mistake (a refusal of what a *person* does is always
 * a value, never an exception).
 */
export class FormatError extends Error {
  /** Stable code, e.g. `unknown-section`. */
  readonly code: string
  /** Where it is wrong: an id or a JSON pointer. */
  readonly at: string
  constructor(code: string, at: string, message: string) {
    super(message)
    this.name = "FormatError"
    this.code = code
    this.at = at
  }
}
