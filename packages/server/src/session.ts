// SPDX-License-Identifier: EUPL-1.2
import {formatVersion, parseEnvelope, parsePlace, type Place, placeRights} from "@wederhoor/collab"
import type {Person, RecordState, Template} from "@wederhoor/format"
import {isTeam} from "@wederhoor/format"
import {type Connection, Hocuspocus} from "@hocuspocus/server"
import type {IncomingMessage} from "node:http"
import type {WebSocket} from "ws"

import type {Documents} from "./documents.ts"
import {type EndCode, endNumbers} from "./endings.ts"
import {statusFrame} from "./frames.ts"
import type {Claims, Identity} from "./identity.ts"
import type {Limits} from "./limits.ts"
import type {Line} from "./line.ts"
import {openLines} from "./lines.ts"
import type {Metrics} from "./metrics.ts"
import {type Board, openBoard, type Shown} from "./presence.ts"
import type {Current, Records} from "./record.ts"
import {meets, type Revocations, type SessionFilter} from "./revocations.ts"
import {openTaking} from "./taking.ts"
import type {Versions} from "./versions.ts"

/** What is known of a connection to one place, from its envelope and the register. */
interface Entry {
  readonly place: Place
  readonly person: Pick<Person, "id" | "name" | "label" | "role">
  readonly readOnly: boolean
  readonly clients: ReadonlySet<number>
  /** What the newest token says. */
  claims: Claims
  /** Why nothing more is taken from it. */
  over: EndCode | null
}

/** What Hocuspocus carries along: the line from the start, the entry once it was let in. */
interface SessionContext {
  readonly line: Line
  readonly entry?: Entry
}

/** Live writing: everybody who has a place open. */
export interface Sessions {
  /** Whether one more websocket may come in. */
  readonly room: boolean
  readonly counts: {
    readonly sockets: number
    readonly places: number
    readonly documents: number
    readonly queued: number
  }
  accept(ws: WebSocket, request: IncomingMessage): void
  /**
   * Tell everybody who has a place of this report open that its record went on, and end the places of
   * those to whom the register now gives another role.
   */
  announce(state: RecordState): void
  /** End the places of everybody whom a filter means; how many. */
  end(filter: SessionFilter, code: EndCode): number
  /** Take nothing more in, finish what came in, say goodbye. */
  stop(): Promise<void>
}

/** Longest time that one timer of the machine can hold, in milliseconds. */
const longestTimer = 2 ** 31 - 1
/** A fresh token is asked for this long before the old one ends, in milliseconds. */
const renewBefore = 60_000

/** A refusal that reaches the provider as the reason of a failed authentication. No message: it is no fault to be logged. */
const denied = (reason: string): Error & {reason: string} =>
  Object.assign(new Error(""), {reason, code: 4403})

/**
 * Live writing over Hocuspocus: who may come in, what may come in, and in which order it is logged,
 * applied, shown and acknowledged. Hocuspocus does the handshake, the first sync, the life of a document
 * and the broadcast; updates and presence never pass through it on their way in (`line.ts`), because
 * what it applies it broadcasts at once, and it acknowledges what threw halfway.
 */
