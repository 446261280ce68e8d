// SPDX-License-Identifier: EUPL-1.2
import {type Lang, kinds} from "@wederhoor/format"
import type {Node} from "prosemirror-model"
import {type EditorState, Plugin, PluginKey} from "prosemirror-state"
import {Decoration, DecorationSet} from "prosemirror-view"
import type {Note} from "./findings.ts"
import {kindOf, text} from "./schema.ts"
import {findPlace, numberOf, placeAt, placesOf, positionOf} from "./structure.ts"

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

/**
 * The statement with the caret, and under its words where a hint is about. Only that one: another
 * writer's statements are not underlined on this screen.
 */
export function current(notesOf: (id: string) => readonly Note[], shown: () => boolean): Plugin {
  return new Plugin({
    props: {
      decorations: state => {
        const id = currentOf(state)
        const place = findPlaceNear(state, id)
        if (!place) return null
        const list = [
          Decoration.node(place.pos, place.pos + place.node.nodeSize, {class: "wh-current"}),
        ]
        if (shown())
          for (const note of notesOf(id))
            if (note.range && note.level === "notice")
              list.push(
                Decoration.inline(
                  positionOf(place, note.range[0]),
                  positionOf(place, note.range[1]),
                  {
                    class: "wh-hinted",
                    "data-rule": note.rule,
                  },
                ),
              )
        return DecorationSet.create(state.doc, list)
      },
    },
  })
}

const findPlaceNear = (state: EditorState, id: string) =>
  placeAt(state.selection.$head) ?? findPlace(state.doc, id)
