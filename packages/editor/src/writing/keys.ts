// SPDX-License-Identifier: EUPL-1.2
import type {Template} from "@wederhoor/format"
import {toggleMark} from "prosemirror-commands"
import {keydownHandler} from "prosemirror-keymap"
import type {Slice} from "prosemirror-model"
import {
  AllSelection,
  type Command,
  type EditorState,
  Plugin,
  Selection,
  TextSelection,
} from "prosemirror-state"
import type {EditorView} from "prosemirror-view"
import {readCaret} from "./caret.ts"
import {addStatement, moveStatement, removeBlank, removeRelation} from "./commands.ts"
import {
  deleteStretch,
  insertText,
  isBlank,
  isFresh,
  isInOneLine,
  mean,
  selectedRelation,
} from "./discipline.ts"
import {text} from "./schema.ts"
import {placeAt} from "./structure.ts"

/** What the keys need from the table around the document. */
export interface KeyContext {
  readonly template: Template
  readonly undo: () => boolean
  readonly redo: () => boolean
  /** Escape: on to the panel beside the document. */
  readonly leave: () => boolean
  /** F8 and Shift-F8: to the next or the previous statement with something beside it. */
  readonly walk: (direction: 1 | -1) => boolean
  /** Whether a statement is this writer's alone, so that it may be taken away while it is empty. */
  readonly isOurs: (id: string) => boolean
  /** The statement with the caret was moved: say where it stands now. */
  readonly told: () => void
  /** Say something to the writer, quietly. */
  readonly tell: (message: "no-move" | "no-cross") => void
}

const line = (state: EditorState) => {
  const {$from} = state.selection
  return state.selection.empty && $from.parent.type.name === "line" ? $from : null
}

/** Delete what is selected, each statement within its own lines; a selected chip is taken away. */
const deleteSelected: Command = (state, dispatch) => {
  const relation = selectedRelation(state)
  const {from, to, empty, $from} = state.selection
  if (relation) {
    const place = placeAt($from)
    return place
      ? removeRelation(
          text(place.node, "id"),
          relation.type.name as never,
          text(relation, "ref"),
        )(state, dispatch)
      : true
  }
  if (empty) return false
  const tr = deleteStretch(state.tr, from, to)
  if (tr && dispatch) dispatch(tr.scrollIntoView())
  return true
}

/** Backspace at the start of a line joins it to the line before, never to another statement. */
const backspace =
  (isOurs: (id: string) => boolean): Command =>
  (state, dispatch) => {
    const $from = line(state)
    if (!$from || $from.parentOffset > 0) return false
    const place = placeAt($from)
    if (!place) return true
    const before = state.doc.resolve($from.before()).nodeBefore
    if (before?.type.name === "line") {
      if (dispatch) dispatch(state.tr.join($from.before()).scrollIntoView())
      return true
    }
    if (
      isBlank(place.node) &&
      isFresh(state, text(place.node, "id")) &&
      isOurs(text(place.node, "id")) &&
      place.node.childCount === 1
    )
      return removeBlank(place)(state, dispatch)
    return true
  }

/** Delete at the end of a line joins the next line of the same statement to it. */
const deleteForward: Command = (state, dispatch) => {
  const $from = line(state)
  if (!$from || $from.parentOffset < $from.parent.content.size) return false
  const after = state.doc.resolve($from.after()).nodeAfter
  if (after?.type.name === "line" && dispatch)
    dispatch(state.tr.join($from.after()).scrollIntoView())
  return true
}

/** The statement with the caret one place up or down; at the edge of its section it stays. */
function move(direction: -1 | 1, told: () => void): Command {
  return (state, dispatch) => {
    const place = placeAt(state.selection.$head)
    const moved = place && moveStatement(text(place.node, "id"), direction)(state, dispatch)
    if (moved && dispatch) told()
    return true
  }
}

function newStatement(template: Template): Command {
  return (state, dispatch) => {
    const place = placeAt(state.selection.$head)
    if (!place) return true
    return (
      addStatement({template, section: place.section, after: text(place.node, "id")})(
        state,
        dispatch,
      ) || true
    )
  }
}

