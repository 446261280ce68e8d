// SPDX-License-Identifier: EUPL-1.2
import {digestOf} from "./digest.ts"
import type {Digest, Utc} from "./digest.ts"
import * as shape from "./shape.ts"

/**
 * One event for the chain. The chain holds the digest of the body, never the body: content can be
 * erased while the chain stands. Salt the digest of a short body (`digestOf("…@1", {salt, value})`)
 * and erase the salt with it; otherwise what was erased can be guessed.
 */
export interface ChainEvent {
  /** 1, 2, 3 … without gaps. */
  seq: number
  at: Utc
  /** Who: an opaque reference, or a small JSON object of references. Never a name. */
  actor: string | object
  body: Digest
}

/** A link of the chain. `hash` covers seq, at, actor, prev and body. */
export interface ChainEntry extends ChainEvent {
  prev: Digest | null
  hash: Digest
}

/**
 * Hang an event on the chain. `prev` is the `hash` of the entry before; null for the first.
 *
 * @throws SignoffError as `canonicalJson`.
 */
export async function chainEvent(prev: Digest | null, event: ChainEvent): Promise<ChainEntry> {
  const {seq, at, actor, body} = event
  return {seq, at, actor, body, prev, hash: await digestOf("event@1", {seq, at, actor, prev, body})}
}

/** Where a chain stood at some moment, as signers hold it on their receipts. */
export interface ChainHead {
  head: Digest
  count: number
}

export type ChainVerdict =
  | {ok: true; head: Digest | null; count: number}
  | {
      ok: false
      code: "bad-entry" | "gap" | "broken-link" | "changed" | "head-not-found"
      seq: number
    }

const entryShape = shape.closed({
  seq: shape.count,
  at: shape.utc,
  actor: shape.anything,
  body: shape.digest,
  prev: shape.orNull(shape.digest),
  hash: shape.digest,
})

/**
 * Recompute a chain from its first entry.
 *
 * `bad-entry` (form) · `gap` (seq does not follow) · `broken-link` (prev is not the hash before) ·
 * `changed` (hash does not fit) · `head-not-found` (a head somebody holds is not in this chain: it was
 * cut off or rewritten). `seq` names the place. A chain alone binds nobody who holds all of it; the
 * `heads` that signers took home do. Total on any JSON value.
 */
export async function verifyChain(
  entries: readonly unknown[],
  heads: readonly ChainHead[] = [],
): Promise<ChainVerdict> {
  let prev: Digest | null = null
  const hashes: Digest[] = []
  for (const [i, given] of entries.entries()) {
    const seq = i + 1
    if (shape.problemsOf(entryShape, given).length > 0) {
      return {ok: false, code: "bad-entry", seq}
    }
    const entry = given as ChainEntry
    if (entry.seq !== seq) {
      return {ok: false, code: "gap", seq}
    }
    if (entry.prev !== prev) {
      return {ok: false, code: "broken-link", seq}
    }
    let hash: Digest | null
    try {
      hash = (await chainEvent(prev, entry)).hash
    } catch {
      hash = null
    }
    if (hash !== entry.hash) {
      return {ok: false, code: "changed", seq}
    }
    hashes.push(entry.hash)
    prev = entry.hash
  }
  const lost = heads.find(({head, count}) => hashes[count - 1] !== head)
  return lost === undefined
    ? {ok: true, head: prev, count: hashes.length}
    : {ok: false, code: "head-not-found", seq: lost.count}
}
