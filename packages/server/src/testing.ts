// SPDX-License-Identifier: EUPL-1.2
import {linkUpdate} from "./log.ts"
import type {Head, LoggedUpdate, Store} from "./store.ts"

export {storeAcceptance} from "./store-acceptance.ts"
export type {AcceptanceCase, StoreUnderTest} from "./store-acceptance.ts"
export {failingStore, slowStore} from "./faulty-store.ts"
export type {Fate} from "./faulty-store.ts"
export {makeSnapshot} from "./snapshots.ts"

/** What somebody did, before it stands in a log. */
export type MadeUpdate = Pick<LoggedUpdate, "user" | "at" | "touches"> & {
  readonly bytes: Uint8Array
}

/**
 * Append updates to the log of a document as the server does, without a server, a guard or a writer:
 * to make a long history in a moment. Gives where the log stands then.
 */
export async function appendUpdates(
  store: Store,
  document: string,
  updates: Iterable<MadeUpdate>,
): Promise<Head> {
  let head: Head = await store.head(document)
  let waiting: Promise<void>[] = []
  for (const update of updates) {
    const link = await linkUpdate(document, head, update)
    waiting.push(store.appendUpdate(document, link))
    head = {seq: link.seq, hash: link.hash}
    if (waiting.length < 2000) continue
    await Promise.all(waiting)
    waiting = []
  }
  await Promise.all(waiting)
  return head
}
