// SPDX-License-Identifier: EUPL-1.2

/**
 * What is asked of a family and a team around an explanatory analysis, in a real browser, on a phone of
 * 360 pixels, by keyboard alone: is it recognised, is it agreed to, is it taken back.
 */
import type {ReportFile, Template} from "@wederhoor/format"
import example from "@wederhoor/templates/verklarende-analyse/voorbeeld.json" with {type: "json"}
import template from "@wederhoor/templates/verklarende-analyse/template.json" with {type: "json"}
import type {Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {axeViolations} from "../browser/browser.ts"
import {setStage, type Stage} from "../together/stage.ts"

const {record, content} = example as unknown as ReportFile
const {persons} = record
const author = "tess-brouwer"
const reviewer = "ilse-van-rooij"
const mother = "elif-aksoy"
const youngest = "lotte-verhoef"

let now = "2026-09-19T10:00:00.000Z"
let stage: Stage

beforeAll(async () => {
  const fields = Object.fromEntries(
    Object.entries(record.fields).map(([section, values]) => [
      section,
      Object.fromEntries(Object.entries(values).map(([id, {value}]) => [id, value])),
    ]),
  )
  const given = {template: template as unknown as Template, persons, fields, content}
  stage = await setStage(given, () => now)
  for (const {reader, outcome, note, second} of record.disclosure)
    await stage.act(author, {act: "checkDisclosure", check: {reader, outcome, note, second}})
  if (record.draftReviews.length > 0)
    await stage.act(reviewer, {act: "reviewDraft", outcome: "ready", reason: ""})
  await stage.act(author, {act: "offer"})
}, 120_000)
afterAll(() => stage?.close())

/** What is wider than the phone, and what axe has to say; empty when all is well. */
async function misfits(page: Page): Promise<readonly unknown[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return [...(wide > 0 ? [`${wide} pixels too wide`] : []), ...(await axeViolations(page))]
}

/** Go on with Tab until the focus is on something that fits; fails when it never gets there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 400; step++) {
    await page.keyboard.press("Tab")
    const there = await page.evaluate(
      wanted => document.activeElement?.matches(wanted) ?? false,
      selector,
    )
    if (there) return
  }
  throw new Error(`the keyboard never comes to ${selector}`)
}

describe("recognition", () => {
  test("is asked beside each explanation, and answered by keyboard", async () => {
    const {page} = await stage.seat(mother, {width: 360})
    const first = page.locator("[data-recognise]").first()
    await first.waitFor()
    expect(await misfits(page)).toEqual([])
    const statement = await first.getAttribute("data-recognise")
    await tabTo(page, `[data-recognise="${statement}"] input[type="radio"]`)
    await page.keyboard.press("Space")
    await tabTo(page, `[data-recognise="${statement}"] button`)
    await page.keyboard.press("Enter")
    await page.locator(`[data-recognise="${statement}"] summary`).waitFor()
    expect(await misfits(page)).toEqual([])
    await page.context().close()
  }, 60_000)

  test("a young person reads and answers on the same phone", async () => {
    const {page} = await stage.seat("deniz-verhoef", {width: 360})
    await page.locator("article").first().waitFor()
    expect(await misfits(page)).toEqual([])
    await page.context().close()
  }, 60_000)

  test("the team sees who recognises what, on a phone too", async () => {
    const {page} = await stage.seat(author, {width: 360})
    for (const name of ["Ter inzage", "Reacties", "Ondertekening"]) {
      await page.getByRole("tab", {name}).click()
      expect(await misfits(page)).toEqual([])
    }
    await page.context().close()
  }, 60_000)
})

describe("signing for more than one thing", () => {
  test("each by itself, by keyboard; taken back again; and nothing is wider than the phone", async () => {
    now = "2026-09-29T10:00:00.000Z"
    for (const {person} of record.offers) {
      // Lotte is three: it is read to her.
      if (person !== youngest) await stage.read(person, 1)
      const talk = {
        state: "heard",
        on: "2026-09-24",
        how: "gesprek thuis, met de onderzoeker",
      } as const
      await stage.act(author, {act: "recordHearing", hearing: {person, ...talk}})
    }
    for (const {by, statement, recognition} of record.recognitions.filter(
      one => one.by !== youngest,
    ))
      await stage.act(by, {act: "recognise", on: statement, recognition, version: 1})
    await stage.act(author, {act: "submit"})
    now = "2026-09-30T09:00:00.000Z"
    await stage.act(reviewer, {act: "approve", dissent: "", version: 1})
    const {page} = await stage.seat(mother, {width: 360})
    const forms = page.locator('form[name="sign"], form[name^="sign-"]')
    await forms.first().waitFor()
    const names = await forms.evaluateAll(all => all.map(one => one.getAttribute("name") ?? ""))
    expect(names).toEqual(["sign-ownWords", "sign"])
    expect(await misfits(page)).toEqual([])
    for (const name of names) {
      await tabTo(page, `form[name="${name}"] input[type="radio"]`)
      await page.keyboard.press("Space")
      await tabTo(page, `form[name="${name}"] button`)
      await page.keyboard.press("Enter")
      await expect.poll(() => page.locator(`form[name="${name}"]`).count()).toBe(0)
    }
    expect(await misfits(page)).toEqual([])
    await tabTo(page, 'details:has(form[name="withdraw-report"]) > summary')
    await page.keyboard.press("Enter")
    await tabTo(page, 'form[name="withdraw-report"] button')
    await page.keyboard.press("Enter")
    // What was taken back can be signed again.
    await page.locator('form[name="sign"]').waitFor()
    expect(await misfits(page)).toEqual([])
    await page.context().close()
    const tess = await stage.seat(author, {width: 360})
    await tess.page.getByRole("tab", {name: "Ondertekening"}).click()
    expect(await misfits(tess.page)).toEqual([])
    await tess.page.context().close()
  }, 90_000)
})
