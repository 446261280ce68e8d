// SPDX-License-Identifier: EUPL-1.2

/** What the papers at the root promise: their links, commands and claims hold. */
import {createHash} from "node:crypto"
import {existsSync, readFileSync, readdirSync} from "node:fs"
import {join} from "node:path"

import {describe, expect, test} from "vitest"

import {packages, root} from "./house/sources.ts"

const read = (path: string) => readFileSync(join(root, path), "utf8")
const papers = [
  ...readdirSync(root).filter(name => name.endsWith(".md")),
  ...packages().flatMap(({short}) =>
    ["README.md", "SPEC.md"].map(name => `packages/${short}/${name}`),
  ),
].filter(path => existsSync(join(root, path)))
const {scripts, version, license} = JSON.parse(read("package.json")) as {
  scripts: Record<string, string>
  version: string
  license: string
}

describe("papers", () => {
  test.each(papers)("%s: links within the repository lead somewhere", path => {
    const folder = join(root, path, "..")
    const links = [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)]
    expect(links.map(([, to]) => to!).filter(to => !existsSync(join(folder, to)))).toEqual([])
  })

  test.each(papers)("%s: the npm commands it names exist", path => {
    const named = [...read(path).matchAll(/\bnpm run (?:-s )?([a-z][a-z:-]*)/g)].map(
      ([, name]) => name!,
    )
    expect(named.filter(name => scripts[name] === undefined)).toEqual([])
  })
})

describe("licences", () => {
  const digest = (path: string) => createHash("sha256").update(read(path)).digest("hex")

  test("EUPL-1.2 is there with all its articles, unchanged", () => {
    const articles = [...read("LICENSE").matchAll(/^(\d+)\. [A-Z]/gm)].map(([, number]) =>
      Number(number),
    )
    expect(articles).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    expect(digest("LICENSE")).toBe(
      "6caca74c45c2d8f12e34971d9438b6ab398e021b8ce977b135a2e5c48331c643",
    )
  })

  test.each(["schemas/LICENSE", "templates/LICENSE"])("%s is CC0-1.0, unchanged", path => {
    expect(digest(path)).toBe("a2010f343487d3f7618affe54f789f5487602331c0a8d03f49e9a7c547cf0499")
  })
})

describe("THREAT_MODEL.md", () => {
  const rows = [...read("THREAT_MODEL.md").matchAll(/^\| `([^`]+)`: .*\| ([^|]+) \|$/gm)].map(
    ([, name, status]) => ({name: name!, status: status!}),
  )

  test("names each threat once, in kebab-case", () => {
    const names = rows.map(({name}) => name)
    expect(names.length).toBeGreaterThan(40)
    expect(names.filter(name => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test.each(rows)("$name: $status", ({status}) => {
    if (status === "later") return
    const [, path] = /^`([^`]+\.test\.ts)`$/.exec(status) ?? []
    expect(path, `"${status}" is neither later nor a test file between backticks`).toBeDefined()
    expect(existsSync(join(root, path!)), `${path} does not exist`).toBe(true)
  })
})

describe("publiccode.yml", () => {
  const text = read("publiccode.yml")
  const value = (key: string) => new RegExp(`^ *${key}: *"?([^"\\n]*)"?$`, "m").exec(text)?.[1]

  test("describes a library, of this version and under this licence", () => {
    expect(value("softwareType")).toBe("library")
    expect(value("softwareVersion")).toBe(version)
    expect(value("license")).toBe(license)
    expect(["concept", "development", "beta", "stable"]).toContain(value("developmentStatus"))
    const needed = ["publiccodeYmlVersion", "name", "url", "platforms", "localisationReady"]
    expect(needed.filter(key => !value(key))).toEqual([])
  })

  test("has short texts of at most 150 characters and long ones of at least 150, twice", () => {
    const block = (key: string) =>
      [...text.matchAll(new RegExp(`^ +${key}: [>|]-?\\n((?: {6}.*\\n|\\n)+)`, "gm"))].map(
        ([, body]) => body!.trim().replaceAll(/\s+/g, " "),
      )
    const short = block("shortDescription")
    const long = block("longDescription")
    expect([short.length, long.length]).toEqual([2, 2])
    expect(short.filter(each => each.length > 150)).toEqual([])
    expect(long.filter(each => each.length < 150)).toEqual([])
  })
})
