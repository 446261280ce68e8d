// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"
import {
  raw,
  type RawContent,
  type RawDeletes,
  type RawId,
  type RawRun,
  type RawStruct,
} from "./raw.ts"
import {colleague, server} from "./room.ts"
import type {Random} from "./writer.ts"

/** The client ids under which the wild updates are sent. */
export const own: readonly number[] = [2002, 3003]

const kinds: readonly ((r: Random) => RawContent)[] = [
  r => ({string: r.pick(["a", "bc", "😀", "woorden", "\u0001", "\uffff"])}),
  r => ({string: r.pick(["x", "yz", "nog iets", ""])}),
  r => ({format: [r.pick(["strong", "em", "blink", "__proto__"]), r.pick([{}, null, {}, true])]}),
  r => ({deleted: r.below(5)}),
  r => ({gc: r.below(5)}),
  r => ({
    type: 3,
    name: r.pick(["line", "line", "source", "statement", "section", "waiver", "hack"]),
  }),
  r => ({type: r.pick([6, 6, 6, 0, 1, 2, 4, 5, 9]), name: "line"}),
  r => ({any: [r.pick(["fact", "2024", "", "n1", "b1", 7, null, 2n, {}, []])]}),
  r => ({any: [r.pick(["view", "2024-05", "", `n${r.below(9)}`, "f1"])]}),
  r => (r.chance(0.1) ? {skip: 2} : {string: "q"}),
  r => (r.chance(0.1) ? {embed: {}} : {any: ["", "", "x"].slice(r.below(4))}),
  r =>
    r.pick<() => RawContent>([
      () => ({subdoc: "x"}),
      () => ({binary: new Uint8Array(r.below(3))}),
      () => ({json: ["x"]}),
      () => ({info: 11 + r.below(20)}),
    ])(),
]

/** Contents that could well stand beside an item; `undefined` where only chance helps. */
function fitting(item: Y.Item | Y.GC, r: Random): RawContent | undefined {
  if (!(item instanceof Y.Item)) return undefined
  if (item.parentSub !== null)
    return item.parentSub === "at" ? {any: ["2024-05"]} : {any: [r.pick(["view", "", "b1", "p-1"])]}
  const parent = item.parent as Y.AbstractType<unknown>
  if (parent instanceof Y.XmlText)
    return r.pick([
      {string: "ja "},
      {string: "😀"},
      {format: ["em", r.pick([{}, null])]},
      {deleted: 2},
    ])
  if (!(parent instanceof Y.XmlElement)) return undefined
  if (parent.nodeName === "line") return {type: 6}
  return parent.nodeName === "statement"
    ? {type: 3, name: r.pick(["line", "source", "waiver"])}
    : undefined
}

function lengthOf(content: RawContent): number {
  if ("string" in content) return content.string.length
  if ("deleted" in content) return content.deleted
  if ("gc" in content) return content.gc
  if ("any" in content) return content.any.length
  return "skip" in content ? content.skip : 1
}

/** An id that holds something. */
function anyKnown(doc: Y.Doc, r: Random): RawId {
  const {id, length} = r.pick(r.pick([...doc.store.clients.values()]))
  return [id.client, id.clock + r.pick([0, length >> 1, length - 1])]
}

const itemAt = (doc: Y.Doc, [client, clock]: RawId): Y.Item | Y.GC | null =>
  clock < Y.getState(doc.store, client) ? Y.getItem(doc.store, Y.createID(client, clock)) : null

/** The id right after another one in its list; none at the end. */
function after(doc: Y.Doc, id: RawId): RawId | undefined {
  const item = itemAt(doc, id)
  if (item === null || item.id.clock + item.length - 1 > id[1]) return [id[0], id[1] + 1]
  const right = item instanceof Y.Item ? item.right : null
  return right === null ? undefined : [right.id.client, right.id.clock]
}

/**
 * A random update, hostile more often than not, but close enough to right to get through at times.
 * `old` are real updates, of which pieces come back.
 */
export function wild(doc: Y.Doc, old: readonly Uint8Array[], r: Random): Uint8Array {
  const which = r.below(20)
  if (which < 10) return structs(doc, r)
  if (which < 16) return typing(doc, r)
  return which < 18 ? pieces(old, r) : trick(doc, old, r)
}

function structs(doc: Y.Doc, r: Random): Uint8Array {
  const made: RawId[] = []
  const anyId = (): RawId => {
    if (made.length > 0 && r.chance(0.35)) return r.pick(made)
    if (r.chance(0.03)) return [r.pick([...own, 777, colleague]), r.below(400)]
    return anyKnown(doc, r)
  }
  const struct = (): RawStruct => {
    const shape = r.below(10)
    const left = anyId()
    const there = itemAt(doc, left)
    const likely = there !== null && shape < 7 && r.chance(0.75) ? fitting(there, r) : undefined
    const content = likely ?? r.pick(kinds)(r)
    if (shape < 4) return {...content, left}
    if (shape < 5) return {...content, right: left}
    if (shape < 7) return {...content, left, right: r.chance(0.85) ? after(doc, left) : anyId()}
    const sub = r.chance(0.5)
      ? r.pick(["id", "kind", "at", "ref", "page", "hack", "__proto__"])
      : undefined
    const parent = r.chance(0.15) ? r.pick(["doc", "sources", "other"]) : left
    return {...content, parent, sub}
  }
  const runs: RawRun[] = []
  for (const client of r.chance(0.25) ? own : [r.pick(own)]) {
    const state = Y.getState(doc.store, client)
    const start = r.chance(0.9) ? state : Math.max(0, state + r.below(4) - 2)
    let clock = start
    const all: RawStruct[] = []
    for (let count = r.chance(0.6) ? 1 : 1 + r.below(4); count > 0; count--) {
      const one = struct()
      for (let at = 0; at < lengthOf(one); at++) made.push([client, clock + at])
      clock += lengthOf(one)
      all.push(one)
    }
    runs.push({client, clock: start, structs: all})
  }
  const deletes = Array.from({length: r.chance(0.4) ? 1 + r.below(3) : 0}, () => {
    const [client, clock] = anyId()
    return [client, clock, r.below(r.chance(0.1) ? 30 : 4)] as const
  })
  return raw(r.chance(0.1) ? [] : runs, deletes)
}

