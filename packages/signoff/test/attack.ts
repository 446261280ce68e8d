// SPDX-License-Identifier: EUPL-1.2
// The good bundle that every attack starts from, and the tools of an attacker who knows the rules.
import {freeze, newSigningKey, softwareSigner, verifyBundle} from "@wederhoor/signoff"
import type {Bundle, FlattenedJws, FrozenReport, Issue, Verification} from "@wederhoor/signoff"
import {FlattenedSign, importJWK} from "jose"
import {content, house, story} from "./builders.ts"
import type {House, Values} from "./builders.ts"

export let ours: House
export let report: FrozenReport<Values>
export let signOffs: FlattenedJws[]
export let good: Bundle

/** Make the good bundle; for `beforeAll` of each file with attacks. */
export async function makeGood(): Promise<void> {
  ours = await house()
  ;({report, signOffs, bundle: good} = await story(ours))
}

export type Loose = {[key: string]: Loose} & Loose[]

/** A copy of the good bundle, changed by hand; loosely typed because attackers do not use types. */
export async function after(
  change: (bundle: Loose) => void | Promise<void>,
): Promise<Verification> {
  const copy = structuredClone(good) as unknown as Loose
  await change(copy)
  return verifyBundle(copy, {keys: ours.keys})
}

export const codes = (verification: Verification): string[] =>
  verification.issues.map(issue => issue.code)
export const found = (verification: Verification, code: string): Issue | undefined =>
  verification.issues.find(issue => issue.code === code)

export function statementsOf(bundle: Loose, section: number): Loose {
  return bundle["report"]!["sections"]![section]!["statements"]!
}

/** Recompute every digest of a report, as an attacker who knows the rules would. */
export async function rehash(bundle: Loose): Promise<void> {
  const edited = bundle["report"] as unknown as FrozenReport<Values>
  const again = await freeze(
    {
      ...content(),
      parties: edited.parties.map(leaf => leaf.value!),
      sources: edited.sources.map(leaf => leaf.value!),
      reactions: edited.reactions.map(leaf => leaf.value!),
      sections: edited.sections.map(section => ({
        id: section.id,
        title: section.title,
        fields: section.fields.map(leaf => leaf.value!),
        statements: section.statements.map(leaf => leaf.value!),
      })),
    },
    {now: edited.frozenAt},
  )
  bundle["report"] = again as unknown as Loose
}

export let raw: House
let rawPrivate: Awaited<ReturnType<typeof importJWK>>

/** A key held by the test itself, to sign what no signer of ours would. */
export async function rawKey(): Promise<{privateKey: typeof rawPrivate}> {
  const {privateJwk, publicJwk} = await newSigningKey("ES256")
  raw = {signer: await softwareSigner(privateJwk), keys: {keys: [publicJwk]}}
  rawPrivate = await importJWK(privateJwk, "ES256")
  return {privateKey: rawPrivate}
}

export async function rawSign(
  key: typeof rawPrivate,
  payload: string,
  header: Record<string, unknown>,
): Promise<FlattenedJws> {
  const at = Math.floor(Date.parse("2026-04-01T10:00:00Z") / 1000)
  const jws = await new FlattenedSign(new TextEncoder().encode(payload))
    .setProtectedHeader({
      alg: "ES256",
      kid: raw.signer.kid,
      typ: "wederhoor-signoff+jws",
      cty: "json",
      iat: at,
      ...header,
    })
    .sign(key)
  return {payload: jws.payload, protected: jws.protected ?? "", signature: jws.signature}
}
