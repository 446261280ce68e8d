// SPDX-License-Identifier: EUPL-1.2
import {createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify} from "jose"

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
}

/** Only signatures with a key pair: a shared secret would let every reader of it be anybody. */
const algorithms = ["ES256", "PS256", "Ed25519", "EdDSA"]

/**
 * Identity by JSON Web Tokens of one issuer, checked with keys that are given: nothing is fetched.
 *
 * A token says `{iss, aud, sub, report, person, role, name, exp}` and may say `acr` and `auth_time`.
 * `exp` is required; a token may live at most `maxAge` seconds (default 12 hours) from `iat`. Clocks
 * may differ 30 seconds.
 */
export function jwksIdentity(options: {
  readonly issuer: string
  /** Default `wederhoor`. */
  readonly audience?: string
  readonly keys: JSONWebKeySet
  readonly maxAge?: number
}): Identity {
  const keys = createLocalJWKSet(options.keys)
  const {issuer, audience = "wederhoor", maxAge = 12 * 3600} = options
  return {
    async verify(token) {
      if (token.length > 8192) return {ok: false, code: "unauthenticated"}
      try {
        const {payload} = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms,
          clockTolerance: 30,
          requiredClaims: ["exp", "iat", "sub"],
          maxTokenAge: maxAge,
        })
        const text = (name: string): string => {
          const value = payload[name]
          return typeof value === "string" && value.length <= 200 ? value : ""
        }
        const authTime = payload["auth_time"]
        const claims: Claims = {
          issuer,
          subject: text("sub"),
          report: text("report"),
          person: text("person"),
          role: text("role"),
          name: text("name"),
          expires: payload.exp ?? 0,
          ...(text("acr") ? {acr: text("acr")} : {}),
          ...(typeof authTime === "number" && Number.isSafeInteger(authTime) && authTime > 0
            ? {authTime: new Date(authTime * 1000).toISOString()}
            : {}),
        }
        return claims.role === "" ? {ok: false, code: "unauthenticated"} : {ok: true, claims}
      } catch (error) {
        return {ok: false, code: error instanceof errors.JWTExpired ? "expired" : "unauthenticated"}
      }
    },
  }
}
