// SPDX-License-Identifier: EUPL-1.2
import {parseJson, plainCopy} from "./canonical-json.ts"
import type {Digest, Utc} from "./digest.ts"
import {SignoffError} from "./error.ts"
import {controlCode, receiptCode, receiptShape} from "./receipt.ts"
import type {Receipt} from "./receipt.ts"
import {withheldIn} from "./redact.ts"
import {
  leafDigest,
  manifestDigest,
  mentioned,
  reactionParts,
  registerOf,
  sectionDigest,
  templateDigest,
  templateSectionDigest,
} from "./report.ts"
import type {FrozenReport, Identified, Leaf, LeafKind} from "./report.ts"
import {bundleShape, isSeal} from "./seal.ts"
import type {Bundle, Phase, Seal} from "./seal.ts"
import * as shape from "./shape.ts"
import {jwsDigest, jwsShape, keyring, openJws, unverifiedPayload} from "./sign.ts"
import type {FlattenedJws, Jwks, Keyring} from "./sign.ts"
import {openSignOff} from "./sign-off.ts"
import type {SignOff} from "./sign-off.ts"
import {signOffState} from "./state.ts"
import type {SignOffStanding} from "./state.ts"

/** What can be wrong with a bundle. The words for people stand in `describeVerification`. */
export type IssueCode =
  // The file.
  | "not-json"
  | "duplicate-key"
  | "forbidden-key"
  | "bad-form"
  | "unknown-key"
  | "duplicate-id"
  // What is written.
  | `${LeafKind}-changed`
  | "uses-changed"
  | "uses-incomplete"
  | "section-changed"
  | "section-left-out"
  | "report-changed"
  | "template-changed"
  | "section-template-changed"
  // What was done about it.
  | "seal-not-believed"
  | "seal-other-report"
  | "audit-went-back"
  | "signoff-not-believed"
  | "duplicate-signoff"
  | "signoff-dropped"
  | "signoff-not-sealed"
  | "signoffs-reordered"
  | "signoff-other-report"
  | "signoff-other-history"
  | "signoff-other-text"
  | "reaction-missing"
  | "reaction-words-changed"
  | "remark-not-signed"
  | "receipt-not-believed"
  | "receipt-other-report"
  | "receipt-not-in-bundle"

/**
 * One thing that is not as it was signed. `nr` is the printed number of the statement, when its value
 * carries one; `detail` is for technicians, in English, and may quote a forged file.
 */
export interface Issue {
  code: IssueCode
  statement?: string
  nr?: string
  section?: string
  signOff?: string
  detail: string
}

/** A believed sign-off with what it is worth for this version. */
export interface CheckedSignOff extends SignOffStanding {
  id: string
  at: Utc
  version: number
  purpose: SignOff["purpose"]
  party: SignOff["party"]
  decision: SignOff["decision"]
  /** Somebody else wrote it down: on paper, or because there was no answer. */
  recorded: boolean
  /** How many parts this person could not read when signing. */
  withheldFromSigner: number
}

