// SPDX-License-Identifier: EUPL-1.2
import {
  eachBlock,
  parseTemplate,
  readTree,
  renderReport,
  renderText,
  sampleReport,
  wordsOf,
} from "@wederhoor/render"
import {describe, expect, test} from "vitest"

import {demo, shipped} from "./demo.ts"

const tree = readTree(renderReport(parseTemplate(shipped("nl")), demo))
const text = renderText(tree)
const bare = (given: string): string => given.replaceAll(/[\s|=-]+/g, "")

test("nothing-lost: the words of every heading, paragraph and term are there, in order", () => {
  for (const model of [demo, sampleReport("nl"), sampleReport("en")]) {
    const whole = readTree(renderReport(parseTemplate(shipped("nl")), model))
    const said = bare(renderText(whole))
    const blocks = [...eachBlock(whole.blocks)]
    // The head of a table is read with each of its rows, so it has no one place.
    const heads = new Set(
      blocks.flatMap(block =>
        block.type === "table"
          ? block.rows
              .filter(({head}) => head)
              .flatMap(({cells}) => cells.flatMap(cell => [...eachBlock(cell.blocks)]))
          : [],
      ),
    )
    let at = 0
    for (const block of blocks) {
      if ((block.type !== "heading" && block.type !== "paragraph") || heads.has(block)) continue
      const words = bare(wordsOf(block.inlines))
      const found = said.indexOf(words, at)
      expect(found, words).toBeGreaterThanOrEqual(at)
      at = found
    }
  }
})

describe("how it reads", () => {
  test("headings are underlined, details name themselves, words of others stand in", () => {
    expect(text).toContain(`${demo.title}\n${"=".repeat(demo.title.length)}\n`)
    expect(text).toMatch(/\n2 Feiten\n-{8}\n/)
    expect(text).toContain("\nDatum: 14 februari 2026\n")
    expect(text).toContain("\n  | De politie kwam om 23.10 uur.\n")
    expect(text.endsWith("\n")).toBe(true)
    expect(text).not.toMatch(/\n{3}|[ \t]\n/)
  })

  test("lines keep to the width, unless one word is longer", () => {
    for (const width of [40, 76, 120])
      for (const line of renderText(tree, {width}).split("\n"))
        expect(line.length <= width || !line.trim().includes(" "), line).toBe(true)
  })

  test("a row of a table names its columns", () => {
    const [made = ""] = renderText(
      readTree(
        '<table><caption>Besluit</caption><thead><tr><th scope="col">Wie</th><th scope="col">Wat</th></tr></thead>' +
          '<tbody><tr><th scope="row">Mira<span class="more">moeder</span></th><td>Akkoord</td></tr></tbody></table>',
      ),
    ).split("\n\n\n")
    expect(made).toBe("Besluit\n\nWie: Mira\n  moeder\nWat: Akkoord\n")
  })

  test("the same input gives the same text", () => {
    expect(renderText(readTree(renderReport(parseTemplate(shipped("nl")), demo)))).toBe(text)
  })
})
