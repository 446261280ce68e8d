// SPDX-License-Identifier: EUPL-1.2
import {
  contentOf,
  doersOf,
  isOwnWords,
  layerOf,
  redactFor,
  type Person,
  type RecordEvent,
  type RecordState,
  type Template,
  type Version,
  type VersionRef,
} from "@wederhoor/format"
import {
  type Decision,
  digestOf,
  type FlattenedJws,
  type Jwks,
  type Leaf,
  newReaction,
  newSalt,
  prepareSignOff,
  type Purpose,
  readSignOff,
  receiptCode,
  signSignOff,
  type Signer,
  type SignOff,
  signOffState,
  withheldIn,
} from "@wederhoor/signoff"

import type {Claims} from "./identity.ts"
import type {Store} from "./store.ts"
import type {Versions} from "./versions.ts"

/** The key of the organisation, and the keys it publishes: old ones stay, reports outlive them. */
export interface Keys {
  readonly signer: Signer
  readonly published: Jwks
}

/** A sign-off as the record will hold it, or the rule that stands in its way. */
export type MadeSignOff =
  | {readonly ok: true; readonly event: RecordEvent & {type: "signed"}; readonly jws: FlattenedJws}
  | {readonly ok: false; readonly code: string}

/** What a sign-off is worth now, and the code on its receipt. */
export interface Worth {
  readonly state: string
  readonly receiptCode: string
}

/** Every sign-off of a record that the published keys vouch for. */
export async function believed(state: RecordState, keys: Keys): Promise<SignOff[]> {
  const read = await Promise.all(state.signOffs.map(({jws}) => readSignOff(jws, keys.published)))
  return read.flatMap(result => (result.ok ? [result.signOff] : []))
}

/** State and receipt code of each sign-off, by id, measured against a version. */
export async function worthOf(
  state: RecordState,
  version: Version,
  keys: Keys,
): Promise<{[id: string]: Worth}> {
  const all = await believed(state, keys)
  const worth: {[id: string]: Worth} = {}
  for (const {id, jws} of state.signOffs) {
    const signOff = all.find(one => one.id === id)
    worth[id] = {
      state: signOff ? signOffState(signOff, version, all).state : "superseded",
      receiptCode: await receiptCode(jws as FlattenedJws),
    }
  }
  return worth
}

/** Make one sign-off: the payload from what the server knows, never from what the client says. */
export async function makeSignOff(
  parts: {readonly keys: Keys; readonly store: Store; readonly versions: Versions},
  input: {
    readonly state: RecordState
    readonly template: Template
    readonly audit: {readonly head: string; readonly count: number}
    readonly version: Version
    readonly ref: VersionRef
    readonly now: string
    readonly party: Person
    readonly recordedBy: Person
    readonly claims: Claims
    readonly purpose: Purpose
    readonly decision: Decision
    readonly remarks: string
    /** Id of an earlier sign-off of this person that this one takes back; then nothing is shown. */
    readonly withdraws?: string
    /** Only where nothing was shown: a decision that a professional records. */
    readonly recorded?: {
      readonly reason: string
      readonly attempts: readonly {
        readonly on: string
        readonly channel: string
        readonly result: string
      }[]
    }
  },
): Promise<MadeSignOff> {
  const {state, version, ref, party, recordedBy, claims, recorded, now, withdraws} = input
  const copy = redactFor(version, state, party, input.template)
  const rendition = ref.renditions.find(one => one.person === party.id)
  const earlier = await believed(state, parts.keys)
  const replaced = earlier.findLast(
    one =>
      one.party.ref === party.id && one.purpose === input.purpose && one.report.id === state.report,
  )
  const id = timeOrderedId(now)
  const remark = input.remarks.trim() === "" ? null : await remarkLeaf(id, input)
  const prepared = await prepareSignOff({
    id,
    at: now,
    report: copy,
    purpose: input.purpose,
    party: {ref: party.id, role: party.role},
    sections: scopeOf(copy, party.id, input.purpose),
    decision: input.decision,
    ...(remark ? {reactions: [remark]} : {}),
    shown:
      recorded || withdraws !== undefined || !rendition
        ? null
        : {
            via: "screen",
            lang: version.lang,
            mediaType: "text/html",
            sha256: rendition.sha256,
            withheld: withheldIn(copy),
          },
    recordedBy: {ref: recordedBy.id, role: recordedBy.role},
    auth: {
      mode: recorded ? "recorded" : "self",
      iss: claims.issuer,
      ...(claims.acr ? {acr: claims.acr} : {}),
      ...(claims.authTime ? {authTime: claims.authTime} : {}),
      ...(recorded ? {} : {subject: await subjectDigest(parts.store, state.report, claims)}),
    },
    ...(recorded && recorded.attempts.length > 0
      ? {
          attempts: recorded.attempts.map(({on, channel, result}) => ({
            at: `${on}T12:00:00Z`,
            channel: channelOf(channel),
            result,
          })),
        }
      : {}),
    ...(recorded ? {reason: recorded.reason} : {}),
    ...(withdraws !== undefined ? {withdraws} : replaced ? {replaces: replaced.id} : {}),
    earlier,
    audit: input.audit,
  })
  if (!prepared.ok) return {ok: false, code: prepared.code}
  if (remark) await parts.versions.keepRemark(remark)
  const jws = await signSignOff(prepared.payload, parts.keys.signer)
  return {
    ok: true,
    jws,
    event: {
      type: "signed",
      signOff: id,
      person: party.id,
      purpose: input.purpose,
      decision: input.decision,
      remarks: recorded ? recorded.reason : input.remarks,
      version: ref.number,
      jws,
      ...(withdraws === undefined ? {} : {withdraws}),
    },
  }
}

