// SPDX-License-Identifier: EUPL-1.2
import {readContent} from "@wederhoor/collab"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {copyOf, judge, seeded, updatesOf} from "./room.ts"
import {problemsOf} from "./soundness.ts"
import {random, writer, type Writer} from "./writer.ts"

interface Seat {
  writer: Writer
  clientId: number
  /** Every id this user ever wrote under: a refused copy is replaced, its ids stay the user's. */
  readonly ids: Set<number>
  offline: boolean
}

interface Tally {
  updates: number
  accepted: number
  readonly refused: {[code: string]: number}
  readonly unsound: string[]
}

interface Profile {
  readonly users: number
  readonly steps: number
  readonly offline: number
  /** Everybody keeps to a section of their own. */
  readonly apart?: true
}

/** Several people write with real Yjs; every update passes the guard; refused ones cost a fresh copy. */
function play(seed: number, {users, steps, offline, apart}: Profile): Tally {
  const r = random(seed)
  const doc = seeded()
  const tally: Tally = {updates: 0, accepted: 0, refused: {}, unsound: []}
  let nextId = 1000
  const sections = ["feiten", "weging"]
  const sit = (seat: Seat): void => {
    seat.clientId = ++nextId
    seat.ids.add(seat.clientId)
    seat.writer = writer(copyOf(doc, seat.clientId), r)
  }
  const seats = Array.from({length: users}, (): Seat => {
    const seat = {ids: new Set<number>(), offline: false} as unknown as Seat
    sit(seat)
    return seat
  })
  const pull = (seat: Seat): void =>
    Y.applyUpdate(seat.writer.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(seat.writer.doc)))
  const send = (seat: Seat, update: Uint8Array): void => {
    tally.updates++
    const verdict = judge(doc, update, {clients: seat.ids})
    if (!verdict.ok) {
      tally.refused[verdict.code] = (tally.refused[verdict.code] ?? 0) + 1
      return sit(seat)
    }
    tally.accepted++
    const problems = problemsOf(doc, verdict.update, verdict.touches)
    for (const problem of problems) tally.unsound.push(`${tally.updates}: ${problem}`)
    Y.applyUpdate(doc, verdict.update)
    for (const other of seats) if (!other.offline) pull(other)
  }
  for (let step = 0; step < steps; step++) {
    const at = r.below(seats.length)
    const seat = seats[at] as Seat
    if (seat.offline && r.chance(0.15)) {
      seat.offline = false
      send(seat, Y.encodeStateAsUpdate(seat.writer.doc, Y.encodeStateVector(doc)))
      pull(seat)
    } else if (!seat.offline && r.chance(offline)) seat.offline = true
    const update = updatesOf(seat.writer.doc, () => seat.writer.act(apart && sections[at]))
    if (!seat.offline && update.length > 2) send(seat, update)
  }
  return tally
}

const rounds = Number(process.env["WEDERHOOR_FUZZ"] ?? 0) / 10_000
const seeds = (count: number): number[] =>
  Array.from({length: Math.max(count, Math.ceil(rounds))}, (_, at) => at + 1)

describe("guard and honest writers", () => {
  for (const seed of seeds(4))
    test(`writing at one table: refused is only undoing a statement others took part in (seed ${seed})`, () => {
      const tally = play(seed, {users: 3, steps: 250, offline: 0})
      expect(tally.unsound).toEqual([])
      const {"not-own": _, referenced: __, ...others} = tally.refused
      expect(others).toEqual({})
      expect(tally.accepted).toBeGreaterThan(150)
    })

  for (const seed of seeds(4))
    test(`offline, each in a section of their own: nothing is refused (seed ${seed})`, () => {
      const tally = play(seed, {users: 2, steps: 250, offline: 0.1, apart: true})
      expect(tally.unsound).toEqual([])
      expect(tally.refused).toEqual({})
    })

  for (const seed of seeds(4))
    test(`offline in each other's lines: only what would lose words is refused (seed ${seed})`, () => {
      const tally = play(seed, {users: 3, steps: 250, offline: 0.1})
      expect(tally.unsound).toEqual([])
      const conflicts = ["gone", "unseen", "not-own", "referenced"]
      expect(Object.keys(tally.refused).filter(code => !conflicts.includes(code))).toEqual([])
      expect(tally.accepted).toBeGreaterThan(50)
    })

  test("work made and undone offline arrives as tombstones and is accepted", () => {
    const doc = seeded()
    const own = writer(copyOf(doc, 1001), random(1))
    const history = new Y.UndoManager(own.doc.getXmlFragment("doc"), {captureTimeout: 0})
    own.doc.transact(() => own.act("feiten"))
    history.undo()
    history.destroy()
    const update = Y.encodeStateAsUpdate(own.doc, Y.encodeStateVector(doc))
    const verdict = judge(doc, update, {client: 1001})
    expect(verdict.ok).toBe(true)
    if (verdict.ok) Y.applyUpdate(doc, verdict.update)
    expect(readContent(doc)).toEqual(readContent(seeded()))
  })
})
