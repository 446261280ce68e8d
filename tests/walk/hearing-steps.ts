// SPDX-License-Identifier: EUPL-1.2
import {createHash} from "node:crypto"
import {expect} from "vitest"
import {axeViolations} from "../browser/browser.ts"
import {golden} from "../case/golden.ts"
import {enter, nextStep, people, phaseIs, tabTo, type Stage, tab, type Who} from "./stage.ts"
import type {Step} from "./writing-steps.ts"

const whoIs = (person: string): Who =>
  (Object.entries(people) as [Who, string][]).find(([, id]) => id === person)![0]

/** Words that a reader of the offered version may not receive, by person. */
const hiddenFrom: {readonly [who in "mother" | "father" | "noor"]: readonly string[]} = {
  mother: ["Vader is agressief", "Patiënte is", "adres afgeschermd"],
  father: [
    "Ik hoorde mama die nacht gillen",
    "Vader is agressief",
    "Lindelaan",
    "adres afgeschermd",
  ],
  noor: ["Vader is agressief", "Lindelaan", "adres afgeschermd"],
}

/** Words that must be there: what is for this reader is not kept from them. */
const shownTo: {readonly [who in "mother" | "father" | "noor"]: readonly string[]} = {
  mother: ["Ik hoorde mama die nacht gillen", "rode plek links in de hals"],
  father: ["rode plek links in de hals", "papa en mama mij vragen"],
  noor: ["Ik hoorde mama die nacht gillen", "papa en mama mij vragen"],
}

async function react(
  stage: Stage,
  who: Who,
  on: string,
  type: string,
  text: string,
): Promise<void> {
  const {page} = stage.seats[who]
  const passage = page.locator(`[data-statement="${on}"]`).first()
  await passage.getByRole("button", {name: /^Reageren/}).click()
  const form = page.locator(`form[name="react-${on}"]`)
  expect(await form.locator('input[name="type"]:checked').count()).toBe(0)
  await form.locator(`input[name="type"][value="${type}"]`).check()
  await form.locator("textarea").fill(text)
  await form.locator("button[type=submit]").click()
  await expect
    .poll(() => passage.locator("[data-reaction]").allInnerTexts())
    .toContainEqual(expect.stringContaining(text))
}

const reactionStep = (index: number, name: string, way = react): Step => ({
  name,
  walk: stage => {
    const {by, on, type, text} = golden.reactions[index]!
    return way(stage, whoIs(by), on, type, text)
  },
})

/** The same without a mouse: Tab, Space, Enter and letters. */
async function reactByKeyboard(
  stage: Stage,
  who: Who,
  on: string,
  type: string,
  text: string,
): Promise<void> {
  const {page} = stage.seats[who]
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    getSelection()?.removeAllRanges()
  })
  await tabTo(page, `[data-statement="${on}"] .wederhoor-button--react`)
  await page.keyboard.press("Enter")
  const form = `form[name="react-${on}"]`
  await page.locator(form).waitFor()
  await tabTo(page, `${form} input[name="type"]`)
  // Within a group of choices the arrow keys go on; none is chosen by arriving there.
  expect(await page.locator(`${form} input[name="type"]:checked`).count()).toBe(0)
  await page.keyboard.press("Space")
  for (let presses = 0; presses < 6; presses++) {
    if (await page.locator(`${form} input[value="${type}"]`).isChecked()) break
    await page.keyboard.press("ArrowDown")
  }
  expect(await page.locator(`${form} input[value="${type}"]`).isChecked()).toBe(true)
  await tabTo(page, `${form} textarea`)
  await page.keyboard.type(text)
  await tabTo(page, `${form} button[type=submit]`)
  await page.keyboard.press("Enter")
  const passage = page.locator(`[data-statement="${on}"]`).first()
  await expect
    .poll(() => passage.locator("[data-reaction]").allInnerTexts())
    .toContainEqual(expect.stringContaining(text))
}

