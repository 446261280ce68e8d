// SPDX-License-Identifier: EUPL-1.2

/** Updates that no editor makes: structs of Yjs with neighbours, parents and contents at random. */
import * as Y from "yjs"

import {weighted} from "./measure.ts"
import type {Random} from "./random.ts"

type StructContent = Y.Item["content"]

/** The client ids that the sender may use. */
export const own: readonly number[] = [2002, 3003]
const strangers = [1, 1001, 777]

const names = ["line", "line", "statement", "source", "basedOn", "section", "waiver", "hack"]
const attributes = ["id", "kind", "at", "by", "ref", "page", "withdrawn", "hack", "__proto__"]
const values = ["", "2026-02", "fact", "view", "b1", "f1", "nieuw", "n-2", 7, null, true]

/**
 * A random update against `doc`. Neighbours mostly belong together and contents mostly fit the place,
 * so that a good share passes the first walls; the rest is as wild as the bytes allow.
 */
export function hostile(doc: Y.Doc, r: Random): Uint8Array {
  const known = [...doc.store.clients.values()].flat()
  const runs = (r.chance(0.2) ? own : [r.pick(r.chance(0.03) ? strangers : own)]).map(client => {
    const state = Y.getState(doc.store, client)
    let clock = r.chance(0.92) ? state : Math.max(0, state + r.below(4) - 2)
    const first = clock
    const made: Y.Item[] = []
    for (let count = r.chance(0.6) ? 1 : 1 + r.below(4); count > 0; count--) {
      const previous = made.at(-1)
      const anchor = previous !== undefined && r.chance(0.4) ? previous : r.pick(known)
      const item = struct(Y.createID(client, clock), anchor, r)
      made.push(item)
      clock += item.length
    }
    return {client, first, made}
  })
  const deletes = Array.from({length: r.chance(0.4) ? 1 + r.below(2) : 0}, () => {
    const {id, length} = r.pick(known)
    const clock = id.clock + r.below(length)
    return {client: id.client, clock, length: 1 + r.below(r.chance(0.1) ? 40 : 3)}
  })
  return encode(r.chance(0.1) ? [] : runs, deletes)
}

/** One struct beside or inside another one. */
function struct(id: Y.ID, anchor: Y.Item | Y.GC | Y.Skip, r: Random): Y.Item {
  const near = anchor instanceof Y.Item ? anchor : null
  const at = r.chance(0.6) ? anchor.length - 1 : r.below(anchor.length)
  const left = Y.createID(anchor.id.client, anchor.id.clock + at)
  const next =
    at < anchor.length - 1 ? Y.createID(left.client, left.clock + 1) : (near?.right?.id ?? null)
  const inside = near?.content instanceof Y.ContentType ? near.content.type : null
  const content = r.chance(0.2) ? wild(r) : null
  const make = (
    [origin, right, parent, sub]: readonly [Y.ID | null, Y.ID | null, unknown, string | null],
    fits: unknown,
  ): Y.Item =>
    new Y.Item(
      id,
      null,
      origin,
      null,
      right,
      parent as Y.ID | null,
      sub,
      content ?? fitting(fits, sub, r),
    )
  return weighted<() => Y.Item>(r, [
    [6, () => make([left, r.chance(0.85) ? next : null, null, null], near?.parent)],
    [1, () => make([null, left, null, null], near?.parent)],
    [2, () => make([null, null, left, r.chance(0.5) ? r.pick(attributes) : null], inside)],
    [1, () => make([null, null, r.pick(["doc", "sources", "other"]), null], null)],
  ])()
}

/** A content that could well stand in a parent; the wilder ones come by `wild`. */
function fitting(parent: unknown, sub: string | null, r: Random): StructContent {
  if (sub !== null) return new Y.ContentAny([r.pick(values)])
  if (parent instanceof Y.XmlText)
    return weighted<() => StructContent>(r, [
      [4, () => new Y.ContentString(r.pick(["ja ", "😀", "x", "nog een zin. "]))],
      [
        2,
        () => new Y.ContentFormat(r.pick(["em", "strong", "quote"]), r.pick([{}, null]) as object),
      ],
      [1, () => new Y.ContentDeleted(1 + r.below(3))],
    ])()
  if (parent instanceof Y.XmlElement && parent.nodeName === "line")
    return new Y.ContentType(new Y.XmlText())
  return new Y.ContentType(new Y.XmlElement(r.pick(names)))
}

function wild(r: Random): StructContent {
  return weighted<() => StructContent>(r, [
    [2, () => new Y.ContentString(r.pick(["x", "\u0001", "\ud83d"]))],
    [
      2,
      () =>
        new Y.ContentType(r.pick([() => new Y.Map(), () => new Y.Array(), () => new Y.Text()])()),
    ],
    [2, () => new Y.ContentType(new Y.XmlElement(r.pick(names)))],
    [2, () => new Y.ContentFormat(r.pick(["blink", "em", "person"]), r.pick([{}, {ref: 1}]))],
    [2, () => new Y.ContentAny([r.pick(values), ...(r.chance(0.3) ? [r.pick(values)] : [])])],
    [1, () => new Y.ContentEmbed({})],
    [1, () => new Y.ContentJSON(["x"])],
    [1, () => new Y.ContentBinary(new Uint8Array([1]))],
    [1, () => new Y.ContentDeleted(1 + r.below(4))],
  ])()
}

/** Version 1 bytes, without a look at what they say. */
function encode(
  runs: readonly {client: number; first: number; made: readonly Y.Item[]}[],
  deletes: readonly {client: number; clock: number; length: number}[],
): Uint8Array {
  const out = new Y.UpdateEncoderV1()
  out.writeLen(runs.length)
  for (const {client, first, made} of runs) {
    out.writeLen(made.length)
    out.writeClient(client)
    out.writeLen(first)
    for (const item of made) item.write(out, 0)
  }
  const clients = [...new Set(deletes.map(({client}) => client))]
  out.writeLen(clients.length)
  for (const client of clients) {
    const gone = deletes.filter(one => one.client === client)
    out.writeLen(client)
    out.writeLen(gone.length)
    for (const {clock, length} of gone) {
      out.writeDsClock(clock)
      out.writeDsLen(length)
    }
  }
  return out.toUint8Array()
}
