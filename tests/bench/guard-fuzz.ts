// SPDX-License-Identifier: EUPL-1.2

/** The guard against real Yjs: hostile updates, changed bytes, and honest people. */
import {guard, tableOf, type Verdict} from "@wederhoor/collab"
import * as Y from "yjs"

import {hostile, own} from "./fuzz-hostile.ts"
import {writer, type Writer} from "./fuzz-honest.ts"
import {copyOf, type Harm, harmOf, lockedSection, seeded, updateOf} from "./fuzz-room.ts"
import {progress, sane, small} from "./measure.ts"
import {type Random, random} from "./random.ts"

const table = tableOf({report: "groot-verslag", kind: "content"})
const counts = small
  ? {updates: 400, mutations: 200, honest: 200}
  : {updates: 40_000, mutations: 20_000, honest: 10_000}
/** Updates on one document, before it is made anew. */
const perRoom = 80

const judge = (doc: Y.Doc, update: Uint8Array, clients: ReadonlySet<number>): Verdict =>
  guard(doc, update, {
    table,
    clients,
    may: ({section}) => (section === lockedSection ? "locked" : true),
  })

/**
 * `unsound`, `pending`, `throws`: accepted updates that do more than the verdict says, wait for
 * something, or break Yjs; a guard that throws or is at a loss counts as `throws` (or `mutationThrows`).
 * `falselyRefused`: refused edits of honest people who see each other's work, or write offline in a
 * section of their own; not counted is undoing a statement in which others took part.
 */
export const bench = (): Promise<object> => {
  const found = {updates: 0, accepted: 0, unsound: 0, pending: 0, throws: 0}
  const changed = {mutations: 0, mutationThrows: 0}
  const note = ({sort, what}: Harm): void => {
    found[sort]++
    progress(`${sort}: ${what}`)
  }
  const clients = new Set(own)
  for (let seed = 1; found.updates < counts.updates; seed++) {
    const r = random(seed)
    const doc = room(r)
    for (let at = 0; at < perRoom; at++, found.updates++) {
      const outcome = tried(doc, hostile(doc, r), clients)
      if (outcome.harm) note(outcome.harm)
      if (!outcome.update || outcome.harm) continue
      found.accepted++
      Y.applyUpdate(doc, outcome.update)
    }
    if (seed % 100 === 0) progress(`${found.updates} updates, ${found.accepted} accepted …`)
  }
  for (let seed = 1; changed.mutations < counts.mutations; seed++) {
    const r = random(-seed)
    const doc = room(r)
    let someone = writer(copyOf(doc, own[0] as number), r)
    for (let at = 0; at < perRoom; at++, changed.mutations++) {
      const honest = updateOf(someone.doc, () => someone.act("feiten"))
      const {harm} = tried(doc, mutated(honest, r), clients)
      if (harm?.sort === "throws") changed.mutationThrows++
      else if (harm) note(harm)
      const {update} = tried(doc, honest, clients)
      if (update) Y.applyUpdate(doc, update)
      else someone = writer(copyOf(doc, own[0] as number), r)
    }
  }
  progress(`${changed.mutations} mutations …`)
  const people = {honest: 0, falselyRefused: 0}
  for (let seed = 1; people.honest < counts.honest; seed++) atOneTable(seed, people, note)
  sane(found.accepted > found.updates / 50, `only ${found.accepted} hostile updates accepted`)
  sane(found.accepted < found.updates / 2, "nearly everything is accepted")
  return Promise.resolve({...found, ...changed, ...people})
}

/** A document with some life in it. */
function room(r: Random): Y.Doc {
  const doc = seeded()
  for (const client of [1001, own[0] as number]) {
    const someone = writer(copyOf(doc, client), r)
    for (let at = 0; at < 8; at++) someone.act("feiten")
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(someone.doc))
  }
  return doc
}

function tried(
  doc: Y.Doc,
  update: Uint8Array,
  clients: ReadonlySet<number>,
): {readonly update?: Uint8Array; readonly harm: Harm | null} {
  let verdict: Verdict
  try {
    verdict = judge(doc, update, clients)
  } catch (error) {
    return {harm: {sort: "throws", what: String(error)}}
  }
  if (verdict.ok) return {update: verdict.update, harm: harmOf(doc, verdict, clients)}
  const lost = verdict.code === "failed"
  return {harm: lost ? {sort: "throws", what: verdict.detail ?? ""} : null}
}

/** Some bytes changed, and now and then the end cut off. */
function mutated(update: Uint8Array, r: Random): Uint8Array {
  const bytes = update.slice(0, r.chance(0.1) ? r.below(update.length + 1) : update.length)
  for (let count = 1 + r.below(3); count > 0 && bytes.length > 0; count--)
    bytes[r.below(bytes.length)] = r.chance(0.5) ? r.below(256) : r.below(8)
  return bytes
}

/** Three people at one table; in odd rounds two of them also write offline, each in an own section. */
function atOneTable(
  seed: number,
  people: {honest: number; falselyRefused: number},
  note: (harm: Harm) => void,
): void {
  const r = random(seed * 31)
  const doc = seeded()
  const apart = seed % 2 === 1
  const sections = ["feiten", "stemmen"]
  let nextId = 1000
  const sit = (): Writer => writer(copyOf(doc, ++nextId), r)
  const seats = Array.from({length: apart ? 2 : 3}, () => ({
    writer: sit(),
    ids: new Set<number>(),
    offline: 0,
    undid: false,
  }))
  const pull = ({doc: copy}: Writer): void =>
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(copy)))
  for (let step = 0; step < 200; step++) {
    const at = r.below(seats.length)
    const seat = seats[at] as (typeof seats)[number]
    seat.ids.add(seat.writer.doc.clientID)
    const mine = seat.writer
    const live = updateOf(mine.doc, () => {
      seat.undid =
        mine.act(apart ? (sections[at] as string) : r.pick(sections)) === "undo" || seat.undid
    })
    if (apart && seat.offline === 0 && r.chance(0.1)) seat.offline = 1 + r.below(15)
    else if (seat.offline > 0) seat.offline--
    if (seat.offline > 0) continue
    const all = Y.encodeStateAsUpdate(mine.doc, Y.encodeStateVector(doc))
    const update = apart ? all : live
    if (update.length <= 2) continue
    people.honest++
    const verdict = judge(doc, update, seat.ids)
    if (verdict.ok) {
      const harm = harmOf(doc, verdict, seat.ids)
      if (harm) note(harm)
      Y.applyUpdate(doc, verdict.update)
    } else {
      const shared = seat.undid && (verdict.code === "not-own" || verdict.code === "referenced")
      if (!shared || apart) {
        people.falselyRefused++
        progress(`refused an honest edit (seed ${seed}): ${verdict.code} ${verdict.detail ?? ""}`)
      }
      seat.writer = sit()
    }
    seat.undid = false
    for (const other of seats) if (other.offline === 0) pull(other.writer)
  }
}
