// SPDX-License-Identifier: EUPL-1.2

/** One afternoon of five people in one report, and what is left of their words. */
import "./merge-page.ts"

import {readContent} from "@wederhoor/collab"
import {bind, writingSchema} from "@wederhoor/editor"
import * as Y from "yjs"

import {openRoom, type Room} from "./merge-room.ts"
import {begin, settle, tick} from "./merge-time.ts"
import {type Ledger, sit, type Token, type Writer} from "./merge-writer.ts"
import {nothing, type Tally} from "./merge-tally.ts"
import {type Random, random} from "./random.ts"
import {bigContent} from "./report.ts"

const schema = writingSchema({lang: "nl", person: ref => ref})
const steps = 110
const names = ["Ad", "Bo", "Cas", "Dee", "Eef"]
/** A section was closed for a while: that is why these were not taken, and no colleague's doing. */
const byLock = new Set(["forbidden", "locked"])

/** Run one seed; `note` is told what went wrong, in words. */
export async function afternoon(seed: number, note: (what: string) => void): Promise<Tally> {
  begin(seed)
  const r = random(seed)
  const room = openRoom(bigContent(14))
  const ledger: Ledger = {tokens: new Map(), sourced: new Set(), broken: new Set()}
  const writers = names.map((name, at) =>
    sit(name, room, ledger, {old: at === 4 && seed % 3 === 0}),
  )
  await calm(room, writers, r)
  const {sections} = readContent(room.server)
  for (let step = 0; step < steps; step++) {
    const writer = r.pick(writers)
    writer.act(r)
    if (r.chance(0.03)) writer.desk.go(!writer.desk.isUp())
    if (r.chance(0.015)) room.lock = room.lock === "" ? r.pick(sections).id : ""
    for (let messages = r.below(30); messages > 0; messages--) {
      room.pass(r)
      await settle()
    }
    if (r.chance(0.2)) tick(r.below(1500))
    await settle()
  }
  room.lock = ""
  for (const {desk} of writers) desk.go(true)
  const quiet = await calm(room, writers, r)
  if (!quiet) note("it never came to rest")
  const tally = weigh(room, writers, ledger, note)
  for (const writer of writers) writer.leave()
  return quiet ? tally : {...tally, diverged: tally.diverged + 1}
}

/** Let everything through until nothing is under way; whether it came to that. */
async function calm(room: Room, writers: readonly Writer[], r: Random): Promise<boolean> {
  for (let round = 0; round < 400; round++) {
    await settle()
    let passed = false
    while (room.pass(r)) {
      passed = true
      await settle()
    }
    tick(250)
    await settle()
    if (!passed && round > 8 && writers.every(one => one.unsent() === 0 && one.desk.isUp()))
      return true
  }
  return false
}

function weigh(
  room: Room,
  writers: readonly Writer[],
  ledger: Ledger,
  note: (what: string) => void,
): Tally {
  const {server} = room
  const tally = {...nothing(), runs: 1, merges: room.counts.merges, refusals: room.counts.refused}
  const shown = JSON.stringify(bind(copyOf(server), null, schema).doc.toJSON())
  const content = JSON.stringify(readContent(server))
  for (const writer of writers) {
    if (writer.screen() !== shown && !writer.old) {
      tally.diverged++
      note(`${writer.name} sees something else than the report says`)
    }
    if (writer.content() !== content) {
      tally.diverged++
      note(`the copy of ${writer.name} differs`)
    }
    tally.repairs += writer.repairs()
  }
  if (tally.repairs > 0) note(`${tally.repairs} repairs`)
  tally.violations = room.violations.length
  tally.idRewritesReferenced = room.rewrites.length
  for (const what of [...room.violations, ...room.rewrites]) note(what)

  const texts = new Map<string, string>()
  const copies = new Set<string>()
  for (const {statements} of readContent(server).sections)
    for (const {id, lines, attrs} of statements) {
      texts.set(id, lines.map(line => line.map(run => run.text).join("")).join(""))
      if (attrs["convertedFrom"] !== undefined) copies.add(id)
    }
  const whole = [...texts.values()]
  for (const token of ledger.tokens.values()) {
    tally.tokensTyped++
    const {words, author} = token
    if (whole.some(text => text.includes(words))) {
      if (isDisplaced(token, texts, ledger, copies)) {
        tally.displaced++
        note(`${words} stands elsewhere than it was typed`)
      }
      continue
    }
    if (token.removed) continue
    const kept = writers
      .find(({name}) => name === author)
      ?.lost.find(({before, after}) =>
        `${before}\u0000${after}`.replaceAll("\n", "").includes(words),
      )
    if (kept) tally.tokensKept++
    if (kept && byLock.has(kept.code)) continue
    tally.tokensLost++
    if (kept && process.env["WEDERHOOR_BENCH_TELL"])
      note(`${words} was handed back: ${kept.code}, ${kept.what} ${kept.statement}`)
    if (!kept) {
      tally.tokensUnaccounted++
      note(`${words} of ${author} in ${token.statement} is nowhere`)
    }
  }
  return tally
}

/**
 * Whether a word stands in another statement, or before what its author wrote right before it, in a
 * statement to which sources were added and in which nobody cut or joined lines.
 */
function isDisplaced(
  token: Token,
  texts: ReadonlyMap<string, string>,
  ledger: Ledger,
  copies: ReadonlySet<string>,
): boolean {
  const {words, statement, previous} = token
  if (!ledger.sourced.has(statement) || ledger.broken.has(statement)) return false
  const text = texts.get(statement) ?? ""
  // In a copy that was converted it may stand on after somebody took it out here.
  const there = [...texts].filter(([, other]) => other.includes(words)).map(([id]) => id)
  if (!text.includes(words)) return !there.some(id => copies.has(id))
  const before = previous === null ? -1 : text.indexOf(previous)
  return before >= 0 && before > text.indexOf(words)
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
