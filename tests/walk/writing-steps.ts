// SPDX-License-Identifier: EUPL-1.2
import {plainText, statementsOf, wordFor} from "@wederhoor/format"
import type {Page} from "playwright-core"
import {expect} from "vitest"
import {axeViolations} from "../browser/browser.ts"
import {golden} from "../case/golden.ts"
import {
  caretIn,
  enter,
  nextStep,
  people,
  saved,
  type Stage,
  statementOf,
  tab,
  tabTo,
  type Who,
  wordsOf,
} from "./stage.ts"

/** One step of the walk. Its name is how it is switched off. */
export interface Step {
  readonly name: string
  readonly walk: (stage: Stage) => Promise<void>
}

const kindsOnPage = (page: Page): Promise<Record<string, string>> =>
  page
    .locator(".wh-statement")
    .evaluateAll(all =>
      Object.fromEntries(
        all.map(one => [one.getAttribute("data-id"), one.getAttribute("data-kind")]),
      ),
    )

/** Rules that rest on the shielded strings of the register: only the server can see them. */
const serverOnly = new Set(["shielded-text"])

/** The text of a statement as the case has it. */
const original = (id: string): string =>
  plainText([...statementsOf(golden.content)].find(one => one.statement.id === id)!.statement)

export const writingSteps: readonly Step[] = [
  {
    name: "first-page-has-six-doors",
    async walk(stage) {
      const {page, wire} = stage.seats.karin
      await page.goto(`${wire.url}/`)
      await page.locator("[data-door]").first().waitFor()
      const doors = await page
        .locator("[data-door]")
        .evaluateAll(all => all.map(one => one.getAttribute("data-door") ?? ""))
      expect(doors.toSorted()).toEqual(Object.values(people).toSorted())
      expect(await page.locator("main").innerText()).toMatch(/verzonnen/i)
      expect(await axeViolations(page)).toEqual([])
    },
  },
  {
    name: "role-comes-from-the-token",
    async walk(stage) {
      const {page, wire} = stage.seats.father
      await page.goto(`${wire.url}/`)
      const outcome = await page.evaluate(async person => {
        const token = (await (
          await fetch("/demo/token", {
            method: "POST",
            body: JSON.stringify({person}),
            headers: {"content-type": "application/json"},
          })
        ).json()) as {token: string}
        const [head, body, mark] = token.token.split(".")
        const claims = JSON.parse(atob(body!.replaceAll("-", "+").replaceAll("_", "/"))) as Record<
          string,
          unknown
        >
        const forged = btoa(JSON.stringify({...claims, role: "author", person: "karin-smit"}))
          .replaceAll("+", "-")
          .replaceAll("/", "_")
          .replaceAll("=", "")
        const ask = (bearer: string) =>
          fetch("/wederhoor/reports/noor-en-sem", {
            headers: {authorization: `Bearer ${bearer}`},
          }).then(answer => answer.status)
        return {
          own: await ask(token.token),
          forged: await ask(`${head}.${forged}.${mark}`),
          none: await ask(""),
        }
      }, people.father)
      expect(outcome).toEqual({own: 200, forged: 401, none: 401})
    },
  },
  {
    name: "report-opens-as-entered",
    async walk(stage) {
      for (const who of ["karin", "bas"] as const) {
        const page = await enter(stage, who)
        await page.locator(".wh-statement").first().waitFor()
        const kinds = await kindsOnPage(page)
        expect(Object.keys(kinds)).toHaveLength(26)
        for (const {statement} of statementsOf(golden.content)) {
          expect(kinds[statement.id]).toBe(statement.kind)
          expect(await wordsOf(page, statement.id)).toBe(plainText(statement))
          await expect(
            statementOf(page, statement.id).locator(".wh-kind").textContent(),
          ).resolves.toBe(wordFor("kind", statement.kind))
        }
      }
      expect(await axeViolations(stage.seats.karin.page)).toEqual([])
    },
  },
  {
    name: "findings-stand-beside-each-statement",
    async walk(stage) {
      const {page, requests} = stage.seats.karin
      await saved(page)
      await page.waitForTimeout(1_500)
      const before = requests.length
      const refused: string[] = []
      for (const {statement: id, accepted, rules} of golden.expected) {
        await caretIn(page, id)
        // The mouse click itself is a rest: findings of a statement nobody types in are there at once.
        const stack = page.locator(`.wh-stack[data-statement="${id}"]`)
        const errors = async (): Promise<string[]> =>
          (
            await stack
              .locator("[data-finding]")
              .evaluateAll(all => all.map(one => one.getAttribute("data-finding") ?? ""))
          ).filter(rule => rule !== "")
        const wanted = rules.filter(rule => !serverOnly.has(rule))
        if (!accepted) await expect.poll(errors).toEqual(expect.arrayContaining(wanted))
        const found = await errors()
        if (found.length > 0) refused.push(id)
        if (accepted) expect(found, id).toEqual([])
        for (const line of await stack.locator(".wh-card-what").allInnerTexts())
          expect(line).toMatch(/\p{L}/u)
      }
      expect(refused.toSorted()).toEqual(
        golden.expected
          .filter(one => !one.accepted)
          .map(one => one.statement)
          .toSorted(),
      )
      // What needs the register is asked of the server, each time with a token of now; nothing else is.
      const asked = requests
        .slice(before)
        .filter(line => !line.includes("/findings") && line !== "POST /demo/token")
      expect(asked).toEqual([])
      // What only the server can see stands beside its statement as well, and repeats nothing secret.
      await caretIn(page, "s24")
      const shielded = page.locator(
        '.wh-stack[data-statement="s24"] [data-finding="shielded-text"]',
      )
      await expect.poll(() => shielded.count()).toBe(1)
      expect(await shielded.innerText()).not.toMatch(/Lindelaan/)
      await caretIn(page, "s4")
      const card = page.locator('.wh-stack[data-statement="s4"]')
      await expect.poll(() => card.locator("[data-hint]").count()).toBeGreaterThan(0)
      await expect.poll(() => card.innerText()).toMatch(/oordeel/i)
      await expect.poll(() => card.innerText()).toMatch(/bron/i)
    },
  },
  {
    name: "hints-come-after-rest",
    async walk(stage) {
      const {page} = stage.seats.karin
      await caretIn(page, "s1")
      await page.keyboard.type(" Er zijn zorgen.")
      const hints = page.locator('.wh-stack[data-statement="s1"] [data-hint]')
      await expect.poll(() => hints.count(), {timeout: 5_000}).toBeGreaterThan(0)
      for (let n = 0; n < " Er zijn zorgen.".length; n++) await page.keyboard.press("Backspace")
      await expect
        .poll(() => wordsOf(page, "s1"))
        .toBe(
          plainText(
            [...statementsOf(golden.content)].find(one => one.statement.id === "s1")!.statement,
          ),
        )
    },
  },
  {
    name: "two-write-at-once",
    async walk(stage) {
      const {page: karin} = stage.seats.karin
      const {page: bas} = stage.seats.bas
      await caretIn(karin, "s10")
      await caretIn(bas, "s11")
      // Both type in one section, letter by letter, at the same time.
      await Promise.all([
        karin.keyboard.type(" Karin was hier.", {delay: 15}),
        bas.keyboard.type(" Bas ook.", {delay: 25}),
      ])
      for (const page of [karin, bas]) {
        await expect.poll(() => wordsOf(page, "s10")).toMatch(/ Karin was hier\.$/)
        await expect.poll(() => wordsOf(page, "s11")).toMatch(/ Bas ook\.$/)
      }
      for (let n = 0; n < " Karin was hier.".length; n++) await karin.keyboard.press("Backspace")
      for (let n = 0; n < " Bas ook.".length; n++) await bas.keyboard.press("Backspace")
      for (const page of [karin, bas])
        for (const id of ["s10", "s11"])
          await expect.poll(() => wordsOf(page, id)).toBe(original(id))
    },
  },
  {
    name: "each-sees-the-others-cursor",
    async walk(stage) {
      const seen: [Who, string][] = [
        ["karin", "Bas Oosting"],
        ["bas", "Karin Smit"],
      ]
      await caretIn(stage.seats.karin.page, "s10")
      await caretIn(stage.seats.bas.page, "s11")
      for (const [who, name] of seen)
        await expect
          .poll(() => stage.seats[who].page.locator(".wederhoor-cursor").allInnerTexts())
          .toContainEqual(expect.stringContaining(name))
    },
  },
  {
    name: "an-opinion-never-becomes-a-fact",
    async walk(stage) {
      const {page} = stage.seats.karin
      const before = await kindsOnPage(page)
      const textsBefore = await textsOf(page)
      // Backspace at the start of a statement, and Delete at the end of the one before it.
      for (const id of ["s20", "s18", "s12", "s17"]) {
        await caretIn(page, id, "start")
        for (let n = 0; n < 3; n++) await page.keyboard.press("Backspace")
        await caretIn(page, id, "end")
        for (let n = 0; n < 3; n++) await page.keyboard.press("Delete")
      }
      expect(await kindsOnPage(page)).toEqual(before)
      expect(await textsOf(page)).toEqual(textsBefore)
      // Select from a fact into the opinions further on, and type over it: nothing crosses.
      await selectAcross(page, "s24", "s20")
      await page.keyboard.press("Backspace")
      expect(await kindsOnPage(page)).toEqual(before)
      const cut = await textsOf(page)
      for (const [id, kind] of Object.entries(before))
        if (kind === "fact") expect(cut[id]).not.toMatch(/Beide kinderen|narcist|agressief\. Beide/)
      await undoAll(page, textsBefore)
      // Paste an opinion into a fact: it comes as words of the fact's writer, never as a statement or a kind.
      await caretIn(page, "s2")
      await page.keyboard.press("Control+a")
      await page.keyboard.press("Control+c")
      await caretIn(page, "s20")
      await page.keyboard.press("Control+v")
      expect(await kindsOnPage(page)).toEqual(before)
      await undoAll(page, textsBefore)
      expect(await kindsOnPage(page)).toEqual(before)
      await saved(page)
    },
  },
  {
    name: "a-break-in-the-line-loses-nothing",
    async walk(stage) {
      const {page: bas, context} = stage.seats.bas
      const {page: karin} = stage.seats.karin
      const words = " Dit kwam zonder lijn."
      await caretIn(bas, "s16")
      await context.setOffline(true)
      await bas
        .getByText(/^Geen verbinding/)
        .first()
        .waitFor()
      await bas.keyboard.type(words)
      expect(await wordsOf(bas, "s16")).toContain(words)
      expect(await wordsOf(karin, "s16")).not.toContain(words)
      await context.setOffline(false)
      await expect.poll(() => wordsOf(karin, "s16")).toContain(words)
      await saved(bas)
      for (let n = 0; n < words.length; n++) await bas.keyboard.press("Backspace")
      await expect.poll(() => wordsOf(karin, "s16")).toBe(original("s16"))
      await saved(bas)
    },
  },
  {
    name: "author-works-by-keyboard",
    async walk(stage) {
      const {page} = stage.seats.bas
      await page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        getSelection()?.removeAllRanges()
      })
      await tabTo(page, ".wh-document")
      await page.keyboard.press("Control+Home")
      // F8 goes from remark to remark and says in words which one it is.
      const current = () => page.locator(".wh-inspector-body").getAttribute("data-statement")
      await page.keyboard.press("F8")
      await expect.poll(() => page.locator(".wh-status").innerText()).toMatch(/^1 van \d+/)
      const first = await current()
      await page.keyboard.press("F8")
      await expect.poll(current).not.toBe(first)
      // Escape goes to the panel of the statement and back into the text; Tab goes on through both.
      await page.keyboard.press("Escape")
      const inside = (selector: string) =>
        page.evaluate(wanted => document.activeElement?.closest(wanted) !== null, selector)
      await expect.poll(() => inside(".wh-inspector")).toBe(true)
      await page.keyboard.press("Escape")
      await expect.poll(() => inside(".wh-document")).toBe(true)
      await tabTo(page, ".wh-inspector select[name=kind]")
      await tabTo(page, ".wh-cards button, .wh-cards summary")
    },
  },
  {
    name: "gate-is-closed-while-refused",
    async walk(stage) {
      const {page} = stage.seats.karin
      await nextStep(page, "offer")
      await expect
        .poll(() => page.locator('form[name="step-offer"] [role=alert]').innerText())
        .toMatch(/nog niet/i)
      expect(await page.locator('[data-rule="shielded-text"]').count()).toBeGreaterThan(0)
      expect(stage.seats.karin.wire.received().join("\n")).not.toMatch(/adres afgeschermd/)
      await page.getByRole("button", {name: "Nog niet", exact: true}).click()
    },
  },
  {
    name: "authors-correct-the-eleven",
    async walk(stage) {
      const {page} = stage.seats.karin
      await tab(page, "report")
      const inspector = page.locator(".wh-inspector")
      const open = async (part: string): Promise<void> => {
        const details = inspector.locator(`details[data-part="${part}"]`)
        if ((await details.getAttribute("open")) === null)
          await details.locator("summary").first().click()
      }
      const addRelation = async (type: string, ref: string): Promise<void> => {
        await inspector.locator(`select[name="${type}"]`).selectOption(ref)
        await inspector.locator(`button[name="add-${type}"]`).click()
        await inspector.locator(`button[name="remove-${type}-${ref}"]`).waitFor()
      }
      const rewrite = async (text: string): Promise<void> => {
        await page.keyboard.press("Control+a")
        await page.keyboard.type(text)
      }
      for (const [id, correction] of Object.entries(golden.corrections)) {
        await caretIn(page, id)
        let target = id
        if (correction.withdrawn) {
          await open("withdraw")
          await inspector.locator('textarea[name="withdrawn"]').fill("Dit is niet houdbaar.")
          await inspector.locator('button[name="withdraw"]').click()
          await statementOf(page, id).locator(".wh-withdrawn-why").waitFor()
          continue
        }
        if (correction.convert) {
          await inspector.locator('select[name="kind"]').selectOption(correction.convert)
          await inspector.locator('button[name="convert"]').click()
          await statementOf(page, id).locator(".wh-withdrawn-why").waitFor()
          await expect
            .poll(() => inspector.locator(".wh-inspector-body").getAttribute("data-statement"))
            .not.toBe(id)
          target = (await inspector.locator(".wh-inspector-body").getAttribute("data-statement"))!
          expect((await kindsOnPage(page))[target]).toBe(correction.convert)
          await caretIn(page, target)
        }
        if (correction.text) await rewrite(correction.text)
        if (correction.readers) {
          await open("more")
          const gone = golden.persons.filter(one => !correction.readers!.includes(one.id))
          for (const {id: person} of gone) {
            const remove = inspector.locator(`button[name="remove-reader-${person}"]`)
            if ((await remove.count()) > 0) await remove.click()
          }
        }
        if (correction.sources) {
          for (const name of await inspector
            .locator('button[name^="remove-source-"]')
            .evaluateAll(all => all.map(one => one.getAttribute("name")!)))
            await inspector.locator(`button[name="${name}"]`).click()
          for (const source of correction.sources) await addRelation("source", source)
        }
        if (correction.basedOn) {
          for (const name of await inspector
            .locator('button[name^="remove-basedOn-"]')
            .evaluateAll(all => all.map(one => one.getAttribute("name")!)))
            await inspector.locator(`button[name="${name}"]`).click()
          for (const basis of correction.basedOn) await addRelation("basedOn", basis)
        }
        if (correction.answers) await addRelation("answers", correction.answers)
        if (correction.convert)
          for (const [name, value] of Object.entries(correction.attrs ?? {})) {
            const control = inspector.locator(`[name="${name}"]`)
            if (await control.evaluate(one => one instanceof HTMLSelectElement))
              await control.selectOption(String(value))
            else {
              await control.fill(String(value))
              await control.blur()
            }
          }
      }
      await saved(page)
      const left = page.locator(".wh-card-error")
      await caretIn(page, "s1")
      await expect.poll(() => left.count(), {timeout: 10_000}).toBe(0)
    },
  },
]

async function textsOf(page: Page): Promise<Record<string, string>> {
  return page.locator(".wh-statement").evaluateAll(all =>
    Object.fromEntries(
      all.map(one => [
        one.getAttribute("data-id"),
        [...one.querySelectorAll(".wh-line")]
          .map(line => {
            const copy = line.cloneNode(true) as HTMLElement
            for (const other of copy.querySelectorAll(".wederhoor-cursor")) other.remove()
            return copy.textContent ?? ""
          })
          .join("\n"),
      ]),
    ),
  )
}

/** Select from the middle of one statement to the middle of another, with the mouse and Shift. */
async function selectAcross(page: Page, from: string, to: string): Promise<void> {
  await statementOf(page, from).locator(".wh-line").first().click()
  await statementOf(page, to)
    .locator(".wh-line")
    .first()
    .click({modifiers: ["Shift"]})
}

async function undoAll(page: Page, texts: Record<string, string>): Promise<void> {
  for (let n = 0; n < 30; n++) {
    if (JSON.stringify(await textsOf(page)) === JSON.stringify(texts)) return
    await page.keyboard.press("Control+z")
  }
  expect(await textsOf(page)).toEqual(texts)
}
