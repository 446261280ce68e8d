// SPDX-License-Identifier: EUPL-1.2

/** A report is made in the page itself, under a policy that allows files of the same origin and nothing else. */
import {
  layoutFor,
  parseTemplate,
  readTree,
  renderReport,
  reportPage,
  sampleReport,
} from "@wederhoor/render"
import {renderPdf} from "@wederhoor/render/pdf"
import {readLayouts} from "@wederhoor/server"
import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import {join} from "node:path"
import {inflateSync} from "node:zlib"
import type {Browser} from "playwright-core"
import {afterAll, beforeAll, expect, test} from "vitest"
import {build} from "vite"

import {openBrowser} from "./browser.ts"
import {openSite, type Site} from "./site.ts"

const layout = layoutFor(readLayouts(), "feitenonderzoek", "nl")
const small = {...sampleReport("nl")}
const model = {
  ...small,
  sections: small.sections.map(section => ({
    ...section,
    statements: section.statements.slice(0, 3),
  })),
  reactions: small.reactions.slice(0, 2),
  signOffs: small.signOffs.slice(0, 3),
}

/** What a page does with a report; the test does the same in Node. */
const script = `
import {parseTemplate, readTree, renderReport, reportPage} from "@wederhoor/render"
import {renderPdf} from "@wederhoor/render/pdf"
const get = async name => (await fetch(name)).json()
const {layout, model, fonts} = await get("/input.json")
const bytes = text => Uint8Array.from(atob(text), unit => unit.charCodeAt(0))
const fragment = renderReport(parseTemplate(layout.source, layout), model)
const page = await reportPage(fragment, {title: model.title, lang: model.lang})
const pdf = await renderPdf(readTree(fragment), {
  title: model.title,
  date: "2026-03-30T09:00:00Z",
  fonts: {text: {regular: bytes(fonts.regular), bold: bytes(fonts.bold)}, fallbacks: []},
})
let binary = ""
for (const byte of pdf) binary += String.fromCharCode(byte)
document.querySelector("#out").textContent = JSON.stringify({page, pdf: btoa(binary)})
`

const require = createRequire(import.meta.resolve("@wederhoor/render"))
const font = (face: string): Buffer =>
  readFileSync(require.resolve(`@expo-google-fonts/atkinson-hyperlegible/${face}.ttf`))
const [regular, bold] = [
  font("400Regular/AtkinsonHyperlegible_400Regular"),
  font("700Bold/AtkinsonHyperlegible_700Bold"),
]

/** What stands in the streams of a PDF, in order. */
const unpacked = (pdf: Uint8Array): readonly string[] =>
  [
    ...Buffer.from(pdf)
      .toString("latin1")
      .matchAll(/stream\r?\n([^]*?)\r?\nendstream/g),
  ].map(([, stream = ""]) => {
    const bytes = Buffer.from(stream, "latin1")
    return (bytes[0] === 0x78 ? inflateSync(bytes) : bytes).toString("base64")
  })

let site: Site
let browser: Browser
beforeAll(async () => {
  const id = "virtual:page.js"
  const made = await build({
    configFile: false,
    logLevel: "error",
    root: join(import.meta.dirname, "../.."),
    resolve: {conditions: ["@wederhoor/source", "module", "browser", "production"]},
    plugins: [
      {
        name: "page",
        resolveId: asked => (asked === id ? join(import.meta.dirname, "page.js") : null),
        load: asked => (asked === join(import.meta.dirname, "page.js") ? script : null),
      },
    ],
    build: {
      write: false,
      target: "es2023",
      rolldownOptions: {input: id, output: {format: "es", codeSplitting: false}},
    },
  })
  const outputs = (Array.isArray(made) ? made : [made]).flatMap(one =>
    "output" in one ? one.output : [],
  )
  const code = outputs.map(one => (one.type === "chunk" ? one.code : "")).join("")
  site = await openSite({
    "/": {
      type: "text/html",
      body: '<!DOCTYPE html><html lang="nl"><title>Proef</title><p id="out"></p><script type="module" src="/page.js"></script>',
    },
    "/page.js": {type: "text/javascript", body: code},
    "/input.json": {
      type: "application/json",
      body: JSON.stringify({
        layout,
        model,
        fonts: {regular: regular.toString("base64"), bold: bold.toString("base64")},
      }),
    },
  })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

test("HTML and PDF are made in a page under a strict policy, the same as in Node", async () => {
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
  const said = JSON.parse((await page.textContent("#out")) || "{}") as {page: string; pdf: string}
  const fragment = renderReport(parseTemplate(layout.source, layout), model)
  expect(said.page).toBe(await reportPage(fragment, {title: model.title, lang: model.lang}))
  const pdf = await renderPdf(readTree(fragment), {
    title: model.title,
    date: "2026-03-30T09:00:00Z",
    fonts: {text: {regular, bold}, fallbacks: []},
  })
  // Each packs with a library of its own: what is packed is the same.
  expect(unpacked(Buffer.from(said.pdf, "base64"))).toEqual(unpacked(pdf))
}, 120_000)
