// SPDX-License-Identifier: EUPL-1.2

/**
 * Whether the hints of the language assistant are right, on labelled sentences. `--set blind-2` (default:
 * the newest blind set), `--rulings file` with the sentences of rulings, one to a line, `--record "remark"`
 * to put a first look in the ledger, `--show` for what went wrong (dev set only: a blind set stays blind).
 */
import {readFileSync, writeFileSync} from "node:fs"
import {parseArgs} from "node:util"

import {
  figures,
  type Figures,
  judge,
  type Labelled,
  perRule,
  readSet,
  sentenceHash,
  sentencesOfSet,
} from "../corpus/corpus.ts"
import {
  extend,
  ledgerFile,
  measuredFile,
  pooled,
  readLedger,
  rulesDigest,
  sha256,
} from "../corpus/ledger.ts"
import {progress, sane} from "./measure.ts"

export const bench = async (): Promise<object> => {
  const {values} = parseArgs({
    args: process.argv.slice(3),
    options: {
      set: {type: "string", default: "blind-6"},
      rulings: {type: "string"},
      record: {type: "string"},
      show: {type: "boolean", default: false},
    },
  })
  const texts = values.rulings === undefined ? [] : readFileSync(values.rulings, "utf8").split("\n")
  const tuned = measured("dev", texts)
  const asked = measured(values.set, texts)
  sane(tuned.all.count.opinion > 100, "hardly any sentence in the dev set")
  if (values.show)
    for (const one of judge(sentencesOfSet(readSet("dev"), texts).sentences))
      if ((one.label === "opinion") !== one.rules.length > 0)
        progress(`${one.label} ${one.rules.join()} ${one.text}`)
  if (values.record !== undefined) {
    const {all, invented, rulings, missing, sentences} = asked
    const entries = extend(readLedger(), {
      set: values.set,
      labels: labelsDigest(values.set),
      rules: rulesDigest(),
      day: new Date().toISOString().slice(0, 10),
      missing,
      all,
      invented,
      rulings,
      perRule: perRule(judge(sentences)),
      remark: values.record,
    })
    writeFileSync(ledgerFile, `${JSON.stringify(entries, null, 1)}\n`)
    writeFileSync(measuredFile, `${JSON.stringify(pooled(entries), null, 2)}\n`)
    progress(`the ledger has ${entries.length} entries`)
  }
  const short = ({all, missing}: Measured): object => ({...all, missing})
  return {
    blind: readLedger().map(({set, day, all, missing}) => ({set, day, missing, ...all})),
    asked: {set: values.set, ...short(asked), invented: asked.invented, rulings: asked.rulings},
    tuned: short(tuned),
  }
}

interface Measured {
  readonly all: Figures
  readonly invented: Figures
  readonly rulings: Figures
  readonly missing: number
  readonly sentences: readonly Labelled[]
}

function measured(set: string, texts: readonly string[]): Measured {
  const {sentences, missing} = sentencesOfSet(readSet(set), texts)
  const judged = judge(sentences)
  return {
    all: figures(judged),
    invented: figures(judged.filter(({from}) => from === "invented")),
    rulings: figures(judged.filter(({from}) => from !== "invented")),
    missing,
    sentences,
  }
}

/** Of every sentence its hash, label and origin: the same however the file is laid out. */
export function labelsDigest(set: string): string {
  const {sentences, rulings} = readSet(set)
  const lines = [
    ...sentences.map(({text, label, from}) => `${sentenceHash(text)} ${label} ${from}`),
    ...rulings.map(({sha256: hash, label, from}) => `${hash} ${label} ${from}`),
  ]
  return sha256(lines.toSorted().join("\n"))
}
