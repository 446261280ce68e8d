// SPDX-License-Identifier: EUPL-1.2
import type {Block, Inline} from "@wederhoor/render"
import {wordsOf} from "@wederhoor/render"

import {type Element, wordsIn} from "./pdf-content.ts"

/** Words with every kind of space alike, and without what marks a place to cut a word. */
export const plain = (text: string): string =>
  text.normalize("NFC").replaceAll("\u00AD", "").replaceAll(/\s+/g, " ").trim()

/** All words of a tree in order, blocks on lines of their own. */
export function wordsOfTree(blocks: readonly Block[]): string {
  return blocks.map(words).join("\n")
}

function words(block: Block): string {
  const line = (inlines: readonly Inline[]): string => `${wordsOf(inlines)}\n`
  switch (block.type) {
    case "heading":
    case "paragraph":
      return line(block.inlines)
    case "terms":
      return block.pairs
        .map(({term, values}) => line(term) + values.map(wordsOfTree).join("\n"))
        .join("\n")
    case "list":
      return wordsOfTree(block.items)
    case "part":
    case "quote":
      return wordsOfTree(block.blocks)
    case "table":
      return (
        line(block.caption) +
        block.rows.flatMap(row => row.cells.map(cell => wordsOfTree(cell.blocks))).join("\n")
      )
    case "rule":
      return ""
  }
}

/** All words that a PDF gives to who reads it aloud; bullets and numbers of lists are not of the report. */
export function wordsOfPdf(root: Element): string {
  return wordsIn(withoutSigns(root))
}

function withoutSigns(element: Element): Element {
  const numbering = element.attributes.get("ListNumbering")
  const isSigned =
    typeof numbering === "object" &&
    numbering !== null &&
    "name" in numbering &&
    numbering.name !== "None"
  const kids = element.kids.map(kid => {
    if (typeof kid === "string") return kid
    const inner = isSigned ? {...kid, kids: kid.kids.filter(isNoSign)} : kid
    return withoutSigns(inner)
  })
  return {...element, kids}
}

const isNoSign = (kid: Element | string): boolean =>
  typeof kid === "string" || kid.type !== "Lbl" || !/^(•|\d+\.)$/.test(wordsIn(kid).trim())

/** Where two texts begin to differ, with some of what stands round it; empty when they are the same. */
export function difference(found: string, wanted: string): string {
  if (found === wanted) return ""
  let at = 0
  while (found[at] === wanted[at]) at++
  const near = (text: string): string => text.slice(Math.max(0, at - 20), at + 30)
  return `at ${at}: ${JSON.stringify(near(found))} for ${JSON.stringify(near(wanted))}`
}
