// SPDX-License-Identifier: EUPL-1.2

/** The lines that the README gives to who embeds the editor are enough, under a strict policy. */
import {mkdtemp, readFile, readdir, rm} from "node:fs/promises"
import {tmpdir} from "node:os"
import {join} from "node:path"

import type {Browser, Page} from "playwright-core"
import {afterAll, beforeAll, describe, expect, test} from "vitest"

import {openBrowser, watchPage, type Watch} from "../browser/browser.ts"
import {root} from "../house/sources.ts"
import {type Host, lines, openHost} from "./host.ts"

let folder: string
let host: Host
let browser: Browser

beforeAll(async () => {
  const {build} = await import("vite")
  folder = await mkdtemp(join(tmpdir(), "wederhoor-element-"))
  await build({
    configFile: join(root, "packages/editor/vite.config.ts"),
    logLevel: "error",
    build: {outDir: folder, emptyOutDir: true},
  })
  host = await openHost(folder)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await host?.close()
  await rm(folder, {recursive: true, force: true})
})

async function visit(person: string, path = "/"): Promise<{page: Page; watch: Watch}> {
  const context = await browser.newContext({viewport: {width: 1280, height: 1000}})
  await context.addCookies([{name: "als", value: person, url: host.origin}])
  const page = await context.newPage()
  const watch = await watchPage(page)
  await page.goto(`${host.origin}${path}`)
  return {page, watch}
}

