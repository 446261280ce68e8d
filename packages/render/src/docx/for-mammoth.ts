// SPDX-License-Identifier: EUPL-1.2
import {strToU8, zipSync} from "fflate"
import type {XmlElement, XmlEvents} from "./read-xml.ts"
import type {WordParts} from "./word-parts.ts"

/** The style by which deletions come through mammoth. */
export const deletedStyle = "WederhoorDeleted"

/** A Word file as mammoth can take it whole, and what was found on the way. */
export interface Prepared {
  readonly file: Uint8Array
  /** Descriptions of the pictures that are left out; empty for one without. */
  readonly pictures: readonly string[]
  /** Tracked changes that are open. */
  readonly deletions: number
  readonly insertions: number
  /** Elements that are in it. */
  readonly elements: number
}

/**
 * Writes a Word file anew with only what mammoth reads, from parts that were read strictly. Mammoth leaves out
 * deletions and what it does not know; here deletions become runs with a style, and wrappers it does not know
 * become one it does. Comments open with who made them. Pictures and the targets of links are dropped: nothing
 * is fetched or unpacked for them. `also` follows the parts by that name while they are read.
 */
export function prepareForMammoth(
  parts: WordParts,
  also: ReadonlyMap<string, Required<XmlEvents>>,
): Prepared {
  const {reader, document, comments, footnotes, endnotes, styles, numbering} = parts
  const relations = (part: string): string => part.replace(/([^/]*)$/, "_rels/$1.rels")
  const names = [
    "[Content_Types].xml",
    "_rels/.rels",
    relations(document),
    document,
    comments,
    footnotes,
    endnotes,
    styles,
    numbering,
  ].filter(name => name !== "" && reader.archive.has(name))
  const found = {pictures: [] as string[], deletions: 0, insertions: 0, elements: 0}
  const files = names.map(name => {
    const rewrite = new Rewrite(found)
    const follower = also.get(name)
    reader.read(name, follower ? both(rewrite, follower) : rewrite)
    return [name, strToU8(rewrite.xml)] as const
  })
  return {...found, file: zipSync(Object.fromEntries(files), {level: 0})}
}

const both = (one: Required<XmlEvents>, other: Required<XmlEvents>): XmlEvents => ({
  open: element => {
    one.open(element)
    other.open(element)
  },
  text: text => {
    one.text(text)
    other.text(text)
  },
  close: element => {
    one.close(element)
    other.close(element)
  },
})

/** Elements that hold no words and no structure, left out with all that is in them. */
const dropped = new Set([
  "other:blip",
  "other:imagedata",
  ..."bookmarkEnd bookmarkStart color docDefaults highlight ind jc kern lang lastRenderedPageBreak"
    .concat(
      " latentStyles noProof proofErr rFonts rsid rsids sectPr shd spacing sz szCs tblBorders",
    )
    .concat(" tblCellMar tblGrid tblLook tblW tcBorders tcW u")
    .split(" ")
    .map(name => `w:${name}`),
])

/** Wrappers of runs that mammoth skips with all that is in them. */
const unknownWrappers = new Set(["w:fldSimple", "w:dir", "w:bdo", "w:hyperlink"])

interface Found {
  readonly pictures: string[]
  deletions: number
  insertions: number
  elements: number
}

class Rewrite {
  private readonly written: string[] = []
  private readonly names: string[] = []
  /** Names of the open elements as they are written now; empty for one that is left out. */
  private readonly tags: string[] = []
  private deleted = 0
  private skipped = 0
  private pendingAuthor = ""
  private readonly found: Found

  constructor(found: Found) {
    this.found = found
  }

  get xml(): string {
    return this.written.join("")
  }

  open = (element: XmlElement): void => {
    const {name} = element
    const parent = this.names.at(-1) ?? ""
    // The mark on the end of a paragraph or on a row: the words in it are marked themselves.
    const isMark = parent === "w:rPr" || parent === "w:trPr"
    const isChange =
      name === "w:del" || name === "w:ins" || name === "w:moveFrom" || name === "w:moveTo"
    this.names.push(name)
    if (this.skipped > 0 || dropped.has(name) || (isChange && isMark)) {
      this.skipped++
      this.tags.push("")
      if (name === "other:blip" || name === "other:imagedata")
        this.found.pictures.push(this.described)
      return
    }
    if (name === "other:docPr") this.described = element.get("descr") || element.get("title")
    if (name === "w:del" || name === "w:moveFrom") {
      this.deleted++
      this.found.deletions++
    }
    if (name === "w:ins" || name === "w:moveTo") this.found.insertions++
    if (name === "w:comment") this.pendingAuthor = authorOf(element)
    const tag = this.tagFor(element)
    this.tags.push(tag)
    this.found.elements++
    const attributes = element
      .attributes()
      .filter(([key]) => !key.includes(":rsid"))
      .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    this.written.push(`<${tag}${attributes.join("")}>`)
    const prefix = tag.slice(0, tag.indexOf(":") + 1)
    if (name === "w:r" && this.deleted > 0)
      this.written.push(
        `<${prefix}rPr><${prefix}rStyle ${prefix}val="${deletedStyle}"/></${prefix}rPr>`,
      )
    if (name === "w:p" && this.pendingAuthor !== "") {
      const text = `<${prefix}t xml:space="preserve">${escapeXml(this.pendingAuthor)}</${prefix}t>`
      this.written.push(`<${prefix}r>${text}</${prefix}r>`)
      this.pendingAuthor = ""
    }
  }

  text = (text: string): void => {
    if (this.skipped === 0) this.written.push(escapeXml(text))
  }

  close = ({name}: XmlElement): void => {
    this.names.pop()
    const tag = this.tags.pop() ?? ""
    if (this.skipped > 0) {
      this.skipped--
      return
    }
    if (name === "w:del" || name === "w:moveFrom") this.deleted--
    this.written.push(`</${tag}>`)
  }

  /** Description of the last picture that was named. */
  private described = ""

  private tagFor({name, written}: XmlElement): string {
    const prefix = written.slice(0, written.indexOf(":") + 1)
    if (name === "w:del" || name === "w:moveFrom" || name === "w:moveTo") return `${prefix}ins`
    if (name === "w:delText") return `${prefix}t`
    if (name === "w:delInstrText") return `${prefix}instrText`
    return unknownWrappers.has(name) ? `${prefix}smartTag` : written
  }
}

/** "Mira Kok, 2026-04-01: " */
function authorOf(comment: XmlElement): string {
  const said = [comment.get("w:author"), comment.get("w:date").slice(0, 10)]
  const known = said.filter(one => one !== "")
  return known.length === 0 ? "" : `${known.join(", ")}: `
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
}

const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"\t\n\r]/g, sign => escapes[sign] ?? sign)
