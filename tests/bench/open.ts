// SPDX-License-Identifier: EUPL-1.2

/**
 * How long it takes until a text of 100 000 edits is ready: read from its store, beside applying the
 * same final Yjs state as one update that is in memory already.
 */
import {readDocument, sqliteStore, type Store} from "@wederhoor/server"
import {appendUpdates, makeSnapshot, type MadeUpdate} from "@wederhoor/server/testing"
import {mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import * as Y from "yjs"

import {interleaved, progress, sane, small} from "./measure.ts"
import {random} from "./random.ts"

const place = "bench/content"
const statements = small ? 30 : 1000
const edits = small ? 3000 : 100_000

/** What `openRatio` measured; times are medians in milliseconds. */
export interface Opening {
  /** Time to open from snapshot and tail, divided by that to apply the final state, in the same round. */
  readonly openRatio: number
  readonly openMs: number
  readonly applyMs: number
  /** The same from the whole log, once: what it would take without a snapshot. */
  readonly replayMs: number
  readonly edits: number
  /** Updates after the snapshot: as many as there can be before the server makes the next one. */
  readonly tail: number
  readonly stateBytes: number
}

/** Make a log of 100 000 keystrokes in a SQLite file, and open it again and again. */
export async function openRatio(): Promise<Opening> {
  const folder = mkdtempSync(join(tmpdir(), "wederhoor-open-"))
  const store = sqliteStore(join(folder, "wederhoor.db"))
  try {
    progress(`typing ${edits} keystrokes …`)
    const {doc, updates} = typed()
    const state = Y.encodeStateAsUpdateV2(doc)
    const text = textOf(doc)
    doc.destroy()
    const tail = longestTail(updates, state.length)
    await fill(store, updates, tail)

    const open = async (from: Pick<Store, "updates" | "snapshot">): Promise<Y.Doc> => {
      const opened = new Y.Doc()
      await readDocument(from, place, opened)
      return opened
    }
    const apply = (): Y.Doc => {
      const applied = new Y.Doc()
      Y.applyUpdateV2(applied, state)
      return applied
    }
    sane(textOf(await open(store)) === text, "what was opened is not what was written")
    sane(textOf(apply()) === text, "what was applied is not what was written")
    const {ms, ratio} = await interleaved(
      {open: () => open(store), apply},
      {rounds: small ? 3 : 15, leastMs: 1},
    )
    const start = performance.now()
    await open({updates: name => store.updates(name), snapshot: async () => null})
    const replayMs = Math.round(performance.now() - start)
    return {
      openRatio: ratio("open", "apply"),
      openMs: ms("open"),
      applyMs: ms("apply"),
      replayMs,
      edits,
      tail,
      stateBytes: state.length,
    }
  } finally {
    await store.close()
    rmSync(folder, {recursive: true, force: true})
  }
}

/** The server makes a snapshot after 500 updates that are together an eighth of the last one. */
function longestTail(updates: readonly MadeUpdate[], stateBytes: number): number {
  let bytes = 0
  let count = 0
  while (count < 500 || bytes < stateBytes / 8)
    bytes += updates[updates.length - ++count]?.bytes.length ?? Infinity
  return Math.min(count, updates.length - 1)
}

async function fill(store: Store, updates: readonly MadeUpdate[], tail: number): Promise<void> {
  const before = new Y.Doc()
  before.transact(() => {
    for (const {bytes} of updates.slice(0, -tail)) Y.applyUpdate(before, bytes)
  })
  const {seq, hash} = await appendUpdates(store, place, updates.slice(0, -tail))
  sane(hash !== null, "nothing was written")
  await store.saveSnapshot(place, makeSnapshot(place, {seq, hash}, before))
  before.destroy()
  const head = await appendUpdates(store, place, updates.slice(-tail))
  sane(head.seq === updates.length, "not every keystroke was written")
}

/** Twenty people type by turns, one in eight strokes takes a letter back; now and then a new statement. */
function typed(): {doc: Y.Doc; updates: MadeUpdate[]} {
  const r = random(7)
  const doc = new Y.Doc()
  const lines: Y.XmlText[] = []
  const updates: MadeUpdate[] = []
  doc.on("update", (bytes: Uint8Array) => {
    const at = "2026-03-01T10:00:00Z"
    const touches = [{root: "doc", section: "s", statement: `s${lines.length}`, op: "insert"}]
    updates.push({user: "anna", at, touches, bytes})
  })
  let line: Y.XmlText | undefined
  let caret = 0
  for (let n = 0; n < edits; n++) {
    if (n % 40 === 0) {
      doc.clientID = 1 + r.below(20)
      line = lines.length > 0 ? r.pick(lines) : undefined
      caret = line ? r.below(line.length + 1) : 0
    }
    if (!line || (lines.length < statements && n % Math.floor(edits / statements) === 0)) {
      line = newStatement(doc, `s${lines.length}`)
      lines.push(line)
      caret = 0
    } else if (caret > 0 && r.chance(0.12)) line.delete(--caret, 1)
    else line.insert(caret++, r.pick(letters))
  }
  return {doc, updates}
}

const letters = "eeeennaattiirrooddsshllgmvkbpuwzcj    .,".split("")

function newStatement(doc: Y.Doc, id: string): Y.XmlText {
  const text = new Y.XmlText()
  doc.transact(() => {
    const statement = new Y.XmlElement("statement")
    const line = new Y.XmlElement("line")
    statement.setAttribute("id", id)
    statement.setAttribute("kind", "fact")
    doc.getXmlFragment("doc").push([statement])
    statement.push([line])
    line.push([text])
  })
  return text
}

const textOf = (doc: Y.Doc): string => doc.getXmlFragment("doc").toJSON()

/** On its own, for whoever works on it: `npm run bench -- open`. */
export const bench = (): Promise<object> => openRatio()
