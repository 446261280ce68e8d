// SPDX-License-Identifier: EUPL-1.2
import type {Broken} from "./refusal.ts"

/** Deepest value within an attribute that is walked; a lawful one is a scalar. */
const deepest = 8

/** Content classes of Yjs that occur in our documents: deleted 1, string 4, format 6, type 7, any 8. */
const classes = new Set([1, 4, 6, 7, 8])
/** Type classes of Yjs that occur: element 3 (with a name), text 6. */
const typeClasses = new Set([3, 6])

/**
 * Walk version 1 bytes without making anything of them, before Yjs decodes them. Decoding a million
 * bytes can cost hundreds of megabytes (an empty subdocument of six bytes becomes a whole `Y.Doc`);
 * walking them costs nothing. Null when every struct is of a class that our documents know and there
 * are no more than `most` structs and `most` deleted ranges.
 */
export function scan(bytes: Uint8Array, most: number): Broken | null {
  const reader = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const short = (): never => {
    throw new RangeError("the bytes end too early")
  }
  const byte = (): number => (at < bytes.length ? reader.getUint8(at++) : short())
  const number = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const next = byte()
      value += (next & 127) * scale
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError("a number is too large")
      if (next < 128) return value
    }
  }
  const skip = (length: number): void => {
    at += length
    if (at > bytes.length) short()
  }
  const text = (): void => skip(number())
  const value = (depth: number): void => {
    if (depth > deepest) throw new RangeError("a value is too deep")
    const tag = byte()
    if (tag === 119 || tag === 116) text()
    else if (tag === 125) while (byte() >= 128);
    else if (tag === 124) skip(4)
    else if (tag === 123 || tag === 122) skip(8)
    else if (tag === 117) for (let count = number(); count > 0; count--) value(depth + 1)
    else if (tag === 118)
      for (let count = number(); count > 0; count--) {
        text()
        value(depth + 1)
      }
    else if (tag < 116) throw new RangeError("a value of no known sort")
  }

  let structs = 0
  for (let runs = number(); runs > 0; runs--) {
    const promised = number()
    number()
    number()
    for (let left = promised; left > 0; left--) {
      if (++structs > most) return {code: "too-large", detail: "structs"}
      const info = byte()
      const sort = info & 31
      if (sort === 10) return {code: "gap", detail: "skip"}
      if (sort === 0) {
        number()
        continue
      }
      if (!classes.has(sort)) return {code: "unknown-content", detail: `class ${sort}`}
      for (const flag of [128, 64])
        if ((info & flag) !== 0) {
          number()
          number()
        }
      if ((info & 192) === 0) {
        if (number() === 1) text()
        else {
          number()
          number()
        }
        if ((info & 32) !== 0) text()
      }
      if (sort === 1) number()
      else if (sort === 4) text()
      else if (sort === 6) {
        text()
        text()
      } else if (sort === 8) for (let count = number(); count > 0; count--) value(0)
      else {
        const type = number()
        if (type > 6) return {code: "unreadable", detail: "no such type"}
        if (!typeClasses.has(type)) return {code: "unknown-content", detail: `type ${type}`}
        if (type === 3) text()
      }
    }
  }
  let ranges = 0
  for (let clients = number(); clients > 0; clients--) {
    number()
    for (let left = number(); left > 0; left--) {
      if (++ranges > most) return {code: "too-large", detail: "deleted ranges"}
      number()
      number()
    }
  }
  return structs === 0 && at < bytes.length ? {code: "unreadable", detail: "bytes left over"} : null
}
