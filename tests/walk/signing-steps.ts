// SPDX-License-Identifier: EUPL-1.2
import {readFile, writeFile} from "node:fs/promises"
import {join} from "node:path"
import type {Page} from "playwright-core"
import {expect} from "vitest"
import {axeViolations, watchPage} from "../browser/browser.ts"
import {golden} from "../case/golden.ts"
import {fingerprint} from "./hearing-steps.ts"
import {wederhoor} from "./program.ts"
import {
  caretIn,
  enter,
  nextStep,
  people,
  phaseIs,
  type Stage,
  statementOf,
  tab,
  tabTo,
  type Who,
  wordsOf,
} from "./stage.ts"
import type {Step} from "./writing-steps.ts"

const reason = "De weging van 20 noemt niet wat vader hierover zegt. Kijk daar nog eens naar."

const lateWords = " Dit schreef ik te laat."

interface SignedPayload {
  readonly decision: string
  readonly party: {readonly ref: string}
  readonly purpose: string
  readonly scope: readonly {readonly section: string; readonly digest: string}[]
  readonly shown?: {readonly sha256: string}
}

interface SavedBundle {
  readonly report: {
    readonly sections: {
      readonly id: string
      readonly digest: string
      readonly statements: {value?: {id: string; lines: {text: string}[][]}}[]
    }[]
  }
  readonly signOffs: readonly {readonly payload: string}[]
}

/** Fetch something of the report as the person whose page this is. */
const fetchAs = (page: Page, who: Who, path: string): Promise<string> =>
  page.evaluate(
    async ([person, address]) => {
      const {token} = (await (
        await fetch("/demo/token", {
          method: "POST",
          body: JSON.stringify({person}),
          headers: {"content-type": "application/json"},
        })
      ).json()) as {token: string}
      return (
        await fetch(`/wederhoor/reports/noor-en-sem/${address}`, {
          headers: {authorization: `Bearer ${token}`},
        })
      ).text()
    },
    [people[who], path] as const,
  )

async function sign(stage: Stage, who: Who): Promise<void> {
  const {page} = stage.seats[who]
  const wish = golden.signOffs.find(one => one.by === people[who])!
  const form = page.locator('form[name="sign"]')
  await form.waitFor()
  // Nothing is chosen beforehand, and without a choice nothing is signed.
  expect(await form.locator('input[name="decision"]:checked').count()).toBe(0)
  await form.locator("button[type=submit]").click()
  await expect.poll(() => form.locator("[role=alert]").innerText()).toMatch(/keuze/i)
  await form.locator(`input[name="decision"][value="${wish.decision}"]`).check()
  await form.locator("button[type=submit]").click()
  await expect.poll(() => page.locator(".wederhoor-signed").innerText()).toMatch(/Ontvangstcode/)
}

/** Signing with Tab, Space, the arrow keys and Enter alone. */
async function signByKeyboard(stage: Stage, who: Who): Promise<void> {
  const {page} = stage.seats[who]
  const wish = golden.signOffs.find(one => one.by === people[who])!
  const form = 'form[name="sign"]'
  await page.locator(form).waitFor()
  await tabTo(page, `${form} input[name="decision"]`)
  expect(await page.locator(`${form} input[name="decision"]:checked`).count()).toBe(0)
  await page.keyboard.press("Space")
  const wanted = page.locator(`${form} input[value="${wish.decision}"]`)
  for (let presses = 0; presses < 5 && !(await wanted.isChecked()); presses++)
    await page.keyboard.press("ArrowDown")
  expect(await wanted.isChecked()).toBe(true)
  await tabTo(page, `${form} button[type=submit]`)
  await page.keyboard.press("Enter")
  await expect.poll(() => page.locator(".wederhoor-signed").innerText()).toMatch(/Ontvangstcode/)
}

