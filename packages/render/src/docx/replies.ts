// SPDX-License-Identifier: EUPL-1.2
import type {ReportTree} from "../tree.ts"
import {buildSheet} from "./build-sheet.ts"
import {type CommentRead, readComments} from "./read-comments.ts"
import {Bag, type ExpectedControl, type ExpectedText, expectedText, plain} from "./expected.ts"
import {WordFileError} from "./file-error.ts"
import {type WordParts, customProperties, openWord} from "./word-parts.ts"
import {
  controlsAround,
  type Piece,
  type Where,
  type WordParagraph,
  type WordText,
  readWordText,
} from "./word-text.ts"
import {docxWords} from "./words.ts"

/** What a Word file says of itself; empty where it says nothing. */
export interface DocxIdentity {
  readonly reportId: string
  readonly version: string
  readonly formatVersion: string
  readonly controlCode: string
}

/** From what the file was made that now comes back. */
export interface ExpectedDocx {
  /** The tree that `renderDocx` was given. */
  readonly tree: ReportTree
  readonly reportId: string
  readonly version: string
  /** Title and control code that `renderDocx` was given: they stand at the foot of each page. */
  readonly title: string
  readonly controlCode?: string
}

/** A control of the file: the statement with that id, or the reply to it; empty for the whole report. */
export interface ControlOf {
  readonly role: "statement" | "reply"
  readonly statement: string
}

/** What came back in a Word file. Every list is empty when nothing is to be told. */
export interface RepliesRead {
  /** Replies with text, in the order of the report. */
  readonly replies: readonly {
    /** Id of the statement; empty for the whole report. */
    readonly statement: string
    /** What was written, with its empty lines within. */
    readonly lines: readonly string[]
    /** What was written and taken out again with changes tracked. */
    readonly deleted: readonly string[]
  }[]
  /** Comments that were added, also as answers to the reactions. */
  readonly comments: readonly CommentRead[]
  /** Statements of which the locked text is not what was sent, tracked changes taken as accepted. */
  readonly changed: readonly {
    readonly statement: string
    readonly expected: string
    readonly found: string
  }[]
  /** Controls that are gone; `hasText` when their words still stand there, or, for a reply, its range. */
  readonly missing: readonly (ControlOf & {readonly hasText: boolean})[]
  /** Controls that are there more often than was sent. */
  readonly doubled: readonly (ControlOf & {readonly times: number})[]
  /** Controls with a tag that was not sent. Their words are told where they stand too. */
  readonly unknown: readonly {readonly tag: string; readonly lines: readonly string[]}[]
  /** Text that was not sent and stands in no reply; `after` is the statement before it. */
  readonly outside: readonly {
    readonly after: string
    readonly text: string
    readonly isDeleted: boolean
  }[]
  /** Text that was sent and is gone: of the report outside statements, its footnotes, foot and comments. */
  readonly lost: readonly string[]
}

/**
 * What a Word file says of itself: which report and version it was made from.
 * @throws {WordFileError} when the file is refused.
 */
export function readDocxIdentity(file: Uint8Array): DocxIdentity {
  return identityOf(openWord(file))
}

function identityOf(parts: WordParts): DocxIdentity {
  const properties = customProperties(parts)
  const named = (name: string): string => properties.get(`Wederhoor${name}`) ?? ""
  return {
    reportId: named("Report"),
    version: named("Version"),
    formatVersion: named("Format"),
    controlCode: named("ControlCode"),
  }
}

/**
 * The replies in a Word file that `renderDocx` made with `replies`, and that people wrote in. A reply belongs
 * to a statement by the tag of its content control, or by the number of its editable range when a program
 * dropped the control; never by its place. Whatever else was written is told as well, and so is whatever was
 * changed: nothing that somebody typed is lost, and nothing that is locked changes unseen.
 *
 * Nothing is opened but the file. At most 64 MB, 24 MB unpacked, 1 million elements and attributes.
 * @throws {WordFileError} when the file is refused whole, or says it belongs to another report or version.
 */
