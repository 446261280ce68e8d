// SPDX-License-Identifier: EUPL-1.2

/** A Word file as a test looks at it and changes it: unzipped, and its XML as a tree. */
import {
  type Block,
  type Inline,
  parseTemplate,
  readTree,
  renderReport,
  type ReportTree,
  sampleReport,
} from "@wederhoor/render"
import type {DocxOptions} from "@wederhoor/render/docx"
import type {ReportModel} from "@wederhoor/format"
import {strFromU8, strToU8, unzipSync, zipSync} from "fflate"
import {SaxesParser} from "saxes"

import {demo, shipped} from "./demo.ts"

export const options: DocxOptions = {
  title: demo.title,
  reportId: "waterhoek-42",
  version: "1",
  formatVersion: "wederhoor-report/1",
  controlCode: "WH1-0000-0000-0000",
  at: "2026-03-30T09:00:00Z",
  replies: true,
}

const template = {nl: parseTemplate(shipped("nl")), en: parseTemplate(shipped("en"))}

export const treeOf = (model: ReportModel): ReportTree =>
  readTree(renderReport(template[model.lang as "nl" | "en"], model))

/** The invented report of the other tests, and those in which everything occurs. */
export const reports: readonly (readonly [name: string, tree: ReportTree])[] = [
  ["demo", treeOf(demo)],
  ["sample nl", treeOf(sampleReport("nl"))],
  ["sample en", treeOf(sampleReport("en"))],
]

export interface Node {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Node[]
  text: string
}

/** The root of a well-formed document. */
export function parseXml(xml: string): Node {
  const root: Node = {name: "", attributes: {}, children: [], text: ""}
  const open = [root]
  const parser = new SaxesParser()
  parser.on("error", error => {
    throw error
  })
  parser.on("opentag", ({name, attributes}) => {
    const node: Node = {name, attributes, children: [], text: ""}
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on("text", text => {
    const last = open.at(-1)
    if (last) last.text += text
  })
  parser.on("closetag", () => void open.pop())
  parser.write(xml).close()
  const [first] = root.children
  if (!first) throw new Error("no element")
  return first
}

/** All elements of a name, in order. */
export function all(node: Node, name: string, found: Node[] = []): Node[] {
  if (node.name === name) found.push(node)
  for (const child of node.children) all(child, name, found)
  return found
}

export const value = (node: Node | undefined): string => node?.attributes["w:val"] ?? ""

/** Value of `w:val` of the first element of that name. */
export const valueOf = (node: Node, name: string): string => value(all(node, name)[0])

/** Text of an element, as a reader sees it. */
export function textOf(node: Node): string {
  if (node.name === "w:br") return "\n"
  const own = node.name === "w:t" || node.name === "w:delText" ? node.text : ""
  return own + node.children.map(textOf).join("")
}

export const partsOf = (file: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]),
  )

export const partOf = (file: Uint8Array, name: string): Node => parseXml(partsOf(file)[name] ?? "")

/** The file with parts changed; `null` takes one out. */
export function changed(
  file: Uint8Array,
  changes: Readonly<Record<string, ((xml: string) => string) | null>>,
): Uint8Array {
  const parts = partsOf(file)
  for (const [name, change] of Object.entries(changes))
    if (change === null) delete parts[name]
    else parts[name] = change(parts[name] ?? "")
  return zipped(parts)
}

export const zipped = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))

export const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

/** The content control with this tag, as it is written. */
export function controlIn(xml: string, tag: string): string {
  const at = xml.indexOf(`<w:tag w:val="${tag}"/>`)
  if (at < 0) throw new Error(`no control ${tag}`)
  const from = xml.lastIndexOf("<w:sdt>", at)
  let depth = 0
  for (const found of xml.slice(from).matchAll(/<w:sdt>|<\/w:sdt>/g)) {
    depth += found[0] === "<w:sdt>" ? 1 : -1
    if (depth === 0) return xml.slice(from, from + found.index + found[0].length)
  }
  throw new Error(`control ${tag} is not closed`)
}

/** Changes one control of a document. */
export const withControl =
  (tag: string, change: (control: string) => string) =>
  (xml: string): string => {
    const control = controlIn(xml, tag)
    return xml.replace(control, () => change(control))
  }

/** Puts these paragraphs in a control, in place of what is there. */
export const withContent =
  (tag: string, paragraphs: string) =>
  (xml: string): string =>
    withControl(tag, control =>
      control.replace(
        /<w:sdtContent>.*<\/w:sdtContent>/s,
        () => `<w:sdtContent>${paragraphs}</w:sdtContent>`,
      ),
    )(xml)

/** All words of a tree in order: terms stand before their values. */
export function wordsIn(given: readonly Block[]): string {
  const inline = (inlines: readonly Inline[]): string =>
    inlines
      .map(one =>
        one.type === "words" ? one.text : one.type === "link" ? inline(one.inlines) : "\n",
      )
      .join("")
  const words = (block: Block): string => {
    switch (block.type) {
      case "terms":
        return block.pairs
          .map(({term, values}) => inline(term) + values.map(wordsIn).join(""))
          .join("")
      case "list":
        return wordsIn(block.items)
      case "part":
      case "quote":
        return wordsIn(block.blocks)
      case "table":
        return (
          inline(block.caption) +
          block.rows.flatMap(({cells}) => cells.map(cell => wordsIn(cell.blocks))).join("")
        )
      case "rule":
        return ""
      default:
        return inline(block.inlines)
    }
  }
  return given.map(words).join("")
}

/** Letters and digits only: space and punctuation between words may differ. */
export const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, "")
