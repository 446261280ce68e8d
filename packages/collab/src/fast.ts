// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"
import {type Address, standingAddress} from "./address.ts"
import type {GuardContext} from "./guard.ts"
import {cuts, type YType} from "./integrate.ts"
import {isPrintable} from "./values.ts"

/** An update that is judged: what it touches, and its bytes. */
export interface Typing {
  readonly touches: readonly Address[]
  readonly update: Uint8Array
}

/** Longest update that is tried here, in bytes, structs and items that it deletes. */
const mostBytes = 1024
const mostStructs = 32
const mostItems = 64

/**
 * Judge the updates that writing is made of: words typed between two neighbours that stand side by
 * side in a text of the document, words and marks deleted that it has. One reading, no structs made.
 *
 * It only ever *takes* an update, with the very verdict that the general way gives (the law is a
 * differential test); `null` says nothing at all, not even that something is wrong. So whatever is
 * unusual in the slightest (another writing of a number, a neighbour that moved, a text that is gone,
 * half a character) is left to the general way.
 */
export function judgeTyping(
  doc: Y.Doc,
  received: Uint8Array,
  context: GuardContext,
): Typing | null {
  const {clients, limits} = context
  if (!(received instanceof Uint8Array) || received.length > mostBytes) return null
  if (limits !== undefined && isTight(limits, received.length)) return null
  // A copy of its own: what is logged and applied is what was judged, whatever happens to the buffer.
  const bytes = new Uint8Array(received)
  const reader: Reader = {bytes, at: 0}
  const touched: YType[] = []
  const ops: ("text" | "mark")[] = []
  const runs = number(reader)
  let writer = -1
  let start = 0
  if (runs === 1) {
    const count = number(reader)
    writer = number(reader)
    start = number(reader)
    if (count < 1 || count > mostStructs || start < 0 || !clients.has(writer)) return null
    if (start !== Y.getState(doc.store, writer)) return null
    if (!readWords(doc, reader, writer, start, count, touched)) return null
    for (let at = 0; at < touched.length; at++) ops.push("text")
  } else if (runs !== 0) return null
  if (!readDeletes(doc, reader, touched, ops)) return null
  if (reader.at !== bytes.length || touched.length === 0) return null
  const touches: Address[] = []
  for (let at = 0; at < touched.length; at++) {
    const address = standingAddress(touched[at] as YType, ops[at] as "text" | "mark")
    if (touches.length === 0 || !touches.some(other => isSame(other, address)))
      touches.push(address)
  }
  return {touches, update: bytes}
}

/** Limits so small that they could matter here. */
function isTight(limits: NonNullable<GuardContext["limits"]>, length: number): boolean {
  const {bytes = mostBytes, structs = mostBytes, steps = mostBytes, growth = mostBytes} = limits
  return bytes < length || structs < mostBytes || steps < mostBytes || growth < mostBytes
}

interface Reader {
  readonly bytes: Uint8Array
  at: number
}

/** The next number; -1 when there is none, or when Yjs would write it otherwise. */
function number(reader: Reader): number {
  const {bytes} = reader
  let value = 0
  for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
    const next = bytes[reader.at++]
    if (next === undefined) return -1
    if (next >= 128) value += (next & 127) * scale
    else {
      value += next * scale
      return (next === 0 && scale > 1) || value > Number.MAX_SAFE_INTEGER ? -1 : value
    }
  }
  return -1
}

const utf8 = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true})

/** Past the next string of printable words: its length in UTF-16 units; -1 when it is none. */
function words(reader: Reader): number {
  const length = number(reader)
  const {bytes, at} = reader
  const end = at + length
  if (length < 1 || end > bytes.length) return -1
  reader.at = end
  for (let next = at; next < end; next++) {
    const byte = bytes[next] as number
    if (byte >= 0x20 && byte < 0x7f) continue
    if (byte < 0x80) return -1
    try {
      const text = utf8.decode(bytes.subarray(at, end))
      return isPrintable(text) ? text.length : -1
    } catch {
      return -1
    }
  }
  return length
}

/** The struct that holds a clock, when the document has it and it has a place. */
function itemAt(doc: Y.Doc, client: number, clock: number): Y.Item | null {
  const structs = doc.store.clients.get(client)
  const last = structs?.at(-1)
  if (structs === undefined || last === undefined || clock < 0) return null
  if (clock >= last.id.clock + last.length) return null
  const found = clock >= last.id.clock ? last : structs[Y.findIndexSS(structs, clock)]
  return found instanceof Y.Item ? found : null
}

/** The text in which an item stands. */
function textOf(item: Y.Item): YType | null {
  const parent = item.parent as YType
  if (item.parentSub !== null || parent._item === null) return null
  return parent.constructor === Y.XmlText ? parent : null
}

/** Whether a text or something around it is deleted. */
function isGone(text: YType): boolean {
  let at = text
  for (; at._item !== null; at = at._item.parent as YType) if (at._item.deleted) return true
  return false
}

