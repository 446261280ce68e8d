// SPDX-License-Identifier: EUPL-1.2
import {type Lang} from "@wederhoor/format"
import type {EditorState} from "prosemirror-state"
import {currentOf} from "./beside.ts"
import {type Advisor, walkable} from "./findings.ts"
import {type OpinionStop, opinionStops} from "./reading.ts"
import {text} from "./schema.ts"
import {sentenceAt} from "./sentences.ts"
import {findPlace, placesOf, statementText} from "./structure.ts"
import {type Word, say} from "./words.ts"

type Direction = 1 | -1

/** F8 and Shift-F8: from remark to remark. */
export interface Walk {
  /** To the next or the previous; says in words where one came. */
  readonly step: (direction: Direction) => void
  /**
   * To the first sentence that claims to be fact and reads as a judgement, or to the next one when that
   * walk goes on. `step` then goes along those only, until the last one. False when there is none (left).
   */
  readonly opinions: () => boolean
  /** The writer went elsewhere by themselves: `step` goes along everything again. */
  readonly end: () => void
}

/** Walk through a text. `goTo` brings the caret to the end of a statement, or to an offset in it. */
export function createWalk(options: {
  readonly lang: Lang
  readonly advisor: Advisor
  readonly state: () => EditorState
  readonly goTo: (id: string, offset?: number) => void
  readonly tell: (word: Word, values?: {readonly [name: string]: string | number}) => void
}): Walk {
  const {lang, advisor, state, goTo, tell} = options
  /** The sentence that a walk along judgements came to last; `null` when it goes along everything. */
  let judged: OpinionStop | null = null

  const order = (): string[] => [...placesOf(state().doc)].map(one => text(one.node, "id"))

  function along(direction: Direction): void {
    const ids = walkable(state().doc, advisor)
    if (ids.length === 0) return tell("nothingToWalk")
    const all = order()
    const here = all.indexOf(currentOf(state()))
    const ordered = direction === 1 ? ids : ids.toReversed()
    const next = ordered.find(id => (all.indexOf(id) - here) * direction > 0) ?? ordered[0] ?? ""
    goTo(next)
    const [note] = advisor.notesOf(next)
    if (note)
      tell("walked", {
        count: ids.indexOf(next) + 1,
        total: ids.length,
        what: `${say(lang, note.level)}. ${note.what}`,
      })
  }

  /** From the sentence that was come to last, or from the beginning. */
  function alongOpinions(direction: Direction): boolean {
    const stops = opinionStops(state().doc, advisor)
    const all = order()
    // A statement that was converted or left standing is no stop any more, and still has its place.
    const here = judged ? all.indexOf(judged.id) : -1
    const ahead = ({id, sentence}: OpinionStop): number =>
      (all.indexOf(id) - here || sentence - (judged?.sentence ?? -1)) * direction
    const next = (direction === 1 ? stops : stops.toReversed()).find(stop => ahead(stop) > 0)
    const place = next && findPlace(state().doc, next.id)
    if (!place) {
      tell(judged ? "opinionsDone" : "noOpinions")
      judged = null
      return false
    }
    const words = statementText(place.node)
    const [from, to] = sentenceAt(words, next.sentence)
    goTo(next.id, from + words.slice(from, to).trimEnd().length)
    judged = next
    tell("walkedOpinion", {
      count: stops.indexOf(next) + 1,
      total: stops.length,
      what: next.what,
    })
    return true
  }

  return {
    step: direction => {
      if (judged) alongOpinions(direction)
      else along(direction)
    },
    opinions: () => alongOpinions(1),
    end: () => void (judged = null),
  }
}
