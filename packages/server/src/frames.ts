// SPDX-License-Identifier: EUPL-1.2

/**
 * The frames of the websocket, read and written by ourselves. Hocuspocus reads a frame while it acts on
 * it: a broken one throws halfway, closes the place and writes to standard error. So nothing reaches it
 * that was not read to its end here.
 */
import {parsePlace} from "@wederhoor/collab"
import * as Y from "yjs"

/** One client's presence as it came in; `json` is not looked into yet. */
export interface PresenceEntry {
  readonly client: number
  readonly clock: number
  readonly json: string
}

/**
 * What a client can say. `nowhere` is a token for something that is no place; `unused` is well formed,
 * and nothing that we ever asked for.
 */
export type Frame =
  | {readonly kind: "token" | "ask" | "leave"; readonly place: string}
  | {readonly kind: "update"; readonly place: string; readonly update: Uint8Array}
  | {
      readonly kind: "presence"
      readonly place: string
      readonly entries: readonly PresenceEntry[]
    }
  | {readonly kind: "nowhere" | "unused"; readonly place: string}

/** Message types of Hocuspocus 4.7. */
const types = {sync: 0, presence: 1, auth: 2, syncReply: 4, stateless: 5, close: 7, status: 8}
/** More clients in one frame than any honest tab has. */
const mostEntries = 8

/** Read a frame to its last byte; `null` when any of it is not as it should be. Never throws. */
export function readFrame(bytes: Uint8Array): Frame | null {
  const read = cursor(bytes)
  const place = read.text(200)
  if (place === null) return null
  const type = read.uint()
  if (parsePlace(place) === null)
    return type === null ? null : {kind: type === types.auth ? "nowhere" : "unused", place}
  switch (type) {
    case types.sync:
    case types.syncReply: {
      const step = read.uint()
      const payload = read.bytes()
      if (payload === null || !read.atEnd()) return null
      if (step === 0) return isStateVector(payload) ? {kind: "ask", place} : null
      return step === 1 || step === 2 ? {kind: "update", place, update: payload} : null
    }
    case types.presence: {
      const payload = read.bytes()
      const entries = payload && read.atEnd() ? readPresence(payload) : null
      return entries && {kind: "presence", place, entries}
    }
    case types.auth: {
      const token = read.uint() === 0 ? read.bytes() : null
      // A provider of 4.x says its version after the token.
      const whole = token !== null && (read.atEnd() || (read.bytes() !== null && read.atEnd()))
      return whole ? {kind: "token", place} : null
    }
    case types.close:
      return {kind: "leave", place}
    case null:
      return null
    default:
      return type <= 10 ? {kind: "unused", place} : null
  }
}

/** “Your update is in” (`true`), or “it is not”. */
export function statusFrame(place: string, taken: boolean): Uint8Array {
  return frame(place, [types.status, taken ? 1 : 0])
}

/** The refusal of a place, as Hocuspocus says it. */
export function deniedFrame(place: string, reason: string): Uint8Array {
  const text = encoder.encode(reason)
  return frame(place, [types.auth, 1, ...varint(text.length), ...text])
}

/** The presence of some clients; an empty `json` says that a client is gone. */
export function presenceFrame(place: string, entries: readonly PresenceEntry[]): Uint8Array {
  const parts = entries.map(({client, clock, json}) => {
    const text = encoder.encode(json === "" ? "null" : json)
    return {head: [...varint(client), ...varint(clock), ...varint(text.length)], text}
  })
  const count = varint(entries.length)
  const size = parts.reduce((sum, {head, text}) => sum + head.length + text.length, count.length)
  const start = frame(place, [types.presence, ...varint(size), ...count])
  const whole = new Uint8Array(start.length + size - count.length)
  whole.set(start)
  let at = start.length
  for (const {head, text} of parts) {
    whole.set(head, at)
    whole.set(text, at + head.length)
    at += head.length + text.length
  }
  return whole
}

/** The place of a frame of ours that refuses it; `null` for every other frame. */
export function placeDenied(bytes: Uint8Array): string | null {
  const read = cursor(bytes)
  const place = read.text(200)
  return place !== null && read.uint() === types.auth && read.uint() === 1 ? place : null
}

function readPresence(bytes: Uint8Array): PresenceEntry[] | null {
  const read = cursor(bytes)
  const count = read.uint()
  if (count === null || count > mostEntries) return null
  const entries: PresenceEntry[] = []
  for (let n = 0; n < count; n++) {
    const client = read.uint()
    const clock = read.uint()
    const json = read.text(16_384)
    if (client === null || clock === null || json === null) return null
    entries.push({client, clock, json})
  }
  return read.atEnd() ? entries : null
}

function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes)
    return true
  } catch {
    return false
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", {fatal: true})

function frame(place: string, tail: readonly number[]): Uint8Array {
  const name = encoder.encode(place)
  return Uint8Array.from([...varint(name.length), ...name, ...tail])
}

/** A number as Yjs writes it: seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = []
  let left = value
  for (; left > 127; left = Math.floor(left / 128)) bytes.push(128 | (left % 128))
  return [...bytes, left]
}

interface Cursor {
  readonly uint: () => number | null
  readonly bytes: () => Uint8Array | null
  readonly text: (most: number) => string | null
  readonly atEnd: () => boolean
}

function cursor(bytes: Uint8Array): Cursor {
  let at = 0
  const uint = (): number | null => {
    let value = 0
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++] as number
      value += (byte & 127) * scale
      if (value > Number.MAX_SAFE_INTEGER) return null
      if (byte < 128) return value
    }
    return null
  }
  const take = (): Uint8Array | null => {
    const length = uint()
    if (length === null || length > bytes.length - at) return null
    at += length
    return bytes.subarray(at - length, at)
  }
  return {
    uint,
    bytes: take,
    text(most) {
      const piece = take()
      if (piece === null || piece.length > most) return null
      try {
        return decoder.decode(piece)
      } catch {
        return null
      }
    },
    atEnd: () => at === bytes.length,
  }
}
