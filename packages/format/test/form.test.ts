// SPDX-License-Identifier: EUPL-1.2
import {
  type FormField,
  FormatError,
  type ReportFile,
  type Template,
  checkForm,
  importForm,
  parseForm,
  plainText,
  statementsOf,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {persons, policy, template} from "./builders.ts"
import {template as anyTemplate} from "./random-templates.ts"

const options = {
  id: "uit-formulier",
  lang: "nl",
  at: "2026-04-02T09:00:00Z",
  digest: "d",
  policy,
  persons,
} as const
const bring = (form: readonly FormField[], given: Template = template) =>
  importForm(form, given, options)
const texts = ({content}: ReportFile, section: string): string[] =>
  content.sections.find(({id}) => id === section)?.statements.map(plainText) ?? []
const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean)

describe("importForm", () => {
  test("a label that is the title of a section puts each paragraph there, without a kind", () => {
    const {file, placed, unmapped} = bring([
      {
        label: "3. Wat mensen zeggen:",
        text: "Moeder belt elke dag.\nOok in het weekend.\n\nVader niet.",
      },
    ])
    expect(texts(file, "voices")).toEqual([
      "Moeder belt elke dag.\nOok in het weekend.",
      "Vader niet.",
    ])
    expect([...statementsOf(file.content)].map(({statement}) => statement.kind)).toEqual([
      "unclassified",
      "unclassified",
    ])
    expect(placed).toEqual([
      {at: 0, label: "3. Wat mensen zeggen:", section: "voices", statements: ["f1", "f2"]},
    ])
    expect(unmapped).toEqual([])
  })
  test("a label that is a field fills it: a text, a date, a choice by its words", () => {
    const {file, placed} = bring([
      {label: "GEVRAAGD DOOR", text: " de gemeente "},
      {label: "gevraagd op", text: "2026-03-09"},
      {label: "Kader", text: "Gedwongen"},
    ])
    expect(file.record.fields["occasion"]).toEqual({
      who: {value: "de gemeente", version: 1},
      on: {value: "2026-03-09", version: 1},
      frame: {value: "compulsory", version: 1},
    })
    expect(placed.map(({section, field}) => `${section}.${field}`)).toEqual([
      "occasion.who",
      "occasion.on",
      "occasion.frame",
    ])
  })
  test("what does not fit its field stands beside it, under its label; so does a second answer", () => {
    const {file} = bring([
      {label: "Gevraagd op", text: "ergens in maart"},
      {label: "Gevraagd door", text: "de gemeente"},
      {label: "Gevraagd door", text: "de rechter"},
    ])
    expect(texts(file, "occasion")).toEqual([
      "Gevraagd op\nergens in maart",
      "Gevraagd door\nde rechter",
    ])
    expect(file.record.fields["occasion"]).toEqual({who: {value: "de gemeente", version: 1}})
  })
  test("a section the form names, by id or title, takes what has no title of its own", () => {
    const {file, unmapped} = bring([
      {label: "Beeld", text: "Het is stil in huis.", section: "weighing"},
      {label: "Bijlage", text: "Twee brieven.", section: "Vastgestelde feiten"},
    ])
    expect(texts(file, "weighing")).toEqual(["Beeld\nHet is stil in huis."])
    expect(texts(file, "facts")).toEqual(["Bijlage\nTwee brieven."])
    expect(unmapped).toEqual([])
  })
  test("what the template does not know is kept in the last section people write, and listed", () => {
    const {file, placed, unmapped} = bring([
      {label: "Zorgverzekering", text: "Niet bekend."},
      {label: "", text: "Los briefje."},
      {label: "Hoe", text: "Deze paragraaf vult zichzelf."},
    ])
    expect(texts(file, "occasion")).toEqual([
      "Zorgverzekering\nNiet bekend.",
      "Los briefje.",
      "Hoe\nDeze paragraaf vult zichzelf.",
    ])
    expect(placed).toEqual([])
    expect(unmapped.map(({label, section, statements}) => [label, section, ...statements])).toEqual(
      [
        ["Zorgverzekering", "occasion", "f1"],
        ["", "occasion", "f2"],
        ["Hoe", "occasion", "f3"],
      ],
    )
  })
  test("a label that two sections have is not guessed, unless the form names the section", () => {
    const field = [{id: "wie", label: {nl: "Wie"}, type: "text" as const}]
    const twice = {...template, sections: template.sections.map(one => ({...one, fields: field}))}
    expect(bring([{label: "Wie", text: "Moeder"}], twice).unmapped).toHaveLength(1)
    const named = bring([{label: "Wie", text: "Moeder", section: "plan"}], twice)
    expect(named.file.record.fields).toEqual({plan: {wie: {value: "Moeder", version: 1}}})
  })
  test("author, date and page go into the register of sources, once each", () => {
    const {file} = bring([
      {label: "Plan", text: "Een.", author: "wijkteam", date: "2026-03-09", page: "4"},
      {label: "Plan", text: "Twee.", author: "wijkteam", date: "2026-03-09"},
      {label: "Plan", text: "Drie.", date: "begin maart"},
      {label: "Leeg", text: "", author: "niemand"},
    ])
    expect(file.content.sources).toEqual([
      {id: "form", title: "Formulier", medium: "document", author: "wijkteam", date: "2026-03-09"},
      {id: "form-2", title: "Formulier, begin maart", medium: "document"},
    ])
    expect([...statementsOf(file.content)].map(({statement}) => statement.relations)).toEqual([
      [{type: "source", ref: "form", page: "4"}],
      [{type: "source", ref: "form"}],
      [{type: "source", ref: "form-2"}],
    ])
  })
  test("says in words what is still missing", () => {
    const empty = bring([{label: "Iets", text: "x", section: "facts"}])
    expect(empty.missing).toContainEqual({
      rule: "section-required",
      section: "occasion",
      what: "In “Aanleiding” staat nog niets.",
      todo: "Vul deze paragraaf in.",
    })
    const filled = bring([{label: "Gevraagd door", text: "de gemeente"}])
    expect(filled.missing.map(({rule}) => rule)).not.toContain("section-required")
  })
  test("the same form gives the same report", () => {
    const form = [{label: "Plan", text: "Een."}]
    expect(bring(form)).toEqual(bring(form))
  })
  test("of 500 random forms no word is lost, and every field is accounted for (seed 3201)", () => {
    const word = fc.constantFrom(
      "moeder",
      "belt",
      "niet",
      "3.",
      "Één",
      "“zo”",
      "x-y",
      "ja",
      "2026-03-09",
    )
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(" ", "\n", "\n\n", "\r\n", "\t")), {maxLength: 30})
      .map(parts => parts.flat().join(""))
    const label = fc.constantFrom("Een", "Twee", "Verhaal", "Plan", "Anders", "", "2. Gesprek (en)")
    const form = fc.array(fc.record({label, text, section: fc.constantFrom("", "a", "Plan")}), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(anyTemplate, form, (given, items) => {
        const {file, placed, unmapped} = bring(items, given)
        expect([...placed, ...unmapped].map(({at}) => at).toSorted((a, b) => a - b)).toEqual(
          items.map((_, i) => i),
        )
        const statements = new Map(
          [...statementsOf(file.content)].map(({statement}) => [statement.id, statement]),
        )
        for (const {at, section, field, statements: ids} of [...placed, ...unmapped]) {
          const item = items[at] as FormField
          const asked = wordsOf(item.text)
          if (field) {
            const value = file.record.fields[section]?.[field]?.value ?? ""
            const option = given.sections
              .find(one => one.id === section)
              ?.fields?.find(one => one.id === field)
              ?.options?.find(one => one.id === value)
            expect([value, ...Object.values(option?.label ?? {})].map(wordsOf)).toContainEqual(
              asked,
            )
            continue
          }
          const kept = ids.flatMap(id => wordsOf(plainText(statements.get(id) ?? {lines: []})))
          expect(kept.slice(kept.length - asked.length)).toEqual(asked)
          expect([[], wordsOf(item.label)]).toContainEqual(
            kept.slice(0, kept.length - asked.length),
          )
          for (const id of ids) statements.delete(id)
        }
        expect(statements.size).toBe(0)
      }),
      {seed: 3201, numRuns: 500},
    )
  })
})

describe("parseForm", () => {
  test("takes a list of labels with texts", () => {
    const form = [{label: "Plan", text: "Een.", page: "4"}]
    expect(parseForm(form)).toEqual(form)
    expect(parseForm(form)).not.toBe(form)
  })
  test.each([
    ["no list", {label: "a", text: "b"}],
    ["an empty list", []],
    ["no text", [{label: "a"}]],
    ["a text that is a number", [{label: "a", text: 3}]],
    ["another key", [{label: "a", text: "b", kind: "fact"}]],
    ["a text that is too long", [{label: "a", text: "x".repeat(20_001)}]],
    ["too many fields", Array.from({length: 1_001}, () => ({label: "a", text: "b"}))],
    ["a control character", [{label: "a", text: "b\u0007"}]],
    ["a reach into the prototype", JSON.parse('[{"label": "a", "text": "b", "__proto__": {}}]')],
  ])("refuses %s, with a reason", (_, value) => {
    expect(checkForm(value).length).toBeGreaterThan(0)
    expect(() => parseForm(value)).toThrow(FormatError)
  })
})
