// SPDX-License-Identifier: EUPL-1.2
import {type DefaultTreeAdapterTypes, parseFragment} from "parse5"
import type {Block, Cell, Inline, Link, Part, PartRole, ReportTree, Table, Words} from "./tree.ts"

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/**
 * The tree of a report, from the fragment that `renderReport` gives. What the elements mean is kept
 * (`data-statement`, `data-reaction`, headings, tables, language), their looks are not, but for the first
 * class as a hint. Every word of the fragment is in the tree, once.
 */
export function readTree(fragment: string): ReportTree {
  const root = parseFragment(fragment)
  const article = root.childNodes.find(node => isElement(node)) as Element | undefined
  const isReport = article !== undefined && classOf(article) === "wederhoor-report"
  const from: readonly Node[] = isReport ? article.childNodes : root.childNodes
  return {lang: (isReport && attribute(article, "lang")) || "nl", blocks: blocksOf(from, plain)}
}

/** How the words in an element look. */
type Looks = Omit<Words, "type" | "text"> & {readonly keepsLines: boolean}

const plain: Looks = {
  strong: false,
  em: false,
  quote: false,
  change: "",
  style: "",
  lang: "",
  keepsLines: false,
}

const isElement = (node: Node): node is Element => "tagName" in node

const attribute = (element: Element, name: string): string =>
  element.attrs.find(one => one.name === name)?.value ?? ""

const classOf = (element: Element): string => attribute(element, "class").split(" ")[0] ?? ""

const inlineElements = new Set(
  "a abbr b br cite del dfn em i ins kbd mark q s small span strong sub sup time var wbr".split(
    " ",
  ),
)

/** Classes whose words stand on a line of their own. */
const ownLine = new Set(["more", "by", "remark", "reply", "unanswered"])

/** Blocks among these nodes; loose words between them become paragraphs. */
function blocksOf(nodes: readonly Node[], looks: Looks, style = ""): readonly Block[] {
  const blocks: Block[] = []
  let loose: Node[] = []
  const flush = (): void => {
    const inlines = inlinesOf(loose, looks)
    if (inlines.length > 0) blocks.push({type: "paragraph", id: "", style, inlines})
    loose = []
  }
  for (const node of nodes)
    if (isElement(node) && !inlineElements.has(node.tagName)) {
      flush()
      blocks.push(...blockOf(node, looks))
    } else loose.push(node)
  flush()
  return blocks
}

function blockOf(element: Element, outer: Looks): readonly Block[] {
  const {tagName: tag, childNodes} = element
  const style = classOf(element)
  const id = attribute(element, "id")
  const looks = {...outer, lang: attribute(element, "lang") || outer.lang}
  if (/^h[1-6]$/.test(tag)) {
    const level = Number(tag[1]) as 1 | 2 | 3 | 4 | 5 | 6
    return [{type: "heading", level, id, inlines: inlinesOf(childNodes, looks)}]
  }
  switch (tag) {
    case "p": {
      const inlines = inlinesOf(childNodes, {...looks, keepsLines: true})
      return inlines.length === 0 ? [] : [{type: "paragraph", id, style, inlines}]
    }
    case "ul":
    case "ol": {
      const items = childNodes.filter(isElement).map(item => partOf(item, looks))
      return items.length === 0 ? [] : [{type: "list", ordered: tag === "ol", style, items}]
    }
    case "dl":
      return [{type: "terms", style, pairs: pairsOf(element, looks)}]
    case "blockquote":
      return [{type: "quote", blocks: blocksOf(childNodes, looks)}]
    case "table":
      return [tableOf(element, looks)]
    case "hr":
      return [{type: "rule"}]
    default:
      return [partOf(element, outer)]
  }
}

const roles: Readonly<Record<string, PartRole>> = {
  header: "cover",
  nav: "contents",
  section: "section",
  footer: "control",
  li: "item",
}

function partOf(element: Element, outer: Looks): Part {
  const [section, statement, reaction] = ["section", "statement", "reaction"].map(name =>
    attribute(element, `data-${name}`),
  ) as [string, string, string]
  const lang = attribute(element, "lang")
  const hasStatement = element.attrs.some(({name}) => name === "data-statement")
  const role: PartRole = hasStatement
    ? "statement"
    : reaction !== ""
      ? "reaction"
      : (roles[element.tagName] ?? "group")
  return {
    type: "part",
    role,
    id: attribute(element, "id"),
    of: statement || reaction || section,
    layer: attribute(element, "data-layer"),
    style: classOf(element),
    lang: lang === outer.lang ? "" : lang,
    blocks: blocksOf(element.childNodes, {...outer, lang: lang || outer.lang}),
  }
}

