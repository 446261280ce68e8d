// SPDX-License-Identifier: EUPL-1.2

/** The labelled sentences of this folder, and what a set of rules makes of them. README.md has the protocol. */
import {advise, type AdviseConfig, loadRules} from "@wederhoor/language"
import {createHash} from "node:crypto"
import {readFileSync} from "node:fs"
import {join} from "node:path"

/** What a careful reader says of a sentence that stands in a report as a fact, alone, without speaker or source. */
export type Label = "fact" | "attributed" | "opinion"

export const labels: readonly Label[] = ["fact", "attributed", "opinion"]

/** One labelled sentence. `from` is `invented` or the ECLI of a ruling. */
export interface Labelled {
  readonly text: string
  readonly label: Label
  readonly from: string
}

/** A sentence of a ruling: its words stay in the ruling, the hash says which they are. */
export interface Pointer {
  readonly sha256: string
  readonly label: Label
  readonly from: string
}

/** The file of one set. Both lists may be empty. */
export interface SetFile {
  /** Who labelled, in what way. */
  readonly labelledBy: string
  readonly sentences: readonly Labelled[]
  readonly rulings: readonly Pointer[]
}

/** Key of a sentence: Unicode NFC, white space as one space. */
export const sentenceHash = (text: string): string =>
  createHash("sha256").update(text.normalize("NFC").replaceAll(/\s+/g, " ").trim()).digest("hex")

export const readSet = (name: string): SetFile =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), "utf8")) as SetFile

/**
 * The sentences of a set; those of rulings only as far as `texts` has their words.
 *
 * `missing` counts the ones it has not.
 */
export function sentencesOfSet(
  set: SetFile,
  texts: readonly string[] = [],
): {readonly sentences: readonly Labelled[]; readonly missing: number} {
  const byHash = new Map(texts.map(text => [sentenceHash(text), text]))
  const found = set.rulings.flatMap(({sha256, label, from}) => {
    const text = byHash.get(sha256)
    return text === undefined ? [] : [{text, label, from}]
  })
  return {
    sentences: [...set.sentences, ...found],
    missing: set.rulings.length - found.length,
  }
}

/** A share with its 95 % interval after Wilson (1927). */
export interface Share {
  readonly of: number
  readonly hits: number
  readonly share: number
  readonly low: number
  readonly high: number
}

const round = (value: number): number => Math.round(value * 1000) / 1000

export function wilson(hits: number, of: number): Share {
  const z = 1.96
  if (of === 0) return {of, hits, share: 0, low: 0, high: 1}
  const p = hits / of
  const middle = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of)
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2))
  return {
    of,
    hits,
    share: round(p),
    low: round(Math.max(0, middle - half)),
    high: round(Math.min(1, middle + half)),
  }
}

/** Figures of one set. A sentence counts as found when it has a hint that is more than a tip. */
export interface Figures {
  readonly count: Readonly<Record<Label, number>>
  readonly precision: Share
  readonly recall: Share
  /** Hints, not sentences, for every hundred sentences of the label. */
  readonly hintsPer100: {readonly fact: number; readonly attributed: number}
  /** Sentences with a hint. */
  readonly flagged: {readonly fact: Share; readonly attributed: Share}
}

/** A sentence with the rules that spoke. */
export interface Judged extends Labelled {
  readonly rules: readonly string[]
}

const everyRule = await loadRules()

export function judge(
  sentences: readonly Labelled[],
  config: AdviseConfig = {},
): readonly Judged[] {
  return sentences.map(sentence => ({
    ...sentence,
    rules: advise({kind: "fact", text: sentence.text}, {ruleSet: everyRule, ...config})
      .filter(hint => hint.level === "notice")
      .map(hint => hint.rule),
  }))
}

export function figures(judged: readonly Judged[]): Figures {
  const of = (label: Label): readonly Judged[] => judged.filter(one => one.label === label)
  const flagged = (all: readonly Judged[]): number =>
    all.filter(({rules}) => rules.length > 0).length
  const per100 = (all: readonly Judged[]): number =>
    round((100 * all.reduce((sum, {rules}) => sum + rules.length, 0)) / Math.max(1, all.length))
  const [fact, attributed, opinion] = [of("fact"), of("attributed"), of("opinion")]
  return {
    count: {fact: fact.length, attributed: attributed.length, opinion: opinion.length},
    precision: wilson(flagged(opinion), flagged(judged)),
    recall: wilson(flagged(opinion), opinion.length),
    hintsPer100: {fact: per100(fact), attributed: per100(attributed)},
    flagged: {
      fact: wilson(flagged(fact), fact.length),
      attributed: wilson(flagged(attributed), attributed.length),
    },
  }
}

/** How often each rule spoke, and how often on an opinion. */
export function perRule(
  judged: readonly Judged[],
): Readonly<Record<string, {hits: number; right: number}>> {
  const counts: Record<string, {hits: number; right: number}> = {}
  for (const {label, rules} of judged)
    for (const rule of rules) {
      const count = (counts[rule] ??= {hits: 0, right: 0})
      count.hits++
      if (label === "opinion") count.right++
    }
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
