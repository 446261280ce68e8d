// SPDX-License-Identifier: EUPL-1.2

/** A real browser for tests, and what a test wants to know about a page in it. */
import {join} from "node:path"

import axe from "axe-core"
import type {AxeResults} from "axe-core"
import {chromium} from "playwright-core"
import type {Browser, Page} from "playwright-core"

import {BROWSER_VERSION, hasPackedBrowser, unpackedChromium} from "./chromium.ts"

/**
 * No sandbox because tests run as root in containers; everything else is there to keep the picture the
 * same everywhere and the browser quiet on the network. Web security stays on.
 */
const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--font-render-hinting=none",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  // A page of ours never needs another host: every name but this machine does not exist.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]",
]

/**
 * Start a headless browser; the caller closes it.
 *
 * On Linux x64 it is the one from npm, of exactly `BROWSER_VERSION`. Elsewhere it is the installed Chrome.
 * `WEDERHOOR_CHROME` overrides both: the path of a browser, or `chrome` for the installed one.
 *
 * @throws Error when the browser from npm has another version, or when none can be started.
 */
export async function openBrowser(): Promise<Browser> {
  const chosen = process.env["WEDERHOOR_CHROME"]
  if (chosen !== undefined && chosen !== "" && chosen !== "chrome") {
    return chromium.launch({executablePath: chosen, args: launchArguments})
  }
  if (chosen === "chrome" || !hasPackedBrowser()) {
    return chromium.launch({channel: "chrome", args: launchArguments})
  }
  const {executable, environment} = await unpackedChromium()
  const browser = await chromium.launch({
    executablePath: executable,
    env: environment,
    args: launchArguments,
  })
  if (browser.version() === BROWSER_VERSION) return browser
  await browser.close()
  throw new Error(`browser is ${browser.version()}, expected ${BROWSER_VERSION}`)
}

/** What went wrong in a page since it is watched. */
export interface Watch {
  /** One line per problem, in the order they came; empty when nothing went wrong. */
  problems(): string[]
}

/**
 * Watch a page for console errors, uncaught exceptions, crashes, violations of its Content-Security-Policy,
 * and requests to another machine. Call it before the page goes anywhere.
 *
 * Every line starts with what it is: `console: `, `exception: `, `crash`, `policy: `, `remote: `.
 */
export async function watchPage(page: Page): Promise<Watch> {
  const found: string[] = []
  page.on("console", message => {
    if (message.type() === "error") found.push(`console: ${message.text()}`)
  })
  page.on("pageerror", error => found.push(`exception: ${error.message}`))
  page.on("crash", () => found.push("crash"))
  page.on("request", request => {
    if (isRemote(request.url())) found.push(`remote: ${request.url()}`)
  })
  await page.exposeFunction("wederhoorTestViolation", (text: string) => {
    found.push(`policy: ${text}`)
  })
  await page.addInitScript(() => {
    // The event bubbles, also out of shadow trees; capturing means that nobody can stop it first.
    window.addEventListener(
      "securitypolicyviolation",
      event => {
        const report = Reflect.get(window, "wederhoorTestViolation") as (text: string) => void
        const place = `${event.sourceFile || event.documentURI}:${event.lineNumber}`
        report(`${event.effectiveDirective} blocked ${event.blockedURI} at ${place}`)
      },
      {capture: true},
    )
  })
  return {problems: () => [...found]}
}

function isRemote(address: string): boolean {
  const {protocol, hostname} = new URL(address)
  if (!/^(https?|wss?):$/.test(protocol)) return false
  return !["localhost", "127.0.0.1", "[::1]"].includes(hostname)
}

/**
 * What axe has against the page as it stands now: WCAG 2.0, 2.1 and 2.2, levels A and AA, and best
 * practices. One line per offending element; empty means that axe found nothing.
 *
 * axe enters by the debugging protocol, so a strict Content-Security-Policy does not stop it. Frames
 * within the page are not entered: open their content as a page of its own.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const {violations} = await page.evaluate(async (): Promise<AxeResults> => {
    const {axe} = globalThis as unknown as {axe: typeof import("axe-core")}
    return axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
      iframes: false,
    })
  })
  return violations.flatMap(({id, impact, nodes}) =>
    nodes.map(({target, failureSummary}) => {
      const summary = (failureSummary ?? "").replaceAll(/\s+/g, " ")
      return `${id} (${impact ?? "no impact"}) at ${target.join(" ")}: ${summary}`
    }),
  )
}

/**
 * Save a picture of the whole page as `tests/screenshots/<name>.png` (not in git) and give its path.
 * `name` matches `[a-z0-9-]+`.
 */
export async function screenshot(page: Page, name: string): Promise<string> {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`not a name for a picture: ${name}`)
  const path = join(import.meta.dirname, "../screenshots", `${name}.png`)
  await page.screenshot({path, fullPage: true, animations: "disabled"})
  return path
}
