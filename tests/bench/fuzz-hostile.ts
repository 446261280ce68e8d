// SPDX-License-Identifier: EUPL-1.2

/** Updates that no editor makes: structs of Yjs with neighbours, parents and contents at random. */
import * as Y from "yjs"

import {encode, type RunOfStructs} from "./fuzz-bytes.ts"
import {weighted} from "./measure.ts"
import type {Random} from "./random.ts"

type StructContent = Y.Item["content"]

/** The client ids that the sender may use for what is made up here. */
export const own: readonly number[] = [2002, 3003]
const strangers = [1, 1001, 777]

const names = ["line", "line", "statement", "source", "basedOn", "section", "waiver", "hack"]
const attributes = ["id", "kind", "at", "by", "ref", "page", "withdrawn", "hack", "__proto__"]
const values = ["", "2026-02", "fact", "view", "b1", "f1", "nieuw", "n-2", 7, null, true, 2n, {}]

/**
 * A random update against `doc`; `old` are real updates that it has seen. Neighbours mostly belong
 * together and contents mostly fit the place, so that a good share passes the first walls; the rest is
 * as wild as the bytes allow.
 */
export function hostile(doc: Y.Doc, old: readonly Uint8Array[], r: Random): Uint8Array {
  return weighted<() => Uint8Array>(r, [
    [9, () => madeUp(doc, r)],
    [5, () => typed(doc, r)],
    [2, () => recombined(old, r)],
    [1, () => trick(doc, old, r)],
  ])()
}

function madeUp(doc: Y.Doc, r: Random): Uint8Array {
  const known = [...doc.store.clients.values()]
  const anyone = (): Y.Item | Y.GC => r.pick(r.pick(known)) as Y.Item | Y.GC
  const runs = (r.chance(0.2) ? own : [r.pick(r.chance(0.03) ? strangers : own)]).map(client => {
    const state = Y.getState(doc.store, client)
    let clock = r.chance(0.92) ? state : Math.max(0, state + r.below(4) - 2)
    const first = clock
    const made: RunOfStructs["structs"][number][] = []
    for (let count = r.chance(0.6) ? 1 : 1 + r.below(4); count > 0; count--) {
      const previous = made.at(-1)
      const anchor = previous !== undefined && r.chance(0.4) ? previous : anyone()
      const one = r.chance(0.03)
        ? weighted(r, [
            [4, new Y.GC(Y.createID(client, clock), r.below(5))],
            [1, new Y.Skip(Y.createID(client, clock), 1 + r.below(3))],
          ])
        : struct(Y.createID(client, clock), anchor, r)
      made.push(one)
      clock += one.length
    }
    return {client, first, structs: made}
  })
  const deletes = Array.from({length: r.chance(0.4) ? 1 + r.below(2) : 0}, () => {
    const {id, length} = anyone()
    const clock = id.clock + r.below(length)
    return {client: id.client, clock, length: 1 + r.below(r.chance(0.1) ? 40 : 3)}
  })
  return encode(r.chance(0.1) ? [] : runs, deletes)
}

