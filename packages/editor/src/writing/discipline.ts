// SPDX-License-Identifier: EUPL-1.2
import type {Node} from "prosemirror-model"
import {
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from "prosemirror-state"
import {isFromBinding} from "./binding.ts"
import {text} from "./schema.ts"
import {isRelation, placeAt, placesOf} from "./structure.ts"

/**
 * What a transaction says it does. Without one a local transaction is typing: it may change the text
 * of one statement and nothing else. `text` may change the words of several statements, each within
 * its own lines. `act` is an explicit act: it may also set attributes, relations, and add statements.
 */
export interface Intent {
  readonly does: "text" | "act"
  /** Ids of statements it adds. */
  readonly created?: readonly string[]
  /** Id of the one empty, fresh statement it takes away. */
  readonly removed?: string
  /** Id of the one statement that takes another place in its section, and stays itself. */
  readonly moved?: string
  /** Gives a second statement with the same id one of its own. */
  readonly renews?: true
}

interface Memory {
  /** Statements made here in this session: the only ones that may be taken away again, while empty. */
  readonly fresh: ReadonlySet<string>
}

export const disciplineKey: PluginKey<Memory> = new PluginKey("wederhoor-discipline")

/** Say what a transaction does. */
export function mean(tr: Transaction, intent: Intent): Transaction {
  return tr.setMeta(disciplineKey, intent)
}

const intentOf = (tr: Transaction): Intent | undefined =>
  tr.getMeta(disciplineKey) as Intent | undefined

/** Whether a statement was made here, in this session. */
export function isFresh(state: EditorState, id: string): boolean {
  return disciplineKey.getState(state)?.fresh.has(id) ?? false
}

/** Whether nobody put anything in a statement: no word, no relation, no waiver, no attribute but its kind. */
export function isBlank(statement: Node): boolean {
  const given = Object.entries(statement.attrs as Record<string, unknown>)
  if (
    given.some(
      ([name, value]) => value !== null && value !== "" && name !== "id" && name !== "kind",
    )
  )
    return false
  return statement.content.content.every(
    child => child.type.name === "line" && child.content.size === 0,
  )
}

/** An id that no statement has. Lower case letters and digits. */
export function newId(prefix = "s"): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return `${prefix}-${[...bytes].map(byte => (byte % 36).toString(36)).join("")}`
}

/**
 * Holds the rule that text never changes kind by itself (SPEC: `kind-by-act-only`): what happens to
 * the document locally stays within one statement, unless it says it is an act. Whatever comes out of
 * the shared document is let through: it was judged where it came in, and refusing it here would make
 * this copy differ from everybody's.
 */
export function discipline(): Plugin<Memory> {
  return new Plugin<Memory>({
    key: disciplineKey,
    state: {
      init: () => ({fresh: new Set<string>()}),
      apply: (tr, memory) => {
        const created = intentOf(tr)?.created
        return created ? {fresh: new Set([...memory.fresh, ...created])} : memory
      },
    },
    filterTransaction: (tr, state) => !tr.docChanged || isFromBinding(tr) || mayHappen(tr, state),
    appendTransaction: (transactions, _before, after) => {
      if (!transactions.some(tr => intentOf(tr)?.created)) return null
      return withUniqueIds(after)
    },
  })
}

/** Whether a local transaction keeps to the discipline. Cost: the changed sections only. */
export function mayHappen(tr: Transaction, state: EditorState): boolean {
  const intent = intentOf(tr)
  if (intent?.renews) return true
  if (!intent && !staysInOneStatement(tr)) return false
  const before = state.doc
  const after = tr.doc
  if (before.childCount !== after.childCount) return false
  for (let index = 0; index < before.childCount; index++) {
    const old = before.child(index)
    const next = after.child(index)
    if (old === next) continue
    if (text(old, "id") !== text(next, "id") || !sectionHolds(old, next, state, intent))
      return false
  }
  return true
}

