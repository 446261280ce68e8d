// SPDX-License-Identifier: EUPL-1.2

/** The command line on what nobody should give it. */
import {type ReportFile, checkReportFile} from "@wederhoor/format"
import {mkdirSync, mkdtempSync, readFileSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"
import {describe, expect, test} from "vitest"

import {run} from "./command.ts"

const templates = dirname(fileURLToPath(import.meta.resolve("@wederhoor/templates/package.json")))
const example = readFileSync(join(templates, "feitenonderzoek/voorbeeld.json"), "utf8")
const folder = mkdtempSync(join(tmpdir(), "wederhoor attack "))
const put = (name: string, text: string | Uint8Array): string => {
  const file = join(folder, name)
  mkdirSync(dirname(file), {recursive: true})
  writeFileSync(file, text)
  return file
}

const broken: readonly [name: string, text: string | Uint8Array][] = [
  ["niets.json", ""],
  ["leegte.json", "null"],
  ["diep.json", "[".repeat(300_000) + "]".repeat(300_000)],
  ["diep-veld.json", `[{"label":"a","text":${"[".repeat(300_000)}${"]".repeat(300_000)}}]`],
  ["proto.json", '{"__proto__":{"format":"wederhoor-report-file/1"}}'],
  ["beeld.json", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0, 0, 1])],
  ["utf16.json", Buffer.from(example, "utf16le")],
  ["groot.json", `{"a":"${"x".repeat(12_000_000)}"}`],
]

describe("no file makes the program stop with a fault", () => {
  for (const [name, text] of broken) {
    const file = put(`kapot/${name}`, text)
    test.each([
      ["check", file],
      ["quality", file],
      ["migrate", file, "--to", "2.0.0"],
      ["import", file, "--template", "feitenonderzoek"],
      ["template", "check", file],
      ["template", "diff", file, "feitenonderzoek"],
    ])(`${name}: %s %s`, async (...args: string[]) => {
      const {code, out, said} = await run(...args)
      expect([1, 2]).toContain(code)
      expect(said + out).not.toMatch(/fault in the program|node:internal|\bat \w+ \(/)
      expect((said + out).length).toBeLessThan(2_000)
    })
  }
})

describe("the same report in other files", () => {
  const same: readonly [string, string][] = [
    ["een map/ver slag.json", example],
    ["bom.json", `\uFEFF${example}`],
    ["regels.json", example.replaceAll("\n", "\r\n")],
  ]
  test.each(same)("check: %s", async (name, text) => {
    const plain = await run("check", put("gewoon.json", example), "--today", "2026-06-01")
    const other = await run("check", put(name, text), "--today", "2026-06-01")
    expect(other).toEqual(plain)
  })
  test("check: a template by its id, also one that is not of this report", async () => {
    const file = put("gewoon.json", example)
    const plain = await run("check", file, "--today", "2026-06-01")
    expect(
      await run("check", file, "--today", "2026-06-01", "--template", "veiligheidsplan"),
    ).toEqual(plain)
  })
})

describe("what is printed", () => {
  const report = JSON.parse(example) as ReportFile
  const [section] = report.content.sections
  const add = (kind: "fact" | "childVoice", text: string): ReportFile => ({
    ...report,
    content: {
      ...report.content,
      sections: report.content.sections.map(one =>
        one === section
          ? {
              ...one,
              statements: [
                ...one.statements,
                {id: "nieuw", kind, lines: [[{text}]], attrs: {}, relations: []},
              ],
            }
          : one,
      ),
    },
  })
  test("check: no words of a child", async () => {
    const file = put("kind.json", JSON.stringify(add("childVoice", "Ik ben bang thuis.")))
    const {out} = await run("check", file, "--today", "2026-06-01")
    expect(out).toContain("child-needs-share-list")
    expect(out).not.toContain("bang")
  })
  test("check: one very long word is not repeated whole", async () => {
    const file = put("lang.json", JSON.stringify(add("fact", "a".repeat(20_000))))
    const {out} = await run("check", file, "--today", "2026-06-01")
    expect(out).toContain("“aaaa")
    expect(out).not.toContain("a".repeat(81))
  })
  test("import: a form as large as it may be becomes a report that can be read again", async () => {
    const form = Array.from({length: 60}, (_, i) => ({
      label: `${i} ${"x".repeat(390)}`,
      text: `${"y".repeat(19_000)}\r\n\r\nmet \t tekens\n${"z\n".repeat(400)}`,
      author: "a".repeat(200),
      date: "d".repeat(100),
      page: "p".repeat(40),
    }))
    const file = put("formulier.json", JSON.stringify(form))
    const title = ["--title", "t".repeat(200)]
    const {code, out} = await run("import", file, "--template", "feitenonderzoek", ...title)
    expect(code).toBe(0)
    expect(checkReportFile(JSON.parse(out))).toEqual([])
    const tooLong = ["--title", "t".repeat(201)]
    const refused = await run("import", file, "--template", "feitenonderzoek", ...tooLong)
    expect(refused.code).toBe(2)
    expect(refused.said).toContain("--title")
  })
})