/** What typing looks like, and nearly so. */
function typing(doc: Y.Doc, r: Random): Uint8Array {
  const client = r.pick(own)
  const state = Y.getState(doc.store, client)
  const inText = (): RawId => {
    let id = anyKnown(doc, r)
    for (let tries = 0; tries < 20; tries++, id = anyKnown(doc, r)) {
      const item = itemAt(doc, id)
      if (item instanceof Y.Item && item.parent instanceof Y.XmlText) return id
    }
    return id
  }
  const all: RawStruct[] = []
  let clock = state
  const start = inText()
  const right = r.chance(0.95) ? after(doc, start) : undefined
  for (let count = r.chance(0.8) ? 1 : r.below(5); count > 0; count--) {
    const string = r.pick(["x", "e", "ë", "😀", "ja ", "\t", "\u007f", "é\u0001", "\uffff"])
    const last = Math.max(state, clock - (r.chance(0.9) ? 1 : 2))
    const left = all.length > 0 && r.chance(0.85) ? ([client, last] as const) : start
    all.push(r.chance(0.1) ? {right: start, string} : {left, right, string})
    clock += string.length
  }
  const gone = Array.from({length: all.length === 0 || r.chance(0.3) ? 1 + r.below(3) : 0}, () => {
    const [from, at] = inText()
    return [from, at, 1 + r.below(r.chance(0.8) ? 1 : 12)] as const
  })
  return raw(all.length > 0 ? [{client, clock: state, structs: all}] : [], gone)
}

/** Real updates again, merged, or with each other's deletes. */
function pieces(old: readonly Uint8Array[], r: Random): Uint8Array {
  if (old.length === 0) return raw([])
  if (r.chance(0.3)) return r.pick(old)
  if (r.chance(0.4)) return Y.mergeUpdates([r.pick(old), r.pick(old), r.pick(old)])
  // The number of runs and the runs of the one, the deletes of the other: both end where they should.
  const [one, other] = [r.pick(old), r.pick(old)]
  return new Uint8Array([...one.subarray(0, deletesAt(one)), ...other.subarray(deletesAt(other))])
}

/** Where the deletes of a real update begin. */
function deletesAt(update: Uint8Array): number {
  const {ds} = Y.decodeUpdate(update)
  const gone = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({clock, len}) => [client, clock, len] as const),
  )
  return update.length - (raw([], gone).length - 1)
}

/** Well-known tricks. */
function trick(doc: Y.Doc, old: readonly Uint8Array[], r: Random): Uint8Array {
  const [mine, victim] = [r.pick(own), r.pick([server, colleague, 777])]
  const [clock, theirs] = [Y.getState(doc.store, mine), Y.getState(doc.store, victim)]
  const known: RawDeletes = [[victim, theirs + r.below(3) - 1, 1 + r.below(50)]]
  const words = {left: anyKnown(doc, r), string: "x"}
  return r.pick<() => Uint8Array>([
    // What somebody has yet to write, deleted beforehand; or written over by a tombstone or by words.
    () =>
      raw(
        [],
        known.filter(([, from]) => from >= 0),
      ),
    () => raw([{client: victim, clock: theirs, structs: [{gc: 1 + r.below(99)}]}]),
    () => raw([{client: victim, clock: theirs, structs: [words]}]),
    () => raw([{client: mine, clock, structs: [words], promised: 2 ** r.below(30)}]),
    () => raw([{client: mine, clock, structs: [{gc: 2 ** (10 + r.below(40))}]}]),
    () => raw([{client: mine, clock, structs: [{skip: 1 + r.below(9)}, words]}]),
    () => raw([{client: mine, clock: clock + 1 + r.below(5), structs: [words]}]),
    // Leaning on itself, and on what comes later.
    () => raw([{client: mine, clock, structs: [{left: [mine, clock + r.below(3)], string: "x"}]}]),
    () => raw([{client: mine, clock, structs: [{parent: [mine, clock], type: 3, name: "line"}]}]),
    () =>
      raw([
        {client: own[0]!, clock, structs: [{left: [own[1]!, clock], string: "x"}]},
        {client: own[1]!, clock, structs: [{left: [own[0]!, clock], string: "x"}]},
      ]),
    () => raw([1, 2].map(() => ({client: mine, clock, structs: [words]}))),
    () => (old.length > 0 ? Y.convertUpdateFormatV1ToV2(r.pick(old)) : new Uint8Array()),
    () => {
      // Known words with another tail, or leaning on another text.
      const all = doc.store.clients.get(mine)
      const one = all === undefined ? undefined : r.pick(all)
      if (!(one instanceof Y.Item) || !(one.content instanceof Y.ContentString)) return raw([])
      const {origin} = one
      const left: RawId =
        origin === null || r.chance(0.3) ? anyKnown(doc, r) : [origin.client, origin.clock]
      const string = one.content.str + r.pick(["x", "staart"])
      return raw([{client: mine, clock: one.id.clock, structs: [{left, string}]}])
    },
  ])()
}
