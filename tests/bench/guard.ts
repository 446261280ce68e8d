// SPDX-License-Identifier: EUPL-1.2

/** What the guard adds to one keystroke: judged and applied, against only applied. */
import {guard, readContent, seedContent, tableOf} from "@wederhoor/collab"
import * as Y from "yjs"

import {atSizes, digits, median, sane, small} from "./measure.ts"
import {random} from "./random.ts"
import {bigContent} from "./report.ts"

const writer = 2002
const keys = small ? 60 : 2000
const table = tableOf({report: "groot-verslag", kind: "content"})

/** `checkUs`: the guard alone, per update; `ratio`: guard and apply, to apply. */
export const bench = async (): Promise<object> => ({
  sizes: await atSizes([100, 1000, 10_000], async size => {
    const doc = new Y.Doc()
    doc.clientID = 1
    seedContent(doc, bigContent(size))
    const start = Y.encodeStateAsUpdate(doc)
    const updates = keystrokes(start)
    const [guarded, plain] = [copyOf(start), copyOf(start)]
    const clients = new Set([writer])
    const [checks, together, alone]: [number[], number[], number[]] = [[], [], []]
    const judged = (update: Uint8Array): void => {
      const from = performance.now()
      const verdict = guard(guarded, update, {table, clients})
      const middle = performance.now()
      sane(verdict.ok, `a keystroke is refused: ${verdict.ok ? "" : verdict.code}`)
      Y.applyUpdate(guarded, verdict.update)
      together.push(performance.now() - from)
      checks.push(middle - from)
    }
    const applied = (update: Uint8Array): void => {
      const from = performance.now()
      Y.applyUpdate(plain, update)
      alone.push(performance.now() - from)
    }
    globalThis.gc?.()
    updates.forEach((update, at) => {
      const [one, other] = at % 2 === 0 ? [judged, applied] : [applied, judged]
      one(update)
      other(update)
    })
    const after = JSON.stringify(readContent(guarded))
    sane(after === JSON.stringify(readContent(plain)), "the two documents differ")
    sane(after !== JSON.stringify(readContent(doc)), "nothing was typed")
    // The first tenth warms up.
    const settled = (times: readonly number[]): readonly number[] => times.slice(keys / 10)
    const base = settled(alone)
    const ratios = settled(together).map((us, at) => us / (base[at] as number))
    return {
      checkUs: digits(median(settled(checks)) * 1000),
      applyUs: digits(median(base) * 1000),
      ratio: digits(median(ratios)),
    }
  }),
})

function copyOf(start: Uint8Array): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, start)
  return copy
}

/** Somebody types words in one statement after another; an update for every key. */
function keystrokes(start: Uint8Array): Uint8Array[] {
  const r = random(7)
  const doc = copyOf(start)
  doc.clientID = writer
  const texts = (doc.getXmlFragment("doc").toArray() as Y.XmlElement[])
    .flatMap(section => section.toArray() as Y.XmlElement[])
    .flatMap(statement => statement.toArray() as Y.XmlElement[])
    .filter(node => node.nodeName === "line")
    .map(line => line.get(0) as Y.XmlText)
  const updates: Uint8Array[] = []
  doc.on("update", (update: Uint8Array) => void updates.push(update))
  let [text, at] = [r.pick(texts), 0]
  for (let key = 0; key < keys; key++) {
    if (key % 12 === 0) {
      text = r.pick(texts)
      at = r.below(text.length)
    }
    text.insert(at++, r.pick("e n a t i r o d s l g v h k m u b p w j z c".split("")))
  }
  sane(updates.length === keys, `${updates.length} updates for ${keys} keys`)
  return updates
}
