// SPDX-License-Identifier: EUPL-1.2

/** `wederhoor template check` on layouts, and the thread in which they are looked at. */
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {checkInWorker, renderInWorker, sampleReport} from "@wederhoor/render"
import {layoutPort} from "@wederhoor/server"
import {afterAll, describe, expect, test} from "vitest"
import {run} from "./command.ts"

const templates = dirname(fileURLToPath(import.meta.resolve("@wederhoor/templates/package.json")))
const shipped = readFileSync(join(templates, "feitenonderzoek/report.nl.hbs"), "utf8")
const own = readFileSync(join(templates, "feitenonderzoek/template.json"), "utf8")
const folder = mkdtempSync(join(tmpdir(), "wederhoor-layouts-"))
afterAll(() => rmSync(folder, {recursive: true}))

function put(name: string, text: string): string {
  const file = join(folder, name)
  mkdirSync(dirname(file), {recursive: true})
  writeFileSync(file, text)
  return file
}

interface Answer {
  readonly good: boolean
  readonly digest?: string
  readonly layouts: readonly {
    readonly file: string
    readonly good: boolean
    readonly findings: readonly {readonly code: string; readonly at: object}[]
  }[]
}
const json = (text: string): Answer => JSON.parse(text) as Answer

describe("wederhoor template check <layout>", () => {
  test("ends with 0 for a layout that is safe and complete", async () => {
    const file = put("goed/report.nl.hbs", shipped)
    const {code, out, said} = await run("template", "check", file)
    expect([code, out, said]).toEqual([0, `${file}: veilig en volledig.\n`, ""])
  })

  test("ends with 1 and says where, what and what would do", async () => {
    const file = put("fout/report.nl.hbs", "<h1>{{titel}}</h1>\n<p onclick='x'>{{> regel}}</p>")
    put("fout/partials/regel.hbs", "<b>{{reader.naam}}</b>")
    const {code, out} = await run("template", "check", file)
    expect(code).toBe(1)
    expect(out.split("\n")).toEqual([
      `${file}: nog niet in orde: 3.`,
      "  1:7: Het verslag heeft hier geen veld titel. Bedoelt u title?",
      "  2:11: Het kenmerk onclick mag niet in een verslag. Gebruik class, id, data-… of aria-….",
      "  partials/regel.hbs:1:6: Het verslag heeft hier geen veld reader.naam. Bedoelt u reader.name?",
      "",
    ])
  })

  test("names in English what is not shown; --json gives the findings", async () => {
    const file = put("half/report.en.hbs", shipped.replace("<h1>{{title}}</h1>", ""))
    const spoken = await run("template", "check", file, "--lang", "en")
    expect(spoken.code).toBe(1)
    expect(spoken.out).toContain("  The report does not show: the title.")
    const {code, out} = await run("template", "check", dirname(file), "--json")
    expect(code).toBe(1)
    expect(json(out)).toMatchObject({good: false, layouts: [{file, good: false}]})
    const codes = json(out).layouts[0]?.findings.map(each => each.code)
    expect(codes).toEqual(["must-be-read"])
  })

  test("a folder with template.json: both must be good", async () => {
    put("beide/template.json", own)
    put("beide/report.nl.hbs", shipped)
    const good = await run("template", "check", join(folder, "beide"), "--json")
    expect([good.code, json(good.out)]).toMatchObject([0, {good: true, layouts: [{good: true}]}])
    put("beide/report.nl.hbs", "<p>{{title}}</p>")
    const bad = await run("template", "check", join(folder, "beide"))
    expect(bad.code).toBe(1)
    expect(bad.out).toContain("Dit sjabloon is in orde. Digest: ")
  })

  test("ends with 2 for a file that is not there, and for wrong use", async () => {
    const gone = await run("template", "check", join(folder, "nergens.hbs"))
    expect([gone.code, gone.out]).toEqual([2, ""])
    expect((await run("template", "check")).code).toBe(2)
    expect((await run("template", "check", "a.hbs", "--onbekend")).code).toBe(2)
  })
})

describe("layoutPort", () => {
  test("checks and renders in a thread without environment", async () => {
    expect(await checkInWorker(layoutPort, "<p>{{titel}}</p>")).toMatchObject([
      {code: "unknown-field", at: {line: 1, column: 6}},
    ])
    const model = sampleReport("nl")
    expect(await renderInWorker(layoutPort, "<h1>{{title}}</h1>", model)).toContain(model.title)
  })

  test("is ended when it takes too long or too much", async () => {
    const slow = await checkInWorker(layoutPort, shipped, {milliseconds: 30})
    expect(slow.map(({code}) => code)).toEqual(["time-budget"])
    const model = sampleReport("nl")
    const big = {...model, rights: Array.from({length: 4000}, () => "x".repeat(4000))}
    const doubled = `{{#each rights}}{{#each @root.rights}}{{this}}{{/each}}{{/each}}`
    await expect(
      renderInWorker(() => layoutPort({memoryMb: 40}), doubled, big, {
        budgets: {steps: 1e9, output: 1e12},
      }),
    ).rejects.toMatchObject({code: expect.stringMatching(/^(memory|time)-budget$/) as string})
  })
})
