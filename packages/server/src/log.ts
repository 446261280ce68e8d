// SPDX-License-Identifier: EUPL-1.2
import type {RecordEntry} from "@wederhoor/format"
import {
  type ChainEntry,
  type ChainVerdict,
  chainEvent,
  digestOf,
  sha256,
  verifyChain,
} from "@wederhoor/signoff"

import type {LoggedEntry, LoggedUpdate, Store} from "./store.ts"

/** Where a log stands: the number and the hash of its last link. */
export interface Head {
  readonly seq: number
  readonly hash: string | null
}

export const emptyHead: Head = {seq: 0, hash: null}

const updateBody = (
  document: string,
  digest: string,
  touches: readonly object[],
): Promise<string> => digestOf("logged-update@1", {document, digest, touches})

/** The next link of the log of a document. The chain covers the digest of the bytes, not the bytes. */
export async function linkUpdate(
  document: string,
  head: Head,
  update: {user: string; at: string; touches: readonly object[]; bytes: Uint8Array},
): Promise<LoggedUpdate> {
  const digest = await sha256(update.bytes)
  const body = await updateBody(document, digest, update.touches)
  const seq = head.seq + 1
  const {hash, prev} = await chainEvent(head.hash, {seq, at: update.at, actor: update.user, body})
  return {...update, seq, digest, prev, hash}
}

/** The next link of the record of a report. */
export async function linkEntry(head: Head, entry: RecordEntry): Promise<LoggedEntry> {
  const {seq, at, actor, event} = entry
  const body = await digestOf("record-event@1", {value: event})
  const {hash, prev} = await chainEvent(head.hash, {seq, at, actor, body})
  return {entry, prev, hash}
}

/**
 * Recompute the chain of a document's log. Changed bytes, changed touches, a missing, moved or added
 * update are all found; `seq` names the first. Bytes that were destroyed do not break the chain.
 */
export async function verifyLog(
  store: Pick<Store, "updates">,
  document: string,
): Promise<ChainVerdict> {
  const links: ChainEntry[] = []
  for (const update of await store.updates(document)) {
    const {seq, at, user, prev, hash, digest, touches, bytes} = update
    if (bytes && (await sha256(bytes)) !== digest) return {ok: false, code: "changed", seq}
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
  for (const {entry, prev, hash} of await store.entries(report)) {
    const {seq, at, actor, event} = entry
    links.push({seq, at, actor, prev, hash, body: await digestOf("record-event@1", {value: event})})
  }
  return verifyChain(links)
}
