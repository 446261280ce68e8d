// SPDX-License-Identifier: EUPL-1.2
import {RenderError, failure} from "../findings.ts"
import type {Features, Kit, KitFont, Position} from "./kit.ts"

/** Faces of one family as TrueType or OpenType files; what is not given is drawn in `regular`. */
export interface PdfFamily {
  readonly regular: Uint8Array
  readonly bold?: Uint8Array
  readonly italic?: Uint8Array
  readonly boldItalic?: Uint8Array
}

/** The fonts of a PDF: one for the text, then those to look in for what it lacks, in this order. */
export interface PdfFonts {
  readonly text: PdfFamily
  readonly fallbacks: readonly PdfFamily[]
}

export type Weight = "regular" | "bold" | "italic" | "boldItalic"

/** Glyphs of one face that stand together. Lengths are in thousandths of the size. */
export interface Shaped {
  readonly face: KitFont
  /** Operand of TJ without its brackets. */
  readonly glyphs: string
  /** Glyphs that stand off the line (accents placed apart); then `glyphs` is not used. */
  readonly placed: readonly {readonly glyph: string; readonly x: number; readonly y: number}[]
  readonly width: number
  /** What it says, when the ToUnicode map alone would not say it; else null. */
  readonly actual: string | null
}

/** Sign for a character that no font has. */
const lack = "\uFFFD"
const ignorable = /\p{Default_Ignorable_Code_Point}+/gu
const rightToLeft = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u

/** Turns words into glyphs of the fonts of one document. Each word is shaped once. */
export class Faces {
  /** Characters that no font has, in order of first use. */
  readonly missing: Set<string> = new Set<string>()
  readonly #kit: Kit
  readonly #families: readonly PdfFamily[]
  readonly #faces = new Map<string, KitFont>()
  readonly #shaped = new Map<string, readonly Shaped[]>()
  readonly #has = new Map<KitFont, Map<number, boolean>>()
  readonly #graphemes = new Intl.Segmenter("und", {granularity: "grapheme"})

  constructor(kit: Kit, fonts: PdfFonts) {
    this.#kit = kit
    this.#families = [fonts.text, ...fonts.fallbacks]
  }

  /**
   * The glyphs of a word without spaces, or of one space. `backwards`: the word stands in a run from right
   * to left; the glyphs come in the order in which they stand from left to right, `actual` in order of
   * reading.
   */
  shape(text: string, weight: Weight, backwards: boolean): readonly Shaped[] {
    const key = `${weight}${backwards ? "<" : ">"}${text}`
    const known = this.#shaped.get(key)
    if (known !== undefined) return known
    const made = this.#make(text, weight, backwards)
    this.#shaped.set(key, made)
    return made
  }

