// SPDX-License-Identifier: EUPL-1.2

/**
 * The assistant that reads along, in a real browser: what a person hides, how the text reads, what was left
 * standing and why, and a model of the host. By keyboard, and on 360 pixels.
 */
import type {Kind, Statement} from "@wederhoor/format"
import type {NewReport} from "@wederhoor/server"
import goldenCase from "@wederhoor/templates/feitenonderzoek/noor-en-sem.json" with {type: "json"}
import template from "@wederhoor/templates/feitenonderzoek/template.json" with {type: "json"}
import type {Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {axeViolations} from "../browser/browser.ts"
import {setStage, type Stage} from "../together/stage.ts"
import {tabTo} from "../walk/stage.ts"

const karin = "karin-smit"
const bas = "bas-oosting"
const femke = "femke-yilmaz"

const given = goldenCase as unknown as NewReport
const said = (id: string, kind: Kind, text: string): Statement => ({
  id,
  kind,
  lines: [[{text}]],
  attrs: {},
  relations: [],
})
/** The sections of the case, the first of them that holds facts with words of our own. */
const content = {
  ...given.content!,
  sections: given.content!.sections.map(section =>
    section.id === factSection()
      ? {
          ...section,
          statements: [
            said("t1", "fact", "Vader is agressief."),
            said("t2", "fact", "Derhalve is moeder lui en liegt zij altijd. Opa floot."),
            said("t3", "fact", "Opa floot een deuntje."),
          ],
        }
      : section,
  ),
}
function factSection(): string {
  const own = (template as unknown as NewReport["template"]).sections
  return own.find(section => section.allows.includes("fact"))?.id ?? ""
}

let stage: Stage

beforeAll(async () => {
  stage = await setStage({
    ...given,
    template: template as unknown as NewReport["template"],
    content,
  })
}, 120_000)
afterAll(() => stage?.close())

/** What is wider than the screen, and what axe has to say; empty when all is well. */
async function misfits(page: Page): Promise<readonly unknown[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return [...(wide > 0 ? [`${wide} pixels too wide`] : []), ...(await axeViolations(page))]
}

const stackOf = (page: Page, id: string) => page.locator(`.wh-stack[data-statement="${id}"]`)

/** Put the caret at the end of a statement, and wait until its remarks stand open. */
async function open(page: Page, id: string): Promise<void> {
  const line = page.locator(`.wh-statement[data-id="${id}"] .wh-line`).first()
  await line.scrollIntoViewIfNeeded()
  await line.click()
  await page.keyboard.press("End")
  await page.locator(`.wh-stack-open[data-statement="${id}"]`).waitFor()
}

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.outerHTML.slice(0, 400) ?? "")
}

async function tab(page: Page, name: string): Promise<void> {
  await page.locator(`[data-tab="${name}"]`).click()
  await page.locator(`[data-tab="${name}"][aria-selected="true"]`).waitFor()
}