function pairsOf(list: Element, looks: Looks): Extract<Block, {type: "terms"}>["pairs"] {
  const pairs: {term: readonly Inline[]; values: (readonly Block[])[]; source: string}[] = []
  const read = (nodes: readonly Node[], source: string): void => {
    for (const node of nodes) {
      if (!isElement(node)) continue
      if (node.tagName === "dt")
        pairs.push({term: inlinesOf(node.childNodes, looks), values: [], source})
      else if (node.tagName === "dd") {
        if (pairs.length === 0) pairs.push({term: [], values: [], source})
        pairs.at(-1)?.values.push(blocksOf(node.childNodes, looks, classOf(node)))
      } else read(node.childNodes, attribute(node, "data-source"))
    }
  }
  read(list.childNodes, "")
  return pairs
}

function tableOf(table: Element, looks: Looks): Table {
  let caption: readonly Inline[] = []
  const rows: {head: boolean; cells: readonly Cell[]}[] = []
  const read = (element: Element, head: boolean): void => {
    for (const child of element.childNodes.filter(isElement)) {
      if (child.tagName === "caption") caption = inlinesOf(child.childNodes, looks)
      else if (child.tagName === "tr")
        rows.push({
          head,
          cells: child.childNodes.filter(isElement).map(cell => cellOf(cell, head, looks)),
        })
      else read(child, child.tagName === "thead")
    }
  }
  read(table, false)
  return {
    type: "table",
    caption,
    rows: [...rows.filter(row => row.head), ...rows.filter(row => !row.head)],
  }
}

function cellOf(cell: Element, head: boolean, looks: Looks): Cell {
  const scope = attribute(cell, "scope")
  const isHeader = cell.tagName === "th"
  const span = (name: string): number => {
    const value = Number(attribute(cell, name))
    return Number.isInteger(value) && value > 1 && value <= 100 ? value : 1
  }
  return {
    header: !isHeader ? "" : scope === "row" || (scope === "" && !head) ? "row" : "column",
    columns: span("colspan"),
    rows: span("rowspan"),
    blocks: blocksOf(cell.childNodes, looks, classOf(cell)),
  }
}

/** Words, links and line breaks; space as a browser shows it. */
function inlinesOf(nodes: readonly Node[], looks: Looks): readonly Inline[] {
  const found: Inline[] = []
  readInlines(nodes, looks, found)
  return tidy(found)
}

function readInlines(nodes: readonly Node[], looks: Looks, found: Inline[]): void {
  for (const node of nodes) {
    if (!isElement(node)) {
      if ("value" in node) readText(node.value, looks, found)
      continue
    }
    const style = classOf(node)
    const inner = lookOf(node, looks, style)
    if (node.tagName === "br") found.push({type: "break"})
    else if (node.tagName === "a" && attribute(node, "href").startsWith("#"))
      found.push(linkOf(node, inner))
    else {
      if (ownLine.has(style)) found.push({type: "break"})
      readInlines(node.childNodes, inner, found)
      if (ownLine.has(style)) found.push({type: "break"})
    }
  }
}

const linkOf = (element: Element, looks: Looks): Link => ({
  type: "link",
  to: attribute(element, "href").slice(1),
  inlines: inlinesOf(element.childNodes, looks),
})

function lookOf(element: Element, outer: Looks, style: string): Looks {
  const {tagName: tag} = element
  return {
    strong: outer.strong || tag === "strong" || tag === "b",
    em: outer.em || tag === "em" || tag === "i" || tag === "cite",
    quote: outer.quote || tag === "q",
    change: tag === "del" || tag === "s" ? "deleted" : tag === "ins" ? "inserted" : outer.change,
    style: style || outer.style,
    lang: attribute(element, "lang") || outer.lang,
    keepsLines: outer.keepsLines || attribute(element, "class").split(" ").includes("remark"),
  }
}

function readText(text: string, {keepsLines, ...looks}: Looks, found: Inline[]): void {
  const lines = keepsLines ? text.split("\n") : [text]
  for (const [at, line] of lines.entries()) {
    if (at > 0) found.push({type: "break"})
    const collapsed = line.replaceAll(/[ \t\n\f\r]+/g, " ")
    if (collapsed !== "") found.push({type: "words", text: collapsed, ...looks})
  }
}

/** No space at the edges of a line, no double space, no break at either end or twice in a row. */
function tidy(given: readonly Inline[]): readonly Inline[] {
  const tidied: Inline[] = []
  let atSpace = true
  for (const one of given) {
    if (one.type === "break") {
      if (tidied.length === 0 || tidied.at(-1)?.type === "break") continue
      trimEnd(tidied)
      tidied.push(one)
      atSpace = true
    } else if (one.type === "link") {
      if (one.inlines.length > 0) tidied.push(one)
      atSpace = false
    } else {
      const text: string = atSpace ? one.text.replace(/^ /, "") : one.text
      if (text === "") continue
      tidied.push({...one, text})
      atSpace = text.endsWith(" ")
    }
  }
  while (tidied.at(-1)?.type === "break") tidied.pop()
  trimEnd(tidied)
  return tidied
}

function trimEnd(inlines: Inline[]): void {
  const last = inlines.at(-1)
  if (last?.type !== "words" || !last.text.endsWith(" ")) return
  inlines.pop()
  const text = last.text.slice(0, -1)
  if (text !== "") inlines.push({...last, text})
}
