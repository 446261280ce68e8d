// SPDX-License-Identifier: EUPL-1.2
import {
  base64url,
  calculateJwkThumbprint,
  exportJWK,
  flattenedVerify,
  FlattenedSign,
  generateKeyPair,
  importJWK,
} from "jose"
import type {CryptoKey, JWK} from "jose"
import {canonicalJson, parseJson} from "./canonical-json.ts"
import {sha256} from "./digest.ts"
import type {Digest} from "./digest.ts"
import {SignoffError} from "./error.ts"
import * as shape from "./shape.ts"

/** A JSON Web Key (RFC 7517). */
export type Jwk = JWK

/** A set of keys, as an organisation publishes them. Old keys stay in it: reports outlive keys. */
export interface Jwks {
  keys: Jwk[]
}

/** A JWS (RFC 7515) in flattened JSON form with its payload inside; nothing unprotected. */
export interface FlattenedJws {
  payload: string
  protected: string
  signature: string
}

/** Algorithms to sign with. `EdDSA` is the older name of `Ed25519` and is read, not written. */
export type SigningAlgorithm = "ES256" | "PS256" | "Ed25519"

export type JwsType = "wederhoor-signoff+jws" | "wederhoor-seal+jws"

/** The protected header of every JWS of this package. A host may add `x5c` and other JAdES keys. */
export interface ProtectedHeader {
  alg: string
  kid: string
  typ: JwsType
  cty: "json"
  iat: number
}

/**
 * Port for the key of the organisation: an HSM, a sealing service, or `softwareSigner`.
 *
 * `kid` is the RFC 7638 thumbprint of the public key. `sign` returns a flattened JWS over exactly
 * these bytes, whose protected header holds exactly these values; it may add `x5c` and JAdES header
 * keys, but not `crit`, `b64`, `jwk`, `jku` or `x5u`. `checkSigner` is its acceptance test.
 */
export interface Signer {
  kid: string
  alg: SigningAlgorithm
  sign(payload: Uint8Array, header: ProtectedHeader): Promise<FlattenedJws>
}

const decoder = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true})
const encoder = new TextEncoder()

/** The only pairs of key and algorithm that are read, the first of each being the one written. */
function algorithmsOf(jwk: Jwk): readonly string[] {
  if (jwk.kty === "EC" && jwk.crv === "P-256") {
    return ["ES256"]
  }
  if (jwk.kty === "OKP" && jwk.crv === "Ed25519") {
    return ["Ed25519", "EdDSA"]
  }
  // 342 base64url characters are the 256 bytes of a 2048 bit modulus.
  if (jwk.kty === "RSA" && typeof jwk.n === "string" && jwk.n.length >= 342) {
    return ["PS256"]
  }
  return []
}

function publicPart(jwk: Jwk): Jwk {
  const {kty, crv, x, y, n, e} = jwk as Record<string, string | undefined>
  const kept = Object.entries({kty, crv, x, y, n, e}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept) as Jwk
}

/**
 * Make a new key pair as JWKs, for embedded use and tests. Default ES256; PS256 has 3072 bits.
 * Both halves carry `kid` (RFC 7638) and `alg`.
 */
export async function newSigningKey(
  alg: SigningAlgorithm = "ES256",
): Promise<{privateJwk: Jwk; publicJwk: Jwk}> {
  const pair = await generateKeyPair(alg, {extractable: true, modulusLength: 3072})
  const privateJwk = await exportJWK(pair.privateKey)
  const bare = publicPart(privateJwk)
  const known = {kid: await calculateJwkThumbprint(bare), alg}
  return {
    privateJwk: {...privateJwk, ...known} as Jwk,
    publicJwk: {...bare, ...known} as Jwk,
  }
}

/**
 * A signer that holds its key in memory, from a private JWK.
 *
 * @throws SignoffError `bad-key` when the key is not private, or not P-256, Ed25519 or RSA ≥ 2048.
 */
export async function softwareSigner(privateJwk: Jwk): Promise<Signer> {
  const alg = algorithmsOf(privateJwk)[0] as SigningAlgorithm | undefined
  if (alg === undefined || typeof (privateJwk as {d?: unknown}).d !== "string") {
    throw new SignoffError("bad-key", "", "give a private P-256, Ed25519 or RSA key of ≥ 2048 bits")
  }
  const {kid: _kid, alg: _alg, ...bare} = privateJwk as Record<string, unknown>
  const key = await importJWK(bare as Jwk, alg)
  return {
    kid: await calculateJwkThumbprint(publicPart(privateJwk)),
    alg,
    sign: async (payload, header) => {
      const jws = await new FlattenedSign(payload).setProtectedHeader({...header}).sign(key)
      return {payload: jws.payload, protected: jws.protected ?? "", signature: jws.signature}
    },
  }
}

/** Sign a JSON value as canonical bytes, and hold the signer to what was asked of it. */
export async function signJson(
  signer: Signer,
  typ: JwsType,
  value: object,
  iat: number,
): Promise<FlattenedJws> {
  const header: ProtectedHeader = {alg: signer.alg, kid: signer.kid, typ, cty: "json", iat}
  const bytes = encoder.encode(canonicalJson(value))
  const jws = await signer.sign(bytes, header)
  const stands = headerOf(jws)
  const asked = Object.entries(header).every(([key, wanted]) => stands?.[key] === wanted)
  if (!asked || jws.payload !== base64url.encode(bytes)) {
    throw new SignoffError("signer-disobeyed", "", "the signer signed something else: checkSigner")
  }
  return {payload: jws.payload, protected: jws.protected, signature: jws.signature}
}

