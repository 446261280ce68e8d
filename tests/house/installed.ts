// SPDX-License-Identifier: EUPL-1.2

/** What the lockfile promises and what pnpm installed, for the house test. */
import {existsSync, lstatSync, readFileSync, readdirSync, realpathSync} from "node:fs"
import {join} from "node:path"

import {manifestOf, root} from "./sources.ts"

/** An installed package of others. */
export interface Installed {
  name: string
  version: string
  /** SPDX expression as its manifest gives it, or "none". */
  license: string
}

const store = join(root, "node_modules", ".pnpm")

/** Versions of each package in the lockfile, by name. */
export function lockedVersions(): Map<string, Set<string>> {
  const text = readFileSync(join(root, "pnpm-lock.yaml"), "utf8")
  const section = text.split(/^packages:$/m)[1]?.split(/^\S/m)[0] ?? ""
  const versions = new Map<string, Set<string>>()
  for (const [, name, version] of section.matchAll(/^ {2}'?(@?[^@'\s]+)@([^@':(\s]+)'?:$/gm)) {
    versions.set(name!, (versions.get(name!) ?? new Set()).add(version!))
  }
  return versions
}

/** Every installed package of others, each copy once. */
export function installed(): Installed[] {
  return storeFolders()
    .filter(({folder}) => !lstatSync(folder).isSymbolicLink())
    .map(({name, folder}) => {
      const {version, license, licenses} = manifestOf(folder) as LooseManifest
      return {name, version, license: licenseText(license ?? licenses)}
    })
}

/** The folders in which copies of `name` really are, as every installed package would find them. */
export function copiesOf(name: string): string[] {
  const found = storeFolders().filter(each => each.name === name)
  return [...new Set(found.map(({folder}) => realpathSync(folder)))]
}

/** Names of all packages that some package of the store sees. */
export function installedNames(): Set<string> {
  return new Set(storeFolders().map(({name}) => name))
}

interface LooseManifest {
  version: string
  license?: unknown
  licenses?: unknown
}

function licenseText(license: unknown): string {
  if (typeof license === "string") return license
  if (Array.isArray(license)) return license.map(licenseText).join(" OR ")
  if (typeof license === "object" && license !== null && "type" in license) {
    return String(license.type)
  }
  return "none"
}

function storeFolders(): {name: string; folder: string}[] {
  return readdirSync(store).flatMap(entry => {
    const modules = join(store, entry, "node_modules")
    if (!existsSync(modules)) return []
    return readdirSync(modules)
      .filter(name => !name.startsWith("."))
      .flatMap(name =>
        name.startsWith("@")
          ? readdirSync(join(modules, name)).map(sub => `${name}/${sub}`)
          : [name],
      )
      .map(name => ({name, folder: join(modules, name)}))
      .filter(({folder}) => existsSync(join(folder, "package.json")))
  })
}
