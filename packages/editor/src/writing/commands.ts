// SPDX-License-Identifier: EUPL-1.2
import {
  type Kind,
  type Lang,
  type RelationType,
  type Source,
  type Template,
  type TemplateSection,
  isKind,
  kinds,
  layerOf,
  sectionAllows,
  sectionFor,
  statementAttributes,
  textIn,
} from "@wederhoor/format"
import type {Node} from "prosemirror-model"
import {type Command, type EditorState, TextSelection, type Transaction} from "prosemirror-state"
import * as Y from "yjs"
import {sourcesOrigin} from "./binding.ts"
import {isBlank, mean, newId, printable} from "./discipline.ts"
import {kindOf, text} from "./schema.ts"
import {type Place, findPlace, positionOf, statementText} from "./structure.ts"

const nodeType = (state: EditorState, name: string) => {
  const type = state.schema.nodes[name]
  if (!type) throw new TypeError(`The schema has no node “${name}”.`)
  return type
}

/** Put the caret at the start of the text of a statement. */
function caretIn(tr: Transaction, pos: number): Transaction {
  return tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1))).scrollIntoView()
}

/**
 * Add an empty statement to a section: after the statement `after`, else at its end. It starts as
 * `unclassified` unless a kind is given. `id` is for a caller that must know it beforehand.
 * Does nothing when there is no such section, or when it does not allow the kind.
 */
export function addStatement(options: {
  readonly template: Template
  readonly section: string
  readonly kind?: Kind
  readonly after?: string
  readonly id?: string
}): Command {
  return (state, dispatch) => {
    const kind = options.kind ?? "unclassified"
    const section = options.template.sections.find(one => one.id === options.section)
    if (!section || section.computed || !sectionAllows(section, kind)) return false
    const pos = placeFor(state.doc, options.section, options.after)
    if (pos === null) return false
    if (dispatch) {
      const id = options.id ?? newId()
      const node = nodeType(state, "statement").create({id, kind}, [
        nodeType(state, "line").create(),
      ])
      dispatch(caretIn(mean(state.tr.insert(pos, node), {does: "act", created: [id]}), pos))
    }
    return true
  }
}

/** Where a new statement comes in a section; `null` when the document has no such section. */
function placeFor(doc: Node, section: string, after?: string): number | null {
  const place = after === undefined ? null : findPlace(doc, after)
  if (place && place.section === section) return place.pos + place.node.nodeSize
  let found: number | null = null
  doc.forEach((node, offset) => {
    if (text(node, "id") === section) found = offset + node.nodeSize - 1
  })
  return found
}

/** Take away an empty statement that was made here and in which nobody wrote. */
export function removeBlank(place: Place): Command {
  return (state, dispatch) => {
    if (!isBlank(place.node)) return false
    const tr = state.tr.delete(place.pos, place.pos + place.node.nodeSize)
    mean(tr, {does: "act", removed: text(place.node, "id")})
    if (dispatch)
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(place.pos), -1)).scrollIntoView())
    return true
  }
}

/**
 * Move a statement one place up or down among those of its section. It stays the very same statement:
 * what a colleague types in it meanwhile moves along.
 */
export function moveStatement(id: string, direction: -1 | 1): Command {
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    const section = place && state.doc.child(place.sectionIndex)
    const other = place && section?.maybeChild(place.index + direction)
    if (!place || !other) return false
    if (dispatch) {
      const {node, pos} = place
      const to = direction < 0 ? pos - other.nodeSize : pos + other.nodeSize
      const {anchor, head} = state.selection
      const within = anchor > pos && head > pos && Math.max(anchor, head) < pos + node.nodeSize
      const tr = state.tr.delete(pos, pos + node.nodeSize).insert(to, node)
      if (within) tr.setSelection(TextSelection.create(tr.doc, anchor - pos + to, head - pos + to))
      dispatch(mean(tr, {does: "act", moved: id}).scrollIntoView())
    }
    return true
  }
}

/** The sections to which a statement can go as it is: those that allow its kind. */
export function sectionsFor(template: Template, place: Place): readonly TemplateSection[] {
  const kind = kindOf(place.node)
  return template.sections.filter(
    section => section.id !== place.section && !section.computed && sectionAllows(section, kind),
  )
}

/**
 * Move a statement to another section: it is withdrawn where it stood, and a copy with
 * `convertedFrom` comes at the end of the other section. The old one stays to be read, and what a
 * colleague types in it meanwhile is handed back to them.
 */
export function relocate(options: {
  readonly id: string
  readonly section: string
  readonly template: Template
  readonly lang: Lang
  readonly copyId?: string
}): Command {
  const {id, template, lang} = options
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    if (!place || text(place.node, "withdrawn")) return false
    const target = sectionsFor(template, place).find(section => section.id === options.section)
    const title = target ? textIn(target.title, lang) : ""
    const reason = lang === "nl" ? `verplaatst naar ‘${title}’` : `moved to ‘${title}’`
    return target
      ? withdrawWithCopy(state, place, {
          kind: kindOf(place.node),
          section: target.id,
          reason,
          copyId: options.copyId ?? newId(),
        })(dispatch)
      : false
  }
}

