// SPDX-License-Identifier: EUPL-1.2
import {SignoffError} from "./error.ts"
import {keyring, openJws, signJson} from "./sign.ts"
import type {Jwk, Signer} from "./sign.ts"

/** One case of an acceptance suite: it holds when `run` resolves, and says why not when it rejects. */
export interface SignerCase {
  name: string
  run: () => Promise<void>
}

const TYPES = ["wederhoor-signoff+jws", "wederhoor-seal+jws"] as const

/**
 * The acceptance suite of the `Signer` port, for any test runner. `make` gives the signer under test
 * and its public key; it is called once per case.
 *
 * ```ts
 * for (const {name, run} of checkSigner(make)) test(name, run)
 * ```
 */
export function checkSigner(
  make: () => Promise<{signer: Signer; publicJwk: Jwk}>,
): readonly SignerCase[] {
  const sign = async (value: object, typ: (typeof TYPES)[number] = TYPES[0]): Promise<void> => {
    const {signer, publicJwk} = await make()
    const jws = await signJson(signer, typ, value, 1_800_000_000)
    const opened = await openJws(jws, typ, await keyring({keys: [publicJwk]}, false))
    if (!opened.ok) {
      throw new SignoffError(opened.code, "", "a verifier would refuse what this signer signed")
    }
  }
  const fails = async (act: Promise<unknown>, hint: string): Promise<void> => {
    if (
      await act.then(
        () => true,
        () => false,
      )
    ) {
      throw new SignoffError("signer-too-lenient", "", hint)
    }
  }
  return [
    {
      name: "kid is the RFC 7638 thumbprint of the public key",
      run: async () => {
        const {signer, publicJwk} = await make()
        if (!(await keyring({keys: [publicJwk]}, false)).has(signer.kid)) {
          throw new SignoffError("kid", "/kid", "compute it with calculateJwkThumbprint")
        }
      },
    },
    {name: "what it signs as a sign-off verifies", run: () => sign({id: "a"})},
    {name: "what it signs as a seal verifies", run: () => sign({id: "a"}, TYPES[1])},
    {name: "it signs bytes as they are, accents and all", run: () => sign({text: "Zoë\n\u0001 €"})},
    {name: "it signs a large payload (256 KiB)", run: () => sign({text: "a".repeat(262_144)})},
    {
      name: "it signs several at once without mixing them up",
      run: async () => {
        await Promise.all(Array.from({length: 8}, (_, i) => sign({i})))
      },
    },
    {
      name: "its signature is for one payload only",
      run: async () => {
        const {signer, publicJwk} = await make()
        const one = await signJson(signer, TYPES[0], {id: "one"}, 1)
        const two = await signJson(signer, TYPES[0], {id: "two"}, 1)
        const ring = await keyring({keys: [publicJwk]}, false)
        const mixed = await openJws({...one, payload: two.payload}, TYPES[0], ring)
        await fails(
          mixed.ok ? Promise.resolve() : Promise.reject(new Error(mixed.code)),
          "a signature of one payload was accepted on another",
        )
      },
    },
  ]
}
