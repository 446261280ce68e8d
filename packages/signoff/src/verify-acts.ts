// SPDX-License-Identifier: EUPL-1.2
import type {Digest, Utc} from "./digest.ts"
import type {Issue} from "./issue.ts"
import {receiptCode, receiptShape} from "./receipt.ts"
import type {Receipt} from "./receipt.ts"
import type {FrozenReport, Identified, Leaf} from "./report.ts"
import {isSeal} from "./seal.ts"
import type {Bundle, Phase, Seal} from "./seal.ts"
import * as shape from "./shape.ts"
import {jwsDigest, jwsShape, openJws, unverifiedPayload} from "./sign.ts"
import type {FlattenedJws, Keyring} from "./sign.ts"
import {openSignOff} from "./sign-off.ts"
import type {SignOff} from "./sign-off.ts"
import {signOffState} from "./state.ts"
import type {SignOffStanding} from "./state.ts"
import {leafHolds} from "./verify-content.ts"

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

/** What was done about a version, as far as it is believed. */
export interface Acts {
  sealed: {at: Utc; phase: Phase; organisation: string} | null
  signOffs: CheckedSignOff[]
  /** Sign-offs that the seal lists as confidential and this copy does not hold. */
  notShown: number
}

/** Check seal, sign-offs, the reactions they name, and receipts; problems go into `issues`. */
export async function checkActs(
  bundle: Bundle,
  ring: Keyring,
  receipts: readonly unknown[],
  issues: Issue[],
): Promise<Acts> {
  const seal = await checkSeal(bundle, ring, issues)
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
  const signOffs = believed.map((signOff): CheckedSignOff => ({
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
  const sealed =
    seal === null ? null : {at: seal.at, phase: seal.phase, organisation: seal.organisation.name}
  const held = new Set(believed.map(({id}) => id))
  const hidden = seal?.signOffs.filter(({id, confidential}) => confidential && !held.has(id)) ?? []
  return {sealed, signOffs, notShown: hidden.length}
}

function claimedId(jws: unknown): {signOff?: string} {
  const payload = unverifiedPayload(jws)
  const id: unknown = shape.isObject(payload) ? payload["id"] : undefined
  return typeof id === "string" ? {signOff: id} : {}
}

async function checkSeal(
  {seal: jws, report}: Bundle,
  ring: Keyring,
  issues: Issue[],
): Promise<Seal | null> {
  const opened = await openJws(jws, "wederhoor-seal+jws", ring)
  if (!opened.ok || !isSeal(opened.payload)) {
    const detail = opened.ok ? "payload" : opened.code
    issues.push({code: "seal-not-believed", detail})
    return null
  }
  const seal = opened.payload
  const {id, version, digest} = seal.report
  if (id !== report.id || version !== report.version || digest !== report.digest) {
    const detail = `the seal is for ${id}, version ${version}, ${digest}`
    issues.push({code: "seal-other-report", detail})
  }
  return seal
}

async function sealedListIssues(jwss: readonly FlattenedJws[], seal: Seal): Promise<Issue[]> {
  const issues: Issue[] = []
  const present = await presentSignOffs(jwss)
  const sealed = new Set(seal.signOffs.map(({sha256}) => sha256))
  const digests = new Set(present.map(({sha256}) => sha256))
  const ids = new Set(present.map(({signOff}) => signOff))
  for (const {id, sha256, confidential} of seal.signOffs) {
    if (!digests.has(sha256) && !ids.has(id) && confidential !== true) {
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
  const expected = seal.signOffs.filter(({sha256}) => digests.has(sha256))
  if (issues.length === 0 && order !== expected.map(({sha256}) => sha256).join()) {
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
