// SPDX-License-Identifier: EUPL-1.2
import {type Block, eachBlock, readTree, wordsOf} from "@wederhoor/render"
import {renderDocx} from "@wederhoor/render/docx"
import {afterEach, describe, expect, test, vi} from "vitest"

import {
  all,
  bare,
  type Node,
  options,
  parseXml,
  partOf,
  partsOf,
  reports,
  textOf,
  valueOf,
  wordsIn,
} from "./docx-file.ts"

const [, tree] = reports[1]!
const file = await renderDocx(tree, options)
const document = partOf(file, "word/document.xml")
const body = document.children[0]!

const parts = (role: string): string[] =>
  [...eachBlock(tree.blocks)].flatMap(block =>
    block.type === "part" && block.role === role ? [block.of] : [],
  )
const tagsOf = (node: Node): string[] => all(node, "w:sdt").map(one => valueOf(one, "w:tag"))
const styleOf = (paragraph: Node): string => valueOf(paragraph, "w:pStyle")

describe("nothing-lost", () => {
  test.each(reports)(
    "%s: all words of the report, once and in the same order",
    async (_, given) => {
      const final = await renderDocx(given, {...options, replies: false})
      expect(bare(textOf(partOf(final, "word/document.xml")))).toBe(bare(wordsIn(given.blocks)))
    },
  )

  test.each(reports)("%s: room to reply adds its labels and nothing else", async (_, given) => {
    const made = partOf(await renderDocx(given, options), "word/document.xml")
    const labels = all(made, "w:p").filter(one => styleOf(one) === "ReplyLabel")
    for (const label of labels) label.children.length = 0
    expect(bare(textOf(made))).toBe(bare(wordsIn(given.blocks)))
  })

  test("no word of a strange layout is lost: nested lists, tables in statements, merged cells", async () => {
    const strange = readTree(
      `<article class="wederhoor-report" lang="en"><h1>A</h1><ol><li>b<ol><li>c</li><li><h3>d</h3><p>e</p></li></ol></li></ol>
       <article data-statement="s1" data-layer="fact"><table><caption>f</caption><thead><tr><th colspan="2">g</th></tr></thead>
       <tbody><tr><th rowspan="2">h</th><td><ul><li>i</li></ul></td></tr><tr><td><article data-statement="s2"><h4>j</h4></article></td></tr></tbody></table></article>
       <ul><li data-statement="s1"><p>k</p></li></ul><dl><dt>l</dt><dd><p>m</p><p>n</p></dd><dd>o</dd></dl>
       <p><del>p</del><ins>q</ins> <q>r</q> <span lang="fr">s</span> <a href="#nowhere">t</a></p><hr></article>`,
    )
    const made = partOf(await renderDocx(strange, options), "word/document.xml")
    expect(bare(textOf(made))).toContain("Abcdefghij")
    expect(bare(textOf(made)).replaceAll("Yourreplyto", "").replaceAll("thewholereport", "")).toBe(
      "Abcdefghijjklmnopqrst",
    )
    expect(tagsOf(made)).toEqual(["s1", "s2", "reply:s2", "s1", "reply:"])
    expect(all(made, "w:gridSpan").map(node => node.attributes["w:val"])).toEqual(["2"])
    expect(all(made, "w:vMerge")).toHaveLength(2)
    for (const cell of all(made, "w:tc")) expect(cell.children.at(-1)?.name).toBe("w:p")
    expect(
      [all(made, "w:strike"), all(made, "w:u"), all(made, "w:lang")].map(one => one.length),
    ).toEqual([1, 1, 1])
  })
})

