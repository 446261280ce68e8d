// SPDX-License-Identifier: EUPL-1.2

/** People at an editor: the edits that one makes, at random, with undo. */
import * as Y from "yjs"

import {weighted} from "./measure.ts"
import type {Random} from "./random.ts"

const words = ["Lotte ", "kwam ", "later ", "het hek 😀 ", "x", "ë", "Zo ging het die dag. "]

/** Somebody who edits a document of their own. */
export interface Writer {
  readonly doc: Y.Doc
  /** One edit within a section; says whether it was an undo or redo. */
  readonly act: (section: string) => "edit" | "undo"
}

export function writer(doc: Y.Doc, r: Random): Writer {
  const root = doc.getXmlFragment("doc")
  const origin = {}
  const history = new Y.UndoManager(root, {trackedOrigins: new Set([origin]), captureTimeout: 0})
  return {
    doc,
    act: section => {
      if (r.chance(0.1)) {
        if (r.chance(0.6)) history.undo()
        else history.redo()
        return "undo"
      }
      const home = (root.toArray() as Y.XmlElement[]).find(
        node => node.getAttribute("id") === section,
      ) as Y.XmlElement
      doc.transact(() => edit(home, () => `n${doc.clientID}-${r.below(1e9)}`, r), origin)
      return "edit"
    },
  }
}

function edit(home: Y.XmlElement, newId: () => string, r: Random): void {
  const statements = home.toArray() as Y.XmlElement[]
  if (statements.length === 0 || r.chance(0.05))
    return home.insert(r.below(home.length + 1), [statement(newId(), r.pick(words))])
  const target = r.pick(statements)
  const children = target.toArray() as Y.XmlElement[]
  const lines = children.filter(({nodeName}) => nodeName === "line")
  const relations = children.filter(({nodeName}) => nodeName === "source")
  if (lines.length === 0) return target.insert(0, [element("line", {}, [new Y.XmlText()])])
  const line = r.pick(lines)
  const text = line.get(0) as Y.XmlText | undefined
  if (text === undefined) return line.insert(0, [new Y.XmlText(r.pick(words))])
  const [from, to] = [caret(text, r), caret(text, r)].toSorted((a, b) => a - b) as [number, number]
  const selected = to - from
  weighted(r, [
    [8, () => text.insert(from, r.pick(words))],
    [2, () => selected > 0 && text.delete(from, selected)],
    [
      2,
      () =>
        selected > 0 &&
        text.format(from, selected, {[r.pick(["em", "quote"])]: r.pick([{}, null])}),
    ],
    [1, () => selected > 0 && text.format(from, selected, {person: {ref: "p-1"}})],
    [
      1,
      () => {
        // Enter: the tail goes to a statement of its own.
        const tail = plain(text).slice(from)
        text.delete(from, tail.length)
        home.insert(statements.indexOf(target) + 1, [statement(newId(), tail)])
      },
    ],
    [1, () => target.insert(children.indexOf(line) + 1, [element("line", {}, [new Y.XmlText()])])],
    [1, () => target.push([element("source", {ref: "b1", page: "4"})])],
    [1, () => relations.length > 0 && target.delete(children.indexOf(r.pick(relations)), 1)],
    [1, () => target.setAttribute("kind", r.pick(["fact", "view", "unclassified"]))],
    [1, () => target.setAttribute("at", r.pick(["2026", "2026-02-03"]))],
  ] as const)()
}

const statement = (id: string, text: string): Y.XmlElement =>
  element("statement", {id, kind: "unclassified"}, [element("line", {}, [new Y.XmlText(text)])])

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Y.XmlElement | Y.XmlText)[] = [],
): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.insert(0, [...children])
  return made
}

const plain = (text: Y.XmlText): string =>
  (text.toDelta() as readonly {insert: string}[]).map(({insert}) => insert).join("")

/** A place between two characters, never within one of two UTF-16 units. */
function caret(text: Y.XmlText, r: Random): number {
  const characters = Array.from(plain(text))
  return characters.slice(0, r.below(characters.length + 1)).join("").length
}
