// SPDX-License-Identifier: EUPL-1.2
import {
  type Block,
  type Cell,
  type Inline,
  type Part,
  readTree,
  type ReportTree,
} from "@wederhoor/render"
import {type PdfOptions, renderPdf} from "@wederhoor/render/pdf"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

import {eachElement, type Pdf, readPdf, type Run, wordsIn} from "./pdf-content.ts"
import {difference, plain, wordsOfPdf, wordsOfTree} from "./pdf-words.ts"

const options: PdfOptions = {title: "Verslag", date: "2026-03-30"}
const sheet = {left: 72, right: 595.28 - 72, top: 841.89 - 60, bottom: 72}

async function made(html: string, change: Partial<PdfOptions> = {}): Promise<Pdf> {
  return readPdf(await renderPdf(readTree(html), {...options, ...change}))
}
const read = (pdf: Pdf): readonly Run[] => pdf.runs.filter(({mcid}) => mcid >= 0)

/** No words past the edges; the space that ends a line may. */
function expectWithin(runs: readonly Run[]): void {
  for (const run of runs) {
    expect(run.x, run.text).toBeGreaterThanOrEqual(sheet.left - 0.01)
    const bare = run.text.endsWith(" ") ? run.width - run.size * 0.5 : run.width
    expect(run.x + bare, run.text).toBeLessThanOrEqual(sheet.right + 0.01)
    expect(run.y, run.text).toBeGreaterThanOrEqual(sheet.bottom)
    expect(run.y, run.text).toBeLessThanOrEqual(sheet.top)
  }
}

describe("names in every script", () => {
  const names = [
    "Олена Шевченко",
    "Ελένη Παπαδοπούλου",
    "Nguyễn Thị Ánh Tuyết",
    "Ayşe Yıldırım-Çağlar",
    "فاطمة الزهراء",
    "محمد بن سلمان الحسيني",
    "Zoë Kłosówna",
    "Łucja",
    // A letter on which the shaper fails unless its dot is left in its place.
    "ڢاطمة ڢ",
  ]

  test.each(names)("%s is drawn and read back", async name => {
    const missing: string[] = []
    const pdf = await made(
      `<p>Gesproken met ${name}, buurvrouw.</p><h1>${name}</h1><p><em>${name}</em> <strong>${name}</strong></p>`,
      {missing: signs => missing.push(signs)},
    )
    expect(plain(wordsOfPdf(pdf.root))).toBe(
      `Gesproken met ${name}, buurvrouw. ${name} ${name} ${name}`,
    )
    expect(missing).toEqual([])
    expectWithin(read(pdf))
  })

  test("words from right to left stand from right to left, and are read in their order", async () => {
    const pdf = await made("<p>Door فاطمة الزهراء, moeder (الأم) van 2 kinderen.</p>")
    expect(plain(wordsOfPdf(pdf.root))).toBe("Door فاطمة الزهراء, moeder (الأم) van 2 kinderen.")
    const at = (text: string): number => read(pdf).find(run => run.text.includes(text))?.x ?? -1
    // Each letter stands at the left of the one before it.
    const letters = read(pdf).filter(({text}) => /\p{sc=Arabic}/u.test(text))
    const name = letters.slice(0, "فاطمةالزهراء".length)
    expect(name.map(({text}) => text).join("")).toBe("فاطمةالزهراء")
    expect(name.map(({x}) => x)).toEqual(name.map(({x}) => x).toSorted((a, b) => b - a))
    for (const {x} of name) {
      expect(x).toBeGreaterThan(at("Door"))
      expect(x).toBeLessThan(at(", moeder"))
    }
  })

  test("a sign that no font has shows as a replacement sign, is read as itself, and is reported once", async () => {
    const missing: string[] = []
    const pdf = await made("<p>Buurman 王伟 zei 👩‍👧 en שרה, en weer 王.</p>", {
      missing: signs => missing.push(signs),
    })
    expect(plain(wordsOfPdf(pdf.root))).toBe("Buurman 王伟 zei 👩‍👧 en שרה, en weer 王.")
    expect(missing).toEqual(["王伟👩‍👧שרה"])
    for (const run of read(pdf)) expect(run.width, run.text).toBeGreaterThan(0)
  })

  test("another language is named at its words", async () => {
    const pdf = await made(
      '<article class="wederhoor-report" lang="nl"><div lang="en"><p>In English</p></div><p>Zij zei: <span lang="uk">Дякую</span>.</p></article>',
    )
    const langs = [...eachElement(pdf.root)].flatMap(one =>
      one.lang === "" ? [] : [[one.type, one.lang, plain(wordsIn(one))]],
    )
    expect(langs).toEqual([
      ["Div", "en", "In English"],
      ["Span", "uk", "Дякую"],
    ])
  })
})

