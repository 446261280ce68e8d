// SPDX-License-Identifier: EUPL-1.2
import {editsBetween, type PlaceEdit} from "@wederhoor/collab"
import * as Y from "yjs"
import type {NotPlaced, Work} from "./kept.ts"
import type {Ledger} from "./ledger.ts"
import {entriesOf, entryOf, type Harm, statementsIn, wordsIn} from "./lost.ts"
import {copyOf} from "./recovery.ts"
import {takesUnseen} from "./unseen.ts"

/**
 * Words of this window that meet a withdrawal, or the removal of what they stand in. Ask before the
 * ledger takes in what did it.
 */
export function harmedWords(
  ledger: Ledger,
  {withdrawn, buried}: Harm,
  place: string,
): readonly NotPlaced[] {
  const base = ledger.base()
  const mine = copyOf(Y.encodeStateAsUpdate(base))
  for (const {update} of ledger.pending()) Y.applyUpdate(mine, update)
  const edits = editsBetween(base, mine)
  mine.destroy()
  const about = (ids: ReadonlySet<string>): readonly PlaceEdit[] =>
    edits.filter(edit =>
      edit.op === "draft"
        ? ids.has(edit.draft)
        : edit.op !== "source" && edit.op !== "withdrawn" && ids.has(edit.statement),
    )
  return [
    ...entriesOf(about(withdrawn), "target-withdrawn", place, base),
    ...entriesOf(about(buried), "target-gone", place, base),
  ]
}

/** What can be done with the work of a window that is gone, on a copy of what the server has. */
export interface Fitting {
  /** Whether it can be put on the copy at all. */
  readonly fits: boolean
  /** Words that go to the list, whatever else happens. */
  readonly entries: readonly NotPlaced[]
}

/**
 * Try the work of a window that is gone on a copy of what the server has. With `mayWrite` false all of
 * it is words for the list.
 */
export function fit(work: Work, server: Y.Doc, place: string, mayWrite: boolean): Fitting {
  const probe = copyOf(Y.encodeStateAsUpdate(server))
  for (const update of work.updates) Y.applyUpdate(probe, update)
  try {
    // It hangs on something the server has lost: what can be read of it is handed back.
    if (probe.store.pendingStructs || probe.store.pendingDs)
      return {fits: false, entries: readable(work, place, "gap")}
    // A colleague wrote in what it takes away; what it should do there is for its writer to say.
    if (takesUnseen(server, probe, work.updates))
      return {fits: false, entries: readable(work, place, "unseen")}
    if (!mayWrite)
      return {fits: false, entries: entriesOf(editsBetween(server, probe), "locked", place, server)}
    return {fits: true, entries: place === "content" ? metBy(work, server, probe, place) : []}
  } finally {
    probe.destroy()
  }
}

/** Kept words whose statement is gone by now, or was withdrawn since. */
function metBy(work: Work, server: Y.Doc, probe: Y.Doc, place: string): readonly NotPlaced[] {
  const [there, then] = [statementsIn(server), statementsIn(probe)]
  return work.words.flatMap(part => {
    if (!then.has(part.statement)) return [entryOf(part, "target-gone", place, work.at)]
    return there.get(part.statement) === true && !part.withdrawn
      ? [entryOf(part, "target-withdrawn", place, work.at)]
      : []
  })
}

function readable(work: Work, place: string, code: string): readonly NotPlaced[] {
  if (work.words.length > 0) return work.words.map(part => entryOf(part, code, place, work.at))
  const after = work.updates.map(wordsIn).join("")
  if (after === "") return []
  const words = {section: "", statement: "", number: "", before: "", after, withdrawn: false}
  return [entryOf(words, code, place, work.at)]
}
