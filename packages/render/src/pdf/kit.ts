// SPDX-License-Identifier: EUPL-1.2

/**
 * What we use of PDFKit. Its published types leave out the parts on which tagging and text of our own
 * rest, and those parts are not its public API: the version is exact in the catalog, and the tests read
 * back what comes out.
 */
import PDFDocument from "pdfkit"

/** An indirect object of the file. Values: `Name` as a string, text as a `String` object. */
export interface Ref {
  data: Record<string, unknown>
  write(bytes: Uint8Array): void
  end(bytes?: Uint8Array): void
  compress: boolean
}

/** Where a glyph goes, in thousandths of the size. */
export interface Position {
  readonly xAdvance: number
  readonly xOffset: number
  readonly yOffset: number
  readonly advanceWidth: number
}

/** Which features of a font are used beside the usual ones, or which are not. */
export type Features = readonly string[] | Readonly<Record<string, boolean>> | undefined

/** A font that PDFKit has opened and will embed as a subset. */
export interface KitFont {
  readonly id: string
  readonly font: {hasGlyphForCodePoint(code: number): boolean}
  /** Code points by glyph of the subset: what becomes the ToUnicode map. */
  readonly unicode: readonly (readonly number[])[]
  /** Glyphs of the subset in hexadecimal. With `features` the text is one run, else word by word. */
  encode(
    text: string,
    features?: Features,
  ): [glyphs: readonly string[], positions: readonly Position[]]
  ref(): Ref
}

export interface KitPage {
  readonly dictionary: Ref
  readonly fonts: Record<string, Ref>
  readonly annotations: Ref[]
}

export interface KitOutline {
  readonly children: KitOutline[]
  readonly outlineData: Record<string, unknown>
  addItem(title: string, options: object): KitOutline
}

/** A document that is being written. */
export interface Kit {
  readonly page: KitPage
  readonly outline: KitOutline
  readonly _root: Ref
  readonly _font: KitFont
  ref(data: Record<string, unknown>): Ref
  addPage(): void
  addContent(operators: string): void
  addNamedDestination(name: string, ...where: unknown[]): void
  registerFont(name: string, source: Uint8Array): void
  font(name: string): void
  markContent(tag: string, options?: object): void
  markStructureContent(tag: string): {readonly refs: readonly {readonly mcid: number}[]}
  endMarkedContent(): void
  getStructTreeRoot(): Ref
  getStructParentTree(): {add(key: number, value: unknown): void; get(key: number): unknown}
  createStructParentTreeNextKey(): number
  endMetadata(): void
  on(event: "data", listener: (chunk: Uint8Array) => void): void
  on(event: "end", listener: () => void): void
  on(event: "error", listener: (error: Error) => void): void
  end(): void
}

/** Width and height of a sheet (A4), in points. */
export const sheet = {width: 595.28, height: 841.89} as const

/** A document of A4 sheets that claims PDF/A-3a, tagged, without a first page or a font. */
export function openKit(info: Record<string, unknown>, lang: string): Kit {
  const options = {
    size: [sheet.width, sheet.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: "PDF/A-3a",
    tagged: true,
    displayTitle: true,
    lang,
    info,
    // Else PDFKit opens Helvetica, which is not embedded.
    font: null,
  }
  return new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions) as unknown as Kit
}

/** A text of the file, other than content: PDFKit writes plain strings as names. */
// oxlint-disable-next-line no-new-wrappers
export const textOf = (value: string): unknown => new String(value)

/** A number as operators want it. */
export const num = (value: number): string => String(Math.round(value * 1000) / 1000)
