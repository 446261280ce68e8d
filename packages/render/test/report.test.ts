// SPDX-License-Identifier: EUPL-1.2
import {createHash} from "node:crypto"
import {describe, expect, test} from "vitest"
import {
  parseTemplate,
  renderReport,
  reportPage,
  reportStyles,
  sampleReport,
} from "@wederhoor/render"
import type {ReportModel} from "@wederhoor/format"
import {demo, shipped} from "./demo.ts"

const template = parseTemplate(shipped("nl"))
const fragment = renderReport(template, demo)

/** A copy of a value with every string replaced. */
function mapStrings(value: unknown, to: (text: string) => string): unknown {
  if (typeof value === "string") return to(value)
  if (Array.isArray(value)) return value.map(item => mapStrings(item, to))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, to)]))
}

/** Elements and attribute names of a fragment, without values. */
function shapeOf(html: string): readonly string[] {
  return [...html.matchAll(/<(\/?[a-z0-9]+)((?:\s+[a-z-]+="[^"<>]*")*)>/g)].map(
    ([, tag, rest = ""]) =>
      `${tag} ${[...rest.matchAll(/([a-z-]+)=/g)].map(each => each[1]).join(" ")}`,
  )
}

describe("the fragment people read and sign", () => {
  test("is the same bytes every time, whatever the order of keys", () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned)
      if (typeof value !== "object" || value === null) return value
      const entries = Object.entries(value).map(([key, item]) => [key, turned(item)] as const)
      return Object.fromEntries(entries.toReversed())
    }
    expect(renderReport(parseTemplate(shipped("nl")), turned(demo) as ReportModel)).toBe(fragment)
  })

  test("is one article with language, and marks statements, sections and reactions", () => {
    expect(fragment).toMatch(/^<article class="wederhoor-report" lang="nl">[^]*<\/article>\n$/)
    for (const section of demo.sections) {
      expect(fragment).toContain(`data-section="${section.id}"`)
      for (const {id} of section.statements) expect(fragment).toContain(`data-statement="${id}"`)
    }
    for (const {id, on} of demo.reactions)
      expect(fragment.split(`data-reaction="${id}"`)).toHaveLength(on === "" ? 2 : 3)
  })

  test("has unique ids, and every reference within it leads somewhere", () => {
    const html = renderReport(template, sampleReport("nl"))
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(each => each[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of html.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g))
      expect(ids).toContain(target)
  })

  test("headings go down one step at a time, and each table cell of a head has a scope", () => {
    const levels = [...fragment.matchAll(/<h([1-6])/g)].map(each => Number(each[1]))
    expect(levels[0]).toBe(1)
    const steps = levels.map((level, index) => level - (levels[index - 1] ?? 0))
    expect(Math.max(...steps)).toBe(1)
    expect(fragment).not.toMatch(/<th(?! scope=)[ >]/)
  })

  test("holds no script, style, or remote reference", () => {
    expect(fragment).not.toMatch(/<script|<style|style=|\son[a-z]+=|https?:|src=/)
  })

  test.each([
    ["markup", `"><script>alert(1)</script><img src=x onerror=alert(1)>`],
    ["an attribute", `x" onclick="alert(1)`],
    ["single quotes and backticks", "' onfocus='alert(1)` x=`"],
    ["a template", "{{{constructor}}}{{#each this}}"],
    ["a comment", "--><!--<script>"],
    ["an entity", "&lt;b&gt;&#x3C;"],
  ])("hostile text in every field stays text: %s", (_, hostile) => {
    const model = sampleReport("nl")
    const safe = renderReport(template, mapStrings(model, text => text && "tekst") as ReportModel)
    const attacked = mapStrings(model, text => text && hostile) as ReportModel
    expect(shapeOf(renderReport(template, attacked))).toEqual(shapeOf(safe))
  })
})

describe("the page in one file", () => {
  const bundle = {note: "</script><script>alert(1)</script><!--", quote: '\u2028"'}

  test("its policy allows exactly its own style sheet, and nothing from elsewhere", async () => {
    const page = await reportPage(fragment, {title: "Verslag", lang: "nl"})
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? ""
    const hash = createHash("sha256").update(style).digest("base64")
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    )
    expect(style).toContain(reportStyles)
    expect(page).not.toMatch(/https?:|url\(|@import|<link|<img|<script/)
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<style>"))
  })

  test("the bundle comes back unchanged and cannot leave its element", async () => {
    const page = await reportPage(fragment, {title: "Verslag", lang: "nl", bundle})
    const [, json = ""] = /id="wederhoor-bundle">([^]*?)<\/script>/.exec(page) ?? []
    expect(JSON.parse(json)).toEqual(bundle)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page.match(/<!--/g)).toBeNull()
  })

  test("title and language are text, and the page is the same bytes every time", async () => {
    const options = {title: "</title><script>x</script>", lang: '"><script>', bundle}
    const page = await reportPage(fragment, options)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(await reportPage(fragment, options)).toBe(page)
  })

  test("has a way past the top and a language", async () => {
    const page = await reportPage(fragment, {title: "Verslag", lang: "nl-NL"})
    expect(page).toContain('<html lang="nl-NL">')
    expect(page).toContain('href="#wederhoor-report">Naar het verslag</a>')
    expect(page).toContain('<main id="wederhoor-report"')
  })

  test("the styles of the fragment touch nothing outside it", () => {
    const flat = reportStyles.replaceAll(/@media[^{]*\{/g, "")
    for (const [, selectors = ""] of flat.matchAll(/([^{}]+)\{[^{}]*\}/g))
      for (const selector of selectors.split(","))
        expect(selector.trim()).toMatch(/^\.wederhoor-report/)
  })
})
