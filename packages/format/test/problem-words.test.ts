// SPDX-License-Identifier: EUPL-1.2

/** Problems in words: every code that the source can give has a sentence in plain Dutch and English. */
import {readFileSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {describeProblem} from "@wederhoor/format"
import {describe, expect, test} from "vitest"

const folder = join(import.meta.dirname, "../src")
const checks = readdirSync(folder).filter(name =>
  /^(problem|plain-value|.*-check|report-request)\.ts$/.test(name),
)
const codes = new Set(
  checks.flatMap(name => {
    const text = readFileSync(join(folder, name), "utf8")
    return [...text.matchAll(/(?:code: |refused\(|^ {2}"?\w+"?: )"([a-z]+(?:-[a-z]+)*)"/gm)].map(
      match => match[1] ?? "",
    )
  }),
)

describe("every code of a problem", () => {
  test("is found in the source", () => {
    expect(codes.size).toBeGreaterThan(45)
    for (const one of ["missing", "too-deep", "kind-nowhere", "no-author", "digest-differs"])
      expect(codes).toContain(one)
  })
  test.each([...codes])("%s: a sentence that says what, and one that says what to do", code => {
    const nl = describeProblem({code, at: ""}, "nl")
    const en = describeProblem({code, at: ""}, "en")
    for (const {what, todo} of [nl, en]) {
      expect(what).not.toBe(code)
      expect(what).toMatch(/^[A-Z“].*[.?]$/)
      expect(todo).toMatch(/^[A-Z].*\.( .*\.)?$|^[A-Z].*[.}]$/)
      expect(what.split(" ").length + todo.split(" ").length).toBeLessThan(36)
    }
    expect(nl.what).not.toBe(en.what)
  })
  test.each([...codes])("%s: no jargon, no blame", code => {
    const {what, todo} = describeProblem({code, at: ""}, "nl")
    expect(`${what} ${todo}`).not.toMatch(/invalid|valide|schema-?fout|error|parse|fout gedaan/i)
  })
  test("types are told in words", () => {
    const type = (params: string, lang: "nl" | "en") =>
      describeProblem({code: "wrong-type", at: "", params: {type: params}}, lang).todo
    expect(type("array", "nl")).toBe("Geef een lijst […].")
    expect(type("object, null", "nl")).toBe("Geef een object {…} of null.")
    expect(type("integer", "en")).toBe("Give a whole number.")
  })
})
