// SPDX-License-Identifier: EUPL-1.2
import type {XmlElement, XmlReader} from "./read-xml.ts"

/** A content control, by its place in the list, and the one around it. */
export interface InControl {
  readonly number: number
  readonly outer: InControl | null
}

/** Where words stand. */
export interface Where {
  /** The innermost content control. */
  readonly control: InControl | null
  /** Numbers of the editable ranges. */
  readonly ranges: readonly string[]
}

/** Words of a paragraph that stand in the same place. Line breaks are `\n`, tabs `\t`. */
export interface Piece {
  readonly where: Where
  readonly text: string
  /** A tracked deletion, or the place something was moved away from. */
  readonly isDeleted: boolean
}

export interface WordParagraph {
  /** Where it begins; says where an empty one stands. */
  readonly where: Where
  readonly pieces: readonly Piece[]
  /** Its end was deleted: it runs on into the next. */
  readonly runsOn: boolean
  /** Id of the note or comment it stands in; else empty. */
  readonly owner: string
  /** `w14:paraId`, by which answers to comments are known. */
  readonly paraId: string
}

export interface WordText {
  readonly paragraphs: readonly WordParagraph[]
  /** Tag of each content control, in order; empty when it has none. */
  readonly tags: readonly string[]
  /** Ranges that were closed again. */
  readonly closedRanges: ReadonlySet<string>
  /** Where comments are anchored, by their id: every place that names them. */
  readonly anchors: ReadonlyMap<string, readonly Where[]>
  /** Author and date of comments, by their id. */
  readonly comments: ReadonlyMap<string, {readonly author: string; readonly date: string}>
}

/** The controls around a place, the innermost first. */
export function* controlsAround({control}: Where): Generator<number> {
  for (let at = control; at !== null; at = at.outer) yield at.number
}

/** Reads all words of a part: document, notes, comments, header or footer. */
export function readWordText(reader: XmlReader, part: string): WordText {
  const walk = new Walk()
  reader.read(part, {
    open: element => walk.open(element),
    text: text => walk.text(text),
    close: element => walk.close(element),
  })
  return walk
}

interface OpenParagraph {
  readonly where: Where
  readonly paraId: string
  readonly pieces: Piece[]
  runsOn: boolean
}

interface OpenControl extends InControl {
  isPlaceholder: boolean
}

/** Fields whose result is counted by whoever opens the file. */
const counted = /^\s*(PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC)\b/i

/** Ranges and fields that may be open at once; more says nothing to a reader, and costs. */
const mostOpen = 50

const glyphs: Readonly<Record<string, string>> = {
  "w:tab": "\t",
  "w:ptab": "\t",
  "w:br": "\n",
  "w:cr": "\n",
  "w:noBreakHyphen": "\u2011",
  "w:softHyphen": "\u00ad",
}

class Walk implements WordText {
  readonly paragraphs: WordParagraph[] = []
  readonly tags: string[] = []
  readonly closedRanges = new Set<string>()
  readonly anchors = new Map<string, Where[]>()
  readonly comments = new Map<string, {author: string; date: string}>()

  private readonly path: string[] = []
  private readonly openParagraphs: OpenParagraph[] = []
  private readonly controls: OpenControl[] = []
  private readonly openRanges = new Set<string>()
  private where: Where = {control: null, ranges: []}
  private owner = ""
  private deleted = 0
  private unread = 0
  /** Complex fields that are open: what they do, and whether their result has begun. */
  private readonly fields: {instruction: string; isResult: boolean}[] = []
  private readonly simpleFields: boolean[] = []
  private isText = false
  private isInstruction = false

