// SPDX-License-Identifier: EUPL-1.2
import {
  type Block,
  eachBlock,
  type Inline,
  parseTemplate,
  readTree,
  renderReport,
  sampleReport,
  wordsOf,
} from "@wederhoor/render"
import {type DefaultTreeAdapterTypes, parseFragment} from "parse5"
import {describe, expect, test} from "vitest"
import {shipped} from "./demo.ts"

const fragment = renderReport(parseTemplate(shipped("nl")), sampleReport("nl"))
const tree = readTree(fragment)
const blocks = [...eachBlock(tree.blocks)]

type Node = DefaultTreeAdapterTypes.Node
const textOf = (node: Node): string =>
  "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : ""

const inlinesOf = (block: Block): readonly Inline[] => {
  if (block.type === "heading" || block.type === "paragraph") return block.inlines
  if (block.type === "table") return block.caption
  return []
}
const bare = (text: string): string => text.replaceAll(/\s+/g, "")

/** All words of a tree in order: terms stand before their values. */
function wordsIn(given: readonly Block[]): string {
  const words = (block: Block): string => {
    if (block.type === "terms")
      return block.pairs
        .map(({term, values}) => wordsOf(term) + values.map(wordsIn).join(""))
        .join("")
    if (block.type === "list") return wordsIn(block.items)
    if (block.type === "part" || block.type === "quote") return wordsIn(block.blocks)
    const cells = block.type === "table" ? block.rows.flatMap(row => row.cells) : []
    return wordsOf(inlinesOf(block)) + cells.map(cell => wordsIn(cell.blocks)).join("")
  }
  return given.map(words).join("")
}

test("nothing-lost: every word of the fragment is in the tree once, in the same order", () => {
  const [article] = parseFragment(fragment).childNodes
  if (article === undefined) throw new Error("nothing rendered")
  expect(bare(wordsIn(tree.blocks))).toBe(bare(textOf(article)))
})

describe("what the tree knows of a report", () => {
  test("headings, sections, statements and reactions by their ids", () => {
    const parts = blocks.flatMap(block => (block.type === "part" ? [block] : []))
    const model = sampleReport("nl")
    const statements = model.sections.flatMap(section => section.statements)
    expect(parts.filter(part => part.role === "statement").map(part => part.of)).toEqual(
      statements.map(({id}) => id),
    )
    const onStatements = statements.flatMap(({reactions}) => reactions)
    expect(parts.filter(part => part.role === "reaction").map(part => part.of)).toEqual(
      [...onStatements, ...model.reactions].map(({id}) => id),
    )
    const [first] = blocks.flatMap(block => (block.type === "heading" ? [block] : []))
    expect([first?.level, wordsOf(first?.inlines ?? [])]).toEqual([1, model.title])
    expect(tree.lang).toBe("nl")
  })

  test("sources of details, header cells, links to places that are there", () => {
    const sources = blocks.flatMap(block =>
      block.type === "terms" ? block.pairs.map(({source}) => source) : [],
    )
    expect(sources).toContain("source-1")
    const [table] = blocks.flatMap(block => (block.type === "table" ? [block] : []))
    expect(table?.rows[0]?.head).toBe(true)
    expect(table?.rows[0]?.cells.map(({header}) => header)).toEqual(Array(5).fill("column"))
    expect(table?.rows[1]?.cells[0]?.header).toBe("row")
    const ids = new Set(blocks.flatMap(block => ("id" in block && block.id ? [block.id] : [])))
    const links = blocks
      .flatMap(inlinesOf)
      .flatMap(inline => (inline.type === "link" ? [inline.to] : []))
    expect(links.length).toBeGreaterThan(10)
    for (const link of links) expect(ids).toContain(link)
  })
})

test("space and line breaks are those a browser shows", () => {
  const words = (html: string): string =>
    readTree(html)
      .blocks.flatMap(inlinesOf)
      .map(inline => wordsOf([inline]))
      .join("")
  expect(words("<p>  een\n  <strong> twee</strong>  drie </p>")).toBe("een\ntwee drie")
  expect(words("<h2> een\n <em>twee </em> drie</h2>")).toBe("een twee drie")
  expect(words('<p>een<span class="more">twee</span>drie</p>')).toBe("een\ntwee\ndrie")
  expect(words("<p>een<br><br>twee<br></p>")).toBe("een\ntwee")
})
