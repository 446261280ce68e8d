// SPDX-License-Identifier: EUPL-1.2
import {guard, type GuardContext, type Verdict} from "@wederhoor/collab"
import {contentTable} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {colleague, copyOf, edit, line, locked, seeded, updatesOf} from "./room.ts"
import {agree, problemsOf, writtenOtherwise} from "./soundness.ts"
import {own, wild} from "./wild.ts"
import {random, type Random, writer, type Writer} from "./writer.ts"

/** A document with some life in it, and somebody at an editor who goes on writing there. */
interface Table {
  readonly doc: Y.Doc
  readonly clients: Set<number>
  someone: Writer
  /** Somebody refused starts afresh, under a new client id. */
  readonly seat: () => Writer
  /** Real updates of late. */
  readonly old: Uint8Array[]
}

const seed0 = Y.encodeStateAsUpdate(seeded())

function begin(r: Random): Table {
  // A server throws away what is deleted; who does not must be as safe.
  const doc = new Y.Doc({gc: r.chance(0.8)})
  Y.applyUpdate(doc, seed0)
  Y.applyUpdate(
    doc,
    edit(doc, colleague, copy => line(copy, "f1").insert(2, "erg ")),
  )
  const first = writer(copyOf(doc, own[0] as number), r)
  Y.applyUpdate(
    doc,
    updatesOf(first.doc, () => Array.from({length: 8}, () => first.act())),
  )
  const clients = new Set(own)
  const seat = (): Writer => {
    const client = 5000 + clients.size
    clients.add(client)
    return writer(copyOf(doc, client), r)
  }
  return {doc, clients, someone: seat(), seat, old: []}
}

/**
 * Judge an update, both ways; apply it when it is taken. Says what is wrong, and whether it was taken.
 * `looks`: also at all that stands in the document.
 */
function tried(
  {doc, clients}: Table,
  update: Uint8Array,
  may: GuardContext["may"],
  looks: boolean,
): {problems: string[]; taken: boolean; did: boolean} {
  const context = {table: contentTable, clients, ...(may ? {may} : {})}
  const before = looks ? Y.encodeStateAsUpdate(doc) : null
  let verdict: Verdict
  let other: Verdict
  try {
    verdict = guard(doc, update, context)
    other = guard(doc, writtenOtherwise(update), context)
  } catch (error) {
    return {problems: [`the guard throws ${String(error)}`], taken: false, did: false}
  }
  const problems: string[] = []
  if (!agree(verdict, other)) problems.push("two ways, two verdicts")
  if (before !== null && Buffer.compare(before, Y.encodeStateAsUpdate(doc)) !== 0)
    problems.push("judging changed the document")
  if (!verdict.ok) {
    if (verdict.code === "failed") problems.push(`failed: ${verdict.detail}`)
    return {problems, taken: false, did: false}
  }
  problems.push(...problemsOf(doc, verdict.update, verdict.touches, looks))
  return {problems, taken: true, did: verdict.touches.length > 0}
}

const hex = (update: Uint8Array): string => Buffer.from(update).toString("hex")

const wanted = Number(process.env["WEDERHOOR_FUZZ"] ?? 0)
const perSeed = 10_000
const perTable = 250
const seeds = (least: number, each: number): number[] =>
  Array.from({length: Math.max(least, Math.ceil(wanted / each))}, (_, at) => at + 1)

describe("guard against real Yjs", () => {
  test.each(seeds(15, perSeed))(
    `whatever is accepted does what the verdict says, and both ways of judging agree (seed %d, ${perSeed} updates)`,
    seed => {
      const r = random(seed)
      let room = begin(r)
      let did = 0
      const problems: string[] = []
      for (let at = 0; at < perSeed; at++) {
        if (at % perTable === 0) room = begin(r)
        const {someone, old} = room
        // Somebody sends at once, or later all together; what is on its way can come in pieces.
        const acts = r.chance(0.12)
        if (acts) old.push(updatesOf(someone.doc, () => someone.act()))
        const sends = acts && r.chance(0.6)
        const update = !sends
          ? wild(room.doc, old.slice(-8), r)
          : r.chance(0.5)
            ? (old.at(-1) as Uint8Array)
            : Y.encodeStateAsUpdate(someone.doc, Y.encodeStateVector(room.doc))
        const outcome = tried(room, update, locked, at % 8 === 0)
        if (outcome.problems.length > 0) {
          problems.push(`update ${at}, ${hex(update)}: ${outcome.problems.join()}`)
          break
        }
        if (outcome.did) did++
        if (sends && !outcome.taken) room.someone = room.seat()
        else if (r.chance(0.06))
          Y.applyUpdate(
            someone.doc,
            Y.encodeStateAsUpdate(room.doc, Y.encodeStateVector(someone.doc)),
          )
      }
      expect(problems).toEqual([])
      expect(did).toBeGreaterThan(perSeed / 10)
      expect(did).toBeLessThan(perSeed * 0.7)
    },
    120_000,
  )

  test.each(seeds(4, 2500))(
    "bytes changed at random never throw and never get past (seed %d, 2500 mutations)",
    seed => {
      const r = random(-seed)
      let room = begin(r)
      const problems: string[] = []
      for (let at = 0; at < 2500 && problems.length === 0; at++) {
        if (at % perTable === 0) room = begin(r)
        const {someone} = room
        const honest = updatesOf(someone.doc, () => someone.act())
        const changed = honest.slice(0, r.chance(0.1) ? r.below(honest.length + 1) : honest.length)
        for (let count = 1 + r.below(3); count > 0 && changed.length > 0; count--)
          changed[r.below(changed.length)] = r.chance(0.5) ? r.below(256) : r.below(8)
        for (const update of [changed, honest]) {
          const outcome = tried(room, update, undefined, at % 8 === 0)
          for (const problem of outcome.problems)
            problems.push(`mutation ${at}, ${hex(update)}: ${problem}`)
          if (update === honest && !outcome.taken) room.someone = room.seat()
        }
      }
      expect(problems).toEqual([])
    },
    120_000,
  )
})
