// SPDX-License-Identifier: EUPL-1.2
import {
  eachBlock,
  parseTemplate,
  readTree,
  renderReport,
  sampleReport,
  wordsOf,
} from "@wederhoor/render"
import {hasTypst, renderTypst} from "@wederhoor/render/typst"
import {describe, expect, test} from "vitest"

import {demo, shipped} from "./demo.ts"

const tree = readTree(renderReport(parseTemplate(shipped("nl")), demo))
const options = {title: demo.title, date: "2026-03-30T09:00:00Z", controlCode: "WH1-6F2A"}
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1")

// An optional package: where it has no build for a machine there is nothing to try.
describe.skipIf(!(await hasTypst()))("a PDF by Typst", () => {
  test("keeps PDF/UA-1 by Typst's own judgement: tagged, with title and language", async () => {
    const pdf = latin(await renderTypst(tree, options))
    expect(pdf).toMatch(/^%PDF-1\.7/)
    expect(pdf).toContain("/StructTreeRoot")
    expect(pdf).toMatch(/\/Lang ?\(nl\)/)
    expect(pdf).toContain("<pdfuaid:part>1</pdfuaid:part>")
  })

  test("carries the bundle as PDF/A-3a, and the same input gives the same bytes", async () => {
    const attachments = [
      {
        name: "verslag.wederhoor.json",
        bytes: new TextEncoder().encode('{"a":1}'),
        type: "application/json",
        relationship: "Source",
        description: "The report",
      },
    ] as const
    const made = () => renderTypst(tree, {...options, standard: "a-3a", attachments})
    const [one, two] = [await made(), await made()]
    expect(latin(one)).toContain("/AFRelationship /Source")
    expect(latin(one)).toContain("<pdfaid:part>3</pdfaid:part>")
    expect(Buffer.compare(one, two)).toBe(0)
  })

  test("words of a report are never markup", async () => {
    const text = '#panic("x") *a* $ #read("/etc/passwd") ``` \\ [ ] <b> @ref // weg'
    const html = `<p>${text.replaceAll("<", "&lt;")}</p>`
    const attacked = readTree(html)
    const [block] = [...eachBlock(attacked.blocks)]
    expect(block?.type === "paragraph" && wordsOf(block.inlines)).toBe(text)
    const [plain, odd] = [
      await renderTypst(readTree("<p>weg</p>"), options),
      await renderTypst(attacked, options),
    ]
    expect(odd.length).toBeGreaterThan(plain.length)
  })

  test("everything that a report can hold is laid out", async () => {
    const sample = {...sampleReport("en")}
    const whole = readTree(renderReport(parseTemplate(shipped("en")), sample))
    const pdf = await renderTypst(whole, {...options, title: sample.title})
    expect(pdf.length).toBeGreaterThan(50_000)
  })

  test("a date that is none is refused in words", async () => {
    await expect(renderTypst(tree, {...options, date: "soon"})).rejects.toMatchObject({
      code: "layout-failed",
    })
  })
})