describe("structure", () => {
  test("headings have their styles, in order", () => {
    const expected = [...eachBlock(tree.blocks)].flatMap(block =>
      block.type === "heading" ? [[`Heading${block.level}`, wordsOf(block.inlines)]] : [],
    )
    const found = all(body, "w:p")
      .filter(one => styleOf(one).startsWith("Heading"))
      .map(one => [styleOf(one), textOf(one)])
    expect(found).toEqual(expected)
    const styles = all(partOf(file, "word/styles.xml"), "w:style").map(
      one => one.attributes["w:styleId"],
    )
    for (const used of all(body, "w:pStyle")) expect(styles).toContain(used.attributes["w:val"])
  })

  test.each([
    ["sample nl", "nl-NL"],
    ["sample en", "en-GB"],
  ])("%s: the language is %s", async (name, lang) => {
    const given = reports.find(one => one[0] === name)![1]
    const styles = partOf(await renderDocx(given, options), "word/styles.xml")
    expect(valueOf(all(styles, "w:rPrDefault")[0]!, "w:lang")).toBe(lang)
  })

  test("tables have header rows that come back on each page, and rows that stay whole", () => {
    const tables = [...eachBlock(tree.blocks)].filter(block => block.type === "table")
    expect(tables.length).toBeGreaterThan(0)
    expect(all(body, "w:tbl")).toHaveLength(tables.length)
    for (const [at, table] of all(body, "w:tbl").entries()) {
      const rows = all(table, "w:tr")
      const {rows: given} = tables[at] as Extract<Block, {type: "table"}>
      expect(rows.map(row => all(row, "w:tblHeader").length > 0)).toEqual(
        given.map(row => row.head),
      )
      for (const row of rows) expect(all(row, "w:cantSplit")).toHaveLength(1)
    }
  })

  test("a source that is named has a footnote with the whole of it", () => {
    const sources = [...eachBlock(tree.blocks)].flatMap(block =>
      block.type === "terms" ? block.pairs.filter(({source}) => source !== "") : [],
    )
    expect(sources.length).toBeGreaterThan(10)
    const references = all(body, "w:footnoteReference").map(one => one.attributes["w:id"])
    expect(references).toHaveLength(sources.length)
    const notes = all(partOf(file, "word/footnotes.xml"), "w:footnote")
    for (const id of references) {
      const note = notes.find(one => one.attributes["w:id"] === id)!
      expect(textOf(note).trim()).toBe("1 Brief, 30 maart 2026")
    }
  })

  test("contents lead to places that are there", () => {
    const names = all(body, "w:bookmarkStart").map(one => one.attributes["w:name"])
    expect(new Set(names).size).toBe(names.length)
    const links = all(body, "w:hyperlink").map(one => one.attributes["w:anchor"])
    expect(links.length).toBeGreaterThan(10)
    for (const link of links) expect(names).toContain(link)
  })

  test("pages are numbered, the file has a title and says what it was made from", () => {
    const footer = partsOf(file)["word/footer1.xml"]
    expect(footer).toMatch(/Bladzijde .*PAGE.* van .*NUMPAGES/s)
    const core = partsOf(file)["docProps/core.xml"]!
    expect(core).toContain(`<dc:title>${options.title}</dc:title>`)
    expect(core.match(/2026-03-30T09:00:00Z/g)).toHaveLength(2)
    const properties = all(partOf(file, "docProps/custom.xml"), "property").map(one => [
      one.attributes["name"],
      one.children[0]?.text,
    ])
    expect(properties).toEqual([
      ["WederhoorReport", "waterhoek-42"],
      ["WederhoorVersion", "1"],
      ["WederhoorFormat", "wederhoor-report/1"],
      ["WederhoorControlCode", "WH1-0000-0000-0000"],
    ])
  })
})

