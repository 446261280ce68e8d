// SPDX-License-Identifier: EUPL-1.2
import {failure} from "../findings.ts"
import type {PdfFonts} from "./faces.ts"

/** A file that travels in the PDF, such as the record from which the report can be verified. */
export interface PdfAttachment {
  /** Name of the file: letters, digits, `.`, `-` and `_`, at most 100; unlike those of the others. */
  readonly name: string
  readonly bytes: Uint8Array
  /** What it is, for who opens the list of attachments. */
  readonly description: string
  /** `Source`: what the report was made from. `Supplement`: what belongs with it, such as a signature. */
  readonly relationship: "Source" | "Supplement"
  /** Media type, e.g. `application/json`. */
  readonly type: string
}

/** How `renderPdf` dresses a report. */
export interface PdfOptions {
  /** Title of the document, shown in the title bar and at the foot of each page. Not empty. */
  readonly title: string
  /** BCP 47 tag; default: that of the tree. */
  readonly lang?: string
  /** The moment that the file gives for its making, in ISO 8601, e.g. when the version was frozen. */
  readonly date: string
  readonly attachments?: readonly PdfAttachment[]
  /** Who wrote it, for the properties of the file; default nobody. */
  readonly author?: string
  /** Name of the program, default `Wederhoor`. */
  readonly producer?: string
  /** Code by which the copy can be checked, at the foot of each page; default none. */
  readonly controlCode?: string
  /** Fonts; default: those that come with the package, which are read from its files (Node only). */
  readonly fonts?: PdfFonts
  /** Told now and then how much is done, the last time with `done` equal to `of`. */
  readonly progress?: (done: number, of: number) => void
  /** Told once, at the end, which characters no font has; each shows as a replacement sign. */
  readonly missing?: (characters: string) => void
  /** Ends the work early; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal
}

/** Options with every default filled in. */
export interface Settings {
  readonly title: string
  readonly lang: string
  readonly date: Date
  readonly attachments: readonly PdfAttachment[]
  readonly author: string
  readonly producer: string
  readonly controlCode: string
}

const isTag = (value: string): boolean => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(value)

/** @throws {RenderError} `option-invalid` with the name of the option. */
export function settingsOf(options: PdfOptions, treeLang: string): Settings {
  const lang = options.lang ?? treeLang
  const attachments = options.attachments ?? []
  const date = new Date(options.date)
  if (options.title.trim() === "") throw invalid("title")
  if (!isTag(lang)) throw invalid("lang")
  if (!/^\d{4}-\d\d-\d\d/.test(options.date) || Number.isNaN(date.getTime())) throw invalid("date")
  const names = new Set<string>()
  for (const {name, type, relationship} of attachments) {
    if (!/^[\w.-]{1,100}$/.test(name) || names.has(name.toLowerCase()))
      throw invalid("attachments.name")
    if (!/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type)) throw invalid("attachments.type")
    if (relationship !== "Source" && relationship !== "Supplement")
      throw invalid("attachments.relationship")
    names.add(name.toLowerCase())
  }
  return {
    title: options.title.replaceAll(/\s+/g, " ").trim(),
    lang,
    date,
    attachments,
    author: options.author ?? "",
    producer: options.producer ?? "Wederhoor",
    controlCode: options.controlCode ?? "",
  }
}

const invalid = (name: string): Error => failure("option-invalid", {line: 0, column: 0}, name)
