// SPDX-License-Identifier: EUPL-1.2

/** Reads this repository as data for the house test: its packages, files, imports and literals. */
import {existsSync, readFileSync, readdirSync} from "node:fs"
import {dirname, join, relative, sep} from "node:path"

import {parseSync} from "vite"

/** Root folder of the repository. */
export const root: string = join(import.meta.dirname, "../..")

/** The part of a package.json that the house test looks at. */
export interface Manifest {
  name: string
  version: string
  license?: string
  type?: string
  private?: boolean
  files?: string[]
  exports?: Record<string, string | Record<string, string>>
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** A workspace package: the name of its folder, where it stands, and its manifest. */
export interface Package {
  short: string
  folder: string
  manifest: Manifest
}

/** Where a file names another module. */
export interface Import {
  specifier: string
  line: number
}

/** What one TypeScript file says, by the parser and not by search. */
export interface Module {
  imports: Import[]
  /** Every string and template literal, with its line; comments are not among them. */
  literals: {text: string; line: number}[]
  /** Lines on which the type `any` stands. */
  anyLines: number[]
  /** Names exported as values, and names exported as types only. */
  values: string[]
  types: string[]
  /** Lines with `export *`, and with a default export. */
  starLines: number[]
  defaultLines: number[]
}

/** The manifest in `folder`. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest
}

/** The published code packages, in alphabetical order. */
export function packages(): Package[] {
  return readdirSync(join(root, "packages"))
    .sort()
    .map(short => join(root, "packages", short))
    .filter(folder => existsSync(join(folder, "package.json")))
    .map(folder => ({
      short: folder.split(sep).at(-1)!,
      folder,
      manifest: manifestOf(folder),
    }))
}

/** Folders that hold what tools made, never sources. */
const made = new Set(["node_modules", "dist", "generated", "screenshots", "coverage"])

/**
 * Paths of all files below `folder`, without what tools made and without hidden folders, so that the
 * answer is the same with and without git. A folder that is not there has no files.
 */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isFile()) return [path]
    const skipped = made.has(entry.name) || entry.name.startsWith(".")
    return entry.isDirectory() && !skipped ? filesBelow(path) : []
  })
}

/** `path` as a reader would write it: from the root, with forward slashes. */
export function fromRoot(path: string): string {
  return relative(root, path).split(sep).join("/")
}

/** Whether `path` is `folder` or stands below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep)
}

/** Where a relative specifier leads, as a path. */
export function target(file: string, specifier: string): string {
  return join(dirname(file), specifier)
}

/**
 * Read one TypeScript file.
 *
 * @throws Error naming the file when it does not parse.
 */
export function readModule(file: string): Module {
  const text = readFileSync(file, "utf8")
  const {program, errors} = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${fromRoot(file)} does not parse: ${errors[0]!.message}`)
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length
  const found: Module = {
    imports: [],
    literals: [],
    anyLines: [],
    values: [],
    types: [],
    starLines: [],
    defaultLines: [],
  }
  walk(program as unknown as Node, node => note(node, found, lineAt))
  return found
}

/** A node of the syntax tree, of which only `type` and `start` are sure. */
type Node = {type: string; start: number} & Record<string, unknown>

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) {
      for (const each of child) if (isNode(each)) walk(each, visit)
    } else if (isNode(child)) walk(child, visit)
  }
}

function note(node: Node, found: Module, lineAt: (offset: number) => number): void {
  const line = lineAt(node.start)
  const specifier = moduleNamed(node)
  if (specifier !== undefined) found.imports.push({specifier, line})
  switch (node.type) {
    case "Literal":
      if (typeof node["value"] === "string") found.literals.push({text: node["value"], line})
      break
    case "TemplateElement":
      found.literals.push({text: String((node["value"] as {raw: string}).raw), line})
      break
    case "TSAnyKeyword":
      found.anyLines.push(line)
      break
    case "ExportAllDeclaration":
      found.starLines.push(line)
      break
    case "ExportDefaultDeclaration":
    case "TSExportAssignment":
      found.defaultLines.push(line)
      break
    case "ExportNamedDeclaration":
      noteExport(node, found, line)
      break
  }
}

/** The module a node names: static and dynamic imports, re-exports, and `import("…")` as a type. */
function moduleNamed(node: Node): string | undefined {
  const named =
    node.type === "TSExternalModuleReference"
      ? node["expression"]
      : ["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration"].includes(
            node.type,
          ) || ["ImportExpression", "TSImportType"].includes(node.type)
        ? node["source"]
        : undefined
  return isNode(named) && typeof named["value"] === "string" ? named["value"] : undefined
}

function noteExport(node: Node, found: Module, line: number): void {
  const isType = node["exportKind"] === "type"
  for (const specifier of node["specifiers"] as Node[]) {
    const exported = specifier["exported"] as Node
    const name = String(exported["name"] ?? exported["value"])
    if (name === "default") found.defaultLines.push(line)
    else (isType || specifier["exportKind"] === "type" ? found.types : found.values).push(name)
  }
  const declaration = node["declaration"]
  if (!isNode(declaration)) return
  if (declaration.type === "VariableDeclaration") {
    for (const {id} of declaration["declarations"] as {id: Node}[]) {
      found.values.push(String(id["name"]))
    }
  } else {
    const isTypeDeclaration = /^TS(Interface|TypeAlias)Declaration$/.test(declaration.type)
    const name = String((declaration["id"] as Node)["name"])
    ;(isTypeDeclaration ? found.types : found.values).push(name)
  }
}
