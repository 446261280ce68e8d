// SPDX-License-Identifier: EUPL-1.2
import {type Layouts, layoutsOf} from "@wederhoor/render"
import {readdirSync, readFileSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

import {ServerError} from "./error.ts"

/** Folder of the report formats, wherever this package is installed. */
export function templatesFolder(): string {
  return dirname(fileURLToPath(import.meta.resolve("@wederhoor/templates/package.json")))
}

/**
 * The layouts in a folder that is arranged as `@wederhoor/templates` (see `layoutsOf` of
 * `@wederhoor/render`); without a folder, those of `@wederhoor/templates` themselves. Read once.
 *
 * @throws ServerError `unreadable` when a file or folder cannot be read, or does not hold what it should.
 */
export function readLayouts(folder: string = templatesFolder()): Layouts {
  let file = folder
  try {
    const files: Record<string, string> = {}
    for (const entry of readdirSync(folder, {withFileTypes: true})) {
      if (!entry.isDirectory()) continue
      for (const name of readdirSync(join(folder, entry.name))) {
        if (!/^words\..*\.json$|\.hbs$/.test(name)) continue
        file = join(folder, entry.name, name)
        files[`${entry.name}/${name}`] = readFileSync(file, "utf8")
      }
    }
    file = folder
    return layoutsOf(files)
  } catch (error) {
    const why = error instanceof SyntaxError || error instanceof TypeError ? error.message : ""
    throw new ServerError("unreadable", file, why || "this file cannot be read", error)
  }
}
