// SPDX-License-Identifier: EUPL-1.2
import {contentTable, type Relation, type Run, type Source, type Statement} from "@wederhoor/format"
import * as Y from "yjs"
import {type Draft, readContent, readDrafts} from "./content.ts"
import {placesAfterMove, readingOrder, slotAt} from "./order.ts"
import {diffContent, type StatementEdit} from "./replay.ts"
import {firstText, insertRuns, reviseText, textOf} from "./revise.ts"
import {type Hunk, hunksBetween, itemKey, linesOf, type Stroke, strokesBetween} from "./strokes.ts"

type Scalar = string | number | boolean
type Line = readonly Run[]

/** One edit of a draft of words: its whole text before and after, `null` where there was none. */
export interface DraftEdit {
  readonly op: "draft"
  readonly draft: string
  /** The statement it is about, or "" for the report. */
  readonly on: string
  readonly type: string
  readonly before: string | null
  readonly after: string | null
  readonly hunks: readonly Hunk[]
}

/** An edit of the words of a statement, and how it was done. */
export type TextEdit = Extract<StatementEdit, {op: "text"}> & {readonly strokes: readonly Stroke[]}

/** One edit of any place. */
export type PlaceEdit = Exclude<StatementEdit, {op: "text"}> | TextEdit | DraftEdit

/**
 * What `mine` did since `base`, its older copy, of whatever place: edits that can each be done again by
 * `applyEdit`, in this order. Withdrawing comes last, since in what is withdrawn nothing is done again.
 */
export function editsBetween(base: Y.Doc, mine: Y.Doc): readonly PlaceEdit[] {
  const strokes = (id: string): readonly Stroke[] => {
    const [old, now] = [statementOf(base, id), statementOf(mine, id)]
    return old && now ? strokesBetween(old, now) : []
  }
  const hunks = (id: string): readonly Hunk[] => {
    const now = draftIn(mine, id)
    return now ? hunksBetween(draftIn(base, id), now) : []
  }
  const edits: readonly PlaceEdit[] = [
    ...diffContent(readContent(base), readContent(mine)).map(edit =>
      edit.op === "text" ? {...edit, strokes: strokes(edit.statement)} : edit,
    ),
    ...diffDrafts(readDrafts(base), readDrafts(mine)).map(edit => ({
      ...edit,
      hunks: hunks(edit.draft),
    })),
  ]
  const isLast = (edit: PlaceEdit): boolean => edit.op === "withdrawn" && edit.after !== null
  return [...edits.filter(edit => !isLast(edit)), ...edits.filter(isLast)]
}

/** What changed between two lists of drafts, a draft at a time, in the order of `after`. */
function diffDrafts(
  before: readonly Draft[],
  after: readonly Draft[],
): readonly Omit<DraftEdit, "hunks">[] {
  const old = new Map(before.map(draft => [draft.id, draft]))
  const now = new Map(after.map(draft => [draft.id, draft]))
  return [...new Set([...now.keys(), ...old.keys()])].flatMap(id => {
    const [was, is] = [old.get(id), now.get(id)]
    if (was?.text === is?.text && was?.type === is?.type) return []
    const {on = "", type = ""} = is ?? was ?? {}
    return [
      {
        op: "draft" as const,
        draft: id,
        on,
        type,
        before: was?.text ?? null,
        after: is?.text ?? null,
      },
    ]
  })
}

/**
 * Why an edit cannot be done again, with the words for its writer: what it was in is not there any more;
 * was withdrawn meanwhile; was changed by somebody else, and doing the edit would undo that.
 */
export const replayRefusals = {
  "target-gone": {
    nl: "De plek waar je schreef is intussen weg.",
    en: "The place you wrote in is gone by now.",
  },
  "target-withdrawn": {
    nl: "Een collega heeft dit onderdeel intussen ingetrokken.",
    en: "A colleague withdrew this part meanwhile.",
  },
  "changed-meanwhile": {
    nl: "Een collega heeft ditzelfde intussen anders ingevuld. Dat is blijven staan.",
    en: "A colleague filled in the same thing differently meanwhile. That was left standing.",
  },
} as const

/** The code of an edit that cannot be done again. */
export type ReplayRefusal = keyof typeof replayRefusals

/** The update that an edit made, `null` when everything was so already; or why it was not done. */
export type Replayed =
  | {readonly ok: true; readonly update: Uint8Array | null}
  | {readonly ok: false; readonly code: ReplayRefusal}

