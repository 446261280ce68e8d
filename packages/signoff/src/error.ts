// SPDX-License-Identifier: EUPL-1.2

/**
 * A mistake of the caller: the call could never have worked.
 * Refusals that are part of normal life (no decision yet, a changed bundle) are values, never this.
 *
 * `code` is stable kebab-case, `at` a JSON pointer into the argument (`""` = the whole of it),
 * `hint` says in English what to do instead.
 */
export class SignoffError extends Error {
  readonly code: string
  readonly at: string
  readonly hint: string

  constructor(code: string, at: string, hint: string) {
    super(`${code} at ${at === "" ? "(root)" : at}: ${hint}`)
    this.name = "SignoffError"
    this.code = code
    this.at = at
    this.hint = hint
  }
}

/** One step of a JSON pointer, escaped as RFC 6901 asks. */
export function pointer(at: string, key: string | number): string {
  return `${at}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`
}