describe("locked text and room to reply", () => {
  test("the document is read-only", () => {
    const [protection] = all(partOf(file, "word/settings.xml"), "w:documentProtection")
    expect(protection?.attributes).toEqual({"w:edit": "readOnly", "w:enforcement": "true"})
  })

  test("each statement stands in a locked control with its id; each shown one has room to reply", () => {
    const controls = all(body, "w:sdt").map(one => [valueOf(one, "w:tag"), valueOf(one, "w:lock")])
    const expected = parts("statement").flatMap(id => [
      [id, "sdtContentLocked"],
      // The marker of what is not shown has nothing to react to.
      ...(id === "gap" ? [] : [[`reply:${id}`, "sdtLocked"]]),
    ])
    expect(controls).toEqual([...expected, ["reply:", "sdtLocked"]])
  })

  test("an editable range stands around each reply and around nothing else, named in words", () => {
    const names = body.children.map(one => one.name)
    const starts = names.flatMap((name, at) => (name === "w:permStart" ? [at] : []))
    expect(starts).toHaveLength(tagsOf(body).filter(tag => tag.startsWith("reply:")).length)
    expect(all(body, "w:permStart")).toHaveLength(starts.length)
    for (const at of starts) {
      const [label, start, control, end] = body.children.slice(at - 1, at + 3)
      expect(start?.attributes["w:edGrp"]).toBe("everyone")
      expect([control?.name, end?.name]).toEqual(["w:sdt", "w:permEnd"])
      expect(end?.attributes["w:id"]).toBe(start?.attributes["w:id"])
      expect(valueOf(control!, "w:tag")).toMatch(/^reply:/)
      expect(textOf(label!)).toMatch(/^Jouw reactie op (\d+\.\d+|het hele verslag)$/)
      expect(valueOf(control!, "w:alias")).toBe(textOf(label!))
    }
  })

  test("numbers of controls, ranges and bookmarks are each used once", () => {
    for (const name of ["w:permStart", "w:bookmarkStart", "w:commentRangeStart"]) {
      const ids = all(body, name).map(one => one.attributes["w:id"])
      expect(new Set(ids).size, name).toBe(ids.length)
    }
    const ids = all(body, "w:sdt").map(one => Number(valueOf(one, "w:id")))
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id > 0 && id < 2 ** 31, String(id)).toBe(true)
  })

  test("a final copy has no room to reply", async () => {
    const final = partOf(await renderDocx(tree, {...options, replies: false}), "word/document.xml")
    expect(all(final, "w:permStart")).toEqual([])
    expect(tagsOf(final)).toEqual(parts("statement"))
    expect(all(partOf(file, "word/settings.xml"), "w:documentProtection")).toHaveLength(1)
  })

  test("an id longer than a tag may be still has a tag of its own", async () => {
    const long = ["a", "b"].map(end => `${"x".repeat(62)}-${end}`)
    const made = await renderDocx(
      readTree(
        long
          .map(id => `<article data-statement="${id}"><h3>1 Feit</h3><p>w</p></article>`)
          .join(""),
      ),
      options,
    )
    const tags = tagsOf(partOf(made, "word/document.xml"))
    expect(new Set(tags).size).toBe(5)
    for (const tag of tags) expect(tag.length).toBeLessThanOrEqual(64)
    expect(tags.filter(tag => long.includes(tag))).toEqual(long)
  })
})

