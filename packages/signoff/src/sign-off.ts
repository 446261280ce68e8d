// SPDX-License-Identifier: EUPL-1.2
import {plainCopy} from "./canonical-json.ts"
import {NS} from "./digest.ts"
import type {Digest, Utc} from "./digest.ts"
import {SignoffError} from "./error.ts"
import type {FrozenReport, Identified, Leaf} from "./report.ts"
import {reactionParts} from "./report.ts"
import {withheldIn} from "./redact.ts"
import * as shape from "./shape.ts"
import {keyring, openJws, signJson} from "./sign.ts"
import type {FlattenedJws, Jwks, JwsRefusal, Keyring, Signer} from "./sign.ts"

/** The first four are a person's own act; the last three record that there was none. */
export type Decision =
  | "agreed"
  | "agreedWithRemarks"
  | "disagreed"
  | "seen"
  | "declined"
  | "noResponse"
  | "unreachable"

/** Seven acts, never one tick box. */
export type Purpose = "ownWords" | "report" | "plan" | "consent" | "author" | "approval"

/** What a person was shown, and how. */
export interface Shown {
  via: "screen" | "paper" | "readAloud" | "conversation"
  /** BCP 47, of the text as read. */
  lang: string
  mediaType?: string
  /** SHA-256 of exactly the bytes that were shown. */
  sha256: Digest
  /** `withheldIn(copy)`: digests of the leaves this person could not read. */
  withheld: Digest[]
  /** Role only: interpreter, supportPerson. */
  with?: string
}

export interface SignOffParty {
  ref: string
  role: string
  /** The person acted for. Needs `representation`. */
  represents?: string
  /** Id of the record entry that shows the right to act for `represents`. */
  representation?: string
}

/** How the organisation knows who acted. No BSN, ever. */
export interface SignOffAuth {
  mode: "self" | "paper" | "recorded"
  iss?: string
  acr?: string
  authTime?: Utc
  /** Salted digest of the subject at the issuer: the same person in the same report, no more. */
  subject?: Digest
  /** SHA-256 of the scan of a paper sign-off. */
  scan?: Digest
}

/** The payload of a sign-off. What is stored is the JWS; this is what it says. */
export interface SignOff {
  "@type": string
  /** UUIDv7. */
  id: string
  at: Utc
  report: {id: string; version: number; digest: Digest}
  purpose: Purpose
  party: SignOffParty
  /** Sections with their digests; never empty. */
  scope: {section: string; digest: Digest}[]
  decision: Decision
  /** Verdicts on single statements; each holds as long as that statement stands unchanged. */
  statements?: {id: string; digest: Digest; decision: Decision; reaction?: string}[]
  /** The party's own words: `parts.words` of each reaction leaf. */
  reactions?: {id: string; digest: Digest}[]
  /** Null when nothing was shown; then only a recorded decision is possible. */
  shown: Shown | null
  recordedBy: {ref: string; role: string}
  auth: SignOffAuth
  attempts?: {at: Utc; channel: "letter" | "phone" | "email" | "visit"; result: string}[]
  reason?: string
  /** Id of an earlier sign-off of the same party and purpose. */
  replaces?: string
  withdraws?: string
  /** Head of the audit chain at that moment: the signer holds it against the organisation. */
  audit: {head: Digest; count: number}
}

/** Why a sign-off is refused. Each is a rule, not a fault of the machine. */
export type SignOffRefusal =
  | "bad-form"
  | "no-decision"
  | "empty-scope"
  | "unknown-section"
  | "unknown-statement"
  | "remarks-missing"
  | "remark-of-another"
  | "remark-withheld"
  | "not-own-act"
  | "scan-missing"
  | "evidence-missing"
  | "shown-missing"
  | "shown-digest-missing"
  | "shown-withheld-missing"
  | "representation-missing"
  | "parent-represents-child"
  | "subject-signs-twice"
  | "unknown-earlier"
  | "not-theirs-to-take-back"
  | "withdrawal-agrees"

/** What `prepareSignOff` is told. Author, role, time and version come from the server, not the client. */
export interface SignOffInput {
  id: string
  at: Utc
  /** The version that is signed; a redacted copy will do. */
  report: FrozenReport
  purpose: Purpose
  party: SignOffParty
  /** Ids of sections; `"all"` for the whole report. */
  sections: readonly string[] | "all"
  /** There is no default. */
  decision?: Decision | undefined
  statements?: readonly {id: string; decision: Decision; reaction?: string}[]
  /** The party's own reactions, from the report or made now (`newReaction`). */
  reactions?: readonly Leaf<Identified>[]
  shown?: Partial<Shown> | null
  recordedBy: {ref: string; role: string}
  auth: SignOffAuth
  attempts?: SignOff["attempts"]
  reason?: string
  replaces?: string
  withdraws?: string
  /** All sign-offs of this report so far; needed with `replaces` and `withdraws`. */
  earlier?: readonly SignOff[]
  audit: {head: Digest; count: number}
}

