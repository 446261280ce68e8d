// SPDX-License-Identifier: EUPL-1.2
import {applyEdit, type PlaceEdit} from "@wederhoor/collab"
import * as Y from "yjs"
import type {Recovery} from "./kept.ts"
import {isIn} from "./ledger.ts"

/** What became of an update that was sent: taken, refused with a code, or nobody knows (the line went). */
export type Answer = {readonly taken: true} | {readonly taken: false; readonly code: string} | null

/** The edits of refused copies, done again one by one. */
export interface Recoveries {
  readonly list: () => readonly Recovery[]
  /** How many edits are still to be done. */
  readonly count: () => number
  readonly add: (jobs: readonly Recovery[]) => void
  /** Take everything off: whoever asks looks after it. */
  readonly takeAll: () => readonly Recovery[]
  /** Go on where it stopped; does nothing while it runs. */
  readonly run: (line: RecoveryLine) => Promise<void>
}

/** What doing edits again needs of the connection. It is over as soon as `isLive` says so. */
export interface RecoveryLine {
  /** The fresh copy: what the server has, and what its writer made in it since. */
  readonly doc: Y.Doc
  /** A client id of this session under which nothing else is written. */
  readonly spare: number
  readonly isLive: () => boolean
  /** Send an update that is not in the copy. */
  readonly send: (update: Uint8Array) => Promise<Answer>
  /** The server took it: now it may be in the copy. */
  readonly taken: (update: Uint8Array) => void
}

/** Refusals that are about the connection, whatever was sent: the same is sent again later. */
export const notNow: ReadonlySet<string> = new Set([
  "not-stored",
  "busy",
  "stopping",
  "unauthenticated",
  "expired",
  "revoked",
  "role-changed",
])

/**
 * Start with nothing to do. `changed` is told whenever there is less or more to do, before anything
 * else happens, so that it can be kept; `lost` gets what stays refused.
 */
export function openRecoveries(parts: {
  readonly changed: () => void
  readonly lost: (edits: readonly PlaceEdit[], code: string, base: Y.Doc) => void
}): Recoveries {
  let jobs: readonly Recovery[] = []
  let running = false
  let next: RecoveryLine | null = null
  const replaceFirst = (job: Recovery | null): void => {
    jobs = job === null ? jobs.slice(1) : [job, ...jobs.slice(1)]
    parts.changed()
  }
  async function run(line: RecoveryLine): Promise<void> {
    let scratch: Y.Doc | null = null
    let base: Y.Doc | null = null
    let baseOf: Uint8Array | null = null
    try {
      for (let job = jobs[0]; job && line.isLive(); job = jobs[0]) {
        const [edit, ...rest] = job.edits
        if (!edit) {
          replaceFirst(null)
          continue
        }
        const done = (): void => replaceFirst({...job, edits: rest, sent: null})
        // Sent before the line went: the server has it, or never got it.
        if (job.sent && isIn(job.sent, line.doc)) {
          done()
          continue
        }
        if (base === null || baseOf !== job.base) {
          base?.destroy()
          base = copyOf(job.base)
          baseOf = job.base
        }
        scratch ??= emptyAs(line.spare)
        Y.applyUpdate(scratch, Y.encodeStateAsUpdate(line.doc, Y.encodeStateVector(scratch)))
        // Yjs takes another id where it meets its own; this one is ours, and all of it is in here.
        scratch.clientID = line.spare
        const replayed = applyEdit(scratch, edit, base)
        if (!replayed.ok) {
          parts.lost([edit], replayed.code, base)
          done()
          continue
        }
        const {update} = replayed
        if (update === null) {
          done()
          continue
        }
        replaceFirst({...job, sent: update})
        const answer = await line.send(update)
        if (answer === null) return
        if (answer.taken) {
          line.taken(update)
          done()
          continue
        }
        scratch.destroy()
        scratch = null
        if (notNow.has(answer.code)) return
        parts.lost([edit], answer.code, base)
        done()
      }
    } finally {
      scratch?.destroy()
      base?.destroy()
    }
  }
  return {
    list: () => jobs,
    count: () => jobs.reduce((sum, {edits}) => sum + edits.length, 0),
    add: more => {
      const filled = more.filter(({edits}) => edits.length > 0)
      if (filled.length === 0) return
      jobs = [...jobs, ...filled]
      parts.changed()
    },
    takeAll: () => {
      const all = jobs
      jobs = []
      return all
    },
    run: async line => {
      next = line
      if (running) return
      running = true
      try {
        // Asked again meanwhile, perhaps over another line: what it left is done on that one.
        for (let now: RecoveryLine | null = line; now !== null; now = next) {
          next = null
          await run(now)
        }
      } finally {
        running = false
      }
    },
  }
}

/** A copy made of the state of another. */
export function copyOf(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc
}

function emptyAs(client: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = client
  return doc
}