/**
 * Do one edit again, as new operations in `doc` under its client id, in one transaction. `base` is the
 * copy in which the edit began (`edit.before` is what stands there), `doc` a later copy of the same
 * document: what others wrote since stays, to the word. An edit that is refused leaves `doc` as it was.
 * Whether the server takes the update is another question: send it alone.
 *
 * What a mark of a person points at is not part of an edit and is not done again.
 */
export function applyEdit(doc: Y.Doc, edit: PlaceEdit, base: Y.Doc): Replayed {
  let update: Uint8Array | null = null
  const listen = (made: Uint8Array): void => void (update = made)
  doc.on("update", listen)
  try {
    const code = doc.transact(() => act(doc, edit, base), "replay")
    return code === null ? {ok: true, update} : {ok: false, code}
  } finally {
    doc.off("update", listen)
  }
}

/** Do it, or say why not before anything was touched. */
function act(doc: Y.Doc, edit: PlaceEdit, base: Y.Doc): ReplayRefusal | null {
  if (edit.op === "draft") return actOnDraft(doc, edit, base)
  if (edit.op === "source") return actOnSource(doc, edit.source, edit.before, edit.after)
  if (edit.op === "added") return add(doc, edit.section, edit.previous, edit.after)
  const target = statementOf(doc, edit.statement)
  if (target === null) return edit.op === "removed" ? null : "target-gone"
  if (edit.op === "removed") return remove(doc, target, edit.before)
  const old = statementOf(base, edit.statement)
  const withdraws = edit.op === "withdrawn"
  if (!withdraws && isSet(target, "withdrawn") && !(old !== null && isSet(old, "withdrawn")))
    return "target-withdrawn"
  switch (edit.op) {
    case "moved":
      return move(doc, target, edit.section, edit.after?.previous ?? null)
    case "text":
      return old === null ? "target-gone" : reviseLines(target, old, edit)
    case "attribute":
    case "withdrawn":
      return setTo(target, edit.attribute, edit.before, edit.after)
    case "relation":
      return swap(
        target,
        edit.before && relationNode(edit.before),
        edit.after && relationNode(edit.after),
      )
    case "waiver":
      return swap(
        target,
        edit.before && node("waiver", {...edit.before}),
        edit.after && node("waiver", {...edit.after}),
      )
  }
}

/** Lines of a statement are revised, come and go; a line that goes stays where others wrote new words in it. */
function reviseLines(
  target: Y.XmlElement,
  base: Y.XmlElement,
  {before, after, strokes}: TextEdit,
): ReplayRefusal | null {
  const old = linesOf(base)
  if (old.length !== before?.length || strokes.length !== after?.length) return "changed-meanwhile"
  const here = new Map(linesOf(target).map(line => [itemKey(line), line]))
  const living = old.map(line => here.get(itemKey(line)))
  const isSame = ({of}: Stroke, index: number): boolean =>
    of !== null && sameLine(before[of], after[index])
  // What cannot be done is known before the first stroke.
  if (strokes.some((one, index) => one.of !== null && !living[one.of] && !isSame(one, index)))
    return "target-gone"
  let last: Y.XmlElement | null = null
  for (const [index, stroke] of strokes.entries()) {
    const {of, hunks} = stroke
    if (of === null) {
      const made = lineNode(after[index] ?? [])
      target.insert(last === null ? 0 : indexIn(target, last) + 1, [made])
      last = made
      continue
    }
    const line = living[of]
    if (!line) continue
    last = line
    if (isSame(stroke, index)) continue
    const words = {before: before[of] ?? [], after: after[index] ?? [], hunks}
    reviseText(line, old[of] as Y.XmlElement, words)
  }
  const stays = new Set(strokes.map(({of}) => of))
  for (const [at, line] of living.entries()) {
    if (!line || stays.has(at)) continue
    const words = before[at] ?? []
    const said = textOf(words)
    if (plain(line) === said) target.delete(indexIn(target, line), 1)
    else {
      const hunks = [{at: 0, remove: said.length, start: 0, insert: ""}]
      reviseText(line, old[at] as Y.XmlElement, {before: words, after: [], hunks})
    }
  }
  return null
}

function add(
  doc: Y.Doc,
  section: string,
  previous: string | null,
  statement: Statement | null,
): ReplayRefusal | null {
  const home = sectionOf(doc, section)
  if (statement === null) return null
  if (home === null) return "target-gone"
  if (statementOf(doc, statement.id) !== null)
    return same(readStatement(doc, statement.id), statement) ? null : "changed-meanwhile"
  const list = childrenOf(home, "statement")
  const standings = list.map(standing)
  const order = readingOrder(standings)
  const at = order.findIndex(index => standings[index]?.id === previous)
  const slot = slotAt(standings, previous === null ? 0 : at < 0 ? list.length : at + 1)
  const before = list[slot.after]
  home.insert(before === undefined ? 0 : indexIn(home, before) + 1, [
    statementNode(statement, slot.beside),
  ])
  return null
}

