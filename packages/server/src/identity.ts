// SPDX-License-Identifier: EUPL-1.2
import {createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify, type JWTPayload} from "jose"

import type {SessionFilter} from "./revocations.ts"

/** Who somebody is, as the host vouches for it. Nothing of this comes from the page. */
export interface Claims {
  readonly issuer: string
  /** Subject at the issuer; opaque. */
  readonly subject: string
  /** Report the token is for; `*` in a host token. */
  readonly report: string
  /** Id in the person register; `""` for the host system. */
  readonly person: string
  /** Role in that report, or `host`. */
  readonly role: string
  readonly name: string
  /** Moment the token ends, in seconds since 1970. */
  readonly expires: number
  /** Moment the token was issued, in seconds since 1970. Without it a revocation holds for good. */
  readonly issuedAt?: number
  /** Id of the token (`jti`), when the issuer gives one. */
  readonly tokenId?: string
  /** Level of assurance of the login, when the issuer says it. */
  readonly acr?: string
  /** Moment of the login, UTC. */
  readonly authTime?: string
}

export type Verified =
  | {readonly ok: true; readonly claims: Claims}
  | {readonly ok: false; readonly code: "unauthenticated" | "expired"}

/**
 * Port for who somebody is. A host gives its own, or `jwksIdentity`. `verify` is asked for every
 * request and every document that is opened; it never throws on what a client sent.
 */
export interface Identity {
  verify(token: string): Promise<Verified>
  /**
   * Called once, at the start. Whoever keeps a list of sessions that were taken back calls `listener`
   * for each new one: its open places end at once (`revoked`). Refusing the token from then on is for
   * `verify`: the server itself remembers it only as long as it runs.
   */
  onRevoked?(listener: (revoked: SessionFilter) => void): void
}

/** Only signatures with a key pair: a shared secret would let every reader of it be anybody. */
const algorithms = ["ES256", "PS256", "Ed25519", "EdDSA"]

/**
 * Identity by JSON Web Tokens of one issuer, checked with keys that are given: nothing is fetched.
 *
 * A token says `{iss, aud, sub, report, person, role, name, exp, iat}` and may say `acr`, `auth_time` and
 * `jti`. `exp` is required; a token may live at most `maxAge` seconds (default 12 hours) from `iat`.
 * Clocks may differ 30 seconds.
 *
 * Keys change while the server runs when `keys` is a function: it is asked for every token and gives the
 * same object as long as nothing changed. While it fails nobody is let in. `isRevoked` is asked for
 * every good token: a list that the host keeps.
 */
export function jwksIdentity(options: {
  readonly issuer: string
  /** Default `wederhoor`. */
  readonly audience?: string
  readonly keys: JSONWebKeySet | (() => JSONWebKeySet | Promise<JSONWebKeySet>)
  readonly maxAge?: number
  readonly isRevoked?: (claims: Claims) => boolean | Promise<boolean>
}): Identity {
  const {issuer, audience = "wederhoor", maxAge = 12 * 3600} = options
  const keysNow = keySource(options.keys)
  return {
    async verify(token) {
      if (token.length > 8192) return {ok: false, code: "unauthenticated"}
      try {
        const {payload} = await jwtVerify(token, await keysNow(), {
          issuer,
          audience,
          algorithms,
          clockTolerance: 30,
          requiredClaims: ["exp", "iat", "sub"],
          maxTokenAge: maxAge,
        })
        const claims = claimsOf(payload, issuer)
        if (claims.role === "" || (await options.isRevoked?.(claims)))
          return {ok: false, code: "unauthenticated"}
        return {ok: true, claims}
      } catch (error) {
        return {ok: false, code: error instanceof errors.JWTExpired ? "expired" : "unauthenticated"}
      }
    },
  }
}

type KeySet = ReturnType<typeof createLocalJWKSet>

/** Made once per object that is given, not once per token. */
function keySource(
  keys: JSONWebKeySet | (() => JSONWebKeySet | Promise<JSONWebKeySet>),
): () => Promise<KeySet> {
  if (typeof keys !== "function") {
    const made = createLocalJWKSet(keys)
    return async () => made
  }
  let last: {readonly given: JSONWebKeySet; readonly made: KeySet} | undefined
  return async () => {
    const given = await keys()
    if (last?.given !== given) last = {given, made: createLocalJWKSet(given)}
    return last.made
  }
}

function claimsOf(payload: JWTPayload, issuer: string): Claims {
  const text = (name: string): string => {
    const value = payload[name]
    return typeof value === "string" && value.length <= 200 ? value : ""
  }
  const authTime = payload["auth_time"]
  return {
    issuer,
    subject: text("sub"),
    report: text("report"),
    person: text("person"),
    role: text("role"),
    name: text("name"),
    expires: payload.exp ?? 0,
    issuedAt: payload.iat ?? 0,
    ...(text("jti") ? {tokenId: text("jti")} : {}),
    ...(text("acr") ? {acr: text("acr")} : {}),
    ...(typeof authTime === "number" && Number.isSafeInteger(authTime) && authTime > 0
      ? {authTime: new Date(authTime * 1000).toISOString()}
      : {}),
  }
}
