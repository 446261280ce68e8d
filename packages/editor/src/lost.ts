// SPDX-License-Identifier: EUPL-1.2
import {
  type DraftEdit,
  keptFrom,
  type PlaceEdit,
  readContent,
  readDrafts,
  readingOrder,
} from "@wederhoor/collab"
import {type Content, isWithdrawn} from "@wederhoor/format"
import * as Y from "yjs"
import {plainOf} from "./bind-text.ts"
import type {NotPlaced, UnsentWords} from "./kept.ts"

/** What people call a statement by, such as `4.2`, in the order in which it is read. */
function numberIn(content: Content, id: string): {section: string; number: string} {
  for (const [index, {id: section, statements}] of content.sections.entries()) {
    let ordinal = 0
    for (const statement of statements) {
      if (!isWithdrawn(statement)) ordinal += 1
      if (statement.id === id)
        return {section, number: `${index + 1}.${isWithdrawn(statement) ? "–" : ordinal}`}
    }
  }
  return {section: "", number: ""}
}

/** A reference in words: the title of a source, the number of a statement; else as it stands. */
function refWords(content: Content, ref: string): string {
  const source = content.sources.find(one => one.id === ref)
  return source ? source.title : numberIn(content, ref).number || ref
}

/** Edits that were not taken over, to read and copy: what stood there, what was made of it, and why not. */
export function entriesOf(
  edits: readonly PlaceEdit[],
  code: string,
  place: string,
  base: Y.Doc,
): readonly NotPlaced[] {
  const content = readContent(base)
  const entry = (
    about: Pick<NotPlaced, "section" | "statement" | "number">,
    what: string,
    before: string,
    after: string,
  ): NotPlaced => ({
    id: crypto.randomUUID(),
    place,
    ...about,
    what,
    before,
    after,
    code,
    at: new Date().toISOString(),
  })
  return edits.flatMap(edit => {
    if (edit.op === "draft") return draftEntry(edit, entry)
    const [kept] = keptFrom([edit], code)
    const statement = "statement" in edit ? edit.statement : ""
    const known = numberIn(content, statement)
    const section = "section" in edit ? edit.section : known.section
    let [before, after] = [kept?.before ?? "", kept?.after ?? ""]
    if (edit.op === "relation")
      [before, after] = [edit.before, edit.after].map(one =>
        one === null ? "" : `${refWords(content, one.ref)}${one.page ? `, ${one.page}` : ""}`,
      ) as [string, string]
    if (edit.op === "moved") after = refWords(content, edit.after?.previous ?? "")
    const what =
      edit.op === "attribute" || edit.op === "withdrawn"
        ? edit.attribute
        : edit.op === "relation"
          ? ((edit.after ?? edit.before)?.type ?? "relation")
          : edit.op
    return [entry({section, statement, number: known.number}, what, before, after)]
  })
}

function draftEntry(
  edit: DraftEdit,
  entry: (
    about: Pick<NotPlaced, "section" | "statement" | "number">,
    what: string,
    before: string,
    after: string,
  ) => NotPlaced,
): NotPlaced[] {
  if ((edit.after ?? "") === "" || edit.after === edit.before) return []
  const about = {section: "", statement: edit.on, number: ""}
  return [entry(about, "draft", edit.before ?? "", edit.after ?? "")]
}

/** A statement as far as its words go, and what people call it. */
interface Spoken {
  readonly section: string
  readonly number: string
  readonly words: string
  readonly reason: string
}

/** The statements with these ids. Reads only them and their ids: this is asked while somebody types. */
function spokenIn(doc: Y.Doc, ids: ReadonlySet<string>): Map<string, Spoken> {
  const found = new Map<string, Spoken>()
  if (!doc.share.has("doc")) return found
  for (const [index, section] of elementsIn(doc.getXmlFragment("doc"), "section").entries()) {
    const list = elementsIn(section, "statement")
    if (!list.some(one => ids.has(textOf(one, "id")))) continue
    const standings = list.map(one => ({id: textOf(one, "id"), beside: textOf(one, "beside")}))
    let ordinal = 0
    for (const at of readingOrder(standings)) {
      const statement = list[at]
      if (!statement) continue
      const reason = textOf(statement, "withdrawn")
      if (reason === "") ordinal += 1
      const id = textOf(statement, "id")
      if (!ids.has(id)) continue
      found.set(id, {
        section: textOf(section, "id"),
        number: `${index + 1}.${reason === "" ? ordinal : "–"}`,
        words: elementsIn(statement, "line").map(wordsOf).join("\n"),
        reason,
      })
    }
  }
  return found
}

/** Every statement of a document, and whether it was withdrawn. */
export function statementsIn(doc: Y.Doc): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>()
  for (const section of elementsIn(doc.getXmlFragment("doc"), "section"))
    for (const statement of elementsIn(section, "statement"))
      found.set(textOf(statement, "id"), textOf(statement, "withdrawn") !== "")
  return found
}

