// SPDX-License-Identifier: EUPL-1.2
import type {Connection, Hocuspocus, WebSocketLike} from "@hocuspocus/server"
import type {WebSocket} from "ws"

import {deniedFrame, type Frame, placeDenied, type PresenceEntry, readFrame} from "./frames.ts"
import {type Allowance, allowance, type Limits} from "./limits.ts"
import type {Metrics} from "./metrics.ts"

/** What Hocuspocus makes of a websocket. */
export type ClientConnection = ReturnType<Hocuspocus["handleConnection"]>

/** What becomes of what comes in over a line. */
export interface LineHandlers {
  /** An update for a place that is open on this line; resolves when it was dealt with. */
  readonly update: (connection: Connection, update: Uint8Array) => Promise<void>
  readonly presence: (connection: Connection, entries: readonly PresenceEntry[]) => void
  /** Say why, and close one place. */
  readonly end: (connection: Connection, code: "busy") => void
}

/** One websocket: which places are open on it, and how much may still come in. */
export interface Line {
  /** What Hocuspocus speaks to. */
  readonly socket: WebSocketLike
  /** Whether somebody on this line has said who they are. */
  readonly authenticated: boolean
  /** Connect the line with what Hocuspocus made of it. */
  start(client: ClientConnection): void
  /** Somebody was let into a place. From now on the line is theirs. */
  authenticate(): void
  /** A place is ready: what waited for it comes now. */
  opened(place: string, connection: Connection): void
  closed(place: string): void
  /** So many bytes came in, of whatever. */
  arrived(size: number): void
  /** A whole message came in. */
  receive(bytes: Uint8Array): void
  /** Read nothing more; what came in already is finished. */
  stop(): void
  drop(code: number, reason: string): void
  /** The socket is gone. */
  ended(): void
}

interface Place {
  connection?: Connection
  /** Frames that came while the place was being opened. */
  waiting: Uint8Array[]
  readonly asks: Allowance
  readonly presence: Allowance
  held?: readonly PresenceEntry[] | undefined
  timer?: ReturnType<typeof setTimeout> | undefined
}

/** Times that a client may ask for the whole text of a place: at once, and a second after that. */
const asking = {atOnce: 10, perSecond: 0.2}
/** Tokens that a client may send: at once, and a second after that. */
const tokens = {atOnce: 40, perSecond: 1}
/** A rest after which being slowed down is forgiven, in milliseconds. */
const forgiven = 1000
const pongLength = 1
const pong = 10

/**
 * Nobody is cut off for a burst: over a limit we stop reading, so that TCP holds the client back and
 * nothing is lost. Until somebody has said who they are, everything but their token is held in a small
 * space or dropped.
 */