/**
 * What a signature is about: the sections with one's own words, those with a task of one's own, or all
 * of the report. A change anywhere else leaves it as it is.
 */
function scopeOf(copy: Version, person: string, purpose: Purpose): readonly string[] | "all" {
  if (purpose !== "ownWords" && purpose !== "plan") return "all"
  const own = contentOf(copy).sections.filter(({statements}) =>
    statements.some(one =>
      purpose === "ownWords"
        ? isOwnWords(one, person)
        : layerOf(one.kind) === "plan" && doersOf(one).includes(person),
    ),
  )
  return own.length > 0 ? own.map(({id}) => id) : "all"
}

/** Remarks given while signing: each is named by its sign-off and belongs in the bundle. */
export async function remarksOf(
  state: RecordState,
  keys: Keys,
  versions: Versions,
): Promise<Leaf[]> {
  const named = (await believed(state, keys)).flatMap(signOff => signOff.reactions ?? [])
  const leaves = await Promise.all(named.map(({digest}) => versions.remark(digest)))
  return leaves.flatMap(leaf => leaf ?? [])
}

function remarkLeaf(
  signOff: string,
  input: {party: Person; remarks: string; ref: VersionRef; now: string},
): Promise<Leaf> {
  return newReaction({
    id: `remark-${signOff}`,
    type: "ownView",
    by: input.party.id,
    on: "",
    text: input.remarks,
    version: input.ref.number,
    at: input.now,
  })
}

/**
 * A digest that is the same for the same login in the same report and says nothing elsewhere. The
 * salt is drawn once per report and never leaves the store.
 */
async function subjectDigest(store: Store, report: string, claims: Claims): Promise<string> {
  const key = `subject-salt/${report}`
  await store.putBlob(key, {bytes: new TextEncoder().encode(newSalt()), mediaType: "text/plain"})
  const salt = new TextDecoder().decode((await store.getBlob(key))?.bytes)
  return digestOf("subject@1", {salt, iss: claims.issuer, sub: claims.subject})
}

const channels = {
  letter: /brief|letter|post/i,
  phone: /bel|telefo|phone|call/i,
  email: /mail/i,
  visit: /./,
} as const

/** The words people use for an attempt, as one of the four channels of a sign-off. */
function channelOf(words: string): keyof typeof channels {
  if (Object.hasOwn(channels, words)) return words as keyof typeof channels
  const names = ["email", "phone", "letter", "visit"] as const
  return names.find(name => channels[name].test(words)) ?? "visit"
}

/** UUIDv7 (RFC 9562): sorts by time, and tells nothing else. */
function timeOrderedId(now: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let ms = Date.parse(now)
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256
    ms = Math.floor(ms / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString("hex")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
