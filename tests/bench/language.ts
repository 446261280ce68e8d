// SPDX-License-Identifier: EUPL-1.2

/** Advice on wording per sentence, against only cutting the text into sentences. */
import {advise, adviseAll, loadRules, type RuleSet, type WordedStatement} from "@wederhoor/language"
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
 * `usPerSentence`: statements of one sentence, so nothing is split; `usPerSentenceSplit`: statements of ten,
 * which `advise` cuts up by itself. Every built-in rule runs.
 *
 * Beside them `Intl.Segmenter` on the same sentences: cutting each into words (`ratio`), looking for
 * sentences in each (`sentencesRatio`), and both, which is what the engine does by itself before it looks at
 * a rule (`bothRatio`). Of statements of ten both (`splitRatio`), and the sentences alone
 * (`sentencesSplitRatio`).
 *
 * `gzipKb`: what a page loads before the first advice (engine and rules); `laterKb`: idioms, plain words and
 * tips, loaded when there is time; `doorKb`: everything behind the door but that part. `startMs`: what the
 * first advice adds to a fresh process. `again`: `adviseAll` on 1 000 statements after one of them changed,
 * against advice on one.
 */
export const bench: () => Promise<object> = async () => {
  const ruleSet = await loadRules()
  const r = random(3)
  const sentences = Array.from({length: count}, () => sentence(r))
  const texts = Array.from({length: count / perStatement}, (_, at) =>
    sentences.slice(at * perStatement, (at + 1) * perStatement).join(" "),
  )
  const [bySentence, byWord] = (["sentence", "word"] as const).map(
    granularity => new Intl.Segmenter("nl", {granularity}),
  ) as [Intl.Segmenter, Intl.Segmenter]
  const hints = (given: readonly string[]): number =>
    given.reduce((sum, text) => sum + advise({kind: "fact", text}, {ruleSet}).length, 0)
  const pieces = (segmenter: Intl.Segmenter, given: readonly string[]): number =>
    given.reduce((sum, text) => sum + [...segmenter.segment(text)].length, 0)
  const found = hints(sentences)
  sane(found > count / 20 && found < count / 2, `${found} hints in ${count} sentences`)
  sane(hints(texts) > count / 20, "fewer hints in longer statements")
  const seen = pieces(bySentence, texts)
  sane(seen === count, `the segmenter sees ${seen} sentences`)
  progress(`${count} sentences, ${found} hints …`)
  const timing = await interleaved(
    {
      one: () => hints(sentences),
      split: () => hints(texts),
      words: () => pieces(byWord, sentences),
      sentences: () => pieces(bySentence, sentences),
      both: () => pieces(bySentence, sentences) + pieces(byWord, sentences),
      splitWords: () => pieces(bySentence, texts) + pieces(byWord, texts),
      splitSentences: () => pieces(bySentence, texts),
    },
    {leastMs: 100},
  )
  const perSentence = (ms: number): number => digits((ms / count) * 1000)
  progress("one bundle, and fresh processes …")
  const {code, gzipKb} = await bundle("@wederhoor/language", ["advise"])
  const door = await bundle("@wederhoor/language", doorNames)
  const all = await bundle("@wederhoor/language")
  return {
    usPerSentence: perSentence(timing.ms("one")),
    usPerSentenceSplit: perSentence(timing.ms("split")),
    wordsUs: perSentence(timing.ms("words")),
    ratio: timing.ratio("one", "words"),
    bothRatio: timing.ratio("one", "both"),
    sentencesRatio: timing.ratio("one", "sentences"),
    splitRatio: timing.ratio("split", "splitWords"),
    sentencesSplitRatio: timing.ratio("split", "splitSentences"),
    gzipKb,
    doorKb: door.gzipKb,
    laterKb: digits(all.gzipKb - door.gzipKb),
    again: await again(sentences, ruleSet),
    ...(await start(code)),
  }
}

/** What the door offers but `loadRules`. */
const doorNames = Object.keys(await import("@wederhoor/language")).filter(
  name => name !== "loadRules",
)

/**
 * The cost of one edit among 1 000 statements of three sentences, as a ratio to the advice on one of them.
 * What is above 1 is looking which one it was.
 */
async function again(sentences: readonly string[], ruleSet: RuleSet): Promise<number> {
  const config = {ruleSet}
  const text = (at: number): string =>
    [at, at + 1, at + 2].map(one => sentences[one % sentences.length]).join(" ")
  let statements: WordedStatement[] = Array.from({length: 1000}, (_, at) => ({
    kind: "fact",
    text: text(at * 3),
  }))
  let before = adviseAll(statements, config)
  let round = 0
  const edit = (): WordedStatement => {
    const changed: WordedStatement = {kind: "fact", text: `${text(round++)} `}
    statements = statements.with(500, changed)
    return changed
  }
  const timing = await interleaved(
    {
      all: () => {
        edit()
        before = adviseAll(statements, config, before)
        return before.hints.length
      },
      one: () => advise(edit(), config).length,
    },
    {leastMs: 100},
  )
  sane(before.hints.length === 1000, `${before.hints.length} statements advised`)
  return timing.ratio("all", "one")
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
