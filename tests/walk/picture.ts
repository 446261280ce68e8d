// SPDX-License-Identifier: EUPL-1.2

/** Makes the picture in the README from the running program: `npm run picture`. */
import {join} from "node:path"
import {openBrowser} from "../browser/browser.ts"
import {buildPages, root, startProgram} from "./program.ts"

const pages = await buildPages()
const program = await startProgram({pages})
const browser = await openBrowser()
try {
  const open = async (person: string) => {
    const context = await browser.newContext({
      viewport: {width: 1400, height: 1000},
      locale: "nl-NL",
    })
    const page = await context.newPage()
    await page.goto(`${program.url}/`)
    await page.locator(`[data-door="${person}"]`).click()
    await page.locator(".wh-statement").first().waitFor()
    return page
  }
  const caret = async (page: Awaited<ReturnType<typeof open>>, id: string) => {
    const line = page.locator(`.wh-statement[data-id="${id}"] .wh-line`).first()
    await line.scrollIntoViewIfNeeded()
    await line.click()
    await page.keyboard.press("End")
  }
  const bas = await open("bas-oosting")
  const karin = await open("karin-smit")
  await caret(bas, "s12")
  await caret(karin, "s4")
  await karin.locator(".wederhoor-cursor").first().waitFor()
  await karin.locator(".wh-stack-open [data-hint]").first().waitFor()
  // Sections get their real height when they come into view, so the place is only found after a moment.
  for (let turn = 0; turn < 3; turn++) {
    await karin
      .locator('.wh-statement[data-id="s4"]')
      .evaluate(one => one.scrollIntoView({block: "center"}))
    await karin.waitForTimeout(400)
  }
  await karin.screenshot({
    path: join(root, "playground/editor.png"),
    caret: "initial",
    animations: "allow",
  })
} finally {
  await browser.close()
  await program.close()
}
