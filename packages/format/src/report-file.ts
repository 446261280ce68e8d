// SPDX-License-Identifier: EUPL-1.2
import type {Content} from "./content.ts"
import type {RecordState} from "./record.ts"
import {type Version, contentOf} from "./version.ts"

/**
 * A whole report as one JSON file, at any moment of its life: what the command line reads and writes,
 * what an importer makes, and what an example in `templates/` is. Published schema:
 * `report-file-1.json`.
 */
export interface ReportFile {
  readonly format: "wederhoor-report-file/1"
  /** Everything around the text: register, fields, hearings, reactions, reviews, signatures. */
  readonly record: RecordState
  /** The text. */
  readonly content: Content
  /** Frozen versions with their salts, oldest first, as far as the holder of the file has them. */
  readonly versions: readonly Version[]
}

/**
 * The text that people read last: the newest version that was frozen to be heard, as `check` wants it
 * in `offered`. `undefined` when there is none, or the file does not have it.
 */
export function offeredContent({record, versions}: ReportFile): Content | undefined {
  const hearing = record.versions.findLast(({purpose}) => purpose === "hearing")
  const version = versions.find(({digest}) => digest === hearing?.digest)
  return version && contentOf(version)
}
