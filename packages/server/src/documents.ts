// SPDX-License-Identifier: EUPL-1.2
import {bindClients, type ClientBinding, clientsOf} from "@wederhoor/collab"
import * as Y from "yjs"

import {linkNow} from "./log.ts"
import {makeQueue} from "./queue.ts"
import {makeSnapshot, readDocument} from "./snapshots.ts"
import type {ClientClaim, Head, LoggedUpdate, Store} from "./store.ts"

/** A snapshot is made after this many updates … */
const snapshotUpdates = 500
/** … once they are also at least this share of the last one: making one costs what the document weighs. */
const snapshotShare = 1 / 8
/** And this long after the update that made it due, in milliseconds: its acknowledgement goes first. */
const snapshotWait = 50

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
  /**
   * The same for several that were judged on one state and do not touch each other: logged in this
   * order at one moment, then applied at once. Gives for each `null`, or why it was not kept; what
   * follows one that was not kept is not kept either.
   */
  appendAll(updates: readonly Judged[], origin?: unknown): Promise<(Error | null)[]>
}

/** An update that may come in. */
export interface Judged {
  readonly update: Uint8Array
  readonly user: string
  readonly touches: readonly object[]
}

interface Known {
  head: Head
  bindings: readonly ClientBinding[]
  /** Client ids per user, made at the first question; asked for every keystroke. */
  readonly perUser: Map<string, ReadonlySet<number>>
  /** What came after the last snapshot, and how large that was. */
  tail: {updates: number; bytes: number}
  snapshotBytes: number
}

export function openDocuments(store: Store, now: () => string): Documents {
  const queue = makeQueue()
  const live = new Map<string, Y.Doc>()
  const known = new Map<string, Known>()

  const snapshots = new Map<string, {timer: NodeJS.Timeout; saving: Promise<void> | null}>()

  /** Everything in the log, applied to `doc`; applying what it already has changes nothing. */
  const replay = async (document: string, doc: Y.Doc): Promise<Known> => {
    const [read, claims] = await Promise.all([
      readDocument(store, document, doc),
      store.claims(document),
    ])
    const found: Known = {
      head: read.head,
      bindings: bindingsOf(document, claims),
      perUser: new Map(),
      tail: {...read.tail},
      snapshotBytes: read.from?.bytes ?? 0,
    }
    known.set(document, found)
    return found
  }

  /**
   * Make a snapshot when one is due, beside the queue: nobody waits for it. Between two steps of the
   * queue, and also while one waits for the store, the live copy holds exactly the log up to `head`.
   */
  const snapshotWhenDue = (document: string): void => {
    const place = known.get(document)
    if (!place || !live.has(document) || snapshots.has(document)) return
    const {updates, bytes} = place.tail
    if (updates < snapshotUpdates || bytes < place.snapshotBytes * snapshotShare) return
    const job: {readonly timer: NodeJS.Timeout; saving: Promise<void> | null} = {
      timer: setTimeout(() => {
        const doc = live.get(document)
        const now = known.get(document)
        if (!doc || !now || now.head.hash === null) return void snapshots.delete(document)
        const {seq, hash} = now.head
        const snapshot = makeSnapshot(document, {seq, hash}, doc)
        now.tail = {updates: 0, bytes: 0}
        now.snapshotBytes = snapshot.state.length
        // One that could not be kept costs time at the next opening and nothing else.
        job.saving = store
          .saveSnapshot(document, snapshot)
          .catch(() => undefined)
          .finally(() => snapshots.delete(document))
      }, snapshotWait),
      saving: null,
    }
    job.timer.unref()
    snapshots.set(document, job)
  }

  const turnOf = (document: string, doc: Y.Doc, place: Known): Turn => ({
    doc,
    clientsOf(user) {
      const ids = place.perUser.get(user) ?? clientsOf(place.bindings, document, user)
      place.perUser.set(user, ids)
      return ids
    },
    ownerOf: client => place.bindings.find(({clientId}) => clientId === client)?.user,
    async append(update, {user, touches, origin}) {
      const [failed] = await this.appendAll([{update, user, touches}], origin)
      if (failed) throw failed
    },
    async appendAll(updates, origin) {
      const at = now()
      const links: LoggedUpdate[] = []
      for (const {update: bytes, user, touches} of updates)
        links.push(linkNow(document, links.at(-1) ?? place.head, {user, at, touches, bytes}))
      const kept = await Promise.allSettled(links.map(link => store.appendUpdate(document, link)))
      const failed = kept.findIndex(({status}) => status === "rejected")
      const good = failed === -1 ? links : links.slice(0, failed)
      // Whether it was kept is for the log to say: it is read again before anything else happens.
      if (failed !== -1) known.delete(document)
      place.head = good.at(-1) ?? place.head
      doc.transact(() => {
        for (const {bytes} of good) {
          if (bytes) Y.applyUpdate(doc, bytes, origin)
          place.tail.updates++
          place.tail.bytes += bytes?.length ?? 0
        }
      }, origin)
      snapshotWhenDue(document)
      return kept.map((one, n) =>
        n < good.length ? null : one.status === "rejected" ? errorOf(one.reason) : lost,
      )
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
        snapshotWhenDue(document)
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
    async idle() {
      await queue.idle()
      for (const {timer} of snapshots.values()) clearTimeout(timer)
      for (const {saving} of snapshots.values()) await saving
      snapshots.clear()
    },
  }
}

function bindingsOf(document: string, claims: readonly ClientClaim[]): ClientBinding[] {
  return claims.map(({client, user}) => ({place: document, clientId: client, user}))
}

/** What follows an update that was not kept hangs in the air. */
const lost = new Error("an update before this one was not kept")
const errorOf = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error(String(reason))
