// SPDX-License-Identifier: EUPL-1.2
import {failure} from "../findings.ts"
import type {Block, Heading, Inline, List, Paragraph, Part, Terms} from "../tree.ts"
import {wordsOf} from "../tree.ts"
import type {Weight} from "./faces.ts"
import {type Frame, type Item, empty, framed, kept, sideBySide, whole} from "./items.ts"
import type {Breaker, Line, Span} from "./lines.ts"
import * as looks from "./looks.ts"
import type {TextStyle} from "./looks.ts"
import type {StructNode, Structure} from "./structure.ts"
import {tableItems} from "./table.ts"

/** Where blocks go: on the sheet, and in the structure. */
export interface Place {
  readonly x: number
  readonly width: number
  readonly frame: Frame | null
  readonly node: StructNode
  readonly style: TextStyle
  readonly lang: string
  /** Colour of headings. */
  readonly colour: string
  readonly within: "" | "contents" | "statement" | "answer" | "cell"
  readonly depth: number
}

/** Blocks within blocks, at most. */
const deepest = 60

/** Lists without a sign before each item, by class. */
const unsigned = new Set(["persons", "sources"])

/** What is at most so high stays on one page, in points. */
const together = {statement: 230, reaction: 140, terms: 120} as const

/** Paragraphs that stand on the page of what follows, by class. */
const introduces = new Set(["who", "by", "group"])

/**
 * Lays blocks out as strips, from the first to the last, each when it is asked for. The width is given;
 * pages come after.
 */
export class Flow {
  /** Blocks that are laid out so far. */
  done = 0
  readonly structure: Structure
  readonly breaker: Breaker
  readonly #places: ReadonlySet<string>
  #level = 0

  /** `places`: ids that a link can lead to. */
  constructor(structure: Structure, breaker: Breaker, places: ReadonlySet<string>) {
    this.structure = structure
    this.breaker = breaker
    this.#places = places
  }

  *blocks(blocks: readonly Block[], place: Place): Generator<Item> {
    if (place.depth > deepest) throw failure("report-too-deep", {line: 0, column: 0})
    for (const block of blocks) {
      this.done++
      yield* this.#block(block, {...place, depth: place.depth + 1})
    }
  }

  /** Words as strips, one for each line. */
  lineItems(lines: readonly Line[], x: number, style: TextStyle, frame: Frame | null): Item[] {
    const last = lines.length - 1
    return lines.map((line, at) => ({
      ...empty,
      height: style.leading,
      // At least two lines stay together at the foot and at the head of a page.
      keep: at < last && (lines.length <= 3 || at === 0 || at === last - 1),
      pieces: [{kind: "line", x, baseline: style.leading / 2 + style.size * 0.34, line}],
      frame,
    }))
  }

  /** Words with the element they belong to; links and what is quoted, changed or foreign get their own. */
  spans(inlines: readonly Inline[], style: TextStyle, node: StructNode, lang: string): Span[] {
    const spans: Span[] = []
    this.#addSpans(spans, inlines, {style, node, lang, to: ""})
    return spans
  }

