// SPDX-License-Identifier: EUPL-1.2
import type {Lang} from "@wederhoor/format"
import {type Layouts, type TemplateFinding, checkInWorker} from "@wederhoor/render"
import {readdir} from "node:fs/promises"
import {basename, dirname, join, resolve} from "node:path"

import {ServerError} from "../error.ts"
import {layoutPort} from "../layout-port.ts"
import {readLayouts} from "../layouts.ts"
import {say} from "./arguments.ts"
import {isFolder, readBytes} from "./files.ts"

/** Most time one layout may take. */
const milliseconds = 20_000

/** A layout that was looked at. */
export interface CheckedLayout {
  readonly file: string
  readonly good: boolean
  readonly findings: readonly TemplateFinding[]
}

/**
 * The layouts that a name points at: a file that ends in `.hbs`, or a folder with such files and no
 * `template.json`; `undefined` when it is something else.
 */
export async function layoutsAt(name: string): Promise<readonly string[] | undefined> {
  if (name.endsWith(".hbs")) return [name]
  if (!(await isFolder(name))) return undefined
  const inside = await readdir(name)
  const layouts = await layoutsIn(name)
  return layouts.length === 0 || inside.includes("template.json") ? undefined : layouts
}

/** The layouts in a folder, by name: `report….hbs`. */
export async function layoutsIn(folder: string): Promise<readonly string[]> {
  return filesIn(folder, /^report.*\.hbs$/)
}

async function filesIn(folder: string, names: RegExp): Promise<readonly string[]> {
  const inside = await readdir(folder).catch(() => [])
  return inside
    .filter(name => names.test(name))
    .toSorted()
    .map(name => join(folder, name))
}

/** The shared parts beside the folder of a layout, else those that come with Wederhoor. */
function partsFor(file: string): Layouts["partials"] {
  try {
    return readLayouts(dirname(dirname(resolve(file)))).partials
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    return readLayouts().partials
  }
}

/**
 * Checks layouts one after the other, each in a thread of its own. Partials are the shared parts, and
 * the `.hbs` files in `partials/` beside it. A name that ends in `.en.hbs` is tried with the English sample.
 *
 * @throws ServerError `unreadable` when a file cannot be read.
 */
export async function checkLayouts(
  files: readonly string[],
  lang: Lang,
): Promise<readonly CheckedLayout[]> {
  const checked: CheckedLayout[] = []
  for (const file of files) {
    const read = async (one: string): Promise<string> =>
      (await readBytes(one, lang)).toString("utf8").replace(/^\uFEFF/, "")
    const language = file.endsWith(".en.hbs") ? "en" : "nl"
    const partials: Record<string, string> = {...partsFor(file)?.[language]}
    for (const one of await filesIn(join(dirname(file), "partials"), /\.hbs$/))
      partials[basename(one, ".hbs")] = await read(one)
    const findings = await checkInWorker(layoutPort, await read(file), {
      partials,
      milliseconds,
      lang: language,
    })
    checked.push({file, good: findings.length === 0, findings})
  }
  return checked
}

/** What was found in a layout, line by line: place, what, and what would do. */
export function layoutLines({file, findings}: CheckedLayout, lang: Lang): readonly string[] {
  const lines = findings.map(({at, code, text, hint}) => {
    const where = at.partial === undefined ? "" : `partials/${at.partial}.hbs:`
    // What is missing is missing nowhere in particular.
    const place = code === "must-be-read" ? "" : `${where}${at.line}:${at.column}: `
    return `  ${place}${text[lang] ?? ""} ${hint[lang] ?? ""}`
  })
  const end =
    findings.length === 0
      ? say(lang, "veilig en volledig.", "safe and complete.")
      : say(lang, `nog niet in orde: ${findings.length}.`, `not sound yet: ${findings.length}.`)
  return [`${file}: ${end}`, ...lines]
}
