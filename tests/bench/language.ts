// SPDX-License-Identifier: EUPL-1.2

/** Advice on wording per sentence, against only cutting the text into sentences. */
import {advise} from "@wederhoor/language"
import {execFileSync} from "node:child_process"
import {mkdtempSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {pathToFileURL} from "node:url"

import {bundle} from "./bundle.ts"
import {digits, interleaved, progress, sane, small} from "./measure.ts"
import {random} from "./random.ts"
import {sentence} from "./report.ts"

const count = small ? 40 : 1000
const perStatement = 10

/**
 * `usPerSentence`: statements of one sentence; `usPerSentenceSplit`: statements of ten, which `advise`
 * cuts up by itself; `segmenterUs`: `Intl.Segmenter` on those. `startMs`: what the first advice adds to
 * a fresh process.
 */
export const bench: () => Promise<object> = async () => {
  const r = random(3)
  const sentences = Array.from({length: count}, () => sentence(r))
  const texts = Array.from({length: count / perStatement}, (_, at) =>
    sentences.slice(at * perStatement, (at + 1) * perStatement).join(" "),
  )
  const segmenter = new Intl.Segmenter("nl", {granularity: "sentence"})
  const hints = (given: readonly string[]): number =>
    given.reduce((sum, text) => sum + advise({kind: "fact", text}).length, 0)
  const pieces = (): number =>
    texts.reduce((sum, text) => sum + [...segmenter.segment(text)].length, 0)
  const found = hints(sentences)
  sane(found > count / 20 && found < count / 2, `${found} hints in ${count} sentences`)
  sane(hints(texts) > count / 20, "fewer hints in longer statements")
  sane(pieces() === count, `the segmenter sees ${pieces()} sentences`)
  progress(`${count} sentences, ${found} hints …`)
  const timing = await interleaved({
    one: () => hints(sentences),
    split: () => hints(texts),
    segmenter: pieces,
  })
  const perSentence = (ms: number): number => digits((ms / count) * 1000)
  progress("one bundle, and fresh processes …")
  const {code, gzipKb} = await bundle("@wederhoor/language")
  return {
    usPerSentence: perSentence(timing.ms("one")),
    usPerSentenceSplit: perSentence(timing.ms("split")),
    segmenterUs: perSentence(timing.ms("segmenter")),
    ratio: timing.ratio("one", "segmenter"),
    splitRatio: timing.ratio("split", "segmenter"),
    gzipKb,
    ...(await start(code)),
  }
}

/** Fresh processes with and without the bundle and its first advice. */
async function start(code: string): Promise<{startMs: number; startRatio: number}> {
  const folder = mkdtempSync(join(tmpdir(), "wederhoor-bench-"))
  const [file, first, empty] = ["bundle.mjs", "first.mjs", "empty.mjs"].map(name =>
    join(folder, name),
  ) as [string, string, string]
  try {
    writeFileSync(file, code)
    writeFileSync(
      first,
      `import {advise} from ${JSON.stringify(pathToFileURL(file).href)}
if (advise({kind: "fact", text: "Vader is altijd agressief."}).length === 0) process.exit(1)`,
    )
    writeFileSync(empty, "")
    const run = (script: string) => () => execFileSync(process.execPath, [script])
    const timing = await interleaved({first: run(first), empty: run(empty)}, {leastMs: 0})
    const added = timing.ms("first") - timing.ms("empty")
    sane(small || added > 0, "loading takes no time")
    return {
      startMs: digits(added),
      startRatio: timing.ratio("first", "empty"),
    }
  } finally {
    rmSync(folder, {recursive: true})
  }
}
