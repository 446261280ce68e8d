// SPDX-License-Identifier: EUPL-1.2
import {Archive} from "./archive.ts"
import {WordFileError} from "./file-error.ts"
import {XmlReader} from "./read-xml.ts"

/** Where the parts of a Word file are; empty for one that is not there. */
export interface WordParts {
  readonly reader: XmlReader
  readonly document: string
  readonly comments: string
  readonly commentsExtended: string
  readonly footnotes: string
  readonly endnotes: string
  readonly headers: readonly string[]
  readonly footers: readonly string[]
  readonly customProperties: string
}

/**
 * Opens a Word file and finds its parts by their relations, not by their names or order.
 * @throws {WordFileError} when it is refused.
 */
export function openWord(bytes: Uint8Array): WordParts {
  const archive = new Archive(bytes)
  const reader = new XmlReader(archive)
  if (!archive.has("[Content_Types].xml")) throw new WordFileError("not-word")
  const whole = relationsOf(reader, "")
  const document = first(whole, "officeDocument") || "word/document.xml"
  if (!archive.has(document)) throw new WordFileError("not-word")
  const inner = relationsOf(reader, document)
  return {
    reader,
    document,
    comments: first(inner, "comments"),
    commentsExtended: first(inner, "commentsExtended"),
    footnotes: first(inner, "footnotes"),
    endnotes: first(inner, "endnotes"),
    headers: all(inner, "header"),
    footers: all(inner, "footer"),
    customProperties: first(whole, "custom-properties"),
  }
}

interface Relation {
  /** Last step of the type, such as `comments`. */
  readonly type: string
  readonly part: string
}

const all = (relations: readonly Relation[], type: string): readonly string[] => [
  ...new Set(relations.filter(one => one.type === type).map(({part}) => part)),
]
const first = (relations: readonly Relation[], type: string): string =>
  all(relations, type)[0] ?? ""

/** Relations of a part (or of the file, for an empty name) to parts that are there. */
function relationsOf(reader: XmlReader, part: string): readonly Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1)
  const list = `${folder}_rels/${part.slice(folder.length)}.rels`
  if (!reader.archive.has(list)) return []
  const relations: Relation[] = []
  reader.read(list, {
    open: element => {
      if (element.name !== "rel:Relationship" || element.get("TargetMode") === "External") return
      const target = element.get("Target")
      const name = resolve(target.startsWith("/") ? "" : folder, target)
      const type = element.get("Type").split("/").at(-1) ?? ""
      if (reader.archive.has(name)) relations.push({type, part: name})
    },
  })
  return relations
}

function resolve(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of `${folder}${target}`.split("/"))
    if (step === "..") steps.pop()
    else if (step !== "" && step !== ".") steps.push(step)
  return steps.join("/")
}

/** The custom properties of a file by name. */
export function customProperties({reader, customProperties: part}: WordParts): Map<string, string> {
  const found = new Map<string, string>()
  if (part === "") return found
  let name = ""
  reader.read(part, {
    open: element => {
      if (element.name === "cp:property") name = element.get("name")
    },
    text: text => {
      if (name !== "" && text.trim() !== "") found.set(name, (found.get(name) ?? "") + text)
    },
    close: element => {
      if (element.name === "cp:property") name = ""
    },
  })
  return found
}
