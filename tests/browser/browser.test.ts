// SPDX-License-Identifier: EUPL-1.2
import {execFile} from "node:child_process"
import {readFile} from "node:fs/promises"
import {dirname} from "node:path"
import {promisify} from "node:util"

import type {Browser, BrowserContext, Page} from "playwright-core"
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest"

import {axeViolations, openBrowser, screenshot, watchPage} from "./browser.ts"
import {BROWSER_VERSION, PACKAGE_VERSION, hasPackedBrowser, unpackedChromium} from "./chromium.ts"
import {openSite} from "./site.ts"
import type {Site} from "./site.ts"

const fromNpm = hasPackedBrowser() && !process.env["WEDERHOOR_CHROME"]
const html = (body: string) => ({
  type: "text/html; charset=utf-8",
  body: `<!doctype html><html lang="nl"><head><title>Verslag</title>
    <link rel="stylesheet" href="/site.css"></head><body>${body}</body></html>`,
})

let browser: Browser
let site: Site
let elsewhere: Site
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await openBrowser()
  elsewhere = await openSite({
    "/closed": {type: "text/plain", body: "closed"},
    "/open": {type: "text/plain", body: "open", headers: {"access-control-allow-origin": "*"}},
  })
  site = await openSite({
    "/site.css": {type: "text/css", body: "main { color: #111; background: #fff }"},
    "/site.js": {
      type: "text/javascript",
      body: "document.querySelector('#ran').textContent = 'script ran'",
    },
    "/throws.js": {type: "text/javascript", body: "throw new Error('planted')"},
    "/good":
      html(`<main><h1>Hoor en wederhoor</h1><p>Vader belde om tien over acht — “te laat”, zei hij.
      Ïris at één boterham. 0123456789 €</p><p id="ran"></p><script src="/site.js"></script></main>`),
    "/inline-style": html(`<main><h1>Verslag</h1><p style="color: red">rood</p></main>`),
    "/inline-script": html("<main><h1>Verslag</h1><script>window.ran = true</script></main>"),
    "/throws": html(`<main><h1>Verslag</h1><script src="/throws.js"></script></main>`),
    "/remote": html(`<main><h1>Verslag</h1><img alt="" src="https://foto.example/a.png"></main>`),
    "/bad": html(`<main><h1>Verslag</h1><input type="text"><img src="data:,"></main>`),
    "/free": {
      ...html("<main><h1>Verslag</h1></main>"),
      headers: {"content-security-policy": "default-src * data:"},
    },
  })
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await elsewhere?.close()
})
beforeEach(async () => {
  context = await browser.newContext()
  page = await context.newPage()
})
afterEach(() => context.close())

describe.runIf(fromNpm)("the browser from npm", () => {
  test("has the pinned version", () => {
    expect(browser.version()).toBe(BROWSER_VERSION)
    expect(PACKAGE_VERSION.split(".")[0]).toBe(BROWSER_VERSION.split(".")[0])
  })

  test("brings its own NSS libraries, so it starts where the system has none", async () => {
    const {executable, environment} = await unpackedChromium()
    // The loader of Linux lists what it would load, and from where, instead of starting the program.
    const {stdout} = await promisify(execFile)(executable, [], {
      env: {...environment, LD_TRACE_LOADED_OBJECTS: "1"},
    })
    expect(stdout).not.toContain("not found")
    for (const library of [
      "libnss3",
      "libnssutil3",
      "libnspr4",
      "libplc4",
      "libplds4",
      "libexpat",
    ]) {
      expect(stdout).toMatch(new RegExp(`${library}\\.so\\S* => ${dirname(executable)}/`))
    }
  })

  test("shows text in the font that came with it", async () => {
    await page.goto(`${site.origin}/good`)
    const session = await context.newCDPSession(page)
    await session.send("DOM.enable")
    await session.send("CSS.enable")
    const {root} = await session.send("DOM.getDocument")
    const {nodeId} = await session.send("DOM.querySelector", {nodeId: root.nodeId, selector: "p"})
    const {fonts} = await session.send("CSS.getPlatformFontsForNode", {nodeId})
    expect(fonts.map(({familyName}) => familyName)).toEqual(["Open Sans"])
  })
})

