// SPDX-License-Identifier: EUPL-1.2
import {
  type AttributeRule,
  type Content,
  contentTable,
  draftTable,
  isKind,
  type NodeRule,
  type Relation,
  type RelationType,
  relationTypes,
  type Run,
  type Section,
  type Source,
  type SourceMedium,
  type Statement,
} from "@wederhoor/format"
import * as Y from "yjs"
import {CollabError} from "./collab-error.ts"
import {readingOrder, type Standing} from "./order.ts"
import {fits} from "./values.ts"

/** A draft of words in a family, reply or review place. `on` is a statement, or "" for the report. */
export interface Draft {
  readonly id: string
  readonly on: string
  readonly type: string
  readonly text: string
}

/** Something in a document that this version of the format does not know; it is skipped, not lost. */
export interface UnknownPart {
  readonly sort: "node" | "attribute" | "mark" | "value"
  readonly name: string
  /** The elements around it, outermost first, e.g. `doc/section/statement`. */
  readonly at: string
}

type Scalar = string | number | boolean
type Report = (sort: UnknownPart["sort"], name: string, at: string) => void

const markNames = Object.keys(contentTable.marks) as NonNullable<Run["marks"]>[number][]

/**
 * Write a content into an empty document: for the server, once, when a report is made from its
 * template (a client that seeds duplicates or loses sections). One transaction. Attributes at their
 * default are not stored. `readContent` gives the same content back, provided that it is in its plain
 * form: no empty runs, neighbouring runs differ in marks, marks in the order of the table.
 *
 * @throws CollabError `not-empty` when the document already has content; `bad-content` when a value
 *   breaks the table, so that no later client could have written it.
 */
export function seedContent(doc: Y.Doc, content: Content): void {
  const sections = doc.getXmlFragment("doc")
  const sources = doc.getXmlFragment("sources")
  if (sections.length > 0 || sources.length > 0)
    throw new CollabError("not-empty", "document", "Seed a report once, in a fresh document.")
  const made = content.sections.map(section =>
    element(
      "section",
      {id: section.id},
      section.statements.map(statement => seedStatement(statement)),
    ),
  )
  const register = content.sources.map(source => element("sourceEntry", {...source}, []))
  doc.transact(() => {
    sections.insert(0, made)
    sources.insert(0, register)
  }, "seed")
}

function seedStatement(statement: Statement): Y.XmlElement {
  const {id, kind, lines, attrs, relations, waivers = []} = statement
  return element("statement", {...attrs, id, kind}, [
    ...lines.map(runs => {
      const text = new Y.XmlText()
      let at = 0
      for (const run of runs) {
        // Marks that a run does not carry are ended explicitly, or they would run on.
        text.insert(at, run.text, Object.fromEntries((run.marks ?? []).map(mark => [mark, {}])))
        at += run.text.length
      }
      return element("line", {}, [text])
    }),
    ...relations.map(({type, ref, page}) =>
      element(type, {ref, ...(page === undefined ? {} : {page})}, []),
    ),
    ...waivers.map(({hash, reason}) => element("waiver", {hash, reason}, [])),
  ])
}

function element(
  name: string,
  attributes: {readonly [name: string]: Scalar},
  children: readonly (Y.XmlElement | Y.XmlText)[],
): Y.XmlElement {
  const rule = contentTable.nodes[name]
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    const allowed =
      rule !== undefined && Object.hasOwn(rule.attributes, key) ? rule.attributes[key] : undefined
    if (allowed === undefined || !fits(allowed, value))
      throw new CollabError(
        "bad-content",
        `${name} ${key}`,
        "Give a value that the document table allows.",
      )
    if (value !== allowed.default) made.setAttribute(key, value as string)
  }
  made.insert(0, [...children])
  return made
}

/**
 * The content of a document as plain JSON. Only reads: no transaction, no repair, whatever the state
 * of the document. What the table does not know is skipped and told to `onUnknown`; a value that
 * breaks its rule counts as not set; a kind that does not exist reads as `unclassified`.
 */
export function readContent(doc: Y.Doc, onUnknown?: (part: UnknownPart) => void): Content {
  const report: Report = (sort, name, at) => onUnknown?.({sort, name, at})
  const sections: Section[] = []
  const sources: Source[] = []
  for (const child of childrenOf(doc, "doc", ["section"], report))
    sections.push(readSection(child, report))
  for (const child of childrenOf(doc, "sources", ["sourceEntry"], report)) {
    const {
      id = "",
      title = "",
      medium = "unknown",
      ...rest
    } = scalars(child, "sources/sourceEntry", report)
    sources.push({id: String(id), title: String(title), medium: medium as SourceMedium, ...rest})
  }
  return {sections, sources}
}

