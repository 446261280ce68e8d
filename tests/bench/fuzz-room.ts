// SPDX-License-Identifier: EUPL-1.2

/** The small report on which the guard is fuzzed, and what an accepted update must not do to it. */
import {readContent, seedContent, type Touch} from "@wederhoor/collab"
import type {Content} from "@wederhoor/format"
import * as Y from "yjs"

/** The section in which nothing may change. */
export const lockedSection = "weging"

const words = (text: string): Content["sections"][number]["statements"][number]["lines"] => [
  [{text}],
]

const report: Content = {
  sections: [
    {
      id: "feiten",
      statements: [
        {
          id: "f1",
          kind: "fact",
          lines: [...words("De bus kwam om negen uur."), ...words("Lotte 😀 stond er al.")],
          attrs: {at: "2026-02-03"},
          relations: [{type: "source", ref: "b1", page: "2"}],
        },
        {
          id: "f2",
          kind: "observation",
          lines: words("Het hek was dicht."),
          attrs: {},
          relations: [],
        },
      ],
    },
    {id: "stemmen", statements: []},
    {
      id: lockedSection,
      statements: [
        {
          id: "w1",
          kind: "judgement",
          lines: words("Dit vraagt aandacht."),
          attrs: {},
          relations: [{type: "basedOn", ref: "f1"}],
        },
      ],
    },
  ],
  sources: [{id: "b1", title: "Brief van de school", medium: "document"}],
}

/** A fresh document as the server seeds it. */
export function seeded(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  seedContent(doc, report)
  return doc
}

/** A copy under another client id. */
export function copyOf(doc: Y.Doc, client: number): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  // Afterwards: Yjs takes another id when it meets its own in an update.
  copy.clientID = client
  return copy
}

/** What a change makes, as one update. */
export function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const updates: Uint8Array[] = []
  const listen = (update: Uint8Array): void => void updates.push(update)
  doc.on("update", listen)
  change()
  doc.off("update", listen)
  return Y.mergeUpdates([new Uint8Array([0, 0]), ...updates])
}

/** What went wrong with an accepted update. */
export interface Harm {
  readonly sort: "unsound" | "pending" | "throws"
  readonly what: string
}

/**
 * Apply an accepted update with real Yjs to a copy, and name the first thing that goes beyond the
 * verdict: it throws, leaves something waiting, breaks the shape of the document, writes under another
 * id, or changes a statement or source that the verdict does not name.
 */
export function harmOf(
  doc: Y.Doc,
  verdict: {readonly update: Uint8Array; readonly touches: readonly Touch[]},
  own: ReadonlySet<number>,
): Harm | null {
  const unsound = (what: string): Harm => ({sort: "unsound", what})
  const copy = copyOf(doc, 9)
  const before = readContent(copy)
  try {
    Y.applyUpdate(copy, verdict.update)
  } catch (error) {
    return {sort: "throws", what: String(error)}
  }
  if (copy.store.pendingStructs !== null || copy.store.pendingDs !== null)
    return {sort: "pending", what: "something waits"}
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(copy)))
    if (!own.has(client) && clock !== Y.getState(doc.store, client))
      return unsound(`client ${client} wrote`)
  const unknown: string[] = []
  const after = readContent(copy, ({sort, name}) => unknown.push(`${sort} ${name}`))
  if (unknown.length > 0) return unsound(`unknown ${unknown.join()}`)
  const [old, now] = [parts(before), parts(after)]
  const all = after.sections.flatMap(({statements}) => statements.map(({id}) => id))
  if (new Set(all).size !== all.length || all.includes("")) return unsound(`ids ${all.join()}`)
  const told = new Set(
    verdict.touches.flatMap(({statement, source}) => [
      `statement ${statement}`,
      `source ${source}`,
    ]),
  )
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(key) === now.get(key)) continue
    if (!told.has(key)) return unsound(`untold: ${key}`)
  }
  return null
}

/** Every part of a content that can change by itself, as text by name. */
function parts(content: Content): Map<string, string> {
  const found = new Map<string, string>()
  found.set("sections", content.sections.map(({id}) => id).join())
  for (const {id, statements} of content.sections) {
    if (id === lockedSection) found.set("the locked section", JSON.stringify(statements))
    for (const one of statements) found.set(`statement ${one.id}`, `${id} ${JSON.stringify(one)}`)
  }
  for (const one of content.sources) found.set(`source ${one.id}`, JSON.stringify(one))
  return found
}