/** Every step of the transaction changes the inside of one and the same standing statement. */
function staysInOneStatement(tr: Transaction): boolean {
  let only: string | null = null
  let holds = true
  for (const [index, step] of tr.steps.entries()) {
    const doc = tr.docs[index]
    if (!doc) return false
    step.getMap().forEach((from, to) => {
      const start = placeAt(doc.resolve(from))
      const end = placeAt(doc.resolve(to))
      if (!start || !end || start.pos !== end.pos || text(start.node, "withdrawn")) {
        holds = false
        return
      }
      const id = text(start.node, "id")
      if (only !== null && only !== id) holds = false
      only = id
    })
  }
  return holds
}

function sectionHolds(
  old: Node,
  next: Node,
  state: EditorState,
  intent: Intent | undefined,
): boolean {
  if (intent?.moved !== undefined && !staysItself(old, next, intent.moved)) return false
  const others = (section: Node): readonly Node[] =>
    section.content.content.filter(one => text(one, "id") !== intent?.moved)
  const before = others(old)
  let at = 0
  for (const statement of others(next)) {
    while (at < before.length && mayGo(before[at] as Node, next, state, intent)) at++
    const former = before[at]
    if (former && text(former, "id") === text(statement, "id")) {
      if (former !== statement && !statementHolds(former, statement, intent)) return false
      at++
    } else if (!intent?.created?.includes(text(statement, "id"))) return false
  }
  while (at < before.length && mayGo(before[at] as Node, next, state, intent)) at++
  return at === before.length
}

/** A statement that is moved is the very same one, once, in the same section. */
function staysItself(old: Node, next: Node, id: string): boolean {
  const those = (section: Node): readonly Node[] =>
    section.content.content.filter(one => text(one, "id") === id)
  const [before, after] = [those(old), those(next)]
  return before.length === after.length && before.every((one, at) => one === after[at])
}

function mayGo(
  statement: Node,
  next: Node,
  state: EditorState,
  intent: Intent | undefined,
): boolean {
  const id = text(statement, "id")
  if (!intent?.removed || intent.removed !== id) return false
  return (
    isFresh(state, id) &&
    isBlank(statement) &&
    !next.content.content.some(other => text(other, "id") === id)
  )
}

/** Typing changes words only: no attribute, and no relation or waiver that stands beside the lines. */
function statementHolds(old: Node, next: Node, intent: Intent | undefined): boolean {
  if (intent?.does === "act") return text(old, "id") === text(next, "id")
  if (!old.hasMarkup(next.type, next.attrs)) return false
  const beside = (node: Node): Node[] =>
    node.content.content.filter(child => child.type.name !== "line")
  const former = beside(old)
  const now = beside(next)
  return former.length === now.length && former.every((node, index) => node.eq(now[index] as Node))
}

/**
 * Two statements may never have one id. Of two equal ones the *empty* one gets a new id when the other
 * has text, so that words keep the id that others refer to; otherwise the second.
 */
export function withUniqueIds(state: EditorState): Transaction | null {
  const seen = new Map<string, {pos: number; blank: boolean}>()
  const renewed: number[] = []
  for (const {node, pos} of placesOf(state.doc)) {
    const id = text(node, "id")
    const blank = isBlank(node)
    const first = seen.get(id)
    if (first && first.blank && !blank) {
      renewed.push(first.pos)
      seen.set(id, {pos, blank})
    } else if (first) renewed.push(pos)
    else seen.set(id, {pos, blank})
  }
  if (renewed.length === 0) return null
  const tr = state.tr
  for (const pos of renewed) tr.setNodeAttribute(pos, "id", newId())
  return mean(tr, {does: "act", renews: true})
}

interface Stretch {
  readonly node: Node
  readonly pos: number
  readonly statement: number
  readonly index: number
}