/** The drafts in a family, reply or review document, in their order. Only reads, like `readContent`. */
export function readDrafts(doc: Y.Doc, onUnknown?: (part: UnknownPart) => void): readonly Draft[] {
  const report: Report = (sort, name, at) => onUnknown?.({sort, name, at})
  return childrenOf(doc, "drafts", ["draft"], report).map(child => {
    const {id = "", on = "", type = ""} = scalars(child, "drafts/draft", report, draftTable.nodes)
    const text = textOf(child, "drafts/draft", report).map(run => run.text)
    return {id: String(id), on: String(on), type: String(type), text: text.join("")}
  })
}

function readSection(section: Y.XmlElement, report: Report): Section {
  const at = "doc/section"
  const list: (Standing & {readonly statement: Statement})[] = []
  for (const child of section.toArray()) {
    if (isElement(child) && child.nodeName === "statement") list.push(readStatement(child, report))
    else report("node", nameOf(child), at)
  }
  const statements = readingOrder(list).flatMap(index => list[index]?.statement ?? [])
  return {id: String(scalars(section, at, report)["id"] ?? ""), statements}
}

function readStatement(
  statement: Y.XmlElement,
  report: Report,
): Standing & {readonly statement: Statement} {
  const at = "doc/section/statement"
  const {id = "", kind = "unclassified", beside = "", ...attrs} = scalars(statement, at, report)
  const lines: (readonly Run[])[] = []
  const relations: Relation[] = []
  const waivers: {hash: string; reason: string}[] = []
  for (const child of statement.toArray()) {
    const name = nameOf(child)
    if (!isElement(child)) report("node", name, at)
    else if (name === "line") lines.push(textOf(child, `${at}/line`, report))
    else if (Object.hasOwn(relationTypes, name)) {
      const {ref = "", page} = scalars(child, `${at}/${name}`, report)
      relations.push({
        type: name as RelationType,
        ref: String(ref),
        ...(page === undefined ? {} : {page: String(page)}),
      })
    } else if (name === "waiver") {
      const {hash = "", reason = ""} = scalars(child, `${at}/waiver`, report)
      waivers.push({hash: String(hash), reason: String(reason)})
    } else report("node", name, at)
  }
  return {
    id: String(id),
    beside: String(beside),
    statement: {
      id: String(id),
      kind: typeof kind === "string" && isKind(kind) ? kind : "unclassified",
      lines,
      attrs,
      relations,
      ...(waivers.length > 0 ? {waivers} : {}),
    },
  }
}

function childrenOf(
  doc: Y.Doc,
  root: string,
  names: readonly string[],
  report: Report,
): Y.XmlElement[] {
  // Asking Yjs for a root that is not there would make it.
  if (!doc.share.has(root)) return []
  const found: Y.XmlElement[] = []
  for (const child of doc.getXmlFragment(root).toArray()) {
    if (isElement(child) && names.includes(child.nodeName)) found.push(child)
    else report("node", nameOf(child), root)
  }
  return found
}

function isElement(value: unknown): value is Y.XmlElement {
  return value instanceof Y.XmlElement
}

function nameOf(value: unknown): string {
  return isElement(value) ? value.nodeName : value instanceof Y.XmlText ? "text" : "unknown"
}

/** The attributes of an element that differ from their default and keep their rule. */
function scalars(
  node: Y.XmlElement,
  at: string,
  report: Report,
  nodes: {readonly [name: string]: NodeRule} = contentTable.nodes,
): {[name: string]: Scalar} {
  const rules: {readonly [name: string]: AttributeRule} = nodes[node.nodeName]?.attributes ?? {}
  const found: {[name: string]: Scalar} = {}
  const given = new Map<string, unknown>()
  for (const [name, item] of node._map)
    if (!item.deleted) given.set(name, item.content.getContent().at(-1))
  for (const name of given.keys()) if (!Object.hasOwn(rules, name)) report("attribute", name, at)
  // In the order of the table, so that equal contents give equal JSON.
  for (const [name, rule] of Object.entries(rules)) {
    if (!given.has(name)) continue
    const value = given.get(name)
    if (!fits(rule, value)) report("value", name, at)
    else if (value !== rule.default) found[name] = value
  }
  return found
}

/** The runs of text in an element; neighbouring runs with the same marks are one. */
function textOf(node: Y.XmlElement, at: string, report: Report): readonly Run[] {
  const runs: {text: string; marks?: NonNullable<Run["marks"]>}[] = []
  for (const child of node.toArray()) {
    if (!(child instanceof Y.XmlText)) {
      report("node", nameOf(child), at)
      continue
    }
    const delta = child.toDelta() as readonly {insert: unknown; attributes?: object}[]
    for (const {insert, attributes = {}} of delta) {
      if (typeof insert !== "string") {
        report("node", "embed", at)
        continue
      }
      const marks = markNames.filter(name => Object.hasOwn(attributes, name))
      for (const name of Object.keys(attributes))
        if (!Object.hasOwn(contentTable.marks, name)) report("mark", name, at)
      const last = runs.at(-1)
      if (last !== undefined && (last.marks ?? []).join() === marks.join()) last.text += insert
      else runs.push({text: insert, ...(marks.length > 0 ? {marks} : {})})
    }
  }
  return runs
}
