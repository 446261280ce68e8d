// SPDX-License-Identifier: EUPL-1.2
import {createHash} from "node:crypto"

import {canonicalJson} from "@wederhoor/signoff"
import * as Y from "yjs"

import {ServerError} from "./error.ts"
import {erasureOf} from "./log.ts"
import type {Head, LoggedUpdate, Snapshot, Store} from "./store.ts"

/** Where Hocuspocus' own hooks need not look: it comes from the log. */
const fromLog = {source: "local", skipStoreHooks: true} as const

/** Covers where the snapshot stands too: one of another document, or of another moment, never fits. */
function digestOfState(document: string, seq: number, hash: string, state: Uint8Array): string {
  return createHash("sha256")
    .update(`urn:wederhoor:snapshot@1\n${canonicalJson({document, seq, hash})}\n`)
    .update(state)
    .digest("base64url")
}

/** The snapshot of a document that holds exactly the log up to `head`. */
export function makeSnapshot(
  document: string,
  {seq, hash}: {readonly seq: number; readonly hash: string},
  doc: Y.Doc,
): Snapshot {
  const state = Y.encodeStateAsUpdateV2(doc)
  return {seq, hash, state, digest: digestOfState(document, seq, hash, state)}
}

/** A document as it came out of the store. */
export interface ReadDocument {
  readonly head: Head
  /** The snapshot it was made from; `null` when the log was replayed. */
  readonly from: {readonly seq: number; readonly bytes: number} | null
  /** How many updates came after it, and their bytes together. */
  readonly tail: {readonly updates: number; readonly bytes: number}
}

/**
 * Fill `doc` with what the log of a document holds: the newest snapshot and the updates after it, or
 * all updates when the snapshot does not fit the log. What `doc` has already does no harm.
 *
 * @throws ServerError `log-broken` when updates are missing and no recorded destruction explains it:
 *   half a text is never shown as the text.
 */
export async function readDocument(
  store: Pick<Store, "updates" | "snapshot">,
  document: string,
  doc: Y.Doc,
): Promise<ReadDocument> {
  const {snapshot, updates} = await newest(store, document)
  assertWhole(document, updates)
  const last = updates.at(-1)
  const head: Head = last ?? {seq: 0, hash: null}
  const after = snapshot ? updates.slice(1) : updates
  // The record of a destruction carries the whole state of that moment.
  const restart = after.findLastIndex(update => erasureOf(update) !== null)
  const base = restart >= 0 ? null : snapshot
  const tail = restart >= 0 ? after.slice(restart) : after
  let bytesOfTail = 0
  for (const {seq, bytes} of tail) {
    if (!bytes) throw broken(document, seq)
    bytesOfTail += bytes.length
  }
  doc.transact(() => {
    if (base) Y.applyUpdateV2(doc, base.state, fromLog)
    for (const {bytes} of tail) if (bytes) Y.applyUpdate(doc, bytes, fromLog)
  }, fromLog)
  return {
    head: {seq: head.seq, hash: head.hash},
    from: base && {seq: base.seq, bytes: base.state.length},
    tail: {updates: tail.length, bytes: bytesOfTail},
  }
}

/** The snapshot, when it fits the log, with the log from the link on which it stands; else the whole log. */
async function newest(
  store: Pick<Store, "updates" | "snapshot">,
  document: string,
): Promise<{snapshot: Snapshot | null; updates: LoggedUpdate[]}> {
  const snapshot = await store.snapshot(document)
  if (snapshot && isWhole(document, snapshot)) {
    const updates = await store.updates(document, snapshot.seq - 1)
    const [stands] = updates
    if (stands?.seq === snapshot.seq && stands.hash === snapshot.hash) return {snapshot, updates}
  }
  return {snapshot: null, updates: await store.updates(document)}
}

function isWhole(document: string, {seq, hash, state, digest}: Snapshot): boolean {
  return (
    Number.isSafeInteger(seq) && seq > 0 && digestOfState(document, seq, hash, state) === digest
  )
}

/** Each link names the one before: a gap is seen here, also without recomputing the chain. */
function assertWhole(document: string, updates: readonly LoggedUpdate[]): void {
  let before: LoggedUpdate | undefined
  for (const update of updates) {
    if (before && (update.seq !== before.seq + 1 || update.prev !== before.hash))
      throw broken(document, update.seq)
    before = update
  }
}

const broken = (document: string, seq: number): ServerError =>
  new ServerError(
    "log-broken",
    document,
    `the log of this place is not whole at update ${seq}; restore a back-up`,
  )

/**
 * Whether the kept snapshot of a document holds what its log makes, letter by letter and attribute by
 * attribute; `true` when there is none. It replays the log, so it costs what a snapshot saves: for
 * back-ups and inspections.
 */
export async function verifySnapshot(
  store: Pick<Store, "updates" | "snapshot">,
  document: string,
): Promise<boolean> {
  const snapshot = await store.snapshot(document)
  if (!snapshot) return true
  const updates = (await store.updates(document)).filter(({seq}) => seq <= snapshot.seq)
  if (!isWhole(document, snapshot) || updates.at(-1)?.hash !== snapshot.hash) return false
  const replayed = new Y.Doc()
  const kept = new Y.Doc()
  try {
    await readDocument(
      {updates: async () => updates, snapshot: async () => null},
      document,
      replayed,
    )
    Y.applyUpdateV2(kept, snapshot.state)
    return sameContent(replayed, kept)
  } finally {
    replayed.destroy()
    kept.destroy()
  }
}

/** Every root of our documents is a fragment; what is written in it shows its attributes and marks too. */
function sameContent(one: Y.Doc, other: Y.Doc): boolean {
  const roots = new Set([...one.share.keys(), ...other.share.keys()])
  return [...roots].every(
    name => one.getXmlFragment(name).toJSON() === other.getXmlFragment(name).toJSON(),
  )
}
