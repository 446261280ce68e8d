// SPDX-License-Identifier: EUPL-1.2
// oxlint-disable-next-line typescript/triple-slash-reference -- programs that include this file as source need these types too
/// <reference path="./libraries.d.ts" />
import bidiFactory from "bidi-js"
import type {Bidi} from "bidi-js"
import LineBreaker from "linebreak"

import type {Faces, Shaped, Weight} from "./faces.ts"
import {cutsOf} from "./hyphens.ts"
import type {TextStyle} from "./looks.ts"
import type {StructNode} from "./structure.ts"

/** Words that look alike and belong to one element of the structure. `\n` begins a new line. */
export interface Span {
  readonly text: string
  readonly weight: Weight
  readonly size: number
  readonly colour: string
  readonly line: "" | "under" | "through"
  readonly lang: string
  readonly node: StructNode
  /** Place in the report that the words lead to, else empty. */
  readonly to: string
}

/** Glyphs of one line with one look, in order of reading. `x` is from the left edge of the line. */
export interface Glyphs {
  readonly x: number
  width: number
  readonly span: Span
  readonly shaped: Shaped[]
  /** A hyphen that is not part of the word. */
  readonly isCut: boolean
}

export interface Line {
  readonly glyphs: readonly Glyphs[]
  readonly width: number
}

/** A piece of the text in one look and one direction. */
interface Atom {
  readonly shaped: readonly Shaped[]
  readonly width: number
  readonly span: Span
  /** Bidirectional level; odd runs from right to left. */
  readonly level: number
  readonly isSpace: boolean
  readonly isCut: boolean
}

const bidi: Bidi = (bidiFactory as unknown as () => Bidi)()
const mayTurn =
  /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u200F\u202B\u202E\u2067]|[\uD802\uD803\uD83A\uD83B]/
/** Breaks only at spaces, whatever the rules of Unicode say of other signs. */
const isPlain = /^[\p{L}\p{N}\p{M} .,;:'"()“”‘’\u00AD]*$/u
const notLatin = /[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}\p{sc=Cyrillic}\p{sc=Greek}]/u
const marks = /[\p{P}\p{S}]/u
const space = /[\p{Zs}\t\n\r\f]/u

/** One line of the text with where each of its signs comes from. */
interface Row {
  readonly text: string
  /** Spans with where they begin, in order. */
  readonly spans: readonly {readonly span: Span; readonly from: number}[]
  readonly levels: Uint8Array | null
}

/** Breaks words into lines of at most `width` points. Words that are wider are cut; nothing sticks out. */
export class Breaker {
  readonly #faces: Faces
  constructor(faces: Faces) {
    this.#faces = faces
  }

  lines(spans: readonly Span[], width: number, style: TextStyle): readonly Line[] {
    const lines: Line[] = []
    const rows = rowsOf(spans)
    for (const [at, row] of rows.entries())
      this.#breakRow(row, Math.max(width, 24), style, at < rows.length - 1, lines)
    return lines
  }

