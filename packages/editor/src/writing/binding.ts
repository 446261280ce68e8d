// SPDX-License-Identifier: EUPL-1.2
import type {Node, Schema} from "prosemirror-model"
import {Plugin, type EditorState, type Transaction} from "prosemirror-state"
import type {DecorationAttrs} from "prosemirror-view"
import type {Awareness} from "y-protocols/awareness"
import {
  initProseMirrorDoc,
  ySyncPlugin,
  ySyncPluginKey,
  yCursorPlugin,
  yUndoPlugin,
  defaultDeleteFilter,
} from "y-prosemirror"
import * as Y from "yjs"

/** Origin of local changes to the register of sources; undone like what is typed. */
export const sourcesOrigin: unique symbol = Symbol("wederhoor-sources")

/** The shared document bound to an editor. This module is the only one that knows y-prosemirror. */
export interface Binding {
  /** What the shared document says now: the document to open the editor with. */
  readonly doc: Node
  readonly plugins: readonly Plugin[]
  readonly sources: Y.XmlFragment
  readonly undoManager: Y.UndoManager
  /** Whether a statement can be taken away again: made here, and nobody else ever put anything in it. */
  readonly isOurs: (id: string) => boolean
}

/** Number of colours that tell colleagues apart; always beside their name. */
const colours = 8

function colourOf(key: string): number {
  let sum = 0
  for (const unit of key) sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) % 9973
  return (sum % colours) + 1
}

interface Colleague {
  readonly person?: unknown
  readonly name?: unknown
}

const keyOf = (user: Colleague, clientId: number): string =>
  typeof user.person === "string" ? user.person : `${clientId}`

/** The caret of a colleague. Classes only: y-prosemirror's own builder needs `style-src 'unsafe-inline'`. */
function cursor(user: Colleague, clientId: number): HTMLElement {
  const element = document.createElement("span")
  element.className = `wederhoor-cursor wederhoor-cursor-${colourOf(keyOf(user, clientId))}`
  const name = document.createElement("span")
  name.className = "wederhoor-cursor-name"
  name.textContent = typeof user.name === "string" ? user.name : "?"
  // A word joiner on both sides keeps the caret from changing where lines break.
  element.append("\u2060", name, "\u2060")
  return element
}

function selection(user: Colleague, clientId: number): DecorationAttrs {
  return {
    class: `wederhoor-selection wederhoor-selection-${colourOf(keyOf(user, clientId))}`,
  }
}

/** Whether a transaction comes from the shared document (a colleague, undo, first load). */
export function isFromBinding(tr: Transaction): boolean {
  return tr.getMeta(ySyncPluginKey) !== undefined
}

/**
 * Bind the place `content` to an editor. The document must have been seeded by the server: nothing is
 * ever created here. Undo covers text and sources, only what this person did, and never removes a line
 * or statement in which a colleague wrote meanwhile.
 */
export function bind(content: Y.Doc, awareness: Awareness, schema: Schema): Binding {
  const fragment = content.getXmlFragment("doc")
  const sources = content.getXmlFragment("sources")
  const guarded = new Set(["section", "statement", "line"])
  const undoManager = new Y.UndoManager([fragment, sources], {
    trackedOrigins: new Set<unknown>([ySyncPluginKey, sourcesOrigin]),
    deleteFilter: item => defaultDeleteFilter(item, guarded) && isOurs(item, content.clientID),
    captureTransaction: transaction => transaction.meta.get("addToHistory") !== false,
  })
  const {doc, mapping} = initProseMirrorDoc(fragment, schema)
  return {
    doc,
    sources,
    undoManager,
    isOurs: id =>
      fragment
        .toArray()
        .flatMap(section => (section instanceof Y.XmlElement ? section.toArray() : []))
        .some(
          one =>
            one instanceof Y.XmlElement &&
            one.getAttribute("id") === id &&
            isOnlyBy(one, content.clientID),
        ),
    plugins: [
      ySyncPlugin(fragment, {mapping}) as Plugin,
      // After the sync plugin, so that what it wrote is there to look at.
      seedLines(content),
      yCursorPlugin(awareness, {cursorBuilder: cursor, selectionBuilder: selection}) as Plugin,
      yUndoPlugin({undoManager}) as Plugin,
    ],
  }
}

/**
 * Whether undo may take something away: not a statement in which somebody else ever put anything, if
 * only who said it. Guards on the server hold the same rule and would refuse it.
 */
function isOurs(item: Y.Item | Y.GC, client: number): boolean {
  if (!(item instanceof Y.Item)) return true
  // A statement that stays must keep its name and kind; one that goes takes them with it.
  if (item.parentSub === "id" || item.parentSub === "convertedFrom") return false
  if (item.parentSub === "kind" && item.left === null) return false
  if (!(item.content instanceof Y.ContentType)) return true
  const type: unknown = item.content.type
  return !(type instanceof Y.XmlElement) || type.nodeName !== "statement" || isOnlyBy(type, client)
}

/** Whether everything that was ever in a type, taken away or not, came from one client. */
function isOnlyBy(type: Pick<Y.XmlElement, "_map" | "_start">, client: number): boolean {
  for (const set of type._map.values()) if (set.id.client !== client) return false
  for (let item = type._start; item !== null; item = item.right) {
    if (item.id.client !== client) return false
    if (item.content instanceof Y.ContentType && !isOnlyBy(item.content.type, client)) return false
  }
  return true
}

interface SyncState {
  readonly binding: {readonly mux: (act: () => void) => void} | null
}

function syncState(state: EditorState): SyncState | undefined {
  return ySyncPluginKey.getState(state) as SyncState | undefined
}

/**
 * Gives every new line an (empty) text at once. Without it two people who start in the same empty line
 * each make a text of their own, and one of the two would have to be joined to the other afterwards.
 */
function seedLines(content: Y.Doc): Plugin {
  const fresh = new Set<Y.XmlElement>()
  const watch = (
    _events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
    transaction: Y.Transaction,
  ): void => {
    if (!transaction.local || transaction.origin !== ySyncPluginKey) return
    for (const event of _events)
      for (const item of event.changes.added)
        if (item.content instanceof Y.ContentType) collect(item.content.type)
  }
  const collect = (type: unknown): void => {
    if (!(type instanceof Y.XmlElement)) return
    if (type.nodeName === "line" && type.length === 0) fresh.add(type)
    if (type.nodeName === "statement") type.forEach(collect)
  }
  const fragment = content.getXmlFragment("doc")
  return new Plugin({
    view: () => {
      fragment.observeDeep(watch)
      return {
        update: view => {
          if (fresh.size === 0) return
          const lines = [...fresh].filter(line => line.length === 0 && line.parent !== null)
          fresh.clear()
          // Within the binding's own lock: an empty text changes nothing on screen.
          syncState(view.state)?.binding?.mux(() =>
            content.transact(() => {
              for (const line of lines) line.insert(0, [new Y.XmlText()])
            }, ySyncPluginKey),
          )
        },
        destroy: () => fragment.unobserveDeep(watch),
      }
    },
  })
}