  #make(text: string, weight: Weight, backwards: boolean): readonly Shaped[] {
    const joined = backwards && rightToLeft.test(text)
    // Joiners steer the shapes of letters in a joined script; elsewhere they have none.
    const visible = (joined ? text : text.replace(ignorable, "")).normalize("NFC")
    if (visible === "") return []
    const drawn = backwards && !joined ? Array.from(visible).toReversed().join("") : visible
    const whole = this.#faceOf(drawn, weight)
    if (whole !== undefined) return this.#run(whole, drawn, text, joined)
    const runs: {face: KitFont | undefined; text: string}[] = []
    const order = backwards && !joined ? drawn : text.normalize("NFC")
    for (const {segment} of this.#graphemes.segment(order)) {
      const face = this.#faceOf(segment, weight)
      const last = runs.at(-1)
      if (face !== undefined && last?.face === face) last.text += segment
      else runs.push({face, text: segment})
    }
    const made = runs.flatMap(({face, text: said}) => {
      if (face === undefined) return this.#lacking(said, weight)
      const shown = joined ? said : said.replace(ignorable, "")
      return shown === "" ? [] : this.#run(face, shown, said, joined)
    })
    return joined ? backToFront(made, text) : made
  }

  #lacking(text: string, weight: Weight): readonly Shaped[] {
    this.missing.add(text)
    const face = this.#faceOf(lack, weight)
    return face === undefined
      ? this.#run(this.#face(0, weight), "?", text, false)
      : this.#run(face, lack, text, false)
  }

  /** The first face that has every character of a text. */
  #faceOf(text: string, weight: Weight): KitFont | undefined {
    for (let at = 0; at < this.#families.length; at++) {
      const face = this.#face(at, weight)
      let all = true
      for (const sign of text) if (all && !this.#hasSign(face, sign)) all = false
      if (all) return face
    }
    return undefined
  }

  #hasSign(face: KitFont, sign: string): boolean {
    const code = sign.codePointAt(0) ?? 0
    let known = this.#has.get(face)
    if (known === undefined) this.#has.set(face, (known = new Map()))
    let has = known.get(code)
    if (has === undefined) {
      has = /\p{Default_Ignorable_Code_Point}/u.test(sign) || face.font.hasGlyphForCodePoint(code)
      known.set(code, has)
    }
    return has
  }

  #face(family: number, weight: Weight): KitFont {
    const given = this.#families[family]
    const used = given?.[weight] === undefined ? "regular" : weight
    const name = `${family}-${used}`
    const known = this.#faces.get(name)
    if (known !== undefined) return known
    try {
      this.#kit.registerFont(name, given?.[used] ?? new Uint8Array())
      this.#kit.font(name)
    } catch (error) {
      if (error instanceof RenderError) throw error
      throw failure("font-unreadable", {line: 0, column: 0}, name)
    }
    const face = this.#kit._font
    this.#faces.set(name, face)
    return face
  }

  #run(face: KitFont, drawn: string, said: string, joined: boolean): readonly Shaped[] {
    // The shaper fails on some accents (of Maghrebi and Quranic letters, for one) when it places them; it
    // need not place them where the letter with its accent is one glyph.
    const ways = [joined ? [] : undefined, {ccmp: false, mark: false, mkmk: false}]
    for (const features of ways) {
      try {
        return joined
          ? this.#letters(face, drawn, said, features)
          : [this.#encoded(face, drawn, said, features)]
      } catch {
        continue
      }
    }
    this.missing.add(said)
    return [this.#encoded(face, face.font.hasGlyphForCodePoint(0x3f) ? "?" : " ", said, undefined)]
  }

  /**
   * A word from right to left, letter by letter in order of reading, each where it stands: read as they
   * come the letters are the word, and so they are by where they stand.
   */
  #letters(face: KitFont, drawn: string, said: string, features: Features): readonly Shaped[] {
    const [glyphs, positions] = face.encode(drawn, features)
    const letters = said.normalize("NFC").match(/\P{M}\p{M}*/gu) ?? []
    const made: {placed: Shaped["placed"][number][]; width: number}[] = []
    let x = positions.reduce((sum, position) => sum + position.xAdvance, 0)
    const width = x
    for (let at = glyphs.length - 1; at >= 0; at--) {
      const {xAdvance = 0, xOffset = 0, yOffset = 0} = positions[at] ?? {}
      x -= xAdvance
      const glyph = {glyph: glyphs[at] ?? "", x: x + xOffset, y: yOffset}
      // An accent or a dot follows the letter on which it stands.
      if (xAdvance > 0 || made.length === 0) made.push({placed: [glyph], width: 0})
      else made.at(-1)?.placed.push(glyph)
    }
    if (made.length !== letters.length || letters.join("") !== said)
      return [this.#encoded(face, drawn, said, features)]
    return made.map(({placed}, at) => {
      const read = placed.map(({glyph}) => readAs(face, glyph)).join("")
      const letter = letters[at] ?? ""
      // The last takes the room of all: each is placed from the left edge of the word.
      const room = at === made.length - 1 ? width : 0
      return {face, glyphs: "", placed, width: room, actual: read === letter ? null : letter}
    })
  }

  #encoded(face: KitFont, drawn: string, said: string, features: Features): Shaped {
    const [glyphs, positions] = face.encode(drawn, features)
    const read = glyphs.map(glyph => readAs(face, glyph)).join("")
    const isOff = positions.some(({xOffset, yOffset}) => xOffset !== 0 || yOffset !== 0)
    let width = 0
    const placed: {glyph: string; x: number; y: number}[] = []
    for (const [at, position] of positions.entries()) {
      if (isOff)
        placed.push({
          glyph: glyphs[at] ?? "",
          x: width + position.xOffset,
          y: position.yOffset,
        })
      width += position.xAdvance
    }
    return {
      face,
      glyphs: isOff ? "" : operand(glyphs, positions),
      placed,
      width,
      actual: read === said ? null : said,
    }
  }
}

/** What a glyph is by the ToUnicode map. */
const readAs = (face: KitFont, glyph: string): string =>
  String.fromCodePoint(...(face.unicode[Number.parseInt(glyph, 16)] ?? []))

/** Pieces of a word from right to left that were shaped apart: the last stands first, and says the whole. */
const backToFront = (pieces: readonly Shaped[], said: string): readonly Shaped[] =>
  pieces.toReversed().map((one, at) => ({...one, actual: at === 0 ? said : ""}))

/** Glyphs with the corrections between them, as TJ wants them. */
function operand(glyphs: readonly string[], positions: readonly Position[]): string {
  let made = ""
  let open = ""
  for (const [at, glyph] of glyphs.entries()) {
    const {xAdvance = 0, advanceWidth = 0} = positions[at] ?? {}
    open += glyph
    const correction = Math.round((advanceWidth - xAdvance) * 100) / 100
    if (correction === 0) continue
    made += `<${open}>${correction}`
    open = ""
  }
  return open === "" ? made : `${made}<${open}>`
}
