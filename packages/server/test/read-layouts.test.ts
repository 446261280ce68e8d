// SPDX-License-Identifier: EUPL-1.2
import type {ReportFile} from "@wederhoor/format"
import {layoutFor} from "@wederhoor/render"
import {readLayouts, ServerError} from "@wederhoor/server"
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {describe, expect, test} from "vitest"

import {done, example} from "./examples.ts"
import {running} from "./running.ts"

const shipped = readLayouts()

/** What the first parent and the first child are given to read of the family plan in a language. */
async function offered(lang: "nl" | "en"): Promise<{parent: string; child: string}> {
  const file = new URL("../../../templates/gezinsplan/voorbeeld.json", import.meta.url)
  const {record} = JSON.parse(readFileSync(file, "utf8")) as ReportFile
  const [first] = record.versions
  const here = await running({given: {...example("gezinsplan"), lang}, now: () => first!.at})
  try {
    const writer = record.persons.find(({role}) => role === "author")!.id
    for (const {reader, outcome, note, second} of record.disclosure)
      await done(here, writer, {act: "checkDisclosure", check: {reader, outcome, note, second}})
    await done(here, writer, {act: "offer"})
    const copy = async (role: string): Promise<string> => {
      const {id} = record.persons.find(one => one.role === role)!
      return (await here.get(id, "/versions/1/rendition")).text()
    }
    return {parent: await copy("parent"), child: await copy("child")}
  } finally {
    await here.stop()
  }
}

describe("the layout of a copy", () => {
  test("is that of its kind, plainer for a child", async () => {
    const {parent, child} = await offered("nl")
    expect(parent).toContain("Het plan van uw gezin. De doelen en afspraken staan vooraan.")
    expect(child).toContain("Dit is het plan van jou en je familie.")
    const order = [...parent.matchAll(/data-section="([^"]*)"/g)].map(found => found[1])
    expect(order.slice(0, 2)).toEqual(["goals", "whoDoesWhat"])
  })
  test("in a language its kind has none in, is the general one of that language and nothing else", async () => {
    const {parent, child} = await offered("en")
    expect(parent).toMatch(/^<article class="wederhoor-report" lang="en">/)
    expect(parent).toContain("A report about a child or a family.")
    expect(child).toContain("This is a report about you or your family.")
    const dutch = Object.entries(layoutFor(shipped, "gezinsplan", "nl").partials).filter(
      ([name, text]) =>
        name.startsWith("words/") &&
        text !== layoutFor(shipped, "gezinsplan", "en").partials[name] &&
        parent.includes(`>${text}<`),
    )
    expect(dutch).toEqual([])
  })
})

describe("layouts in a folder", () => {
  const copied = (): string => {
    const folder = mkdtempSync(join(tmpdir(), "wederhoor-layouts-"))
    cpSync(new URL("../../../templates/parts", import.meta.url), join(folder, "parts"), {
      recursive: true,
    })
    return folder
  }
  test("without kinds, all get the general one", () => {
    const found = readLayouts(copied())
    expect(found.kinds).toEqual({})
    expect(found.general).toEqual(shipped.general)
    expect(found.partials).toEqual(shipped.partials)
  })
  test("that cannot be read, or do not hold what they should, are refused by name", () => {
    const folder = copied()
    const reading = (): unknown => readLayouts(folder)
    writeFileSync(join(folder, "parts/words.nl.json"), '{"reader": 1}')
    expect(reading).toThrow(ServerError)
    expect(reading).toThrow(folder)
    rmSync(join(folder, "parts/words.nl.json"))
    rmSync(join(folder, "parts/report.en.hbs"))
    expect(reading).toThrow("parts/report.en.hbs is missing")
    expect(() => readLayouts(join(folder, "nowhere"))).toThrow(ServerError)
  })
})