/** Keys by thumbprint, computed here: what a key calls itself counts for nothing. */
export type Keyring = Map<string, {key: CryptoKey | Uint8Array; algorithms: readonly string[]}>

/**
 * Make a keyring. With `hints` unusable keys are passed over (they come from a bundle).
 *
 * @throws SignoffError `bad-key` for a pinned key that cannot be used.
 */
export async function keyring(jwks: Jwks, hints: boolean): Promise<Keyring> {
  const ring: Keyring = new Map()
  if (!shape.isObject(jwks) || !Array.isArray(jwks.keys)) {
    throw new SignoffError("bad-key", "/keys", "give {keys: [...]}")
  }
  for (const [i, given] of jwks.keys.entries()) {
    try {
      const jwk = publicPart(given)
      const algorithms = algorithmsOf(jwk)
      const named: unknown = given.alg
      if (
        algorithms.length === 0 ||
        (named !== undefined && !algorithms.includes(named as string))
      ) {
        throw new TypeError("key type and algorithm do not belong together")
      }
      const key = await importJWK(jwk, algorithms[0] ?? "")
      ring.set(await calculateJwkThumbprint(jwk), {key, algorithms})
    } catch {
      if (!hints) {
        throw new SignoffError("bad-key", `/keys/${i}`, "use P-256, Ed25519 or RSA of ≥ 2048 bits")
      }
    }
  }
  return ring
}

/** Public halves only, each with its thumbprint, for `keysHint`. */
export async function publicKeys(jwks: Jwks): Promise<Jwks> {
  const keys = jwks.keys.map(async given => {
    const jwk = publicPart(given)
    return {...jwk, kid: await calculateJwkThumbprint(jwk)} as Jwk
  })
  return {keys: await Promise.all(keys)}
}

export const jwsShape: shape.Shape = shape.closed({
  payload: shape.base64,
  protected: shape.base64,
  signature: shape.base64,
})

/** SHA-256 over all three parts of a JWS, so another signature on the same words is another JWS. */
export function jwsDigest(jws: FlattenedJws): Promise<Digest> {
  return sha256(
    canonicalJson({payload: jws.payload, protected: jws.protected, signature: jws.signature}),
  )
}

/** Why a JWS was not believed. */
export type JwsRefusal =
  | "malformed"
  | "header"
  | "unknown-key"
  | "algorithm"
  | "signature"
  | "payload"

const FORBIDDEN_HEADER: readonly string[] = ["crit", "b64", "jwk", "jku", "x5u", "zip"]

/** Check a JWS against a keyring and read its payload. Total: never throws on any JSON value. */
export async function openJws(
  jws: unknown,
  typ: JwsType,
  ring: Keyring,
): Promise<{ok: true; payload: unknown; kid: string; iat: number} | {ok: false; code: JwsRefusal}> {
  if (!isJws(jws)) {
    return {ok: false, code: "malformed"}
  }
  const header = headerOf(jws)
  const {alg, kid, iat} = header ?? {}
  if (
    header === null ||
    header["typ"] !== typ ||
    header["cty"] !== "json" ||
    typeof alg !== "string" ||
    typeof kid !== "string" ||
    !Number.isSafeInteger(iat) ||
    FORBIDDEN_HEADER.some(key => Object.hasOwn(header, key))
  ) {
    return {ok: false, code: "header"}
  }
  const entry = ring.get(kid)
  if (entry === undefined) {
    return {ok: false, code: "unknown-key"}
  }
  if (!entry.algorithms.includes(alg)) {
    return {ok: false, code: "algorithm"}
  }
  try {
    const {payload} = await flattenedVerify(jws, entry.key, {algorithms: [alg]})
    const source = decoder.decode(payload)
    const value = parseJson(source)
    // Only canonical bytes have one reading: no double keys, no `__proto__`, no odd numbers.
    return canonicalJson(value) === source
      ? {ok: true, payload: value, kid, iat: iat as number}
      : {ok: false, code: "payload"}
  } catch (error) {
    return {ok: false, code: error instanceof SignoffError ? "payload" : "signature"}
  }
}

function isJws(value: unknown): value is FlattenedJws {
  return (
    shape.problemsOf(jwsShape, value).length === 0 &&
    Object.values(value as FlattenedJws).every(isStrictBase64url)
  )
}

/** base64url has loose ends: two texts for the same bytes. Only the one an encoder writes counts. */
function isStrictBase64url(text: string): boolean {
  try {
    return base64url.encode(base64url.decode(text)) === text
  } catch {
    return false
  }
}

function headerOf(jws: FlattenedJws): Record<string, unknown> | null {
  try {
    const header = parseJson(decoder.decode(base64url.decode(jws.protected)))
    return shape.isObject(header) ? header : null
  } catch {
    return null
  }
}

/**
 * The payload of a JWS without any check of its signature: for indexes and screens of the party that
 * made it. Null when there is none.
 */
export function unverifiedPayload(jws: unknown): unknown {
  try {
    return parseJson(decoder.decode(base64url.decode((jws as FlattenedJws).payload)))
  } catch {
    return null
  }
}