export const hearingSteps: readonly Step[] = [
  {
    name: "disclosure-is-checked-by-two",
    async walk(stage) {
      const {page} = stage.seats.karin
      await tab(page, "hearing")
      const parties = golden.persons.filter(one => one.role === "parent" || one.role === "child")
      for (const {id} of parties) {
        const form = page.locator(`form[name="disclosure-${id}"]`)
        expect(await form.locator('input[name="outcome"]:checked').count()).toBe(0)
        await form.locator('input[name="outcome"][value="safe"]').check()
        await form
          .locator('textarea[name="note"]')
          .fill("Besproken in het team; niemand loopt gevaar.")
        await form.locator('select[name="second"]').selectOption(people.bas)
        await form.locator("button[type=submit]").click()
        await expect
          .poll(() => page.locator(`[data-person="${id}"]`).innerText())
          .toMatch(/Bas Oosting/)
      }
    },
  },
  {
    name: "offering-freezes-version-1",
    async walk(stage) {
      const {page} = stage.seats.karin
      await nextStep(page, "offer")
      await phaseIs(page, "hearing")
      const mother = await enter(stage, "mother")
      await mother.locator(".wederhoor-report").waitFor()
      expect(await mother.locator(".wederhoor-report").innerText()).toMatch(
        /Versie 1, om te lezen en op te reageren/,
      )
    },
  },
  {
    name: "each-reads-their-own-rendition",
    async walk(stage) {
      for (const who of ["mother", "father", "noor"] as const) {
        const page = await enter(stage, who)
        await page.locator(".wederhoor-report").waitFor()
        const bytes = stage.seats[who].wire.received().join("\n")
        // As it is, and in another dress: as a JSON escape or as base64.
        const holds = (words: string): boolean =>
          [
            words,
            JSON.stringify(words).slice(1, -1),
            Buffer.from(words).toString("base64").slice(2, -4),
          ].some(form => bytes.includes(form))
        expect(
          shownTo[who].filter(words => !holds(words)),
          `missing for ${who}`,
        ).toEqual([])
        expect(hiddenFrom[who].filter(holds), `shown to ${who}`).toEqual([])
        expect(await page.locator("[data-statement]").count()).toBeGreaterThan(10)
      }
      expect(await axeViolations(stage.seats.noor.page)).toEqual([])
      expect(await axeViolations(stage.seats.father.page)).toEqual([])
    },
  },
  {
    name: "family-cannot-open-the-text",
    async walk(stage) {
      // The content itself is not theirs to open: not over the socket, not as findings, not as a bundle.
      const {page, requests} = stage.seats.father
      expect(requests.filter(line => line.includes("/findings"))).toEqual([])
      const status = await page.evaluate(async person => {
        const {token} = (await (
          await fetch("/demo/token", {
            method: "POST",
            body: JSON.stringify({person}),
            headers: {"content-type": "application/json"},
          })
        ).json()) as {token: string}
        const answer = await fetch("/wederhoor/reports/noor-en-sem/findings?gate=toFamily", {
          headers: {authorization: `Bearer ${token}`},
        })
        return answer.status
      }, people.father)
      expect(status).toBe(403)
    },
  },
  reactionStep(0, "mother-reacts-on-13"),
  reactionStep(1, "father-reacts-on-3"),
  reactionStep(2, "father-reacts-on-20", reactByKeyboard),
  reactionStep(3, "noor-reacts-on-14"),
  {
    name: "sem-is-heard-through-his-teacher",
    async walk(stage) {
      const {page} = stage.seats.karin
      await tab(page, "hearing")
      for (const {person, state, on, how} of golden.hearings) {
        const part = page.locator(`[data-person="${person}"]`)
        await part.getByText("Een gesprek of poging vastleggen").click()
        const form = page.locator(`form[name="record-${person}"]`)
        await form.locator('select[name="state"]').selectOption(state)
        await form.locator('input[name="on"]').fill(on)
        await form.locator('input[name="how"]').fill(how)
        await form.locator("button[type=submit]").click()
        await expect.poll(() => part.innerText()).toContain(how)
      }
    },
  },
  {
    name: "author-answers-each",
    async walk(stage) {
      const {page} = stage.seats.karin
      await tab(page, "reactions")
      expect(await page.locator("[data-reaction]").count()).toBe(golden.reactions.length)
      for (const {text, answer} of golden.reactions) {
        const card = page
          .locator("[data-tab] ~ *, [role=tabpanel]")
          .locator("[data-reaction]")
          .filter({hasText: text})
          .first()
        await card.locator(`input[name="kind"][value="${answer.kind}"]`).check()
        await card.locator('textarea[name="text"]').fill(answer.text)
        await card.locator("button[type=submit]").click()
        await expect.poll(() => card.locator(".wederhoor-answer").count()).toBe(1)
      }
      const {page: noor} = stage.seats.noor
      await expect
        .poll(() => noor.locator('[data-statement="s14"]').first().innerText())
        .toContain(golden.reactions[3]!.answer.text)
    },
  },
]

/** SHA-256 in base64url of a text. */
export const fingerprint = (text: string): string =>
  createHash("sha256").update(text).digest("base64url")
