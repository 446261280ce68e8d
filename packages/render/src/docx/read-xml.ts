// SPDX-License-Identifier: EUPL-1.2
import {SaxesParser} from "saxes"
import {type Archive, fileLimits} from "./archive.ts"
import {WordFileError} from "./file-error.ts"

/** An element. `name` begins with one of the prefixes below, whatever the file calls them. */
export interface XmlElement {
  readonly name: string
  /** As it is written in the file, with its prefix there. */
  readonly written: string
  /** Value of an attribute by such a name, or empty. */
  readonly get: (name: string) => string
  /** All attributes as written, declarations of namespaces too. */
  readonly attributes: () => readonly (readonly [written: string, value: string])[]
}

/** What is told while a part is read, in order. */
export interface XmlEvents {
  readonly open?: (element: XmlElement) => void
  readonly text?: (text: string) => void
  readonly close?: (element: XmlElement) => void
}

/** Namespaces by their last steps: the transitional and the strict form of the standard share them. */
const prefixes: readonly (readonly [end: string, prefix: string])[] = [
  ["/wordprocessingml/main", "w:"],
  ["/wordprocessingml/2006/main", "w:"],
  ["/office/word/2010/wordml", "w14:"],
  ["/office/word/2012/wordml", "w15:"],
  ["/markup-compatibility/2006", "mc:"],
  ["/officeDocument/relationships", "r:"],
  ["/officeDocument/2006/relationships", "r:"],
  ["/package/2006/relationships", "rel:"],
  ["/officeDocument/math", "m:"],
  ["/officeDocument/2006/math", "m:"],
  ["/custom-properties", "cp:"],
]

function prefixOf(uri: string): string {
  if (uri === "") return ""
  return prefixes.find(([end]) => uri.endsWith(end))?.[1] ?? "other:"
}

/** Reads the parts of one file; counts what they ask for together. */
export class XmlReader {
  private marks = 0
  private text = 0
  readonly archive: Archive

  private readonly mostMarks: number

  constructor(archive: Archive, mostMarks: number) {
    this.archive = archive
    this.mostMarks = mostMarks
  }

  /**
   * Reads one part. The parser is strict, expands no entity but the five of XML, and fetches nothing.
   * @throws {WordFileError} when the part has a DTD, is not well-formed UTF-8 XML, or is past a limit.
   */
  read(part: string, events: XmlEvents): void {
    // Names are resolved below: only those that are asked for, which takes a third less time.
    const parser = new SaxesParser({xmlns: false, position: false})
    const open: {readonly element: XmlElement; readonly scope: Scope}[] = []
    const outermost = new Scope(part, new Map([["xml", ""]]))
    parser.on("error", () => {
      throw new WordFileError("not-xml", part)
    })
    parser.on("doctype", () => {
      throw new WordFileError("document-type", part)
    })
    parser.on("xmldecl", ({encoding}) => {
      if (encoding !== undefined && !/^utf-?8$/i.test(encoding))
        throw new WordFileError("not-xml", part)
    })
    // Counted as soon as its name is known: attributes could go on and on.
    let attributes = 0
    parser.on("opentagstart", () => {
      attributes = 0
      this.count(part)
    })
    parser.on("attribute", () => {
      if (++attributes > mostAttributes) throw new WordFileError("too-large", part)
      this.count(part)
    })
    parser.on("opentag", ({name: written, attributes}) => {
      const scope = (open.at(-1)?.scope ?? outermost).within(attributes)
      const element = {
        name: scope.element(written),
        written,
        get: (name: string): string => {
          for (const key in attributes)
            if (scope.attribute(key) === name) return attributes[key] ?? ""
          return ""
        },
        attributes: () => Object.entries(attributes),
      }
      open.push({element, scope})
      if (open.length > fileLimits.depth) throw new WordFileError("too-deep", part)
      events.open?.(element)
    })
    parser.on("closetag", () => {
      const last = open.pop()
      if (last) events.close?.(last.element)
    })
    const text = (words: string): void => {
      this.text += words.length
      if (this.text > fileLimits.text) throw new WordFileError("too-large", part)
      events.text?.(words)
    }
    parser.on("text", text)
    parser.on("cdata", text)
    const decoder = new TextDecoder("utf-8", {fatal: true})
    const decode = (piece?: Uint8Array): string => {
      try {
        return piece ? decoder.decode(piece, {stream: true}) : decoder.decode()
      } catch {
        throw new WordFileError("not-xml", part)
      }
    }
    this.archive.read(part, piece => void parser.write(decode(piece)))
    parser.write(decode())
    parser.close()
  }

  private count(part: string): void {
    if (++this.marks > this.mostMarks) throw new WordFileError("too-large", part)
  }
}

/** What prefixes stand for in an element. */
class Scope {
  private readonly names = new Map<string, string>()
  private readonly part: string
  /** The prefix of ours for each in the file; the empty one is that of elements without. */
  private readonly prefixes: ReadonlyMap<string, string>

  constructor(part: string, given: ReadonlyMap<string, string>) {
    this.part = part
    this.prefixes = given
  }

  /** The scope in an element with these attributes; mostly this one. */
  within(attributes: Readonly<Record<string, string>>): Scope {
    let inner: Map<string, string> | undefined
    for (const key in attributes)
      if (key === "xmlns" || key.startsWith("xmlns:")) {
        inner ??= new Map(this.prefixes)
        if (inner.size > mostPrefixes) throw new WordFileError("not-xml", this.part)
        inner.set(key.slice("xmlns:".length), prefixOf(attributes[key] ?? ""))
      }
    return inner ? new Scope(this.part, inner) : this
  }

  element(written: string): string {
    let name = this.names.get(written)
    if (name === undefined) {
      const colon = written.indexOf(":")
      const prefix = this.prefixes.get(colon < 0 ? "" : written.slice(0, colon))
      // A prefix that stands for nothing; without one, no name space is meant.
      if (prefix === undefined && colon >= 0) throw new WordFileError("not-xml", this.part)
      name = (prefix ?? "") + written.slice(colon + 1)
      if (this.names.size < mostNames) this.names.set(written, name)
    }
    return name
  }

  /** As for an element, but one without a prefix is in no name space. */
  attribute(written: string): string {
    return written.includes(":") && !written.startsWith("xmlns:") ? this.element(written) : written
  }
}

/** Of one element. Word writes at most forty. */
const mostAttributes = 1_000

/** Prefixes that a file may use, and names that are remembered. Word uses about forty and two hundred. */
const mostPrefixes = 200
const mostNames = 2_000