/** Enter makes a new line; on an empty last line, after text, it goes on in a new statement. */
function enter(template: Template): Command {
  return (state, dispatch, view) => {
    if (!state.selection.empty) {
      if (selectedRelation(state)) return true
      const {from, to} = state.selection
      const tr = deleteStretch(state.tr, from, to)
      if (tr && isInOneLine(state.doc, from, to)) tr.split(tr.selection.from)
      if (tr && dispatch) dispatch(tr.scrollIntoView())
      return true
    }
    const $from = line(state)
    const place = $from && placeAt($from)
    if (!$from || !place || text(place.node, "withdrawn")) return true
    const next = state.doc.resolve($from.after()).nodeAfter
    const previous = state.doc.resolve($from.before()).nodeBefore
    if (
      $from.parent.content.size === 0 &&
      next?.type.name !== "line" &&
      previous?.type.name === "line"
    ) {
      // In two steps: the shared document then sees one line go and one statement come, nothing else.
      if (dispatch && view) {
        dispatch(state.tr.delete($from.before(), $from.after()))
        newStatementAfter(view, template, text(place.node, "id"), place.section)
      }
      return true
    }
    if (dispatch) dispatch(state.tr.split($from.pos).scrollIntoView())
    return true
  }
}

function newStatementAfter(
  view: EditorView,
  template: Template,
  after: string,
  section: string,
): void {
  addStatement({template, section, after})(view.state, view.dispatch)
}

/** First the statement, then everything: one press rarely means the whole report. */
const selectAll: Command = (state, dispatch) => {
  const place = placeAt(state.selection.$head)
  const {from, to} = state.selection
  let next: Selection = new AllSelection(state.doc)
  if (place) {
    const inside = TextSelection.between(
      state.doc.resolve(place.pos + 1),
      state.doc.resolve(place.pos + place.node.nodeSize - 1),
    )
    if (inside.from < from || inside.to > to) next = inside
  }
  if (dispatch) dispatch(state.tr.setSelection(next))
  return true
}

/** To the very start or end; the browser's own key stops where a section is not drawn yet. */
function goTo(edge: "start" | "end"): Command {
  return (state, dispatch) => {
    const selection = edge === "start" ? Selection.atStart(state.doc) : Selection.atEnd(state.doc)
    if (dispatch) dispatch(state.tr.setSelection(selection).scrollIntoView())
    return true
  }
}

const chain =
  (...commands: readonly Command[]): Command =>
  (state, dispatch, view) =>
    commands.some(command => command(state, dispatch, view))

/** The plain text of what is selected, statement by statement. */
function selectedText(state: EditorState): string {
  const {from, to} = state.selection
  const parts: string[] = []
  let last: unknown = null
  state.doc.nodesBetween(from, to, (node, pos, parent) => {
    if (node.type.name !== "line") return true
    if (last !== null && parent !== last) parts.push("")
    last = parent
    const start = Math.max(from - pos - 1, 0)
    parts.push(node.textBetween(start, Math.min(to - pos - 1, node.content.size)))
    return false
  })
  return parts.join("\n")
}

function copy(view: EditorView, event: Event): boolean {
  const {clipboardData} = event as ClipboardEvent
  if (!clipboardData || view.state.selection.empty) return false
  clipboardData.setData("text/plain", selectedText(view.state))
  event.preventDefault()
  return true
}

/** Text that comes from outside, always as plain text. */
function plain(data: DataTransfer | null, slice: Slice | null): string {
  const given = data?.getData("text/plain") ?? ""
  return given || (slice ? slice.content.textBetween(0, slice.content.size, "\n") : "")
}