  /** Width of the widest line when nothing is broken, and of the widest word. */
  measure(spans: readonly Span[]): {readonly longest: number; readonly word: number} {
    let longest = 0
    let word = 0
    for (const row of rowsOf(spans)) {
      let width = 0
      for (const [from, to] of breaksOf(row.text)) {
        const bare = endOfWord(row.text, from, to)
        const own = widthOf(this.#atoms(row, from, bare))
        word = Math.max(word, own)
        longest = Math.max(longest, width + own)
        width += own + widthOf(this.#atoms(row, bare, to))
      }
    }
    return {longest, word}
  }

  #breakRow(row: Row, width: number, style: TextStyle, goesOn: boolean, lines: Line[]): void {
    let atoms: Atom[] = []
    let used = 0
    const close = (): void => {
      lines.push(lineOf(atoms))
      atoms = []
      used = 0
    }
    for (const [from, to] of breaksOf(row.text)) {
      const bare = endOfWord(row.text, from, to)
      let start = from
      let word = this.#atoms(row, start, bare)
      let wide = widthOf(word)
      while (used + wide > width) {
        const room = width - used
        const isOpen = used < width * style.openUntil || wide > width
        const cut = isOpen ? this.#cut(row, start, bare, room, used > 0, wide > width) : null
        if (cut === null) {
          if (used === 0) break
          close()
          continue
        }
        atoms.push(...this.#atoms(row, start, cut.at))
        if (cut.hyphen) atoms.push(this.#hyphen(row, cut.at))
        close()
        start = cut.at
        word = this.#atoms(row, start, bare)
        wide = widthOf(word)
      }
      const gap = this.#atoms(row, bare, to)
      atoms.push(...word, ...gap)
      used += wide + widthOf(gap)
    }
    // A line that ends here is parted from the next by a space, for who reads the words in a row.
    const last = row.spans.at(-1)?.span
    if (goesOn && last !== undefined && atoms.length > 0) atoms.push(this.#atom(" ", last, 0))
    if (atoms.length > 0) close()
  }

  /**
   * Where to cut a word so that its first part fits in `room`: at a hyphenation point, or else, when the
   * word has no line of its own that it fits in, between any two signs.
   */
  #cut(
    row: Row,
    from: number,
    to: number,
    room: number,
    hasBefore: boolean,
    isTooWide: boolean,
  ): {readonly at: number; readonly hyphen: boolean} | null {
    const word = row.text.slice(from, to)
    const {lang} = spanAt(row, from)
    const isName = /^\P{L}*\p{Lu}/u.test(word)
    if (!isName || isTooWide)
      for (const cut of cutsOf(word, lang).toReversed()) {
        const at = from + cut
        if (cut >= word.length || isWithinTurn(row, at)) continue
        const width = widthOf(this.#atoms(row, from, at)) + this.#hyphen(row, at).width
        if (width <= room) return {at, hyphen: true}
      }
    if (!isTooWide) return null
    // Signs are measured one by one: kerning within a word of which the end is not known is left out.
    let best = 0
    let width = 0
    for (const {segment, index} of graphemes.segment(word)) {
      width += widthOf(this.#atoms(row, from + index, from + index + segment.length))
      const next = index + segment.length
      if (next >= word.length || (width > room && (best > 0 || hasBefore))) break
      best = next
      if (width > room) break
    }
    return best === 0 ? null : {at: from + best, hyphen: false}
  }

  #hyphen(row: Row, at: number): Atom {
    return {...this.#atom("-", spanAt(row, at - 1), 0), isCut: true}
  }

  /** Pieces of the text from one place to another, split where the look or the direction changes. */
  #atoms(row: Row, from: number, to: number): readonly Atom[] {
    const atoms: Atom[] = []
    let at = from
    while (at < to) {
      const {span, end} = spanAndEnd(row, at)
      const level = row.levels?.[at] ?? 0
      const isSpace = space.test(row.text[at] ?? "")
      const isMark = level % 2 === 1 && marks.test(row.text[at] ?? "")
      let next = at + 1
      while (
        next < Math.min(end, to) &&
        (row.levels?.[next] ?? 0) === level &&
        space.test(row.text[next] ?? "") === isSpace &&
        !isSpace &&
        // A sign that may have to be mirrored stands alone.
        !isMark &&
        (level % 2 === 0 || !marks.test(row.text[next] ?? ""))
      )
        next++
      atoms.push(this.#atom(row.text.slice(at, next), span, level))
      at = next
    }
    return atoms
  }

  #atom(text: string, span: Span, level: number): Atom {
    const turned = level % 2 === 1
    const drawn = turned ? (bidi.getMirroredCharacter(text) ?? text) : text
    let shaped = this.#faces.shape(drawn, span.weight, turned)
    if (drawn !== text) shaped = shaped.map(one => ({...one, actual: text}))
    let width = 0
    for (const one of shaped) width += one.width
    return {
      shaped,
      width: (width * span.size) / 1000,
      span,
      level,
      isSpace: space.test(text),
      isCut: false,
    }
  }
}

const graphemes = new Intl.Segmenter("und", {granularity: "grapheme"})

function rowsOf(spans: readonly Span[]): readonly Row[] {
  const rows: {text: string; spans: {span: Span; from: number}[]}[] = [{text: "", spans: []}]
  for (const span of spans)
    for (const [at, text] of span.text.split("\n").entries()) {
      if (at > 0) rows.push({text: "", spans: []})
      const row = rows.at(-1)
      if (row === undefined || text === "") continue
      row.spans.push({span, from: row.text.length})
      row.text += text
    }
  return rows
    .filter(row => row.text !== "")
    .map(row => ({
      ...row,
      levels: mayTurn.test(row.text) ? bidi.getEmbeddingLevels(row.text, "ltr").levels : null,
    }))
}

/** A stretch without spaces is broken after so many signs at the latest: more than a line can hold. */
const longest = 120

/** Stretches of the text between which a line may break; spaces stand at the end of a stretch. */
function breaksOf(text: string): readonly (readonly [from: number, to: number])[] {
  const found: (readonly [number, number])[] = []
  let from = 0
  const end = (to: number): void => {
    while (to - from > longest) {
      let at = from + longest
      while (at > from + 1 && /^[\p{M}\u200D\uDC00-\uDFFF]/u.test(text.slice(at, at + 2))) at--
      found.push([from, at])
      from = at
    }
    if (to > from) found.push([from, to])
    from = to
  }
  if (isPlain.test(text) && !notLatin.test(text)) {
    for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1))
      if (text[at + 1] !== " ") end(at + 1)
  } else {
    const breaker = new LineBreaker(text)
    for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak())
      // A word is cut at a soft hyphen where cutting is weighed, not here.
      if (text[next.position - 1] !== "\u00AD") end(next.position)
  }
  end(text.length)
  return found
}

function endOfWord(text: string, from: number, to: number): number {
  let end = to
  while (end > from && space.test(text[end - 1] ?? "")) end--
  return end
}

function spanAndEnd(row: Row, at: number): {readonly span: Span; readonly end: number} {
  // From the middle, as rows of many spans are searched often.
  let [low, high] = [0, row.spans.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((row.spans[middle]?.from ?? 0) <= at) low = middle
    else high = middle - 1
  }
  const found = row.spans[low]
  if (found === undefined) throw new Error("a row without spans has no signs")
  return {span: found.span, end: row.spans[low + 1]?.from ?? row.text.length}
}

const spanAt = (row: Row, at: number): Span => spanAndEnd(row, at).span

const isWithinTurn = (row: Row, at: number): boolean =>
  (row.levels?.[at] ?? 0) % 2 === 1 || (row.levels?.[at - 1] ?? 0) % 2 === 1

function widthOf(atoms: readonly Atom[]): number {
  let width = 0
  for (const atom of atoms) width += atom.width
  return width
}

/** A line from its pieces in order of reading: where each stands, and what can be drawn at one go. */
function lineOf(atoms: readonly Atom[]): Line {
  const places = placesOf(atoms)
  const made: Glyphs[] = []
  for (const [at, atom] of atoms.entries()) {
    const last = made.at(-1)
    const x = places[at] ?? 0
    const isNext =
      last !== undefined &&
      last.span === atom.span &&
      !last.isCut &&
      !atom.isCut &&
      Math.abs(last.x + last.width - x) < 0.001
    if (isNext) {
      last.shaped.push(...atom.shaped)
      last.width += atom.width
    } else
      made.push({
        x,
        width: atom.width,
        span: atom.span,
        shaped: [...atom.shaped],
        isCut: atom.isCut,
      })
  }
  return {glyphs: made, width: widthOf(atoms)}
}

/** Where each piece begins: runs from right to left are turned round (rule L2 of UAX 9). */
function placesOf(atoms: readonly Atom[]): readonly number[] {
  const order = atoms.map((_, at) => at)
  const levelOf = (at: number | undefined): number => (at === undefined ? 0 : (levels[at] ?? 0))
  const levels = atoms.map(atom => atom.level)
  // Space at the end of a line stands at its end (rule L1).
  for (let at = atoms.length - 1; at >= 0; at--) {
    if (atoms[at]?.isSpace !== true) break
    levels[at] = 0
  }
  const highest = Math.max(0, ...levels)
  for (let level = highest; level >= 1; level--)
    for (let from = 0; from < order.length; from++) {
      if (levelOf(order[from]) < level) continue
      let to = from
      while (to + 1 < order.length && levelOf(order[to + 1]) >= level) to++
      const turned = order.slice(from, to + 1).toReversed()
      order.splice(from, turned.length, ...turned)
      from = to
    }
  const places: number[] = []
  let x = 0
  for (const at of order) {
    places[at] = x
    x += atoms[at]?.width ?? 0
  }
  return places
}
