// SPDX-License-Identifier: EUPL-1.2

/** Word files are made and read in the page itself, under a policy that allows the same origin and nothing else. */
import {layoutFor, parseTemplate, readTree, renderReport, sampleReport} from "@wederhoor/render"
import {importWord, readReplies, renderDocx} from "@wederhoor/render/docx"
import {readLayouts} from "@wederhoor/server"
import {join} from "node:path"
import type {Browser} from "playwright-core"
import {afterAll, beforeAll, expect, test} from "vitest"
import {build} from "vite"

import {openBrowser} from "./browser.ts"
import {openSite, type Site} from "./site.ts"

const {source, partials} = layoutFor(readLayouts(), "feitenonderzoek", "nl")
const whole = sampleReport("nl")
const model = {
  ...whole,
  sections: whole.sections.map(section => ({
    ...section,
    statements: section.statements.slice(0, 2),
  })),
  reactions: whole.reactions.slice(0, 2),
  signOffs: whole.signOffs.slice(0, 2),
}
const made = {title: model.title, reportId: model.reportId, version: "1"}
const options = {
  ...made,
  formatVersion: "wederhoor-report/1",
  at: "2026-03-30T09:00:00Z",
  replies: true,
}

/** What a page does with a report; the test does the same in Node. */
const script = `
import {readTree} from "@wederhoor/render"
import {importWord, readReplies, renderDocx} from "@wederhoor/render/docx"
const {fragment, options} = await (await fetch("/input.json")).json()
const tree = readTree(fragment)
const file = await renderDocx(tree, options)
const read = readReplies(file, {...options, tree})
const imported = await importWord(file, {lang: "nl"})
let binary = ""
for (const byte of file) binary += String.fromCharCode(byte)
document.querySelector("#out").textContent = JSON.stringify({file: btoa(binary), read, imported})
`
const fragment = renderReport(parseTemplate(source, {partials}), model)

let site: Site
let browser: Browser
beforeAll(async () => {
  const id = "virtual:word-page.js"
  const file = join(import.meta.dirname, "word-page.js")
  const built = await build({
    configFile: false,
    logLevel: "error",
    root: join(import.meta.dirname, "../.."),
    resolve: {conditions: ["@wederhoor/source", "module", "browser", "production"]},
    plugins: [
      {
        name: "page",
        resolveId: asked => (asked === id ? file : null),
        load: asked => (asked === file ? script : null),
      },
    ],
    build: {
      write: false,
      target: "es2023",
      rolldownOptions: {input: id, output: {format: "es", codeSplitting: false}},
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap(one =>
    "output" in one ? one.output : [],
  )
  const code = outputs.map(one => (one.type === "chunk" ? one.code : "")).join("")
  site = await openSite({
    "/": {
      type: "text/html",
      body: '<!DOCTYPE html><html lang="nl"><title>Proef</title><p id="out"></p><script type="module" src="/page.js"></script>',
    },
    "/page.js": {type: "text/javascript", body: code},
    "/input.json": {type: "application/json", body: JSON.stringify({fragment, options})},
  })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

test("a Word file is made, read back and imported in a page, the same as in Node", async () => {
  const page = await browser.newPage()
  const wrong: string[] = []
  page.on("console", message => message.type() === "error" && wrong.push(message.text()))
  page.on("pageerror", error => wrong.push(error.message))
  await page.goto(site.origin)
  await page
    .waitForFunction(() => document.querySelector("#out")?.textContent !== "", null, {
      timeout: 60_000,
    })
    .catch(() => null)
  expect(wrong).toEqual([])
  const said: unknown = JSON.parse((await page.textContent("#out")) || "{}")
  const tree = readTree(fragment)
  const file = await renderDocx(tree, options)
  expect(said).toEqual({
    file: Buffer.from(file).toString("base64"),
    read: readReplies(file, {...made, tree}),
    imported: await importWord(file, {lang: "nl"}),
  })
}, 120_000)