describe("words that are cut", () => {
  const long = "gedragswetenschappelijkonderzoeksverslagbespreking"
  const cells = (words: readonly string[]): string =>
    `<table><thead><tr>${words.map((_, at) => `<th scope="col">Kolom ${at}</th>`).join("")}</tr></thead><tbody><tr>${words.map(word => `<td>${word}</td>`).join("")}</tr></tbody></table>`

  test("stay in their cell, and are read whole", async () => {
    const code = "7Q4M22KD9XWA".repeat(8)
    const words = [long, code, long.toUpperCase(), "kort", `${long} ${long}`, "Ж".repeat(80)]
    const pdf = await made(cells(words))
    const found = [...eachElement(pdf.root)].filter(({type}) => type === "TD")
    expect(found.map(cell => plain(wordsIn(cell)))).toEqual(words)
    const runsOf = found.map(cell => [...eachElement(cell)].flatMap(({runs}) => runs))
    const lefts = runsOf.map(runs => Math.min(...runs.map(({x}) => x)))
    for (const [at, runs] of runsOf.entries())
      for (const run of runs)
        expect(run.x + run.width, run.text).toBeLessThan((lefts[at + 1] ?? sheet.right) + 0.01)
  })

  test("by the patterns of Dutch, with a hyphen that is not read", async () => {
    const pdf = await made(cells([long, "een", "twee", "drie", "vier", long]))
    const [first] = [...eachElement(pdf.root)].filter(({type}) => type === "TD")
    const raw = wordsIn(first!)
    expect(raw).toContain("\u00AD")
    const parts = raw.trim().split("\u00AD")
    expect(parts.join("")).toBe(long)
    // Between consonants and vowels, not anywhere: each part can be said.
    for (const part of parts) expect(part).toMatch(/[aeiou]/)
  })

  test("a hyphen of the word itself stays, and one in the text that is not needed is not drawn", async () => {
    const pdf = await made("<p>ex-partner en zorg\u00ADregie</p>")
    expect(wordsIn(pdf.root).trim()).toBe("ex-partner en zorg\u00ADregie")
    expect(plain(wordsOfPdf(pdf.root))).toBe("ex-partner en zorgregie")
  })
})