/** Read the structs of a run; false when one of them is anything but words in a living text. */
function readWords(
  doc: Y.Doc,
  reader: Reader,
  writer: number,
  start: number,
  count: number,
  touched: YType[],
): boolean {
  let clock = start
  let text: YType | null = null
  let nextClient = -1
  let nextClock = -1
  for (let at = 0; at < count; at++) {
    const info = reader.bytes[reader.at++] ?? 0
    // A string; only neighbours may be told besides.
    if ((info & 63) !== 4) return false
    let leftClient = -1
    let leftClock = -1
    let rightClient = -1
    let rightClock = -1
    let holder: Y.Item | null = null
    if ((info & 128) !== 0) {
      leftClient = number(reader)
      leftClock = number(reader)
      if (leftClient < 0 || leftClock < 0) return false
    }
    if ((info & 64) !== 0) {
      rightClient = number(reader)
      rightClock = number(reader)
      if (rightClient < 0 || rightClock < 0) return false
    }
    if ((info & 192) === 0) {
      if (number(reader) !== 0) return false
      holder = itemAt(doc, number(reader), number(reader))
      if (holder === null) return false
    }
    const length = words(reader)
    if (length < 0) return false
    const goesOn =
      at > 0 &&
      leftClient === writer &&
      leftClock === clock - 1 &&
      rightClient === nextClient &&
      rightClock === nextClock
    if (!goesOn) {
      text =
        holder === null
          ? textBetween(doc, leftClient, leftClock, rightClient, rightClock)
          : emptyText(holder)
      if (text === null || isGone(text)) return false
      nextClient = rightClient
      nextClock = rightClock
      if (!touched.includes(text)) touched.push(text)
    }
    clock += length
    if (!Number.isSafeInteger(clock)) return false
  }
  return true
}

/** The text an item holds, when nothing was ever written in it. */
function emptyText({content}: Y.Item): YType | null {
  if (!(content instanceof Y.ContentType) || content.type.constructor !== Y.XmlText) return null
  const text: YType = content.type
  return text._start === null && text._item !== null ? text : null
}

/** The text in which two neighbours stand side by side; -1 for none on that side. */
function textBetween(
  doc: Y.Doc,
  leftClient: number,
  leftClock: number,
  rightClient: number,
  rightClock: number,
): YType | null {
  if (leftClient < 0) {
    const behind = itemAt(doc, rightClient, rightClock)
    const isFirst = behind !== null && behind.left === null && behind.id.clock === rightClock
    return isFirst ? textOf(behind) : null
  }
  const before = itemAt(doc, leftClient, leftClock)
  if (before === null) return null
  const after = leftClock + 1
  if (after < before.id.clock + before.length) {
    if (rightClient !== leftClient || rightClock !== after || cuts(before, after)) return null
  } else {
    const behind = before.right
    if ((behind === null ? -1 : behind.id.client) !== rightClient) return null
    if ((behind === null ? -1 : behind.id.clock) !== rightClock) return null
  }
  return textOf(before)
}

/** Read what is deleted; false when it is anything but words and marks that the document has. */
function readDeletes(
  doc: Y.Doc,
  reader: Reader,
  touched: YType[],
  ops: ("text" | "mark")[],
): boolean {
  let left = mostItems
  let previous = Number.POSITIVE_INFINITY
  const clients = number(reader)
  for (let nth = 0; nth < clients; nth++) {
    const client = number(reader)
    const structs = doc.store.clients.get(client)
    // Yjs writes them in falling order, and so each of them once.
    if (client < 0 || client >= previous || structs === undefined) return false
    previous = client
    let end = -1
    const ranges = number(reader)
    if (ranges < 1) return false
    for (let range = 0; range < ranges; range++) {
      const from = number(reader)
      const length = number(reader)
      const to = from + length
      if (from <= end || length < 1 || to > Y.getState(doc.store, client)) return false
      end = to
      for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
        const item = structs[at] as Y.Item | Y.GC
        if (item.id.clock >= to) break
        if (cuts(item, from) || cuts(item, to) || --left < 0) return false
        if (!(item instanceof Y.Item) || item.deleted) continue
        const text = textOf(item)
        const isMark = item.content instanceof Y.ContentFormat
        if (text === null || !(isMark || item.content instanceof Y.ContentString)) return false
        const op = isMark ? "mark" : "text"
        if (touched.some((other, index) => other === text && ops[index] === op)) continue
        touched.push(text)
        ops.push(op)
      }
    }
  }
  return clients >= 0
}

function isSame(one: Address, other: Address): boolean {
  return (
    one.op === other.op &&
    one.statement === other.statement &&
    one.section === other.section &&
    one.source === other.source &&
    one.draft === other.draft &&
    one.node === other.node &&
    one.root === other.root
  )
}
