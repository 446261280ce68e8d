// SPDX-License-Identifier: EUPL-1.2

/**
 * The walls of the house: who may lean on whom, what stands behind each door, and what comes in from
 * outside. A failure names the file and the line, and what to do.
 */
import {existsSync, readFileSync} from "node:fs"
import {isBuiltin} from "node:module"
import {basename, extname, join, relative, sep} from "node:path"

import {describe, expect, test} from "vitest"

import {currentDoors, entrances, listedDoors} from "./house/doors.ts"
import {copiesOf, installed, installedNames, lockedVersions} from "./house/installed.ts"
import {
  filesBelow,
  fromRoot,
  isWithin,
  packages,
  readModule,
  root,
  target,
} from "./house/sources.ts"

/** Which of our code packages each of them may lean on. */
const mayLeanOn: Record<string, string[]> = {
  language: [],
  signoff: [],
  format: ["signoff"],
  collab: ["format"],
  render: ["format"],
  editor: ["language", "format", "collab", "signoff"],
  server: ["language", "format", "collab", "signoff", "render"],
}
/** Packages without code: anybody may read them. */
const withoutCode = ["schemas", "templates"]

const all = packages()
const typescript = (folder: string) =>
  filesBelow(folder)
    .filter(file => /\.m?tsx?$/.test(file) && !file.endsWith(".d.ts"))
    .map(file => ({file, name: fromRoot(file), module: readModule(file)}))
const sources = all.map(each => ({...each, files: typescript(join(each.folder, "src"))}))
const outsiders = [
  ...all.map(({folder}) => join(folder, "test")),
  join(root, "templates", "test"),
  join(root, "tests"),
  join(root, "playground"),
]
const everyFile = ["packages", "playground", "schemas", "templates", "tests"].flatMap(folder =>
  filesBelow(join(root, folder)),
)

/** `@scope/name/sub` → `@scope/name`; a relative specifier → undefined. */
function packageNameOf(specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("/")) return undefined
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")
}

/** Thin edges that are imported only where there is Node: what a browser gives itself. */
const nodeEdges = new Set(["packages/render/src/pdf/fonts-node.ts"])

