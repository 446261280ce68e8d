// SPDX-License-Identifier: EUPL-1.2

/** A writing table without a browser, on a shared document behind the real guard. */
import {guard, seedContent, tableOf} from "@wederhoor/collab"
import type {Content, Person, Policy, Template} from "@wederhoor/format"
import type {WritingOptions} from "@wederhoor/editor"
import {Awareness} from "y-protocols/awareness"
import * as Y from "yjs"
import {content} from "./writing-fixture.ts"

export {content} from "./writing-fixture.ts"

// jsdom ships no types; what is used of it is said here. The name is a variable so that none are looked for.
const jsdom: string = "jsdom"
const {JSDOM} = (await import(jsdom)) as {
  JSDOM: new (
    html: string,
    options: {pretendToBeVisual: boolean},
  ) => {window: Window & typeof globalThis}
}
const dom = new JSDOM("<!doctype html><html lang='nl'><body></body></html>", {
  pretendToBeVisual: true,
})
const {window} = dom
for (const name of [
  "window",
  "document",
  "Node",
  "Element",
  "HTMLElement",
  "HTMLDetailsElement",
  "HTMLTextAreaElement",
  "MutationObserver",
  "getComputedStyle",
  "requestAnimationFrame",
  "cancelAnimationFrame",
  "KeyboardEvent",
  "Event",
  "DOMParser",
  "customElements",
])
  Reflect.set(globalThis, name, name === "window" ? window : Reflect.get(window, name))
// jsdom does not lay out: ProseMirror only asks this to scroll the caret into sight.
const rect = {
  left: 0,
  right: 0,
  top: 0,
  bottom: 0,
  width: 0,
  height: 0,
  x: 0,
  y: 0,
  toJSON: () => ({}),
}
Reflect.set(window.Range.prototype, "getClientRects", () => [rect])
Reflect.set(window.Range.prototype, "getBoundingClientRect", () => rect)
Reflect.set(window.Element.prototype, "getClientRects", () => [rect])
Reflect.set(window.Element.prototype, "scrollIntoView", () => {})
Reflect.set(window.document, "elementFromPoint", () => null)

const {mountWriting} = await import("@wederhoor/editor")
type Handle = ReturnType<typeof mountWriting>

/** A small generator of repeatable numbers: the same seed gives the same walk. */
export function random(seed: number): {
  below: (limit: number) => number
  pick: <T>(list: readonly T[]) => T
} {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick: list => {
      const found = list[below(list.length)]
      if (found === undefined) throw new RangeError("nothing to pick from")
      return found
    },
  }
}

export const template: Template = {
  format: "wederhoor-template/1",
  id: "proef",
  version: "1.0.0",
  status: "active",
  title: {nl: "Proef"},
  languages: ["nl"],
  review: {beforeFamily: "none", approve: "none"},
  rights: {
    correction: {nl: "Klopt iets niet? Zeg het."},
    ownStatement: {nl: "Uw kijk mag erbij."},
    support: {nl: "Neem iemand mee."},
    complaint: {nl: "U mag klagen."},
    contact: {nl: "Vragen? Bel ons."},
  },
  sections: [
    {
      id: "feiten",
      title: {nl: "Vastgestelde feiten"},
      layer: "fact",
      allows: ["fact", "observation"],
    },
    {id: "verhalen", title: {nl: "Wat mensen zeggen"}, layer: "voice", allows: ["account", "view"]},
    {id: "weging", title: {nl: "Weging"}, layer: "appraisal", allows: ["judgement", "concern"]},
    {id: "leeg", title: {nl: "Wat niet bekend is"}, layer: "none", allows: ["unknown"]},
  ],
}

export const persons: readonly Person[] = [
  {id: "ines", role: "author", name: "Ines Verhoeven", label: "raadsonderzoeker"},
  {id: "moeder", role: "parent", name: "Marja Bakker", label: "moeder"},
  {id: "vader", role: "parent", name: "Peter de Wit", label: "vader"},
]

export const policy: Policy = {
  format: "wederhoor-policy/1",
  id: "proef",
  from: "2025-01-01",
  ages: {ownHearing: 12, ownConsent: 16},
  terms: {inspectionWorkingDays: 5, excerptMonths: 24},
  diagnosisTerms: [],
} as unknown as Policy

/** One writer at a table, with a copy of the document of their own. */
export interface Writer {
  readonly doc: Y.Doc
  readonly table: Handle
  readonly host: HTMLElement
  /** What the guard said to what this writer sent; empty when everything was taken. */
  readonly refused: string[]
  /** Exchange changes with the server's copy. */
  readonly meet: () => void
  /** The same, without a guard in between: for laws about merging alone. */
  readonly merge: () => void
  readonly leave: () => void
}

/** A server's copy of the document, and writers who meet it through the guard. */
export function room(
  seed: number,
  given: {readonly template?: Template; readonly content?: Content} = {},
): {
  readonly server: Y.Doc
  readonly join: (client: number, options?: Partial<WritingOptions>) => Writer
} {
  const server = new Y.Doc()
  server.clientID = 1_000_000 + seed
  seedContent(server, given.content ?? content)
  const table = tableOf({report: "proef", kind: "content"})
  return {
    server,
    join: (client, options = {}) => {
      const doc = new Y.Doc()
      doc.clientID = client
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), "server")
      const waiting: Uint8Array[] = []
      doc.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== "server") waiting.push(update)
      })
      const host = document.createElement("div")
      document.body.append(host)
      const handle = mountWriting(host, {
        content: doc,
        awareness: new Awareness(doc),
        template: given.template ?? template,
        view: () => ({persons}),
        lang: "nl",
        editable: true,
        today: () => "2025-05-01",
        policy,
        ...options,
      })
      const refused: string[] = []
      return {
        doc,
        table: handle,
        host,
        refused,
        meet: () => {
          for (const update of waiting.splice(0)) {
            const verdict = guard(server, update, {table, clients: new Set([doc.clientID])})
            if (verdict.ok) Y.applyUpdate(server, verdict.update, doc)
            else
              refused.push(
                `${verdict.code} ${JSON.stringify(verdict.at ?? {})} ${verdict.detail ?? ""}`,
              )
          }
          Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)), "server")
        },
        merge: () => {
          waiting.length = 0
          Y.applyUpdate(server, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server)), doc)
          Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)), "server")
        },
        leave: () => {
          handle.destroy()
          host.remove()
          doc.destroy()
        },
      }
    },
  }
}

/** Press a key as the browser tells it; whether the table dealt with it. */
export function press(
  writer: Writer,
  key: string,
  modifiers: Partial<KeyboardEventInit> = {},
): boolean {
  const event = new window.KeyboardEvent("keydown", {
    key,
    bubbles: true,
    cancelable: true,
    ...modifiers,
  }) as unknown as KeyboardEvent
  return (
    writer.table.view.someProp("handleKeyDown", handle => handle(writer.table.view, event)) === true
  )
}

/** Type words where the caret is, or over what is selected, the way ProseMirror passes them on. */
export function type(writer: Writer, words: string): void {
  const {view} = writer.table
  const {from, to} = view.state.selection
  const fallback = () => view.state.tr.insertText(words, from, to)
  const handled = view.someProp("handleTextInput", handle =>
    handle(view, from, to, words, fallback),
  )
  if (!handled) view.dispatch(fallback())
}