/** Keys, paste, cut, drop and composition, all within the discipline. */
export function keys(context: KeyContext): Plugin {
  const {template} = context
  const erase = chain(deleteSelected, backspace(context.isOurs))
  const eraseForward = chain(deleteSelected, deleteForward)
  const bindings: Record<string, Command> = {
    Enter: enter(template),
    "Shift-Enter": enter(template),
    "Mod-Enter": newStatement(template),
    "Mod-a": selectAll,
    "Mod-Home": goTo("start"),
    "Mod-End": goTo("end"),
    "Mod-z": context.undo,
    "Mod-y": context.redo,
    "Mod-Shift-z": context.redo,
    "Mod-b": mark("strong"),
    "Mod-i": mark("em"),
    "Mod-Shift-9": mark("quote"),
    "Alt-Shift-ArrowUp": move(-1, context.told),
    "Alt-Shift-ArrowDown": move(1, context.told),
    Escape: context.leave,
    F8: () => context.walk(1),
    "Shift-F8": () => context.walk(-1),
  }
  for (const prefix of ["", "Shift-", "Mod-", "Alt-", "Mod-Shift-", "Mod-Alt-"]) {
    bindings[`${prefix}Backspace`] = erase
    bindings[`${prefix}Delete`] = eraseForward
  }
  const handle = keydownHandler(bindings)
  return new Plugin({
    props: {
      handleKeyDown: (view, event) => {
        readCaret(view)
        if (view.editable) return handle(view, event)
        return event.key === "F8" || event.key === "Escape" ? handle(view, event) : false
      },
      handleTextInput: (view, from, to, words) => {
        if (isInOneLine(view.state.doc, from, to))
          return isStanding(view.state, from) ? false : true
        const tr = deleteStretch(view.state.tr, from, to)
        if (tr) view.dispatch(tr.insertText(words, tr.selection.from).scrollIntoView())
        return true
      },
      handlePaste: (view, event, slice) => {
        readCaret(view)
        const tr = insertText(view.state, plain(event.clipboardData, slice))
        if (tr) view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste"))
        return true
      },
      handleDrop: (view, event, slice, moved) => {
        const at = view.posAtCoords({left: event.clientX, top: event.clientY})?.pos
        if (at === undefined) return true
        drop(view, at, plain(event.dataTransfer, slice), moved, context)
        return true
      },
      handleDOMEvents: {
        copy,
        cut: (view, event) => {
          if (!view.editable || !copy(view, event)) return false
          deleteSelected(view.state, view.dispatch)
          return true
        },
        compositionstart: view => {
          const {from, to, empty} = view.state.selection
          if (!empty && !isInOneLine(view.state.doc, from, to))
            deleteSelected(view.state, view.dispatch)
          return false
        },
        beforeinput: (_view, event) => {
          const {inputType} = event as InputEvent
          if (inputType === "historyUndo" || inputType === "historyRedo") {
            event.preventDefault()
            return inputType === "historyUndo" ? context.undo() : context.redo()
          }
          return false
        },
      },
    },
  })
}

const isStanding = (state: EditorState, pos: number): boolean => {
  const place = placeAt(state.doc.resolve(pos))
  return place !== null && !text(place.node, "withdrawn")
}

function mark(name: string): Command {
  return (state, dispatch, view) => {
    const type = state.schema.marks[name]
    return type ? toggleMark(type)(state, dispatch, view) || true : false
  }
}

/** Dragged text moves within its own statement; from elsewhere it is put in as text; never across. */
function drop(
  view: EditorView,
  at: number,
  words: string,
  moved: boolean,
  context: KeyContext,
): void {
  const {state} = view
  const target = placeAt(state.doc.resolve(at))
  if (!target) return
  const {from, to, $from, $to} = state.selection
  const dragged = view.dragging !== null && moved
  if (!dragged) {
    const pos = nearestLine(state, at)
    const tr = pos === null ? null : insertText(state, words, pos)
    if (tr) view.dispatch(tr.setMeta("uiEvent", "drop"))
    return
  }
  const origin = placeAt($from)
  if (
    !origin ||
    origin.pos !== target.pos ||
    placeAt($to)?.pos !== target.pos ||
    selectedRelation(state)
  ) {
    context.tell("no-move")
    return
  }
  if (at >= from && at <= to) return
  if (!isInOneLine(state.doc, from, to) || state.doc.resolve(at).parent.type.name !== "line") return
  const tr = state.tr.delete(from, to)
  tr.insertText(state.doc.textBetween(from, to), tr.mapping.map(at))
  view.dispatch(mean(tr, {does: "text"}).setMeta("uiEvent", "drop"))
}

function nearestLine(state: EditorState, at: number): number | null {
  const selection = Selection.near(state.doc.resolve(at))
  return selection instanceof TextSelection && selection.$from.parent.type.name === "line"
    ? selection.from
    : null
}