export type Prepared = {ok: true; payload: SignOff} | {ok: false; code: SignOffRefusal; at: string}

const OWN: readonly string[] = ["agreed", "agreedWithRemarks", "disagreed", "seen"]
const RECORDED: readonly string[] = ["declined", "noResponse", "unreachable"]

/** May only the person do this (and nobody for them)? */
export function isOwnDecision(decision: string): boolean {
  return OWN.includes(decision)
}

/**
 * Make the payload of a sign-off, or say which rule stands in the way.
 *
 * No tacit agreement: `no-decision` · `empty-scope` · `unknown-section` · `unknown-statement`.
 * Own act (SGN-9): `not-own-act` when agreed, agreedWithRemarks, disagreed or seen is given by anyone
 * but the party, authenticated (`auth.mode` self) or on paper (`scan-missing` without its digest).
 * Own words (SGN-1): `remarks-missing` · `remark-of-another` · `remark-withheld`.
 * Evidence (HRG-8, HRG-9): `evidence-missing` when declined has no reason, unreachable no attempts,
 * noResponse neither. Reading: `shown-missing` · `shown-digest-missing` ·
 * `shown-withheld-missing` (the report given is a copy with gaps that `shown` does not own up to). Acting for another:
 * `representation-missing` · `parent-represents-child` · `subject-signs-twice`. Taking back:
 * `unknown-earlier` · `not-theirs-to-take-back` · `withdrawal-agrees`. `bad-form`: a key is missing
 * or wrong; `at` is a JSON pointer into the payload.
 */
export async function prepareSignOff(input: SignOffInput): Promise<Prepared> {
  const refuse = (code: SignOffRefusal, at: string): Prepared => ({ok: false, code, at})
  if (input.decision === undefined || ![...OWN, ...RECORDED].includes(input.decision)) {
    return refuse("no-decision", "/decision")
  }
  const wanted = input.sections === "all" ? null : new Set(input.sections)
  const scope = input.report.sections
    .filter(section => wanted === null || wanted.has(section.id))
    .map(section => ({section: section.id, digest: section.digest}))
  if (wanted !== null && scope.length < wanted.size) {
    return refuse("unknown-section", "/scope")
  }
  const statements: NonNullable<SignOff["statements"]> = []
  for (const verdict of input.statements ?? []) {
    const leaf = input.report.sections
      .filter(section => wanted === null || wanted.has(section.id))
      .flatMap(section => section.statements)
      .find(({value}) => value?.id === verdict.id)
    if (leaf === undefined) {
      return refuse("unknown-statement", `/statements/${statements.length}`)
    }
    statements.push({...verdict, digest: leaf.digest})
  }
  const reactions: NonNullable<SignOff["reactions"]> = []
  for (const {salt, value} of input.reactions ?? []) {
    const at = `/reactions/${reactions.length}`
    if (salt === undefined || value === undefined) {
      return refuse("remark-withheld", at)
    }
    const by: unknown = (value as {by?: unknown}).by
    if (by !== undefined && by !== input.party.ref && by !== input.party.represents) {
      return refuse("remark-of-another", at)
    }
    reactions.push({id: value.id, digest: (await reactionParts(salt, value)).words})
  }
  if (input.shown !== undefined && input.shown !== null && input.shown.sha256 === undefined) {
    return refuse("shown-digest-missing", "/shown/sha256")
  }
  const owned = new Set(input.shown?.withheld)
  if (input.shown && withheldIn(input.report).some(gap => !owned.has(gap))) {
    return refuse("shown-withheld-missing", "/shown/withheld")
  }
  const {id, version, digest} = input.report
  const draft = {
    "@type": `${NS}sign-off@1`,
    id: input.id,
    at: input.at,
    report: {id, version, digest},
    purpose: input.purpose,
    party: input.party,
    scope,
    decision: input.decision,
    ...(statements.length === 0 ? {} : {statements}),
    ...(reactions.length === 0 ? {} : {reactions}),
    shown: input.shown ?? null,
    recordedBy: input.recordedBy,
    auth: input.auth,
    ...(input.attempts === undefined ? {} : {attempts: input.attempts}),
    ...(input.reason === undefined ? {} : {reason: input.reason}),
    ...(input.replaces === undefined ? {} : {replaces: input.replaces}),
    ...(input.withdraws === undefined ? {} : {withdraws: input.withdraws}),
    audit: input.audit,
  }
  let payload: SignOff
  try {
    payload = plainCopy(draft) as SignOff
  } catch (error) {
    return refuse("bad-form", error instanceof SignoffError ? error.at : "")
  }
  const broken = brokenRule(payload) ?? clash(payload, input.report, input.earlier ?? [])
  return broken === null ? {ok: true, payload} : {ok: false, ...broken}
}