/** What a value of an attribute becomes; `undefined` when the attribute cannot hold it. */
export function attributeValue(name: string, value: string): string | undefined {
  const rule = statementAttributes[name]
  if (!rule || rule.writeOnce || name === "kind") return undefined
  const words = printable(value).trim()
  if (words === "") return ""
  if (words.length > (rule.maxLength ?? 2000)) return undefined
  if (rule.values && !rule.values.includes(words)) return undefined
  if (rule.shape === "date" && !isDate(words)) return undefined
  if (rule.shape && rule.shape !== "date" && !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(words))
    return undefined
  return words
}

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or with `THH:MM`. */
export function isDate(value: string): boolean {
  return /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?)?)?$/.test(
    value,
  )
}

/** Set an attribute of a statement. Refuses a value the attribute cannot hold, and one that is already there. */
export function setAttribute(id: string, name: string, value: string): Command {
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    const next = attributeValue(name, value)
    if (!place || next === undefined || text(place.node, name) === next) return false
    if (dispatch) dispatch(mean(state.tr.setNodeAttribute(place.pos, name, next), {does: "act"}))
    return true
  }
}

/** Withdraw a statement with a reason. It stays in the document and in the log; it no longer counts. */
export function withdraw(id: string, reason: string): Command {
  return reason.trim() === "" ? () => false : setAttribute(id, "withdrawn", reason)
}

/** Put a withdrawn statement back. */
export function restore(id: string): Command {
  return setAttribute(id, "withdrawn", "")
}

/** Where a statement of this kind would stand: in its own section when that allows it. */
export function sectionAfterConvert(
  template: Template,
  section: string,
  kind: Kind,
): string | undefined {
  return sectionFor(template, kind, section)?.id
}

/**
 * Change the kind of a statement: the only way in which words change kind (SPEC: `kind-by-act-only`).
 *
 * Where the section allows the new kind it is one attribute. Elsewhere the statement is withdrawn with
 * the reason said, and a copy comes in the section that fits: new id, the same text and relations, the
 * attributes that the new kind knows, and `convertedFrom`. One transaction, so one undo step.
 */
export function convert(options: {
  readonly id: string
  readonly kind: Kind
  readonly template: Template
  readonly lang: Lang
  /** Id of the copy, for a caller that must know it beforehand. */
  readonly copyId?: string
}): Command {
  const {id, kind, template, lang} = options
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    if (!place || !isKind(kind) || kindOf(place.node) === kind || text(place.node, "withdrawn"))
      return false
    const target = sectionFor(template, kind, place.section)
    if (!target) return false
    if (target.id === place.section) {
      if (dispatch)
        dispatch(mean(state.tr.setNodeAttribute(place.pos, "kind", kind), {does: "act"}))
      return true
    }
    const word = kinds[kind].label[lang].toLowerCase()
    return withdrawWithCopy(state, place, {
      kind,
      section: target.id,
      reason: lang === "nl" ? `omgezet naar ${word}` : `converted to ${word}`,
      copyId: options.copyId ?? newId(),
    })(dispatch)
  }
}

/** Withdraw a statement, and put a copy with its words, relations and fitting attributes in another section. */
function withdrawWithCopy(
  state: EditorState,
  place: Place,
  to: {
    readonly kind: Kind
    readonly section: string
    readonly reason: string
    readonly copyId: string
  },
): (dispatch: ((tr: Transaction) => void) | undefined) => boolean {
  const {kind, section, reason, copyId} = to
  return dispatch => {
    const pos = placeFor(state.doc, section)
    if (pos === null) return false
    if (dispatch) {
      const children = place.node.content.content.filter(child => child.type.name !== "waiver")
      const copy = nodeType(state, "statement").create(
        {...fitting(place.node, kind), id: copyId, kind, convertedFrom: text(place.node, "id")},
        children,
      )
      // Backwards through the document, so that the first change does not move the second.
      const tr = state.tr
      if (pos > place.pos) tr.insert(pos, copy).setNodeAttribute(place.pos, "withdrawn", reason)
      else tr.setNodeAttribute(place.pos, "withdrawn", reason).insert(pos, copy)
      dispatch(
        caretIn(mean(tr, {does: "act", created: [copyId]}), findPlace(tr.doc, copyId)?.pos ?? pos),
      )
    }
    return true
  }
}

/** The attributes of a statement that another kind has as well. */
function fitting(statement: Node, kind: Kind): Record<string, unknown> {
  const own = new Set(["id", "kind", "withdrawn", "convertedFrom"])
  return Object.fromEntries(
    Object.entries(statement.attrs as Record<string, unknown>).filter(([name, value]) => {
      const rule = statementAttributes[name]
      return value !== null && !own.has(name) && rule && (!rule.kinds || rule.kinds.includes(kind))
    }),
  )
}

