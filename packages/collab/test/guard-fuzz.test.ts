// SPDX-License-Identifier: EUPL-1.2
import {guard} from "@wederhoor/collab"
import {contentTable} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {raw, type RawContent, type RawId, type RawRun, type RawStruct} from "./raw.ts"
import {colleague, copyOf, edit, line, locked, seeded, updatesOf} from "./room.ts"
import {problemsOf} from "./soundness.ts"
import {random, type Random, writer} from "./writer.ts"

const own = [2002, 3003]
const clients = new Set(own)

const kinds: readonly ((r: Random) => RawContent)[] = [
  r => ({string: r.pick(["a", "bc", "😀", "woorden", "\u0001"])}),
  r => ({string: r.pick(["x", "yz", "nog iets"])}),
  r => ({format: [r.pick(["strong", "em", "blink"]), r.pick([{}, null, {}, true])]}),
  r => ({deleted: 1 + r.below(4)}),
  r => ({gc: 1 + r.below(4)}),
  r => ({
    type: 3,
    name: r.pick(["line", "line", "source", "statement", "section", "waiver", "hack"]),
  }),
  r => ({type: r.pick([6, 6, 6, 1, 2, 5]), name: "line"}),
  r => ({any: [r.pick(["fact", "2024", "", "n1", "b1", 7, null])]}),
  r => ({any: [r.pick(["view", "2024-05", "", `n${r.below(9)}`, "f1"])]}),
  r => (r.chance(0.1) ? {skip: 2} : {string: "q"}),
  r => (r.chance(0.1) ? {embed: {}} : {any: ["", ""].slice(r.below(2))}),
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

/** Ids that hold something, with what a stranger could build upon them. */
function knownIds(doc: Y.Doc): RawId[] {
  const ids: RawId[] = []
  for (const [client, structs] of doc.store.clients)
    for (const {id, length} of structs)
      for (const at of new Set([0, length >> 1, length - 1])) ids.push([client, id.clock + at])
  return ids
}

/** A random update, hostile more often than not, but close enough to right to get through at times. */
function hostile(doc: Y.Doc, r: Random): Uint8Array {
  const known = knownIds(doc)
  const made: RawId[] = []
  const anyId = (): RawId => {
    if (made.length > 0 && r.chance(0.35)) return r.pick(made)
    if (r.chance(0.03)) return [r.pick([...own, 777, colleague]), r.below(400)]
    return r.pick(known)
  }
  /** The id right after another one in the same list, so that both neighbours agree at times. */
  const after = (id: RawId): RawId => {
    const state = Y.getState(doc.store, id[0])
    if (id[1] >= state) return anyId()
    const item = Y.getItem(doc.store, Y.createID(id[0], id[1])) as Y.Item | Y.GC
    if (item.id.clock + item.length - 1 > id[1]) return [id[0], id[1] + 1]
    const right = item instanceof Y.Item ? item.right : null
    return right === null ? anyId() : [right.id.client, right.id.clock]
  }
  const struct = (): RawStruct => {
    const shape = r.below(10)
    const left = anyId()
    const there =
      left[1] < Y.getState(doc.store, left[0]) ? Y.getItem(doc.store, Y.createID(...left)) : null
    const likely = there !== null && shape < 7 && r.chance(0.75) ? fitting(there, r) : undefined
    const content = likely ?? r.pick(kinds)(r)
    if (shape < 4) return {...content, left}
    if (shape < 5) return {...content, right: left}
    if (shape < 7) return {...content, left, right: r.chance(0.85) ? after(left) : anyId()}
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
    const structs: RawStruct[] = []
    for (let count = r.chance(0.6) ? 1 : 1 + r.below(4); count > 0; count--) {
      const one = struct()
      for (let at = 0; at < lengthOf(one); at++) made.push([client, clock + at])
      clock += lengthOf(one)
      structs.push(one)
    }
    runs.push({client, clock: start, structs})
  }
  const deletes = Array.from({length: r.chance(0.4) ? 1 + r.below(3) : 0}, () => {
    const [client, clock] = anyId()
    return [client, clock, 1 + r.below(r.chance(0.1) ? 30 : 3)] as const
  })
  return raw(r.chance(0.1) ? [] : runs, deletes)
}

const wanted = Number(process.env["WEDERHOOR_FUZZ"] ?? 0)
const perSeed = 500
const seeds = (least: number): number[] =>
  Array.from({length: Math.max(least, Math.ceil(wanted / perSeed))}, (_, at) => at + 1)

describe("guard against real Yjs", () => {
  for (const seed of seeds(6))
    test(`whatever is accepted does what the verdict says (seed ${seed}, ${perSeed} random updates)`, () => {
      const r = random(seed)
      let doc = seeded()
      let accepted = 0
      const problems: string[] = []
      for (let at = 0; at < perSeed; at++) {
        if (at % 60 === 0) {
          doc = seeded()
          Y.applyUpdate(
            doc,
            edit(doc, colleague, copy => line(copy, "f1").insert(2, "erg ")),
          )
          const someone = writer(copyOf(doc, own[0] as number), r)
          Y.applyUpdate(
            doc,
            updatesOf(someone.doc, () => Array.from({length: 8}, () => someone.act())),
          )
        }
        const update = hostile(doc, r)
        const before = Y.encodeStateAsUpdate(doc)
        const verdict = guard(doc, update, {table: contentTable, clients, may: locked})
        expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
        if (!verdict.ok) {
          if (verdict.code === "failed") problems.push(`${at}: ${verdict.detail}`)
          continue
        }
        accepted++
        for (const problem of problemsOf(doc, verdict.update, verdict.touches))
          problems.push(`${at}: ${problem}`)
        if (problems.length > 0) break
        Y.applyUpdate(doc, verdict.update)
      }
      expect(problems).toEqual([])
      expect(accepted).toBeGreaterThan(perSeed / 10)
    })

  for (const seed of seeds(3))
    test(`bytes changed at random never throw and never get past (seed ${seed}, ${perSeed} mutations)`, () => {
      const r = random(seed)
      const doc = seeded()
      Y.applyUpdate(
        doc,
        edit(doc, colleague, copy => line(copy, "f1").insert(2, "erg ")),
      )
      const someone = writer(copyOf(doc, own[0] as number), r)
      const problems: string[] = []
      for (let at = 0; at < perSeed; at++) {
        const bytes = updatesOf(copyOf(doc, own[0] as number), () => undefined)
        const honest = at % 5 === 0 ? bytes : updatesOf(someone.doc, () => someone.act())
        const changed = honest.slice(0, r.chance(0.1) ? r.below(honest.length + 1) : honest.length)
        for (let count = 1 + r.below(3); count > 0 && changed.length > 0; count--)
          changed[r.below(changed.length)] = r.chance(0.5) ? r.below(256) : r.below(8)
        const verdict = guard(doc, changed, {table: contentTable, clients})
        if (verdict.ok) {
          for (const problem of problemsOf(doc, verdict.update, verdict.touches))
            problems.push(`${at}: ${problem}`)
        } else if (verdict.code === "failed") problems.push(`${at}: ${verdict.detail}`)
        const genuine = guard(doc, honest, {table: contentTable, clients})
        if (genuine.ok) Y.applyUpdate(doc, genuine.update)
        else if (honest.length > 2) break
      }
      expect(problems).toEqual([])
    })
})