export function readReplies(file: Uint8Array, expected: ExpectedDocx): RepliesRead {
  const parts = openWord(file)
  const {reportId, version} = identityOf(parts)
  const isOther = (found: string, wanted: string): boolean => found !== "" && found !== wanted
  if (isOther(reportId, expected.reportId) || isOther(version, expected.version))
    throw new WordFileError("other-report", `${reportId}, ${version}`.slice(0, 200))
  const sheet = buildSheet(expected.tree, true)
  const text = readWordText(parts.reader, parts.document)
  const reading = new Reading(text, expectedText(sheet))
  const comments = readComments(parts, text, where => reading.statementOf(where), sheet)
  const notes = otherParts(parts, sheet.notes, footOf(expected))
  return {
    ...reading.result,
    comments: comments.added,
    outside: [...reading.result.outside, ...notes.outside],
    lost: [...reading.result.lost, ...notes.lost, ...comments.lost],
  }
}

/** The words at the foot of each page, without the numbers of pages. */
function footOf({tree, title, controlCode = ""}: ExpectedDocx): string {
  const name = [title, controlCode].filter(part => part !== "").join(" · ")
  return `${name}\t${docxWords(tree.lang).page.join("")}`
}

/** Footnotes, headers and footers: what is there and was not sent, and the other way round. */
function otherParts(
  {reader, footnotes, endnotes, headers, footers}: WordParts,
  notes: readonly string[],
  foot: string,
): Pick<RepliesRead, "outside" | "lost"> {
  const outside: RepliesRead["outside"][number][] = []
  const bag = new Bag(notes)
  let hasFoot = false
  const read = (part: string, isKnown: (line: string) => boolean): void => {
    if (part === "") return
    for (const {pieces} of readWordText(reader, part).paragraphs)
      for (const isDeleted of [false, true]) {
        const line = textOf(pieces, isDeleted)
        if (plain(line) !== "" && (isDeleted || !isKnown(line)))
          outside.push({after: "", text: line.trim(), isDeleted})
      }
  }
  read(footnotes, line => bag.take(line))
  read(endnotes, () => false)
  for (const part of [...headers, ...footers])
    read(part, line => {
      const isFoot = plain(line) === plain(foot)
      hasFoot ||= isFoot
      return isFoot
    })
  return {outside, lost: [...bag.rest, ...(hasFoot ? [] : [foot.trim()])]}
}

const textOf = (pieces: readonly Piece[], isDeleted: boolean): string =>
  pieces
    .filter(piece => piece.isDeleted === isDeleted)
    .map(piece => piece.text)
    .join("")

/** What stands in one control of the file, or in the range of a reply. */
interface Found {
  readonly lines: string[]
  readonly deleted: string[]
  /** The last line runs on into the next. */
  runsOn: boolean
}

/** Words of a paragraph that have the same owner. */
interface Place {
  /** The innermost control that was sent. */
  readonly control: number | undefined
  /** Its tag, or that of the reply in whose range they stand; else empty. */
  readonly tag: string
  readonly pieces: Piece[]
}

/** Sorts the words of the document by whose they are. */
class Reading {
  readonly result: Omit<RepliesRead, "comments">
  private readonly text: WordText
  private readonly expected: ExpectedText
  private readonly byControl = new Map<number, Found>()
  private readonly byRange = new Map<string, Found>()
  private readonly outside: RepliesRead["outside"][number][] = []
  private readonly frame: Bag
  /** Controls by tag. */
  private readonly places: ReadonlyMap<string, readonly number[]>

