// SPDX-License-Identifier: EUPL-1.2
import type {Shaped} from "./faces.ts"
import type {Faces} from "./faces.ts"
import type {Frame, Item, Piece} from "./items.ts"
import {type Kit, num, sheet, textOf} from "./kit.ts"
import type {Glyphs, Line} from "./lines.ts"
import {colours, margins} from "./looks.ts"
import type {FramePart, Page} from "./pages.ts"
import {type StructNode, attach} from "./structure.ts"

/** What stands at the foot of each page, beside its number. */
export interface Foot {
  readonly title: string
  readonly controlCode: string
}

/** Space between what is written and the edge of a box that goes on on a next page. */
const goesOnPad = 3

/** Draws pages, and notes for each element of the structure where its content stands. */
export class Drawing {
  readonly #kit: Kit
  readonly #faces: Faces
  readonly #foot: Foot
  /** Number of the page on which each place begins, from 0, and the name by which links reach it. */
  readonly #places = new Map<string, {readonly page: number; readonly name: string}>()
  readonly #pages: readonly Page[]
  #page = 0
  /** Element whose content is open. */
  #open: StructNode | null = null
  #colour = ""

  constructor(kit: Kit, faces: Faces, pages: readonly Page[], foot: Foot) {
    this.#kit = kit
    this.#faces = faces
    this.#pages = pages
    this.#foot = foot
    for (const [page, {items}] of pages.entries())
      for (const {item} of items)
        for (const id of item.places)
          if (!this.#places.has(id))
            // Of one length and only digits: these sort the same everywhere.
            this.#places.set(id, {page, name: `p${String(this.#places.size).padStart(7, "0")}`})
  }

  draw(at: number): void {
    const page = this.#pages[at]
    if (page === undefined) return
    this.#page = at
    this.#colour = ""
    this.#kit.addPage()
    this.#artifact("Layout", () => {
      for (const [frame, part] of page.frames) this.#frame(frame, part)
      for (const {item, y} of page.items)
        for (const piece of item.pieces) if (piece.kind === "rule") this.#rule(piece, y)
    })
    const repeats = page.items.filter(({item}) => item.isRepeat)
    if (repeats.length > 0)
      this.#artifact("Pagination", () => {
        for (const {item, y} of repeats) this.#lines(item, y, false)
      })
    for (const {item, y} of page.items) {
      this.#begin(item, y)
      if (!item.isRepeat) this.#lines(item, y, true)
    }
    this.#close()
    this.#artifact("Layout", () => {
      for (const {item, y} of page.items)
        for (const piece of item.pieces)
          if (piece.kind === "page-of") this.#pageOf(piece, y)
          else if (piece.kind === "line") this.#underline(piece, y)
    })
    this.#artifact("Pagination", () => this.#drawFoot())
  }

  #begin(item: Item, y: number): void {
    for (const id of item.places) {
      const place = this.#places.get(id)
      if (place?.page === this.#page)
        this.#kit.addNamedDestination(place.name, "XYZ", 0, Math.max(0, y - 8), null)
    }
  }

  #lines(item: Item, y: number, isRead: boolean): void {
    for (const piece of item.pieces)
      if (piece.kind === "line") this.#line(piece.line, piece.x, y + piece.baseline, isRead)
  }

  #line(line: Line, x: number, y: number, isRead: boolean): void {
    for (const glyphs of line.glyphs) {
      if (isRead) this.#content(glyphs.span.node)
      this.#glyphs(glyphs, x + glyphs.x, y, isRead)
      if (isRead && glyphs.span.to !== "") this.#link(glyphs, x + glyphs.x, y)
    }
  }

  /** Opens the content of an element, unless it is open. */
  #content(node: StructNode): void {
    if (this.#open === node) return
    this.#close()
    attach(node)
    const [ref] = this.#kit.markStructureContent(node.type).refs
    node.kids.push({page: this.#page, mcid: ref?.mcid ?? 0})
    this.#open = node
  }

  #close(): void {
    if (this.#open !== null) this.#kit.endMarkedContent()
    this.#open = null
  }

  #artifact(type: "Layout" | "Pagination", draw: () => void): void {
    this.#close()
    this.#kit.markContent("Artifact", {type})
    draw()
    this.#kit.endMarkedContent()
  }

  #glyphs(glyphs: Glyphs, x: number, y: number, isRead: boolean): void {
    const {span, shaped, isCut} = glyphs
    this.#fill(span.colour)
    let at = x
    let run: Shaped[] = []
    let start = x
    const flush = (): void => {
      if (run.length > 0) this.#run(run, span.size, start, y)
      run = []
    }
    for (const one of shaped) {
      const actual = isCut ? "\u00AD" : one.actual
      const isAlone = (actual !== null && isRead) || one.placed.length > 0
      if (isAlone || run[0]?.face !== one.face) {
        flush()
        start = at
      }
      if (isAlone && isRead && actual !== null) {
        this.#kit.addContent(`/Span << /ActualText ${utf16(actual)} >> BDC`)
        this.#run([one], span.size, at, y)
        this.#kit.addContent("EMC")
      } else if (isAlone) this.#run([one], span.size, at, y)
      else run.push(one)
      at += (one.width * span.size) / 1000
    }
    flush()
  }

  #run(run: readonly Shaped[], size: number, x: number, y: number): void {
    const [first] = run
    if (first === undefined) return
    const {page} = this.#kit
    page.fonts[first.face.id] ??= first.face.ref()
    const begin = `BT /${first.face.id} ${num(size)} Tf`
    if (first.placed.length === 0) {
      const glyphs = run.map(one => one.glyphs).join("")
      this.#kit.addContent(`${begin} 1 0 0 -1 ${num(x)} ${num(y)} Tm [${glyphs}] TJ ET`)
      return
    }
    const shown = first.placed.map(one => {
      const left = num(x + (one.x * size) / 1000)
      return `1 0 0 -1 ${left} ${num(y - (one.y * size) / 1000)} Tm <${one.glyph}> Tj`
    })
    this.#kit.addContent(`${begin} ${shown.join(" ")} ET`)
  }

  #link(glyphs: Glyphs, x: number, y: number): void {
    const {span} = glyphs
    const place = this.#places.get(span.to)
    if (place === undefined) return
    const key = this.#kit.createStructParentTreeNextKey()
    const top = sheet.height - y + span.size * 0.95
    const annotation = this.#kit.ref({
      Type: "Annot",
      Subtype: "Link",
      Rect: [x, sheet.height - y - span.size * 0.3, x + glyphs.width, top],
      Border: [0, 0, 0],
      F: 4,
      Contents: textOf(span.text.replaceAll(/\s+/g, " ").trim()),
      Dest: textOf(place.name),
      StructParent: key,
    })
    this.#kit.page.annotations.push(annotation)
    annotation.end()
    const node = linkOf(span.node)
    node.kids.push({page: this.#page, annotation, key})
  }

  #fill(colour: string): void {
    if (this.#colour === colour) return
    this.#colour = colour
    this.#kit.addContent(`${rgb(colour)} rg`)
  }

  #rule(piece: Extract<Piece, {kind: "rule"}>, y: number): void {
    this.#fill(piece.colour)
    this.#box(piece.x, y + piece.y, piece.width, piece.thickness)
  }

  #box(x: number, y: number, width: number, height: number): void {
    this.#kit.addContent(`${num(x)} ${num(y)} ${num(width)} ${num(height)} re f`)
  }

  #frame(frame: Frame, part: FramePart): void {
    const {looks, x, width} = frame
    const top = part.begins ? part.top : part.top - goesOnPad
    const bottom = part.ends ? part.bottom : part.bottom + goesOnPad
    const height = bottom - top
    if (looks.fill !== "") {
      this.#fill(looks.fill)
      this.#box(x, top, width, height)
    }
    if (looks.line === "none") return
    const {thickness} = looks
    if (looks.line === "solid" || looks.line === "double") {
      this.#fill(looks.colour)
      const lines = looks.line === "solid" ? [0] : [0, thickness - 1]
      for (const left of lines)
        this.#box(x + left, top, looks.line === "solid" ? thickness : 1, height)
      return
    }
    const isDotted = looks.line === "dotted"
    const dash = isDotted ? `[0 ${num(thickness * 2)}] 0 d 1 J` : `[6 4] 0 d 0 J`
    const middle = num(x + thickness / 2)
    const ends = isDotted ? [top + thickness / 2, bottom - thickness / 2] : [top, bottom]
    this.#kit.addContent(
      `q ${rgb(looks.colour)} RG ${num(thickness)} w ${dash} ${middle} ${num(ends[0] ?? 0)} m ${middle} ${num(ends[1] ?? 0)} l S Q`,
    )
  }

  /** Lines through words that are dropped and below those that are new. */
  #underline(piece: Extract<Piece, {kind: "line"}>, y: number): void {
    for (const {x, width, span} of piece.line.glyphs) {
      if (span.line === "") continue
      this.#fill(span.colour)
      const lift = span.line === "through" ? -span.size * 0.27 : span.size * 0.14
      this.#box(piece.x + x, y + piece.baseline + lift, width, 0.7)
    }
  }

  #pageOf(piece: Extract<Piece, {kind: "page-of"}>, y: number): void {
    const place = this.#places.get(piece.to)
    if (place === undefined) return
    this.#small(String(place.page + 1), piece.right, y + piece.baseline, 10, "right")
  }

  #drawFoot(): void {
    const y = sheet.height - margins.bottom + 34
    const right = sheet.width - margins.right
    const count = `${this.#page + 1} / ${this.#pages.length}`
    const room = right - margins.left - 70
    this.#fill(colours.line)
    this.#box(margins.left, y - 16, right - margins.left, 0.5)
    this.#small(count, right, y, 9, "right")
    this.#small(this.#clipped(this.#foot.title, room, 9), margins.left, y, 9, "left")
    this.#small(this.#clipped(this.#foot.controlCode, room, 9), margins.left, y + 13, 9, "left")
  }

  /** A short text that is not read, such as a page number. */
  #small(text: string, x: number, y: number, size: number, side: "left" | "right"): void {
    const shaped = this.#shapeWords(text)
    let at = side === "left" ? x : x - (widthOf(shaped) * size) / 1000
    this.#fill(colours.quiet)
    for (const one of shaped) {
      this.#run([one], size, at, y)
      at += (one.width * size) / 1000
    }
  }

  #shapeWords(text: string): readonly Shaped[] {
    return text
      .split(/(\s)/)
      .flatMap(word => (word === "" ? [] : this.#faces.shape(word, "regular", false)))
  }

  /** As many words as there is room for. */
  #clipped(text: string, room: number, size: number): string {
    const wide = (part: string): boolean => (widthOf(this.#shapeWords(part)) * size) / 1000 > room
    if (!wide(text)) return text
    const words = text.split(" ")
    while (words.length > 1 && wide(`${words.join(" ")} …`)) words.pop()
    return `${words.join(" ")} …`
  }

  /** Bookmarks from headings, as deep as these are. */
  bookmarks(): void {
    const open = [{level: 0, outline: this.#kit.outline}]
    for (const [pageNumber, {items}] of this.#pages.entries())
      for (const {item, y} of items) {
        if (item.bookmark === null || item.bookmark.title === "") continue
        const {title, level} = item.bookmark
        while ((open.at(-1)?.level ?? 0) >= level) open.pop()
        const parent = open.at(-1)?.outline
        if (parent === undefined) continue
        const top = Math.max(0, y - 8)
        const outline = parent.addItem(title, {
          pageNumber,
          fit: false,
          top,
          left: sheet.width,
          zoom: 0,
          expanded: level === 1,
        })
        open.push({level, outline})
      }
    closeBranches(this.#kit.outline)
  }
}

type Outline = Kit["outline"]

/** A branch that is not unfolded counts below zero; without a count some readers leave it out. */
function closeBranches(outline: Outline): void {
  for (const child of outline.children) {
    if (child.children.length > 0) child.outlineData["Count"] = -child.children.length
    closeBranches(child)
  }
}

/** The link that an element is, or stands in. */
function linkOf(node: StructNode): StructNode {
  let link = node
  while (link.type !== "Link" && link.parent !== null) link = link.parent
  return link
}

function widthOf(shaped: readonly Shaped[]): number {
  let width = 0
  for (const one of shaped) width += one.width
  return width
}

const colourCache = new Map<string, string>()

/** `#rrggbb` as three numbers from 0 to 1. */
function rgb(colour: string): string {
  let known = colourCache.get(colour)
  if (known === undefined) {
    known = [1, 3, 5].map(at => num(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(" ")
    colourCache.set(colour, known)
  }
  return known
}

/** A text in hexadecimal, as an operand. */
function utf16(text: string): string {
  let hex = "FEFF"
  for (let at = 0; at < text.length; at++)
    hex += text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")
  return `<${hex}>`
}
