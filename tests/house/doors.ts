// SPDX-License-Identifier: EUPL-1.2

/**
 * The doors of the house: every module that a package offers by name, and the names behind it.
 *
 * The list stands in `tests/doors.json`, so that a change of what we promise is seen in review.
 * After such a change: `node tests/house/doors.ts --write`.
 */
import {existsSync, readFileSync, writeFileSync} from "node:fs"
import {join} from "node:path"

import {packages, readModule, root} from "./sources.ts"
import type {Package} from "./sources.ts"

/** The names behind one door, each list in alphabetical order. */
export interface Door {
  values: string[]
  types: string[]
}

/** A module offered by a package: the name to import it by, and its source file. */
export interface Entrance {
  name: string
  file: string
  package: Package
}

const listFile = join(root, "tests", "doors.json")

/** Every entrance of every package: `exports` entries whose source is TypeScript. */
export function entrances(): Entrance[] {
  return packages().flatMap(each =>
    Object.entries(each.manifest.exports ?? {}).flatMap(([subpath, conditions]) => {
      const source = typeof conditions === "string" ? conditions : conditions["@wederhoor/source"]
      if (!source?.endsWith(".ts")) return []
      const name = each.manifest.name + subpath.slice(1)
      return [{name, file: join(each.folder, source), package: each}]
    }),
  )
}

/** What the sources offer now, by name of the entrance. */
export function currentDoors(): Record<string, Door> {
  return Object.fromEntries(
    entrances()
      .filter(({file}) => existsSync(file))
      .map(({name, file}) => {
        const {values, types} = readModule(file)
        return [name, {values: values.sort(), types: types.sort()}]
      }),
  )
}

/** What `tests/doors.json` says that they offer. */
export function listedDoors(): Record<string, Door> {
  return JSON.parse(readFileSync(listFile, "utf8")) as Record<string, Door>
}

if (import.meta.main) {
  if (process.argv.includes("--write")) {
    writeFileSync(listFile, `${JSON.stringify(currentDoors(), null, 2)}\n`)
  } else {
    console.log(JSON.stringify(currentDoors(), null, 2))
  }
}
