// SPDX-License-Identifier: EUPL-1.2
import {type Lang, type Migrated, migrateReport, textIn} from "@wederhoor/format"

import {ServerError} from "../error.ts"
import {readArguments, say} from "./arguments.ts"
import {otherDigest, readReport, templateOf, templatesIn, writeJson} from "./files.ts"

/**
 * `wederhoor migrate`: a report on another version of its template. The report goes to `--out` or to
 * standard output, what moved to standard error. 1 when the template is not the very one that the
 * report names; then nothing is written.
 *
 * @throws ServerError for wrong use, or a file or template that will not do.
 */
export async function migrateCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(
    args,
    "migrate",
    "wederhoor migrate report.json --to 2.0.0 [--template map] [--out nieuw.json]",
    1,
    {to: "text", template: "texts", out: "text"},
  )
  const [name = ""] = files
  const version = options.to
  if (version === undefined)
    throw new ServerError(
      "usage",
      "migrate",
      say(
        lang,
        "zeg naar welke versie, zoals --to 2.0.0",
        "say to which version, as in --to 2.0.0",
      ),
    )
  const file = await readReport(name, lang)
  const places = options.template ?? []
  const from = await templateOf(file, name, places, lang)
  if (!from.exact) {
    process.stderr.write(`${otherDigest(file, from, lang)}\n`)
    return 1
  }
  const {id} = file.record.template
  const to = (await templatesIn(places, lang)).find(
    ({template}) => template.id === id && template.version === version,
  )
  if (!to)
    throw new ServerError(
      "unknown-template",
      name,
      say(
        lang,
        `sjabloon ${id} ${version} is er niet. Wijs het aan met --template`,
        `template ${id} ${version} is not here. Point at it with --template`,
      ),
    )
  const at = new Date().toISOString()
  const migrated = migrateReport(file, from.template, to.template, {at, digest: to.digest})
  await writeJson(migrated.file, options.out, lang)
  process.stderr.write(`${inWords(migrated, id, version, lang).join("\n")}\n`)
  return 0
}

function inWords(
  {moved, retired, event}: Migrated,
  id: string,
  version: string,
  lang: Lang,
): string[] {
  if (event === null)
    return [
      say(
        lang,
        `Dit verslag gebruikt ${id} ${version} al.`,
        `This report is on ${id} ${version} already.`,
      ),
    ]
  const gone = retired.map(({section, title, fields}) => {
    const labels = fields.map(({label}) => textIn(label, lang)).join(", ")
    return `  ${textIn(title, lang)} (${section})${labels ? `: ${labels}` : ""}`
  })
  return [
    say(lang, `Overgezet naar ${id} ${version}.`, `Moved to ${id} ${version}.`),
    ...moved.map(one => `  ${one.id}: ${one.from} → ${one.to}`),
    ...(gone.length > 0
      ? [
          say(lang, "Niet meer in dit format, en bewaard:", "No longer in this format, and kept:"),
          ...gone,
        ]
      : []),
  ]
}
