// SPDX-License-Identifier: EUPL-1.2

/** Freezing and verifying a report, against only reading the same bytes and hashing them once. */
import {freezeInput} from "@wederhoor/format"
import {
  freeze,
  type FrozenReport,
  type Jwks,
  makeBundle,
  newSigningKey,
  prepareSignOff,
  sealReport,
  sha256,
  signSignOff,
  softwareSigner,
  verifyBundle,
} from "@wederhoor/signoff"

import {bundle} from "./bundle.ts"
import {atSizes, interleaved, progress, sane} from "./measure.ts"
import {bigContent, newRecord, template} from "./report.ts"

const now = "2026-04-02T09:00:00Z"

/** `ratio`: verify to `JSON.parse` and one SHA-256 of the file; `gzipKb`: the verifier on its own. */
export const bench: () => Promise<object> = async () => ({
  sizes: await atSizes([100, 1000, 10_000], async size => {
    const input = freezeInput(bigContent(size), newRecord(), template)
    const {text, keys} = await sealed(await freeze(input, {now}))
    const good = await verifyBundle(text, {keys})
    sane(good.outcome === "unchanged", JSON.stringify(good.issues.slice(0, 3)))
    sane(good.counts.statements === size, `${good.counts.statements} statements verified`)
    sane(good.signOffs.length === 1, "the sign-off was not verified")
    const bad = await verifyBundle(text.replace("Lotte", "Lotta"), {keys})
    sane(bad.outcome === "changed", "a changed word goes unseen")
    const bytes = new TextEncoder().encode(text)
    const timing = await interleaved(
      {
        freeze: () => freeze(input, {now}),
        verify: () => verifyBundle(text, {keys}),
        baseline: async () => {
          JSON.parse(text)
          await crypto.subtle.digest("SHA-256", bytes)
        },
      },
      size > 1000 ? {rounds: 5} : {},
    )
    return {
      freezeMs: timing.ms("freeze"),
      verifyMs: timing.ms("verify"),
      baselineMs: timing.ms("baseline"),
      freezeRatio: timing.ratio("freeze", "baseline"),
      ratio: timing.ratio("verify", "baseline"),
    }
  }),
  gzipKb: await verifierKb(),
})

/** A bundle with one sign-off and a seal, as the file that goes to a third party. */
async function sealed(report: FrozenReport): Promise<{text: string; keys: Jwks}> {
  const {privateJwk, publicJwk} = await newSigningKey()
  const signer = await softwareSigner(privateJwk)
  const audit = {head: await sha256("head"), count: 1}
  const mother = {ref: "moeder", role: "parent"}
  const prepared = await prepareSignOff({
    id: "0195b1a0-0000-7000-8000-000000000001",
    at: now,
    report,
    purpose: "report",
    sections: "all",
    decision: "agreed",
    party: mother,
    recordedBy: mother,
    shown: {via: "screen", lang: "nl", sha256: await sha256("what she read"), withheld: []},
    auth: {mode: "self"},
    audit,
  })
  sane(prepared.ok, `no sign-off: ${prepared.ok ? "" : prepared.code}`)
  const signOffs = [await signSignOff(prepared.payload, signer)]
  const organisation = {name: "Verzonnen organisatie"}
  const seal = await sealReport(
    {at: now, report, phase: "final", signOffs, audit, organisation},
    signer,
  )
  const made = await makeBundle({report, template: {...template}, signOffs, seal})
  return {text: JSON.stringify(made), keys: {keys: [publicJwk]}}
}

async function verifierKb(): Promise<number> {
  progress("the verifier as one file …")
  return (await bundle("@wederhoor/signoff", ["verifyBundle", "describeVerification"])).gzipKb
}