  constructor(text: WordText, expected: ExpectedText) {
    this.text = text
    this.expected = expected
    this.places = placesByTag(text.tags)
    const {doubled, missing, gone} = this.controlsThere()
    this.frame = new Bag([...expected.frame, ...gone])
    this.sort()
    const rest = new Bag(this.frame.rest)
    this.result = {
      replies: this.replies(),
      changed: this.changed(),
      missing: missing.map(({control, times}) => ({
        role: control.role,
        statement: control.of,
        hasText:
          control.role === "reply"
            ? this.byRange.has(control.tag)
            : control.texts.slice(-times).every(lines => lines.every(line => !rest.take(line))),
      })),
      doubled,
      unknown: this.unknown(),
      outside: this.outside,
      lost: this.frame.rest,
    }
  }

  /** The statement in which, or in the reply to which, something stands; empty for neither. */
  statementOf(where: Where): string {
    return this.expected.controls.get(this.tagAt(where))?.of ?? ""
  }

  /** Tag of the innermost control that was sent; else of the reply in whose range it stands; or empty. */
  private tagAt(where: Where): string {
    const control = this.controlAt(where)
    if (control !== undefined) return this.text.tags[control] ?? ""
    const range = where.ranges.find(
      id => this.expected.ranges.has(id) && this.text.closedRanges.has(id),
    )
    return range === undefined ? "" : (this.expected.ranges.get(range) ?? "")
  }

  /** The innermost control that was sent. */
  private controlAt(where: Where): number | undefined {
    for (const number of controlsAround(where))
      if (this.expected.controls.has(this.text.tags[number] ?? "")) return number
    return undefined
  }

  private controlsThere(): {
    doubled: RepliesRead["doubled"]
    missing: readonly {control: ExpectedControl; times: number}[]
    gone: readonly string[]
  } {
    const times = new Map<string, number>()
    for (const tag of this.text.tags) times.set(tag, (times.get(tag) ?? 0) + 1)
    const doubled: RepliesRead["doubled"][number][] = []
    const missing: {control: ExpectedControl; times: number}[] = []
    for (const control of this.expected.controls.values()) {
      const more = (times.get(control.tag) ?? 0) - control.texts.length
      const {role, of: statement} = control
      if (more > 0) doubled.push({role, statement, times: more + control.texts.length})
      if (more < 0) missing.push({control, times: -more})
    }
    const gone = missing.flatMap(one => one.control.texts.slice(-one.times).flat())
    return {doubled, missing, gone}
  }

  private sort(): void {
    const loose: {paragraph: WordParagraph; after: string; tag: string}[] = []
    let after = ""
    for (const paragraph of this.text.paragraphs)
      for (const {control, tag, pieces} of this.placesOf(paragraph))
        if (control === undefined) loose.push({paragraph: {...paragraph, pieces}, after, tag})
        else {
          add(this.byControl, control, pieces, paragraph.runsOn)
          after = this.expected.controls.get(tag)?.of || after
        }
    // What was sent is taken first where nobody could write, so that a quoted line stays a reply.
    const isSent = ({paragraph}: (typeof loose)[number]): boolean => {
      const line = textOf(paragraph.pieces, false)
      return plain(line) !== "" && this.frame.take(line)
    }
    const sent = new Set(loose.filter(one => one.tag === "" && isSent(one)))
    for (const one of loose) if (one.tag !== "" && isSent(one)) sent.add(one)
    for (const one of loose) {
      const {pieces, runsOn} = one.paragraph
      if (one.tag !== "" && !sent.has(one)) add(this.byRange, one.tag, pieces, runsOn)
      else this.addOutside(one.paragraph, one.after, sent.has(one))
    }
  }

  private addOutside({pieces}: WordParagraph, after: string, isSent: boolean): void {
    for (const isDeleted of [false, true]) {
      const text = textOf(pieces, isDeleted)
      if (plain(text) !== "" && (isDeleted || !isSent))
        this.outside.push({after, text: text.trim(), isDeleted})
    }
  }