describe("pages", () => {
  const sentence = "Op maandag bracht moeder de kinderen naar school en haalde oma hen op. "
  const statement = (at: number): string =>
    `<article class="statement" id="s${at}" data-statement="s${at}" data-layer="fact"><h3>1.${at} Feit</h3><p>${sentence.repeat(1 + (at % 7))}</p></article>`

  test("no heading stands alone at the foot, and a paragraph leaves no single line", async () => {
    const statements = Array.from({length: 80}, (_, at) => statement(at)).join("")
    const pdf = await made(`<h1>Verslag</h1><section><h2>Feiten</h2>${statements}</section>`)
    expect(pdf.pages.length).toBeGreaterThan(5)
    const of = new Map<string, string>()
    for (const element of eachElement(pdf.root))
      for (const {page, mcid} of element.runs) of.set(`${page}/${mcid}`, element.type)
    for (let page = 0; page < pdf.pages.length; page++) {
      const runs = read(pdf).filter(run => run.page === page)
      const last = runs.at(-1)
      expect(of.get(`${page}/${last?.mcid}`)).toBe("P")
    }
    for (const element of eachElement(pdf.root)) {
      if (element.type !== "P") continue
      const lines = new Map<number, Set<number>>()
      for (const {page, y} of element.runs) lines.set(page, (lines.get(page) ?? new Set()).add(y))
      if (lines.size > 1) for (const {size} of lines.values()) expect(size).toBeGreaterThan(1)
    }
    expectWithin(read(pdf))
  })

  test("the head of a table stands on each page, and is read once", async () => {
    const rows = Array.from(
      {length: 120},
      (_, at) => `<tr><th scope="row">Naam ${at}</th><td>Akkoord</td></tr>`,
    )
    const pdf = await made(
      `<table><caption>Besluit</caption><thead><tr><th>Wie is het</th><th>Wat</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
    )
    expect(pdf.pages.length).toBeGreaterThan(2)
    for (let page = 0; page < pdf.pages.length; page++) {
      const heads = pdf.runs.filter(run => run.page === page && run.text.includes("Wie is het"))
      expect(heads).toHaveLength(1)
      expect(heads[0]!.mcid >= 0).toBe(page === 0)
    }
  })

  test("a row that is longer than a page goes on, and nothing of it is lost", async () => {
    const pdf = await made(
      `<table><thead><tr><th>Wie</th><th>Wat</th></tr></thead><tbody><tr><td>Mira</td><td>${`<p>${sentence.repeat(20)}</p>`.repeat(12)}</td></tr></tbody></table>`,
    )
    expect(pdf.pages.length).toBeGreaterThan(1)
    expect(plain(wordsOfPdf(pdf.root)).split("maandag")).toHaveLength(241)
    expectWithin(read(pdf))
  })

  test("a list of contents names the page on which each place begins", async () => {
    const parts = Array.from({length: 4}, (_, at) => at)
    const pdf = await made(
      `<h1>Verslag</h1><nav><h2>Inhoud</h2><ul>${parts.map(at => `<li><a href="#p${at}">Deel ${at}</a></li>`).join("")}</ul></nav>` +
        parts
          .map(
            at => `<section id="p${at}"><h2>Deel ${at}</h2><p>${sentence.repeat(70)}</p></section>`,
          )
          .join(""),
    )
    const heads = [...eachElement(pdf.root)].filter(({type}) => type === "H2").slice(1)
    const numbers = pdf.runs.filter(
      run => run.page === 0 && run.mcid < 0 && run.x > sheet.right - 30 && run.y > sheet.bottom,
    )
    expect(numbers.map(({text}) => text)).toEqual(heads.map(({runs}) => String(runs[0]!.page + 1)))
  })
})

test("what is dropped or new in a text says so in the structure", async () => {
  const pdf = await made("<p>De <del>vorige</del> <ins>nieuwe</ins> regel.</p>")
  const spans = [...eachElement(pdf.root)].filter(({type}) => type === "Span")
  expect(spans.map(one => [one.attributes.get("TextDecorationType"), wordsIn(one).trim()])).toEqual(
    [
      [expect.objectContaining({name: "LineThrough"}), "vorige"],
      [expect.objectContaining({name: "Underline"}), "nieuwe"],
    ],
  )
})

const plainWord = fc.constantFrom(
  ..."moeder zei dat kinderbeschermingsmaatregel de ex-partner “ja” 1.2 en/of 24-03-2026 zorg\u00ADregie één".split(
    " ",
  ),
)
const hardWord = fc.oneof(
  plainWord,
  fc.constantFrom(
    ..."Шевченко فاطمة (الأم) Nguyễn Ελένη 王伟 e\u0301e\u0301n 👪 a\u00A0b עד 12٣٤ [نور] نورx".split(
      " ",
    ),
  ),
  fc
    .string({unit: "grapheme", minLength: 1, maxLength: 12})
    .map(text => text.replaceAll(/[\s\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, "x")),
  fc.string({unit: fc.constantFrom("a", "w", "Q", "7"), minLength: 60, maxLength: 300}),
)
const lineOf = (word: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(word, {minLength: 1, maxLength: 14}).map(words => words.join(" "))
const inlinesOf = (word: fc.Arbitrary<string>): fc.Arbitrary<readonly Inline[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          type: fc.constant("words" as const),
          text: lineOf(word).map(text => `${text} `),
          strong: fc.boolean(),
          em: fc.boolean(),
          quote: fc.boolean(),
          change: fc.constantFrom("" as const, "deleted" as const, "inserted" as const),
          style: fc.constantFrom("", "name", "more", "code"),
          lang: fc.constantFrom("", "nl", "en", "ar"),
        }),
      },
      {weight: 1, arbitrary: fc.constant({type: "break" as const})},
    ),
    {minLength: 1, maxLength: 3},
  )
const part = (blocks: readonly Block[], role: Part["role"], layer = "", id = ""): Part => ({
  type: "part",
  role,
  id,
  of: id,
  layer,
  style: role === "group" ? "reactions" : "",
  lang: "",
  blocks,
})
const inlines = inlinesOf(plainWord)
const {block} = fc.letrec<{block: Block; blocks: readonly Block[]}>(tie => {
  const cell = fc.record({
    header: fc.constantFrom("" as const, "row" as const, "column" as const),
    columns: fc.constantFrom(1, 1, 2),
    rows: fc.constantFrom(1, 1, 2),
    blocks: tie("blocks"),
  }) as fc.Arbitrary<Cell>
  const paragraph = fc.record({
    type: fc.constant("paragraph" as const),
    id: fc.constantFrom("", "p"),
    style: fc.constantFrom("", "note", "more", "who", "lead"),
    inlines,
  })
  const heading = fc.record({
    type: fc.constant("heading" as const),
    level: fc.constantFrom(1, 2, 3, 4, 5, 6),
    id: fc.constantFrom("", "a", "b"),
    inlines,
  })
  const list = fc.record({
    type: fc.constant("list" as const),
    ordered: fc.boolean(),
    style: fc.constantFrom("", "persons"),
    items: fc.array(
      tie("blocks").map(blocks => part(blocks, "item")),
      {maxLength: 3},
    ),
  })
  const pair = fc.record({
    term: inlines,
    values: fc.array(tie("blocks"), {maxLength: 2}),
    source: fc.constant(""),
  })
  const terms = fc.record({
    type: fc.constant("terms" as const),
    style: fc.constantFrom("facts", "details"),
    pairs: fc.array(pair, {maxLength: 3}),
  })
  const row = fc.record({head: fc.constant(false), cells: fc.array(cell, {maxLength: 4})})
  const table = fc.record({
    type: fc.constant("table" as const),
    caption: inlines,
    rows: fc.array(row, {maxLength: 3}),
  })
  const roles = ["cover", "contents", "section", "statement", "group", "control"] as const
  const parts = fc
    .tuple(
      tie("blocks"),
      fc.constantFrom(...roles, "reaction" as const),
      fc.constantFrom("fact", "voice", "appraisal", "plan", ""),
      fc.constantFrom("", "x", "y"),
    )
    .map(given => part(...given))
  return {
    blocks: fc.array(tie("block"), {maxLength: 2, depthIdentifier: "block"}),
    block: fc.oneof(
      {maxDepth: 4, depthIdentifier: "block"},
      paragraph,
      heading,
      list,
      terms,
      table,
      parts,
      fc.record({type: fc.constant("quote" as const), blocks: tie("blocks")}),
      fc.constant({type: "rule" as const}),
    ) as fc.Arbitrary<Block>,
  }
})

/** What is not as it should be in the PDF of these blocks. */
async function faultsOf(blocks: readonly Block[]): Promise<readonly string[]> {
  const tree: ReportTree = {lang: "nl", blocks}
  const pdf = readPdf(await renderPdf(tree, options))
  const lost = difference(plain(wordsOfPdf(pdf.root)), plain(wordsOfTree(blocks)))
  const below = read(pdf).filter(run => run.y < sheet.bottom)
  return [...(lost === "" ? [] : [lost]), ...pdf.loose, ...below.map(({text}) => text)]
}

describe("nothing-lost: the words come back once and in order", () => {
  test("however blocks stand in each other", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(block, {minLength: 1, maxLength: 4}), async blocks => {
        expect(await faultsOf(blocks)).toEqual([])
      }),
      {seed: 20260330, numRuns: 25, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true},
    )
  }, 90_000)

  test("whatever the words, in a paragraph and in a narrow cell", async () => {
    const hard = inlinesOf(hardWord)
    await fc.assert(
      fc.asyncProperty(hard, hard, async (one, other) => {
        const text: Block = {type: "paragraph", id: "", style: "", inlines: one}
        const cells = [other, one, other, one, other].map((cell): Cell => {
          const blocks: readonly Block[] = [{type: "paragraph", id: "", style: "", inlines: cell}]
          return {header: "", columns: 1, rows: 1, blocks}
        })
        const table: Block = {type: "table", caption: [], rows: [{head: false, cells}]}
        expect(await faultsOf([text, table])).toEqual([])
      }),
      {seed: 20260330, numRuns: 25, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true},
    )
  }, 90_000)
})
