// SPDX-License-Identifier: EUPL-1.2
import {
  parsePolicy,
  parseReportFile,
  parseTemplate,
  type Person,
  type RecordState,
  type Version,
} from "@wederhoor/format"
import {copyFor, parseLayouts, readerFor} from "@wederhoor/render"
import {copyInForm, type Form, forms, prepareCopy, readLayouts} from "@wederhoor/server"
import {unzipSync, zipSync} from "fflate"
import {mkdtempSync, readdirSync, readFileSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {inflateSync} from "node:zlib"
import {describe, expect, test} from "vitest"

import {run} from "./command.ts"

const folder = new URL("../../../templates/", import.meta.url)
const path = (name: string): string => new URL(name, folder).pathname
const text = (name: string): string => readFileSync(new URL(name, folder), "utf8")
const policy = parsePolicy((JSON.parse(text("beleid.json")) as unknown[])[0])
const layoutOf = parseLayouts(readLayouts())
const kinds = readdirSync(folder, {withFileTypes: true})
  .filter(
    one => one.isDirectory() && readdirSync(new URL(one.name, folder)).includes("voorbeeld.json"),
  )
  .map(({name}) => name)
const formNames = Object.keys(forms) as Form[]

const example = (kind: string) => {
  const file = parseReportFile(JSON.parse(text(`${kind}/voorbeeld.json`)))
  const version = file.versions.at(-1)
  if (!version) throw new Error(`${kind} has no version`)
  return {
    state: file.record,
    version,
    template: parseTemplate(JSON.parse(text(`${kind}/template.json`))),
  }
}

const readersOf = (persons: readonly Person[]): readonly string[] => [
  ..."team reviewer court recipient thirdParty".split(" "),
  ...persons.map(({id, role}) => `${role === "informant" ? "informant" : "person"}:${id}`),
]

/** A word of its own in every statement, reaction and source. */
function marked(version: Version): {version: Version; words: Map<object, string>} {
  const words = new Map<object, string>()
  const word = (leaf: object): string => {
    const made = `zq${String(words.size).padStart(4, "0")}qz`
    words.set(leaf, made)
    return made
  }
  const sections = version.sections.map(section => ({
    ...section,
    statements: section.statements.map(leaf => {
      if (!leaf.value) return leaf
      const own = {...leaf}
      const [first = [], ...more] = leaf.value.lines
      own.value = {...leaf.value, lines: [[...first, {text: ` ${word(own)}`}], ...more]}
      return own
    }),
  }))
  const reactions = version.reactions.map(leaf => {
    if (!leaf.value) return leaf
    const own = {...leaf}
    own.value = {...leaf.value, text: `${leaf.value.text} ${word(own)}`}
    return own
  })
  const sources = version.sources.map(leaf => {
    if (!leaf.value) return leaf
    const own = {...leaf}
    own.value = {...leaf.value, title: `${leaf.value.title} ${word(own)}`}
    return own
  })
  return {version: {...version, sections, reactions, sources}, words}
}

const leavesOf = (version: Version): readonly {value?: unknown; digest: string}[] => [
  ...version.sections.flatMap(({statements}) => statements),
  ...version.reactions,
  ...version.sources,
]

/** Everything that can be read in a file, packed or not. */
function opened(bytes: Uint8Array, form: Form): string {
  const plain = Buffer.from(bytes).toString("utf8")
  if ((form as string) === "docx")
    return Object.values(unzipSync(bytes))
      .map(part => Buffer.from(part).toString("utf8"))
      .join("\n")
  if ((form as string) !== "pdf") return plain
  const latin = Buffer.from(bytes).toString("latin1")
  const streams = [...latin.matchAll(/stream\r?\n([^]*?)\r?\nendstream/g)].map(
    ([, stream = ""]) => {
      try {
        return inflateSync(Buffer.from(stream, "latin1")).toString("latin1")
      } catch {
        return stream
      }
    },
  )
  return [latin, ...streams].join("\n")
}

const input = (kind: string, reader: string, change?: {version?: Version; state?: RecordState}) => {
  const {state, version, template} = example(kind)
  const found = readerFor(reader, state.persons, "nl")
  if (!found) throw new Error(reader)
  return {
    version: change?.version ?? version,
    state: change?.state ?? state,
    reader: found,
    template,
    policy,
    layout: layoutOf(kind, "nl"),
    options: {lang: "nl" as const, use: "final" as const},
  }
}
const prepared = (given: ReturnType<typeof input>) => prepareCopy(given, async copy => copy)

describe.each(kinds)("%s", kind => {
  const {state, version, template} = example(kind)
  const {version: all, words} = marked(version)

  test.each(readersOf(state.persons))(
    "%s gets what is theirs and nothing else, in every form",
    async name => {
      const given = input(kind, name, {version: all})
      const made = await prepared(given)
      const allowed = copyFor(all, state, given.reader, {template, policy})
      expect(made.ok).toBe(allowed.ok)
      if (!made.ok || !allowed.ok) return
      const shown = new Set(
        leavesOf(allowed.version).flatMap(leaf => (leaf.value ? [leaf.digest] : [])),
      )
      for (const form of formNames) {
        const said = opened(await copyInForm(made, form), form)
        // In a PDF words are drawn glyph by glyph: that form is read back elsewhere.
        for (const [leaf, word] of words) {
          const {digest, value} = leaf as {digest: string; value: {shielded?: boolean}}
          const isShown = shown.has(digest)
          if (!isShown) expect([form, word, said.includes(word)]).toEqual([form, word, false])
          else if (form === "html" || form === "txt")
            expect([form, word, value, said.includes(word)]).toEqual([form, word, value, true])
        }
      }
    },
  )

  test("the same copy gives the same bytes", async () => {
    const [reader = ""] = readersOf(state.persons).slice(5)
    const [one, two] = [await prepared(input(kind, reader)), await prepared(input(kind, reader))]
    if (!one.ok || !two.ok) throw new Error("refused")
    for (const form of formNames)
      expect([
        form,
        Buffer.compare(await copyInForm(one, form), await copyInForm(two, form)),
      ]).toEqual([form, 0])
  })
})

describe("CNF-1: what is shielded", () => {
  const {state, version} = example("feitenonderzoek")
  const secret = "Wilgenhof 12"
  const shielding: RecordState = {
    ...state,
    persons: state.persons.map(person =>
      person.id === "petra-sluis"
        ? {...person, shielded: [{kind: "address", text: secret, reason: "test"}]}
        : person,
    ),
  }
  const saying = (words: string): Version => ({
    ...version,
    sections: version.sections.map((section, s) => ({
      ...section,
      statements: section.statements.map((leaf, n) =>
        s === 4 && n === 0 && leaf.value
          ? {
              ...leaf,
              value: {...leaf.value, lines: [[{text: words}]], relations: leaf.value.relations},
            }
          : leaf,
      ),
    })),
  })

  test.each([
    "Zij woont op Wilgenhof 12.",
    "Zij woont op WILGENHOF  12!",
    "Zij woont op wil\u00adgenhof\u200b 1\u00ad2",
    "Zij woont op W.i.l.g.e.n.h.o.f 1-2",
    "Zij woont op Wílgenhöf 12",
  ])("blocks every copy but that of team and reviewer, however it is spelled: %j", async words => {
    for (const reader of ["person:marco-de-ruiter", "court", "recipient", "thirdParty"]) {
      const made = await prepared(
        input("feitenonderzoek", reader, {version: saying(words), state: shielding}),
      )
      expect(made).toEqual({
        ok: false,
        code: "shielded",
        shielded: [{person: "petra-sluis", kind: "address"}],
      })
    }
    for (const reader of ["team", "reviewer", "person:petra-sluis"])
      expect(
        (
          await prepared(
            input("feitenonderzoek", reader, {version: saying(words), state: shielding}),
          )
        ).ok,
      ).toBe(true)
  })

  test("HRG-23: nobody's own words are refused or edited for it, and nobody else reads them", async () => {
    const text = `Zij woont op ${secret}, dat weet ik.`
    const [leaf] = version.reactions
    if (!leaf?.value) throw new Error("no reaction")
    const reaction = {...leaf.value, by: "marco-de-ruiter", on: "", text}
    const said: Version = {
      ...version,
      reactions: [{...leaf, value: reaction}, ...version.reactions.slice(1)],
    }
    const told = {
      ...shielding,
      reactions: shielding.reactions.map(one => (one.id === reaction.id ? reaction : one)),
    }
    for (const [reader, reads] of [
      ["person:marco-de-ruiter", true],
      ["person:petra-sluis", false],
      ["recipient", false],
    ] as const) {
      const made = await prepared(input("feitenonderzoek", reader, {version: said, state: told}))
      if (!made.ok) throw new Error(`${reader}: ${made.code}`)
      for (const form of ["html", "txt", "json", "docx"] as const)
        expect([reader, form, opened(await copyInForm(made, form), form).includes(text)]).toEqual([
          reader,
          form,
          reads,
        ])
    }
  })

  test("also when it is cut over marks, or over two lines", async () => {
    const cut = saying("")
    const section = cut.sections[4]
    const leaf = section?.statements[0]
    if (!section || !leaf?.value) throw new Error("no statement")
    const lines = [
      [{text: "Zij woont op Wil"}, {text: "gen", marks: ["strong" as const]}, {text: "hof"}],
      [{text: "12 of zo"}],
    ]
    const version: Version = {
      ...cut,
      sections: cut.sections.map((one, s) =>
        s === 4
          ? {
              ...one,
              statements: [{...leaf, value: {...leaf.value, lines}}, ...one.statements.slice(1)],
            }
          : one,
      ) as Version["sections"],
    }
    const made = await prepared(input("feitenonderzoek", "court", {version, state: shielding}))
    expect(made).toMatchObject({ok: false, code: "shielded"})
  })
})

describe("the command", () => {
  const out = mkdtempSync(join(tmpdir(), "wederhoor-render-"))
  const file = path("feitenonderzoek/voorbeeld.json")

  test("makes a copy in the form of the file name, and does not write over another", async () => {
    const target = join(out, "finn.html")
    const made = await run("render", file, "--reader", "person:finn-de-ruiter", "--out", target)
    expect([made.code, made.said]).toEqual([0, ""])
    const page = readFileSync(target, "utf8")
    expect(page).toMatch(/^<!DOCTYPE html>/)
    expect(page).toContain("wederhoor-bundle")
    const again = await run("render", file, "--reader", "person:finn-de-ruiter", "--out", target)
    expect(again.code).toBe(2)
    expect(again.said).toContain("is er al")
  })

  test("says whom it can be for, and which forms there are", async () => {
    const nobody = await run("render", file, "--reader", "person:nobody")
    expect(nobody.code).toBe(2)
    expect(nobody.said).toContain("person:finn-de-ruiter")
    const strange = await run("render", file, "--reader", "team", "--format", "exe")
    expect(strange.code).toBe(2)
    expect(strange.said).toContain("html")
  })

  test("CNF-4: refuses a copy for the court that a party may not read whole, and writes nothing", async () => {
    const report = JSON.parse(readFileSync(file, "utf8")) as {
      versions: {sections: {statements: {value: {kind: string; relations: object[]}}[]}[]}[]
    }
    const [first] = report.versions.at(-1)?.sections[4]?.statements ?? []
    first?.value.relations.push({type: "reader", ref: "petra-sluis"})
    const changed = join(out, "limited.json")
    writeFileSync(changed, JSON.stringify(report))
    const target = join(out, "court.txt")
    const made = await run("render", changed, "--reader", "court", "--out", target)
    expect(made.code).toBe(1)
    expect(made.said).toContain("artikel 811")
    expect(made.said).toContain("5.1: vader")
    expect(readdirSync(out)).not.toContain("court.txt")
  })

  test("a layout that hides reactions makes nothing", async () => {
    const own = join(out, "hides.hbs")
    writeFileSync(own, text("feitenonderzoek/report.nl.hbs").replace("{{> parts/sections}}", ""))
    const made = await run("render", file, "--reader", "team", "--layout", own, "--format", "txt")
    expect(made.code).toBe(1)
    expect(made.out).toBe("")
    expect(made.said).toContain("de tekst van een stuk")
  })
})

describe("what comes back in a Word file", () => {
  const out = mkdtempSync(join(tmpdir(), "wederhoor-replies-"))
  const file = path("feitenonderzoek/voorbeeld.json")
  const whose = ["--reader", "person:petra-sluis", "--version", "1"]
  const sent = join(out, "sent.docx")
  const changed = (name: string, change: (xml: string) => string): string => {
    const parts = unzipSync(readFileSync(sent))
    const document = Buffer.from(parts["word/document.xml"] ?? []).toString("utf8")
    const target = join(out, name)
    const body = Buffer.from(change(document))
    writeFileSync(target, zipSync({...parts, "word/document.xml": new Uint8Array(body)}))
    return target
  }
  const typed = (statement: string, words: string) => (xml: string) =>
    xml.replace(
      new RegExp(`(<w:tag w:val="reply:${statement}"/>.*?<w:pStyle w:val="Reply"/></w:pPr>)`, "s"),
      (_, before: string) => `${before}<w:r><w:t>${words}</w:t></w:r>`,
    )

  test("a reply by its statement, and a text that was changed with both texts", async () => {
    expect((await run("render", file, ...whose, "--out", sent)).code).toBe(0)
    const nothing = await run("replies", sent, "--report", file, ...whose)
    expect([nothing.code, nothing.out]).toEqual([0, "Er is niets in geschreven.\n"])

    const replied = changed("replied.docx", typed("o1", "Dat was een dag later."))
    const read = await run("replies", replied, "--report", file, ...whose)
    expect([read.code, read.out]).toEqual([0, "2.1:\n  Dat was een dag later.\n"])

    const forged = changed("forged.docx", xml =>
      typed("o1", "Klopt.")(xml).replace("20 juli 2026, bladzijde 1", "21 juli 2026, bladzijde 1"),
    )
    const told = await run("replies", forged, "--report", file, ...whose)
    expect(told.code).toBe(1)
    expect(told.out).toContain("2.1:\n  Klopt.")
    expect(told.out).toContain("De tekst is veranderd bij: 2.1")
  })

  test("a file of another version or another report is refused in words", async () => {
    const other = await run("replies", sent, "--report", file, "--reader", "person:petra-sluis")
    expect([other.code, other.out]).toEqual([2, ""])
    expect(other.said).toMatch(/ander/)
    const none = await run("replies", file, "--report", file, ...whose)
    expect([none.code, none.said]).toEqual([2, expect.stringContaining("Word")])
  })
})