/** The lines that a stretch of the document touches, withdrawn statements left out. */
function linesIn(doc: Node, from: number, to: number): Stretch[] {
  const lines: Stretch[] = []
  doc.nodesBetween(from, to, (node, pos, parent, index) => {
    if (node.type.name === "statement") return !text(node, "withdrawn")
    if (node.type.name !== "line" || !parent) return true
    lines.push({node, pos, statement: doc.resolve(pos).before(2), index})
    return false
  })
  return lines
}

/**
 * Delete a stretch, statement by statement: each keeps what is left of its own lines, and nothing
 * moves from one to the other (SPEC: `kind-by-act-only`). Relations and withdrawn statements stay.
 * Leaves the caret where the stretch began, or returns `null` when there is nothing to delete.
 */
export function deleteStretch(tr: Transaction, from: number, to: number): Transaction | null {
  const lines = linesIn(tr.doc, from, to)
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) return null
  const caret = Math.max(from, first.pos + 1)
  const whole =
    first.statement === last.statement && lines.every((line, at) => line.index === first.index + at)
  if (whole) {
    tr.delete(caret, Math.min(to, last.pos + 1 + last.node.content.size))
  } else {
    const kept = new Set<number>()
    for (const line of lines)
      if (!lines.some(other => other.statement === line.statement && other.pos < line.pos))
        kept.add(line.pos)
    for (const line of lines.toReversed()) {
      const inner = line.pos + 1
      const end = inner + line.node.content.size
      if (from <= line.pos && to >= end + 1 && !kept.has(line.pos)) tr.delete(line.pos, end + 1)
      else if (Math.max(from, inner) < Math.min(to, end))
        tr.delete(Math.max(from, inner), Math.min(to, end))
    }
  }
  tr.setSelection(TextSelection.near(tr.doc.resolve(caret)))
  return mean(tr, {does: "text"})
}

/** Whether a stretch is text within one line of a standing statement. */
export function isInOneLine(doc: Node, from: number, to: number): boolean {
  const $from = doc.resolve(from)
  return $from.parent.type.name === "line" && $from.sameParent(doc.resolve(to))
}

/** What may stand in a line: without control characters, which a Word file cannot carry, and without half signs. */
export function printable(words: string): string {
  // oxlint-disable-next-line no-control-regex
  return words.replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]|\p{Cs}/gu, "")
}

/**
 * Put plain text where the caret is: the first line goes on where it stands, the others become lines
 * of the same statement. Never a statement, a kind or a mark, whatever it was where it was copied.
 */
export function insertText(state: EditorState, words: string, at?: number): Transaction | null {
  const all = printable(words.replace(/\r\n?/g, "\n").replace(/\t/g, " ")).split("\n")
  // A page copied from a word processor has an empty line between paragraphs; here each is a line.
  const lines =
    all.length === 1 ? all.filter(line => line !== "") : all.filter(line => line.trim() !== "")
  if (lines.length === 0) return null
  let tr = state.tr
  let pos: number
  if (at !== undefined) pos = at
  else {
    const {from, to, empty} = state.selection
    if (!empty) {
      const cleared = deleteStretch(tr, from, to)
      if (!cleared) return null
      tr = cleared
    }
    pos = tr.selection.from
  }
  const place = placeAt(tr.doc.resolve(pos))
  if (!place || text(place.node, "withdrawn") || tr.doc.resolve(pos).parent.type.name !== "line")
    return null
  for (const [index, line] of lines.entries()) {
    if (index > 0) {
      tr.split(pos)
      pos += 2
    }
    tr.insertText(line, pos)
    pos += line.length
  }
  tr.setSelection(TextSelection.create(tr.doc, pos))
  return mean(tr, {does: "text"}).scrollIntoView()
}

/** Whether a node beside the lines is selected as a whole. */
export function selectedRelation(state: EditorState): Node | null {
  const node = "node" in state.selection ? (state.selection.node as Node) : null
  return node && isRelation(node) ? node : null
}
