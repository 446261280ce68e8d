// SPDX-License-Identifier: EUPL-1.2
import {base64url} from "jose"
import {canonicalJson} from "./canonical-json.ts"
import {SignoffError} from "./error.ts"

/** A SHA-256 digest as base64url without padding: 43 characters. */
export type Digest = string

/** A moment as RFC 3339 in UTC, ending in `Z`. */
export type Utc = string

/** Prefix of every `@type`: a digest of one sort of thing can never pass for that of another. */
export const NS = "urn:wederhoor:"

const encoder = new TextEncoder()

/**
 * SHA-256 of bytes, or of the UTF-8 form of a text.
 *
 * @throws SignoffError `lone-surrogate` for a text without UTF-8 form.
 */
export async function sha256(bytes: Uint8Array | string): Promise<Digest> {
  if (typeof bytes === "string" && /\p{Surrogate}/u.test(bytes)) {
    throw new SignoffError("lone-surrogate", "", "half a character has no UTF-8 form")
  }
  const input = typeof bytes === "string" ? encoder.encode(bytes) : new Uint8Array(bytes)
  return base64url.encode(new Uint8Array(await crypto.subtle.digest("SHA-256", input)))
}

/**
 * Digest of a JSON object under a type name: SHA-256 of the canonical JSON of
 * `{"@type": "urn:wederhoor:" + type, ...value}`. Give `type` a version: `statement@1`.
 *
 * @throws SignoffError `reserved-key` when `value` has an `@type` of its own, or as `canonicalJson`.
 */
export function digestOf(type: string, value: object): Promise<Digest> {
  if (Object.hasOwn(value, "@type")) {
    throw new SignoffError("reserved-key", "/@type", "the type is the first argument")
  }
  return sha256(canonicalJson({"@type": NS + type, ...value}))
}

/** 128 random bits as base64url (22 characters): keeps a short text from being guessed by digest. */
export function newSalt(): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(16)))
}
