// SPDX-License-Identifier: EUPL-1.2

/** What a PDF says to who reads it aloud: its structure, with the words in it, from the bytes alone. */
import {
  type Dict,
  type Keyword,
  Name,
  Objects,
  Ref,
  Scanner,
  textOf,
  type Value,
} from "./pdf-reader.ts"

/** Words drawn at one go. Lengths in points, from the lower left corner of the page. */
export interface Run {
  readonly page: number
  /** Marked content, or -1 for what is not read (an artifact). */
  readonly mcid: number
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}

/** An element of the structure. */
export interface Element {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly lang: string
  /** Attributes of all owners together. */
  readonly attributes: ReadonlyMap<string, Value>
  readonly kids: readonly (Element | string)[]
  readonly runs: readonly Run[]
  readonly links: readonly Dict[]
}

export interface Pdf {
  readonly objects: Objects
  readonly catalog: Dict
  readonly root: Element
  readonly runs: readonly Run[]
  /** Text outside any marked content: not allowed. */
  readonly loose: readonly string[]
  readonly pages: readonly Dict[]
  readonly xmp: string
}

export function readPdf(bytes: Uint8Array): Pdf {
  const objects = new Objects(bytes)
  const catalog = objects.dict(objects.trailer.get("Root"))
  const pageRefs = objects.list(objects.dict(catalog.get("Pages")).get("Kids")) as readonly Ref[]
  const pages = pageRefs.map(ref => objects.dict(ref))
  const runs: Run[] = []
  const loose: string[] = []
  const fonts = new Map<Dict, Font>()
  for (const [at, page] of pages.entries()) readPage(objects, page, at, fonts, runs, loose)
  const byContent = new Map<string, Run[]>()
  for (const run of runs) {
    if (run.mcid < 0) continue
    const key = `${run.page}/${run.mcid}`
    const known = byContent.get(key)
    if (known === undefined) byContent.set(key, [run])
    else known.push(run)
  }
  const treeRoot = objects.dict(catalog.get("StructTreeRoot"))
  const pageOf = new Map(pageRefs.map((ref, at) => [ref.id, at]))
  const reading = {objects, byContent, pageOf, used: new Set<string>()}
  const [top] = objects.list(treeRoot.get("K"))
  const root = readElement(reading, top as Ref, treeRoot)
  for (const key of byContent.keys())
    if (!reading.used.has(key)) throw new Error(`content ${key} is in no element`)
  return {
    objects,
    catalog,
    root,
    runs,
    loose,
    pages,
    xmp: utf8(objects.stream(catalog.get("Metadata"))),
  }
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder("utf-8", {fatal: true}).decode(bytes)

/** Every element, those above before those in them. */
export function* eachElement(element: Element): Generator<Element> {
  yield element
  for (const kid of element.kids) if (typeof kid !== "string") yield* eachElement(kid)
}

/** Words of an element in order of reading. `leaveOut`: elements by type. */
export const wordsIn = (element: Element, leaveOut = new Set<string>()): string =>
  element.kids
    .map(kid =>
      typeof kid === "string"
        ? kid
        : leaveOut.has(kid.type)
          ? ""
          : wordsIn(kid, leaveOut) + (inline.has(kid.type) ? "" : "\n"),
    )
    .join("")

const inline = new Set(["Span", "Link", "Quote"])

interface Reading {
  readonly objects: Objects
  readonly byContent: ReadonlyMap<string, readonly Run[]>
  readonly pageOf: ReadonlyMap<number, number>
  readonly used: Set<string>
}

function readElement(reading: Reading, ref: Ref, parent: Dict): Element {
  const {objects} = reading
  const dict = objects.dict(ref)
  if (objects.dict(dict.get("P")) !== parent) throw new Error("an element names another parent")
  const kids: (Element | string)[] = []
  const runs: Run[] = []
  const links: Dict[] = []
  const content = (page: Ref, mcid: number): void => {
    const key = `${reading.pageOf.get(page.id)}/${mcid}`
    if (reading.used.has(key)) throw new Error(`content ${key} is in two elements`)
    reading.used.add(key)
    const found = reading.byContent.get(key) ?? []
    runs.push(...found)
    kids.push(found.map(({text}) => text).join(""))
    const parents = objects.list(
      parentOf(objects, objects.dict(page).get("StructParents") as number),
    )
    if ((parents[mcid] as Ref).id !== ref.id)
      throw new Error(`content ${key} leads to another element`)
  }
  for (const kid of objects.list(dict.get("K"))) {
    if (typeof kid === "number") content(dict.get("Pg") as Ref, kid)
    else {
      const inner = objects.dict(kid)
      const type = objects.name(inner, "Type")
      if (type === "MCR") content(inner.get("Pg") as Ref, inner.get("MCID") as number)
      else if (type === "OBJR") {
        const link = objects.dict(inner.get("Obj"))
        const back = parentOf(objects, link.get("StructParent") as number)
        if ((back as Ref).id !== ref.id) throw new Error("a link leads to another element")
        const page = objects.dict(inner.get("Pg"))
        const own = objects.list(page.get("Annots")).map(one => objects.dict(one))
        if (!own.includes(link)) throw new Error("a link is on another page")
        links.push(link)
      } else kids.push(readElement(reading, kid as Ref, dict))
    }
  }
  const attributes = new Map<string, Value>()
  for (const one of objects.list(dict.get("A")))
    for (const [key, value] of objects.dict(one)) attributes.set(key, value)
  return {
    type: objects.name(dict, "S"),
    id: textOf(dict.get("ID")),
    title: textOf(dict.get("T")),
    lang: textOf(dict.get("Lang")),
    attributes,
    kids,
    runs,
    links,
  }
}

const parentTrees = new WeakMap<Objects, Map<number, Value>>()

/** What the parent tree names for a page or an annotation. */
function parentOf(objects: Objects, key: number): Value | undefined {
  let known = parentTrees.get(objects)
  if (known === undefined) {
    const catalog = objects.dict(objects.trailer.get("Root"))
    const tree = objects.dict(objects.dict(catalog.get("StructTreeRoot")).get("ParentTree"))
    const numbers = objects.list(tree.get("Nums"))
    known = new Map()
    for (let at = 0; at < numbers.length; at += 2)
      known.set(numbers[at] as number, numbers[at + 1]!)
    parentTrees.set(objects, known)
  }
  return known.get(key)
}

interface Font {
  readonly unicode: ReadonlyMap<number, string>
  readonly widths: readonly number[]
}

function readFont(objects: Objects, dict: Dict): Font {
  const unicode = new Map<number, string>()
  const map = objects.streamText(dict.get("ToUnicode"))
  for (const [, from, list] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    for (const [at, [, hex]] of [...list!.matchAll(/<([^>]*)>/g)].entries()) {
      const units = hex!.split(/\s+/).filter(Boolean)
      const text = units.map(unit => String.fromCharCode(parseInt(unit, 16))).join("")
      unicode.set(parseInt(from!, 16) + at, text)
    }
  const inner = objects.dict(objects.list(dict.get("DescendantFonts"))[0])
  const [, widths] = objects.list(inner.get("W"))
  return {unicode, widths: objects.list(widths) as readonly number[]}
}

interface Mark {
  readonly mcid: number
  readonly isArtifact: boolean
  readonly actual: string | null
  /** Whether the words that stand for the whole mark were given. */
  isSaid: boolean
}

/** Follows the operators of a page. */
function readPage(
  objects: Objects,
  page: Dict,
  number: number,
  fonts: Map<Dict, Font>,
  runs: Run[],
  loose: string[],
): void {
  const resources = objects.dict(objects.dict(page.get("Resources")).get("Font"))
  const scan = new Scanner(objects.streamText(page.get("Contents")))
  const marks: Mark[] = []
  let operands: Value[] = []
  let font: Font | undefined
  let size = 0
  let [x, y] = [0, 0]
  const show = (parts: readonly Value[]): void => {
    if (font === undefined) throw new Error("text without a font")
    let text = ""
    let width = 0
    for (const part of parts)
      if (typeof part === "number") width -= (part * size) / 1000
      else if (typeof part === "string")
        for (let at = 0; at < part.length; at += 2) {
          const glyph = (part.charCodeAt(at) << 8) | part.charCodeAt(at + 1)
          if (glyph === 0) throw new Error("a glyph is .notdef")
          const said = font.unicode.get(glyph)
          if (said === undefined) throw new Error(`glyph ${glyph} says nothing`)
          text += said
          width += ((font.widths[glyph] ?? 0) * size) / 1000
        }
    const replaced = marks.find(mark => mark.actual !== null)
    if (replaced !== undefined) {
      text = replaced.isSaid ? "" : (replaced.actual ?? "")
      replaced.isSaid = true
    }
    const isArtifact = marks.some(mark => mark.isArtifact)
    const mcid = marks.findLast(mark => mark.mcid >= 0)?.mcid ?? -1
    if (!isArtifact && mcid < 0) loose.push(text)
    // The page is drawn from its upper left corner; its matrix turns it over.
    runs.push({page: number, mcid: isArtifact ? -1 : mcid, text, x, y: 841.89 - y, width, size})
    x += width
  }
  for (let value = scan.next(); value !== undefined; value = scan.next()) {
    if (typeof value !== "object" || value === null || !("keyword" in value)) {
      operands.push(value)
      continue
    }
    const {keyword}: Keyword = value
    if (keyword === "BDC" || keyword === "BMC") {
      const [tag, options] = operands as [Name, Dict | undefined]
      const mcid = options?.get("MCID")
      const actual = options?.get("ActualText")
      if (typeof mcid === "number" && marks.some(mark => mark.mcid >= 0 || mark.isArtifact))
        throw new Error("content in content")
      marks.push({
        mcid: typeof mcid === "number" ? mcid : -1,
        isArtifact: tag.name === "Artifact",
        actual: actual === undefined ? null : textOf(actual),
        isSaid: false,
      })
    } else if (keyword === "EMC") {
      if (marks.pop() === undefined) throw new Error("EMC without a beginning")
    } else if (keyword === "Tf") {
      const dict = objects.dict(resources.get((operands[0] as Name).name))
      font = fonts.get(dict)
      if (font === undefined) fonts.set(dict, (font = readFont(objects, dict)))
      size = operands[1] as number
    } else if (keyword === "Tm") [x, y] = [operands[4] as number, operands[5] as number]
    else if (keyword === "TJ") show(operands[0] as Value[])
    else if (keyword === "Tj") show(operands)
    operands = []
  }
  if (marks.length > 0) throw new Error("marked content does not end")
}
