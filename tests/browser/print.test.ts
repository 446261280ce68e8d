// SPDX-License-Identifier: EUPL-1.2
import {parseLayouts, renderReport, reportPage, sampleReport} from "@wederhoor/render"
import {printWithChromium} from "@wederhoor/render/chromium"
import {readLayouts} from "@wederhoor/server"
import {expect, test} from "vitest"

import {openBrowser} from "./browser.ts"

const layoutOf = parseLayouts(readLayouts())

test("a browser prints the page of a report, tagged and with bookmarks, and stays open", async () => {
  const model = sampleReport("nl")
  const page = await reportPage(renderReport(layoutOf("feitenonderzoek", "nl"), model), {
    title: model.title,
    lang: "nl",
  })
  const browser = await openBrowser()
  try {
    const pdf = Buffer.from(await printWithChromium(page, {browser})).toString("latin1")
    expect(pdf).toMatch(/^%PDF-/)
    expect(pdf).toContain("/StructTreeRoot")
    expect(pdf).toContain("/Outlines")
    expect(browser.isConnected()).toBe(true)
    const stopped = AbortSignal.abort(new Error("no longer wanted"))
    await expect(printWithChromium(page, {browser, signal: stopped})).rejects.toThrow(
      "no longer wanted",
    )
  } finally {
    await browser.close()
  }
  await expect(printWithChromium(page, {browser})).rejects.toMatchObject({code: "layout-failed"})
})