/** Which relations people can set on a kind. A relation that is there is always shown. */
export function relationsFor(kind: Kind): RelationType[] {
  const layer = layerOf(kind)
  const list: RelationType[] = []
  const sourced: readonly Kind[] = ["diagnosis", "instrumentResult", "factor"]
  if (layer === "fact" || layer === "voice" || sourced.includes(kind)) list.push("source")
  if (layer === "appraisal" || layer === "plan") list.push("basedOn")
  if (kind === "conclusion") list.push("answers")
  if (kind === "hypothesis") list.push("alternativeTo")
  if (
    kind === "childVoice" ||
    kind === "diagnosis" ||
    statementAttributes["special"]?.kinds?.includes(kind)
  )
    list.push("shareWith")
  if (layer === "fact" || layer === "voice") list.push("contradicts")
  if (kind === "agreement") list.push("accord")
  list.push("about", "reader")
  return list
}

/** Whether a relation names a person, a source or another statement. */
export function targetOf(type: RelationType): "person" | "source" | "statement" {
  if (type === "source") return "source"
  const persons: readonly RelationType[] = ["about", "reader", "shareWith", "accord"]
  return persons.includes(type) ? "person" : "statement"
}

/** Add a relation beside the lines, after those that are there. Refuses one that is there already. */
export function addRelation(id: string, type: RelationType, ref: string, page = ""): Command {
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    if (!place || !ref || ref === id || text(place.node, "withdrawn")) return false
    if (relationAt(place, type, ref)) return false
    if (dispatch) {
      const node = nodeType(state, type).create({ref, ...(type === "source" && page ? {page} : {})})
      dispatch(mean(state.tr.insert(place.pos + place.node.nodeSize - 1, node), {does: "act"}))
    }
    return true
  }
}

function relationAt(
  place: Place,
  type: RelationType,
  ref: string,
): {node: Node; pos: number} | null {
  let found: {node: Node; pos: number} | null = null
  place.node.forEach((node, offset) => {
    if (node.type.name === type && text(node, "ref") === ref)
      found ??= {node, pos: place.pos + 1 + offset}
  })
  return found
}

/** Take a relation away. */
export function removeRelation(id: string, type: RelationType, ref: string): Command {
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    const found = place && relationAt(place, type, ref)
    if (!found) return false
    if (dispatch)
      dispatch(mean(state.tr.delete(found.pos, found.pos + found.node.nodeSize), {does: "act"}))
    return true
  }
}

/** Set on which page of the source it stands. */
export function setPage(id: string, ref: string, page: string): Command {
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    const found = place && relationAt(place, "source", ref)
    const words = printable(page).trim().slice(0, 40)
    if (!found || text(found.node, "page") === words) return false
    if (dispatch) dispatch(mean(state.tr.setNodeAttribute(found.pos, "page", words), {does: "act"}))
    return true
  }
}

/** Leave a hint standing on purpose. Kept with the statement, outside every digest. */
export function waive(id: string, hash: string, reason = ""): Command {
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    if (!place || !hash) return false
    const node = nodeType(state, "waiver").create({hash, ...(reason ? {reason} : {})})
    if (dispatch)
      dispatch(mean(state.tr.insert(place.pos + place.node.nodeSize - 1, node), {does: "act"}))
    return true
  }
}

/** Put other words in place of a stretch of a statement, counted in its plain text, if it still says `expected`. */
export function replaceWords(
  id: string,
  from: number,
  to: number,
  expected: string,
  words: string,
): Command {
  return (state, dispatch) => {
    const place = findPlace(state.doc, id)
    if (!place || statementText(place.node).slice(from, to) !== expected || expected.includes("\n"))
      return false
    if (dispatch)
      dispatch(
        mean(state.tr.insertText(words, positionOf(place, from), positionOf(place, to)), {
          does: "text",
        }),
      )
    return true
  }
}

/** What the writer fills in of a source; `id` is given when it is made. */
export type SourceFields = Partial<Omit<Source, "id">>

/** Add an entry to the register of sources and return its id. Undone together with what follows at once. */
export function addSource(sources: Y.XmlFragment, fields: SourceFields): string {
  const id = newId("b")
  sources.doc?.transact(() => {
    const entry = new Y.XmlElement("sourceEntry")
    entry.setAttribute("id", id)
    write(entry, fields)
    sources.insert(sources.length, [entry])
  }, sourcesOrigin)
  return id
}

/** Change an entry of the register of sources. Returns whether it is there. */
export function editSource(sources: Y.XmlFragment, id: string, fields: SourceFields): boolean {
  const entry = sources
    .toArray()
    .find(
      (one): one is Y.XmlElement => one instanceof Y.XmlElement && one.getAttribute("id") === id,
    )
  if (!entry) return false
  sources.doc?.transact(() => write(entry, fields), sourcesOrigin)
  return true
}

function write(entry: Y.XmlElement, fields: SourceFields): void {
  const target = entry as unknown as {
    getAttribute(name: string): unknown
    setAttribute(name: string, value: string | boolean): void
  }
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue
    const next = typeof value === "string" ? printable(value).trim().slice(0, 400) : value
    const now = entry.parent ? target.getAttribute(name) : undefined
    if ((now ?? "") !== next) target.setAttribute(name, next)
  }
}
