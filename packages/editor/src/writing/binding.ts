// SPDX-License-Identifier: EUPL-1.2
import type {Node, Schema} from "prosemirror-model"
import type {Plugin} from "prosemirror-state"
import type {Awareness} from "y-protocols/awareness"
import * as Y from "yjs"
import {colleagues} from "./binding/colleagues.ts"
import {drawAll} from "./binding/mirror.ts"
import {sync, syncKey} from "./binding/sync.ts"
import {isOnlyBy, makeUndo} from "./binding/undo.ts"

export {type Colleague, writersIn} from "./binding/colleagues.ts"
export {isFromBinding} from "./binding/sync.ts"

/** Origin of local changes to the register of sources; undone like what is typed. */
export const sourcesOrigin: unique symbol = Symbol("wederhoor-sources")

/** Origin of words that were not placed and are put somewhere else; undone like what is typed. */
export const wordsOrigin: unique symbol = Symbol("wederhoor-words")

/** The shared document bound to an editor. */
export interface Binding {
  /** What the shared document says now: the document to open the editor with. */
  readonly doc: Node
  readonly plugins: readonly Plugin[]
  readonly sources: Y.XmlFragment
  readonly undoManager: Y.UndoManager
  /** Whether a statement can be taken away again: made here, and nobody else ever put anything in it. */
  readonly isOurs: (id: string) => boolean
}

/**
 * Bind the place `content` to an editor: what is typed goes into the shared document, and what comes
 * from there goes on screen. The document must have been seeded by the server: nothing is ever created
 * or repaired here. Undo covers text and sources, and only what this person did.
 *
 * The shape in the shared document is that of y-prosemirror 1.3: an element per node, a text per line.
 *
 * @param awareness Where colleagues are; `null` without a page to show them on.
 * @param settle Called before a change from outside goes on screen: bring in what the page knows and
 *   the editor does not yet, such as a caret that just moved.
 */
export function bind(
  content: Y.Doc,
  awareness: Awareness | null,
  schema: Schema,
  settle: () => void = () => {},
): Binding {
  const fragment = content.getXmlFragment("doc")
  const sources = content.getXmlFragment("sources")
  const undoManager = makeUndo(content, [fragment, sources], [syncKey, sourcesOrigin, wordsOrigin])
  const mirror = drawAll(fragment, schema)
  return {
    doc: mirror.doc,
    sources,
    undoManager,
    isOurs: id =>
      [...mirror.statements.values()]
        .flat()
        .some(one => one.getAttribute("id") === id && isOnlyBy(one, content.clientID)),
    plugins: [
      sync(mirror, undoManager, settle),
      ...(awareness ? [colleagues(mirror, awareness)] : []),
    ],
  }
}