/** What a bundle turned out to be. */
export interface Verification {
  outcome: "unchanged" | "unchangedWithheld" | "changed"
  issues: Issue[]
  /** False when only keys from the bundle itself were at hand: then anyone could have made it. */
  keysPinned: boolean
  report: {id: string; version: number; digest: Digest} | null
  sealed: {at: Utc; phase: Phase; organisation: string} | null
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
  await checkActs(bundle, ring, options.receipts ?? [], verdict)
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

/* ---- what is written ---- */

async function contentIssues(bundle: Bundle): Promise<Issue[]> {
  const {report, template} = bundle
  const issues: Issue[] = []
  const register = await registerOf(report)
  await checkLeaves("party", report.parties, issues)
  await checkLeaves("source", report.sources, issues)
  for (const section of report.sections) {
    const at = {section: section.id}
    await checkLeaves("field", section.fields, issues, at)
    await checkLeaves("statement", section.statements, issues, at)
    await checkUses(section, register, issues)
    if ((await sectionDigest(section)) !== section.digest) {
      issues.push({code: "section-changed", ...at, detail: "the parts do not give its digest"})
    }
    if ((await templateSectionDigest(template, section.id)) !== section.template) {
      issues.push({code: "section-template-changed", ...at, detail: "another template was signed"})
    }
  }
  await checkLeaves("reaction", [...report.reactions, ...(bundle.remarks ?? [])], issues)
  checkDoubles(bundle, issues)
  if ((await manifestDigest(report)) !== report.digest) {
    issues.push({code: "report-changed", detail: "the manifest does not give the digest"})
  }
  const pinned = report.template
  const version: unknown = (template as {version?: unknown}).version
  if (
    (await templateDigest(template)) !== pinned.digest ||
    template.id !== pinned.id ||
    version !== pinned.version
  ) {
    issues.push({code: "template-changed", detail: "the template is not the one that was pinned"})
  }
  return issues
}

async function checkLeaves(
  kind: LeafKind,
  leaves: readonly Leaf<Identified>[],
  issues: Issue[],
  place: {section?: string} = {},
): Promise<void> {
  const whole = await Promise.all(leaves.map(leaf => leafHolds(kind, leaf)))
  leaves.forEach((leaf, i) => {
    if (whole[i] !== true) {
      issues.push({
        code: `${kind}-changed`,
        ...place,
        ...nameOf(kind, leaf),
        detail: detailOf(leaf),
      })
    }
  })
}

async function leafHolds(kind: LeafKind | "uses", leaf: Leaf<Identified>): Promise<boolean> {
  const digest = await leafDigest(kind, leaf)
  if (digest !== null && digest !== leaf.digest) {
    return false
  }
  if (kind !== "reaction" || leaf.salt === undefined || leaf.value === undefined) {
    return true
  }
  const parts = await reactionParts(leaf.salt, leaf.value)
  return parts.words === leaf.parts?.words && parts.later === leaf.parts.later
}

function nameOf(kind: LeafKind, leaf: Leaf<Identified>): {statement?: string; nr?: string} {
  if (kind !== "statement" || leaf.value === undefined) {
    return {}
  }
  const nr: unknown = (leaf.value as {nr?: unknown}).nr
  const printed = typeof nr === "string" || typeof nr === "number" ? {nr: String(nr)} : {}
  return {statement: leaf.value.id, ...printed}
}

function detailOf(leaf: Leaf<Identified>): string {
  return `${leaf.value?.id ?? "a part that is not shown"} does not give the digest ${leaf.digest}`
}

async function checkUses(
  section: FrozenReport["sections"][number],
  register: ReadonlyMap<string, readonly Digest[]>,
  issues: Issue[],
): Promise<void> {
  const {uses, id} = section
  if (!(await leafHolds("uses", uses))) {
    issues.push({code: "uses-changed", section: id, detail: "who and what it mentions was changed"})
  }
  if (uses.value === undefined) {
    return
  }
  const leaves: unknown = uses.value.leaves
  const listed = new Set(Array.isArray(leaves) ? (leaves as unknown[]) : [])
  const values = [...section.fields, ...section.statements].map(leaf => leaf.value)
  if (uses.value.id !== id || mentioned(values, register).some(digest => !listed.has(digest))) {
    issues.push({
      code: "uses-incomplete",
      section: id,
      detail: "it mentions more than it commits to",
    })
  }
}

/** One id names one thing, one digest stands in one place. */
function checkDoubles(bundle: Bundle, issues: Issue[]): void {
  const {report} = bundle
  const digests = new Set<Digest>()
  const check = (
    kind: LeafKind,
    leaves: readonly Leaf<Identified>[],
    ids: Set<string>,
    place = {},
  ): void => {
    for (const leaf of leaves) {
      const id = leaf.value?.id
      if (digests.has(leaf.digest) || (id !== undefined && ids.has(id))) {
        const detail = `${kind} ${id ?? leaf.digest} stands there twice`
        issues.push({code: "duplicate-id", ...place, ...nameOf(kind, leaf), detail})
      }
      digests.add(leaf.digest)
      if (id !== undefined) {
        ids.add(id)
      }
    }
  }
  check("party", report.parties, new Set())
  check("source", report.sources, new Set())
  check("reaction", [...report.reactions, ...(bundle.remarks ?? [])], new Set())
  const statements = new Set<string>()
  const sections = new Set<string>()
  for (const {id, fields, statements: leaves} of report.sections) {
    if (sections.has(id)) {
      issues.push({code: "duplicate-id", section: id, detail: `section ${id} stands there twice`})
    }
    sections.add(id)
    check("field", fields, new Set(), {section: id})
    check("statement", leaves, statements, {section: id})
  }
  const attachments = report.attachments.map(({id}) => id)
  attachments
    .filter((id, i) => attachments.indexOf(id) !== i)
    .forEach(id =>
      issues.push({code: "duplicate-id", detail: `attachment ${id} stands there twice`}),
    )
}

/* ---- what was done about it ---- */

async function checkActs(
  bundle: Bundle,
  ring: Keyring,
  receipts: readonly unknown[],
  verdict: Verification,
): Promise<void> {
  const {issues} = verdict
  const seal = await checkSeal(bundle, ring, verdict)
  const believed: SignOff[] = []
  for (const jws of bundle.signOffs) {
    const read = await openSignOff(jws, ring)
    if (!read.ok) {
      const detail = `${read.code}${read.at === "" ? "" : ` at ${read.at}`}`
      issues.push({code: "signoff-not-believed", ...claimedId(jws), detail})
    } else if (believed.some(({id}) => id === read.signOff.id)) {
      issues.push({
        code: "duplicate-signoff",
        signOff: read.signOff.id,
        detail: "it stands there twice",
      })
    } else {
      believed.push(read.signOff)
      issues.push(...bindingIssues(read.signOff, bundle.report))
    }
  }
  if (seal !== null) {
    issues.push(...(await sealedListIssues(bundle.signOffs, seal)))
    for (const {id, audit} of believed) {
      const back =
        audit.count > seal.audit.count ||
        (audit.count === seal.audit.count && audit.head !== seal.audit.head)
      if (back) {
        const detail = "the signer saw a longer or another audit chain than the seal"
        issues.push({code: "audit-went-back", signOff: id, detail})
      }
    }
  }
  issues.push(...historyIssues(believed, bundle.report))
  issues.push(...(await reactionIssues(bundle, believed)))
  issues.push(...(await receiptIssues(bundle, ring, receipts)))
  verdict.signOffs = believed.map(signOff => ({
    id: signOff.id,
    at: signOff.at,
    version: signOff.report.version,
    purpose: signOff.purpose,
    party: signOff.party,
    decision: signOff.decision,
    recorded: signOff.recordedBy.ref !== signOff.party.ref,
    withheldFromSigner: signOff.shown?.withheld.length ?? 0,
    ...signOffState(signOff, bundle.report, believed),
  }))
}

function claimedId(jws: unknown): {signOff?: string} {
  const payload = unverifiedPayload(jws)
  const id: unknown = shape.isObject(payload) ? payload["id"] : undefined
  return typeof id === "string" ? {signOff: id} : {}
}

async function checkSeal(
  {seal: jws, report}: Bundle,
  ring: Keyring,
  verdict: Verification,
): Promise<Seal | null> {
  const opened = await openJws(jws, "wederhoor-seal+jws", ring)
  if (!opened.ok || !isSeal(opened.payload)) {
    const detail = opened.ok ? "payload" : opened.code
    verdict.issues.push({code: "seal-not-believed", detail})
    return null
  }
  const seal = opened.payload
  verdict.sealed = {at: seal.at, phase: seal.phase, organisation: seal.organisation.name}
  const {id, version, digest} = seal.report
  if (id !== report.id || version !== report.version || digest !== report.digest) {
    const detail = `the seal is for ${id}, version ${version}, ${digest}`
    verdict.issues.push({code: "seal-other-report", detail})
  }
  return seal
}

async function sealedListIssues(jwss: readonly FlattenedJws[], seal: Seal): Promise<Issue[]> {
  const issues: Issue[] = []
  const present = await presentSignOffs(jwss)
  const sealed = new Set(seal.signOffs.map(({sha256}) => sha256))
  const digests = new Set(present.map(({sha256}) => sha256))
  const ids = new Set(present.map(({signOff}) => signOff))
  for (const {id, sha256} of seal.signOffs) {
    if (!digests.has(sha256) && !ids.has(id)) {
      const detail = "the seal lists it, the bundle does not hold it"
      issues.push({code: "signoff-dropped", signOff: id, detail})
    }
  }
  for (const {sha256, ...named} of present) {
    if (sha256 === null || !sealed.has(sha256)) {
      const detail = "the seal does not list this record"
      issues.push({code: "signoff-not-sealed", ...named, detail})
    }
  }
  const order = present.map(({sha256}) => sha256).join()
  if (issues.length === 0 && order !== seal.signOffs.map(({sha256}) => sha256).join()) {
    issues.push({code: "signoffs-reordered", detail: "the seal lists them in another order"})
  }
  return issues
}

function presentSignOffs(
  jwss: readonly FlattenedJws[],
): Promise<{sha256: Digest | null; signOff?: string}[]> {
  return Promise.all(
    jwss.map(async jws => ({
      sha256: shape.problemsOf(jwsShape, jws).length === 0 ? await jwsDigest(jws) : null,
      ...claimedId(jws),
    })),
  )
}

/** Is this a sign-off of this report's history, and does it say of that version what it held? */
function bindingIssues(signOff: SignOff, report: FrozenReport): Issue[] {
  const {id, report: signed, scope, statements = [], shown} = signOff
  const same = signed.version === report.version && signed.digest === report.digest
  const older = signed.version > 0 && signed.version < report.version
  const possible = signed.id === report.id && (same || older)
  if (!possible) {
    const detail = `it is for ${signed.id}, version ${signed.version}, ${signed.digest}`
    return [{code: "signoff-other-report", signOff: id, detail}]
  }
  if (!same) {
    return []
  }
  const issues: Issue[] = []
  const otherText = (detail: string, place: {section?: string} = {}): void => {
    issues.push({code: "signoff-other-text", signOff: id, ...place, detail})
  }
  for (const {section, digest} of scope) {
    const found = report.sections.find(candidate => candidate.id === section)
    if (found === undefined) {
      const detail = "it was signed and is not in the bundle"
      issues.push({code: "section-left-out", section, signOff: id, detail})
    } else if (found.digest !== digest) {
      otherText("the digest signed for this section is not that of the version", {section})
    }
  }
  const leaves = report.sections.flatMap(section => [...section.statements, ...section.fields])
  const all = [...leaves, ...report.parties, ...report.sources, ...report.reactions]
  const byDigest = new Map<Digest, Leaf<Identified>>(all.map(leaf => [leaf.digest, leaf]))
  for (const verdict of statements) {
    const leaf = byDigest.get(verdict.digest)
    if (leaf === undefined || (leaf.value !== undefined && leaf.value.id !== verdict.id)) {
      otherText(`no statement ${verdict.id} with the digest that was signed`)
    }
  }
  if (shown?.withheld.some(digest => !byDigest.has(digest)) === true) {
    otherText("what was withheld from the signer is not in this version")
  }
  return issues
}

/** One version has one digest, also an older one that is not in the bundle. */
function historyIssues(believed: readonly SignOff[], report: FrozenReport): Issue[] {
  const digests = new Map<number, Digest>([[report.version, report.digest]])
  if (report.previous !== null) {
    digests.set(report.version - 1, report.previous)
  }
  const issues: Issue[] = []
  for (const {id, report: signed} of believed) {
    const known = digests.get(signed.version) ?? signed.digest
    digests.set(signed.version, known)
    if (signed.id === report.id && signed.version < report.version && known !== signed.digest) {
      const detail = `others signed another version ${signed.version}`
      issues.push({code: "signoff-other-history", signOff: id, detail})
    }
  }
  return issues
}

async function reactionIssues(bundle: Bundle, believed: readonly SignOff[]): Promise<Issue[]> {
  const issues: Issue[] = []
  const remarks = bundle.remarks ?? []
  const words = new Set<Digest>()
  const ids = new Set<string>()
  for (const leaf of [...bundle.report.reactions, ...remarks]) {
    if (leaf.parts !== undefined && (await leafHolds("reaction", leaf))) {
      words.add(leaf.parts.words)
    }
    if (leaf.value !== undefined) {
      ids.add(leaf.value.id)
    }
  }
  const signed = new Set<Digest>()
  for (const signOff of believed) {
    for (const {id, digest} of signOff.reactions ?? []) {
      signed.add(digest)
      if (!words.has(digest)) {
        const code = ids.has(id) ? "reaction-words-changed" : "reaction-missing"
        const detail = `reaction ${id}, signed as ${digest}`
        issues.push({code, signOff: signOff.id, detail})
      }
    }
  }
  for (const remark of remarks) {
    if (remark.parts === undefined || !signed.has(remark.parts.words)) {
      const detail = `remark ${remark.value?.id ?? remark.digest} is named by no sign-off`
      issues.push({code: "remark-not-signed", detail})
    }
  }
  return issues
}

async function receiptIssues(
  bundle: Bundle,
  ring: Keyring,
  receipts: readonly unknown[],
): Promise<Issue[]> {
  const issues: Issue[] = []
  const present = new Set((await presentSignOffs(bundle.signOffs)).map(({sha256}) => sha256))
  for (const given of receipts) {
    if (shape.problemsOf(receiptShape, given).length > 0) {
      issues.push({code: "receipt-not-believed", detail: "this is not a receipt"})
      continue
    }
    const receipt = given as Receipt
    const read = await openSignOff(receipt.signOff, ring)
    if (!read.ok) {
      issues.push({code: "receipt-not-believed", ...claimedId(receipt.signOff), detail: read.code})
      continue
    }
    const {id, report, audit} = read.signOff
    const place = {signOff: id}
    if (
      receipt.report !== report.digest ||
      receipt.audit.head !== audit.head ||
      receipt.audit.count !== audit.count ||
      receipt.code !== (await receiptCode(receipt.signOff))
    ) {
      issues.push({code: "receipt-not-believed", ...place, detail: "it says other than it holds"})
    } else if (report.id !== bundle.report.id || report.version > bundle.report.version) {
      const detail = `it is for ${report.id}, version ${report.version}`
      issues.push({code: "receipt-other-report", ...place, detail})
    } else if (!present.has(await jwsDigest(receipt.signOff))) {
      const detail = "the signer holds a record that the bundle leaves out"
      issues.push({code: "receipt-not-in-bundle", ...place, detail})
    }
  }
  return issues
}
