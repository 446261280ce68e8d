// SPDX-License-Identifier: EUPL-1.2

/**
 * What one connection, one user and all together may ask of the server. A client that asks more is
 * slowed down, because what it sends is no longer read; what stays over the limit is ended with `busy`.
 */
export interface Limits {
  /** Bytes of one message on the websocket: an update may be 1 MiB. */
  readonly messageBytes: number
  /** Messages that one socket may send a second, and at once after a rest. */
  readonly messagesPerSecond: number
  readonly messagesAtOnce: number
  /** Bytes that one socket may send a second, and at once after a rest. */
  readonly bytesPerSecond: number
  readonly bytesAtOnce: number
  /** Presence messages of one place on one socket a second; of more, the last one counts. */
  readonly presencePerSecond: number
  /** Milliseconds that a socket may stay over its limits before it is ended with `busy`. */
  readonly patienceMs: number
  readonly placesPerSocket: number
  readonly socketsPerUser: number
  readonly sockets: number
  /** Sockets that have not said who they are; over this the oldest of them goes. */
  readonly unauthenticatedSockets: number
  /** Time to say who one is, and the bytes one may need for it. */
  readonly authenticateWithinMs: number
  readonly unauthenticatedBytes: number
  /** Refusals at the door of one socket before it is closed. */
  readonly denials: number
  /** Times a minute that one user may come into a place. */
  readonly entriesPerMinute: number
  /** Messages that wait while their place is being opened. */
  readonly waitingMessages: number
  /** What of one socket is being checked and logged; more is not read before that is done. */
  readonly inFlightMessages: number
  readonly inFlightBytes: number
  /** Bytes that a client may leave unread before its socket is dropped. */
  readonly unsentBytes: number
}

/** The limits unless the host gives others. */
export const defaultLimits: Limits = {
  messageBytes: 1024 * 1024 + 4096,
  messagesPerSecond: 100,
  messagesAtOnce: 400,
  bytesPerSecond: 256 * 1024,
  bytesAtOnce: 1024 * 1024,
  presencePerSecond: 10,
  patienceMs: 30_000,
  placesPerSocket: 16,
  socketsPerUser: 16,
  sockets: 2_000,
  unauthenticatedSockets: 200,
  authenticateWithinMs: 10_000,
  unauthenticatedBytes: 256 * 1024,
  denials: 10,
  entriesPerMinute: 240,
  waitingMessages: 64,
  inFlightMessages: 256,
  inFlightBytes: 512 * 1024,
  unsentBytes: 4 * 1024 * 1024,
}

/** An allowance that fills up again with time. It can go below nothing: then there is a debt to wait off. */
export interface Allowance {
  /** Take some; milliseconds until there is no debt any more, 0 when there is none. */
  take(amount: number, now: number): number
}

/** An allowance of `most` at once and `perSecond` after that. `now` is in milliseconds. */
export function allowance(perSecond: number, most: number): Allowance {
  let left = most
  let last = 0
  return {
    take(amount, now) {
      left = Math.min(most, left + (Math.max(0, now - last) * perSecond) / 1000) - amount
      last = now
      return left >= 0 ? 0 : Math.ceil((-left * 1000) / perSecond)
    },
  }
}