  #addSpans(
    spans: Span[],
    inlines: readonly Inline[],
    outer: {style: TextStyle; node: StructNode; lang: string; to: string},
  ): void {
    let last: {key: string; node: StructNode} = {key: "", node: outer.node}
    for (const one of inlines) {
      if (one.type === "break") {
        const before = spans.at(-1)
        if (before !== undefined) spans[spans.length - 1] = {...before, text: `${before.text}\n`}
        continue
      }
      if (one.type === "link") {
        const leads = outer.to === "" && this.#places.has(one.to)
        const node = leads ? this.structure.later(outer.node, "Link") : outer.node
        this.#addSpans(spans, one.inlines, {...outer, node, to: leads ? one.to : outer.to})
        last = {key: "", node: outer.node}
        continue
      }
      const lang = one.lang === outer.lang ? "" : one.lang
      const key = `${one.quote ? "q" : ""} ${one.change} ${lang}`
      if (key !== last.key)
        last = {key, node: key.trim() === "" ? outer.node : this.#inlineNode(outer.node, one, lang)}
      const style = looks.wordsStyle(one.style, outer.style)
      spans.push({
        text: one.text,
        weight: weightOf(style.bold || one.strong, one.em),
        size: style.size,
        colour: outer.to === "" ? style.colour : looks.colours.link,
        line: one.change === "deleted" ? "through" : one.change === "inserted" ? "under" : "",
        lang: lang || outer.lang,
        node: last.node,
        to: outer.to,
      })
    }
  }

  #inlineNode(
    parent: StructNode,
    words: Extract<Inline, {type: "words"}>,
    lang: string,
  ): StructNode {
    const line = words.change === "deleted" ? "LineThrough" : "Underline"
    const attributes = words.change === "" ? [] : [{O: "Layout", TextDecorationType: line}]
    return this.structure.later(parent, words.quote ? "Quote" : "Span", {lang, attributes})
  }

  *#block(block: Block, place: Place): Generator<Item> {
    switch (block.type) {
      case "heading":
        return yield* this.#heading(block, place)
      case "paragraph":
        return yield* this.#paragraph(block, place)
      case "list":
        return yield* this.#list(block, place)
      case "terms":
        return yield* this.#terms(block, place)
      case "quote": {
        const node = this.structure.add(place.node, "BlockQuote")
        return yield* this.#inFrame(block.blocks, {...place, node}, looks.quoteLooks)
      }
      case "table":
        return yield* tableItems(this, block, place)
      case "part":
        return yield* this.#part(block, place)
      case "rule":
        yield ruleItem(place, 0.75, looks.colours.line, 10)
    }
  }

  *#heading(block: Heading, place: Place): Generator<Item> {
    // A reader may rely on it that no level is skipped.
    this.#level = Math.min(block.level, this.#level + 1)
    const node = this.structure.add(place.node, `H${this.#level as 1}`, {id: block.id})
    const {style, before} = looks.headingStyle(block.level, {...place.style, colour: place.colour})
    const spans = this.spans(block.inlines, style, node, place.lang)
    const items = this.lineItems(
      this.breaker.lines(spans, place.width, style),
      place.x,
      style,
      place.frame,
    )
    const bookmark = {title: oneLine(wordsOf(block.inlines)), level: this.#level}
    for (const [at, item] of items.entries())
      yield at === 0
        ? {...item, before, keep: true, bookmark, places: placesOf(block.id)}
        : {...item, keep: true}
  }

  *#paragraph(block: Paragraph, place: Place): Generator<Item> {
    if (block.style === "note" && place.within !== "cell") {
      const node = this.structure.add(place.node, "Note", {id: block.id || "note"})
      yield* this.#inFrame([{...block, style: ""}], {...place, node}, looks.noteLooks)
      return
    }
    const node = this.structure.add(place.node, "P")
    const {style, before, after} = looks.paragraphStyle(block.style, place.style)
    const spans = this.spans(block.inlines, style, node, place.lang)
    const isContents = place.within === "contents"
    const width = isContents ? place.width - 40 : place.width
    const items = this.lineItems(
      this.breaker.lines(spans, width, style),
      place.x,
      style,
      place.frame,
    )
    for (const [at, item] of items.entries()) {
      const to = isContents && at === items.length - 1 ? spans.find(span => span.to !== "")?.to : ""
      const [line] = item.pieces
      yield {
        ...item,
        keep: item.keep || introduces.has(block.style),
        before: at > 0 ? 0 : place.within === "answer" ? 2 : before,
        after: at === items.length - 1 ? after : 0,
        places: at === 0 ? placesOf(block.id) : [],
        pieces:
          to && line?.kind === "line"
            ? [line, {kind: "page-of", to, right: place.x + place.width, baseline: line.baseline}]
            : item.pieces,
      }
    }
  }

  *#list(block: List, place: Place): Generator<Item> {
    if (place.within === "contents") {
      const node = this.structure.add(place.node, "TOC")
      for (const item of block.items) {
        const own = this.structure.add(node, "TOCI")
        yield* this.blocks(item.blocks, {...place, node: own, style: {...place.style, leading: 14}})
      }
      return
    }
    const isReactions = block.items.some(item => item.role === "reaction")
    const isSigned = block.ordered || (!isReactions && !unsigned.has(block.style))
    const numbering = block.ordered ? "Decimal" : isSigned ? "Disc" : "None"
    const node = this.structure.add(place.node, "L", {
      attributes: [{O: "List", ListNumbering: numbering}],
    })
    for (const [at, item] of block.items.entries()) {
      this.done++
      const sign = !isSigned ? "" : block.ordered ? `${at + 1}.` : "•"
      const own = this.structure.add(node, "LI", partOptions(item))
      const items = this.#listItem(item, sign, {...place, node: own})
      if (item.role !== "reaction") yield* items
      else yield* whole(at > 0 ? this.#apart(items, place) : items, together.reaction)
    }
  }

  *#listItem(item: Part, sign: string, place: Place): Generator<Item> {
    const indent = sign === "" ? 0 : 16
    const label = sign === "" ? null : this.structure.add(place.node, "Lbl")
    const node = this.structure.add(place.node, "LBody")
    const inner = {
      ...place,
      node,
      x: place.x + indent,
      width: place.width - indent,
      lang: item.lang || place.lang,
    }
    const items = withPlace(item.id, this.blocks(item.blocks, inner), place.frame)
    let isFirst = true
    for (const one of items) {
      if (!isFirst || label === null) yield one
      else {
        const {style} = place
        const span = {...plainSpan(style, label, place.lang), text: sign}
        const lines = this.lineItems(
          this.breaker.lines([span], indent, style),
          place.x,
          style,
          place.frame,
        )
        yield {...one, pieces: [...lines.flatMap(line => line.pieces), ...one.pieces]}
      }
      isFirst = false
    }
  }

  /** With a thin line above. */
  *#apart(items: Iterable<Item>, place: Place): Generator<Item> {
    yield {...ruleItem(place, 0.5, looks.colours.line, 10), keep: true}
    let isFirst = true
    for (const item of items) {
      yield isFirst ? {...item, before: Math.max(8, item.before)} : item
      isFirst = false
    }
  }

  *#terms(block: Terms, place: Place): Generator<Item> {
    yield* whole(this.#pairs(block, place), together.terms)
  }

  *#pairs(block: Terms, place: Place): Generator<Item> {
    const style = block.style === "details" ? looks.detailsStyle : place.style
    const list = this.structure.add(place.node, "L")
    const termWidth = block.style === "details" ? 118 : 158
    const isWide = place.width >= 260
    let isFirst = true
    for (const {term, values} of block.pairs) {
      const node = this.structure.add(list, "LI")
      const quiet = {...style, colour: looks.colours.quiet}
      const name = this.structure.add(node, "Lbl")
      const value = this.structure.add(node, "LBody")
      const nameWidth = isWide ? termWidth - 12 : place.width
      const names = this.lineItems(
        this.breaker.lines(this.spans(term, quiet, name, place.lang), nameWidth, quiet),
        place.x,
        quiet,
        place.frame,
      )
      const shift = isWide ? termWidth : 12
      const said = values.flatMap(one => [
        ...this.blocks(one, {
          ...place,
          node: value,
          style,
          x: place.x + shift,
          width: place.width - shift,
          within: "cell",
        }),
      ])
      const [head, ...rest] = said
      const tight = head === undefined ? said : [{...head, before: 0}, ...rest]
      const items = isWide
        ? sideBySide([names, tight], place.frame)
        : [...names.map(item => ({...item, keep: true})), ...tight]
      for (const [at, item] of items.entries())
        yield at === 0 ? {...item, before: isFirst ? 8 : 3} : item
      isFirst = false
    }
  }

  *#part(block: Part, place: Place): Generator<Item> {
    const inner = {...place, lang: block.lang || place.lang}
    yield* withPlace(block.id, this.#partItems(block, inner), place.frame)
  }

  *#partItems(block: Part, place: Place): Generator<Item> {
    const {structure} = this
    const options = partOptions(block)
    switch (block.role) {
      case "cover": {
        const node = structure.add(place.node, "Sect", options)
        yield* this.blocks(block.blocks, {...place, node})
        yield ruleItem(place, 1.5, looks.colours.text, 14)
        return
      }
      case "contents": {
        const node = structure.add(place.node, "Sect", options)
        yield* this.blocks(block.blocks, {...place, node, within: "contents"})
        return
      }
      case "section": {
        const node = structure.add(place.node, "Sect", options)
        yield {...ruleItem(place, 0.75, looks.colours.line, 26), keep: true}
        yield* this.blocks(block.blocks, {...place, node})
        return
      }
      case "control": {
        const node = structure.add(place.node, "Div", options)
        const items = this.blocks(block.blocks, {...place, node})
        yield {...ruleItem(place, 1.5, looks.colours.text, 30), keep: true}
        yield* kept(items)
        return
      }
      case "statement": {
        const node = structure.add(place.node, "Art", options)
        const colour = looks.layerColour(block.layer)
        const inner: Place = {...place, node, colour, within: "statement"}
        const items = this.#inFrame(block.blocks, inner, looks.statementLooks(block.layer))
        yield* whole(items, together.statement)
        return
      }
      case "reaction":
      case "item":
      case "group": {
        const hasHeading = block.blocks.some(({type}) => type === "heading")
        const isBare = !hasHeading && options.id === "" && options.lang === ""
        const node = isBare
          ? place.node
          : structure.add(place.node, hasHeading ? "Sect" : "Div", options)
        const inner = {...place, node, colour: looks.colours.text}
        if (block.style === "reactions" && place.within === "statement")
          yield* this.#inFrame(block.blocks, inner, looks.reactionsLooks)
        else if (block.style === "answer")
          yield* this.#inFrame(block.blocks, {...inner, within: "answer"}, looks.answerLooks)
        else yield* this.blocks(block.blocks, inner)
      }
    }
  }

  *#inFrame(blocks: readonly Block[], place: Place, frameLooks: looks.FrameLooks): Generator<Item> {
    const {indent, right} = frameLooks
    const frame = {looks: frameLooks, x: place.x, width: place.width, outer: place.frame}
    const inner = {...place, frame, x: place.x + indent, width: place.width - indent - right}
    yield* framed(frame, this.blocks(blocks, inner))
  }
}