type Broken = {code: SignOffRefusal; at: string} | null

const decision = shape.oneOf(...OWN, ...RECORDED)

const signOffShape = shape.closed(
  {
    "@type": shape.oneOf(`${NS}sign-off@1`),
    id: shape.text,
    at: shape.utc,
    report: shape.closed({id: shape.text, version: shape.count, digest: shape.digest}),
    purpose: shape.oneOf("ownWords", "report", "plan", "consent", "author", "approval"),
    party: shape.closed(
      {ref: shape.text, role: shape.text},
      {represents: shape.text, representation: shape.text},
    ),
    scope: shape.listOf(shape.closed({section: shape.text, digest: shape.digest})),
    decision,
    shown: shape.orNull(
      shape.closed(
        {
          via: shape.oneOf("screen", "paper", "readAloud", "conversation"),
          lang: shape.text,
          sha256: shape.digest,
          withheld: shape.listOf(shape.digest),
        },
        {mediaType: shape.text, with: shape.text},
      ),
    ),
    recordedBy: shape.closed({ref: shape.text, role: shape.text}),
    auth: shape.closed(
      {mode: shape.oneOf("self", "paper", "recorded")},
      {
        iss: shape.text,
        acr: shape.text,
        authTime: shape.utc,
        subject: shape.digest,
        scan: shape.digest,
      },
    ),
    audit: shape.closed({head: shape.digest, count: shape.count}),
  },
  {
    statements: shape.listOf(
      shape.closed({id: shape.text, digest: shape.digest, decision}, {reaction: shape.text}),
      1,
    ),
    reactions: shape.listOf(shape.closed({id: shape.text, digest: shape.digest}), 1),
    attempts: shape.listOf(
      shape.closed({
        at: shape.utc,
        channel: shape.oneOf("letter", "phone", "email", "visit"),
        result: shape.text,
      }),
      1,
    ),
    reason: shape.text,
    replaces: shape.text,
    withdraws: shape.text,
  },
)

/** The first rule that a payload breaks by itself. Asked when it is made and when it is read. */
export function brokenRule(value: unknown): Broken {
  const [problem] = shape.problemsOf(signOffShape, value)
  if (problem !== undefined) {
    return {code: "bad-form", at: problem.at}
  }
  const payload = value as SignOff
  if (payload.scope.length === 0) {
    return {code: "empty-scope", at: "/scope"}
  }
  if (new Set(payload.scope.map(({section}) => section)).size < payload.scope.length) {
    return {code: "bad-form", at: "/scope"}
  }
  const {party, recordedBy, auth} = payload
  if ((party.represents === undefined) !== (party.representation === undefined)) {
    return {code: "representation-missing", at: "/party"}
  }
  if (party.represents === party.ref) {
    return {code: "representation-missing", at: "/party/represents"}
  }
  const self = recordedBy.ref === party.ref
  if (auth.mode === "self" && !self) {
    return {code: "not-own-act", at: "/recordedBy"}
  }
  if (auth.mode === "paper" && auth.scan === undefined) {
    return {code: "scan-missing", at: "/auth/scan"}
  }
  return brokenAct(payload, self) ?? brokenTakingBack(payload)
}

function brokenAct(payload: SignOff, self: boolean): Broken {
  const {decision, auth, shown, attempts, reason} = payload
  const verdicts = payload.statements ?? []
  if (verdicts.some(verdict => !isOwnDecision(verdict.decision))) {
    return {code: "not-own-act", at: "/statements"}
  }
  if (isOwnDecision(decision)) {
    if (auth.mode === "recorded") {
      return {code: "not-own-act", at: "/auth/mode"}
    }
    if (shown === null) {
      return {code: "shown-missing", at: "/shown"}
    }
  } else {
    if (verdicts.length > 0) {
      return {code: "not-own-act", at: "/statements"}
    }
    if (self && decision !== "declined") {
      return {code: "not-own-act", at: "/recordedBy"}
    }
    const evidence =
      (decision === "declined" && (self || auth.mode === "paper" || reason !== undefined)) ||
      (decision === "noResponse" && (attempts ?? reason) !== undefined) ||
      (decision === "unreachable" && attempts !== undefined)
    if (!evidence) {
      return {code: "evidence-missing", at: decision === "declined" ? "/reason" : "/attempts"}
    }
  }
  const named = new Set(payload.reactions?.map(({id}) => id))
  const remarked = [payload, ...verdicts].some(act => act.decision === "agreedWithRemarks")
  if (remarked && named.size === 0) {
    return {code: "remarks-missing", at: "/reactions"}
  }
  const at = verdicts.findIndex(
    verdict =>
      (verdict.decision === "agreedWithRemarks" && verdict.reaction === undefined) ||
      (verdict.reaction !== undefined && !named.has(verdict.reaction)),
  )
  return at < 0 ? null : {code: "remarks-missing", at: `/statements/${at}/reaction`}
}

