// SPDX-License-Identifier: EUPL-1.2
import {
  BorderStyle,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Document,
  DocumentProtectionType,
  Footer,
  FootnoteReferenceRun,
  type ICommentOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type XmlComponent,
} from "docx"
import {initialsOf, noDate} from "./comments.ts"
import {WordElement, bookmarkAt, contentControl, editableRange, linkTo} from "./elements.ts"
import type {DocxOptions} from "./render.ts"
import {
  type Grid,
  type Line,
  type Run,
  type Sheet,
  type SheetBlock,
  eachSheetBlock,
} from "./sheet.ts"
import {indentStep, wordNumbering, wordStyles} from "./styles.ts"
import {controlNumbers, tagOf} from "./tags.ts"
import {docxWords} from "./words.ts"

/** The sheet as a Word file of the library; with the time of the clock in some parts. */
export function packSheet(sheet: Sheet, options: DocxOptions): Promise<Uint8Array> {
  const {title, reportId, version, formatVersion, controlCode = ""} = options
  const words = docxWords(sheet.lang)
  const lines = [...eachSheetBlock(sheet.blocks)].flatMap(({block}) =>
    block.type === "line" ? [block] : [],
  )
  const writer = new Writer(sheet)
  const property = (name: string, value: string) => ({name: `Wederhoor${name}`, value})
  const document = new Document({
    title,
    creator: "Wederhoor",
    lastModifiedBy: "Wederhoor",
    revision: 1,
    description: `${reportId}, ${version}`,
    styles: wordStyles(sheet.lang),
    numbering: wordNumbering(Math.max(0, ...lines.map(({item}) => item?.ordered ?? 0))),
    protection: {type: DocumentProtectionType.READ_ONLY},
    compatibility: {version: 15},
    customProperties: [
      property("Report", reportId),
      property("Version", version),
      property("Format", formatVersion),
      property("ControlCode", controlCode),
    ],
    footnotes: Object.fromEntries(
      sheet.notes.map((text, at) => [at + 1, {children: [new Paragraph(text)]}]),
    ),
    comments: {children: sheet.comments.map((_, at) => commentAt(sheet, at))},
    sections: [
      {
        properties: {page: {margin: {top: 1134, bottom: 1134, left: 1247, right: 1247}}},
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: "Small",
                tabStops: [{type: TabStopType.RIGHT, position: 9412}],
                children: [
                  new TextRun({
                    children: [
                      [title, controlCode].filter(text => text !== "").join(" · "),
                      new Tab(),
                      words.page[0],
                      PageNumber.CURRENT,
                      words.page[1],
                      PageNumber.TOTAL_PAGES,
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children: writer.blocks(sheet.blocks),
      },
    ],
  })
  return Packer.pack(document, "uint8array")
}

type FileBlock = Paragraph | Table | WordElement

function commentAt(sheet: Sheet, at: number): ICommentOptions {
  const {author = "", date = "", lines = [], answers = null} = sheet.comments[at] ?? {}
  return {
    id: at,
    author,
    initials: initialsOf(author),
    date: date === "" ? noDate : new Date(`${date}T00:00:00Z`),
    children: (lines.length === 0 ? [""] : lines).map(line => new Paragraph(line)),
    ...(answers === null ? {} : {parentId: answers}),
  }
}

class Writer {
  private readonly numbers: readonly number[]
  private controls = 0
  private readonly bookmarks: ReadonlyMap<string, string>
  private bookmarkCount = 0

  constructor(sheet: Sheet) {
    this.numbers = controlNumbers(sheet)
    const anchors = [...eachSheetBlock(sheet.blocks)].flatMap(({block}) =>
      block.type === "line" ? block.anchors : [],
    )
    // Word wants a letter first, at most 40 characters, and letters, digits and underscores only.
    this.bookmarks = new Map([...new Set(anchors)].map((anchor, at) => [anchor, `wh_${at + 1}`]))
  }

  blocks(blocks: readonly SheetBlock[]): FileBlock[] {
    return blocks.flatMap((block): readonly FileBlock[] => {
      if (block.type === "line") return [this.line(block)]
      // Word joins a table to one right after it.
      if (block.type === "grid") return [this.grid(block), new Paragraph({style: "Small"})]
      const number = this.numbers[this.controls++] ?? 0
      const {role, of, title} = block
      const lock = role === "statement" ? "sdtContentLocked" : "sdtLocked"
      const control = contentControl(
        {title, tag: tagOf(role, of), number, lock},
        this.blocks(block.blocks),
      )
      return role === "reply" ? editableRange(number, control) : [control]
    })
  }

  private line({style, runs, anchors, indent, item, opens, closes}: Line): Paragraph {
    const children: readonly XmlComponent[] = [
      ...anchors.flatMap(anchor => this.bookmark(anchor)),
      ...opens.map(at => new CommentRangeStart(at)),
      ...this.runs(runs),
      ...closes.flatMap(at => [
        new CommentRangeEnd(at),
        new TextRun({children: [new CommentReference(at)]}),
      ]),
    ]
    return new Paragraph({
      ...(style === "Normal" ? {} : {style}),
      ...(item
        ? {
            numbering: {
              reference: item.ordered === 0 ? "bullets" : `numbers-${item.ordered}`,
              level: item.depth,
            },
          }
        : {}),
      ...(indent > 0
        ? {
            indent: {
              left: indent * indentStep + (style === "Quote" ? 284 : 0),
              ...(item ? {hanging: indentStep} : {}),
            },
          }
        : {}),
      // Any element may stand in a paragraph; the library lists those it has classes for.
      children: children as readonly ParagraphChild[],
    })
  }

  private bookmark(anchor: string): readonly XmlComponent[] {
    const name = this.bookmarks.get(anchor)
    return name === undefined ? [] : bookmarkAt(name, ++this.bookmarkCount)
  }

  private runs(runs: readonly Run[]): readonly XmlComponent[] {
    return runs.map((run): XmlComponent => {
      switch (run.type) {
        case "words":
          return new TextRun({
            text: run.text,
            ...(run.strong ? {bold: true} : {}),
            ...(run.em ? {italics: true} : {}),
            ...(run.code ? {font: "Consolas"} : {}),
            // Marked by looks: a tracked change could be accepted or refused, and is no longer what was signed.
            ...(run.change === "deleted" ? {strike: true} : {}),
            ...(run.change === "inserted" ? {underline: {}} : {}),
            ...(run.lang === "" ? {} : {language: {value: run.lang}}),
          })
        case "break":
          return new TextRun({break: 1})
        case "note":
          return new FootnoteReferenceRun(run.number)
        case "link": {
          const name = this.bookmarks.get(run.to)
          const children = this.runs(run.runs)
          return linkTo(name ?? "", children)
        }
      }
    })
  }

  private grid({rows}: Grid): Table {
    const columns = Math.max(
      1,
      ...rows.map(({cells}) => cells.reduce((sum, {columns: wide}) => sum + wide, 0)),
    )
    const edge = {style: BorderStyle.SINGLE, size: 4, color: "767676"}
    return new Table({
      width: {size: 100, type: WidthType.PERCENTAGE},
      layout: TableLayoutType.AUTOFIT,
      columnWidths: Array.from({length: columns}, () => Math.floor(9412 / columns)),
      margins: {top: 60, bottom: 60, left: 100, right: 100},
      borders: {
        top: edge,
        bottom: edge,
        left: edge,
        right: edge,
        insideHorizontal: edge,
        insideVertical: edge,
      },
      rows: rows
        .filter(({cells}) => cells.length > 0)
        .map(
          ({head, cells}) =>
            new TableRow({
              cantSplit: true,
              ...(head ? {tableHeader: true} : {}),
              children: cells.map(cell => {
                const blocks = this.blocks(cell.blocks)
                // A cell ends in a paragraph.
                if (!(blocks.at(-1) instanceof Paragraph)) blocks.push(new Paragraph(""))
                return new TableCell({
                  // A content control may stand in a cell; the library does not name it.
                  children: blocks as Paragraph[],
                  ...(cell.columns > 1 ? {columnSpan: cell.columns} : {}),
                  ...(cell.rows > 1 ? {rowSpan: cell.rows} : {}),
                  ...(cell.header ? {shading: {fill: "eeeeee"}} : {}),
                })
              }),
            }),
        ),
    })
  }
}
