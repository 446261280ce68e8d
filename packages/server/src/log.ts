// SPDX-License-Identifier: EUPL-1.2
import type {RecordEntry} from "@wederhoor/format"
import {
  canonicalJson,
  type ChainEntry,
  type ChainVerdict,
  chainEvent,
  digestOf,
  newSalt,
  sha256,
  verifyChain,
} from "@wederhoor/signoff"
import {createHash} from "node:crypto"

import type {Head, LoggedEntry, LoggedUpdate, SeqRange, Store} from "./store.ts"

export type {Head} from "./store.ts"

export const emptyHead: Head = {seq: 0, hash: null}

/** What the record of a destruction says, in `touches` of its link. Ids and words of law, never text. */
export interface Erasure {
  readonly op: "erase"
  readonly ranges: readonly SeqRange[]
  readonly ground: string
}

/** What this link of a log destroyed, or `null` when it is an ordinary update. */
export function erasureOf({touches}: Pick<LoggedUpdate, "touches">): Erasure | null {
  const [first] = touches as readonly Partial<Erasure>[]
  return first?.op === "erase" && Array.isArray(first.ranges) ? (first as Erasure) : null
}

const updateBody = (
  document: string,
  digest: string,
  touches: readonly object[],
): Promise<string> => digestOf("logged-update@1", {document, digest, touches})

/** The digest of an update; without a salt only for links from before there were salts. */
function digestOfBytes(bytes: Uint8Array, salt: string | null): Promise<string> {
  return sha256(salt === null ? bytes : Buffer.concat([Buffer.from(salt, "base64url"), bytes]))
}

/**
 * `digestOf` in one go, with Node's own hash: for every keystroke of everybody, three trips to the
 * threads of WebCrypto would cost more than the hash. `verifyLog` computes the same over `digestOf`.
 */
function digestNow(type: string, value: object): string {
  return createHash("sha256")
    .update(canonicalJson({"@type": `urn:wederhoor:${type}`, ...value}))
    .digest("base64url")
}

interface NewUpdate {
  readonly user: string
  readonly at: string
  readonly touches: readonly object[]
  readonly bytes: Uint8Array
}

/** The next link of the log of a document. The chain covers the digest of the bytes, not the bytes. */
export async function linkUpdate(
  document: string,
  head: Head,
  update: NewUpdate,
): Promise<LoggedUpdate> {
  return linkNow(document, head, update)
}

/** The same at once. @throws SignoffError as `linkUpdate` rejects. */
export function linkNow(
  document: string,
  {seq: last, hash: prev}: Head,
  update: NewUpdate,
): LoggedUpdate {
  const {user, at, touches, bytes} = update
  const salt = newSalt()
  const digest = createHash("sha256")
    .update(Buffer.from(salt, "base64url"))
    .update(bytes)
    .digest("base64url")
  const body = digestNow("logged-update@1", {document, digest, touches})
  const seq = last + 1
  const hash = digestNow("event@1", {seq, at, actor: user, prev, body})
  return {seq, user, at, touches, bytes, salt, digest, prev, hash}
}

const entryBody = ({event}: RecordEntry, salt: string | null): Promise<string> =>
  salt === null
    ? digestOf("record-event@1", {value: event})
    : digestOf("record-event@2", {salt, value: event})

/** The next link of the record of a report. */
export async function linkEntry(head: Head, entry: RecordEntry): Promise<LoggedEntry> {
  const {seq, at, actor} = entry
  const salt = newSalt()
  const body = await entryBody(entry, salt)
  const {hash, prev} = await chainEvent(head.hash, {seq, at, actor, body})
  return {entry, salt, prev, hash}
}

/**
 * Recompute the chain of a document's log. Changed bytes, changed touches, a missing, moved or added
 * update are all found; `seq` names the first. Bytes that were destroyed do not break the chain when a
 * later link records that; bytes that are gone without such a record count as `changed`.
 */
export async function verifyLog(
  store: Pick<Store, "updates">,
  document: string,
): Promise<ChainVerdict> {
  const links: ChainEntry[] = []
  const updates = await store.updates(document)
  const destroyed = updates.flatMap(update =>
    (erasureOf(update)?.ranges ?? []).map(([from, to]) => ({from, to, by: update.seq})),
  )
  for (const update of updates) {
    const {seq, at, user, prev, hash, digest, salt, touches, bytes} = update
    const sound = bytes
      ? (await digestOfBytes(bytes, salt)) === digest
      : destroyed.some(({from, to, by}) => from <= seq && seq <= to && seq < by)
    if (!sound) return {ok: false, code: "changed", seq}
    links.push({
      seq,
      at,
      actor: user,
      prev,
      hash,
      body: await updateBody(document, digest, touches),
    })
  }
  return verifyChain(links)
}

/** Recompute the chain of the record of a report, as `verifyLog` does for a document. */
export async function verifyRecord(
  store: Pick<Store, "entries">,
  report: string,
): Promise<ChainVerdict> {
  const links: ChainEntry[] = []
  for (const {entry, salt, prev, hash} of await store.entries(report)) {
    const {seq, at, actor} = entry
    links.push({seq, at, actor, prev, hash, body: await entryBody(entry, salt)})
  }
  return verifyChain(links)
}
