// SPDX-License-Identifier: EUPL-1.2
import {
  formatVersion,
  guard,
  parseEnvelope,
  parsePlace,
  type Place,
  placeRights,
  tableOf,
} from "@wederhoor/collab"
import {contentOpen, type Person, type RecordState} from "@wederhoor/format"
import {type Connection, Hocuspocus} from "@hocuspocus/server"

import type {Documents} from "./documents.ts"
import type {Identity} from "./identity.ts"
import type {Records} from "./record.ts"

/** What is known of a connection to one place, from its envelope and the register. */
export interface SessionContext {
  place: Place
  person: Pick<Person, "id" | "name" | "label" | "role">
  readOnly: boolean
  /** Seconds since 1970. */
  expires: number
}

/** Longest time that one timer of the machine can hold, in milliseconds. */
const longestTimer = 2 ** 31 - 1
/** A fresh token is asked for this long before the old one ends, in milliseconds. */
const renewBefore = 60_000

/** A refusal that reaches the provider as the reason of a failed authentication. No message: it is no fault to be logged. */
const denied = (reason: string): Error => Object.assign(new Error(""), {reason, code: 4403})

/**
 * Live writing over Hocuspocus: who may come in, what may come in, and in which order it is logged,
 * applied, shown and acknowledged. Nothing is trusted to the hooks that store: the log is written in
 * `beforeSync`, before anything is applied, because what is applied is broadcast at once.
 */
export function openSessions(parts: {
  readonly identity: Identity
  readonly records: Records
  readonly documents: Documents
  readonly report: (problem: string, error?: unknown) => void
}): Hocuspocus<SessionContext> {
  const {identity, records, documents} = parts

  const admit = async (name: string, token: string): Promise<SessionContext> => {
    const place = parsePlace(name)
    const envelope = parseEnvelope(token)
    if (!place) throw denied("no-access")
    if (!envelope) throw denied("unauthenticated")
    const verified = await identity.verify(envelope.jwt)
    if (!verified.ok) throw denied("unauthenticated")
    const {claims} = verified
    const current = claims.report === place.report ? await records.get(place.report) : null
    const person = current?.state.persons.find(one => one.id === claims.person)
    if (!current || !person || person.role !== claims.role) throw denied("no-access")
    const rights = placeRights(place, {person: person.id, role: person.role})
    if (rights === "none") throw denied("no-access")
    if (envelope.format !== formatVersion)
      throw denied(newerThanOurs(envelope.format) ? "too-new" : "out-of-date")
    if (envelope.templateDigest !== current.state.template.digest) throw denied("template-changed")
    if (rights === "write") {
      const taken = await documents.claim(name, person.id, envelope.clientIds)
      if (taken !== null) throw denied("client-id-taken")
    }
    const {id, name: called, label, role} = person
    return {
      place,
      person: {id, name: called, label, role},
      readOnly: rights === "read",
      expires: claims.expires,
    }
  }

  const refuse = (connection: Connection, code: string, at?: string): void => {
    connection.sendStateless(
      JSON.stringify({t: "refused", code, ...(at === undefined ? {} : {at})}),
    )
    // Hocuspocus then applies nothing and answers this one message with “not taken over”.
    connection.readOnly = true
  }

  // A token ends by the real clock, as its issuer meant it, whatever day the report lives on.
  const expire = (connection: Connection, context: SessionContext): void => {
    const left = context.expires * 1000 - Date.now()
    const wait = (ms: number, then: () => void): void => {
      const timer = setTimeout(then, Math.min(Math.max(ms, 0), longestTimer))
      timer.unref()
      connection.onClose(() => clearTimeout(timer))
    }
    wait(left - renewBefore, () => connection.requestToken())
    wait(left, () => {
      const expired = (connection.context as SessionContext).expires * 1000 <= Date.now()
      if (expired) connection.close({code: 4401, reason: "unauthenticated"})
    })
  }

  return new Hocuspocus<SessionContext>({
    quiet: true,
    // No hook stores anything, so there is nothing to put off: a document leaves memory with its last reader.
    debounce: 0,
    maxDebounce: 0,
    yDocOptions: {gc: true, gcFilter: () => true},

    async onAuthenticate({documentName, token, connectionConfig}) {
      const context = await admit(documentName, token)
      connectionConfig.readOnly = context.readOnly
      return context
    },

    async connected({connection, context}) {
      expire(connection as Connection, context)
    },

    async onTokenSync({documentName, token, connection, context}) {
      const renewed = await admit(documentName, token).catch(() => null)
      if (!renewed || renewed.person.id !== context.person.id) {
        connection.close({code: 4401, reason: "unauthenticated"})
        return
      }
      // The connection keeps the object it was made with.
      ;(connection.context as SessionContext).expires = renewed.expires
      expire(connection as Connection, renewed)
      return {expires: renewed.expires}
    },

    async onLoadDocument({documentName, document}) {
      await documents.open(documentName, document)
    },

    async beforeSync({connection: given, context, documentName, type, payload}) {
      // 0 asks what we have; 1 and 2 both carry an update.
      if (type === 0) return
      const connection = given as Connection
      if (context.readOnly) return
      if (context.expires * 1000 <= Date.now()) return refuse(connection, "unauthenticated")
      await documents.alone(documentName, async turn => {
        const user = context.person.id
        const verdict = guard(turn.doc, payload, {
          table: tableOf(context.place),
          clients: turn.clientsOf(user),
        })
        if (!verdict.ok) return refuse(connection, verdict.code, verdict.detail)
        if (verdict.touches.length === 0) return
        const state = (await records.get(context.place.report))?.state
        if (!state || isLocked(context.place, state)) return refuse(connection, "locked")
        try {
          await turn.append(verdict.update, {
            user,
            touches: verdict.touches,
            origin: {source: "connection", connection},
          })
        } catch (error) {
          parts.report(
            `An edit in ${documentName} could not be stored and was not taken over.`,
            error,
          )
          refuse(connection, "not-stored")
        }
      })
    },

    async afterHandleMessage({connection, context}) {
      // Restored, not cleared: a reader stays a reader.
      connection.readOnly = context.readOnly
    },

    async beforeHandleAwareness({states, context, documentName}) {
      if (!context || (context.place.kind !== "content" && context.place.kind !== "review")) {
        states.clear()
        return
      }
      const {id, name, label, role} = context.person
      await documents.alone(documentName, async turn => {
        for (const [client, state] of states) {
          const owner = turn.ownerOf(client)
          const own = owner === id || (context.readOnly && owner === undefined)
          if (!own) states.delete(client)
          else
            states.set(client, {
              ...("cursor" in state ? {cursor: state["cursor"]} : {}),
              user: {person: id, name, label, role},
            })
        }
      })
    },
  })
}

/** Tell everybody who has a place of this report open that its record went on. */
export function announce(hocuspocus: Hocuspocus<SessionContext>, state: RecordState): void {
  for (const [name, document] of hocuspocus.documents)
    if (parsePlace(name)?.report === state.report)
      document.broadcastStateless(JSON.stringify({t: "record", seq: state.seq}))
}

/** Whether the record forbids writing in this place now. */
function isLocked(place: Place, state: RecordState): boolean {
  if (place.kind === "content") return !contentOpen(state.phase)
  // A reaction can still be written when the report is final: it becomes an addendum.
  return state.phase === "archived" || (state.phase === "final" && place.kind !== "reply")
}

function newerThanOurs(format: string): boolean {
  const number = (text: string): number =>
    Number(/^wederhoor-document\/(\d{1,6})$/.exec(text)?.[1] ?? 0)
  return number(format) > number(formatVersion)
}