  open(element: XmlElement): void {
    const {name} = element
    const parent = this.path.at(-1) ?? ""
    this.path.push(name)
    switch (name) {
      case "w:p":
        this.openParagraphs.push({
          where: this.where,
          paraId: element.get("w14:paraId"),
          pieces: [],
          runsOn: false,
        })
        return
      case "w:t":
      case "m:t":
      case "w:delText":
        this.isText = true
        return
      case "w:instrText":
        this.isInstruction = true
        return
      case "w:del":
      case "w:moveFrom":
        if (parent === "w:rPr" || parent === "w:trPr") this.deletedMark(parent)
        else this.deleted++
        return
      case "w:sdt":
        this.controls.push({
          number: this.tags.push("") - 1,
          outer: this.controls.at(-1) ?? null,
          isPlaceholder: false,
        })
        this.moved()
        return
      case "w:tag":
        if (parent === "w:sdtPr")
          this.tags[this.controls.at(-1)?.number ?? 0] = element.get("w:val")
        return
      case "w:showingPlcHdr": {
        const control = this.controls.at(-1)
        if (parent === "w:sdtPr" && control && !/^(0|false|off)$/.test(element.get("w:val")))
          control.isPlaceholder = true
        return
      }
      case "w:permStart":
        if (this.openRanges.size < mostOpen) this.openRanges.add(element.get("w:id"))
        this.moved([...this.openRanges])
        return
      case "w:permEnd":
        if (this.openRanges.delete(element.get("w:id"))) this.closedRanges.add(element.get("w:id"))
        this.moved([...this.openRanges])
        return
      case "w:commentRangeStart":
      case "w:commentReference": {
        const id = element.get("w:id")
        const known = this.anchors.get(id)
        if (known) known.push(this.where)
        else this.anchors.set(id, [this.where])
        return
      }
      case "w:comment":
        this.comments.set(element.get("w:id"), {
          author: element.get("w:author"),
          date: element.get("w:date"),
        })
        this.owner = element.get("w:id")
        return
      case "w:footnote":
      case "w:endnote":
        this.owner = element.get("w:id")
        return
      // What stands in it stands in the choice before it too.
      case "mc:Fallback":
        this.unread++
        return
      case "w:fldChar":
        this.field(element.get("w:fldCharType"))
        return
      case "w:fldSimple":
        this.simpleFields.push(counted.test(element.get("w:instr")))
        return
      case "w:sym":
        this.put(symbolOf(element.get("w:char")))
        return
      default:
        if (parent === "w:r" && glyphs[name] !== undefined) this.put(glyphs[name])
    }
  }

  text(text: string): void {
    if (this.isText) this.put(text)
    const field = this.fields.at(-1)
    if (this.isInstruction && field && field.instruction.length < 1_000) field.instruction += text
  }

  close({name}: XmlElement): void {
    this.path.pop()
    const parent = this.path.at(-1)
    switch (name) {
      case "w:p": {
        const paragraph = this.openParagraphs.pop()
        if (paragraph && this.unread === 0) this.paragraphs.push({...paragraph, owner: this.owner})
        return
      }
      case "w:t":
      case "m:t":
      case "w:delText":
        this.isText = false
        return
      case "w:instrText":
        this.isInstruction = false
        return
      case "w:del":
      case "w:moveFrom":
        if (parent !== "w:rPr" && parent !== "w:trPr") this.deleted--
        return
      case "w:sdt":
        this.controls.pop()
        this.moved()
        return
      case "w:tr":
        if (this.deletedRow > 0 && this.deletedRow === this.path.length + 1) {
          this.deletedRow = 0
          this.deleted--
        }
        return
      case "w:comment":
      case "w:footnote":
      case "w:endnote":
        this.owner = ""
        return
      case "mc:Fallback":
        this.unread--
        return
      case "w:fldSimple":
        this.simpleFields.pop()
        return
    }
  }

  /** How deep the row stands that was deleted as a whole; 0 for none. */
  private deletedRow = 0

  private deletedMark(parent: string): void {
    const paragraph = this.openParagraphs.at(-1)
    if (parent === "w:rPr") {
      // Of the end of a paragraph, not of a run.
      if (paragraph && this.path.at(-3) === "w:pPr") paragraph.runsOn = true
    } else if (this.deletedRow === 0) {
      this.deletedRow = this.path.length - 2
      this.deleted++
    }
  }

  private field(type: string): void {
    if (type === "begin" && this.fields.length < mostOpen)
      this.fields.push({instruction: "", isResult: false})
    const field = this.fields.at(-1)
    if (type === "separate" && field) field.isResult = true
    if (type === "end") this.fields.pop()
  }

  private put(text: string): void {
    const isCounted =
      this.simpleFields.includes(true) ||
      this.fields.some(({instruction, isResult}) => isResult && counted.test(instruction))
    const isPlaceholder = this.controls.some(control => control.isPlaceholder)
    const paragraph = this.openParagraphs.at(-1)
    if (!paragraph || this.unread > 0 || isCounted || isPlaceholder || text === "") return
    const isDeleted = this.deleted > 0
    const last = paragraph.pieces.at(-1)
    if (last && last.where === this.where && last.isDeleted === isDeleted)
      paragraph.pieces[paragraph.pieces.length - 1] = {...last, text: last.text + text}
    else paragraph.pieces.push({where: this.where, text, isDeleted})
  }

  private moved(ranges: readonly string[] = this.where.ranges): void {
    this.where = {control: this.controls.at(-1) ?? null, ranges}
  }
}

/** A character of a symbol font; what has no number has no sign. */
function symbolOf(code: string): string {
  const value = /^[0-9a-f]{2,5}$/i.test(code) ? Number.parseInt(code, 16) : 0
  const isSign = value >= 0x20 && !(value >= 0xd800 && value <= 0xdfff)
  return isSign ? String.fromCodePoint(value) : ""
}
