// SPDX-License-Identifier: EUPL-1.2

/** SPEC.md and README.md against the code: a rule without its heading, or the other way round, fails. */
import {execFileSync} from "node:child_process"
import {readFileSync, statSync} from "node:fs"
import {join} from "node:path"
import {actRules, kinds, layerOf, rules} from "@wederhoor/format"
import * as door from "@wederhoor/format"
import {describe, expect, test, vi} from "vitest"

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8")
const spec = read("../SPEC.md")
const readme = read("../README.md")

describe("SPEC.md", () => {
  const chapters = spec
    .split(/^### /m)
    .slice(1)
    .map(chapter => chapter.split(/^## /m)[0] ?? "")
  const chapterOf = new Map(
    chapters.map(chapter => [/^`([a-z-]+)`/.exec(chapter)?.[1] ?? "", chapter]),
  )

  test("opens with the six principles in their order", () => {
    const bold = [...spec.slice(0, 1_500).matchAll(/^\d\. \*\*(.+?)\*\*/gm)].map(match => match[1])
    expect(bold).toEqual([
      "Nothing anyone said disappears",
      "Fact and opinion cannot be taken for each other.",
      "The other side is heard before it closes.",
      "What is signed is what was read.",
      "Plain words.",
      "Speed of writing.",
    ])
  })
  test("has one heading per rule, in the order of the code, and none without a rule", () => {
    expect([...chapterOf.keys()]).toEqual(rules.map(rule => rule.slug))
  })
  test.each(rules)("$slug: gate, severity, source and words are those of the code", rule => {
    const chapter = chapterOf.get(rule.slug) ?? ""
    expect(chapter).toContain(`*${rule.gate} · `)
    expect(chapter).toContain(` · ${rule.severity} · ${rule.source}*`)
    expect(chapter).toContain(`> ${rule.words.nl[0]} ${rule.words.nl[1]}`)
    const explanation = chapter.split("\n\n")[1] ?? ""
    expect(explanation.split(/(?<=[.:]) /).length).toBeLessThanOrEqual(8)
    expect(explanation.length).toBeGreaterThan(15)
  })
  test("names every kind with its layer, and every act with its whole row of the table", () => {
    for (const [kind, {label}] of Object.entries(kinds)) {
      const layer = layerOf(kind as keyof typeof kinds)
      expect(spec).toContain(`| \`${kind}\` | ${label.nl} | ${layer ? `\`${layer}\`` : "–"}`)
    }
    const acts = spec.split("## Phases and acts")[1]?.split("\n") ?? []
    for (const [act, rule] of Object.entries(actRules)) {
      const {roles, phases, gate, produces, freezes, to, unreviewed} = rule
      const makes = freezes
        ? `\`${produces}\`, a version (${freezes})`
        : `\`${produces}\`${unreviewed ? `, or a version (${unreviewed.freezes})` : ""}`
      const after = [to ?? "–", unreviewed?.to ?? ""].filter(Boolean).join(" or ")
      const cells = [`\`${act}\``, roles.join(", "), phases.join(", "), gate ?? "–", makes, after]
      expect(acts).toContain(`| ${cells.join(" | ")} |`)
    }
  })
  test("cites no slug that does not exist", () => {
    const known = new Set([
      ...rules.map(rule => rule.slug),
      "non-response-never-basis",
      "not-your-act",
      "wrong-phase",
    ])
    const cited = [...spec.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(match => match[1] ?? "")
    expect(cited.filter(slug => !known.has(slug))).toEqual([])
  })
})

describe("README.md", () => {
  test("its example is a file that runs, and prints what it says", async () => {
    const example = read("readme-example.ts").split("\n").slice(1).join("\n")
    expect(readme).toContain("```ts\n" + example + "```")
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined)
    await import("./readme-example.ts")
    const printed = log.mock.calls.map(call => call.join(" "))
    log.mockRestore()
    expect(printed).toEqual([example.trim().split("\n").at(-1)?.replace("// ", "")])
  })
  test("names every value behind the door", () => {
    const missing = Object.keys(door).filter(name => !new RegExp(`\`${name}[\`(]`).test(readme))
    expect(missing).toEqual([])
  })
})

describe("the generated validators", () => {
  const file = join(import.meta.dirname, "../src/generated/validators.ts")
  test("hold nothing that compiles or loads code while the program runs", () => {
    expect(readFileSync(file, "utf8")).not.toMatch(
      /\brequire\s*\(|\bnew Function\b|\beval\s*\(|^import /m,
    )
  })
  test("are not written again when nothing changed", () => {
    const before = statSync(file).mtimeMs
    const script = join(import.meta.dirname, "../build/validators.ts")
    execFileSync(process.execPath, ["--conditions=@wederhoor/source", script], {stdio: "pipe"})
    expect(statSync(file).mtimeMs).toBe(before)
  })
})