export function openLine(
  parts: {readonly limits: Limits; readonly metrics: Metrics; readonly handlers: LineHandlers},
  ws: WebSocket,
): Line {
  const {limits, metrics, handlers} = parts
  const places = new Map<string, Place>()
  const messages = allowance(limits.messagesPerSecond, limits.messagesAtOnce)
  const bytes = allowance(limits.bytesPerSecond, limits.bytesAtOnce)
  const authentications = allowance(tokens.perSecond, tokens.atOnce)
  const flight = {messages: 0, bytes: 0}
  /** Why nothing is read now. */
  const held = new Set<"rate" | "flight">()
  const slow = {since: 0, total: 0}
  let client: ClientConnection | undefined
  let authenticated = false
  let denials = 0
  let over = false
  let asked = 0
  let received = 0
  let resume: ReturnType<typeof setTimeout> | undefined

  const hold = (why: "rate" | "flight"): void => {
    if (held.size === 0) ws.pause()
    held.add(why)
  }
  const release = (why: "rate" | "flight"): void => {
    if (held.delete(why) && held.size === 0 && !over) ws.resume()
  }
  const drop = (code: number, reason: string): void => {
    if (over) return
    over = true
    metrics.closed(reason)
    ws.close(code, reason)
    // Whoever does not answer a closing frame is not waited for.
    setTimeout(() => ws.terminate(), 2000).unref()
    ws.resume()
  }
  const tooBusy = (): void => {
    for (const {connection} of places.values()) if (connection) handlers.end(connection, "busy")
    drop(1013, "busy")
  }

  /** Over a limit reading stops until the debt is paid. */
  const slowDown = (wait: number): void => {
    if (wait === 0 || held.has("rate")) return
    const now = Date.now()
    slow.total = now - slow.since > forgiven ? wait : slow.total + wait
    slow.since = now + wait
    metrics.slowed()
    if (slow.total > limits.patienceMs) return tooBusy()
    hold("rate")
    resume = setTimeout(() => release("rate"), wait).unref()
  }

  /** Counted as they arrive: a message is handed over only when it is here as a whole. */
  const arrived = (size: number): void => {
    if (over) return
    received += size
    if (!authenticated && received > limits.unauthenticatedBytes) {
      over = true
      metrics.closed("unauthenticated")
      return ws.terminate()
    }
    slowDown(bytes.take(size, Date.now()))
  }

  const take = async (connection: Connection, update: Uint8Array): Promise<void> => {
    flight.messages++
    flight.bytes += update.byteLength
    if (flight.messages >= limits.inFlightMessages || flight.bytes >= limits.inFlightBytes)
      hold("flight")
    await handlers.update(connection, update)
    flight.messages--
    flight.bytes -= update.byteLength
    if (flight.messages <= limits.inFlightMessages / 2 && flight.bytes <= limits.inFlightBytes / 2)
      release("flight")
  }

  /** Presence is only worth its newest word: over the limit the last one waits for its turn. */
  const presence = (place: Place, entries: readonly PresenceEntry[]): void => {
    if (place.timer !== undefined) {
      place.held = entries
      return metrics.dropped("presence")
    }
    if (place.connection) handlers.presence(place.connection, entries)
    const wait = place.presence.take(1, Date.now())
    if (wait === 0) return
    place.timer = setTimeout(() => {
      place.timer = undefined
      const last = place.held
      place.held = undefined
      if (last) presence(place, last)
    }, wait).unref()
  }

  const deny = (name: string, reason: string): void => {
    metrics.denied(reason)
    ws.send(deniedFrame(name, reason))
    if (++denials >= limits.denials) drop(1008, "unauthenticated")
  }

  const enter = (name: string, raw: Uint8Array): void => {
    if (authentications.take(1, Date.now()) > 0) return tooBusy()
    const known = places.get(name)
    // A second token while the first is looked at says nothing new.
    if (known && !known.connection) return metrics.dropped("token")
    if (!known) {
      if (places.size >= limits.placesPerSocket) return deny(name, "busy")
      places.set(name, {
        waiting: [],
        asks: allowance(asking.perSecond, asking.atOnce),
        presence: allowance(limits.presencePerSecond, limits.presencePerSecond),
      })
      asked++
    }
    client?.handleMessage(raw)
  }

  const act = (place: Place, connection: Connection, frame: Frame, raw: Uint8Array): void => {
    switch (frame.kind) {
      case "ask":
        if (place.asks.take(1, Date.now()) > 0) return handlers.end(connection, "busy")
        return client?.handleMessage(raw)
      case "update":
        return void take(connection, frame.update)
      case "presence":
        return presence(place, frame.entries)
      case "leave":
        // At once: Hocuspocus closes some moments later, and would take a token that comes right
        // behind for one of the connection that is going.
        return connection.close({code: 1000, reason: "left"})
      case "token":
      case "nowhere":
      case "unused":
        return metrics.dropped("unused")
    }
  }

  const receive = (raw: Uint8Array): void => {
    if (over) return
    slowDown(messages.take(1, Date.now()))
    if (over) return
    if (client) client.lastMessageReceivedAt = Date.now()
    if (raw.byteLength === pongLength && raw[0] === pong) return
    const frame = readFrame(raw)
    if (!frame) return drop(1007, "unreadable")
    if (frame.kind === "token") return enter(frame.place, raw)
    if (frame.kind === "nowhere") return deny(frame.place, "no-access")
    const place = places.get(frame.place)
    if (!place) return metrics.dropped("not-open")
    if (place.connection) return act(place, place.connection, frame, raw)
    if (place.waiting.length >= limits.waitingMessages) return drop(1008, "unauthenticated")
    place.waiting.push(raw)
  }

  const send = (data: Uint8Array): void => {
    if (ws.bufferedAmount > limits.unsentBytes) {
      over = true
      metrics.closed("unread")
      return ws.terminate()
    }
    if (asked > 0) {
      const name = placeDenied(data)
      if (name !== null && places.get(name)?.connection === undefined && places.delete(name)) {
        asked--
        if (++denials >= limits.denials) {
          ws.send(data)
          return drop(1008, "unauthenticated")
        }
      }
    }
    ws.send(data)
  }

  return {
    socket: {
      get readyState() {
        return ws.readyState
      },
      send: data => send(data as Uint8Array),
      close: (code, reason) => ws.close(code, reason),
    },
    get authenticated() {
      return authenticated
    },
    start(made) {
      client = made
    },
    authenticate() {
      authenticated = true
    },
    opened(name, connection) {
      const place = places.get(name)
      if (!place) return
      asked--
      place.connection = connection
      const waiting = place.waiting
      place.waiting = []
      for (const raw of waiting) {
        const frame = readFrame(raw)
        if (frame && places.get(name) === place) act(place, connection, frame, raw)
      }
    },
    closed(name) {
      const place = places.get(name)
      if (place && !place.connection) asked--
      clearTimeout(place?.timer)
      places.delete(name)
    },
    arrived,
    receive,
    stop() {
      over = true
    },
    drop,
    ended() {
      over = true
      clearTimeout(resume)
      for (const {timer} of places.values()) clearTimeout(timer)
      places.clear()
    },
  }
}
