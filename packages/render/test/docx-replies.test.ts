// SPDX-License-Identifier: EUPL-1.2
import {eachBlock} from "@wederhoor/render"
import {
  type ExpectedDocx,
  readDocxIdentity,
  readReplies,
  renderDocx,
  type RepliesRead,
  WordFileError,
} from "@wederhoor/render/docx"
import fc from "fast-check"
import {describe, expect, test} from "vitest"

import {
  changed,
  controlIn,
  escapeXml,
  options,
  partsOf,
  reports,
  withContent,
  withControl,
  zipped,
} from "./docx-file.ts"

const [, tree] = reports[0]!
const file = await renderDocx(tree, options)
const expected: ExpectedDocx = {
  tree,
  reportId: options.reportId,
  version: options.version,
  title: options.title,
  controlCode: options.controlCode ?? "",
}
const body = "word/document.xml"
const ids = [...eachBlock(tree.blocks)].flatMap(block =>
  block.type === "part" &&
  block.role === "statement" &&
  block.blocks.some(({type}) => type === "heading")
    ? [block.of]
    : [],
)
const [first = "", second = ""] = ids
const nothing: RepliesRead = {
  replies: [],
  comments: [],
  changed: [],
  missing: [],
  doubled: [],
  unknown: [],
  outside: [],
  lost: [],
}

