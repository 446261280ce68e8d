// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

import {ServerError} from "./error.ts"
import {type Erasure, linkUpdate} from "./log.ts"
import {makeSnapshot, readDocument} from "./snapshots.ts"
import type {LoggedUpdate, SeqRange, Store} from "./store.ts"

/** What is destroyed, by whom, and why that is lawful. */
export interface ErasureOrder {
  /** Person of the register who decides it, or `server`. */
  readonly user: string
  /** UTC, RFC 3339. */
  readonly at: string
  /** The decision or the law it rests on, 1 to 500 characters; it stays for ever, so never what was destroyed. */
  readonly ground: string
  /** Which updates; all so far unless given. */
  readonly ranges?: readonly SeqRange[]
}

/**
 * Destroy what the log of a document still holds of text that is no longer in it: the bytes and salts
 * of these updates, for good. Who, when and which statements stay, and so does the chain. The
 * destruction is itself a link of the log, which carries the text as it stands at that moment, so that
 * the document opens as before; earlier moments that need the destroyed updates cannot be shown again.
 * What must go from the text itself is to be taken out by an edit first.
 *
 * Gives the link that records it. Rejects as `Store.erase`: with `out-of-order` when somebody wrote in
 * the meantime, and nothing was destroyed; ask again.
 *
 * @throws ServerError `bad-ground` for a ground that is empty or too long, `bad-range` for a document
 *   without updates or a range that is not in it, `log-broken` as `readDocument`.
 */
export async function eraseUpdates(
  store: Store,
  document: string,
  order: ErasureOrder,
): Promise<LoggedUpdate> {
  const {user, at, ground} = order
  if (ground.trim() === "" || ground.length > 500)
    throw new ServerError("bad-ground", document, "say in 1 to 500 characters why this is lawful")
  const doc = new Y.Doc()
  try {
    const {head} = await readDocument(store, document, doc)
    const ranges = order.ranges ?? [[1, head.seq] as const]
    const touch: Erasure = {op: "erase", ranges, ground}
    const bytes = Y.encodeStateAsUpdate(doc)
    const record = await linkUpdate(document, head, {user, at, touches: [touch], bytes})
    await store.erase(document, record, ranges)
    // Without one, the next opening reads the whole log to find this link.
    await store.saveSnapshot(document, makeSnapshot(document, record, doc))
    return record
  } finally {
    doc.destroy()
  }
}
