// SPDX-License-Identifier: EUPL-1.2

/** A person at a real editor on a page without pictures: types, splits, moves, withdraws, goes offline. */
import {readContent} from "@wederhoor/collab"
import {
  bind,
  mountWriting,
  type NotPlaced,
  type WritingHandle,
  type WritingOptions,
  writingSchema,
} from "@wederhoor/editor"
import {type Kept, openCopies, type PlaceCopies, type Work} from "@wederhoor/editor/testing"
import {relationTypes} from "@wederhoor/format"
import {type MarkSpec, type NodeSpec, Schema} from "prosemirror-model"
import {EditorState, TextSelection} from "prosemirror-state"
import {EditorView} from "prosemirror-view"
import type * as Y from "yjs"

import type {Desk, Room} from "./merge-room.ts"
import {place} from "./merge-room.ts"
import type {Random} from "./random.ts"
import {persons, policy, template} from "./report.ts"

/** A word that nobody else ever types. */
export interface Token {
  readonly words: string
  readonly author: string
  /** The statement it was typed in, and the word its author typed right before it in the same line. */
  readonly statement: string
  readonly previous: string | null
  /** Taken away on purpose by somebody who had it on screen. */
  removed: boolean
}

export interface Writer {
  readonly name: string
  readonly desk: Desk
  readonly lost: NotPlaced[]
  readonly tokens: Token[]
  /** Updates that came from this page while it only listened: repairs. */
  readonly repairs: () => number
  readonly act: (r: Random) => void
  readonly old: boolean
  readonly screen: () => string
  /** What the copy of this page says, whatever it shows. */
  readonly content: () => string
  readonly unsent: () => number
  readonly leave: () => void
}

/** Everything that was typed, by its words; and statements to which somebody added a relation. */
export interface Ledger {
  readonly tokens: Map<string, Token>
  readonly sourced: Set<string>
  readonly broken: Set<string>
}

function keepNothing(): Kept {
  let work: readonly Work[] = []
  let entries: readonly NotPlaced[] = []
  return {
    durable: () => true,
    work: async () => work,
    keepWork: async (one, instead = []) => {
      work = [
        ...work.filter(({tab}) => tab !== one.tab && !instead.includes(tab)),
        ...(one.updates.length + one.recoveries.length + one.words.length > 0 ? [one] : []),
      ]
    },
    notPlaced: async () => entries,
    keepNotPlaced: async all => void (entries = all),
    dropNotPlaced: async id => void (entries = entries.filter(one => one.id !== id)),
    watch: () => () => undefined,
  }
}

