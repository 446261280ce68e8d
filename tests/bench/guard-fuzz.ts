// SPDX-License-Identifier: EUPL-1.2

/** The guard against real Yjs: hostile updates, changed bytes, and honest people. */
import {guard, tableOf, type Verdict} from "@wederhoor/collab"
import * as Y from "yjs"

import {hostile, own} from "./fuzz-hostile.ts"
import {writer, type Writer} from "./fuzz-honest.ts"
import {copyOf, type Harm, lockedSection, type Room, roomOf, seeded, updateOf} from "./fuzz-room.ts"
import {progress, sane, small} from "./measure.ts"
import {type Random, random} from "./random.ts"

const table = tableOf({report: "groot-verslag", kind: "content"})
const counts = small
  ? {updates: 400, mutations: 200, honest: 200}
  : {updates: 1_000_000, mutations: 100_000, honest: 20_000}
/** Updates on one document, before it is made anew. */
const perRoom = 200

const judgeFor =
  (clients: ReadonlySet<number>) =>
  (doc: Y.Doc, update: Uint8Array): Verdict =>
    guard(doc, update, {
      table,
      clients,
      may: ({section}) => (section === lockedSection ? "locked" : true),
    })

/**
 * `accepted`: updates that the guard takes and that touch something. `unsound`, `pending`, `throws`:
 * updates that do more than the verdict says, wait for something, or
 * break Yjs, and updates that the quick way of the guard judges otherwise than the general one
 * (`unsound`); a guard that throws or is at a loss counts as `throws` (or `mutationThrows`).
 * `falselyRefused`: refused edits of honest people who see each other's work, or write offline in a
 * section of their own; not counted is undoing a statement in which others took part.
 */
export const bench = (): Promise<object> => {
  const found = {updates: 0, accepted: 0, unsound: 0, pending: 0, throws: 0}
  const changed = {mutations: 0, mutationThrows: 0}
  const note = ({sort, what}: Harm, seed: number): void => {
    found[sort]++
    progress(`${sort} (seed ${seed}): ${what}`)
  }
  for (let seed = 1; found.updates < counts.updates; seed++) {
    const r = random(seed)
    let {room, someone, seat} = begin(r)
    const old: Uint8Array[] = []
    for (let at = 0; at < perRoom && found.updates < counts.updates; at++, found.updates++) {
      const real = r.chance(0.15)
      if (real) old.push(updateOf(someone.doc, () => someone.act("feiten")))
      // Somebody sends at once, or later all together; what is on its way can come in pieces.
      const isReal = real && r.chance(0.6)
      const update = !isReal
        ? hostile(room.doc, old.slice(-8), r)
        : r.chance(0.5)
          ? (old.at(-1) as Uint8Array)
          : Y.encodeStateAsUpdate(someone.doc, Y.encodeStateVector(room.doc))
      const {taken, told, harm} = room.tryOut(update)
      if (told > 0) found.accepted++
      if (harm) {
        note(harm, seed)
        break
      }
      // Who is refused starts afresh; who is behind catches up at times, and works on what was before.
      if (isReal && !taken) someone = seat()
      else if (r.chance(0.06)) pull(someone, room.doc)
    }
    if (seed % 500 === 0) progress(`${found.updates} updates, ${found.accepted} accepted …`)
  }
  for (let seed = 1; changed.mutations < counts.mutations; seed++) {
    const r = random(-seed)
    let {room, someone, seat} = begin(r)
    for (let at = 0; at < perRoom && changed.mutations < counts.mutations; at++) {
      changed.mutations++
      const honest = updateOf(someone.doc, () => someone.act("feiten"))
      const {harm} = room.tryOut(mutated(honest, r))
      if (harm?.sort === "throws") changed.mutationThrows++
      else if (harm) note(harm, -seed)
      if (harm) break
      const genuine = room.tryOut(honest)
      if (genuine.harm) note(genuine.harm, -seed)
      if (genuine.harm) break
      if (!genuine.taken) someone = seat()
    }
  }
  progress(`${changed.mutations} mutations …`)
  const people = {honest: 0, falselyRefused: 0}
  for (let seed = 1; people.honest < counts.honest; seed++)
    atOneTable(seed, people, harm => note(harm, seed))
  sane(found.accepted > found.updates / 50, `only ${found.accepted} hostile updates accepted`)
  sane(found.accepted < found.updates * 0.6, "nearly everything is accepted")
  return Promise.resolve({...found, ...changed, ...people})
}

/** A document with some life in it, and somebody who goes on writing there. */
function begin(r: Random): {room: Room; someone: Writer; seat: () => Writer} {
  const doc = seeded(r.chance(0.8))
  for (const client of [1001, own[0] as number]) {
    const one = writer(copyOf(doc, client), r)
    Y.applyUpdate(
      doc,
      updateOf(one.doc, () => Array.from({length: 8}, () => one.act("feiten"))),
    )
  }
  const clients = new Set(own)
  const seat = (): Writer => {
    const client = 5000 + clients.size
    clients.add(client)
    return writer(copyOf(doc, client), r)
  }
  return {room: roomOf(doc, judgeFor(clients), clients), someone: seat(), seat}
}

function pull({doc: copy}: Writer, doc: Y.Doc): void {
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(copy)))
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
  const clients = new Set<number>()
  const seats = Array.from({length: apart ? 2 : 3}, () => ({
    writer: sit(),
    ids: new Set<number>(),
    offline: 0,
    undid: false,
  }))
  let mine = seats[0] as (typeof seats)[number]
  const room = roomOf(doc, (at, update) => judgeFor(mine.ids)(at, update), clients)
  for (let step = 0; step < 200 && people.honest < counts.honest; step++) {
    const at = r.below(seats.length)
    const seat = seats[at] as (typeof seats)[number]
    mine = seat
    seat.ids.add(seat.writer.doc.clientID)
    clients.clear()
    for (const id of seat.ids) clients.add(id)
    const live = updateOf(seat.writer.doc, () => {
      seat.undid =
        seat.writer.act(apart ? (sections[at] as string) : r.pick(sections)) === "undo" ||
        seat.undid
    })
    if (apart && seat.offline === 0 && r.chance(0.1)) seat.offline = 1 + r.below(15)
    else if (seat.offline > 0) seat.offline--
    if (seat.offline > 0) continue
    const update = apart ? Y.encodeStateAsUpdate(seat.writer.doc, Y.encodeStateVector(doc)) : live
    if (update.length <= 2) continue
    people.honest++
    const verdict = judgeFor(seat.ids)(doc, update)
    const {taken, harm} = room.tryOut(update)
    if (harm) return note(harm)
    if (!taken && !verdict.ok) {
      const shared = seat.undid && (verdict.code === "not-own" || verdict.code === "referenced")
      if (!shared || apart) {
        people.falselyRefused++
        progress(`refused an honest edit (seed ${seed}): ${verdict.code} ${verdict.detail ?? ""}`)
      }
      seat.writer = sit()
    }
    seat.undid = false
    for (const other of seats) if (other.offline === 0) pull(other.writer, doc)
  }
}
