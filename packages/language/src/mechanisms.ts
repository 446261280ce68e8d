// SPDX-License-Identifier: EUPL-1.2
import {lists, mechanisms} from "./generated/rules.ts"
import {eachMatch, type Stretch} from "./match.ts"
import {indexOf, type PatternIndex} from "./pattern-index.ts"
import type {Token} from "./tokens.ts"

/**
 * What a pattern of `rules/mechanisms.json` says of its sentence:
 *
 * - `opens`: from here on it is somebody's ("de juf noemt …", "moeder vindt …"); at the very end of a
 *   sentence, all that stands before it
 * - `clause`: what follows the match is somebody's ("de mentor … dat …")
 * - `covers`: the whole sentence is ("volgens oma …", "uit het rapport blijkt …")
 * - `subject`: a court or council; when the sentence is about what it does, the whole of it is its own
 * - `own`: the writer's all the same, where it meets a `covers` ("uit zijn gedrag blijkt …")
 * - `sourced` and `anchored`: the mechanisms of those names
 */
type Sign = "opens" | "clause" | "covers" | "subject" | "own" | "sourced" | "anchored"

let compiled: PatternIndex<Sign> | undefined

/** Read at first use: many sentences have nothing that these could excuse. */
const signIndex = (): PatternIndex<Sign> =>
  (compiled ??= indexOf<Sign>(mechanisms, lists, {
    ownerOf: written => written as Sign,
    reachOf: () => "loose",
  }))

/** What holds for one sentence. */
export interface Circumstances {
  /** Attributed stretches as flat token pairs [first, end, …]. */
  readonly attributed: readonly number[]
  readonly quoted: boolean
  readonly sourced: boolean
  readonly anchored: boolean
}

/** Who speaks for nobody in particular, or for the writer: no attribution. */
const nobody = new Set(["men", "er", "ik", "wij", "we", "je"])
const nobodyAfter = new Set(["men", "ik", "wij", "we", "je"])
const writer = new Set(["mij", "ons", "mijn", "onze", "afspraak", "plan", "planning", "mijzelf"])

function isNobody(tokens: readonly Token[], verb: number): boolean {
  const before = tokens[verb - 1]?.word.norm
  const after = tokens[verb + 1]?.word.norm
  return (
    (before !== undefined && nobody.has(before)) || (after !== undefined && nobodyAfter.has(after))
  )
}

const articles = new Set(["de", "het", "deze", "dit", "die", "een"])
/** After one of these a court is not who decides, but whom something goes to or comes from. */
const prepositions = new Set(
  "aan bij door in jegens met na naar namens om op over sinds tegen ten ter tot tussen uit van vanuit via volgens voor vanwege".split(
    " ",
  ),
)

/** Whether a court or council at this place is who the sentence is about: its ruling is then its own. */
function isSubject(stretch: Stretch, at: number): boolean {
  const before = stretch.tokens[at - 1]
  if (at <= stretch.start || before === undefined) return true
  if (!articles.has(before.word.norm)) return false
  const earlier = stretch.tokens[at - 2]
  return at - 1 <= stretch.start || earlier === undefined || !prepositions.has(earlier.word.norm)
}

/** Whether only marks follow. */
function endsSentence(stretch: Stretch, from: number): boolean {
  for (let at = from; at < stretch.end; at++)
    if (stretch.tokens[at]?.word.type !== "mark") return false
  return true
}

/** With whom or what something new begins after "maar"; anything else goes on with what was said. */
const begins = new Set("vader moeder de het dit deze een er ouders".split(" "))

/** How far somebody's words reach: to the end of the sentence, or to a turn in it. */
function endOfTheirs(stretch: Stretch, from: number): number {
  for (let at = from; at < stretch.end; at++) {
    const norm = stretch.tokens[at]?.word.norm
    if (norm === ";") return at
    if (norm !== "," || stretch.tokens[at + 1]?.word.norm !== "maar") continue
    const next = stretch.tokens[at + 2]
    if (next !== undefined && (next.word.capital || begins.has(next.word.norm))) return at
  }
  return stretch.end
}

/** Whether one of the tokens of a match is among these. */
function meets(spots: ReadonlySet<number>, first: number, end: number): boolean {
  for (let at = first; at < end; at++) if (spots.has(at)) return true
  return false
}

/** Read the circumstances of a sentence. One pass, linear in its length. */
export function circumstancesOf(stretch: Stretch): Circumstances {
  const attributed: number[] = []
  let reached = stretch.first
  let sourced = false
  let anchored = false
  const spoken: {sign: "opens" | "clause" | "covers"; first: number; end: number}[] = []
  const own = new Set<number>()
  let isRuled = false
  eachMatch(signIndex(), stretch, (sign, first, end) => {
    if (sign === "sourced") sourced = true
    else if (sign === "anchored") anchored = true
    else if (sign === "own") for (let at = first; at < end; at++) own.add(at)
    else if (sign === "subject") isRuled ||= isSubject(stretch, first)
    else spoken.push({sign, first, end})
  })
  if (isRuled) {
    attributed.push(stretch.first, stretch.end)
    spoken.length = 0
  }
  for (const {sign, first, end} of spoken.toSorted((one, two) => one.first - two.first)) {
    switch (sign) {
      case "covers": {
        if (own.size > 0 && meets(own, first, end)) break
        const next = stretch.tokens[end]?.word.norm
        if (next !== undefined && (writer.has(next) || nobody.has(next))) break
        if (attributed[1] !== stretch.end || attributed[0] !== stretch.first)
          attributed.unshift(stretch.first, stretch.end)
        reached = stretch.end
        break
      }
      case "clause":
      case "opens": {
        if (isNobody(stretch.tokens, first)) break
        // A verb at the very end introduces what stands before it: "dat hij agressief is, vindt oma".
        if (sign === "opens" && endsSentence(stretch, end)) {
          attributed.splice(0, attributed.length, stretch.first, stretch.end)
          reached = stretch.end
          break
        }
        const from = sign === "opens" ? first : end
        if (from < reached) {
          // Inside a stretch there is nothing to add; before it, the stretch begins sooner.
          const last = attributed.length - 2
          attributed[last] = Math.min(attributed[last] ?? from, from)
          break
        }
        reached = endOfTheirs(stretch, from)
        attributed.push(from, reached)
        break
      }
    }
  }
  let quoted = false
  for (let at = stretch.first; at < stretch.end && !quoted; at++) {
    quoted = stretch.tokens[at]?.quoted === true
  }
  return {attributed, quoted, sourced, anchored}
}