describe("watching a page", () => {
  const problemsOf = async (path: string) => {
    const watch = await watchPage(page)
    await page.goto(`${site.origin}${path}`)
    // Violations are reported in a task of their own; after two frames they are in.
    await page.evaluate(
      () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
    return watch.problems()
  }

  test("a page that keeps to the strict policy has no problems, and its script runs", async () => {
    expect(await problemsOf("/good")).toEqual([])
    expect(await page.textContent("#ran")).toBe("script ran")
    expect(await page.evaluate(() => getComputedStyle(document.querySelector("main")!).color)).toBe(
      "rgb(17, 17, 17)",
    )
  })

  test("a style attribute is noticed, twice: as an event and on the console", async () => {
    const problems = await problemsOf("/inline-style")
    expect(problems).toContainEqual(expect.stringMatching(/^policy: style-src-attr blocked inline/))
    expect(problems).toContainEqual(expect.stringMatching(/^console: .*style/))
  })

  test("an inline script is noticed and does not run", async () => {
    const problems = await problemsOf("/inline-script")
    expect(problems).toContainEqual(
      expect.stringMatching(/^policy: script-src-elem blocked inline/),
    )
    expect(await page.evaluate(() => "ran" in window)).toBe(false)
  })

  test("an uncaught exception is noticed", async () => {
    expect(await problemsOf("/throws")).toContain("exception: planted")
  })

  test("a request for another machine is noticed", async () => {
    const problems = await problemsOf("/remote")
    expect(problems).toContainEqual(expect.stringMatching(/^policy: img-src blocked https:/))
  })

  test("a request for another machine is noticed where the policy would allow it, and fails", async () => {
    const watch = await watchPage(page)
    await page.goto(`${site.origin}/free`)
    const outcome = await page.evaluate(() =>
      fetch("https://foto.example/a.png").then(
        () => "answered",
        () => "refused",
      ),
    )
    expect(outcome).toBe("refused")
    expect(watch.problems()).toContain("remote: https://foto.example/a.png")
  })
})

describe("web security is on", () => {
  const fetched = (address: string) =>
    page.evaluate(
      url =>
        fetch(url).then(
          answer => answer.text(),
          (error: unknown) => String(error),
        ),
      address,
    )

  test("another origin that does not share refuses to be read", async () => {
    await page.goto(`${site.origin}/free`)
    expect(await fetched(`${elsewhere.origin}/closed`)).toBe("TypeError: Failed to fetch")
  })

  test("another origin that shares can be read, so the refusal was for want of sharing", async () => {
    await page.goto(`${site.origin}/free`)
    expect(await fetched(`${elsewhere.origin}/open`)).toBe("open")
  })
})

describe("axe under a strict policy", () => {
  test("finds nothing on a good page", async () => {
    await page.goto(`${site.origin}/good`)
    expect(await axeViolations(page)).toEqual([])
  })

  test("finds the planted problems, and says where", async () => {
    await page.goto(`${site.origin}/bad`)
    const violations = await axeViolations(page)
    expect(violations).toContainEqual(expect.stringMatching(/^label \(critical\) at input/))
    expect(violations).toContainEqual(expect.stringMatching(/^image-alt \(critical\) at img/))
  })
})

describe("a picture", () => {
  test("is saved as PNG under the given name", async () => {
    await page.goto(`${site.origin}/good`)
    const path = await screenshot(page, "browser-test")
    const bytes = await readFile(path)
    expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG")
  })

  test("is refused under a name that leaves the folder", async () => {
    await expect(screenshot(page, "../elders")).rejects.toThrow("not a name for a picture")
  })
})
