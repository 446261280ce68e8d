// SPDX-License-Identifier: EUPL-1.2

/** `@wederhoor/format` in a page that may run nothing but its own scripts: the same verdicts as in Node. */
import {
  check,
  checkTemplate,
  contentMark,
  describeFinding,
  parseTemplate,
  startCheck,
  templateDigest,
} from "@wederhoor/format"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {bundle, type Bundled} from "../bench/bundle.ts"
import {dutchOnly} from "../bench/dutch-only.ts"
import {openBrowser, watchPage} from "../browser/browser.ts"
import {openSite, type Site} from "../browser/site.ts"
import {noorEnSem, policy, yassinEnLina} from "./golden.ts"

const inputs = [noorEnSem, yassinEnLina].map(({golden, template, today}) => ({
  content: golden.content,
  persons: golden.persons,
  template,
  policy,
  today,
  gate: "final" as const,
}))

let made: Bundled
let site: Site

beforeAll(async () => {
  made = await bundle("@wederhoor/format")
  site = await openSite({
    "/": {
      type: "text/html",
      body: '<!doctype html><title>format</title><script type="module" src="/page.js"></script>',
    },
    "/format.js": {type: "text/javascript", body: made.code},
    "/page.js": {
      type: "text/javascript",
      body: 'import * as format from "/format.js"; window.format = format',
    },
  })
})
afterAll(() => site?.close())

describe("the package format in a page", () => {
  test("says what it says in Node, under script-src 'self'", async () => {
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      const watch = await watchPage(page)
      await page.goto(site.origin)
      await page.waitForFunction("window.format")
      const told = await page.evaluate(async given => {
        const format = (window as unknown as {format: typeof import("@wederhoor/format")}).format
        const answers = []
        for (const input of given) {
          const findings = format.check(input)
          answers.push({
            findings,
            again: format.startCheck(input).findings(),
            words: findings.map(finding => format.describeFinding(finding)),
            template: format.checkTemplate(input.template),
            broken: format.checkTemplate({...input.template, title: 5}),
            digest: await format.templateDigest(format.parseTemplate(input.template)),
            mark: format.contentMark(input.content),
          })
        }
        return answers
      }, inputs)
      expect(told).toEqual(
        await Promise.all(
          inputs.map(async input => {
            const findings = check(input)
            return {
              findings,
              again: startCheck(input).findings(),
              words: findings.map(finding => describeFinding(finding)),
              template: checkTemplate(input.template),
              broken: checkTemplate({...input.template, title: 5}),
              digest: await templateDigest(parseTemplate(input.template)),
              mark: contentMark(input.content),
            }
          }),
        ),
      )
      expect(told[0]!.findings.length).toBeGreaterThan(20)
      expect(told[0]!.broken.length).toBeGreaterThan(0)
      expect(watch.problems()).toEqual([])
    } finally {
      await browser.close()
    }
  })

  test("makes no code out of text, and loads nothing more", () => {
    for (const forbidden of [/\beval\(/, /\bnew Function\b/, /\bimport\(/])
      expect(forbidden.exec(made.code)?.[0]).toBeUndefined()
  })

  test("is under 60 kB with validators and Dutch messages, after gzip", async () => {
    const peers = ["@wederhoor/signoff", /^@noble\//]
    const own = await bundle("@wederhoor/format", undefined, {peers, plugins: [dutchOnly]})
    expect(own.code).toContain("Dit feit heeft nog geen bron.")
    expect(own.gzipKb).toBeLessThan(60)
  })
})
