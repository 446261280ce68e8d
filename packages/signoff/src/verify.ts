// SPDX-License-Identifier: EUPL-1.2
import {parseJson, plainCopy} from "./canonical-json.ts"
import type {Digest} from "./digest.ts"
import {SignoffError} from "./error.ts"
import type {Issue} from "./issue.ts"
import {controlCode} from "./receipt.ts"
import {withheldIn} from "./redact.ts"
import type {FrozenReport, Leaf} from "./report.ts"
import {bundleShape} from "./seal.ts"
import type {Bundle} from "./seal.ts"
import * as shape from "./shape.ts"
import {keyring} from "./sign.ts"
import type {Jwks} from "./sign.ts"
import {checkActs} from "./verify-acts.ts"
import type {Acts, CheckedSignOff} from "./verify-acts.ts"
import {contentIssues} from "./verify-content.ts"

/** What a bundle turned out to be. */
export interface Verification {
  outcome: "unchanged" | "unchangedWithheld" | "changed"
  issues: Issue[]
  /** False when only keys from the bundle itself were at hand: then anyone could have made it. */
  keysPinned: boolean
  report: {id: string; version: number; digest: Digest} | null
  sealed: Acts["sealed"]
  signOffs: CheckedSignOff[]
  counts: {
    sections: number
    statements: number
    reactions: number
    parties: number
    sources: number
    fields: number
    withheld: number
  }
  /** The control code of this bundle, to compare with the one on paper. */
  code: string | null
}

/** What the reader holds besides the bundle. */
export interface VerifyOptions {
  /** The published keys of the organisation, old ones too. */
  keys?: Jwks
  /** Receipts of signers: each must be found again in the bundle. */
  receipts?: readonly unknown[]
}

/**
 * Check a bundle offline: every leaf, section and manifest, the template, the seal, every sign-off,
 * the reactions they name, and what each sign-off is worth now.
 *
 * Give the file as text when you have it: only then are keys seen that stand twice. With `keys`, only
 * these count; without, the keys in the bundle are tried and `keysPinned` is false. Says nothing
 * about truth, capacity or pressure. Total: any value gives a `Verification`. About 0.1 ms a statement.
 *
 * @throws SignoffError `bad-key` only: a pinned key that cannot be used.
 */
export async function verifyBundle(
  given: unknown,
  options: VerifyOptions = {},
): Promise<Verification> {
  const pinned = options.keys === undefined ? null : await keyring(options.keys, false)
  const verdict: Verification = {
    outcome: "changed",
    issues: [],
    keysPinned: pinned !== null,
    report: null,
    sealed: null,
    signOffs: [],
    counts: {
      sections: 0,
      statements: 0,
      reactions: 0,
      parties: 0,
      sources: 0,
      fields: 0,
      withheld: 0,
    },
    code: null,
  }
  const bundle = readBundle(given, verdict.issues)
  if (bundle === null) {
    return verdict
  }
  const {report} = bundle
  verdict.report = {id: report.id, version: report.version, digest: report.digest}
  verdict.code = await controlCode(bundle)
  verdict.counts = countsOf(report)
  verdict.issues.push(...(await contentIssues(bundle)))
  const ring = pinned ?? (await keyring(bundle.keysHint ?? {keys: []}, true))
  const acts = await checkActs(bundle, ring, options.receipts ?? [], verdict.issues)
  verdict.sealed = acts.sealed
  verdict.signOffs = acts.signOffs
  verdict.counts.withheld += acts.notShown
  if (verdict.issues.length === 0) {
    const gaps = verdict.counts.withheld + (bundle.remarks ?? []).filter(isGap).length
    verdict.outcome = gaps > 0 ? "unchangedWithheld" : "unchanged"
  }
  return verdict
}

/** Text or value to a plain, well-formed bundle; null when there is nothing to check. */
function readBundle(given: unknown, issues: Issue[]): Bundle | null {
  let value: unknown
  try {
    value = plainCopy(typeof given === "string" ? parseJson(given) : given)
  } catch (error) {
    const code = error instanceof SignoffError ? error.code : ""
    const named = code === "duplicate-key" || code === "forbidden-key"
    const detail = error instanceof SignoffError ? error.message : "it could not be read"
    issues.push({code: named ? code : "not-json", detail})
    return null
  }
  const problems = shape.problemsOf(bundleShape, value)
  for (const {code, at} of problems.slice(0, 100)) {
    issues.push({
      code: code === "unknown-key" ? code : "bad-form",
      detail: `${code} at ${at === "" ? "(root)" : at}`,
    })
  }
  return problems.every(({code}) => code === "unknown-key") ? (value as Bundle) : null
}

const isGap = (leaf: Leaf<unknown>): boolean => leaf.withheld !== undefined

function countsOf(report: FrozenReport): Verification["counts"] {
  const total = (key: "fields" | "statements"): number =>
    report.sections.reduce((sum, section) => sum + section[key].length, 0)
  return {
    sections: report.sections.length,
    statements: total("statements"),
    reactions: report.reactions.length,
    parties: report.parties.length,
    sources: report.sources.length,
    fields: total("fields"),
    withheld: withheldIn(report).length,
  }
}
