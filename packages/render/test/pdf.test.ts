// SPDX-License-Identifier: EUPL-1.2
import {
  type Block,
  eachBlock,
  parseTemplate,
  readTree,
  renderReport,
  wordsOf,
} from "@wederhoor/render"
import {renderPdf} from "@wederhoor/render/pdf"
import {beforeAll, describe, expect, test} from "vitest"

import {demo, shipped} from "./demo.ts"
import {eachElement, type Element, type Pdf, readPdf, wordsIn} from "./pdf-content.ts"
import {type Dict, type Name, textOf} from "./pdf-reader.ts"
import {plain, wordsOfPdf, wordsOfTree} from "./pdf-words.ts"

const tree = readTree(renderReport(parseTemplate(shipped("nl")), demo))
const options = {
  title: "Verslag <Noor & Sem>",
  date: "2026-03-30T09:00:00Z",
  author: "Karin Smit",
  controlCode: "WH1-6F2A-90BC",
}
let bytes: Uint8Array
let pdf: Pdf
let elements: readonly Element[]
beforeAll(async () => {
  bytes = await renderPdf(tree, options)
  pdf = readPdf(bytes)
  elements = [...eachElement(pdf.root)]
})
const ofType = (type: string): readonly Element[] => elements.filter(one => one.type === type)
const blocksOf = <T extends Block["type"]>(type: T): readonly Extract<Block, {type: T}>[] =>
  [...eachBlock(tree.blocks)].filter((one): one is Extract<Block, {type: T}> => one.type === type)

test("nothing-lost: all words of the tree, once and in the same order", () => {
  expect(plain(wordsOfPdf(pdf.root))).toBe(plain(wordsOfTree(tree.blocks)))
  expect(pdf.loose).toEqual([])
})

describe("what a reader is told about the document", () => {
  test("language, title, tags, bookmarks and the two claims", () => {
    const {catalog, objects, xmp} = pdf
    expect(textOf(catalog.get("Lang"))).toBe("nl")
    expect(objects.dict(catalog.get("MarkInfo")).get("Marked")).toBe(true)
    expect(objects.dict(catalog.get("ViewerPreferences")).get("DisplayDocTitle")).toBe(true)
    const info = objects.dict(objects.trailer.get("Info"))
    expect(textOf(objects.get(info.get("Title")))).toBe(options.title)
    expect(textOf(objects.get(info.get("CreationDate")))).toBe("D:20260330090000Z")
    expect(xmp).toContain("<pdfaid:part>3</pdfaid:part>")
    expect(xmp).toContain("<pdfaid:conformance>A</pdfaid:conformance>")
    expect(xmp).toContain("<pdfuaid:part>1</pdfuaid:part>")
    expect(xmp).toContain("<pdfaProperty:name>part</pdfaProperty:name>")
    expect(xmp).toContain("Verslag &lt;Noor &amp; Sem&gt;")
    expect(xmp).toContain("<xmp:CreateDate>2026-03-30T09:00:00Z</xmp:CreateDate>")
    const [intent] = objects.list(catalog.get("OutputIntents"))
    expect(objects.name(objects.dict(intent), "S")).toBe("GTS_PDFA1")
  })

  test("bookmarks are the headings, as deep as these are", () => {
    const {objects} = pdf
    const found: [number, string][] = []
    const walk = (ref: unknown, level: number): void => {
      for (let at = ref; at !== undefined;) {
        const dict = objects.dict(at as never)
        found.push([level, textOf(dict.get("Title"))])
        if (dict.has("First")) walk(dict.get("First"), level + 1)
        at = dict.get("Next")
      }
    }
    walk(objects.dict(pdf.catalog.get("Outlines")).get("First"), 1)
    expect(found).toEqual(
      blocksOf("heading").map(({level, inlines}) => [level, plain(wordsOf(inlines))]),
    )
  })

  test("every font is embedded; each page goes by structure and shows its number and the code", () => {
    const {objects, pages} = pdf
    const fonts = objects.all
      .filter((one): one is Dict => one instanceof Map)
      .filter(one => objects.name(one, "Type") === "FontDescriptor")
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts)
      expect(objects.stream(font.get("FontFile2")).length).toBeGreaterThan(100)
    for (const [at, page] of pages.entries()) {
      expect(objects.name(page, "Tabs")).toBe("S")
      const foot = pdf.runs
        .filter(run => run.page === at && run.mcid < 0)
        .map(({text}) => text)
        .join("")
      expect(foot).toContain(`${at + 1} / ${pages.length}`)
      expect(foot).toContain(options.controlCode)
    }
  })
})

