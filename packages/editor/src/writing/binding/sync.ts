// SPDX-License-Identifier: EUPL-1.2
import {
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from "prosemirror-state"
import {ReplaceStep} from "prosemirror-transform"
import type {EditorView} from "prosemirror-view"
import * as Y from "yjs"
import {absoluteOf, type Mirror, relativeOf} from "./mirror.ts"
import {receive, touchedBy} from "./receive.ts"
import {sameSections, send} from "./send.ts"

/** Where the last local change began, if that was one step: of the document in `before`. */
interface Hint {
  readonly before: EditorState["doc"]
  readonly from: number
}

/** Origin of the changes of the shared document that were made in this editor. */
export const syncKey: PluginKey<Hint | null> = new PluginKey("wederhoor-sync")

/** What a selection is between two states of the text. */
interface Selected {
  readonly anchor: Y.RelativePosition
  readonly head: Y.RelativePosition
}

/** What the plugin needs of its surroundings; a whole `EditorView` has it, and so has a test without a page. */
export interface Screen {
  readonly state: EditorState
  readonly dispatch: (tr: Transaction) => void
  readonly hasFocus: () => boolean
}

/** Whether a transaction comes from the shared document (a colleague, undo, a replay). */
export function isFromBinding(tr: Transaction): boolean {
  return tr.getMeta(syncKey) !== undefined
}

/**
 * Keeps a screen and a shared document the same, both ways.
 *
 * What is typed goes into the shared document as the smallest change that says it, and only what
 * changed is compared. What comes from the shared document goes on screen as the smallest steps, so
 * that carets, marks and the place on the page stay where they are; nothing scrolls. What the schema
 * does not know is not shown and never taken away.
 */
export function sync(mirror: Mirror, undoManager: Y.UndoManager, settle: () => void): Plugin {
  const {fragment} = mirror
  const content = fragment.doc
  if (!content) throw new TypeError("The text is no part of a document.")

  const selectedIn = (state: EditorState): Selected | null => {
    if (state.doc !== mirror.doc) return null
    const anchor = relativeOf(mirror, state.selection.anchor)
    const head = relativeOf(mirror, state.selection.head)
    return anchor && head ? {anchor, head} : null
  }
  const select = (tr: Transaction, {anchor, head}: Selected): boolean => {
    const [from, to] = [absoluteOf(mirror, anchor), absoluteOf(mirror, head)]
    if (from === null || to === null) return false
    tr.setSelection(TextSelection.create(tr.doc, from, to))
    return true
  }

  return new Plugin<Hint | null>({
    key: syncKey,
    state: {
      init: () => null,
      apply: (tr, hint) => {
        if (!tr.docChanged) return hint
        const [step] = tr.steps
        return tr.steps.length === 1 && step instanceof ReplaceStep
          ? {before: tr.before, from: step.from}
          : null
      },
    },
    view: (view: Screen) => {
      /** Where the writer was before the change that is being sent. */
      let before: Selected | null = null
      let last = view.state
      /**
       * Where the writer was before what comes in. Afterwards it is too late to ask: the shared text has
       * changed already, and an offset of before means another letter in it.
       */
      let held: Selected | null = null
      const expect = ({origin}: Y.Transaction): void => {
        if (origin === syncKey) return
        held = selectedIn(view.state)
      }

      const push = (state: EditorState): void => {
        if (state.doc === mirror.doc) return
        if (!sameSections(mirror.doc, state.doc)) return putBack()
        const hint = syncKey.getState(state)
        const latest = hint && hint.before === mirror.doc ? hint.from : Infinity
        // Only asked when a step for undo begins: it costs a walk through the line.
        before = Date.now() - undoManager.lastChange > captureTimeout ? selectedIn(last) : null
        content.transact(() => send(mirror, state.doc, latest), syncKey)
        before = null
      }
      /** Somebody took a section away, or added one: the screen shows again what the document says. */
      const putBack = (): void => {
        const {tr, doc} = view.state
        tr.replaceWith(0, doc.content.size, mirror.doc.content)
        view.dispatch(tr.setMeta(syncKey, true).setMeta("addToHistory", false))
      }
      const hear = (
        events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
        transaction: Y.Transaction,
      ): void => {
        if (transaction.origin === syncKey) return
        settle()
        // What was typed in this very moment is not lost to what arrives.
        push(view.state)
        const {state} = view
        const tr = state.tr.setMeta(syncKey, true).setMeta("addToHistory", false)
        const {selection} = state
        const touched = touchedBy(events, fragment)
        // What was moved or made anew is a step that no position can be mapped through.
        const remade = touched.sections.size > 0 || touched.all
        receive(mirror, tr, touched)
        mirror.doc = tr.doc
        if (!tr.docChanged) return
        const stayed = remade && held ? select(tr, held) : false
        // A colleague who writes right at the caret writes behind it, not between two of its words.
        if (!stayed && selection instanceof TextSelection && selection.empty) {
          const at = tr.doc.resolve(tr.mapping.map(selection.head, -1))
          if (at.parent.inlineContent) tr.setSelection(new TextSelection(at))
        }
        view.dispatch(tr)
      }
      const added = ({stackItem}: {stackItem: {meta: Map<unknown, unknown>}}): void => {
        if (before) stackItem.meta.set(syncKey, before)
      }
      const popped = ({stackItem}: {stackItem: {meta: Map<unknown, unknown>}}): void => {
        const was = stackItem.meta.get(syncKey) as Selected | undefined
        const tr = view.state.tr.setMeta(syncKey, true).setMeta("addToHistory", false)
        if (was && select(tr, was)) view.dispatch(tr.scrollIntoView())
      }
      fragment.doc?.on("beforeTransaction", expect)
      fragment.observeDeep(hear)
      undoManager.on("stack-item-added", added)
      undoManager.on("stack-item-popped", popped)
      return {
        update: (now: EditorView) => {
          push(now.state)
          last = now.state
        },
        destroy: () => {
          fragment.doc?.off("beforeTransaction", expect)
          fragment.unobserveDeep(hear)
          undoManager.off("stack-item-added", added)
          undoManager.off("stack-item-popped", popped)
          undoManager.destroy()
        },
      }
    },
  })
}

/** Milliseconds within which changes are one step for undo: what Yjs does by itself. */
const captureTimeout = 500