/** `old` sits at an editor of an older version, which does not know every part of the report. */
export function sit(
  name: string,
  room: Room,
  ledger: Ledger,
  {old}: {readonly old: boolean},
): Writer {
  const desk = room.desk(name)
  const host = document.createElement("div")
  document.body.append(host)
  const lost: NotPlaced[] = []
  const tokens: Token[] = []
  let table: Pick<WritingHandle, "view" | "acts" | "undo" | "redo" | "destroy"> | null = null
  let doc: Y.Doc | null = null
  let busy = false
  let repairs = 0
  let spoken: {readonly statement: string; readonly words: string} | null = null

  const copies: PlaceCopies = openCopies({
    name: "content",
    place,
    mode: "write",
    socket: {status: "disconnected"} as never,
    templateDigest: "",
    user: {name},
    token: async () => "",
    kept: keepNothing(),
    tab: name,
    owner: name,
    before: {retired: [], works: [], left: Promise.resolve()},
    tell: () => undefined,
    onPlace: opened => {
      table?.destroy()
      doc = opened.doc
      spoken = null
      table = (old ? mountOld : mountWriting)(host, {
        content: doc,
        awareness: null,
        template,
        view: () => ({persons}),
        lang: "nl",
        editable: opened.editable,
        today: () => "2026-04-02",
        policy,
      })
      doc.on("update", (_: Uint8Array, __: unknown, ___: Y.Doc, tr: Y.Transaction) => {
        // What an editor writes without its writer doing anything is a repair.
        if (!busy && tr.local && tr.origin !== "kept") repairs++
      })
    },
    onRecord: () => undefined,
    onLost: entries => void lost.push(...entries),
    lay: desk.lay,
  })

  const visible = (): Set<string> =>
    new Set(table ? (table.view.state.doc.textContent.match(/⟨[^⟩]*⟩/g) ?? []) : [])

  /** Do something by hand, and note which words went by it or came back. */
  const byHand = (act: () => void): void => {
    const before = visible()
    busy = true
    try {
      act()
    } finally {
      busy = false
    }
    const after = visible()
    for (const words of before) {
      const token = ledger.tokens.get(words)
      if (token && !after.has(words)) token.removed = true
    }
    for (const words of after) {
      const token = ledger.tokens.get(words)
      if (token && !before.has(words)) token.removed = false
    }
  }

  const press = (key: string, modifiers: Partial<KeyboardEventInit> = {}): void => {
    const view = table?.view
    if (!view) return
    const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...modifiers})
    view.someProp("handleKeyDown", handle => handle(view, event))
  }

  /** A place for the caret that is not within a word of somebody. */
  const caret = (r: Random): boolean => {
    const view = table?.view
    if (!view) return false
    const {doc: shown} = view.state
    const near = TextSelection.near(shown.resolve(r.below(shown.content.size)))
    const {$head} = near
    if (!$head.parent.inlineContent) return false
    const offset = outside($head.parent.textContent, $head.parentOffset)
    const at = $head.start() + offset
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at)))
    return true
  }

  const type = (r: Random): void => {
    const view = table?.view
    if (!view) return
    const {$head, from, to} = view.state.selection
    if ($head.depth < 3) return
    const statement = String($head.node(2).attrs["id"])
    const words = `⟨${name}${tokens.length}${r.pick(["", " zag", " — é🙂"])}⟩`
    const fallback = () => view.state.tr.insertText(words, from, to)
    const handled = view.someProp("handleTextInput", handle =>
      handle(view, from, to, words, fallback),
    )
    if (!handled) view.dispatch(fallback())
    // In a withdrawn statement, or over a border, nothing is typed.
    if (!visible().has(words)) return
    const previous =
      spoken?.statement === statement && from === to && before(words)?.endsWith(spoken.words)
        ? spoken.words
        : null
    const token: Token = {words, author: name, statement, previous, removed: false}
    tokens.push(token)
    ledger.tokens.set(words, token)
    spoken = {statement, words}
  }
  const before = (words: string): string | undefined =>
    table?.view.state.selection.$head.parent.textContent.split(words)[0]

  /** Take away a stretch of whole words. */
  const erase = (r: Random): void => {
    const view = table?.view
    if (!view || !caret(r)) return
    const {$head} = view.state.selection
    const text = $head.parent.textContent
    const end = outside(text, Math.min(text.length, $head.parentOffset + 1 + r.below(30)))
    const [from, to] = [$head.parentOffset, end].sort((a, b) => a - b) as [number, number]
    const start = $head.start()
    view.dispatch(
      view.state.tr.setSelection(TextSelection.create(view.state.doc, start + from, start + to)),
    )
    press("Backspace")
  }

  const someId = (r: Random): string => {
    const all = doc ? readContent(doc).sections.flatMap(({statements}) => statements) : []
    return all.length > 0 ? r.pick(all).id : ""
  }

  const act = (r: Random): void => {
    if (!table) return
    const {acts} = table
    const dice = r.below(100)
    if (dice < 8) byHand(() => caret(r) && press("Enter"))
    else if (dice < 12) byHand(() => caret(r) && press("Enter", {ctrlKey: true}))
    else if (dice < 15) byHand(() => caret(r) && press(r.pick(["Backspace", "Delete"])))
    else if (dice < 19) byHand(() => erase(r))
    else if (dice < 24) byHand(() => void (r.chance(0.6) ? table?.undo() : table?.redo()))
    else if (dice < 26) byHand(() => void acts.withdraw(someId(r), "dubbel"))
    else if (dice < 28) byHand(() => void acts.restore(someId(r)))
    else if (dice < 31) byHand(() => void acts.setAttribute(someId(r), "by", r.pick(persons).id))
    else if (dice < 38)
      byHand(() => {
        const id = someId(r)
        const relation = r.pick(["source", "basedOn", "about"] as const)
        if (acts.addRelation(id, relation, `r${r.below(9)}`)) ledger.sourced.add(id)
        if (!Object.hasOwn(relationTypes, relation)) throw new Error(relation)
      })
    else if (dice < 43) byHand(() => void acts.move(someId(r), r.pick([-1, 1] as const)))
    else if (dice < 45)
      byHand(() => void acts.convert(someId(r), r.pick(["fact", "judgement", "question"] as const)))
    else
      byHand(() => {
        if (r.chance(0.35) || !spoken) caret(r)
        for (let times = 1 + r.below(3); times > 0; times--) type(r)
      })
    // What was cut in lines on purpose says nothing about order any more.
    if (dice < 19) {
      const id = table.view.state.selection.$head.node(2)?.attrs["id"]
      if (typeof id === "string") ledger.broken.add(id)
      spoken = null
    }
  }

  return {
    name,
    old,
    desk,
    lost,
    tokens,
    repairs: () => repairs,
    act,
    screen: () => (table ? JSON.stringify(table.view.state.doc.toJSON()) : ""),
    content: () => (doc ? JSON.stringify(readContent(doc)) : ""),
    unsent: copies.unsent,
    leave: () => {
      copies.stop()
      table?.destroy()
      host.remove()
    },
  }
}

