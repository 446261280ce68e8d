// SPDX-License-Identifier: EUPL-1.2

/** An editor without a page, bound to a shared document: for laws about what goes in and comes out. */
import {type Binding, bind, writingSchema} from "@wederhoor/editor"
import {seedContent} from "@wederhoor/collab"
import type {Content} from "@wederhoor/format"
import type {Node} from "prosemirror-model"
import {EditorState, type Transaction} from "prosemirror-state"
import * as Y from "yjs"

export interface Screen {
  readonly doc: Y.Doc
  readonly binding: Binding
  readonly state: EditorState
  /** Transactions that came from the shared document. */
  readonly heard: readonly Transaction[]
  readonly dispatch: (tr: Transaction) => void
  /** What a fresh editor would show of the same document. */
  readonly fresh: () => Node
  readonly close: () => void
}

export const schema = writingSchema({lang: "nl", person: ref => ref})

/** Open a document on a screen of its own. */
export function open(doc: Y.Doc): Screen {
  const binding = bind(doc, null, schema)
  const plugins = [...binding.plugins]
  const heard: Transaction[] = []
  let state = EditorState.create({doc: binding.doc, plugins})
  const page = {
    get state() {
      return state
    },
    dispatch: (tr: Transaction): void => {
      const before = state
      if (tr.steps.length > 0 && tr.getMeta("addToHistory") === false) heard.push(tr)
      state = state.apply(tr)
      for (const view of views) view?.update?.(page as never, before)
    },
    hasFocus: () => false,
  }
  const views = plugins.map(plugin => plugin.spec.view?.(page as never))
  return {
    doc,
    binding,
    heard,
    get state() {
      return state
    },
    dispatch: page.dispatch,
    fresh: () => bind(doc, null, schema).doc,
    close: () => {
      for (const view of views) view?.destroy?.()
    },
  }
}

/** A document with this content; every client number is one writer. */
export function seeded(content: Content): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  seedContent(doc, content)
  return doc
}

export function copyOf(doc: Y.Doc, client: number): Y.Doc {
  const copy = new Y.Doc()
  copy.clientID = client
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), "server")
  return copy
}

/** Let copies of one document know all of each other. */
export function meet(...docs: readonly Y.Doc[]): void {
  for (let round = 0; round < 2; round++)
    for (const one of docs)
      for (const other of docs)
        if (one !== other)
          Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)), "server")
}

/** The position at an offset in a line of a statement. */
export function at(state: EditorState, id: string, offset = 0, line = 0): number {
  let found = -1
  state.doc.descendants((node, pos) => {
    if (node.type.name !== "statement" || node.attrs["id"] !== id) return true
    let seen = 0
    node.forEach((child, from) => {
      if (child.type.name === "line" && seen++ === line) found = pos + 2 + from + offset
    })
    return false
  })
  if (found < 0) throw new RangeError(`no line ${line} in ${id}`)
  return found
}

/** The words of every statement in reading order, lines apart by a slash. */
export function words(node: Node): Record<string, string> {
  const all: Record<string, string> = {}
  node.descendants(statement => {
    if (statement.type.name !== "statement") return true
    const lines: string[] = []
    statement.forEach(child => {
      if (child.type.name === "line") lines.push(child.textContent)
    })
    all[statement.attrs["id"]] = lines.join("/")
    return false
  })
  return all
}