describe("reactions as comments", () => {
  const comments = all(partOf(file, "word/comments.xml"), "w:comment")

  test("each reaction once, of who said it, with its date and its words", () => {
    const first = comments[1]!
    expect(first.attributes).toMatchObject({
      "w:author": "Jeroen van Dalen (Ouder)",
      "w:date": "2026-03-30T00:00:00.000Z",
      "w:initials": "JD",
    })
    expect(all(first, "w:p").map(textOf)).toEqual(
      expect.arrayContaining(["Eerste regel.", "Tweede regel."]),
    )
    const own = comments.filter(one => !one.attributes["w:author"]?.startsWith("Antwoord"))
    expect(own).toHaveLength(new Set(parts("reaction")).size)
  })

  test("what the report adds is not put in their mouth", () => {
    for (const one of comments)
      expect(textOf(one)).not.toMatch(/Nog niet beantwoord|Na vaststelling/)
  })

  test("an answer is a comment of who answered, on that comment", () => {
    const answers = comments.filter(one => one.attributes["w:author"]?.startsWith("Antwoord van"))
    const paraIds = (one: Node) => all(one, "w:p").map(each => each.attributes["w14:paraId"] ?? "")
    const extended = all(partOf(file, "word/commentsExtended.xml"), "w15:commentEx")
    expect(answers.length).toBeGreaterThan(10)
    for (const answer of answers) {
      const mark = extended.find(one => paraIds(answer).includes(one.attributes["w15:paraId"]!))
      const parent = comments.find(one =>
        paraIds(one).includes(mark?.attributes["w15:paraIdParent"] ?? "none"),
      )
      expect(parent?.attributes["w:author"]).toBe("Jeroen van Dalen (Ouder)")
      expect(textOf(answer)).toContain("Reden.")
    }
  })

  test("at their statement, from its heading to before its reactions; the rest at the title", () => {
    const anchors = all(body, "w:commentReference").map(one => one.attributes["w:id"])
    expect(anchors).toEqual(comments.map(one => one.attributes["w:id"]))
    const statements = new Set(parts("statement"))
    const controls = all(body, "w:sdt").filter(one => statements.has(valueOf(one, "w:tag")))
    expect(controls).toHaveLength(statements.size)
    for (const statement of controls) {
      const reactions = [...eachBlock(tree.blocks)]
        .flatMap(block =>
          block.type === "part" && block.of === valueOf(statement, "w:tag") ? [block] : [],
        )
        .flatMap(block => [...eachBlock(block.blocks)])
        .filter(block => block.type === "part" && block.role === "reaction")
      const starts = all(statement, "w:commentRangeStart")
      expect(starts.length).toBeGreaterThanOrEqual(reactions.length)
      if (reactions.length === 0) continue
      const paragraphs = all(statement, "w:p")
      const begins = paragraphs.findIndex(one => all(one, "w:commentRangeStart").length > 0)
      const ends = paragraphs.findIndex(one => all(one, "w:commentRangeEnd").length > 0)
      const heading = paragraphs.findIndex(one => textOf(one).startsWith("Reacties op"))
      expect(begins).toBe(0)
      expect(ends).toBe(heading - 1)
    }
    const title = all(body, "w:p").find(one => styleOf(one) === "Heading1")!
    expect(all(title, "w:commentReference").length).toBeGreaterThan(0)
  })

  test("without a date in the words there is none in the file", async () => {
    const made = await renderDocx(
      readTree(
        `<article data-statement="s"><h3>1 Feit</h3><ul><li data-reaction="r"><p class="who"><strong>Mijn kijk</strong><span class="by">Mira Kok, moeder, vandaag</span></p><blockquote><p>Nee.</p></blockquote></li></ul></article>`,
      ),
      options,
    )
    const [comment] = all(partOf(made, "word/comments.xml"), "w:comment")
    expect(comment?.attributes).toEqual({
      "w:id": "0",
      "w:initials": "MK",
      "w:author": "Mira Kok (moeder, vandaag)",
    })
  })
})

describe("the same input gives the same file", () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  test("whatever the clock, the time zone or chance", async () => {
    const first = await renderDocx(tree, options)
    vi.useFakeTimers({now: new Date("2031-07-01T12:00:00Z"), toFake: ["Date"]})
    vi.stubEnv("TZ", "Pacific/Auckland")
    vi.spyOn(Math, "random").mockReturnValue(0.25)
    const second = await renderDocx(tree, options)
    expect(partsOf(second)).toEqual(partsOf(first))
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
  })

  test("every part is well-formed and named among the types", () => {
    const given = partsOf(file)
    for (const [name, xml] of Object.entries(given)) expect(() => parseXml(xml), name).not.toThrow()
    const types = given["[Content_Types].xml"]!
    for (const name of Object.keys(given))
      if (name.startsWith("word/") && !name.endsWith(".rels")) expect(types).toContain(`/${name}`)
  })

  test.each([
    "",
    "2026",
    "2026-13-45T00:00:00Z",
    "1970-01-01T00:00:00Z",
    "2026-03-30T09:00:00+02:00",
  ])("a moment that is none is refused: %j", async at => {
    await expect(renderDocx(tree, {...options, at})).rejects.toThrow(RangeError)
  })
})