describe("what is built", () => {
  test("is one script, one style sheet and the licences of what is in them", async () => {
    expect((await readdir(folder)).sort()).toEqual(["element.js", "licences.md", "wederhoor.css"])
    const licences = await readFile(join(folder, "licences.md"), "utf8")
    for (const name of ["yjs", "prosemirror-view", "@hocuspocus/provider"])
      expect(licences).toContain(`## ${name} - `)
  })

  test("makes no code, style or file out of text, and loads nothing more", async () => {
    const script = await readFile(join(folder, "element.js"), "utf8")
    const forbidden = [
      /\beval\(/,
      /\bnew Function\b|[^.\w]Function\(/,
      /\bdata:[a-z]+\//,
      /<(style|script|link)\b/,
      /createElement\([`"'](style|script|link)[`"']/,
      /\bstyle=["'\\]/,
      /^(import|export)\b|[;}](import|export)[\s{*"'`]|[^.\w]import\(/m,
      /\bprocess\.env\.NODE_ENV/,
      /sourceMappingURL/,
    ]
    expect(forbidden.flatMap(pattern => pattern.exec(script)?.[0] ?? [])).toEqual([])
    // A page may forbid styles in attributes: carets of colleagues have classes.
    expect(script).not.toMatch(/setAttribute\([`"']style[`"']/)
    const styles = await readFile(join(folder, "wederhoor.css"), "utf8")
    expect(styles).toMatch(/^@layer wederhoor\s*\{/)
    expect(styles).not.toMatch(/url\(|@import|@font-face|https?:|data:/)
  })

  test("has every rule in the layer, so that any rule of the page wins", async () => {
    const styles = await readFile(join(folder, "wederhoor.css"), "utf8")
    const {page} = await visit("karin-smit", "/zonder")
    const kinds = await page.evaluate(text => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      return [...sheet.cssRules].map(rule =>
        rule instanceof CSSLayerBlockRule ? `@layer ${rule.name}` : rule.cssText.slice(0, 60),
      )
    }, styles)
    expect([...new Set(kinds)]).toEqual(["@layer wederhoor"])
    await page.context().close()
  })
})

describe("the page of the README", () => {
  test("says what the tests read: a style sheet, two modules and one element", () => {
    expect(lines.html.match(/<(link|script|wederhoor-editor)\b/g)).toHaveLength(4)
    expect(lines.script).toContain("editor.token =")
  })

  test("shows the author every statement, with nothing against the policy", async () => {
    const {page, watch} = await visit("karin-smit")
    const expected = host.content!.sections.flatMap(({statements}) => statements.map(({id}) => id))
    expect(expected.length).toBeGreaterThan(10)
    const shown = () =>
      page
        .locator("wederhoor-editor .wh-statement")
        .evaluateAll(all => all.map(one => one.getAttribute("data-id") ?? "").toSorted())
    await expect.poll(shown).toEqual(expected.toSorted())
    await expect
      .poll(() =>
        page.evaluate(
          () =>
            (
              document.querySelector("wederhoor-editor") as unknown as {
                editor: {connection(): {state: string}} | null
              }
            ).editor?.connection().state,
        ),
      )
      .toBe("connected")
    expect(watch.problems()).toEqual([])
    expect(host.logged).toEqual([])
    await page.context().close()
  })

  test("tells a mother, while it is written, that there is nothing to read yet", async () => {
    const {page, watch} = await visit("marloes-bakker")
    await page.getByText("Er is nog niets om te lezen").waitFor()
    expect(await page.locator(".wh-statement, .wederhoor-report").count()).toBe(0)
    expect(watch.problems()).toEqual([])
    await page.context().close()
  })

  test("who is not signed in gets a reason and a way to try again, not an empty page", async () => {
    const {page} = await visit("niemand")
    const alert = page.locator("wederhoor-editor [role=alert]")
    await expect.poll(() => alert.textContent()).toContain("Meld u opnieuw aan.")
    expect(await alert.getByRole("button").count()).toBe(1)
    await page.context().close()
  })

  test("leaves the look of everything around it as it was", async () => {
    const looks = (page: Page) =>
      page.locator("#eigen, #eigen *").evaluateAll(all =>
        all.map(one => {
          const style = getComputedStyle(one)
          const values = [...style].map(name => `${name}: ${style.getPropertyValue(name)}`)
          return `${one.tagName} ${values.join("; ")}`
        }),
      )
    const {page: bare} = await visit("karin-smit", "/zonder")
    const before = await looks(bare)
    const {page} = await visit("karin-smit")
    await page.locator(".wh-statement").first().waitFor()
    expect(before.length).toBeGreaterThan(20)
    expect(await looks(page)).toEqual(before)
    await bare.context().close()
    await page.context().close()
  })
})

describe("the look", () => {
  test("one rule of the page changes a token for every table, one rule beats ours, an NL Design System token counts", async () => {
    const {page, watch} = await visit("karin-smit")
    await page.locator(".wh-statement").first().waitFor()
    const looks = () =>
      page.evaluate(() => {
        const of = (selector: string, name: string) =>
          getComputedStyle(document.querySelector(selector)!).getPropertyValue(name)
        return [
          of(".wederhoor-title", "color"),
          of(".wh-line", "color"),
          of(".wh-line", "font-family"),
          of(".wederhoor-button--main", "background-color"),
          of(".wederhoor-tab", "text-transform"),
        ]
      })
    expect(await looks()).not.toContain("rgb(1, 2, 3)")
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`
        .wederhoor { --wederhoor-color: rgb(1, 2, 3); --wederhoor-font: monospace }
        :root { --nl-button-primary-background-color: rgb(4, 5, 6) }
        .wederhoor-tab { text-transform: uppercase }`)
      document.adoptedStyleSheets = [sheet]
    })
    await expect
      .poll(looks)
      .toEqual(["rgb(1, 2, 3)", "rgb(1, 2, 3)", "monospace", "rgb(4, 5, 6)", "uppercase"])
    expect(watch.problems()).toEqual([])
    await page.context().close()
  })
})

describe("two elements on one page", () => {
  test("work beside each other, and leave no connection when they are taken out", async () => {
    await expect.poll(host.sockets).toBe(0)
    const context = await browser.newContext({viewport: {width: 1280, height: 1000}})
    await context.addCookies([{name: "als", value: "karin-smit", url: host.origin}])
    const page = await context.newPage()
    const watch = await watchPage(page)
    let opened = 0
    let closed = 0
    page.on("websocket", socket => {
      opened += 1
      socket.on("close", () => (closed += 1))
    })
    await page.goto(`${host.origin}/twee`)
    const line = (side: string, id: string) =>
      page.locator(`#${side} .wh-statement[data-id="${id}"] .wh-line`).first()
    await line("een", "s1").waitFor()
    await line("twee", "s1").waitFor()
    await expect.poll(host.sockets).toBe(2)

    // What one writes the other sees, with the other's caret in it: that is drawn without inline styles.
    await line("een", "s1").click()
    await page.keyboard.press("End")
    await page.keyboard.type(" Uit het eerste venster.")
    await expect.poll(() => line("twee", "s1").textContent()).toContain("Uit het eerste venster.")
    await page.locator("#twee .wederhoor-cursor").first().waitFor()
    await expect
      .poll(() => page.locator("#een [data-connection]").first().getAttribute("data-connection"))
      .toBe("connected")

    await page.locator("#een > *").evaluate(element => element.remove())
    await expect.poll(host.sockets).toBe(1)
    await page.locator("#twee > *").evaluate(element => element.remove())
    await expect.poll(host.sockets).toBe(0)
    await expect.poll(() => closed).toBe(opened)
    expect(opened).toBe(2)
    expect(watch.problems()).toEqual([])
    expect(host.logged).toEqual([])
    await context.close()
  })

  test("an element that is put elsewhere in the page keeps its connection and goes on", async () => {
    const {page, watch} = await visit("karin-smit", "/zonder")
    let opened = 0
    page.on("websocket", () => (opened += 1))
    await page.goto(`${host.origin}/`)
    await page.locator(".wh-statement").first().waitFor()
    await expect.poll(host.sockets).toBe(1)
    await page.evaluate(() => {
      const element = document.querySelector("wederhoor-editor")!
      const aside = document.body.appendChild(document.createElement("aside"))
      aside.append(element)
    })
    const line = page.locator(`aside .wh-statement[data-id="s2"] .wh-line`).first()
    await line.click()
    await page.keyboard.press("End")
    await page.keyboard.type(" Hier verder.")
    await expect.poll(() => line.textContent()).toContain("Hier verder.")
    await page.getByText("Alles is bewaard").first().waitFor()
    expect([opened, host.sockets()]).toEqual([1, 1])
    expect(watch.problems()).toEqual([])
    await page.context().close()
    await expect.poll(host.sockets).toBe(0)
  })
})