/**
 * An editor of an older version: no quotes, no reading limits, no page of a source. It is refused at
 * the door; if it were not, it still must not harm what it does not know.
 */
const mountOld = (host: HTMLElement, options: WritingOptions): ReturnType<typeof mountWriting> => {
  const now = writingSchema({lang: "nl", person: ref => ref})
  const nodes = Object.fromEntries(
    Object.entries(nodesOf(now)).filter(([name]) => name !== "about" && name !== "basedOn"),
  )
  const {statement} = nodes
  const {by: _, ...attrs} = statement?.attrs ?? {}
  const content = (statement?.content ?? "").replace(
    /\b(about|basedOn) \| |\| (about|basedOn)\b/g,
    "",
  )
  const older = new Schema({
    nodes: {...nodes, statement: {...statement, attrs, content}},
    marks: marksOf(now),
  })
  const {doc, plugins, undoManager} = bind(options.content, null, older)
  const view = new EditorView(host, {state: EditorState.create({doc, plugins: [...plugins]})})
  const never = () => false
  return {
    view,
    acts: new Proxy({}, {get: () => never}),
    undo: () => undoManager.undo() !== null,
    redo: () => undoManager.redo() !== null,
    destroy: () => view.destroy(),
  } as never
}

const nodesOf = (schema: Schema): Record<string, NodeSpec> =>
  Object.fromEntries(Object.entries(schema.nodes).map(([name, type]) => [name, type.spec]))
const marksOf = (schema: Schema): Record<string, MarkSpec> =>
  Object.fromEntries(Object.entries(schema.marks).map(([name, type]) => [name, type.spec]))

/** The nearest offset at or after one that does not lie within a token. */
function outside(text: string, offset: number): number {
  const open = text.lastIndexOf("⟨", offset - 1)
  if (open < 0) return offset
  const close = text.indexOf("⟩", open)
  return close < 0 || close < offset ? offset : close + 1
}