describe("who leans on whom", () => {
  test("every package of the house has its place in the table", () => {
    expect(all.map(({short}) => short).sort()).toEqual(Object.keys(mayLeanOn).sort())
  })

  test.each(all)("$short: its manifest asks only for packages below it", ({short, manifest}) => {
    const asked = Object.keys({...manifest.dependencies, ...manifest.peerDependencies})
      .filter(name => name.startsWith("@wederhoor/"))
      .map(name => name.slice("@wederhoor/".length))
    const allowed = [...mayLeanOn[short]!, ...withoutCode]
    expect(asked.filter(name => !allowed.includes(name))).toEqual([])
  })

  test.each(sources)(
    "$short: its sources import only what the table and its manifest allow",
    ({short, folder, files, manifest}) => {
      const allowed = [...mayLeanOn[short]!, ...withoutCode].map(name => `@wederhoor/${name}`)
      const declared = {...manifest.dependencies, ...manifest.peerDependencies}
      const wrong: string[] = []
      for (const {file, name, module} of files) {
        for (const {specifier, line} of module.imports) {
          const at = `${name}:${line} imports "${specifier}"`
          const wanted = packageNameOf(specifier)
          if (wanted === undefined) {
            if (!isWithin(target(file, specifier), join(folder, "src"))) {
              wrong.push(`${at}: outside its own src; import the package by name`)
            }
          } else if (isBuiltin(specifier)) {
            if (short !== "server" && !nodeEdges.has(name))
              wrong.push(`${at}: only the server may lean on Node`)
          } else if (wanted.startsWith("@wederhoor/") && !allowed.includes(wanted)) {
            wrong.push(`${at}: ${short} stands beside or below it (table in design)`)
          } else if (/^@wederhoor\/[^/]+\/(src|dist|test)\b/.test(specifier)) {
            wrong.push(`${at}: past the door; import a public name`)
          } else if (declared[wanted] === undefined) {
            wrong.push(`${at}: not in dependencies or peerDependencies of its package.json`)
          }
        }
      }
      expect(wrong).toEqual([])
    },
  )

  test.each(all)("$short: yjs, y-protocols and prosemirror models are peers", ({manifest}) => {
    const shared = /^(yjs|y-protocols|prosemirror-(model|state|transform|view))$/
    expect(Object.keys(manifest.dependencies ?? {}).filter(name => shared.test(name))).toEqual([])
  })

  test("tests and the playground import public names only", () => {
    const wrong: string[] = []
    for (const folder of outsiders) {
      for (const {file, name, module} of typescript(folder)) {
        for (const {specifier, line} of module.imports) {
          const inside =
            packageNameOf(specifier) !== undefined || isWithin(target(file, specifier), folder)
          if (measured.get(name) === specifier) continue
          if (!inside || /^@wederhoor\/[^/]+\/(src|dist)\b/.test(specifier)) {
            wrong.push(`${name}:${line} imports "${specifier}": use the public name`)
          }
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

/** What measures whether a package's own examples are good enough reads those examples. */
const measured: ReadonlyMap<string, string> = new Map([
  ["tests/bench/rules-mutation.ts", "../../packages/format/test/cases/all.ts"],
])

describe("doors", () => {
  test.each(entrances())("$name opens with named exports only", ({file}) => {
    expect(existsSync(file), `${fromRoot(file)} is in "exports" and does not exist`).toBe(true)
    const {starLines, defaultLines} = readModule(file)
    expect({"export *": starLines, "export default": defaultLines}).toEqual({
      "export *": [],
      "export default": [],
    })
  })

  test("the names behind each door are those of tests/doors.json (doors.ts --write refreshes it)", () => {
    expect(currentDoors()).toEqual(listedDoors())
  })

  test.each(entrances())("$name gives at run time what its source says", async ({name}) => {
    const offered = (await import(/* @vite-ignore */ name)) as Record<string, unknown>
    expect(Object.keys(offered).sort()).toEqual(currentDoors()[name]!.values)
  })
})

describe("every package", () => {
  test.each(all)("$short has a README.md", ({folder}) => {
    expect(existsSync(join(folder, "README.md"))).toBe(true)
  })

  test.each(all)(
    "$short publishes its sources under EUPL-1.2, in step with the others",
    ({manifest}) => {
      expect(manifest.license).toBe("EUPL-1.2")
      expect(manifest.type).toBe("module")
      expect(manifest.files).toEqual(expect.arrayContaining(["dist", "src"]))
      expect(manifest.version).toBe(all[0]!.manifest.version)
    },
  )
})

describe("every file", () => {
  const code = everyFile.filter(file => /\.(m?[jt]sx?|css|hbs|html)$/.test(file))

  test("has at most 600 lines", () => {
    const long = code
      .map(file => ({
        name: fromRoot(file),
        lines: readFileSync(file, "utf8").split("\n").length - 1,
      }))
      .filter(({lines}) => lines > 600)
      .map(({name, lines}) => `${name}: ${lines} lines; split it by idea`)
    expect(long).toEqual([])
  })

  test("of code opens with its licence", () => {
    const without = code
      .filter(file => /\.(m?[jt]sx?|css)$/.test(file))
      .filter(file => {
        const [first, second] = readFileSync(file, "utf8").split("\n", 2)
        const line = first?.startsWith("#!") ? second : first
        return !/^(\/\/|\/\*) SPDX-License-Identifier: EUPL-1\.2( \*\/)?$/.test(line ?? "")
      })
    expect(without.map(fromRoot)).toEqual([])
  })

  test("has a kebab-case name that is not a drawer", () => {
    const drawer =
      /^(utils?|common|helpers?|shared|misc|types|manager|service)$|-(utils?|helpers?)$/
    const wrong = code.filter(file => {
      const parts = relative(root, file).split(sep).slice(2)
      const names = parts.map(part => part.replace(/\..*$/, ""))
      const plain = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(basename(file))
      return !plain || names.some(name => drawer.test(name))
    })
    expect(wrong.map(fromRoot)).toEqual([])
  })

  test("of a package does without the type any", () => {
    const lines = sources.flatMap(({files}) =>
      files.flatMap(({name, module}) => module.anyLines.map(line => `${name}:${line}`)),
    )
    expect(lines).toEqual([])
  })
})

describe("nothing is fetched from elsewhere", () => {
  /** Hosts that only occur as names of something (a namespace, a schema, a law), and are never asked. */
  const names = new Set([
    "json-schema.org",
    "www.w3.org",
    "schemas.openxmlformats.org",
    "schemas.microsoft.com",
    "purl.org",
    "ns.adobe.com",
    "www.aiim.org",
    "github.com",
    "wetten.overheid.nl",
  ])
  const isOurs = (host: string) =>
    names.has(host) ||
    /^(localhost|127\.0\.0\.1|\[::1\]|([^.]+\.)*(example|invalid|test))$/.test(host)
  const remoteIn = (text: string) =>
    [...text.matchAll(/\b(?:https?|wss?):\/\/([a-z0-9.[\]:-]*[a-z0-9\]])/gi)]
      .map(([, host]) => host!.toLowerCase().replace(/:\d+$/, ""))
      .filter(host => !isOurs(host))

  test("the check sees a host, its port, and a socket", () => {
    const text =
      "a https://cdn.voorbeeld.nl/x.js b ws://host.nl:8080/ c http://localhost:3000 d wss://y.example"
    expect(remoteIn(text)).toEqual(["cdn.voorbeeld.nl", "host.nl"])
  })

  test("sources name no other host", () => {
    const found = sources.flatMap(({files}) =>
      files.flatMap(({name, module}) =>
        module.literals.flatMap(({text, line}) =>
          remoteIn(text).map(host => `${name}:${line} names ${host}`),
        ),
      ),
    )
    expect(found).toEqual([])
  })

  test("pages, styles and templates name no other host", () => {
    const found = everyFile
      .filter(file => [".css", ".html", ".hbs"].includes(extname(file)))
      .flatMap(file =>
        remoteIn(readFileSync(file, "utf8")).map(host => `${fromRoot(file)}: ${host}`),
      )
    expect(found).toEqual([])
  })
})

describe("what comes from others", () => {
  const locked = lockedVersions()
  const pins: Record<string, string> = {
    yjs: "13.6.33",
    "y-prosemirror": "1.3.7",
    "@hocuspocus/common": "4.7.0",
    "@hocuspocus/provider": "4.7.0",
    "@hocuspocus/server": "4.7.0",
  }
  test.each(Object.entries(pins))("%s is locked at exactly %s", (name, version) => {
    expect([...(locked.get(name) ?? [])]).toEqual([version])
  })

  test("a release waits three days, and only Node may run a script when it is installed", () => {
    const workspace = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8")
    const minutes = /^minimumReleaseAge: (\d+)$/m.exec(workspace)?.[1]
    expect(Number(minutes)).toBeGreaterThanOrEqual(3 * 24 * 60)
    expect(workspace).toMatch(/^allowBuilds: \{node: true\}$/m)
    expect(workspace).toMatch(/^disallowWorkspaceCycles: true$/m)
  })

  const single = [...installedNames()].filter(name =>
    /^(yjs|y-protocols|y-prosemirror|lib0|prosemirror-.+)$/.test(name),
  )
  test("the packages that break in two copies are installed", () => {
    expect(single).toEqual(expect.arrayContaining(["yjs", "y-protocols", "prosemirror-model"]))
  })
  test.each(single)("there is one copy of %s", name => {
    expect(copiesOf(name)).toHaveLength(1)
    expect(locked.get(name)?.size).toBe(1)
  })

  test("their licences let a partner embed us in closed software", () => {
    const accepted = new Set(
      [
        "0BSD",
        "Apache-2.0",
        "BlueOak-1.0.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC-BY-4.0",
        "CC0-1.0",
      ]
        .concat(["ISC", "MIT", "MIT-0", "OFL-1.1", "Python-2.0", "Unlicense", "Zlib"])
        // Per file, and only in tools that we use unchanged (axe-core, lightningcss).
        .concat(["MPL-2.0"]),
    )
    const isAccepted = (expression: string) =>
      expression
        .replaceAll(/[()]/g, "")
        .split(" OR ")
        .some(choice => choice.split(" AND ").every(licence => accepted.has(licence.trim())))
    expect(isAccepted("(GPL-3.0 OR MIT)")).toBe(true)
    expect(isAccepted("MIT AND AGPL-3.0-only")).toBe(false)
    const found = installed()
    expect(found.length).toBeGreaterThan(50)
    // Their manifests do not say which; their LICENSE files do.
    const read = new Map([
      ["png-js@2.0.0", "MIT"],
      ["duck@0.1.12", "BSD-2-Clause"],
    ])
    const wrong = found.filter(
      ({name, version, license}) => !isAccepted(read.get(`${name}@${version}`) ?? license),
    )
    expect(wrong.map(({name, version, license}) => `${name}@${version}: ${license}`)).toEqual([])
  })
})