function elementsIn(parent: Y.XmlElement | Y.XmlFragment, name: string): Y.XmlElement[] {
  return parent
    .toArray()
    .filter((one): one is Y.XmlElement => one instanceof Y.XmlElement && one.nodeName === name)
}

function textOf(element: Y.XmlElement, name: string): string {
  const value: unknown = element.getAttribute(name)
  return typeof value === "string" ? value : ""
}

function wordsOf(line: Y.XmlElement): string {
  return line
    .toArray()
    .map(child => (child instanceof Y.XmlText ? plainOf(child) : ""))
    .join("")
}

/** What stands in the given statements and drafts of a copy that the base has not, in plain words. */
export function unsentWords(base: Y.Doc, mine: Y.Doc, ids: ReadonlySet<string>): UnsentWords[] {
  if (ids.size === 0) return []
  const [old, now] = [spokenIn(base, ids), spokenIn(mine, ids)]
  const found: UnsentWords[] = []
  for (const [statement, {section, number, words, reason}] of now) {
    const was = old.get(statement)
    const after = reason === (was?.reason ?? "") ? words : `${words}\n${reason}`.trim()
    const before = was?.words ?? ""
    if (after === before) continue
    found.push({section, statement, number, before, after, withdrawn: (was?.reason ?? "") !== ""})
  }
  if (!mine.share.has("drafts")) return found
  const drafts = new Map(readDrafts(base).map(({id, text}) => [id, text]))
  for (const {id, on, text} of readDrafts(mine)) {
    const before = drafts.get(id) ?? ""
    if (!ids.has(id) || text === before) continue
    found.push({section: "", statement: on, number: "", before, after: text, withdrawn: false})
  }
  return found
}

/** Words as an entry of the list. */
export function entryOf(words: UnsentWords, code: string, place: string, at: string): NotPlaced {
  const {section, statement, number, before, after} = words
  const what = place === "content" ? "text" : "draft"
  const id = `${place} ${statement} ${at}`
  return {id, place, section, statement, number, what, before, after, code, at}
}

/** The ids of the statements, sources and drafts that a transaction touched. */
export function touchedBy(transaction: Y.Transaction): string[] {
  const ids: string[] = []
  for (const type of transaction.changedParentTypes.keys()) {
    const node: unknown = type
    if (!(node instanceof Y.XmlElement)) continue
    if (node.nodeName !== "statement" && node.nodeName !== "draft") continue
    const id: unknown = node.getAttribute("id")
    if (typeof id === "string") ids.push(id)
  }
  return ids
}

/** The statements and drafts in which pending words were hit: by a withdrawal, or because what holds them went. */
export interface Harm {
  readonly withdrawn: ReadonlySet<string>
  readonly buried: ReadonlySet<string>
}

/**
 * The statements and drafts in which something that came from the server meets changes of this window
 * that are still pending: those it withdraws, and those where it buries words. Ask after the
 * transaction and before anything is cleaned up; `pendingFrom` says which clocks are pending.
 */
export function harmedBy(
  transaction: Y.Transaction,
  pendingFrom: ReadonlyMap<number, number>,
): Harm {
  const withdrawn = new Set<string>()
  const buried = new Set<string>()
  for (const [type, keys] of transaction.changed) {
    const node: unknown = type
    if (!(node instanceof Y.XmlElement) || !keys.has("withdrawn")) continue
    const id: unknown = node.getAttribute("id")
    if (typeof id === "string" && (node.getAttribute("withdrawn") ?? "") !== "") withdrawn.add(id)
  }
  const isPending = ({id, length}: Y.Item): boolean =>
    id.clock + length > (pendingFrom.get(id.client) ?? Infinity)
  const holdsPending = (type: Pick<Y.XmlElement, "_start">): boolean => {
    for (let item = type._start; item !== null; item = item.right) {
      if (item.content instanceof Y.ContentString && isPending(item)) return true
      if (item.content instanceof Y.ContentType && holdsPending(item.content.type)) return true
    }
    return false
  }
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, struct => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return
    if (!holdsPending(struct.content.type)) return
    const id = idAround(struct.content.type)
    if (id !== "") buried.add(id)
  })
  return {withdrawn, buried}
}

/** The id of the statement or draft that a type is or stands in, also when it was just deleted. */
function idAround(type: Y.AbstractType<unknown> | null): string {
  for (let at: unknown = type; at instanceof Y.AbstractType; at = at._item?.parent ?? null) {
    if (!(at instanceof Y.XmlElement) || !["statement", "draft"].includes(at.nodeName)) continue
    const content = at._map.get("id")?.content
    const value: unknown = content instanceof Y.ContentAny ? content.arr.at(-1) : undefined
    return typeof value === "string" ? value : ""
  }
  return ""
}

/** The words in an update that nothing can be made of any more, as far as they can be read. */
export function wordsIn(update: Uint8Array): string {
  return Y.decodeUpdate(update)
    .structs.flatMap(struct =>
      struct instanceof Y.Item && struct.content instanceof Y.ContentString
        ? [struct.content.str]
        : [],
    )
    .join("")
}
