// SPDX-License-Identifier: EUPL-1.2

/** What the guard adds to one keystroke: judged and applied, against only applied. */
import {guard, readContent, seedContent, tableOf} from "@wederhoor/collab"
import * as Y from "yjs"

import {atSizes, digits, median, sane, small} from "./measure.ts"
import {random, type Random} from "./random.ts"
import {bigContent} from "./report.ts"

const writers = [2002, 3003, 4004]
const keys = small ? 60 : 2000
const runs = small ? 2 : 5
const table = tableOf({report: "groot-verslag", kind: "content"})

/**
 * Three people write at once, each under an own client id, and an update goes out for every key. Of a
 * hundred keys some 85 type on, 7 go to another statement, 6 take a character back, 1 makes a word
 * bold and 1 is Enter (half of these begin a new statement). Both documents have somebody who listens
 * for updates, as a server that passes them on has, and differ in nothing but the guard. Update by
 * update the two arms take turns. A whole run comes before, and the first tenth of each warms up (and
 * makes the index of ids, once per opened document).
 *
 * There are five runs, and the time of an update is the median of what it took in each of them, so
 * that neither a pause nor another program decides. `checkUs` and `applyUs`: the mean of those per
 * update, for the guard alone and for plain Yjs alone; `ratio`: guard and apply, to plain apply.
 * `growth`: `checkUs` at the largest size, to that at the smallest.
 */
export const bench = async (): Promise<object> => {
  const sizes = await atSizes([100, 1000, 10_000], async size => {
    const doc = new Y.Doc()
    doc.clientID = 1
    seedContent(doc, bigContent(size))
    const start = Y.encodeStateAsUpdate(doc)
    const updates = keystrokes(start)
    run(start, updates)
    const times = Array.from({length: runs}, () => run(start, updates))
    const settled = updates.map((_, at) => at).slice(Math.ceil(updates.length / 10))
    const mean = (arm: keyof Times): number =>
      settled.reduce(
        (sum, at) => sum + 1000 * median(times.map(one => one[arm][at] as number)),
        0,
      ) / settled.length
    return {
      checkUs: digits(mean("check")),
      applyUs: digits(mean("plain")),
      ratio: digits(mean("guarded") / mean("plain")),
    }
  })
  const checks = Object.values(sizes).map(one => (one as {checkUs: number}).checkUs)
  return {sizes, growth: digits((checks.at(-1) as number) / (checks[0] as number))}
}

/** Milliseconds of each update. */
interface Times {
  readonly check: number[]
  readonly guarded: number[]
  readonly plain: number[]
}

function run(start: Uint8Array, updates: readonly Uint8Array[]): Times {
  const [guarded, plain] = [copyOf(start), copyOf(start)]
  let passedOn = 0
  for (const doc of [guarded, plain])
    doc.on("update", (update: Uint8Array) => void (passedOn += update.length))
  const clients = new Set(writers)
  const times: Times = {check: [], guarded: [], plain: []}
  const judged = (update: Uint8Array): void => {
    const from = performance.now()
    const verdict = guard(guarded, update, {table, clients})
    const middle = performance.now()
    if (verdict.ok) Y.applyUpdate(guarded, verdict.update)
    const end = performance.now()
    times.check.push(middle - from)
    times.guarded.push(end - from)
    sane(verdict.ok, `a keystroke is refused: ${verdict.ok ? "" : verdict.code}`)
  }
  const applied = (update: Uint8Array): void => {
    const from = performance.now()
    Y.applyUpdate(plain, update)
    times.plain.push(performance.now() - from)
  }
  globalThis.gc?.()
  updates.forEach((update, at) => {
    const [one, other] = at % 2 === 0 ? [judged, applied] : [applied, judged]
    one(update)
    other(update)
  })
  sane(passedOn > 0, "nobody heard of an update")
  const after = JSON.stringify(readContent(guarded))
  sane(after === JSON.stringify(readContent(plain)), "the two documents differ")
  sane(after !== JSON.stringify(readContent(copyOf(start))), "nothing was typed")
  return times
}

function copyOf(start: Uint8Array): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, start)
  return copy
}

/** Somebody with a caret in a text. */
interface Seat {
  readonly doc: Y.Doc
  line: Y.XmlElement
  at: number
  /** Characters before the caret that this person typed since coming here. */
  typed: number
}

const letters = "eeennaatttiiirrooddsslg vh k m ubp wjzc".split("")

/** What three people type; an update for every key. */
function keystrokes(start: Uint8Array): Uint8Array[] {
  const r = random(7)
  const updates: Uint8Array[] = []
  const seats = writers.map((client): Seat => {
    const doc = copyOf(start)
    doc.clientID = client
    const seat = {doc, line: r.pick(linesOf(doc)), at: 0, typed: 0}
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "here") return
      updates.push(update)
      for (const other of seats) if (other.doc !== doc) Y.applyUpdate(other.doc, update, "there")
    })
    return seat
  })
  const lines = new Map(seats.map(({doc}) => [doc, linesOf(doc)]))
  for (let key = 0; updates.length < keys; key++) {
    const seat = r.pick(seats)
    // It begins with a few times Enter, so that the warm-up knows of them.
    if (key > 8 && r.chance(0.07)) {
      seat.line = r.pick(lines.get(seat.doc) as Y.XmlElement[])
      seat.at = r.below(textOf(seat.line).length + 1)
      seat.typed = 0
    }
    seat.doc.transact(() => press(seat, key < 8 ? 0 : r.below(100), r), "here")
  }
  sane(updates.length === keys, `${updates.length} updates for ${keys} keys`)
  return updates
}

function press(seat: Seat, which: number, r: Random): void {
  const text = textOf(seat.line)
  seat.at = Math.min(seat.at, text.length)
  if (which === 0) {
    const old = seat.line.parent as Y.XmlElement
    seat.line = new Y.XmlElement("line")
    if (r.chance(0.5)) old.push([seat.line])
    else {
      const made = new Y.XmlElement("statement")
      made.setAttribute("id", `n${seat.doc.clientID}-${r.below(1e9)}`)
      made.setAttribute("kind", "unclassified")
      made.insert(0, [seat.line])
      ;(old.parent as Y.XmlElement).push([made])
    }
    seat.line.insert(0, [new Y.XmlText("x")])
    ;[seat.at, seat.typed] = [1, 1]
  } else if (which === 1 && seat.typed > 4) text.format(seat.at - 4, 4, {strong: {}})
  else if (which < 8 && seat.typed > 0) {
    text.delete(--seat.at, 1)
    seat.typed--
  } else {
    text.insert(seat.at++, r.pick(letters))
    seat.typed++
  }
}

function linesOf(doc: Y.Doc): Y.XmlElement[] {
  return (doc.getXmlFragment("doc").toArray() as Y.XmlElement[])
    .flatMap(section => section.toArray() as Y.XmlElement[])
    .flatMap(statement => statement.toArray() as Y.XmlElement[])
    .filter(node => node.nodeName === "line")
}

const textOf = (line: Y.XmlElement): Y.XmlText => line.get(0) as Y.XmlText
