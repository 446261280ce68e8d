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
    const context = await browser.newContext({viewport: {width: 1400, height: 1000}, locale: "nl-NL"})
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
  await karin.locator('.wh-stack-open [data-hint]').first().waitFor()
  await karin.locator('.wh-section[data-section="facts"]').evaluate(one => one.scrollIntoView({block: "start"}))
  await karin.waitForTimeout(500)
  await karin.screenshot({path: join(root, "playground/editor.png")})
} finally {
  await browser.close()
  await program.close()
}
