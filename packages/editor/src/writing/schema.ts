// SPDX-License-Identifier: EUPL-1.2
import {
  contentTable,
  formatDate,
  kinds,
  layerOf,
  statementAttributes,
  type AttributeRule,
  type Kind,
  type Lang,
} from "@wederhoor/format"
import {
  type AttributeSpec,
  type DOMOutputSpec,
  type MarkSpec,
  type Node,
  type NodeSpec,
  Schema,
} from "prosemirror-model"

/** What the drawn document needs to know beyond the nodes themselves. */
export interface Wording {
  readonly lang: Lang
  /** How a person of the register is called here; the id itself when unknown. */
  readonly person: (ref: string) => string
}

/** Attributes that have a place of their own on screen, so not in the line of details. */
const placed: ReadonlySet<string> = new Set([
  "id",
  "kind",
  "withdrawn",
  "convertedFrom",
  "by",
  "at",
])

/**
 * Every attribute defaults to `null` here, which the binding does not store: a statement in the
 * shared document carries only what somebody set. The format reads a missing one as its own default.
 */
function attributeSpec(rule: AttributeRule): AttributeSpec {
  return {default: null, validate: `${rule.type}|null`}
}

function attributes(rules: {
  readonly [name: string]: AttributeRule
}): Record<string, AttributeSpec> {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) =>
      // Where a statement was moved to is for the shared document; here it simply stands there.
      name === "beside" ? [] : [[name, attributeSpec(rule)]],
    ),
  )
}

/** A string attribute of a node; `""` when it is not set. */
export function text(node: Node, name: string): string {
  const value: unknown = node.attrs[name]
  return typeof value === "string" ? value : ""
}

/** The kind of a statement; `unclassified` when it has none that this version knows. */
export function kindOf(statement: Node): Kind {
  const value = text(statement, "kind")
  return Object.hasOwn(kinds, value) ? (value as Kind) : "unclassified"
}

/** The attributes of a statement in words, those without a place of their own. */
function details(statement: Node, lang: Lang): string[] {
  const kind = kindOf(statement)
  return Object.entries(statementAttributes).flatMap(([name, rule]) => {
    const value = text(statement, name)
    if (!value || !rule.label || placed.has(name)) return []
    if (rule.kinds && !rule.kinds.includes(kind)) return []
    const shown =
      rule.options?.[value]?.[lang] ?? (rule.shape === "date" ? formatDate(value, lang) : value)
    return [`${rule.label[lang]}: ${shown}`]
  })
}

const untouchable = {contenteditable: "false"}

function drawStatement(statement: Node, wording: Wording): DOMOutputSpec {
  const {lang} = wording
  const kind = kindOf(statement)
  const withdrawn = text(statement, "withdrawn")
  const by = text(statement, "by")
  const at = text(statement, "at")
  const facts = details(statement, lang)
  return [
    "div",
    {
      class: withdrawn ? "wh-statement wh-withdrawn" : "wh-statement",
      role: "group",
      "aria-label": kinds[kind].label[lang],
      "data-id": text(statement, "id"),
      "data-kind": kind,
      "data-layer": layerOf(kind) ?? "none",
    },
    [
      "div",
      {class: "wh-statement-head", ...untouchable},
      ["span", {class: "wh-kind"}, kinds[kind].label[lang]],
      ...(by ? [["span", {class: "wh-by"}, wording.person(by)]] : []),
      ...(at ? [["span", {class: "wh-at"}, formatDate(at, lang)]] : []),
      ...(withdrawn
        ? [
            [
              "span",
              {class: "wh-withdrawn-why"},
              `${lang === "nl" ? "Ingetrokken" : "Withdrawn"}: ${withdrawn}`,
            ],
          ]
        : []),
    ],
    ["div", {class: "wh-statement-body", ...(withdrawn ? untouchable : {})}, 0],
    ...(facts.length > 0
      ? [["div", {class: "wh-details", ...untouchable}, facts.join(" · ")]]
      : []),
  ] as DOMOutputSpec
}

/**
 * The schema of the place `content`, made from the table of the format: the same nodes, children and
 * attributes that the guard on the server allows. Every content expression is `X*`: no merge can make
 * a document that has to be repaired, and what is required is a finding.
 *
 * Statements and relations have no parse rule: pasted or dropped HTML can never become one.
 */
export function writingSchema(wording: Wording): Schema {
  const nodes: Record<string, NodeSpec> = {
    doc: {content: "section*"},
    text: {},
  }
  for (const [name, rule] of Object.entries(contentTable.nodes)) {
    if (name === "sourceEntry") continue
    nodes[name] = {
      content: rule.text
        ? "text*"
        : rule.children.length > 0
          ? `(${rule.children.join(" | ")})*`
          : "",
      attrs: attributes(rule.attributes),
      selectable: false,
      ...(rule.text || rule.children.length > 0 ? {} : {atom: true, selectable: name !== "waiver"}),
      ...looks(name, wording),
    }
  }
  const marks: Record<string, MarkSpec> = {}
  for (const [name, rule] of Object.entries(contentTable.marks))
    marks[name] = {attrs: attributes(rule.attributes), ...markLooks[name]}
  return new Schema({nodes, marks})
}

function looks(name: string, wording: Wording): Partial<NodeSpec> {
  switch (name) {
    case "section":
      return {
        isolating: true,
        defining: true,
        toDOM: node => ["section", {"data-section": text(node, "id")}, ["div", 0]],
      }
    case "statement":
      return {isolating: true, defining: true, toDOM: node => drawStatement(node, wording)}
    case "line":
      return {toDOM: () => ["p", {class: "wh-line"}, 0], parseDOM: [{tag: "p"}]}
    case "waiver":
      return {toDOM: () => ["span", {class: "wh-waiver", hidden: "", ...untouchable}]}
    default:
      // A relation. The editor draws it with a node view; this is what a copied page shows.
      return {toDOM: node => ["span", {class: "wh-chip", "data-relation": name}, text(node, "ref")]}
  }
}

const markLooks: Record<string, MarkSpec> = {
  strong: {parseDOM: [{tag: "strong"}, {tag: "b"}], toDOM: () => ["strong", 0]},
  em: {parseDOM: [{tag: "em"}, {tag: "i"}], toDOM: () => ["em", 0]},
  quote: {parseDOM: [{tag: "q"}], toDOM: () => ["q", {class: "wh-quote"}, 0]},
  person: {
    toDOM: mark => ["span", {class: "wh-person", "data-ref": String(mark.attrs["ref"] ?? "")}, 0],
  },
}