  /** The pieces of a paragraph by whose they are; of an empty one, whose it is. */
  private placesOf({where, pieces}: WordParagraph): Place[] {
    const places: Place[] = []
    for (const piece of pieces) {
      const [control, tag] = [this.controlAt(piece.where), this.tagAt(piece.where)]
      const last = places.at(-1)
      if (last && last.control === control && last.tag === tag) last.pieces.push(piece)
      else places.push({control, tag, pieces: [piece]})
    }
    if (places.length > 0) return places
    return [{control: this.controlAt(where), tag: this.tagAt(where), pieces: []}]
  }

  /** Controls that were not sent, with their words. */
  private unknown(): RepliesRead["unknown"] {
    const {tags, paragraphs} = this.text
    const lines = new Map<number, string[]>()
    for (const [number, tag] of tags.entries())
      if (tag !== "" && !this.expected.controls.has(tag)) lines.set(number, [])
    if (lines.size === 0) return []
    for (const {pieces} of paragraphs) {
      const here = new Map<number, string>()
      for (const {where, text} of pieces)
        for (const number of controlsAround(where))
          if (lines.has(number)) here.set(number, (here.get(number) ?? "") + text)
      for (const [number, line] of here) if (plain(line) !== "") lines.get(number)?.push(line)
    }
    return [...lines].map(([number, own]) => ({tag: tags[number] ?? "", lines: own}))
  }

  private numbersOf(tag: string): readonly number[] {
    return this.places.get(tag) ?? []
  }

  private replies(): RepliesRead["replies"] {
    return [...this.expected.controls.values()].flatMap(({role, of, tag}) => {
      if (role !== "reply") return []
      const all = this.numbersOf(tag).map(number => this.byControl.get(number))
      const found = [...all, this.byRange.get(tag)].filter(one => one !== undefined)
      const lines = trimmed(found.flatMap(one => one.lines))
      const deleted = found.flatMap(one => one.deleted).filter(line => plain(line) !== "")
      return lines.length + deleted.length === 0 ? [] : [{statement: of, lines, deleted}]
    })
  }

  private changed(): RepliesRead["changed"] {
    return [...this.expected.controls.values()].flatMap(({role, of, tag, texts}) => {
      if (role !== "statement") return []
      const found = this.numbersOf(tag).map(number => this.byControl.get(number)?.lines ?? [])
      const left = texts.map(lines => lines.join("\n"))
      const strange = found
        .map(lines => lines.filter(line => plain(line) !== "").join("\n"))
        .filter(text => {
          const at = left.findIndex(one => plain(one) === plain(text))
          if (at >= 0) left.splice(at, 1)
          // A copy that says the same is only doubled.
          return at < 0 && !texts.some(lines => plain(lines.join("\n")) === plain(text))
        })
      return strange.map((text, at) => ({
        statement: of,
        expected: left[at] ?? (texts[0] ?? []).join("\n"),
        found: text,
      }))
    })
  }
}

function placesByTag(tags: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [number, tag] of tags.entries()) {
    const known = places.get(tag)
    if (known) known.push(number)
    else places.set(tag, [number])
  }
  return places
}

function add<Key>(to: Map<Key, Found>, key: Key, pieces: readonly Piece[], runsOn: boolean): void {
  const found: Found = to.get(key) ?? {lines: [], deleted: [], runsOn: false}
  to.set(key, found)
  const line = textOf(pieces, false)
  const last = found.lines.pop()
  if (last !== undefined && found.runsOn) found.lines.push(last + line)
  else if (last === undefined) found.lines.push(line)
  else found.lines.push(last, line)
  const deleted = textOf(pieces, true)
  if (deleted !== "") found.deleted.push(deleted)
  found.runsOn = runsOn
}

/** Lines as they were typed; without empty ones at either end. */
function trimmed(lines: readonly string[]): readonly string[] {
  const all = lines.flatMap(line => line.split("\n")).map(line => line.trimEnd())
  const first = all.findIndex(line => line !== "")
  const last = all.findLastIndex(line => line !== "")
  return first < 0 ? [] : all.slice(first, last + 1)
}
