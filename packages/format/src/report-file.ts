// SPDX-License-Identifier: EUPL-1.2
import type {Content} from "./content.ts"
import type {Lang} from "./names.ts"
import type {Person} from "./person.ts"
import {type RecordState, evolve} from "./record.ts"
import type {Template} from "./template.ts"
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
 * A report as it begins: its record holds that it was made, by the host system, and the sections of
 * its template are empty.
 *
 * @param given `at` in UTC; `digest` of the template (`templateDigest`); `fields` as far as known.
 */
export function newReportFile(
  template: Template,
  given: {
    readonly id: string
    readonly lang: Lang
    readonly at: string
    readonly digest: string
    readonly persons?: readonly Person[]
    readonly fields?: {readonly [section: string]: {readonly [field: string]: string}}
  },
): ReportFile {
  const {id, lang, at, digest, persons = [], fields = {}} = given
  const record = evolve(null, {
    seq: 1,
    at,
    actor: {person: "host", role: "host"},
    event: {
      type: "created",
      report: id,
      template: {id: template.id, version: template.version, digest},
      lang,
      persons,
      fields,
    },
  })
  const sections = template.sections.map(section => ({id: section.id, statements: []}))
  return {format: "wederhoor-report-file/1", record, content: {sections, sources: []}, versions: []}
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
