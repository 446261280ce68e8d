// SPDX-License-Identifier: EUPL-1.2
import {
  type Lang,
  type Policy,
  type Problem,
  type ReportFile,
  type Template,
  checkPolicy,
  checkReportFile,
  checkTemplate,
  describeProblem,
  parseReportFile,
  parseTemplate,
  policyOn,
  templateDigest,
} from "@wederhoor/format"
import {readFile, readdir, stat, writeFile} from "node:fs/promises"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

import {ServerError} from "../error.ts"
import {say} from "./arguments.ts"

/** Folder of the report formats that come with Wederhoor. */
const published = dirname(fileURLToPath(import.meta.resolve("@wederhoor/templates/package.json")))

/** A template that was found, with the file it stands in. */
export interface FoundTemplate {
  readonly file: string
  readonly template: Template
  readonly digest: string
}

/** What stands in a file. @throws ServerError `unreadable` when it cannot be read. */
export async function readBytes(file: string, lang: Lang): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const hint = say(
      lang,
      "dit bestand kan niet worden gelezen. Controleer de naam en de map",
      "this file cannot be read. Check its name and folder",
    )
    throw new ServerError("unreadable", file, hint, error)
  }
}

/** The JSON in a file. @throws ServerError `unreadable` when it cannot be read or is no JSON. */
export async function readJson(file: string, lang: Lang): Promise<unknown> {
  const text = (await readBytes(file, lang)).toString("utf8")
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown
  } catch (error) {
    const hint = say(
      lang,
      "dit bestand is geen JSON. Geef een bestand dat Wederhoor of een ander systeem als JSON heeft bewaard",
      "this file is not JSON. Give a file that was saved as JSON",
    )
    throw new ServerError("unreadable", file, hint, error)
  }
}

/** The first problem as one sentence, with its place and how many there are. */
export function problemHint(problems: readonly Problem[], lang: Lang): string {
  const [first] = problems
  if (!first) return ""
  const {what, todo} = describeProblem(first, lang)
  const more =
    problems.length === 1
      ? ""
      : say(
          lang,
          ` (en nog ${problems.length - 1} van zulke plaatsen)`,
          ` (and ${problems.length - 1} more such places)`,
        )
  return `${first.at || "/"}: ${what} ${todo.replace(/\.$/, "")}${more}`
}

/** A whole report. @throws ServerError `unreadable` or `not-a-report`. */
export async function readReport(file: string, lang: Lang): Promise<ReportFile> {
  const value = await readJson(file, lang)
  const problems = checkReportFile(value)
  if (problems.length > 0) throw new ServerError("not-a-report", file, problemHint(problems, lang))
  return parseReportFile(value)
}

/** A template from a file. @throws ServerError `unreadable` or `not-a-template`. */
async function readTemplate(file: string, lang: Lang): Promise<FoundTemplate> {
  const value = await readJson(file, lang)
  const problems = checkTemplate(value)
  if (problems.length > 0)
    throw new ServerError("not-a-template", file, problemHint(problems, lang))
  const template = parseTemplate(value)
  return {file, template, digest: await templateDigest(template)}
}

/**
 * The template in a file, or in a folder under the name `template.json`, or one that comes with
 * Wederhoor, by its id.
 *
 * @throws ServerError `unknown-template` when there is none, and as for reading.
 */
export async function findTemplate(name: string, lang: Lang): Promise<FoundTemplate> {
  return readTemplate(await templateFile(name, lang), lang)
}

/** Where that template stands. @throws ServerError `unknown-template` */
export async function templateFile(name: string, lang: Lang): Promise<string> {
  const own = /^[a-z0-9-]+$/.test(name) ? [join(published, name, "template.json")] : []
  for (const file of [join(name, "template.json"), name, ...own])
    if ((await kindOf(file)) === "file") return file
  const known = (await folders(published)).join(", ")
  throw new ServerError(
    "unknown-template",
    name,
    say(
      lang,
      `dit sjabloon is er niet. Geef een map met template.json, of een van deze namen: ${known}`,
      `there is no such template. Give a folder with template.json, or one of these names: ${known}`,
    ),
  )
}

/**
 * Every template in these places: a file, the id of one that comes with Wederhoor, or a folder with files whose name begins with `template`,
 * in it or one folder down; then those that come with Wederhoor. What is no good template is left out
 * of what was only searched; a file that was named must be one.
 */
