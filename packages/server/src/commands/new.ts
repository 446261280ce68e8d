// SPDX-License-Identifier: EUPL-1.2
import {type ReportFile, dayOf, evolve} from "@wederhoor/format"

import {readArguments} from "./arguments.ts"
import {findTemplate, writeJson} from "./files.ts"
import {reportId} from "./report-id.ts"

/**
 * `wederhoor new`: an empty report on a template, as a file. The register of persons is empty: fill
 * it before anybody writes.
 *
 * @throws ServerError for wrong use, or a template or file that will not do.
 */
export async function newCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(
    args,
    "new",
    "wederhoor new feitenonderzoek [--id dossier-1] [--out report.json]",
    1,
    {id: "text", out: "text"},
  )
  const {template, digest} = await findTemplate(files[0] ?? "", lang)
  const at = new Date().toISOString()
  const id = reportId(options.id, `${template.id}-${dayOf(at)}`, "new", lang)
  const record = evolve(null, {
    seq: 1,
    at,
    actor: {person: "host", role: "host"},
    event: {
      type: "created",
      report: id,
      template: {id: template.id, version: template.version, digest},
      lang,
      persons: [],
      fields: {},
    },
  })
  const sections = template.sections.map(section => ({id: section.id, statements: []}))
  const file: ReportFile = {
    format: "wederhoor-report-file/1",
    record,
    content: {sections, sources: []},
    versions: [],
  }
  await writeJson(file, options.out, lang)
  return 0
}
