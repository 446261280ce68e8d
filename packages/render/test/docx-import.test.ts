// SPDX-License-Identifier: EUPL-1.2
import {importForm, parseForm} from "@wederhoor/format"
import {type ImportedWord, importWord, renderDocx} from "@wederhoor/render/docx"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

import {
  all,
  escapeXml,
  options,
  parseXml,
  partsOf,
  type Node,
  reports,
  zipped,
} from "./docx-file.ts"

const ns =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const word = "application/vnd.openxmlformats-officedocument.wordprocessingml"

/** A Word file of these parts, as other programs write it. */
function foreign(body: string, others: Readonly<Record<string, string>> = {}): Uint8Array {
  const names = Object.keys(others)
  const relation = (name: string, at: number): string =>
    `<Relationship Id="rId${at}" Type="${types}/${name.replace(/\d*\.xml$/, "")}" Target="${name}"/>`
  const rels = "http://schemas.openxmlformats.org/package/2006/relationships"
  return zipped({
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${rels}"><Relationship Id="rId1" Type="${types}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="${rels}">${names.map(relation).join("")}</Relationships>`,
    "word/document.xml": `<w:document ${ns}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...Object.fromEntries(names.map(name => [`word/${name}`, others[name] ?? ""])),
  })
}

const run = (text: string, properties = ""): string =>
  `<w:r>${properties}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
const paragraph = (content: string, properties = ""): string => `<w:p>${properties}${content}</w:p>`
const styled = (style: string): string => `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`
const item = (level: number): string =>
  `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`
const by = 'w:id="1" w:author="Mira Kok" w:date="2026-04-01T10:00:00Z"'
const deleted = (text: string): string =>
  `<w:del ${by}><w:r><w:delText xml:space="preserve">${escapeXml(text)}</w:delText></w:r></w:del>`
const numbering = `<w:numbering ${ns}><w:abstractNum w:abstractNumId="0">${[0, 1].map(level => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="bullet"/></w:lvl>`).join("")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
const comments = `<w:comments ${ns}><w:comment w:id="0" w:author="Daan Prins" w:initials="DP" w:date="2026-04-02T09:00:00Z">${paragraph(run("Klopt dit?"))}</w:comment><w:comment w:id="1" w:author="Los" w:initials="L">${paragraph(run("Zonder anker."))}</w:comment></w:comments>`
const footnotes = `<w:footnotes ${ns}><w:footnote w:id="2">${paragraph(run("Brief van school."))}</w:footnote></w:footnotes>`

/** The text of every `w:t` and `w:delText`, each by itself. */
const textsIn = (node: Node): string[] =>
  ["w:t", "w:delText"].flatMap(name => all(node, name).map(one => one.text))

const told = ({blocks}: Pick<ImportedWord, "blocks">): string =>
  blocks.flatMap(({lines}) => lines.map(line => line.map(({text}) => text).join(""))).join("\n")
const inStatements = ({statements}: ImportedWord): string =>
  statements.flatMap(({lines}) => lines.map(line => line.map(({text}) => text).join(""))).join("\n")
const inFields = ({fields}: ImportedWord): string =>
  fields.map(({label, text}) => `${label}\n${text}`).join("\n")
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, "")

/**
 * The law: every word of the text, the notes and the comments is in each form of the result, and no fewer
 * letters. Gives the words that are not.
 */
function lostIn(file: Uint8Array, result: ImportedWord): readonly string[] {
  const parts = partsOf(file)
  const given = ["word/document.xml", "word/footnotes.xml", "word/comments.xml"].flatMap(name =>
    parts[name] ? textsIn(parseXml(parts[name])) : [],
  )
  const words = given.flatMap(text => text.match(/[\p{L}\p{N}]+/gu) ?? [])
  return [told(result), inStatements(result), inFields(result)].flatMap(form => [
    ...words.filter(word => !form.includes(word)),
    ...(lettersOf(form).length < lettersOf(given.join("")).length ? ["fewer letters"] : []),
  ])
}

const everything = foreign(
  [
    paragraph(run("Verslag"), styled("Title")),
    paragraph(run("1. "), styled("Heading1")).replace("1. ", "Aanleiding"),
    paragraph(run("De school ") + run("belde", "<w:rPr><w:b/></w:rPr>") + run(" op maandag.")),
    paragraph(run("Eerste punt"), item(0)) + paragraph(run("daaronder"), item(1)),
    paragraph(run("Tweede punt"), item(0)),
    paragraph(run("Zorgen"), styled("Heading2")),
    `<w:tbl><w:tr><w:tc>${paragraph(run("Wie"))}</w:tc><w:tc>${paragraph(run("Wat"))}</w:tc></w:tr><w:tr><w:tc>${paragraph(run("moeder"))}</w:tc><w:tc>${paragraph(run("zag niets"))}</w:tc></w:tr></w:tbl>`,
    paragraph(
      run("Hij was ") + deleted("nooit ") + `<w:ins ${by}>${run("soms ")}</w:ins>` + run("thuis."),
    ),
    paragraph(deleted("Hele alinea weg."), `<w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr>`),
    `<w:tbl><w:tr><w:trPr><w:del ${by}/></w:trPr><w:tc>${paragraph(deleted("rij weg"))}</w:tc></w:tr></w:tbl>`,
    paragraph(
      `<w:moveFrom ${by}>${run("verhuisd")}</w:moveFrom>` +
        run(" en ") +
        `<w:moveTo ${by}>${run("aangekomen")}</w:moveTo>`,
    ),
    paragraph(
      run("Zie de brief") +
        '<w:r><w:footnoteReference w:id="2"/></w:r>' +
        run(".") +
        '<w:r><w:commentReference w:id="0"/></w:r>',
    ),
    paragraph(`<w:fldSimple w:instr="AUTHOR">${run("veldtekst")}</w:fldSimple>`),
    paragraph(`<w:hyperlink r:id="rId99">${run("koppeling")}</w:hyperlink>`),
    paragraph(
      `<w:sdt><w:sdtContent>${run("in een vak")}</w:sdtContent></w:sdt><w:bdo>${run("andersom")}</w:bdo>`,
    ),
    paragraph("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>" + run(" formule")),
    paragraph(
      `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${paragraph(run("kadertekst"))}</w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r>`,
    ),
    paragraph(
      '<w:r><w:drawing><wp:inline><wp:docPr descr="Foto van het huis"/><a:blip r:embed="rId50"/></wp:inline></w:drawing></w:r>',
    ),
    paragraph(run("een\u00adwoord 𝔘nicode “aanhaling” <&> \u2028 einde")),
  ].join(""),
  {
    "numbering.xml": numbering,
    "comments.xml": comments,
    "footnotes.xml": footnotes,
    "header1.xml": `<w:hdr ${ns}>${paragraph(run("Vertrouwelijk"))}</w:hdr>`,
  },
)
const result = await importWord(everything, {lang: "nl"})
const lineOf = (text: string) =>
  result.blocks.find(({lines}) =>
    lines.some(line =>
      line
        .map(one => one.text)
        .join("")
        .includes(text),
    ),
  )

test("nothing-lost: every word of text, notes and comments, of others and of our own files", async () => {
  expect(lostIn(everything, result)).toEqual([])
  for (const [, tree] of reports.slice(0, 1)) {
    const file = await renderDocx(tree, options)
    expect(lostIn(file, await importWord(file, {lang: "nl"}))).toEqual([])
  }
}, 60_000)

test("nothing-lost: any mix of paragraphs, tables, changes, wrappers and text boxes", async () => {
  const text = fc.stringMatching(/^[a-zé]{3,9}$/)
  const inline: fc.Arbitrary<string> = fc.oneof(
    text.map(one => run(`${one} `)),
    text.map(one => deleted(`${one} `)),
    text.map(one => `<w:ins ${by}>${deleted(one)}${run(` ${one}x`)}</w:ins>`),
    text.map(one => `<w:moveFrom ${by}>${run(one)}</w:moveFrom>`),
    text.map(one => `<w:fldSimple w:instr="PAGE">${run(one)}</w:fldSimple>`),
    text.map(one => `<w:ruby><w:rubyBase>${run(one)}</w:rubyBase></w:ruby>`),
    text.map(one => `<w:onbekend>${run(one)}</w:onbekend>`),
    text.map(
      one =>
        `<w:r><mc:AlternateContent><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(run(one))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    ),
    fc.constant("<w:r><w:br/></w:r>"),
    fc.constant('<w:r><w:footnoteReference w:id="2"/></w:r>'),
  )
  const properties = fc.constantFrom(
    "",
    styled("Heading1"),
    styled("Kop9"),
    item(0),
    item(1),
    `<w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr>`,
  )
  const block: fc.Arbitrary<string> = fc
    .tuple(fc.array(inline, {maxLength: 4}), properties, fc.nat(5))
    .map(([inlines, style, form]) => {
      const made = paragraph(inlines.join(""), "").replace("<w:p>", `<w:p>${style}`)
      return form === 0
        ? `<w:tbl><w:tr><w:tc>${made}</w:tc></w:tr></w:tbl>`
        : form === 1
          ? `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${made}</w:sdtContent></w:sdt>`
          : made
    })
  await fc.assert(
    fc.asyncProperty(fc.array(block, {minLength: 1, maxLength: 8}), async blocks => {
      const file = foreign(blocks.join(""), {
        "numbering.xml": numbering,
        "footnotes.xml": footnotes,
      })
      expect(lostIn(file, await importWord(file, {lang: "nl"}))).toEqual([])
    }),
    {seed: 11, numRuns: 150},
  )
}, 60_000)