export async function templatesIn(
  places: readonly string[],
  lang: Lang,
): Promise<readonly FoundTemplate[]> {
  const found: FoundTemplate[] = []
  for (const place of places) {
    const kind = await kindOf(place)
    if (kind === "folder") found.push(...(await searched(place, lang)))
    else found.push(await findTemplate(place, lang))
  }
  return [...found, ...(await searched(published, lang))]
}

async function searched(folder: string, lang: Lang): Promise<FoundTemplate[]> {
  const inside = async (one: string): Promise<string[]> =>
    (await readdir(one))
      .filter(name => /^template.*\.json$/.test(name))
      .toSorted()
      .map(name => join(one, name))
  const files = [
    ...(await inside(folder)),
    ...(await Promise.all((await folders(folder)).map(name => inside(join(folder, name))))).flat(),
  ]
  const read = await Promise.allSettled(files.map(file => readTemplate(file, lang)))
  return read.flatMap(one => (one.status === "fulfilled" ? [one.value] : []))
}

async function folders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => [])
  return entries
    .filter(entry => entry.isDirectory() && entry.name !== "node_modules")
    .map(entry => entry.name)
    .toSorted()
}

async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) return "folder"
  return found?.isFile() ? "file" : undefined
}

/** Whether a path is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return (await kindOf(path)) === "folder"
}

/**
 * The template a report is on, and whether it is the very one that the report names: then `exact`.
 *
 * @throws ServerError `unknown-template` when there is none with that id and version.
 */
export async function templateOf(
  {record}: ReportFile,
  file: string,
  places: readonly string[],
  lang: Lang,
): Promise<FoundTemplate & {readonly exact: boolean}> {
  const {id, version, digest} = record.template
  const all = (await templatesIn(places, lang)).filter(
    ({template}) => template.id === id && template.version === version,
  )
  const exact = all.find(one => one.digest === digest)
  const found = exact ?? all[0]
  if (found) return {...found, exact: exact !== undefined}
  throw new ServerError(
    "unknown-template",
    file,
    say(
      lang,
      `dit verslag gebruikt sjabloon ${id} ${version}, en dat is er niet. Wijs het aan met --template`,
      `this report uses template ${id} ${version}, which is not here. Point at it with --template`,
    ),
  )
}

/** What to tell when the template is not the very one that the report names. */
export function otherDigest({record}: ReportFile, found: FoundTemplate, lang: Lang): string {
  const {id, version} = record.template
  return say(
    lang,
    `Let op: dit verslag noemt een andere ${id} ${version} dan die in ${found.file}. De afdruk (digest) is niet gelijk. Wijs het goede sjabloon aan met --template.`,
    `Mind: this report names another ${id} ${version} than the one in ${found.file}. The digests differ. Point at the right template with --template.`,
  )
}

/** The policy of a day, from a file or as it comes with Wederhoor. @throws ServerError */
export async function readPolicy(
  file: string | undefined,
  day: string,
  lang: Lang,
): Promise<Policy> {
  const from = file ?? join(published, "beleid.json")
  const value = await readJson(from, lang)
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  for (const one of list) {
    const problems = checkPolicy(one)
    if (problems.length > 0)
      throw new ServerError("not-a-policy", from, problemHint(problems, lang))
  }
  const policy = policyOn(list as readonly Policy[], day)
  if (policy) return policy
  const hint = say(
    lang,
    `hierin staat geen beleid dat op ${day} geldt. Kies een andere dag met --today`,
    `no policy in it applies on ${day}. Choose another day with --today`,
  )
  throw new ServerError("no-policy", from, hint)
}

/** Write a value as JSON to a new file, or to standard output. Never over a file that is there. */
export async function writeJson(
  value: unknown,
  out: string | undefined,
  lang: Lang,
): Promise<void> {
  const text = `${JSON.stringify(value, null, 2)}\n`
  if (out === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    await writeFile(out, text, {flag: "wx"})
  } catch (error) {
    const hint = say(
      lang,
      "dit bestand kan niet worden gemaakt, of het is er al. Kies een andere naam",
      "this file cannot be made, or it is there already. Choose another name",
    )
    throw new ServerError("not-written", out, hint, error)
  }
}
