// SPDX-License-Identifier: EUPL-1.2
import {SaxesParser, type SaxesTagNS} from "saxes"
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
  private readonly known = new Map<string, string>()
  readonly archive: Archive

  constructor(archive: Archive) {
    this.archive = archive
  }

  /**
   * Reads one part. The parser is strict, expands no entity but the five of XML, and fetches nothing.
   * @throws {WordFileError} when the part has a DTD, is not well-formed UTF-8 XML, or is past a limit.
   */
  read(part: string, events: XmlEvents): void {
    const parser = new SaxesParser({xmlns: true, position: false})
    const open: XmlElement[] = []
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
    parser.on("opentagstart", () => this.count(part))
    parser.on("attribute", () => this.count(part))
    parser.on("opentag", tag => {
      const element = this.element(tag)
      open.push(element)
      if (open.length > fileLimits.depth) throw new WordFileError("too-deep", part)
      events.open?.(element)
    })
    parser.on("closetag", () => {
      const element = open.pop()
      if (element) events.close?.(element)
    })
    const text = events.text
    if (text) {
      parser.on("text", text)
      parser.on("cdata", text)
    }
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
    if (++this.marks > fileLimits.marks) throw new WordFileError("too-large", part)
  }

  private nameOf(uri: string, local: string): string {
    let prefix = this.known.get(uri)
    if (prefix === undefined) {
      prefix = prefixOf(uri)
      if (this.known.size < 1_000) this.known.set(uri, prefix)
    }
    return prefix + local
  }

  private element(tag: SaxesTagNS): XmlElement {
    const {uri, local, name: written, attributes} = tag
    return {
      name: this.nameOf(uri, local),
      written,
      get: name => {
        for (const key in attributes) {
          const one = attributes[key]
          if (one && this.nameOf(one.uri, one.local) === name) return one.value
        }
        return ""
      },
      attributes: () => Object.values(attributes).map(({name, value}) => [name, value] as const),
    }
  }
}
