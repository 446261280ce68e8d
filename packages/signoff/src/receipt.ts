// SPDX-License-Identifier: EUPL-1.2
import {base64url} from "jose"
import {canonicalJson} from "./canonical-json.ts"
import {sha256} from "./digest.ts"
import type {Digest} from "./digest.ts"
import {SignoffError} from "./error.ts"
import type {FrozenReport} from "./report.ts"
import type {Bundle, Seal} from "./seal.ts"
import * as shape from "./shape.ts"
import {jwsDigest, jwsShape, unverifiedPayload} from "./sign.ts"
import type {FlattenedJws} from "./sign.ts"
import type {SignOff} from "./sign-off.ts"

/**
 * What a signer takes home: their own sign-off, the digest of what they signed, the head of the audit
 * chain, and a code that can be read over the telephone. It binds the organisation, which holds all
 * the rest: a bundle resealed without this sign-off fails against it.
 */
export interface Receipt {
  format: "wederhoor-receipt/1"
  signOff: FlattenedJws
  report: Digest
  audit: {head: Digest; count: number}
  code: string
}

export const receiptShape: shape.Shape = shape.closed({
  format: shape.oneOf("wederhoor-receipt/1"),
  signOff: jwsShape,
  report: shape.digest,
  audit: shape.closed({head: shape.digest, count: shape.count}),
  code: shape.text,
})

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** The first 128 bits of a digest in Crockford base32: 26 characters as 5-5-5-5-6. */
function codeOf(digest: Digest): string {
  let bits = 0n
  for (const byte of base64url.decode(digest).slice(0, 16)) {
    bits = (bits << 8n) | BigInt(byte)
  }
  let code = ""
  for (let i = 0; i < 26; i++) {
    code = (ALPHABET[Number(bits & 31n)] ?? "") + code
    bits >>= 5n
  }
  return code.replace(/^(.{5})(.{5})(.{5})(.{5})(.{6})$/, "$1-$2-$3-$4-$5")
}

/**
 * The control code (*controlenummer*) of a bundle, to print beside the version: 128 bits, because the
 * party that makes the records could find two bundles with the same short code. A redacted copy is
 * another bundle and has another code. Order of keys and white space do not matter. Before there is a seal,
 * the frozen report itself travels with the page, and has a code in the same way.
 */
export async function controlCode(bundle: Bundle | FrozenReport): Promise<string> {
  return codeOf(await sha256(canonicalJson(bundle)))
}

/** The receipt code (*ontvangstcode*) of a sign-off. */
export async function receiptCode(jws: FlattenedJws): Promise<string> {
  return codeOf(await jwsDigest(jws))
}

/** The same code, however a person typed it: case, spaces and dashes do not matter, O is 0, I and L are 1. */
export function sameCode(a: string, b: string): boolean {
  const plain = (code: string): string =>
    code.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1")
  return plain(a) === plain(b) && plain(a).length === 26
}

/**
 * Make the receipt of a sign-off.
 *
 * @throws SignoffError `not-a-sign-off`.
 */
export async function makeReceipt(jws: FlattenedJws): Promise<Receipt> {
  const payload = unverifiedPayload(jws)
  if (!shape.isObject(payload) || shape.problemsOf(jwsShape, jws).length > 0) {
    throw new SignoffError("not-a-sign-off", "", "give what signSignOff returned")
  }
  const {report, audit} = payload as unknown as SignOff | Seal
  const receipt: Receipt = {
    format: "wederhoor-receipt/1",
    signOff: jws,
    report: report?.digest,
    audit,
    code: await receiptCode(jws),
  }
  if (shape.problemsOf(receiptShape, receipt).length > 0) {
    throw new SignoffError("not-a-sign-off", "", "give what signSignOff returned")
  }
  return receipt
}
