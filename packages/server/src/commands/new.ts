// SPDX-License-Identifier: EUPL-1.2
import {dayOf, newReportFile} from "@wederhoor/format"

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
  const file = newReportFile(template, {id, lang, at, digest})
  await writeJson(file, options.out, lang)
  return 0
}