/** One struct beside or inside another one. */
function struct(id: Y.ID, anchor: Y.Item | Y.GC | Y.Skip, r: Random): Y.Item {
  const near = anchor instanceof Y.Item ? anchor : null
  const at = r.chance(0.6) ? anchor.length - 1 : r.below(anchor.length)
  const left = r.chance(0.01)
    ? Y.createID(r.pick([...own, ...strangers]), r.below(2000))
    : Y.createID(anchor.id.client, Math.max(0, anchor.id.clock + at))
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
      content ?? fitting(fits, sub ?? near?.parentSub ?? null, r),
    )
  return weighted<() => Y.Item>(r, [
    [6, () => make([left, r.chance(0.85) ? next : null, null, null], near?.parent)],
    [1, () => make([null, left, null, null], near?.parent)],
    [2, () => make([null, null, left, r.chance(0.5) ? r.pick(attributes) : null], inside)],
    [1, () => make([null, null, r.pick(["doc", "sources", "other"]), null], null)],
    // Leaning on itself.
    [0.1, () => make([id, r.chance(0.5) ? id : null, null, null], near?.parent)],
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

const types = [Y.Map, Y.Array, Y.Text, Y.XmlFragment]

function wild(r: Random): StructContent {
  return weighted<() => StructContent>(r, [
    [2, () => new Y.ContentString(r.pick(["x", "\u0001", "\u009f", "", "\uffff"]))],
    [2, () => new Y.ContentType(new (r.pick(types))())],
    [1, () => new Y.ContentType(new Y.XmlHook(r.pick(names)))],
    [2, () => new Y.ContentType(new Y.XmlElement(r.pick(names)))],
    [
      2,
      () =>
        new Y.ContentFormat(r.pick(["blink", "em", "person", "__proto__"]), r.pick([{}, {ref: 1}])),
    ],
    [
      2,
      () => new Y.ContentAny([[], [r.pick(values)], [r.pick(values), r.pick(values)]][r.below(3)]!),
    ],
    [1, () => new Y.ContentEmbed({})],
    [1, () => new Y.ContentJSON(["x"])],
    [1, () => new Y.ContentBinary(new Uint8Array([1]))],
    [1, () => new Y.ContentDoc(new Y.Doc({guid: "x"}))],
    [1, () => new Y.ContentDeleted(r.below(5))],
  ])()
}

/** What typing looks like, and nearly so: words in a text, words deleted, here and there one off. */
function typed(doc: Y.Doc, r: Random): Uint8Array {
  const client = r.pick(own)
  const state = Y.getState(doc.store, client)
  const inText = (): Y.Item | null => {
    for (let tries = 0; tries < 20; tries++) {
      const one = r.pick(r.pick([...doc.store.clients.values()]))
      if (!(one instanceof Y.Item)) continue
      const {content} = one
      const isEmpty = content instanceof Y.ContentType && content.type instanceof Y.XmlText
      if (one.parent instanceof Y.XmlText || (isEmpty && r.chance(0.2))) return one
    }
    return null
  }
  const structs: Y.Item[] = []
  let clock = state
  const near = r.chance(0.85) ? inText() : null
  const last = r.chance(0.6) ? (near?.length ?? 1) - 1 : r.below(near?.length ?? 1)
  for (let count = 1 + (r.chance(0.3) ? r.below(4) : 0); near !== null && count > 0; count--) {
    const {id} = near
    const goesOn = structs.length > 0 && r.chance(0.8)
    const inside = near.content instanceof Y.ContentType ? id : null
    const behind = Math.max(state, clock - (r.chance(0.9) ? 1 : 2))
    const before = goesOn ? Y.createID(client, behind) : Y.createID(id.client, id.clock + last)
    const after =
      last < near.length - 1 ? Y.createID(id.client, id.clock + last + 1) : (near.right?.id ?? null)
    const first = !goesOn && inside === null && r.chance(0.1)
    const one = new Y.Item(
      Y.createID(client, clock),
      null,
      inside !== null && !goesOn ? null : first ? null : before,
      null,
      inside !== null ? null : first ? id : r.chance(0.97) ? after : null,
      inside !== null && !goesOn ? inside : null,
      null,
      new Y.ContentString(r.pick(["x", "e", " ", "ë", "😀", "ja ", "\t", "\u007f", "é\u0001"])),
    )
    structs.push(one)
    clock += one.length
  }
  const deletes = Array.from({length: near === null || r.chance(0.3) ? 1 + r.below(3) : 0}, () => {
    const one = inText()
    if (one === null) return []
    const clock = one.id.clock + r.below(one.length)
    return [{client: one.id.client, clock, length: 1 + r.below(r.chance(0.8) ? 1 : 12)}]
  }).flat()
  return encode(structs.length > 0 ? [{client, first: state, structs}] : [], deletes)
}

/** Pieces of real updates, put together otherwise. */
function recombined(old: readonly Uint8Array[], r: Random): Uint8Array {
  if (old.length === 0) return new Uint8Array([0, 0])
  return weighted<() => Uint8Array>(r, [
    [1, () => r.pick(old)],
    [2, () => Y.mergeUpdates([r.pick(old), r.pick(old), r.pick(old)])],
    [
      3,
      () => {
        // The structs of one with the deletes of another, some left out.
        const [one, other] = [Y.decodeUpdate(r.pick(old)), Y.decodeUpdate(r.pick(old))]
        const kept = one.structs.filter(() => r.chance(0.9))
        const clients = [...new Set(kept.map(({id}) => id.client))]
        const deletes = [...other.ds.clients].flatMap(([client, ranges]) =>
          ranges.map(({clock, len}) => ({client, clock, length: len})),
        )
        return encode(
          clients.map(client => {
            const structs = kept.filter(({id}) => id.client === client)
            return {client, first: structs[0]!.id.clock, structs}
          }),
          deletes.filter(() => r.chance(0.9)),
        )
      },
    ],
  ])()
}

/** Well-known tricks. */
function trick(doc: Y.Doc, old: readonly Uint8Array[], r: Random): Uint8Array {
  const victim = r.pick([...strangers, 1, 1001])
  const [mine, theirs] = [r.pick(own), Y.getState(doc.store, victim)]
  const state = Y.getState(doc.store, mine)
  return weighted<() => Uint8Array>(r, [
    // What somebody has yet to write, deleted beforehand; or written over.
    [1, () => encode([], [{client: victim, clock: theirs + r.below(3), length: 1 + r.below(50)}])],
    [
      1,
      () => {
        const id = Y.createID(victim, theirs)
        return encode(
          [{client: victim, first: theirs, structs: [new Y.GC(id, 1 + r.below(99))]}],
          [],
        )
      },
    ],
    // More structs promised than there are bytes; a clock that runs away.
    [
      1,
      () =>
        encode([{client: mine, first: state, structs: [], promised: 2 ** (4 + r.below(24))}], []),
    ],
    [
      1,
      () => {
        const gc = new Y.GC(Y.createID(mine, state), 2 ** (10 + r.below(40)))
        return encode([{client: mine, first: state, structs: [gc]}], [])
      },
    ],
    // Bytes of the other version; two runs of one client; a known struct with a tail of another text.
    [2, () => (old.length > 0 ? Y.convertUpdateFormatV1ToV2(r.pick(old)) : new Uint8Array([0]))],
    [
      1,
      () => {
        const gc = {client: mine, first: state, structs: [new Y.GC(Y.createID(mine, state), 1)]}
        return encode([gc, gc], [])
      },
    ],
    [
      2,
      () => {
        const structs = doc.store.clients.get(mine)
        const known = structs === undefined ? undefined : r.pick(structs)
        if (!(known instanceof Y.Item) || !(known.content instanceof Y.ContentString))
          return new Uint8Array([0, 0])
        const tail = new Y.ContentString(known.content.str + r.pick(["x", "staart"]))
        const {id, origin, rightOrigin, parent} = known
        const none = origin === null && rightOrigin === null
        const held = (parent as Y.AbstractType<unknown>)._item?.id ?? null
        const one = new Y.Item(id, null, origin, null, rightOrigin, none ? held : null, null, tail)
        return encode([{client: mine, first: id.clock, structs: [one]}], [])
      },
    ],
  ])()
}
