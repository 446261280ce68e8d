// SPDX-License-Identifier: EUPL-1.2
import {
  type FormPlace,
  type ImportedForm,
  type Lang,
  type Template,
  checkForm,
  dayOf,
  importForm,
  parseForm,
  textIn,
} from "@wederhoor/format"
import {importWord, WordFileError} from "@wederhoor/render/docx"
import {basename} from "node:path"

import {ServerError} from "../error.ts"
import {readArguments, say} from "./arguments.ts"
import {findTemplate, problemHint, readBytes, readJson, readPolicy, writeJson} from "./files.ts"
import {reportId} from "./report-id.ts"

/**
 * `wederhoor import`: the first draft of a report from a form of another system, or from a Word file
 * (`.docx`), of which each heading is a field. The report goes to
 * `--out` or to standard output; where everything went, what has no place and what is missing to
 * standard error. With `--json` all of that is one document on standard output.
 *
 * @throws ServerError for wrong use, or a form, template or file that will not do.
 */
export async function importCommand(args: readonly string[]): Promise<number> {
  const {files, lang, options} = readArguments(
    args,
    "import",
    "wederhoor import form.json --template feitenonderzoek [--id dossier-1] [--title Aanmelding] [--out report.json] [--json]",
    1,
    {template: "text", id: "text", title: "text", policy: "text", out: "text", json: "flag"},
  )
  const [name = ""] = files
  if (options.template === undefined)
    throw new ServerError(
      "usage",
      "import",
      say(
        lang,
        "zeg voor welk sjabloon, zoals --template feitenonderzoek",
        "say for which template, as in --template feitenonderzoek",
      ),
    )
  if ((options.title ?? "").length > mostTitle)
    throw new ServerError(
      "usage",
      "import",
      say(
        lang,
        `--title heeft hoogstens ${mostTitle} tekens`,
        `--title has at most ${mostTitle} characters`,
      ),
    )
  const value = withPlainLines(
    isWord(name) ? await readWord(name, lang) : await readJson(name, lang),
  )
  const problems = checkForm(value)
  if (problems.length > 0) throw new ServerError("not-a-form", name, problemHint(problems, lang))
  const {template, digest} = await findTemplate(options.template, lang)
  const at = new Date().toISOString()
  // A Word file is known by its name; a form of another system has none that says anything.
  const title = options.title ?? (isWord(name) ? basename(name).slice(0, mostTitle) : undefined)
  const imported = importForm(parseForm(value), template, {
    id: reportId(options.id, `${template.id}-${dayOf(at)}`, "import", lang),
    lang,
    at,
    digest,
    policy: await readPolicy(options.policy, dayOf(at), lang),
    ...(title === undefined ? {} : {title}),
  })
  const whole = options.json && options.out === undefined
  await writeJson(whole ? imported : imported.file, options.out, lang)
  const {placed, unmapped, missing} = imported
  if (options.json && !whole)
    process.stdout.write(`${JSON.stringify({placed, unmapped, missing}, null, 2)}\n`)
  if (!options.json) process.stderr.write(`${inWords(imported, template, lang).join("\n")}\n`)
  return 0
}

const isWord = (name: string): boolean => /\.docx$/i.test(name)

/** The fields of a Word file: one for each heading. What was not taken over is said. */
async function readWord(name: string, lang: Lang): Promise<unknown> {
  const bytes = await readBytes(name, lang)
  try {
    const {fields, pictures, deletions} = await importWord(bytes, {lang})
    if (pictures.length > 0)
      process.stderr.write(
        `${say(
          lang,
          `Plaatjes, niet overgenomen: ${pictures.length}`,
          `Pictures, not taken over: ${pictures.length}`,
        )}\n`,
      )
    if (deletions > 0)
      process.stderr.write(
        `${say(
          lang,
          `Doorgehaald in het bestand, bewaard tussen [vervallen: …]: ${deletions}`,
          `Struck out in the file, kept between [struck out: …]: ${deletions}`,
        )}\n`,
      )
    return fields
  } catch (error) {
    if (!(error instanceof WordFileError)) throw error
    throw new ServerError(
      "not-a-form",
      name,
      `${textIn(error.text, lang)} ${textIn(error.hint, lang)}`,
      error,
    )
  }
}

/** A source has room for this beside the date of a field. */
const mostTitle = 200

/** Windows ends its lines with two characters; one of them can stand in no report. */
function withPlainLines(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  // A form is a list of objects with texts; what is anything else is refused as it is.
  return (value as readonly unknown[]).map(field =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(
          Object.entries(field).map(([name, text]: [string, unknown]) => [
            name,
            typeof text === "string" ? text.replace(/\r\n?/g, "\n") : text,
          ]),
        )
      : field,
  )
}

function inWords(
  {placed, unmapped, missing}: ImportedForm,
  template: Template,
  lang: Lang,
): string[] {
  const title = (id: string): string =>
    textIn(template.sections.find(one => one.id === id)?.title ?? {[lang]: id}, lang)
  const place = ({label, section, field}: FormPlace): string =>
    `  ${label || "–"} → ${title(section)}${field ? ` (${field})` : ""}`
  return [
    say(lang, `Geplaatst: ${placed.length}`, `Placed: ${placed.length}`),
    ...placed.map(place),
    ...(unmapped.length > 0
      ? [
          say(
            lang,
            `Zonder eigen plaats, bewaard onder het opschrift: ${unmapped.length}`,
            `Without a place of its own, kept under its label: ${unmapped.length}`,
          ),
          ...unmapped.map(place),
        ]
      : []),
    ...(missing.length > 0
      ? [
          say(
            lang,
            `Nog nodig voor goedkeuring: ${missing.length}`,
            `Still needed for approval: ${missing.length}`,
          ),
          ...missing.map(({what, todo}) => `  ${what} ${todo}`),
        ]
      : []),
  ]
}