/** A span without anything special. */
export const plainSpan = (style: TextStyle, node: StructNode, lang: string): Span => ({
  text: "",
  weight: weightOf(style.bold, false),
  size: style.size,
  colour: style.colour,
  line: "",
  lang,
  node,
  to: "",
})

const weightOf = (bold: boolean, italic: boolean): Weight =>
  bold ? (italic ? "boldItalic" : "bold") : italic ? "italic" : "regular"

const placesOf = (id: string): readonly string[] => (id === "" ? [] : [id])

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim()

/** The id by which a part is found; statements and reactions have one, whatever the template wrote. */
function partOptions(part: Part): {id: string; title: string; lang: string} {
  const heading = part.blocks.find(block => block.type === "heading")
  const isNamed = part.of !== "" && ["statement", "reaction", "section"].includes(part.role)
  return {
    id: part.id || (isNamed ? `${part.role}-${part.of}` : ""),
    title: heading === undefined ? "" : oneLine(wordsOf(heading.inlines)),
    lang: part.lang,
  }
}

/** Items of which the first is where a link to `id` leads. */
function* withPlace(id: string, items: Iterable<Item>, frame: Frame | null): Generator<Item> {
  let isFirst = true
  for (const item of items) {
    yield isFirst && id !== "" ? {...item, places: [id, ...item.places]} : item
    isFirst = false
  }
  if (isFirst && id !== "") yield {...empty, frame, places: [id]}
}

const ruleItem = (place: Place, thickness: number, colour: string, before: number): Item => ({
  ...empty,
  height: thickness,
  before,
  frame: place.frame,
  pieces: [{kind: "rule", x: place.x, y: 0, width: place.width, thickness, colour}],
})