describe("what a file of others becomes", () => {
  test("headings, items, rows and notes are known as such", () => {
    expect(lineOf("Verslag")).toMatchObject({kind: "heading", level: 1})
    expect(lineOf("Zorgen")).toMatchObject({kind: "heading", level: 2})
    expect(lineOf("Eerste punt")).toMatchObject({kind: "item", level: 1})
    expect(lineOf("daaronder")).toMatchObject({kind: "item", level: 2})
    expect(lineOf("zag niets")).toMatchObject({
      kind: "row",
      lines: [[{text: "moeder"}], [{text: "zag niets"}]],
    })
    expect(lineOf("Brief van school.")).toMatchObject({
      kind: "note",
      lines: [[{text: "[1] "}, {text: "Brief van school. "}]],
    })
    expect(
      lineOf("Zie de brief")
        ?.lines[0]?.map(({text}) => text)
        .join(""),
    ).toBe("Zie de brief[1].[DP1]")
    expect(result.hasStructure).toBe(true)
  })

  test("bold stays bold; who commented is named", () => {
    expect(lineOf("belde")?.lines[0]).toContainEqual({text: "belde", marks: ["strong"]})
    expect(
      lineOf("Klopt dit?")
        ?.lines[0]?.map(({text}) => text)
        .join("")
        .trim(),
    ).toBe("[DP1] Daan Prins, 2026-04-02: Klopt dit?")
    expect(lineOf("Zonder anker.")).toMatchObject({kind: "comment"})
  })

  test("what was struck out stays, in words that say so", async () => {
    expect(told(result)).toContain("Hij was [vervallen: nooit ]soms thuis.")
    expect(told(result)).toContain("[vervallen: Hele alinea weg.]")
    expect(told(result)).toContain("[vervallen: rij weg]")
    expect(told(result)).toContain("[vervallen: verhuisd] en aangekomen")
    expect([result.deletions, result.insertions]).toEqual([4, 2])
    expect(told(await importWord(everything, {lang: "en"}))).toContain("[struck out: nooit ]")
  })

  test("what stands beside the text comes last, under a heading of its own", () => {
    const at = result.blocks.findIndex(({lines}) => lines[0]?.[0]?.text === "Ook in het bestand")
    expect(at).toBeGreaterThan(10)
    const rest = told({blocks: result.blocks.slice(at)})
    for (const words of ["x=1 formule", "kadertekst", "Vertrouwelijk", "Los: Zonder anker."])
      expect(rest).toContain(words)
    expect(rest).not.toContain("veldtekst")
  })

  test("pictures are named, not taken over", () => {
    expect(result.pictures).toEqual(["Foto van het huis"])
  })

  test("statements are unclassified and carry their heading in bold; ids are their own", () => {
    const {statements} = result
    expect(new Set(statements.map(({kind}) => kind))).toEqual(new Set(["unclassified"]))
    expect(statements.map(({id}) => id)).toEqual(statements.map((_, at) => `w${at + 1}`))
    expect(statements[0]?.lines.slice(0, 2)).toEqual([
      [{text: "Verslag", marks: ["strong"]}],
      [{text: "Aanleiding", marks: ["strong"]}],
    ])
  })

  test("the form is one that importForm takes, by its headings", () => {
    expect(parseForm(result.fields)).toEqual(result.fields)
    expect(result.fields.map(({label}) => label)).toEqual([
      "Aanleiding",
      "Zorgen",
      "Ook in het bestand",
    ])
    expect(importForm).toBeTypeOf("function")
  })

  test("long text is cut to what a form and a statement may hold, and is all there", async () => {
    const long = "woord ".repeat(9_000)
    const file = foreign(
      paragraph(run("k".repeat(500)), styled("Heading1")) +
        paragraph(run(long)) +
        paragraph(run("kort")).repeat(1_500),
    )
    const made = await importWord(file, {lang: "nl"})
    expect(parseForm(made.fields)).toEqual(made.fields)
    expect(inFields(made).match(/woord/g)).toHaveLength(9_000)
    expect(inFields(made).match(/kort/g)).toHaveLength(1_500)
    for (const {lines} of made.statements)
      for (const line of lines)
        for (const {text} of line) expect(text.length).toBeLessThanOrEqual(20_000)
  })
})