/** Pictures to look at, when somebody asks for them. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["WEDERHOOR_PICTURES_IN"]
  if (folder) await page.screenshot({path: `${folder}/${name}.png`})
}

describe("a rule that somebody hides", () => {
  test("is gone on this computer for this person only, also after a reload, until it is shown again", async () => {
    const {page, window} = await stage.seat(karin)
    await open(page, "t1")
    const hint = stackOf(page, "t1").locator("[data-hint]")
    const rule = await hint.first().getAttribute("data-hint")
    await picture(page, "card")
    const logged = await stage.logged()
    // By keyboard: from the text to the remarks beside it, and then to the button.
    await tabTo(page, `[data-statement="t1"] [data-hint="${rule}"] [data-act="hide"]`)
    await page.keyboard.press("Enter")
    await expect.poll(() => hint.count()).toBe(0)
    expect(await page.locator(".wh-status").innerText()).toContain("Je ziet deze regel niet meer")
    await expect.poll(() => focused(page)).toContain("wh-document")
    expect(await stage.logged()).toBe(logged)

    await page.reload()
    await page.locator('.wh-statement[data-id="t1"]').waitFor()
    await open(page, "t1")
    expect(await hint.count()).toBe(0)
    // Somebody else at this computer sees it.
    const other = await window()
    await other.goto(page.url().replace(karin, bas))
    await open(other, "t1")
    expect(await stackOf(other, "t1").locator(`[data-hint="${rule}"]`).count()).toBe(1)
    await other.close()

    await tab(page, "language")
    const row = page.locator(`[data-hidden-rule="${rule}"]`)
    await row.waitFor()
    await picture(page, "hidden-rule")
    expect(await misfits(page)).toEqual([])
    await tabTo(page, `[data-hidden-rule="${rule}"] button`)
    await page.keyboard.press("Enter")
    await expect.poll(() => row.count()).toBe(0)
    await expect.poll(() => focused(page)).toContain("Regels die je niet ziet")
    await tab(page, "report")
    await open(page, "t1")
    await expect.poll(() => hint.first().getAttribute("data-hint")).toBe(rule)
    await page.context().close()
  }, 90_000)

  test("is gone as long as the page lies where nothing can be kept", async () => {
    const {page} = await stage.seat(karin)
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new DOMException("blocked", "SecurityError")
        },
      })
    })
    await page.reload()
    await open(page, "t1")
    const hint = stackOf(page, "t1").locator("[data-hint]")
    await hint.first().locator('[data-act="hide"]').click()
    await expect.poll(() => hint.count()).toBe(0)
    await tab(page, "language")
    expect(await page.locator("[data-hidden-rule]").count()).toBe(1)
    await page.context().close()
  }, 60_000)
})

describe("how it reads", () => {
  for (const width of [1280, 360])
    test(`is told in a tab, by keyboard, ${width} pixels wide`, async () => {
      const {page} = await stage.seat(karin, {width})
      await page.locator('.wh-statement[data-id="t1"]').waitFor()
      await tabTo(page, '[data-tab="report"]')
      for (let step = 0; step < 6; step++) await page.keyboard.press("ArrowRight")
      expect(await focused(page)).toContain('data-tab="language"')
      const panel = page.locator(".wederhoor-language")
      await panel.getByText("Woorden per zin, gemiddeld").waitFor()
      await panel.getByText("derhalve").waitFor()
      await tabTo(page, '[data-part="formulas"] > summary')
      await page.keyboard.press("Enter")
      await panel.getByText("Flesch-Douma").waitFor()
      expect(await misfits(page)).toEqual([])
      await picture(page, `panel-${width}`)
      const count = Number(await page.locator("[data-opinions]").getAttribute("data-opinions"))
      expect(count).toBeGreaterThanOrEqual(2)
      await tabTo(page, "[data-walk]")
      await page.keyboard.press("Enter")
      const status = page.locator(".wh-status")
      await expect.poll(() => status.innerText()).toContain(`Zin 1 van ${count}`)
      await expect.poll(() => focused(page)).toContain("wh-document")
      await picture(page, `walk-${width}`)
      for (let step = 1; step < count; step++) await page.keyboard.press("F8")
      await expect.poll(() => status.innerText()).toContain(`Zin ${count} van ${count}`)
      await page.keyboard.press("F8")
      await expect.poll(() => status.innerText()).toContain("de laatste zin")
      expect(await misfits(page)).toEqual([])
      await page.context().close()
    }, 90_000)
})

describe("what was left standing", () => {
  test("is asked for a reason by the writer and read by the behavioural scientist", async () => {
    const {page} = await stage.seat(karin)
    await open(page, "t2")
    const stack = stackOf(page, "t2")
    await stack.locator("[data-others]").first().click()
    await picture(page, "unfolded")
    expect(await misfits(page)).toEqual([])
    const hints = stack.locator("[data-hint]")
    const before = await hints.count()
    const what = await hints.first().locator(".wh-card-what").innerText()
    await hints.first().locator('[data-act="waive"]').press("Enter")
    await expect.poll(() => focused(page)).toContain('name="reason"')
    await page.keyboard.type("Zo staat het in het vonnis.")
    await picture(page, "reason")
    expect(await misfits(page)).toEqual([])
    // Escape goes back to the card and leaves nothing behind.
    await page.keyboard.press("Escape")
    await expect.poll(() => focused(page)).toContain('data-act="waive"')
    await page.keyboard.press("Enter")
    await page.keyboard.type("Zo staat het in het vonnis.")
    await page.keyboard.press("Enter")
    await expect.poll(() => hints.count()).toBeLessThan(before)
    // Without a reason: twice Enter.
    await open(page, "t1")
    await stackOf(page, "t1").locator('[data-act="waive"]').first().press("Enter")
    await page.locator(".wh-reason input").waitFor()
    await page.keyboard.press("Enter")
    await expect.poll(() => stackOf(page, "t1").locator("[data-hint]").count()).toBe(0)
    await page.getByText("Alles is bewaard").first().waitFor()

    for (const width of [1280, 360]) {
      const {page: reads} = await stage.seat(femke, {width})
      const left = reads.locator('[data-left="t2"]')
      await left.waitFor()
      expect(await left.innerText()).toContain("Zo staat het in het vonnis.")
      expect(await left.innerText()).toContain(what)
      const bare = reads.locator('[data-left="t1"]')
      expect(await bare.innerText()).toContain("zonder reden")
      expect(await left.locator("xpath=..").innerText()).not.toMatch(/Karin|Smit/)
      await reads.locator('[data-part="language"] > summary').press("Enter")
      await reads.getByText("Woorden per zin, gemiddeld").waitFor()
      expect(await misfits(reads)).toEqual([])
      await left.scrollIntoViewIfNeeded()
      await picture(reads, `review-${width}`)
      await left.getByRole("button").press("Enter")
      await expect.poll(() => reads.locator(".wh-current").getAttribute("data-id")).toBe("t2")
      // Who reviews walks with F8 as well, and sees under the words what the remarks are about.
      await reads.keyboard.press("F8")
      await expect.poll(() => reads.locator(".wh-status").innerText()).toMatch(/^\d+ van \d+/)
      await expect.poll(() => reads.locator(".wh-hinted").count()).toBeGreaterThan(0)
      await picture(reads, `review-walk-${width}`)
      await reads.context().close()
    }
    // Other words: then the waiver is about nothing any more.
    await open(page, "t1")
    for (let n = 0; n < "agressief.".length; n++) await page.keyboard.press("Backspace")
    await page.keyboard.type("niet vriendelijk.")
    await page.getByText("Alles is bewaard").first().waitFor()
    const {page: again} = await stage.seat(femke)
    await again.locator('[data-left="t2"]').waitFor()
    expect(await again.locator('[data-left="t1"]').count()).toBe(0)
    await again.context().close()
    await page.context().close()
  }, 120_000)
})

describe("a model of the host", () => {
  test("gives a tip when it answers, and the tip goes when the words change", async () => {
    const {page} = await stage.seat(karin)
    await page.evaluate(() => {
      const asked: string[] = []
      Reflect.set(globalThis, "asked", asked)
      Reflect.set(document.querySelector("wederhoor-editor")!, "language", {
        classifier: {
          id: "proef-1",
          opinions: async (sentences: readonly string[]) => {
            asked.push(...sentences)
            await new Promise(resolve => setTimeout(resolve, 300))
            return sentences.map(sentence => (sentence.includes("deuntje") ? 0.95 : 0.1))
          },
        },
      })
    })
    await page.locator('.wh-statement[data-id="t3"] .wh-line').first().waitFor()
    const tip = stackOf(page, "t3").locator('[data-hint="value-judgement/model-proef-1"]')
    await page.waitForTimeout(1200)
    expect(await page.evaluate(() => Reflect.get(globalThis, "asked") as string[])).toEqual([])
    await page.locator('.wh-statement[data-id="t3"] .wh-line').first().click()
    await page.keyboard.press("End")
    await tip.waitFor()
    await tip.scrollIntoViewIfNeeded()
    expect(await misfits(page)).toEqual([])
    await picture(page, "model")
    for (let n = 0; n < "een deuntje.".length; n++) await page.keyboard.press("Backspace")
    await page.keyboard.type("niet.")
    await expect.poll(() => tip.count()).toBe(0)
    await expect
      .poll(() => page.evaluate(() => (Reflect.get(globalThis, "asked") as string[]).at(-1)))
      .toBe("Opa floot niet.")
    expect(await tip.count()).toBe(0)
    await page.context().close()
  }, 60_000)
})
