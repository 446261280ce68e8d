// SPDX-License-Identifier: EUPL-1.2

/** The small report on which the guard is fuzzed, and what an accepted update must not do to it. */
import {readContent, seedContent, type Verdict} from "@wederhoor/collab"
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

/** A fresh document as the server seeds it; without `gc` Yjs keeps what is deleted. */
export function seeded(gc = true): Y.Doc {
  const doc = new Y.Doc({gc})
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

/** What went wrong with an update. */
export interface Harm {
  readonly sort: "unsound" | "pending" | "throws"
  readonly what: string
}

/** A document on which updates are tried out, one after another. */
export interface Room {
  readonly doc: Y.Doc
  /**
   * Let the guard judge, and apply with real Yjs what it takes. `taken`: the guard took it; `told`: how
   * many touches it told. `harm`: the first thing that goes beyond the verdict; the room is of no use
   * any more.
   */
  readonly tryOut: (update: Uint8Array) => Outcome
}

export interface Outcome {
  readonly taken: boolean
  readonly told: number
  readonly harm: Harm | null
}

type Accepted = Extract<Verdict, {ok: true}>

/**
 * Harm is: the guard throws, is at a loss, changes the document, or judges the same update otherwise
 * when its first number is written in two bytes (so that only the general way can read it); and of an
 * update that it takes, that it throws, leaves something waiting, breaks the shape of the document
 * or a character, writes under another id, or changes a statement or source that the verdict does not name.
 */
export function roomOf(
  doc: Y.Doc,
  judge: (doc: Y.Doc, update: Uint8Array) => Verdict,
  own: ReadonlySet<number>,
): Room {
  let [before, clocks] = [parts(readContent(doc)), clocksOf(doc)]
  let turn = 0
  let wroteHalf = false
  const apply = ({update, touches}: Accepted): Harm | null => {
    const unsound = (what: string): Harm => ({sort: "unsound", what})
    try {
      Y.applyUpdate(doc, update)
    } catch (error) {
      return {sort: "throws", what: String(error)}
    }
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
      return {sort: "pending", what: "something waits"}
    const reached = clocksOf(doc)
    for (const [client, clock] of reached)
      if (!own.has(client) && clock !== clocks.get(client)) return unsound(`client ${client} wrote`)
    const unknown: string[] = []
    const content = readContent(doc, ({sort, name}) => unknown.push(`${sort} ${name}`))
    if (unknown.length > 0) return unsound(`unknown ${unknown.join()}`)
    const ids = content.sections.flatMap(({statements}) => statements.map(({id}) => id))
    if (new Set(ids).size !== ids.length || ids.includes("")) return unsound(`ids ${ids.join()}`)
    const after = parts(content)
    // What Yjs makes of half a character. A sender who is cut off there can also send it as a word.
    wroteHalf ||= Buffer.from(update).includes("\ufffd")
    if (!wroteHalf && [...after.values()].some(part => part.includes("\ufffd")))
      return unsound("a character was cut in two")
    const told = new Set(
      touches.flatMap(({statement, source}) => [`statement ${statement}`, `source ${source}`]),
    )
    for (const key of new Set([...before.keys(), ...after.keys()]))
      if (before.get(key) !== after.get(key) && !told.has(key)) return unsound(`untold: ${key}`)
    ;[before, clocks] = [after, reached]
    return null
  }
  return {
    doc,
    tryOut: update => {
      let verdict: Verdict
      // Encoding everything is dear, so not at every turn.
      const looks = ++turn % 32 === 0
      const was = looks ? Y.encodeStateAsUpdate(doc) : null
      try {
        verdict = judge(doc, update)
        const other = judge(doc, writtenOtherwise(update))
        if (!isSame(verdict, other))
          return {taken: false, told: 0, harm: {sort: "unsound", what: "two ways, two verdicts"}}
      } catch (error) {
        return {taken: false, told: 0, harm: {sort: "throws", what: String(error)}}
      }
      if (was !== null && !areEqual(was, Y.encodeStateAsUpdate(doc)))
        return {
          taken: false,
          told: 0,
          harm: {sort: "unsound", what: "judging changed the document"},
        }
      if (verdict.ok) return {taken: true, told: verdict.touches.length, harm: apply(verdict)}
      const lost = verdict.code === "failed"
      return {
        taken: false,
        told: 0,
        harm: lost ? {sort: "throws", what: verdict.detail ?? ""} : null,
      }
    },
  }
}

/** The same update, its first number in two bytes where one would do; the same bytes where it cannot. */
function writtenOtherwise(update: Uint8Array): Uint8Array {
  const first = update[0]
  if (first === undefined || first >= 128) return update
  const other = new Uint8Array(update.length + 1)
  other.set([first + 128, 0])
  other.set(update.subarray(1), 2)
  return other
}

function isSame(one: Verdict, other: Verdict): boolean {
  if (!one.ok || !other.ok)
    return one.ok === other.ok && (one.ok ? "" : one.code) === (other.ok ? "" : other.code)
  return (
    areEqual(one.update, other.update) &&
    JSON.stringify(one.touches) === JSON.stringify(other.touches)
  )
}

function areEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

function clocksOf(doc: Y.Doc): Map<number, number> {
  return new Map(
    [...doc.store.clients.keys()].map(client => [client, Y.getState(doc.store, client)]),
  )
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