const paragraph = (...runs: string[]): string => `<w:p>${runs.join("")}</w:p>`
const run = (text: string): string =>
  `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
const cut = (text: string): string =>
  `<w:r><w:delText xml:space="preserve">${escapeXml(text)}</w:delText></w:r>`
const by = `w:id="900" w:author="Mira Kok" w:date="2026-04-01T10:00:00Z"`
const inserted = (text: string): string => `<w:ins ${by}>${run(text)}</w:ins>`
const deleted = (text: string): string => `<w:del ${by}>${cut(text)}</w:del>`
const edited = (...changes: ((xml: string) => string)[]): RepliesRead =>
  readReplies(
    changed(file, {[body]: xml => changes.reduce((done, change) => change(done), xml)}),
    expected,
  )

/** One paragraph as Word writes it: cut into runs anywhere, with its own marks between them. */
function asWord(line: string, cuts: readonly number[], style: number): string {
  const signs = [...line]
  const at = [...new Set(cuts.map(one => one % (signs.length + 1)))].sort((a, b) => a - b)
  const bits = [...at, signs.length].map((end, index) =>
    signs.slice(at[index - 1] ?? 0, end).join(""),
  )
  const between = [
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="77" w:name="_GoBack"/><w:bookmarkEnd w:id="77"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    deleted("weg"),
    "<w:r><w:rPr><w:i/></w:rPr><w:t/></w:r>",
  ]
  const runs = bits.map((bit, index) =>
    (index + style) % 3 === 1
      ? inserted(bit)
      : run(bit).replace("<w:t", "<w:rPr><w:b/></w:rPr><w:t"),
  )
  const separator = between[style % between.length] ?? ""
  return `<w:p w:rsidR="00AB12CD" w14:paraId="5A5A5A5A"><w:pPr><w:pStyle w:val="Reply"/><w:rPr><w:ins ${by}/></w:rPr></w:pPr>${runs.join(separator)}</w:p>`
}

test("what nobody touched says nothing", () => {
  expect(readReplies(file, expected)).toEqual(nothing)
  expect(readDocxIdentity(file)).toEqual({
    reportId: "waterhoek-42",
    version: "1",
    formatVersion: "wederhoor-report/1",
    controlCode: "WH1-0000-0000-0000",
  })
})

test.each(reports)("%s: comes back as it went", async (_, given) => {
  const made = await renderDocx(given, options)
  expect(readReplies(made, {...expected, tree: given})).toEqual(nothing)
})

describe("replies", () => {
  test("any reply to any statement comes back by its id, however Word cuts it up", () => {
    const line = fc
      .string({unit: "grapheme", maxLength: 40})
      .map(text => text.replaceAll(/[\s\p{C}\u00a0]+/gu, " ").trim())
    const reply = fc.record({
      of: fc.constantFrom("", ...ids),
      lines: fc
        .array(line, {minLength: 1, maxLength: 4})
        .filter(lines => lines.some(one => one !== "")),
      cuts: fc.array(fc.nat(200), {maxLength: 4}),
      style: fc.nat(20),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(reply, {selector: one => one.of, minLength: 1, maxLength: 5}),
        replies => {
          const read = edited(
            ...replies.map(({of, lines, cuts, style}) =>
              withContent(`reply:${of}`, lines.map(one => asWord(one, cuts, style)).join("")),
            ),
          )
          const trimmed = (lines: readonly string[]) => {
            const from = lines.findIndex(one => one !== "")
            return lines.slice(from, lines.findLastIndex(one => one !== "") + 1)
          }
          const sorted = [...ids, ""].flatMap(id => replies.filter(({of}) => of === id))
          expect(read.replies.map(({statement, lines}) => ({statement, lines}))).toEqual(
            sorted.map(({of, lines}) => ({statement: of, lines: trimmed(lines)})),
          )
          expect({...read, replies: []}).toEqual(nothing)
        },
      ),
      {seed: 20260330, numRuns: 40},
    )
  })

  test("lines stay lines: paragraphs, line breaks, an empty line between, tabs", () => {
    const {replies} = edited(
      withContent(
        `reply:${first}`,
        paragraph() +
          paragraph(run("Een"), "<w:r><w:br/></w:r>", run("twee")) +
          paragraph() +
          paragraph(run("drie"), "<w:r><w:tab/></w:r>", run("vier ")) +
          paragraph(),
      ),
    )
    expect(replies).toEqual([
      {statement: first, lines: ["Een", "twee", "", "drie\tvier"], deleted: []},
    ])
  })

  test("tracked changes: what was put in counts, what was taken out is told", () => {
    const joined = `<w:p><w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr>${run("Ik was ")}</w:p>`
    const {replies} = edited(
      withContent(
        `reply:${first}`,
        joined + paragraph(deleted("niet "), inserted("wel "), run("thuis.")),
      ),
      withContent(
        `reply:${second}`,
        paragraph(
          `<w:moveFrom ${by}>${run("hier ")}</w:moveFrom>`,
          `<w:moveTo ${by}>${run("daar")}</w:moveTo>`,
        ),
      ),
    )
    expect(replies).toEqual([
      {statement: first, lines: ["Ik was wel thuis."], deleted: ["niet "]},
      {statement: second, lines: ["daar"], deleted: ["hier "]},
    ])
  })

  test("the words Word shows in an empty control are not a reply", () => {
    const read = edited(
      withControl(`reply:${first}`, control =>
        control
          .replace("</w:sdtPr>", "<w:showingPlcHdr/></w:sdtPr>")
          .replace(
            /<w:sdtContent>.*<\/w:sdtContent>/s,
            `<w:sdtContent>${paragraph(run("Klik hier"))}</w:sdtContent>`,
          ),
      ),
    )
    expect(read).toEqual(nothing)
  })

  test("a table, a link or a text box in a reply is read with it", () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>${paragraph(run("in een kader"))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${paragraph(run("in een kader"))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
    const {replies, ...rest} = edited(
      withContent(
        `reply:${first}`,
        `<w:tbl><w:tr><w:tc>${paragraph(run("cel"))}</w:tc></w:tr></w:tbl>${paragraph(`<w:hyperlink w:anchor="x">${run("link")}</w:hyperlink>`)}${paragraph(box, run("na"))}`,
      ),
    )
    expect(replies[0]?.lines).toEqual(["cel", "link", "in een kader", "na"])
    expect(rest).toEqual({...nothing, replies: undefined})
  })

  test("not by place: statements and replies in another order, parts in another order", () => {
    const one = withContent(`reply:${first}`, paragraph(run("bij de eerste")))
    const swapped = (xml: string): string => {
      const [a, b] = [controlIn(xml, `reply:${first}`), controlIn(xml, `reply:${second}`)]
      return xml
        .replace(a, "\u0000")
        .replace(b, () => a)
        .replace("\u0000", () => b)
    }
    const parts = partsOf(changed(file, {[body]: xml => swapped(one(xml))}))
    const reversed = zipped(Object.fromEntries(Object.entries(parts).toReversed()))
    const {replies, ...rest} = readReplies(reversed, expected)
    expect(replies).toEqual([{statement: first, lines: ["bij de eerste"], deleted: []}])
    expect(rest).toEqual({...nothing, replies: undefined})
  })

  test("a program that drops the controls and keeps the ranges loses no reply", () => {
    const without = (xml: string): string =>
      xml.replaceAll(/<w:sdt><w:sdtPr>.*?<\/w:sdtPr><w:sdtContent>|<\/w:sdtContent><\/w:sdt>/gs, "")
    const read = edited(
      withContent(`reply:${first}`, paragraph(run("een")) + paragraph(run("twee"))),
      withContent("reply:", paragraph(run("alles"))),
      without,
    )
    expect(read.replies).toEqual([
      {statement: first, lines: ["een", "twee"], deleted: []},
      {statement: "", lines: ["alles"], deleted: []},
    ])
    expect({...read, replies: [], missing: []}).toEqual(nothing)
    expect(read.missing.every(({hasText}) => hasText)).toBe(true)
    expect(read.missing.filter(({role}) => role === "statement").length).toBeGreaterThanOrEqual(
      ids.length,
    )
  })

  test("a range that is never closed does not swallow the report", () => {
    const read = edited(xml =>
      xml.replace(controlIn(xml, `reply:${first}`), "").replace(/<w:permEnd\b[^>]*>/, ""),
    )
    expect(read).toEqual({
      ...nothing,
      missing: [{role: "reply", statement: first, hasText: false}],
    })
  })

  test("a quoted line of the report stays a reply", () => {
    const {replies, lost, outside} = edited(
      withContent("reply:", paragraph(run("Wie heeft getekend")) + paragraph(run("Ik niet."))),
      xml =>
        xml.replace(controlIn(xml, "reply:"), control =>
          control
            .replace(/<w:sdt><w:sdtPr>.*?<\/w:sdtPr><w:sdtContent>/s, "")
            .replace("</w:sdtContent></w:sdt>", ""),
        ),
    )
    expect(replies).toEqual([
      {statement: "", lines: ["Wie heeft getekend", "Ik niet."], deleted: []},
    ])
    expect([lost, outside]).toEqual([[], []])
  })
})

describe("what was changed", () => {
  const firstText = (xml: string): string =>
    /<w:t xml:space="preserve">([^<]{12,})<\/w:t>/.exec(controlIn(xml, first))?.[1] ?? ""

  test("a locked text, with the id and both texts", () => {
    const words = firstText(partsOf(file)[body]!)
    const read = edited(
      withControl(first, control => control.replace(`>${words}<`, ">Iets anders.<")),
    )
    expect(read).toEqual({
      ...nothing,
      changed: [{statement: first, expected: expect.any(String), found: expect.any(String)}],
    })
    const [one] = read.changed
    expect(one?.expected).toContain(words)
    expect(one?.found).toBe(one?.expected.replace(words, "Iets anders."))
  })

  test("a locked text with a tracked change, by what would be accepted", () => {
    const words = firstText(partsOf(file)[body]!)
    const read = edited(
      withControl(first, control =>
        control.replace(
          new RegExp(
            `<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">${words.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&")}</w:t></w:r>`,
          ),
          () => deleted(words) + inserted("Nieuw."),
        ),
      ),
    )
    expect(read.changed[0]?.found).toBe(read.changed[0]?.expected.replace(words, "Nieuw."))
  })

  test("not: other space, soft hyphens, split runs, a content control in a line", () => {
    const read = edited(
      withControl(first, control =>
        control.replaceAll(
          /<w:t xml:space="preserve">([^<]{4,})<\/w:t><\/w:r>/g,
          (_, words: string) =>
            `<w:t xml:space="preserve">${words.slice(0, 2)}\u00ad</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t xml:space="preserve">${words.slice(2).replaceAll(" ", "\u00a0 ")}</w:t></w:r></w:sdtContent></w:sdt>`,
        ),
      ),
    )
    expect(read).toEqual(nothing)
  })

  test("a control that is gone, with its words or without", () => {
    const gone =
      (keep: boolean) =>
      (xml: string): string =>
        xml.replace(controlIn(xml, first), control =>
          keep ? /<w:sdtContent>(.*)<\/w:sdtContent>/s.exec(control)![1]! : "",
        )
    expect(edited(gone(true))).toEqual({
      ...nothing,
      missing: [{role: "statement", statement: first, hasText: true}],
    })
    const {missing, lost, ...rest} = edited(gone(false))
    expect(missing).toEqual([{role: "statement", statement: first, hasText: false}])
    expect(lost.join("\n")).toContain(firstText(partsOf(file)[body]!))
    // The comments that stood there have lost their anchor, not their words.
    expect(rest).toEqual({...nothing, missing: undefined, lost: undefined})
  })

  test("a control that is there twice; both replies count", () => {
    const twice =
      (tag: string, text: string) =>
      (xml: string): string =>
        xml.replace(
          controlIn(xml, tag),
          control =>
            control +
            control.replace(
              /<w:sdtContent>.*<\/w:sdtContent>/s,
              () => `<w:sdtContent>${paragraph(run(text))}</w:sdtContent>`,
            ),
        )
    const read = edited(
      withContent(`reply:${first}`, paragraph(run("een"))),
      twice(`reply:${first}`, "twee"),
      twice(second, "Verzonnen."),
    )
    expect(read.doubled).toEqual(
      expect.arrayContaining([
        {role: "reply", statement: first, times: 2},
        {role: "statement", statement: second, times: 2},
      ]),
    )
    expect(read.replies).toEqual([{statement: first, lines: ["een", "twee"], deleted: []}])
    expect(read.changed).toEqual([
      {statement: second, expected: expect.any(String), found: "Verzonnen."},
    ])
  })

  test("a control with a tag that was not sent, and its words", () => {
    const strange = `<w:sdt><w:sdtPr><w:tag w:val="reply:nergens"/></w:sdtPr><w:sdtContent>${paragraph(run("Voor niemand."))}</w:sdtContent></w:sdt>`
    const read = edited(xml => xml.replace("<w:sectPr", `${strange}<w:sectPr`))
    expect(read).toEqual({
      ...nothing,
      unknown: [{tag: "reply:nergens", lines: ["Voor niemand."]}],
      outside: [{after: ids.at(-1), text: "Voor niemand.", isDeleted: false}],
    })
    const inside = edited(withContent(`reply:${first}`, strange))
    expect(inside.replies[0]?.lines).toEqual(["Voor niemand."])
    expect(inside.unknown).toHaveLength(1)
  })

  test("text outside: between statements, in a heading, in a footnote, at the foot, crossed out", () => {
    const read = readReplies(
      changed(file, {
        [body]: xml =>
          xml
            .replace(
              new RegExp(`(${controlIn(xml, `reply:${second}`)}<w:permEnd [^>]*>)`),
              (range: string) => `${range}${paragraph(run("Tussendoor."), deleted("Weg."))}`,
            )
            .replace(
              ">Bronnen</w:t></w:r></w:p>",
              `>Bronnen</w:t></w:r>${run(" zijn er niet")}</w:p>`,
            ),
        "word/footer1.xml": xml =>
          xml.replace("</w:ftr>", `${paragraph(run("Onderaan."))}</w:ftr>`),
        "word/footnotes.xml": xml =>
          xml.replace(
            "</w:footnotes>",
            `<w:footnote w:id="99">${paragraph(run("In een noot."))}</w:footnote></w:footnotes>`,
          ),
      }),
      expected,
    )
    expect(read).toEqual({
      ...nothing,
      outside: [
        {after: second, text: "Tussendoor.", isDeleted: false},
        {after: second, text: "Weg.", isDeleted: true},
        {after: ids.at(-1), text: "Bronnen zijn er niet", isDeleted: false},
        {after: "", text: "In een noot.", isDeleted: false},
        {after: "", text: "Onderaan.", isDeleted: false},
      ],
      lost: ["Bronnen"],
    })
  })

  test("no word that is typed anywhere in the body is lost", () => {
    const words = fc.stringMatching(/^[a-z]{8}q[a-z]{4}$/)
    const paragraphEnds = [...partsOf(file)[body]!.matchAll(/<\/w:p>/g)].map(({index}) => index)
    fc.assert(
      fc.property(words, fc.constantFrom(...paragraphEnds), (typed, at) => {
        const read = edited(xml => xml.slice(0, at) + run(typed) + xml.slice(at))
        expect(JSON.stringify(read)).toContain(typed)
        const told = read.replies.length + read.changed.length + read.outside.length
        expect(told).toBe(1)
      }),
      {seed: 7, numRuns: 60},
    )
  })
})

describe("comments", () => {
  const comment = (id: number, paraId: string, text: string) =>
    `<w:comment w:id="${id}" w:author="Mira Kok" w:initials="MK" w:date="2026-04-01T10:00:00Z"><w:p w14:paraId="${paraId}">${run(text)}</w:p></w:comment>`
  const added =
    (xml: string) =>
    (comments: string): string =>
      comments.replace("</w:comments>", `${xml}</w:comments>`)

  test("one that was typed at a statement, with who and when", () => {
    const read = readReplies(
      changed(file, {
        [body]: withControl(second, control =>
          control.replace("</w:p>", '<w:r><w:commentReference w:id="500"/></w:r></w:p>'),
        ),
        "word/comments.xml": added(comment(500, "0A0A0A0A", "Dit was op dinsdag.")),
      }),
      expected,
    )
    expect(read).toEqual({
      ...nothing,
      comments: [
        {
          statement: second,
          reaction: "",
          author: "Mira Kok",
          date: "2026-04-01T10:00:00Z",
          lines: ["Dit was op dinsdag."],
        },
      ],
    })
  })

  test("an answer to a reaction, also when the program numbers all comments anew", () => {
    const renumbered = (xml: string): string =>
      xml.replaceAll(
        /(<w:comment(?:|RangeStart|RangeEnd|Reference)\b[^>]*w:id=")(\d+)"/g,
        (_, start: string, id: string) => `${start}${Number(id) * 3 + 1_000}"`,
      )
    const read = readReplies(
      changed(file, {
        [body]: renumbered,
        "word/comments.xml": xml => added(comment(5, "0B0B0B0B", "Toch niet."))(renumbered(xml)),
        "word/commentsExtended.xml": xml =>
          xml.replace(
            "</w15:commentsEx>",
            '<w15:commentEx w15:paraId="0B0B0B0B" w15:paraIdParent="00000002"/></w15:commentsEx>',
          ),
      }),
      expected,
    )
    expect(read).toEqual({
      ...nothing,
      comments: [
        {
          statement: "s-politie",
          reaction: "r1",
          author: "Mira Kok",
          date: "2026-04-01T10:00:00Z",
          lines: ["Toch niet."],
        },
      ],
    })
  })

  test("one of ours whose words were changed: ours is lost, theirs is told", () => {
    const read = readReplies(
      changed(file, {
        "word/comments.xml": xml =>
          xml.replace("De politie kwam om 23.10 uur.", "Er kwam niemand."),
      }),
      expected,
    )
    expect(read.lost).toEqual([expect.stringContaining("De politie kwam om 23.10 uur.")])
    expect(read.comments).toMatchObject([
      {statement: "s-politie", author: "Jeroen van Dalen (Ouder (vader))"},
    ])
    expect(read.comments[0]?.lines).toContain("Er kwam niemand.")
  })
})

test("a file of another report or version is refused, with both named", () => {
  for (const other of [{reportId: "ander"}, {version: "2"}]) {
    const read = () => readReplies(file, {...expected, ...other})
    expect(read).toThrow(WordFileError)
    expect(read).toThrow(/^other-report: .*waterhoek-42, 1/)
  }
})