export function openSessions(parts: {
  readonly identity: Identity
  readonly revocations: Revocations
  readonly records: Records
  readonly documents: Documents
  readonly versions: Versions
  readonly limits: Limits
  readonly metrics: Metrics
  readonly report: (problem: string, error?: unknown) => void
}): Sessions {
  const {identity, revocations, records, documents, versions, metrics} = parts
  const live = new Map<
    Connection,
    {readonly line: Line; readonly entry: Entry; readonly shown: Shown}
  >()
  const boards = new Map<string, Board>()
  const sectionsOf = new WeakMap<Template, ReadonlySet<string>>()
  /** Updates per document that came in and were not dealt with yet. */
  const queued = new Map<string, number>()
  let stopping = false

  /** Who comes with this token, for this place; everything is compared before anything is sent. */
  const admit = async (name: string, token: string): Promise<Entry> => {
    const place = parsePlace(name)
    const envelope = parseEnvelope(token)
    if (!place) throw denied("no-access")
    if (!envelope) throw denied("unauthenticated")
    const verified = await identity.verify(envelope.jwt)
    if (!verified.ok) throw denied("unauthenticated")
    const {claims} = verified
    // A moment of difference between clocks is no reason to begin what ends at once.
    if (claims.expires * 1000 <= Date.now()) throw denied("unauthenticated")
    const current = claims.report === place.report ? await records.get(place.report) : null
    const person = current && personOf(current.state, claims)
    if (!current || !person) throw denied("no-access")
    const rights = placeRights(place, {person: person.id, role: person.role})
    if (rights === "none") throw denied("no-access")
    const wrong = wrongVersion(envelope, current)
    if (wrong !== null) throw denied(wrong)
    if (rights === "write") {
      const taken = await documents.claim(name, person.id, envelope.clientIds)
      if (taken !== null) throw denied("client-id-taken")
    }
    const {id, name: called, label, role} = person
    return {
      place,
      person: {id, name: called, label, role},
      readOnly: rights === "read",
      clients: new Set(rights === "write" ? envelope.clientIds : []),
      claims,
      over: null,
    }
  }

  /** A store that fails is no reason to tell somebody that they may not come in. */
  const orBusy = async <T>(name: string, entering: Promise<T>): Promise<T> => {
    try {
      return await entering
    } catch (error) {
      if (isDenial(error)) throw error
      const place = parsePlace(name)
      parts.report(`${place?.report}/${place?.kind} could not be opened.`, error)
      throw denied("busy")
    }
  }

  const end = (connection: Connection, code: EndCode): void => {
    const known = live.get(connection)
    if (!known || known.entry.over !== null) return
    known.entry.over = code
    metrics.ended(code)
    connection.sendStateless(JSON.stringify({t: "ended", code}))
    connection.close({code: endNumbers[code], reason: code})
  }

  const why = (entry: Entry): EndCode | null => {
    if (entry.over !== null) return entry.over
    if (entry.claims.expires * 1000 <= Date.now()) return "expired"
    return revocations.holds(entry.claims) ? "revoked" : null
  }

  // A token ends by the real clock, as its issuer meant it, whatever day the report lives on.
  const expire = (connection: Connection, entry: Entry): void => {
    const {expires} = entry.claims
    const left = expires * 1000 - Date.now()
    const wait = (ms: number, then: () => void): void => {
      const timer = setTimeout(then, Math.min(Math.max(ms, 0), longestTimer)).unref()
      connection.onClose(() => clearTimeout(timer))
    }
    wait(left - renewBefore, () => connection.requestToken())
    // Only the timer of the newest token has the last word.
    wait(left, () => {
      if (entry.claims.expires === expires && expires * 1000 <= Date.now())
        end(connection, "expired")
    })
  }

  const take = openTaking(parts)
  const update = async (connection: Connection, bytes: Uint8Array): Promise<void> => {
    const known = live.get(connection)
    if (!known) return
    const {entry} = known
    const {name} = connection.document
    queued.set(name, (queued.get(name) ?? 0) + 1)
    const sender = {
      name,
      place: entry.place,
      user: entry.person.id,
      readOnly: entry.readOnly,
      over: () => (entry.over === "stopping" ? null : why(entry)),
    }
    const taken = await take(sender, bytes)
    const left = (queued.get(name) ?? 1) - 1
    if (left > 0) queued.set(name, left)
    else {
      queued.delete(name)
      // Kept in memory until now for what its last reader left behind.
      const document = hocuspocus.documents.get(name)
      if (document) void hocuspocus.unloadDocument(document)
    }
    if (!live.has(connection)) return
    if (!taken.ok && !entry.readOnly) {
      const {code, at} = taken
      connection.sendStateless(JSON.stringify({t: "refused", code, ...(at ? {at} : {})}))
    }
    connection.send(statusFrame(name, taken.ok))
  }

  const lines = openLines({
    ...parts,
    handlers: {
      update,
      presence(connection, entries) {
        const known = live.get(connection)
        const board = boards.get(connection.document.name)
        if (!known || !board) return
        void records.get(known.entry.place.report).then(
          async current => {
            const template = current && (await versions.template(current.state.template.digest))
            if (!template) return
            let sections = sectionsOf.get(template)
            if (!sections)
              sectionsOf.set(template, (sections = new Set(template.sections.map(({id}) => id))))
            board.say(known.shown, entries, sections)
          },
          parts.report.bind(null, "The record could not be read."),
        )
      },
      end,
    },
  })

  const connected = (connection: Connection, line: Line, entry: Entry): void => {
    const {name} = connection.document
    const {place, person} = entry
    const shown: Shown = {
      person,
      clients: entry.clients,
      send: frame => connection.send(frame),
    }
    live.set(connection, {line, entry, shown})
    connection.onClose(() => {
      live.delete(connection)
      line.closed(name)
      const board = boards.get(name)
      board?.leave(shown)
      if (board?.empty) boards.delete(name)
    })
    // While the place was being opened its session may have ended.
    const reason = why(entry)
    if (reason !== null) return end(connection, reason)
    const showsWriters =
      (place.kind === "content" && isTeam(person.role)) || place.kind === "review"
    if (showsWriters) {
      const board = boards.get(name) ?? openBoard(name)
      boards.set(name, board)
      board.join(shown)
    }
    expire(connection, entry)
    line.opened(name, connection)
  }

  const hocuspocus = new Hocuspocus<SessionContext>({
    quiet: true,
    // No hook stores anything, so there is nothing to put off: a document leaves memory with its last reader.
    debounce: 0,
    maxDebounce: 0,
    yDocOptions: {gc: true, gcFilter: () => true},

    async onAuthenticate({documentName, token, connectionConfig, context}) {
      try {
        if (stopping) throw denied("busy")
        const entry = await orBusy(documentName, admit(documentName, token))
        const {issuer, subject} = entry.claims
        if (!lines.admit(context.line, JSON.stringify([issuer, subject]))) throw denied("busy")
        connectionConfig.readOnly = entry.readOnly
        return {entry}
      } catch (error) {
        if (isDenial(error)) metrics.denied(error.reason)
        throw error
      }
    },

    async connected({connection, context}) {
      if (context.entry) connected(connection as Connection, context.line, context.entry)
    },

    async onTokenSync({documentName, token, connection, context}) {
      const {entry} = context
      if (!entry || !live.has(connection as Connection)) return
      let renewed: Entry
      try {
        renewed = await orBusy(documentName, admit(documentName, token))
      } catch (error) {
        const reason = isDenial(error) ? error.reason : ""
        // The old token still holds until it ends; a store that fails for a moment ends nothing.
        if (reason === "busy") return
        const over = why(entry)
        return end(
          connection as Connection,
          over ?? (reason === "no-access" ? "role-changed" : "expired"),
        )
      }
      const {person} = renewed
      if (person.id !== entry.person.id || person.role !== entry.person.role)
        return end(connection as Connection, "role-changed")
      entry.claims = renewed.claims
      for (const client of renewed.clients) (entry.clients as Set<number>).add(client)
      expire(connection as Connection, entry)
    },

    async onLoadDocument({documentName, document}) {
      await orBusy(documentName, documents.open(documentName, document))
    },

    async beforeUnloadDocument({documentName}) {
      if (queued.has(documentName)) throw denied("")
    },

    // Updates come in over the line. Should one ever get here, it goes no further.
    async beforeSync({type}) {
      if (type !== 0) throw denied("")
    },

    async beforeHandleAwareness({states}) {
      states.clear()
    },
  })

  return {
    get room() {
      return !stopping && lines.room
    },
    get counts() {
      return {
        sockets: lines.size,
        places: live.size,
        documents: hocuspocus.documents.size,
        queued: [...queued.values()].reduce((sum, count) => sum + count, 0),
      }
    },
    accept(ws, request) {
      // Hocuspocus wants a request of the web; nothing of the real one matters after this.
      const asked = new Request("http://localhost/collaboration")
      lines.accept(ws, request, line => hocuspocus.handleConnection(line.socket, asked, {line}))
    },
    announce(state) {
      for (const [name, document] of hocuspocus.documents)
        if (parsePlace(name)?.report === state.report)
          document.broadcastStateless(JSON.stringify({t: "record", seq: state.seq}))
      for (const [connection, {entry}] of live)
        if (entry.place.report === state.report && !personOf(state, entry.claims))
          end(connection, "role-changed")
    },
    end(filter, code) {
      let count = 0
      for (const [connection, {entry}] of live) {
        if (!meets(entry.claims, filter)) continue
        end(connection, code)
        count++
      }
      return count
    },
    async stop() {
      stopping = true
      lines.stop()
      await documents.idle()
      for (const connection of live.keys()) end(connection, "stopping")
      await lines.close(1001, "stopping")
      await documents.idle()
    },
  }
}

const isDenial = (error: unknown): error is Error & {reason: string} =>
  error instanceof Error && error.message === "" && "reason" in error

/** The person a token is for, when the register gives them the role that the token says. */
function personOf(state: RecordState, claims: Claims): Person | undefined {
  return state.persons.find(({id, role}) => id === claims.person && role === claims.role)
}

/** Why a client of this version must not bind, or `null`. */
function wrongVersion(
  envelope: {readonly format: string; readonly templateDigest: string},
  current: Current,
): string | null {
  const number = (text: string): number =>
    Number(/^wederhoor-document\/(\d{1,6})$/.exec(text)?.[1] ?? 0)
  if (envelope.format !== formatVersion)
    return number(envelope.format) > number(formatVersion) ? "too-new" : "out-of-date"
  return envelope.templateDigest === current.state.template.digest ? null : "template-changed"
}
