// SPDX-License-Identifier: EUPL-1.2

/** A websocket without manners: it says what it is told to, and writes down what it hears. */
import {encodeEnvelope, formatVersion} from "@wederhoor/collab"
import {templateDigest} from "@wederhoor/format"
import {WebSocket} from "ws"
import * as Y from "yjs"

import {invented, type Running, until} from "./running.ts"

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function varint(value: number): number[] {
  const bytes: number[] = []
  let left = value
  for (; left > 127; left = Math.floor(left / 128)) bytes.push(128 | (left % 128))
  return [...bytes, left]
}

/** A frame: a place, and then numbers as they are, words and bytes with their length before them. */
export function frame(place: string, ...rest: (number | string | Uint8Array)[]): Uint8Array {
  const piece = (part: number | string | Uint8Array): number[] => {
    if (typeof part === "number") return varint(part)
    const bytes = typeof part === "string" ? encoder.encode(part) : part
    return [...varint(bytes.length), ...bytes]
  }
  return Uint8Array.from([place, ...rest].flatMap(piece))
}

export const ask = (place: string, vector: Uint8Array = Uint8Array.of(0)): Uint8Array =>
  frame(place, 0, 0, vector)
export const write = (place: string, update: Uint8Array): Uint8Array => frame(place, 0, 2, update)
export const show = (place: string, client: number, clock: number, state: string): Uint8Array =>
  frame(
    place,
    1,
    Uint8Array.from([...varint(1), ...varint(client), ...varint(clock), ...frame(state)]),
  )

export interface Heard {
  readonly place: string
  readonly type: number
  readonly rest: Uint8Array
}

export interface Raw {
  readonly socket: WebSocket
  readonly heard: Heard[]
  /** Reasons of refusal at the door. */
  readonly denied: () => string[]
  /** What was said on the side: `ended`, `refused`. */
  readonly said: () => {t: string; code: string; at?: object}[]
  readonly send: (bytes: Uint8Array | string) => void
  /** Code with which the server closed the socket. */
  readonly closed: () => number | null
  readonly gone: () => Promise<number>
}

export async function raw(url: string): Promise<Raw> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/wederhoor/collaboration`)
  const heard: Heard[] = []
  let closed: number | null = null
  socket.on("error", () => undefined)
  socket.on("close", code => void (closed = code))
  socket.on("message", (data: Buffer) => {
    const one = hear(data)
    if (one) heard.push(one)
  })
  // In a crowd the server may have closed it before this page saw it open.
  await until(() => socket.readyState === socket.OPEN || closed !== null)
  const words = (type: number, sub?: number): string[] =>
    heard.flatMap(one => {
      if (one.type !== type || (sub !== undefined && one.rest[0] !== sub)) return []
      const bytes = sub === undefined ? one.rest : one.rest.subarray(1)
      return [decoder.decode(bytes.subarray(lengthOf(bytes)[1]))]
    })
  return {
    socket,
    heard,
    denied: () => words(2, 1),
    said: () => words(5).map(text => JSON.parse(text) as {t: string; code: string}),
    send: bytes => socket.send(bytes),
    closed: () => closed,
    async gone() {
      await until(() => closed !== null)
      return closed ?? 0
    },
  }
}

function lengthOf(bytes: Uint8Array, start = 0): [value: number, next: number] {
  let value = 0
  let at = start
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++] ?? 0
    value += (byte & 127) * scale
    if (byte < 128) return [value, at]
  }
}

function hear(data: Uint8Array): Heard | null {
  if (data.length < 2) return null
  const [length, start] = lengthOf(data)
  const place = decoder.decode(data.subarray(start, start + length))
  const [type, next] = lengthOf(data, start + length)
  return {place, type, rest: data.subarray(next)}
}

/** Say who somebody is, on a raw socket. */
export async function token(
  here: Running,
  person: string,
  more: Partial<Parameters<typeof encodeEnvelope>[0]> = {},
): Promise<string> {
  return encodeEnvelope({
    jwt: more.jwt ?? (await here.token(person)),
    clientIds: more.clientIds ?? [],
    format: more.format ?? formatVersion,
    templateDigest: more.templateDigest ?? (await templateDigest(invented().template)),
  })
}

/** Somebody of the team with bad intentions and a good token: inside, with a copy of the text. */
export async function insider(
  here: Running,
  person: string,
  place: string,
): Promise<Raw & {readonly doc: Y.Doc; readonly name: string}> {
  const line = await raw(here.url)
  const name = `${here.report}/${place}`
  const doc = new Y.Doc()
  line.send(frame(name, 2, 0, await token(here, person, {clientIds: [doc.clientID]})))
  line.send(ask(name))
  const first = (): Heard | undefined =>
    line.heard.find(({type, rest}) => type === 0 && rest[0] === 1)
  await until(() => first() !== undefined)
  const {rest} = first() as Heard
  const [, start] = lengthOf(rest, 1)
  Y.applyUpdate(doc, rest.subarray(start))
  return {...line, doc, name}
}