function remove(doc: Y.Doc, target: Y.XmlElement, was: Statement | null): ReplayRefusal | null {
  if (was !== null && !same(readStatement(doc, was.id), was)) return "changed-meanwhile"
  const parent = target.parent
  if (parent instanceof Y.XmlElement) parent.delete(indexIn(parent, target), 1)
  return null
}

function move(
  doc: Y.Doc,
  target: Y.XmlElement,
  section: string,
  previous: string | null,
): ReplayRefusal | null {
  const home = sectionOf(doc, section)
  // A statement never leaves its section: what comes elsewhere is a copy with an id of its own.
  if (home === null || target.parent !== home) return "target-gone"
  const list = childrenOf(home, "statement")
  const standings = list.map(standing)
  const moving = list.indexOf(target)
  const order = readingOrder(standings).filter(index => index !== moving)
  const at = order.findIndex(index => standings[index]?.id === previous)
  if (previous !== null && at < 0) return "target-gone"
  for (const {at: index, beside} of placesAfterMove(standings, moving, at + 1))
    list[index]?.setAttribute("beside", beside)
  return null
}

function setTo(
  target: Y.XmlElement,
  name: string,
  before: Scalar | null,
  after: Scalar | null,
): ReplayRefusal | null {
  const now = valueIn(target, name)
  const rule = contentTable.nodes[target.nodeName]?.attributes[name]
  const plainly = (value: Scalar | null): Scalar | null => (value === rule?.default ? null : value)
  if (now === plainly(after)) return null
  if (now !== plainly(before)) return "changed-meanwhile"
  if (after === null) target.removeAttribute(name)
  else target.setAttribute(name, after as string)
  return null
}

/** Take a child away and put one in, wherever they stand: what is so already is left. */
function swap(target: Y.XmlElement, out: Plain | null, into: Plain | null): ReplayRefusal | null {
  const find = ({name, attributes}: Plain): Y.XmlElement | undefined =>
    childrenOf(target, name).find(child => same(attributesOf(child), attributes))
  const gone = out && find(out)
  if (gone) target.delete(indexIn(target, gone), 1)
  if (into && find(into) === undefined) target.push([make(into)])
  return null
}

function actOnSource(
  doc: Y.Doc,
  id: string,
  before: Source | null,
  after: Source | null,
): ReplayRefusal | null {
  const register = doc.getXmlFragment("sources")
  const found = register
    .toArray()
    .find(
      (child): child is Y.XmlElement =>
        child instanceof Y.XmlElement && child.getAttribute("id") === id,
    )
  const now = readContent(doc).sources.find(source => source.id === id) ?? null
  if (same(now, after)) return null
  if (after === null) {
    if (!same(now, before)) return "changed-meanwhile"
    if (found) register.delete(register.toArray().indexOf(found), 1)
    return null
  }
  if (found === undefined) {
    if (before !== null) return "target-gone"
    register.push([make(node("sourceEntry", {...after}))])
    return null
  }
  if (before === null) return "changed-meanwhile"
  const [was, is, there] = [{...before}, {...after}, {...now}] as {[name: string]: Scalar}[]
  const names = Object.keys({...was, ...is}).filter(name => was?.[name] !== is?.[name])
  for (const name of names)
    if (there?.[name] !== was?.[name] && there?.[name] !== is?.[name]) return "changed-meanwhile"
  for (const name of names) setTo(found, name, was?.[name] ?? null, is?.[name] ?? null)
  return null
}

function actOnDraft(doc: Y.Doc, edit: DraftEdit, base: Y.Doc): ReplayRefusal | null {
  const drafts = doc.getXmlFragment("drafts")
  const {draft: id, on, type, before, after, hunks} = edit
  const found = draftIn(doc, id)
  const now = found && plain(found)
  if (after === null) {
    if (found === null) return null
    if (now !== before) return "changed-meanwhile"
    drafts.delete(drafts.toArray().indexOf(found), 1)
    return null
  }
  if (found === null) {
    const text = new Y.XmlText()
    const made = make({name: "draft", attributes: {id, on, type}, children: [text]})
    drafts.push([made])
    text.insert(0, after)
    return null
  }
  if (found.getAttribute("type") !== type && type !== "") found.setAttribute("type", type)
  if (now === after) return null
  const old = draftIn(base, id)
  if (old !== null && before !== null && plain(old) === before)
    reviseText(found, old, {before: [{text: before}], after: [{text: after}], hunks})
  // A second window began the same draft: nobody's words go, they stand one after the other.
  else if (!(now ?? "").includes(after)) {
    const text = firstText(found)
    text.insert(text.length, `${now === "" ? "" : "\n"}${after}`)
  }
  return null
}

