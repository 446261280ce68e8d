// SPDX-License-Identifier: EUPL-1.2
import {type AdviseConfig, type Readability, advise, readability} from "@wederhoor/language"
import type {Node} from "prosemirror-model"
import type {Advisor} from "./findings.ts"
import {wordedOf} from "./hints.ts"
import {text} from "./schema.ts"
import {type Stretch, sentenceAt} from "./sentences.ts"
import {numberOf, placesOf, statementJson, statementText} from "./structure.ts"

/** How the whole text reads, for the panel on language. */
export interface LanguageReading {
  readonly readability: Readability
  /** Sentences that claim to be fact and read as a judgement. */
  readonly opinions: number
}

/** A hint that an author left standing. */
export interface LeftStanding {
  readonly statement: string
  readonly section: string
  /** As people call the statement: `4.2`. */
  readonly number: string
  /** The sentence, in three: before the words that the hint is about, those words, and after them. */
  readonly passage: readonly [before: string, words: string, after: string]
  /** What the hint says. */
  readonly what: string
  /** The reasons that were given; empty when there is none. */
  readonly reasons: readonly string[]
}

/** A remark on a sentence that reads as a judgement: where to go when they are walked through. */
export interface OpinionStop {
  readonly id: string
  /** Where the sentence begins in the plain text of the statement. */
  readonly sentence: number
  readonly what: string
}

/** The sentences that read as a judgement, in the order of the text; each once. */
export function opinionStops(doc: Node, advisor: Advisor): readonly OpinionStop[] {
  return [...placesOf(doc)].flatMap(({node}) => {
    const id = text(node, "id")
    const found = new Map<number, OpinionStop>()
    for (const {opinion, sentence, what} of advisor.notesOf(id))
      if (opinion && sentence !== null && !found.has(sentence))
        found.set(sentence, {id, sentence, what})
    return [...found.values()].toSorted((one, other) => one.sentence - other.sentence)
  })
}

/** How the statements that were not withdrawn read together. */
export function readabilityOf(doc: Node, advice: AdviseConfig): Readability {
  const standing = [...placesOf(doc)].filter(({node}) => !text(node, "withdrawn"))
  return readability(
    standing.map(({node}) => wordedOf(node, false)),
    advice,
  )
}

/**
 * The hints that were left standing. The hints are made again as if nobody had waived any: a waiver whose
 * words or kind changed since is about nothing any more, and is not among them.
 */
export function leftStanding(
  doc: Node,
  said: (statement: Node) => boolean,
  advice: AdviseConfig,
): readonly LeftStanding[] {
  return [...placesOf(doc)].flatMap(place => {
    const {node} = place
    const {waivers = []} = statementJson(node)
    if (waivers.length === 0 || text(node, "withdrawn")) return []
    const words = statementText(node)
    const seen = new Set<string>()
    return advise(wordedOf(node, said(node)), advice).flatMap((hint): LeftStanding[] => {
      const own = waivers.filter(waiver => waiver.hash === hint.contextHash)
      if (own.length === 0 || seen.has(hint.contextHash)) return []
      seen.add(hint.contextHash)
      const reasons = own.map(waiver => waiver.reason.trim()).filter(reason => reason !== "")
      return [
        {
          statement: text(node, "id"),
          section: place.section,
          number: numberOf(place),
          passage: passageOf(words, [hint.from, hint.to]),
          what: hint.short,
          reasons: [...new Set(reasons)],
        },
      ]
    })
  })
}

/** The sentence around a stretch of words, in three; a stretch over several sentences brings them all. */
function passageOf(words: string, [from, to]: Stretch): LeftStanding["passage"] {
  const [start] = sentenceAt(words, from)
  const [, end] = sentenceAt(words, Math.max(from, to - 1))
  return [
    words.slice(start, from).trimStart(),
    words.slice(from, to),
    words.slice(to, end).trimEnd(),
  ]
}