function brokenTakingBack(payload: SignOff): Broken {
  const {replaces, withdraws, decision, id} = payload
  if (replaces !== undefined && withdraws !== undefined) {
    return {code: "bad-form", at: "/withdraws"}
  }
  if (replaces === id || withdraws === id) {
    return {code: "unknown-earlier", at: replaces === id ? "/replaces" : "/withdraws"}
  }
  if (withdraws !== undefined && (decision === "agreed" || decision === "agreedWithRemarks")) {
    return {code: "withdrawal-agrees", at: "/withdraws"}
  }
  return null
}

/** Rules between a sign-off, the register and what was signed before. */
function clash(payload: SignOff, report: FrozenReport, earlier: readonly SignOff[]): Broken {
  const {party, auth} = payload
  if (party.represents !== undefined) {
    const roleOf = (ref: string): unknown =>
      report.parties
        .map(leaf => leaf.value as {id: string; role?: unknown} | undefined)
        .find(value => value?.id === ref)?.role
    const role = roleOf(party.ref) ?? party.role
    const parent = role === "parent" || role === "carer"
    if (parent && roleOf(party.represents) === "child") {
      return {code: "parent-represents-child", at: "/party/represents"}
    }
  }
  const twice = earlier.some(
    other =>
      other.auth.subject !== undefined &&
      other.auth.subject === auth.subject &&
      other.party.ref !== party.ref,
  )
  if (twice) {
    return {code: "subject-signs-twice", at: "/auth/subject"}
  }
  const key = payload.replaces === undefined ? "withdraws" : "replaces"
  const target = payload[key]
  if (target === undefined) {
    return null
  }
  const found = earlier.find(other => other.id === target)
  if (found === undefined) {
    return {code: "unknown-earlier", at: `/${key}`}
  }
  return mayTakeBack(payload, found) ? null : {code: "not-theirs-to-take-back", at: `/${key}`}
}

/**
 * May this sign-off replace or withdraw that one? Only the same party, for the same purpose, in the
 * same report, not before it; and what a person did themselves only they can undo.
 */
export function mayTakeBack(later: SignOff, earlier: SignOff): boolean {
  const own = (signOff: SignOff): boolean =>
    isOwnDecision(signOff.decision) ||
    signOff.recordedBy.ref === signOff.party.ref ||
    signOff.auth.mode === "paper"
  return (
    later.id !== earlier.id &&
    later.report.id === earlier.report.id &&
    later.report.version >= earlier.report.version &&
    later.purpose === earlier.purpose &&
    later.party.ref === earlier.party.ref &&
    later.party.represents === earlier.party.represents &&
    Date.parse(later.at) >= Date.parse(earlier.at) &&
    (own(later) || !own(earlier))
  )
}

/**
 * Sign a prepared payload with the key of the organisation. What comes back is the record itself.
 *
 * @throws SignoffError with the broken rule as code for a payload that `prepareSignOff` did not make,
 *   or `signer-disobeyed`.
 */
export async function signSignOff(payload: SignOff, signer: Signer): Promise<FlattenedJws> {
  const broken = brokenRule(payload)
  if (broken !== null) {
    throw new SignoffError(broken.code, broken.at, "make the payload with prepareSignOff")
  }
  return signJson(signer, "wederhoor-signoff+jws", payload, seconds(payload.at))
}

export function seconds(at: Utc): number {
  return Math.floor(Date.parse(at) / 1000)
}

export type ReadSignOff =
  | {ok: true; signOff: SignOff; kid: string}
  | {ok: false; code: JwsRefusal | SignOffRefusal; at: string}

/**
 * Read a stored sign-off and believe it only when a pinned key signed it and it keeps the rules: a
 * "yes" recorded by a professional is refused even with a good signature. Total on any JSON value.
 */
export async function readSignOff(jws: unknown, keys: Jwks): Promise<ReadSignOff> {
  return openSignOff(jws, await keyring(keys, false))
}

export async function openSignOff(jws: unknown, ring: Keyring): Promise<ReadSignOff> {
  const opened = await openJws(jws, "wederhoor-signoff+jws", ring)
  if (!opened.ok) {
    return {...opened, at: ""}
  }
  const broken = brokenRule(opened.payload)
  if (broken !== null) {
    return {ok: false, ...broken}
  }
  const signOff = opened.payload as SignOff
  return seconds(signOff.at) === opened.iat
    ? {ok: true, signOff, kid: opened.kid}
    : {ok: false, code: "header", at: "/at"}
}