function draftIn(doc: Y.Doc, id: string): Y.XmlElement | null {
  if (!doc.share.has("drafts")) return null
  for (const child of doc.getXmlFragment("drafts").toArray())
    if (child instanceof Y.XmlElement && child.getAttribute("id") === id) return child
  return null
}

/** A node before it is a shared one: its attributes without those at their default. */
interface Plain {
  readonly name: string
  readonly attributes: {readonly [name: string]: Scalar}
  readonly children?: readonly (Y.XmlElement | Y.XmlText)[]
}

function node(name: string, given: {readonly [name: string]: Scalar | undefined}): Plain {
  const rules = contentTable.nodes[name]?.attributes ?? {}
  const attributes: {[name: string]: Scalar} = {}
  for (const [key, value] of Object.entries(given))
    if (value !== undefined && value !== rules[key]?.default) attributes[key] = value
  return {name, attributes}
}

function relationNode({type, ref, page}: Relation): Plain {
  return node(type, {ref, page})
}

function make({name, attributes, children = []}: Plain): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, [...children])
  return made
}

function lineNode(runs: Line): Y.XmlElement {
  const line = new Y.XmlElement("line")
  const text = new Y.XmlText()
  insertRuns(text, 0, runs)
  line.insert(0, [text])
  return line
}

function statementNode(statement: Statement, beside: string): Y.XmlElement {
  const {id, kind, attrs, lines, relations, waivers = []} = statement
  return make({
    ...node("statement", {...attrs, id, kind, beside}),
    children: [
      ...lines.map(lineNode),
      ...relations.map(relation => make(relationNode(relation))),
      ...waivers.map(waiver => make(node("waiver", {...waiver}))),
    ],
  })
}

function childrenOf(parent: Y.XmlElement | Y.XmlFragment, name: string): Y.XmlElement[] {
  return parent
    .toArray()
    .filter(
      (child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === name,
    )
}

function sectionOf(doc: Y.Doc, id: string): Y.XmlElement | null {
  const sections = childrenOf(doc.getXmlFragment("doc"), "section")
  return sections.find(section => section.getAttribute("id") === id) ?? null
}

function statementOf(doc: Y.Doc, id: string): Y.XmlElement | null {
  for (const section of childrenOf(doc.getXmlFragment("doc"), "section"))
    for (const statement of childrenOf(section, "statement"))
      if (statement.getAttribute("id") === id) return statement
  return null
}

function readStatement(doc: Y.Doc, id: string): Statement | null {
  for (const {statements} of readContent(doc).sections)
    for (const statement of statements) if (statement.id === id) return statement
  return null
}

function standing(statement: Y.XmlElement): {readonly id: string; readonly beside: string} {
  return {
    id: statement.getAttribute("id") ?? "",
    beside: String(statement.getAttribute("beside") ?? ""),
  }
}

/** An attribute that differs from its default; `null` when it does not. */
function valueIn(element: Y.XmlElement, name: string): Scalar | null {
  const value = element.getAttribute(name) as Scalar | undefined
  return value === undefined ||
    value === contentTable.nodes[element.nodeName]?.attributes[name]?.default
    ? null
    : value
}

function attributesOf(element: Y.XmlElement): {[name: string]: Scalar} {
  return node(element.nodeName, element.getAttributes() as {[name: string]: Scalar}).attributes
}

const isSet = (element: Y.XmlElement, name: string): boolean => valueIn(element, name) !== null

function plain(element: Y.XmlElement): string {
  return element
    .toArray()
    .flatMap(child => (child instanceof Y.XmlText ? (child.toDelta() as {insert: unknown}[]) : []))
    .map(({insert}) => (typeof insert === "string" ? insert : ""))
    .join("")
}

function indexIn(parent: Y.XmlElement, child: Y.XmlElement): number {
  return (parent.toArray() as unknown[]).indexOf(child)
}

function sameLine(one: Line | undefined, other: Line | undefined): boolean {
  return same(one ?? [], other ?? [])
}

/** Whether two plain values say the same, in whatever order their names stand. */
function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other)
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
