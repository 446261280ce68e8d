// SPDX-License-Identifier: EUPL-1.2

/** Frames of Hocuspocus, written and read by hand: a hundred real providers would measure themselves. */

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function varint(value: number): number[] {
  const bytes: number[] = []
  let left = value
  for (; left > 127; left = Math.floor(left / 128)) bytes.push(128 | (left % 128))
  return [...bytes, left]
}

const text = (words: string): number[] => {
  const bytes = encoder.encode(words)
  return [...varint(bytes.length), ...bytes]
}

/** “This is who I am.” */
export function tokenFrame(place: string, token: string): Uint8Array {
  return Uint8Array.from([...text(place), 2, 0, ...text(token)])
}

/** “What do you have that I have not?” `vector` is a state vector of Yjs. */
export function askFrame(place: string, vector: Uint8Array): Uint8Array {
  return Uint8Array.from([...text(place), 0, 0, ...varint(vector.length), ...vector])
}

/** An update; as the answer to a question with `step` 1. */
export function updateFrame(place: string, update: Uint8Array, step: 1 | 2 = 2): Uint8Array {
  return Uint8Array.from([...text(place), 0, step, ...varint(update.length), ...update])
}

export function presenceFrame(
  place: string,
  client: number,
  clock: number,
  state: object,
): Uint8Array {
  const inner = [1, ...varint(client), ...varint(clock), ...text(JSON.stringify(state))]
  return Uint8Array.from([...text(place), 1, ...varint(inner.length), ...inner])
}

/** What a server said. */
export type Said =
  | {readonly type: "asked" | "denied" | "let-in" | "taken" | "refused" | "other"}
  | {readonly type: "update"; readonly update: Uint8Array; readonly first: boolean}

export function readSaid(bytes: Uint8Array): Said {
  let at = 0
  const uint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  const length = uint()
  at += length
  switch (uint()) {
    case 0:
    case 4: {
      const step = uint()
      if (step === 0) return {type: "asked"}
      const size = uint()
      return {type: "update", update: bytes.subarray(at, at + size), first: step === 1}
    }
    case 2:
      return {type: uint() === 1 ? "denied" : "let-in"}
    case 5:
      uint()
      return {type: decoder.decode(bytes.subarray(at)).includes('"refused"') ? "refused" : "other"}
    case 8:
      return {type: uint() === 1 ? "taken" : "other"}
    default:
      return {type: "other"}
  }
}
