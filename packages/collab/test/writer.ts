// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"
import {newStatement, node} from "./room.ts"

/** A seeded source of numbers. */
export interface Random {
  readonly below: (limit: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <Value>(values: readonly Value[]) => Value
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    chance: share => next() < share,
    pick: values => values[below(values.length)] as never,
  }
}

/** Somebody at an editor: edits in the shape that y-prosemirror gives them, with undo. */
export interface Writer {
  readonly doc: Y.Doc
  /** One random edit; `only` keeps it within one section. */
  readonly act: (only?: string) => void
}

const words = [
  "Sem ",
  "zag ",
  "de ",
  "deur 😀 ",
  "niet ",
  "x",
  "ë",
  "een lange zin over gisteren. ",
]

export function writer(doc: Y.Doc, r: Random): Writer {
  const roots = [doc.getXmlFragment("doc"), doc.getXmlFragment("sources")]
  const history = new Y.UndoManager(roots, {trackedOrigins: new Set(["me"]), captureTimeout: 0})
  let count = 0
  const id = (): string => `n${doc.clientID}-${++count}`

  const elements = (within: Y.XmlFragment, name: string): Y.XmlElement[] =>
    (within.toArray() as Y.XmlElement[]).filter(child => child.nodeName === name)
  const textIn = (lineNode: Y.XmlElement): Y.XmlText => {
    const there = lineNode.get(0) as Y.XmlText | undefined
    if (there !== undefined) return there
    const made = new Y.XmlText()
    lineNode.insert(0, [made])
    return made
  }
  // An editor never leaves a caret in the middle of a character.
  const caret = (text: Y.XmlText): number => {
    const all = plain(text)
    const at = r.below(all.length + 1)
    return /[\uDC00-\uDFFF]/.test(all[at] ?? "") ? at - 1 : at
  }
  const range = (text: Y.XmlText): readonly [number, number] => {
    const [one, other] = [caret(text), caret(text)]
    return [Math.min(one, other), Math.abs(one - other)]
  }

  const change = (only?: string): void => {
    const sections = elements(roots[0] as Y.XmlFragment, "section").filter(
      entry => only === undefined || entry.getAttribute("id") === only,
    )
    const home = r.pick(sections)
    const statements = elements(home, "statement")
    if (statements.length === 0 || r.chance(0.04)) {
      home.insert(r.below(home.length + 1), [newStatement(id(), r.pick(words))])
      return
    }
    const target = r.pick(statements)
    const lines = elements(target, "line")
    const relations = ["source", "basedOn"].flatMap(name => elements(target, name))
    if (lines.length === 0) {
      target.insert(0, [node("line", {}, [new Y.XmlText()])])
      return
    }
    const at = r.below(lines.length)
    const text = textIn(lines[at] as Y.XmlElement)
    const [from, length] = range(text)
    switch (r.below(14)) {
      case 0:
        return void (length > 0 && text.delete(from, length))
      case 1: {
        // Enter in the middle of a statement: the tail goes to a new one.
        const tail = plain(text).slice(from)
        text.delete(from, tail.length)
        const place = (home.toArray() as unknown[]).indexOf(target)
        home.insert(place + 1, [newStatement(id(), tail, String(target.getAttribute("kind")))])
        return
      }
      case 2:
        return target.insert(at + 1, [node("line", {}, r.chance(0.5) ? [] : [new Y.XmlText()])])
      case 3: {
        if (at === 0) return
        // Backspace at the start of a line, within one statement.
        const words = plain(text)
        target.delete((target.toArray() as unknown[]).indexOf(lines[at]), 1)
        const previous = textIn(lines[at - 1] as Y.XmlElement)
        previous.insert(previous.length, words)
        return
      }
      case 4:
        return target.push([
          r.chance(0.5) ? node("source", {ref: "b1", page: "2"}) : node("basedOn", {ref: "f1"}),
        ])
      case 5: {
        if (relations.length === 0) return
        const gone = (target.toArray() as unknown[]).indexOf(r.pick(relations))
        return target.delete(gone, 1)
      }
      case 6:
        return void (
          length > 0 &&
          text.format(from, length, {
            [r.pick(["strong", "em", "quote"])]: r.chance(0.7) ? {} : null,
          })
        )
      case 7:
        return void (length > 0 && text.format(from, length, {person: {ref: "p-1"}}))
      case 8:
        return target.setAttribute("kind", r.pick(["fact", "view", "unclassified", "concern"]))
      case 9:
        return r.chance(0.5)
          ? target.setAttribute("at", r.pick(["2024", "2024-05", "2024-05-02T10:30"]))
          : target.removeAttribute("at")
      case 10:
        return target.setAttribute("withdrawn", r.pick(["", "dubbel", "klopt niet"]))
      case 11:
        if (only !== undefined) return
        return (roots[1] as Y.XmlFragment).push([
          node("sourceEntry", {id: id(), title: r.pick(words)}),
        ])
      default:
        return text.insert(from, r.pick(words))
    }
  }
  return {
    doc,
    act: only => {
      if (r.chance(0.12)) history.undo()
      else if (r.chance(0.06)) history.redo()
      else doc.transact(() => change(only), "me")
    },
  }
}

/** The words of a text without their marks. */
function plain(text: Y.XmlText): string {
  return (text.toDelta() as readonly {insert: string}[]).map(({insert}) => insert).join("")
}