describe("the structure", () => {
  test("headings in order, none skipped", () => {
    const headings = elements.filter(({type}) => /^H[1-6]$/.test(type))
    expect(headings.map(one => [Number(one.type[1]), plain(wordsIn(one))])).toEqual(
      blocksOf("heading").map(({level, inlines}) => [level, plain(wordsOf(inlines))]),
    )
  })

  test("every statement is an article and every reaction an item, found by id", () => {
    const statements = demo.sections.flatMap(section => section.statements)
    expect(ofType("Art").map(({id}) => id)).toEqual(statements.map(({id}) => `statement-${id}`))
    const items = ofType("LI").filter(({id}) => id.includes("reaction-"))
    expect(items.map(({id}) => id)).toEqual([
      ...statements.flatMap(({reactions}) => reactions.map(({id}) => `reaction-${id}`)),
      ...demo.reactions.map(({id}) => `r-reaction-${id}`),
    ])
    const [first] = ofType("Art")
    expect(first?.title).toBe("1.1 Onderzoeksvraag")
    const swallow = items.find(({id}) => id === "reaction-r2")
    expect([...eachElement(swallow!)].some(({type}) => type === "BlockQuote")).toBe(true)
    expect(wordsIn(swallow!)).toContain("Ik had ook pijn bij het slikken.")
  })

  test("the index of ids finds each element that has one", () => {
    const {objects, catalog} = pdf
    const index = objects.dict(objects.dict(catalog.get("StructTreeRoot")).get("IDTree"))
    const names = objects.list(index.get("Names"))
    const ids = names.filter((_, at) => at % 2 === 0).map(textOf)
    expect(ids).toEqual(ids.toSorted())
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(
      elements
        .map(({id}) => id)
        .filter(Boolean)
        .toSorted(),
    )
    for (let at = 0; at < names.length; at += 2)
      expect(objects.dict(names[at + 1]).get("ID")).toBe(names[at])
  })

  test("header cells say of what they are the header", () => {
    const [table] = ofType("Table")
    const scopes = [...eachElement(table!)]
      .filter(({type}) => type === "TH")
      .map(({attributes}) => (attributes.get("Scope") as Name).name)
    expect(scopes).toEqual([...Array<string>(5).fill("Column"), ...demo.signOffs.map(() => "Row")])
    const rows = [...eachElement(table!)].filter(({type}) => type === "TR")
    expect(rows).toHaveLength(1 + demo.signOffs.length)
    for (const row of rows) expect(row.kids).toHaveLength(5)
  })

  test("links have words, an annotation that says the same, and a place that is there", () => {
    const {objects, catalog} = pdf
    const dests = objects.dict(objects.dict(catalog.get("Names")).get("Dests"))
    const names = objects.list(dests.get("Names"))
    const known = names.filter((_, at) => at % 2 === 0).map(textOf)
    expect(known).toEqual(known.toSorted())
    const links = ofType("Link")
    expect(links.length).toBeGreaterThan(10)
    for (const link of links) {
      expect(link.links.length).toBeGreaterThan(0)
      expect(link.links.map(one => textOf(one.get("Contents"))).join(" ")).toContain(
        plain(wordsIn(link)),
      )
      for (const one of link.links) expect(known).toContain(textOf(one.get("Dest")))
    }
  })

  test("lists hold only items, and items only labels and bodies", () => {
    for (const list of ofType("L"))
      for (const kid of list.kids) expect((kid as Element).type).toBe("LI")
    for (const item of ofType("LI"))
      for (const kid of item.kids) expect(["Lbl", "LBody"]).toContain((kid as Element).type)
  })
})