export const signingSteps: readonly Step[] = [
  {
    name: "author-submits-for-approval",
    async walk(stage) {
      // Meanwhile a colleague writes on without a connection.
      const {page: bas, context} = stage.seats.bas
      await tab(bas, "report")
      await caretIn(bas, "s1")
      await context.setOffline(true)
      await bas.keyboard.type(lateWords)
      await nextStep(stage.seats.karin.page, "submit")
      await phaseIs(stage.seats.karin.page, "approval")
    },
  },
  {
    name: "late-words-are-handed-back",
    async walk(stage) {
      const {page: bas, context} = stage.seats.bas
      await context.setOffline(false)
      const list = bas.locator("[data-not-placed]")
      await expect.poll(() => list.allInnerTexts(), {timeout: 30_000}).not.toEqual([])
      expect((await list.allInnerTexts()).join("\n")).toContain(lateWords.trim())
      await phaseIs(bas, "approval")
      await expect.poll(() => wordsOf(bas, "s1")).not.toContain(lateWords.trim())
      expect(await wordsOf(stage.seats.karin.page, "s1")).not.toContain(lateWords.trim())
      // They outlive a reload, until their writer puts them away.
      await bas.reload()
      await list.first().waitFor()
    },
  },
  {
    name: "reviewer-cannot-write",
    async walk(stage) {
      const page = await enter(stage, "femke")
      await statementOf(page, "s1").waitFor()
      const before = await wordsOf(page, "s1")
      await statementOf(page, "s1").locator(".wh-line").first().click()
      await page.keyboard.type("Dit schrijft de gedragswetenschapper. ")
      await page.waitForTimeout(300)
      expect(await wordsOf(page, "s1")).toBe(before)
      expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
      expect(await page.locator('select[name="kind"]').count()).toBe(0)
      expect(await axeViolations(page)).toEqual([])
    },
  },
  {
    name: "reviewer-returns-with-a-reason",
    async walk(stage) {
      const {page} = stage.seats.femke
      const form = page.locator('form[name="return"]')
      await form.locator("button[type=submit]").click()
      await expect.poll(() => form.locator("[role=alert]").count()).toBe(1)
      await form.locator('textarea[name="reason"]').fill(reason)
      await form.locator("button[type=submit]").click()
      await phaseIs(page, "hearing")
      const {page: karin} = stage.seats.karin
      await phaseIs(karin, "hearing")
      await tab(karin, "review")
      await expect.poll(() => karin.locator("[data-review=returned]").innerText()).toContain(reason)
    },
  },
  {
    name: "reviewer-approves",
    async walk(stage) {
      await nextStep(stage.seats.karin.page, "submit")
      const {page} = stage.seats.femke
      await phaseIs(page, "approval")
      const form = page.locator('form[name="approve"]')
      await form.locator("button[type=submit]").click()
      await phaseIs(page, "signing")
      await phaseIs(stage.seats.karin.page, "signing")
    },
  },
  {
    name: "mother-signs",
    async walk(stage) {
      const page = await enter(stage, "mother")
      await page.locator(".wederhoor-report").waitFor()
      expect(await page.locator(".wederhoor-report").innerText()).toMatch(
        /Versie 2, om te ondertekenen/,
      )
      await signByKeyboard(stage, "mother")
    },
  },
  {
    name: "father-disagrees",
    async walk(stage) {
      const page = await enter(stage, "father")
      await page.locator(".wederhoor-report").waitFor()
      await sign(stage, "father")
    },
  },
  {
    name: "report-is-made-final",
    async walk(stage) {
      const {page} = stage.seats.karin
      await nextStep(page, "finalise")
      await phaseIs(page, "final")
    },
  },
  {
    name: "signature-covers-what-was-shown",
    async walk(stage) {
      const {page} = stage.seats.mother
      const shown = await fetchAs(page, "mother", "versions/2/rendition")
      const bundle = JSON.parse(
        await fetchAs(stage.seats.karin.page, "karin", "bundle.json"),
      ) as SavedBundle
      const payloads = bundle.signOffs.map(
        ({payload}) =>
          JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as SignedPayload,
      )
      const own = payloads.find(one => one.party.ref === people.mother)!
      expect(own.decision).toBe("agreed")
      expect(own.shown?.sha256).toBe(fingerprint(shown))
      expect(own.scope).toEqual(
        bundle.report.sections.map(({id, digest}) => ({section: id, digest})),
      )
      expect(payloads.find(one => one.party.ref === people.father)?.decision).toBe("disagreed")
      const acts = payloads.map(one => one.purpose).toSorted()
      expect(acts).toEqual(["approval", "author", "report", "report"])
    },
  },
  {
    name: "report-shows-reactions-and-sign-offs",
    async walk(stage) {
      const html = await fetchAs(stage.seats.karin.page, "karin", "report.html")
      const file = join(stage.program.data, "verslag.html")
      await writeFile(file, html)
      const page = await stage.seats.karin.context.newPage()
      const watch = await watchPage(page)
      await page.goto(`file://${file}`)
      for (const {on, text, answer} of golden.reactions) {
        const passage = await page.locator(`[data-statement="${on}"]`).first().innerText()
        expect(passage).toContain(text)
        expect(passage).toContain(answer.text)
      }
      const all = await page.locator("body").innerText()
      for (const {text} of golden.reactions) expect(all.split(text)).toHaveLength(3)
      const table = await page.locator("table").last().innerText()
      expect(table).toMatch(/Marloes Bakker[\s\S]*Akkoord/)
      expect(table).toMatch(/Jeroen van Dalen[\s\S]*Niet akkoord/)
      expect(table).toMatch(/Femke Yilmaz[\s\S]*Goedgekeurd/)
      expect(await axeViolations(page)).toEqual([])
      expect(watch.problems()).toEqual([])
      await page.close()
      const fathers = await fetchAs(stage.seats.father.page, "father", "report.html")
      expect(fathers).not.toContain("Ik hoorde mama die nacht gillen")
    },
  },
  {
    name: "verify-says-unchanged",
    async walk(stage) {
      const file = join(stage.program.data, "bundel.json")
      await writeFile(file, await fetchAs(stage.seats.karin.page, "karin", "bundle.json"))
      const {code, out} = await wederhoor(
        "verify",
        file,
        "--keys",
        join(stage.program.data, "keys.json"),
      )
      expect(out).toMatch(/^ongewijzigd/im)
      expect(out).toContain("Dit zegt niet of de inhoud waar is.")
      expect(code).toBe(0)
    },
  },
  {
    name: "verify-names-the-changed-statement",
    async walk(stage) {
      const bundle = JSON.parse(
        await readFile(join(stage.program.data, "bundel.json"), "utf8"),
      ) as SavedBundle
      const leaf = bundle.report.sections
        .flatMap(section => section.statements)
        .find(({value}) => value?.id === "s13")!
      const run = leaf.value!.lines[0]![0]!
      run.text = run.text.replace("3 cm", "5 cm")
      const file = join(stage.program.data, "bundel-veranderd.json")
      await writeFile(file, JSON.stringify(bundle))
      const {code, out} = await wederhoor(
        "verify",
        file,
        "--keys",
        join(stage.program.data, "keys.json"),
      )
      expect(out).toMatch(/gewijzigd/i)
      expect(out).not.toMatch(/ongewijzigd/i)
      expect(out).toMatch(/uitspraak 10\.1 \(s13\)/)
      expect(out).toContain("Dit zegt niet of de inhoud waar is.")
      expect(code).toBe(1)
    },
  },
]
