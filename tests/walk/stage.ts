// SPDX-License-Identifier: EUPL-1.2
import {rm} from "node:fs/promises"
import type {Browser, BrowserContext, Locator, Page} from "playwright-core"
import {expect} from "vitest"
import {openBrowser, type Watch, watchPage} from "../browser/browser.ts"
import {buildPages, type Program, startProgram} from "./program.ts"
import {layWire, type Wire} from "./wire.ts"

/** The six people of the walk, by their id in the register. */
export const people = {
  karin: "karin-smit",
  bas: "bas-oosting",
  femke: "femke-yilmaz",
  mother: "marloes-bakker",
  father: "jeroen-van-dalen",
  noor: "noor-van-dalen",
} as const

export type Who = keyof typeof people

/** One person's browser: a context of its own, and everything that came in over the wire. */
export interface Seat {
  readonly context: BrowserContext
  readonly page: Page
  readonly watch: Watch
  /** This person's own way to the program, which remembers all that came back over it. */
  readonly wire: Wire
  /** Addresses of the requests it made. */
  readonly requests: string[]
}

/** What the steps of the walk share. */
export interface Stage {
  readonly program: Program
  readonly browser: Browser
  readonly seats: {readonly [who in Who]: Seat}
  /** Names of the steps that were walked to their end. */
  readonly done: Set<string>
  readonly close: () => Promise<void>
}

/** Start the program on an empty store and give each of the six a browser context of their own. */
export async function setStage(): Promise<Stage> {
  const pages = await buildPages()
  const program = await startProgram({pages})
  const browser = await openBrowser()
  const seats = {} as Record<Who, Seat>
  for (const who of Object.keys(people) as Who[]) seats[who] = await takeSeat(browser, program)
  return {
    program,
    browser,
    seats,
    done: new Set(),
    close: async () => {
      await browser.close()
      for (const {wire} of Object.values(seats)) await wire.close()
      await program.close()
      await rm(pages, {recursive: true, force: true})
    },
  }
}

async function takeSeat(browser: Browser, program: Program): Promise<Seat> {
  const context = await browser.newContext({viewport: {width: 1280, height: 1000}, locale: "nl-NL"})
  await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => undefined)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  // The program itself is the same for everybody; what differs comes from the server's own paths.
  const wire = await layWire(program.url, path => /^\/(wederhoor|demo)\//.test(path))
  const requests: string[] = []
  page.on("request", request =>
    requests.push(`${request.method()} ${new URL(request.url()).pathname}`),
  )
  const watch = await watchPage(page)
  return {context, page, watch, wire, requests}
}

/** Go in by the door of the first page, as a person would. */
export async function enter(stage: Stage, who: Who): Promise<Page> {
  const {page, wire} = stage.seats[who]
  await page.goto(`${wire.url}/`)
  await page.locator(`[data-door="${people[who]}"]`).click()
  await page.locator("[data-phase]").first().waitFor()
  return page
}

/** The statement with this id in the editor. */
export function statementOf(page: Page, id: string): Locator {
  return page.locator(`.wh-statement[data-id="${id}"]`)
}

/** Put the caret at the end of a statement, by mouse and keyboard. */
export async function caretIn(
  page: Page,
  id: string,
  edge: "start" | "end" = "end",
): Promise<void> {
  const line = statementOf(page, id).locator(".wh-line").first()
  await line.scrollIntoViewIfNeeded()
  const box = (await line.boundingBox())!
  // Home and End go to the ends of the line on screen: click in the first or the last of those.
  await line.click({
    position: edge === "end" ? {x: box.width - 4, y: box.height - 6} : {x: 4, y: 8},
  })
  await page.keyboard.press(edge === "end" ? "End" : "Home")
  await expect
    .poll(() => page.locator(".wh-inspector-body").getAttribute("data-statement"))
    .toBe(id)
}

/** The text of a statement, without its heading and chips. */
export async function wordsOf(page: Page, id: string): Promise<string> {
  const lines = await statementOf(page, id)
    .locator(".wh-line")
    .evaluateAll(all =>
      all.map(one => {
        const copy = one.cloneNode(true) as HTMLElement
        for (const other of copy.querySelectorAll(
          ".wederhoor-cursor, .ProseMirror-separator, .ProseMirror-trailingBreak",
        ))
          other.remove()
        return copy.textContent ?? ""
      }),
    )
  return lines.join("\n")
}

/**
 * Go by the Tab key alone to the first thing that fits a selector, from where the focus is now. Fails
 * when a whole round does not meet it: then nobody without a mouse gets there either.
 */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press("Tab")
    const there = await page.evaluate(
      wanted => document.activeElement?.matches(wanted) === true,
      selector,
    )
    if (there) return
  }
  expect.fail(`the Tab key never reaches ${selector}`)
}

/** Wait until everything this person wrote was acknowledged: the status says so in words. */
export async function saved(page: Page): Promise<void> {
  await page.getByText("Alles is bewaard").first().waitFor()
}

/** Open one of the tabs of the team. */
export async function tab(page: Page, name: string): Promise<void> {
  await page.locator(`[data-tab="${name}"]`).click()
  await page.locator(`[data-tab="${name}"][aria-selected="true"]`).waitFor()
}

/** Ask for the next step of the report and confirm it. */
export async function nextStep(page: Page, step: "offer" | "submit" | "finalise"): Promise<void> {
  await page.locator(`[data-step="${step}"]`).click()
  await page.locator(`form[name="step-${step}"] button[type=submit]`).click()
}

/** Wait until this page shows the phase. */
export async function phaseIs(page: Page, phase: string): Promise<void> {
  await page.locator(`[data-phase="${phase}"]`).first().waitFor()
}