test("the same tree and options give the same bytes", async () => {
  expect(Buffer.from(await renderPdf(tree, options)).equals(bytes)).toBe(true)
  const later = await renderPdf(tree, {...options, date: "2026-03-31T09:00:00Z"})
  expect(Buffer.from(later).equals(bytes)).toBe(false)
})

describe("attachments", () => {
  test("come out as they went in", async () => {
    const record = crypto.getRandomValues(new Uint8Array(5000))
    const proof = new TextEncoder().encode('{"handtekening":"…"}')
    const made = readPdf(
      await renderPdf(tree, {
        ...options,
        attachments: [
          {
            name: "verslag.json",
            bytes: record,
            description: "Het verslag",
            relationship: "Source",
            type: "application/json",
          },
          {
            name: "bewijs.jws",
            bytes: proof,
            description: "Ondertekening",
            relationship: "Supplement",
            type: "application/jose",
          },
        ],
      }),
    )
    const {objects, catalog} = made
    const files = objects.list(catalog.get("AF")).map(one => objects.dict(one))
    expect(files.map(file => objects.name(file, "AFRelationship"))).toEqual([
      "Source",
      "Supplement",
    ])
    const digest = async (data: Uint8Array): Promise<string> =>
      Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(data))).toString("hex")
    for (const [at, given] of [record, proof].entries()) {
      const file = objects.dict(objects.dict(files[at]!.get("EF")).get("F"))
      expect(await digest(objects.stream(file))).toBe(await digest(given))
      expect(objects.dict(file.get("Params")).get("Size")).toBe(given.length)
    }
    const embedded = objects.dict(objects.dict(catalog.get("Names")).get("EmbeddedFiles"))
    const names = objects.list(embedded.get("Names")).filter((_, at) => at % 2 === 0)
    expect(names).toEqual(["bewijs.jws", "verslag.json"])
  })
})

describe("refusals", () => {
  const code = async (change: object): Promise<unknown> =>
    renderPdf(tree, {...options, ...change}).then(
      () => "made",
      (error: unknown) => (error as {code?: string}).code ?? error,
    )
  const file = {
    name: "a",
    bytes: new Uint8Array(),
    description: "",
    relationship: "Source",
    type: "a/b",
  }
  test.each([
    {title: " "},
    {lang: "nl nl"},
    {date: "gisteren"},
    {date: "2026-13-40"},
    {attachments: [{...file, name: "../a"}]},
    {attachments: [file, {...file, name: "A"}]},
    {attachments: [{...file, type: "x"}]},
    {attachments: [{...file, relationship: "Data"}]},
  ])("%j", async change => {
    expect(await code(change)).toBe("option-invalid")
  })

  test("fonts that are none", async () => {
    const fonts = {text: {regular: new Uint8Array([1, 2, 3, 4, 5])}, fallbacks: []}
    expect(await code({fonts})).toBe("font-unreadable")
  })

  test("blocks that stand too deep", async () => {
    let blocks: readonly Block[] = []
    for (let at = 0; at < 100; at++) blocks = [{type: "quote", blocks}]
    await expect(renderPdf({lang: "nl", blocks}, options)).rejects.toMatchObject({
      code: "report-too-deep",
    })
  })

  test("a signal ends the work with its reason", async () => {
    const stop = new AbortController()
    const reason = new Error("weg")
    const told: number[] = []
    const made = renderPdf(tree, {
      ...options,
      signal: stop.signal,
      progress: done => {
        told.push(done)
        stop.abort(reason)
      },
    })
    await expect(made).rejects.toBe(reason)
    expect(told).toHaveLength(1)
  })
})

test("progress goes up to the end, and other work gets its turn", async () => {
  const told: (readonly [number, number])[] = []
  let turns = 0
  const timer = setInterval(() => turns++, 0)
  await renderPdf(tree, {...options, progress: (done, of) => told.push([done, of])})
  clearInterval(timer)
  const [last] = told.slice(-1)
  expect(last?.[0]).toBe(last?.[1])
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b))
  expect(turns).toBeGreaterThan(0)
})
