// SPDX-License-Identifier: EUPL-1.2
import {TextSelection, type Transaction} from "prosemirror-state"
import type {EditorView} from "prosemirror-view"

/**
 * Let a transaction that changes nothing keep the caret where the browser has it.
 *
 * A key such as Home moves the browser's caret first; ProseMirror hears of it in a task of its own.
 * Any update in between, a colleague's cursor or fresh underlines, would draw the old caret again, and
 * the next key would work at a place the writer already left. So such a transaction takes the
 * browser's caret along. Changes of the document do not come here.
 */
export function keepCaret(view: EditorView, tr: Transaction): void {
  if (tr.docChanged || tr.selectionSet || view.composing || !view.hasFocus()) return
  if (!(view.state.selection instanceof TextSelection)) return
  const dom = view.dom.ownerDocument.getSelection()
  const anchor = dom && positionIn(view, dom.anchorNode, dom.anchorOffset)
  const head = dom && positionIn(view, dom.focusNode, dom.focusOffset)
  if (anchor === null || head === null) return
  const {selection} = view.state
  if (anchor === selection.anchor && head === selection.head) return
  tr.setSelection(TextSelection.create(tr.doc, anchor, head))
}

/**
 * Take over the browser's caret before a key is handled. On a busy machine a key can come in before
 * ProseMirror heard that the one before it moved the caret; it would then delete or split where the
 * writer no longer is.
 */
export function readCaret(view: EditorView): void {
  const {tr} = view.state
  keepCaret(view, tr)
  if (tr.selectionSet) view.dispatch(tr)
}

/** The position of a place in the browser's document when it lies within a line of text; else `null`. */
function positionIn(view: EditorView, node: globalThis.Node | null, offset: number): number | null {
  const element = node instanceof Element ? node : node?.parentElement
  if (!node || !element?.closest(".wh-line") || !view.dom.contains(element)) return null
  const position = view.posAtDOM(node, offset)
  return view.state.doc.resolve(position).parent.inlineContent ? position : null
}
