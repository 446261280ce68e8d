// SPDX-License-Identifier: EUPL-1.2

/** Why a rule could not be compiled. */
export type LanguageErrorCode =
  | "bad-pattern"
  | "bad-rule"
  | "duplicate-rule"
  | "missing-examples"
  | "example-fails"

/**
 * The caller's mistake, thrown only by `compileRules`: a rule that cannot be read, or does not do what its examples say.
 * `advise` never throws on text, whatever the text is.
 */
export class LanguageError extends Error {
  /** `bad-pattern` · `bad-rule` · `duplicate-rule` · `missing-examples` · `example-fails`. */
  readonly code: LanguageErrorCode
  /** Id of the rule, and the pattern when one is to blame. */
  readonly at: string
  /** What to change. */
  readonly hint: string

  constructor(code: LanguageErrorCode, at: string, hint: string) {
    super(`${code} at ${at}: ${hint}`)
    this.name = "LanguageError"
    this.code = code
    this.at = at
    this.hint = hint
  }
}
