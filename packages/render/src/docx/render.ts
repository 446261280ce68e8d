// SPDX-License-Identifier: EUPL-1.2
import {unzipSync, zipSync} from "fflate"
import type {ReportTree} from "../tree.ts"
import {buildSheet} from "./build-sheet.ts"
import {noDate} from "./comments.ts"

/** What a Word file says about itself, and whether it can be answered in. */
export interface DocxOptions {
  /** Title of the file, as Word shows it. */
  readonly title: string
  /** Id of the report. */
  readonly reportId: string
  /** Which version of the report this is. */
  readonly version: string
  /** Format of the report, such as `wederhoor-report/1`. */
  readonly formatVersion: string
  /** Control code of the copy; left out when there is none. */
  readonly controlCode?: string
  /** When the file was made, in UTC, such as `2026-03-30T09:00:00Z`. No clock is read. */
  readonly at: string
  /** Whether there is room for a reply under each statement and at the end. Default: no. */
  readonly replies?: boolean
}

/**
 * A report as a Word file. Everything the report says is there, in the same order; the document is
 * read-only, each statement stands in a locked content control tagged with its id, and with `replies` one
 * range under each can be written in. Reactions stand under their statement and, once more, as comments
 * there; the full source stands in a footnote where one is named. The protection has no password: it keeps
 * people from mistakes, and `readReplies` finds what was changed all the same.
 *
 * The same input gives the same parts, whatever the clock or the time zone. No request is made.
 * @throws {RangeError} when `at` is not a moment from 1980 to 2099.
 */
export async function renderDocx(tree: ReportTree, options: DocxOptions): Promise<Uint8Array> {
  const moment = momentOf(options.at)
  const sheet = buildSheet(tree, options.replies ?? false)
  // The library is large, and reading replies does without it.
  const {packSheet} = await import("./pack.ts")
  const parts = unzipSync(await packSheet(sheet, options))
  for (const [name, change] of Object.entries(changes)) {
    const part = parts[name]
    if (part === undefined) continue
    parts[name] = new TextEncoder().encode(change(new TextDecoder().decode(part), moment))
  }
  return zipSync(parts, {mtime: localTime(moment), level: 6})
}

/** The library writes the time of the clock in these parts. */
const changes: Readonly<Record<string, (xml: string, moment: string) => string>> = {
  "docProps/core.xml": (xml, moment) =>
    xml.replaceAll(
      /(<dcterms:(created|modified)\b[^>]*>)[^<]*(<\/dcterms:\2>)/g,
      (_, open: string, __, close: string) => `${open}${moment}${close}`,
    ),
  "word/comments.xml": xml => xml.replaceAll(` w:date="${noDate.toISOString()}"`, ""),
}

function momentOf(at: string): string {
  const date = new Date(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(at) ? at : Number.NaN)
  const year = date.getUTCFullYear()
  // Not a number compares false.
  if (!(year >= 1980 && year < 2100)) throw new RangeError("`at` is not a moment in UTC: " + at)
  return date.toISOString().replace(/\.\d+Z$/, "Z")
}

/** The archive keeps local time; this gives the same bytes in every time zone. */
function localTime(moment: string): Date {
  const [year = 0, month = 1, ...rest] = moment.split(/[-T:Z]/).map(Number)
  const [day = 1, hour = 0, minute = 0, second = 0] = rest
  return new Date(year, month - 1, day, hour, minute, second)
}
