// SPDX-License-Identifier: EUPL-1.2

/** Every kind of report as a person reads it: in a real browser, on a phone, on paper. */
import {layoutFor, parseTemplate, renderReport, reportPage} from "@wederhoor/render"
import type {Browser, Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {exampleOf, kinds, layouts} from "./examples.ts"
import {axeViolations, openBrowser} from "../browser/browser.ts"

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Copy = Required<Pick<Parameters<typeof exampleOf>[1] & object, "lang" | "reader" | "use">>

/** A copy of the example of a kind, as one file, at a width in pixels. */
async function opened(kind: string, copy: Copy, width: number): Promise<Page> {
  const model = exampleOf(kind, copy)
  const {source, partials} = layoutFor(layouts, kind, copy.lang)
  const fragment = renderReport(parseTemplate(source, {partials}), model)
  const page = await browser.newPage({viewport: {width, height: 900}})
  await page.setContent(await reportPage(fragment, {title: model.title, lang: model.lang}))
  return page
}

const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

const copies = kinds.flatMap(
  kind =>
    [
      [kind, {lang: "nl", reader: "parent", use: "final"}],
      [kind, {lang: "nl", reader: "child", use: "hearing"}],
      [kind, {lang: "en", reader: "parent", use: "hearing"}],
    ] satisfies [string, Copy][],
)

describe("on a phone of 320 pixels and on a wide screen", () => {
  test.each(copies)("%s %o: nothing for axe to say, nothing too wide", async (kind, copy) => {
    for (const width of [320, 1100]) {
      const page = await opened(kind, copy, width)
      expect(await axeViolations(page)).toEqual([])
      expect(await tooWide(page)).toBeLessThanOrEqual(0)
      await page.close()
    }
  })
})

describe("on paper", () => {
  test.each(kinds)("%s: nothing runs over the edge", async kind => {
    // The width of A4 less its margins.
    const page = await opened(kind, {lang: "nl", reader: "parent", use: "final"}, 658)
    await page.emulateMedia({media: "print"})
    expect(await tooWide(page)).toBeLessThanOrEqual(0)
    await page.close()
  })
  test("the safety card: agreements and who to call first, and all of the card on one page", async () => {
    const page = await opened("veiligheidskaart", {lang: "nl", reader: "parent", use: "final"}, 900)
    const first = await page.locator(".card h2").first().textContent()
    expect(first).toContain("Afspraken en voorwaarden die nu gelden")
    const contact = page.locator(".card .agreements").getByText("Vaste contactpersoon")
    expect(await contact.count()).toBe(1)
    const pagesOf = async (): Promise<number> => {
      const pdf = await page.pdf({preferCSSPageSize: true})
      return (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length
    }
    const all = await pagesOf()
    // Without what comes after it, the card is one page; that takes nothing from the card itself.
    await page.evaluate(() => {
      for (let next; (next = document.querySelector(".one-page + *"));) next.remove()
    })
    expect(await pagesOf()).toBe(1)
    expect(all).toBeGreaterThan(1)
    await page.close()
  })
})
