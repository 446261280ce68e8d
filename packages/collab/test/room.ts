// SPDX-License-Identifier: EUPL-1.2
import {guard, type GuardContext, seedContent, type Verdict} from "@wederhoor/collab"
import {type Content, contentTable} from "@wederhoor/format"
import * as Y from "yjs"

export const server = 1
export const colleague = 1001
export const attacker = 2002

/** A small report: two sections, the second one locked where a test says so. */
export const report: Content = {
  sections: [
    {
      id: "feiten",
      statements: [
        {
          id: "f1",
          kind: "fact",
          lines: [[{text: "Vader kwam om acht uur thuis."}], [{text: "Sem sliep al."}]],
          attrs: {at: "2024-05-02"},
          relations: [{type: "source", ref: "b1", page: "3"}],
        },
        {
          id: "f2",
          kind: "observation",
          lines: [[{text: "De deur was open 😀 en wit."}]],
          attrs: {},
          relations: [],
        },
      ],
    },
    {
      id: "weging",
      statements: [
        {
          id: "w1",
          kind: "judgement",
          lines: [[{text: "De situatie is zorgelijk."}]],
          attrs: {},
          relations: [{type: "basedOn", ref: "f1"}],
        },
      ],
    },
  ],
  sources: [{id: "b1", title: "Brief van school", medium: "document"}],
}

/** A fresh document with a report, seeded under the server's id; garbage collection on, as it runs. */
export function seeded(content: Content = report): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = server
  seedContent(doc, content)
  return doc
}

/** A copy of a document under another client id. */
export function copyOf(doc: Y.Doc, clientId: number, gc = true): Y.Doc {
  const copy = new Y.Doc({gc})
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  // Set afterwards: Yjs takes another id when it meets its own in an update.
  copy.clientID = clientId
  return copy
}

/** The bytes that an edit on a copy makes, all its transactions merged. */
export function edit(doc: Y.Doc, clientId: number, change: (copy: Y.Doc) => void): Uint8Array {
  const copy = copyOf(doc, clientId)
  return updatesOf(copy, () => change(copy))
}

export function updatesOf(copy: Y.Doc, change: () => void): Uint8Array {
  const updates: Uint8Array[] = []
  const listen = (update: Uint8Array): void => void updates.push(update)
  copy.on("update", listen)
  change()
  copy.off("update", listen)
  return updates.length === 1
    ? (updates[0] as Uint8Array)
    : Y.mergeUpdates([new Uint8Array([0, 0]), ...updates])
}

export function judge(
  doc: Y.Doc,
  update: Uint8Array,
  context: Partial<GuardContext> & {readonly client?: number} = {},
): Verdict {
  const {client = attacker, ...rest} = context
  return guard(doc, update, {table: contentTable, clients: new Set([client]), ...rest})
}

/** Section `weging` is locked. */
export const locked: NonNullable<GuardContext["may"]> = address =>
  address.section === "weging" ? "locked" : true

export function section(doc: Y.Doc, id: string): Y.XmlElement {
  const all = doc.getXmlFragment("doc").toArray() as Y.XmlElement[]
  return all.find(node => node.getAttribute("id") === id) as Y.XmlElement
}

export function statement(doc: Y.Doc, id: string): Y.XmlElement {
  const all = (doc.getXmlFragment("doc").toArray() as Y.XmlElement[]).flatMap(
    node => node.toArray() as Y.XmlElement[],
  )
  return all.find(node => node.getAttribute("id") === id) as Y.XmlElement
}

/** The text of a line of a statement. */
export function line(doc: Y.Doc, id: string, at = 0): Y.XmlText {
  const lines = (statement(doc, id).toArray() as Y.XmlElement[]).filter(
    node => node.nodeName === "line",
  )
  return (lines[at] as Y.XmlElement).get(0) as Y.XmlText
}

export function text(doc: Y.Doc, id: string, at = 0): string {
  return line(doc, id, at).toJSON()
}

export function node(
  name: string,
  attributes: {readonly [name: string]: unknown} = {},
  children: readonly (Y.XmlElement | Y.XmlText)[] = [],
): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, [...children])
  return made
}

/** A new statement as an editor makes it: id, kind, one line with one text. */
export function newStatement(id: string, words: string, kind = "unclassified"): Y.XmlElement {
  return node("statement", {id, kind}, [node("line", {}, [new Y.XmlText(words)])])
}

/** The id of the item that holds a type. */
export function idOf(type: Y.XmlElement | Y.XmlText): readonly [number, number] {
  const {client, clock} = (type._item as Y.Item).id
  return [client, clock]
}

/** The id of the item that holds an attribute. */
export function attributeId(type: Y.XmlElement, name: string): readonly [number, number] {
  const {client, clock} = (type._map.get(name) as Y.Item).id
  return [client, clock]
}

/** The id of the n-th unit of the first run of a text. */
export function unitId(type: Y.XmlText, at: number): readonly [number, number] {
  const {client, clock} = (type._start as Y.Item).id
  return [client, clock + at]
}

export function isPending(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null
}

/** A document in which a colleague wrote a word too. */
export function shared(): Y.Doc {
  const doc = seeded()
  Y.applyUpdate(
    doc,
    edit(doc, colleague, copy => line(copy, "f1").insert(0, "Gisteren: ")),
  )
  return doc
}
