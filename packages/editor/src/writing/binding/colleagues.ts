// SPDX-License-Identifier: EUPL-1.2
import {type EditorState, Plugin, PluginKey} from "prosemirror-state"
import {Decoration, DecorationSet, type EditorView} from "prosemirror-view"
import type {Awareness} from "y-protocols/awareness"
import * as Y from "yjs"
import {absoluteOf, type Mirror, relativeOf} from "./mirror.ts"

/** Least time between two messages on where this writer is, in milliseconds. */
const leastPause = 200
/** Number of colours that tell colleagues apart; always beside their name. */
const colours = 8

const colleaguesKey: PluginKey<DecorationSet> = new PluginKey("wederhoor-colleagues")

/** A colleague who has this text open. */
export interface Colleague {
  readonly person: string
  readonly name: string
  /** Id of the section with their caret; `""` when they only look. */
  readonly section: string
}

interface Here extends Colleague {
  readonly client: number
  readonly cursor: {readonly anchor: unknown; readonly head: unknown} | null
}

/** Everybody else who has the text open, as the server vouches for them. One person with two pages is there twice. */
function others(awareness: Awareness): Here[] {
  const all: Here[] = []
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const user: unknown = Reflect.get(state, "user")
    if (typeof user !== "object" || user === null) continue
    const [person, name] = [Reflect.get(user, "person"), Reflect.get(user, "name")]
    const cursor: unknown = Reflect.get(state, "cursor")
    const section: unknown = Reflect.get(state, "section")
    all.push({
      client,
      person: typeof person === "string" ? person : `${client}`,
      name: typeof name === "string" ? name : "?",
      section: typeof section === "string" ? section : "",
      cursor:
        typeof cursor === "object" && cursor !== null
          ? {anchor: Reflect.get(cursor, "anchor"), head: Reflect.get(cursor, "head")}
          : null,
    })
  }
  return all
}

/** Which colleagues write in which section now; nobody twice, and not this writer on another page. */
export function writersIn(awareness: Awareness): ReadonlyMap<string, readonly Colleague[]> {
  const writers = new Map<string, Here[]>()
  const self: unknown = Reflect.get(awareness.getLocalState()?.["user"] ?? {}, "person")
  for (const one of others(awareness)) {
    if (one.section === "" || one.person === self) continue
    const there = writers.get(one.section) ?? []
    if (!there.some(other => other.person === one.person)) there.push(one)
    writers.set(one.section, there)
  }
  return writers
}

/**
 * Carets of colleagues, and where this writer is. Who they are is what the server says of them; a
 * place that cannot be read is not drawn.
 */
export function colleagues(mirror: Mirror, awareness: Awareness): Plugin<DecorationSet> {
  const draw = (state: EditorState): DecorationSet => {
    const list: Decoration[] = []
    for (const {client, cursor, person, name} of others(awareness)) {
      const [anchor, head] = cursor
        ? [positionOf(mirror, cursor.anchor), positionOf(mirror, cursor.head)]
        : [null, null]
      if (anchor === null || head === null) continue
      const colour = colourOf(person)
      list.push(
        Decoration.widget(head, () => caret(name, colour), {key: `${client} ${name}`, side: 10}),
      )
      if (anchor !== head)
        list.push(
          Decoration.inline(
            Math.min(anchor, head),
            Math.max(anchor, head),
            {class: `wederhoor-selection wederhoor-selection-${colour}`},
            {inclusiveStart: false, inclusiveEnd: true},
          ),
        )
    }
    return DecorationSet.create(state.doc, list)
  }
  return new Plugin<DecorationSet>({
    key: colleaguesKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set, _before, state) =>
        tr.getMeta(colleaguesKey) === true
          ? draw(state)
          : tr.docChanged
            ? set.map(tr.mapping, tr.doc)
            : set,
    },
    props: {decorations: state => colleaguesKey.getState(state)},
    view: view => {
      let frame: ReturnType<typeof setTimeout> | undefined
      const redraw = (): void => {
        frame ??= setTimeout(() => {
          frame = undefined
          if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(colleaguesKey, true))
        }, 50)
      }
      const teller = tell(mirror, awareness)
      // Only what others say: one's own caret is drawn by the browser.
      const heard = (change: {added: number[]; updated: number[]; removed: number[]}): void => {
        const {added, updated, removed} = change
        if ([...added, ...updated, ...removed].some(client => client !== awareness.clientID))
          redraw()
      }
      awareness.on("change", heard)
      const away = (): void => teller(view, true)
      const back = (): void => teller(view, false)
      view.dom.addEventListener("blur", away)
      view.dom.addEventListener("focus", back)
      redraw()
      return {
        update: (now, before) => {
          if (now.state.doc !== before.doc || !now.state.selection.eq(before.selection))
            teller(now, !now.hasFocus())
        },
        destroy: () => {
          clearTimeout(frame)
          awareness.off("change", heard)
          view.dom.removeEventListener("blur", away)
          view.dom.removeEventListener("focus", back)
          awareness.setLocalStateField("cursor", null)
          awareness.setLocalStateField("section", "")
        },
      }
    },
  })
}

/** Tell the others where this writer is; not more often than they can look. */
function tell(mirror: Mirror, awareness: Awareness): (view: EditorView, away: boolean) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  let said = ""
  const say = (view: EditorView, away: boolean): void => {
    if (view.isDestroyed || view.state.doc !== mirror.doc) return
    last = Date.now()
    const {selection} = view.state
    const anchor = away ? null : relativeOf(mirror, selection.anchor)
    const head = away ? null : relativeOf(mirror, selection.head)
    const cursor =
      anchor && head
        ? {anchor: Y.relativePositionToJSON(anchor), head: Y.relativePositionToJSON(head)}
        : null
    const at = cursor ? selection.$head.node(1).attrs["id"] : ""
    const section = view.editable && typeof at === "string" ? at : ""
    const words = JSON.stringify([cursor, section])
    if (words === said || awareness.getLocalState() === null) return
    said = words
    awareness.setLocalState({...awareness.getLocalState(), cursor, section})
  }
  return (view, away) => {
    clearTimeout(timer)
    const wait = last + leastPause - Date.now()
    if (wait <= 0 || away) say(view, away)
    else timer = setTimeout(() => say(view, !view.hasFocus()), wait)
  }
}

function positionOf(mirror: Mirror, given: unknown): number | null {
  try {
    return absoluteOf(mirror, Y.createRelativePositionFromJSON(given))
  } catch {
    // From another page: it may be anything.
    return null
  }
}

function colourOf(key: string): number {
  let sum = 0
  for (const unit of key) sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) % 9973
  return (sum % colours) + 1
}

/** The caret of a colleague. Classes only: a page may forbid styles in attributes. */
function caret(name: string, colour: number): HTMLElement {
  const element = document.createElement("span")
  element.className = `wederhoor-cursor wederhoor-cursor-${colour}`
  const label = document.createElement("span")
  label.className = "wederhoor-cursor-name"
  label.textContent = name
  // A word joiner on both sides keeps the caret from changing where lines break.
  element.append("\u2060", label, "\u2060")
  return element
}
