// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"
import {printable} from "./writing/discipline.ts"

/** The characters of a Yjs text without marks; `toString` would write the marks as tags. */
export function plainOf(text: Y.XmlText): string {
  return (text.toDelta() as {insert?: unknown}[])
    .map(part => (typeof part.insert === "string" ? part.insert : ""))
    .join("")
}

/** Where two texts differ: keep `start` characters, take `remove` away, put `insert` in. */
export function textChange(
  before: string,
  after: string,
): {start: number; remove: number; insert: string} {
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < shortest - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1
  // Half a surrogate pair must not be left behind.
  if (start > 0 && /[\uD800-\uDBFF]/.test(before[start - 1] ?? "")) start -= 1
  if (end > 0 && /[\uDC00-\uDFFF]/.test(before[before.length - end] ?? "")) end -= 1
  return {
    start,
    remove: before.length - end - start,
    insert: after.slice(start, after.length - end),
  }
}

/** Find the draft with this id, or `null`. */
export function findDraft(doc: Y.Doc, id: string): Y.XmlElement | null {
  for (const child of doc.getXmlFragment("drafts").toArray())
    if (child instanceof Y.XmlElement && child.getAttribute("id") === id) return child
  return null
}

/** The draft with this id, made when it is not there yet. */
export function draftOf(
  doc: Y.Doc,
  id: string,
  on: string,
): {element: Y.XmlElement; text: Y.XmlText} {
  const found = findDraft(doc, id)
  const first = found?.toArray().find(child => child instanceof Y.XmlText)
  if (found && first instanceof Y.XmlText) return {element: found, text: first}
  const element = new Y.XmlElement("draft")
  const text = new Y.XmlText()
  doc.transact(() => {
    element.setAttribute("id", id)
    if (on !== "") element.setAttribute("on", on)
    element.insert(0, [text])
    doc.getXmlFragment("drafts").push([element])
  })
  return {element, text}
}

/**
 * Bind a text field to a shared text, both ways. Words that stand in the field before it is bound are
 * not lost: they come after what the text already holds. Returns how to let go.
 */
export function bindText(field: HTMLTextAreaElement, text: Y.XmlText): () => void {
  const write = (): void => {
    // Pasted from a PDF there may be signs in it that no report can hold; the guard would refuse them all.
    const clean = printable(field.value)
    if (clean !== field.value) {
      const caret = Math.max(0, field.selectionEnd - (field.value.length - clean.length))
      field.value = clean
      field.setSelectionRange(caret, caret)
    }
    const change = textChange(plainOf(text), field.value)
    if (change.remove === 0 && change.insert === "") return
    text.doc?.transact(() => {
      if (change.remove > 0) text.delete(change.start, change.remove)
      if (change.insert !== "") text.insert(change.start, change.insert)
    }, field)
  }
  const read = (_: unknown, transaction: Y.Transaction): void => {
    if (transaction.origin === field) return
    const value = plainOf(text)
    if (value === field.value) return
    const {start, remove, insert} = textChange(field.value, value)
    const caret = field.selectionEnd
    field.value = value
    const place = caret <= start ? caret : Math.max(start, caret + insert.length - remove)
    if (document.activeElement === field) field.setSelectionRange(place, place)
  }
  const held = plainOf(text)
  const early = field.value
  field.value = early === "" || early === held ? held : held === "" ? early : `${held}\n${early}`
  write()
  text.observe(read)
  field.addEventListener("input", write)
  return () => {
    text.unobserve(read)
    field.removeEventListener("input", write)
  }
}

/** The words of a draft as the server compares them. */
export function draftText(doc: Y.Doc, id: string): string {
  const draft = findDraft(doc, id)
  return (draft?.toArray() ?? [])
    .map(child => (child instanceof Y.XmlText ? plainOf(child) : ""))
    .join("")
}
