// SPDX-License-Identifier: EUPL-1.2
import {bindClients, type ClientBinding, clientsOf} from "@wederhoor/collab"
import * as Y from "yjs"

import {emptyHead, type Head, linkUpdate} from "./log.ts"
import {makeQueue} from "./queue.ts"
import type {ClientClaim, Store} from "./store.ts"

/** What may be done with a shared document, one thing at a time. */
export interface Documents {
  /**
   * Run a task with the document to itself: no update comes in, no other task runs, until it is done.
   * `doc` is the live copy when somebody has it open, else one rebuilt from the log. A task must not
   * wait for another task of the same document.
   */
  alone<T>(document: string, task: (turn: Turn) => Promise<T>): Promise<T>
  /** Fill a copy that Hocuspocus opened. From then on it is the live copy. */
  open(document: string, doc: Y.Doc): Promise<void>
  /** Bind client ids to a user and keep that; the code of the rule that forbids it, or `null`. */
  claim(document: string, user: string, clientIds: readonly number[]): Promise<string | null>
  idle(): Promise<void>
}

/** A document while a task has it to itself. */
export interface Turn {
  readonly doc: Y.Doc
  /** Client ids bound to a user of this document. */
  clientsOf(user: string): ReadonlySet<number>
  /** Whose client id this is. */
  ownerOf(client: number): string | undefined
  /**
   * Log an update, then apply it. Until the promise resolves nobody sees anything of it; when it
   * rejects nothing was applied.
   */
  append(
    update: Uint8Array,
    by: {readonly user: string; readonly touches: readonly object[]; readonly origin?: unknown},
  ): Promise<void>
}

interface Known {
  head: Head
  bindings: readonly ClientBinding[]
  /** Client ids per user, made at the first question; asked for every keystroke. */
  readonly perUser: Map<string, ReadonlySet<number>>
}

export function openDocuments(store: Store, now: () => string): Documents {
  const queue = makeQueue()
  const live = new Map<string, Y.Doc>()
  const known = new Map<string, Known>()

  /** Everything in the log, applied to `doc`; applying what it already has changes nothing. */
  const replay = async (document: string, doc: Y.Doc): Promise<Known> => {
    const [updates, claims] = await Promise.all([store.updates(document), store.claims(document)])
    doc.transact(() => {
      for (const {bytes} of updates)
        if (bytes) Y.applyUpdate(doc, bytes, {source: "local", skipStoreHooks: true})
    })
    const last = updates.at(-1)
    const found: Known = {
      head: last ? {seq: last.seq, hash: last.hash} : emptyHead,
      bindings: bindingsOf(document, claims),
      perUser: new Map(),
    }
    known.set(document, found)
    return found
  }

  const turnOf = (document: string, doc: Y.Doc, place: Known): Turn => ({
    doc,
    clientsOf(user) {
      const ids = place.perUser.get(user) ?? clientsOf(place.bindings, document, user)
      place.perUser.set(user, ids)
      return ids
    },
    ownerOf: client => place.bindings.find(({clientId}) => clientId === client)?.user,
    async append(bytes, {user, touches, origin}) {
      const link = await linkUpdate(document, place.head, {user, at: now(), touches, bytes})
      try {
        await store.appendUpdate(document, link)
      } catch (error) {
        // Whether it was kept is for the log to say: it is read again before anything else happens.
        known.delete(document)
        throw error
      }
      place.head = link
      Y.applyUpdate(doc, bytes, origin)
    },
  })

  return {
    alone: (document, task) =>
      queue.run(document, async () => {
        const open = live.get(document)
        const doc = open ?? new Y.Doc()
        try {
          const place = (open && known.get(document)) ?? (await replay(document, doc))
          return await task(turnOf(document, doc, place))
        } finally {
          if (!open) {
            doc.destroy()
            if (!live.has(document)) known.delete(document)
          }
        }
      }),
    open: (document, doc) =>
      queue.run(document, async () => {
        await replay(document, doc)
        live.set(document, doc)
        doc.on("destroy", () => {
          if (live.get(document) !== doc) return
          live.delete(document)
          known.delete(document)
        })
      }),
    claim: (document, user, clientIds) =>
      queue.run(document, async () => {
        const place = known.get(document)
        const bindings = place?.bindings ?? bindingsOf(document, await store.claims(document))
        // Nothing enters a log under an id that is not bound, so the bindings know every id there is.
        const bound = bindClients(bindings, {place: document, user, clientIds, known: () => false})
        if (!bound.ok) return bound.code
        if (bound.added.length > 0) {
          await store.saveClaims(
            document,
            bound.added.map(({clientId}) => ({client: clientId, user})),
          )
          if (place) {
            place.bindings = bound.bindings
            place.perUser.delete(user)
          }
        }
        return null
      }),
    idle: () => queue.idle(),
  }
}

function bindingsOf(document: string, claims: readonly ClientClaim[]): ClientBinding[] {
  return claims.map(({client, user}) => ({place: document, clientId: client, user}))
}
