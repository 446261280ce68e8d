// SPDX-License-Identifier: EUPL-1.2

/**
 * A mistake of whoever runs or embeds the server: a wrong option, a folder that cannot be written, a
 * store that lost its place. What a *person* may not do is always a value, never this.
 *
 * `code` is stable kebab-case, `at` names the option, document or file, `hint` says what to do.
 */
export class ServerError extends Error {
  readonly code: string
  readonly at: string
  readonly hint: string

  constructor(code: string, at: string, hint: string, cause?: unknown) {
    super(`${code} at ${at}: ${hint}`, cause === undefined ? undefined : {cause})
    this.name = "ServerError"
    this.code = code
    this.at = at
    this.hint = hint
  }
}
