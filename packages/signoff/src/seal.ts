// SPDX-License-Identifier: EUPL-1.2
import {plainCopy} from "./canonical-json.ts"
import {NS} from "./digest.ts"
import type {Digest, Utc} from "./digest.ts"
import {SignoffError} from "./error.ts"
import {reactionLeafShape, reportShape} from "./report.ts"
import type {FrozenReport, Identified, Leaf} from "./report.ts"
import * as shape from "./shape.ts"
import {jwsDigest, jwsShape, publicKeys, signJson, unverifiedPayload} from "./sign.ts"
import type {FlattenedJws, Jwks, Signer} from "./sign.ts"
import {seconds} from "./sign-off.ts"

/** Phase of a frozen version. It stands in the seal, so a new phase leaves the report as it is. */
export type Phase = "hearing" | "approval" | "signing" | "final" | "archived"

/** The payload of a seal: this version, with exactly these sign-offs, in this order. */
export interface Seal {
  "@type": string
  at: Utc
  report: {id: string; version: number; digest: Digest}
  phase: Phase
  /**
   * `sha256` is over the whole JWS. `confidential`: a copy may leave this one out and still verify, as
   * "not shown". That is settled when sealing, so nobody can leave out a dissent afterwards.
   */
  signOffs: {id: string; sha256: Digest; confidential?: true}[]
  audit: {head: Digest; count: number}
  organisation: {name: string; oin?: string}
}

/** Everything a third party needs to check a report offline; the normative export. */
export interface Bundle {
  format: "wederhoor-bundle/1"
  report: FrozenReport
  template: Identified
  signOffs: FlattenedJws[]
  /** Reactions given while signing, until the next version holds them. Each is named by a sign-off. */
  remarks?: Leaf<Identified>[]
  seal: FlattenedJws
  /** Keys that came with the bundle prove nothing by themselves: pin the published ones. */
  keysHint?: Jwks
}

const sealShape = shape.closed({
  "@type": shape.oneOf(`${NS}seal@1`),
  at: shape.utc,
  report: shape.closed({id: shape.text, version: shape.count, digest: shape.digest}),
  phase: shape.oneOf("hearing", "approval", "signing", "final", "archived"),
  signOffs: shape.listOf(
    shape.closed({id: shape.text, sha256: shape.digest}, {confidential: shape.oneOf(true)}),
  ),
  audit: shape.closed({head: shape.digest, count: shape.count}),
  organisation: shape.closed({name: shape.text}, {oin: shape.text}),
})

export function isSeal(value: unknown): value is Seal {
  return shape.problemsOf(sealShape, value).length === 0
}

export const bundleShape: shape.Shape = shape.closed(
  {
    format: shape.oneOf("wederhoor-bundle/1"),
    report: reportShape,
    template: shape.identified,
    signOffs: shape.listOf(shape.anything),
    seal: shape.anything,
  },
  {
    remarks: shape.listOf(reactionLeafShape),
    keysHint: shape.closed({keys: shape.listOf(shape.openObject)}),
  },
)

/**
 * Seal a version together with the full list of its sign-offs, so that none can be left out unseen.
 * It holds no digests of renditions: those are made afterwards and stand in the issuance event.
 *
 * @throws SignoffError `not-a-sign-off` · `duplicate-id` · `bad-form` · `signer-disobeyed`.
 */
export async function sealReport(
  input: {
    at: Utc
    report: Pick<FrozenReport, "id" | "version" | "digest">
    phase: Phase
    signOffs: readonly FlattenedJws[]
    /** Ids of sign-offs that not every reader of the report may see, such as those of a child. */
    confidential?: readonly string[]
    audit: {head: Digest; count: number}
    organisation: {name: string; oin?: string}
  },
  signer: Signer,
): Promise<FlattenedJws> {
  const ids = new Set<string>()
  const signOffs: Seal["signOffs"] = []
  for (const [i, jws] of input.signOffs.entries()) {
    const payload = unverifiedPayload(jws)
    const id: unknown = shape.isObject(payload) ? payload["id"] : undefined
    if (typeof id !== "string" || shape.problemsOf(jwsShape, jws).length > 0) {
      throw new SignoffError("not-a-sign-off", `/signOffs/${i}`, "give what signSignOff returned")
    }
    if (ids.has(id)) {
      throw new SignoffError("duplicate-id", `/signOffs/${i}`, `${id} stands in the list twice`)
    }
    ids.add(id)
    const confidential = input.confidential?.includes(id) === true
    signOffs.push({id, sha256: await jwsDigest(jws), ...(confidential ? {confidential} : {})})
  }
  const {id, version, digest} = input.report
  const seal: Seal = {
    "@type": `${NS}seal@1`,
    at: input.at,
    report: {id, version, digest},
    phase: input.phase,
    signOffs,
    audit: input.audit,
    organisation: input.organisation,
  }
  const [problem] = shape.problemsOf(sealShape, seal)
  if (problem !== undefined) {
    throw new SignoffError("bad-form", problem.at, "see Seal")
  }
  return signJson(signer, "wederhoor-seal+jws", seal, seconds(input.at))
}

/**
 * Put a bundle together. `report` may be a redacted copy of what was sealed. Private parts of keys
 * are left out of `keysHint`. The parts are copied, not checked: that is what `verifyBundle` does.
 *
 * @throws SignoffError as `canonicalJson`.
 */
export async function makeBundle(parts: {
  report: FrozenReport
  template: Identified
  signOffs: readonly FlattenedJws[]
  remarks?: readonly Leaf<Identified>[]
  seal: FlattenedJws
  keysHint?: Jwks
}): Promise<Bundle> {
  const {report, template, signOffs, remarks, seal, keysHint} = parts
  return plainCopy<Bundle>({
    format: "wederhoor-bundle/1",
    report,
    template,
    signOffs: [...signOffs],
    ...(remarks === undefined || remarks.length === 0 ? {} : {remarks: [...remarks]}),
    seal,
    ...(keysHint === undefined ? {} : {keysHint: await publicKeys(keysHint)}),
  })
}
