// SPDX-License-Identifier: EUPL-1.2

/**
 * The caller made a mistake: an impossible name, a content that cannot be seeded. What a *client*
 * sends never raises this; it is refused with a value.
 */
export class CollabError extends Error {
  readonly code: string
  /** What the mistake is about: the name or value as it was given. */
  readonly at: string
  /** What to do instead. */
  readonly hint: string

  constructor(code: string, at: string, hint: string) {
    super(`${code}: ${at}. ${hint}`)
    this.name = "CollabError"
    this.code = code
    this.at = at
    this.hint = hint
  }
}
