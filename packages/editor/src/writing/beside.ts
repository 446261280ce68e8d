// SPDX-License-Identifier: EUPL-1.2
import {type Lang, kinds} from "@wederhoor/format"
import type {Node} from "prosemirror-model"
import {type EditorState, Plugin, PluginKey} from "prosemirror-state"
import {Decoration, DecorationSet} from "prosemirror-view"
import type {Note} from "./findings.ts"
import {kindOf, text} from "./schema.ts"
import {type Stretch, overlaps, sentenceUnder} from "./sentences.ts"
import {
  type Place,
  numberOf,
  offsetOf,
  placeAt,
  placesOf,
  positionOf,
  statementText,
} from "./structure.ts"

/** Redraw what stands beside the text: the notes of the current statement changed. */
export const besideKey: PluginKey<DecorationSet> = new PluginKey("wederhoor-beside")

/** The id of the statement with the caret; `""` outside every statement. */
export function currentOf(state: EditorState): string {
  const place = placeAt(state.selection.$head)
  return place ? text(place.node, "id") : ""
}

/**
 * The numbers of the statements, as attributes so that the text itself holds no generated words.
 * They are mapped along while somebody types and made anew only when statements come, go or change.
 */
export function numbers(lang: Lang): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: besideKey,
    state: {
      init: (_config, state) => number(state.doc, lang),
      apply: (tr, set, before, after) => {
        if (!tr.docChanged) return set
        if (!sameStatements(before.doc, after.doc)) return number(after.doc, lang)
        return set.map(tr.mapping, tr.doc)
      },
    },
    props: {decorations: state => besideKey.getState(state)},
  })
}

function number(doc: Node, lang: Lang): DecorationSet {
  const list: Decoration[] = []
  for (const place of placesOf(doc)) {
    const words = numberOf(place)
    list.push(
      Decoration.node(place.pos, place.pos + place.node.nodeSize, {
        "data-number": words,
        "aria-label": `${words} ${kinds[kindOf(place.node)].label[lang]}`,
      }),
    )
  }
  return DecorationSet.create(doc, list)
}

function sameStatements(before: Node, after: Node): boolean {
  if (before.childCount !== after.childCount) return false
  for (let index = 0; index < before.childCount; index++) {
    const old = before.child(index)
    const next = after.child(index)
    if (old === next) continue
    if (old.childCount !== next.childCount) return false
    for (let at = 0; at < old.childCount; at++)
      if (
        old.child(at) !== next.child(at) &&
        !old.child(at).hasMarkup(next.child(at).type, next.child(at).attrs)
      )
        return false
  }
  return true
}

/** Tell the underlines that the remarks were made anew. */
export const looked: unique symbol = Symbol("wederhoor-looked")

const underlineKey: PluginKey<DecorationSet> = new PluginKey("wederhoor-underlines")

/** What is underlined, and when not. */
export interface Underlines {
  readonly notesOf: (id: string) => readonly Note[]
  /**
   * `own`: only the statement with the caret, another writer's statements are not underlined on this
   * screen; `all`: every statement, for who reviews; `none`.
   */
  readonly which: () => "own" | "all" | "none"
  /** The caret was brought to where it stands, to show what is there: then its sentence is underlined too. */
  readonly isLed: (head: number) => boolean
}

/**
 * The statement with the caret, and under its words where a hint is about. Underlines are made when the
 * remarks are, and move along with the words in between. Never under the sentence with the caret.
 */
export function current(underlines: Underlines): Plugin<DecorationSet> {
  const make = (state: EditorState): DecorationSet => {
    const which = underlines.which()
    const own = placeAt(state.selection.$head)
    const places = which === "all" ? [...placesOf(state.doc)] : which === "own" && own ? [own] : []
    return DecorationSet.create(
      state.doc,
      places.flatMap(place => underlined(place, underlines.notesOf(text(place.node, "id")))),
    )
  }
  return new Plugin<DecorationSet>({
    key: underlineKey,
    state: {
      init: (_config, state) => make(state),
      apply: (tr, set, before, after) =>
        tr.getMeta(besideKey) === looked || currentOf(before) !== currentOf(after)
          ? make(after)
          : tr.docChanged
            ? set.map(tr.mapping, tr.doc)
            : set,
    },
    props: {
      decorations: state => {
        const place = placeAt(state.selection.$head)
        const set = underlineKey.getState(state) ?? DecorationSet.empty
        if (!place) return set
        return withoutCaret(set, place, state, underlines).add(state.doc, [
          Decoration.node(place.pos, place.pos + place.node.nodeSize, {class: "wh-current"}),
        ])
      },
    },
  })
}

function underlined(place: Place, notes: readonly Note[]): Decoration[] {
  return notes.flatMap(({range, level, rule}) =>
    range && level === "notice"
      ? Decoration.inline(positionOf(place, range[0]), positionOf(place, range[1]), {
          class: "wh-hinted",
          "data-rule": rule,
        })
      : [],
  )
}

function withoutCaret(
  set: DecorationSet,
  place: Place,
  state: EditorState,
  {which, isLed}: Underlines,
): DecorationSet {
  const {head} = state.selection
  if (which() !== "own" || isLed(head)) return set
  const sentence = sentenceUnder(statementText(place.node), offsetOf(place, head))
  if (!sentence) return set
  const under: Stretch = [positionOf(place, sentence[0]), positionOf(place, sentence[1])]
  const hit = set.find(...under).filter(({from, to}) => overlaps([from, to], under))
  return hit.length > 0 ? set.remove(hit) : set
}
