// SPDX-License-Identifier: EUPL-1.2

/** Every layout that comes with Wederhoor: safe, complete for every reader, and sound HTML. */
import {existsSync, readdirSync} from "node:fs"
import {join} from "node:path"
import {type Lang, words} from "@wederhoor/format"
import {
  checkCompleteness,
  checkTemplate,
  layoutFor,
  parseTemplate,
  renderReport,
  sampleReport,
} from "@wederhoor/render"
import {describe, expect, test} from "vitest"

import {root} from "../house/sources.ts"
import {everyLayer, exampleOf, kinds, layouts, shippedLayouts} from "./examples.ts"
import {faultsIn, unprinted} from "./sound.ts"

const langs = ["nl", "en"] as const
const partialsOf = (lang: Lang): Readonly<Record<string, string>> =>
  layoutFor(layouts, "", lang).partials

test("every kind of report has a layout in Dutch", () => {
  const folders = readdirSync(join(root, "templates")).filter(name =>
    existsSync(join(root, "templates", name, "template.json")),
  )
  expect(kinds).toEqual(folders.toSorted())
  expect(shippedLayouts.filter(([, lang]) => lang === "nl")).toHaveLength(folders.length + 1)
})

describe("what layouts share", () => {
  const sources = (lang: Lang): readonly string[] => [
    ...Object.values(partialsOf(lang)),
    ...shippedLayouts
      .filter(one => one[1] === lang)
      .map(([id]) => layoutFor(layouts, id, lang).source),
  ]
  test("both languages have the same words, and none is left over", () => {
    expect(Object.keys(partialsOf("nl")).toSorted()).toEqual(
      Object.keys(partialsOf("en")).toSorted(),
    )
    const all = langs.flatMap(sources).join("\n")
    const idle = Object.keys(partialsOf("nl")).filter(
      name => !all.includes(`{{> ${name}}}`) && !all.includes(`{{> ${name} `),
    )
    expect(idle).toEqual([])
  })
  test("no part is called with space before it on a line of its own: that would move people's words", () => {
    const moved = sources("nl").flatMap(
      source => source.match(/^[ \t]+\{\{> [^}]*\}\}[ \t]*$/gm) ?? [],
    )
    expect(moved).toEqual([])
  })
  test("the words for the layers are the words everywhere else", () => {
    for (const lang of langs)
      for (const [layer, label] of Object.entries(words.layer)) {
        const name = `words/layer${layer.charAt(0).toUpperCase()}${layer.slice(1)}`
        expect(partialsOf(lang)[name]).toBe(label[lang])
      }
  })
})

describe.each(shippedLayouts)("layout %s (%s)", (id, lang) => {
  const {source, partials} = layoutFor(layouts, id, lang)
  test("is safe whatever the data", () => {
    expect(checkTemplate(source, {partials})).toEqual([])
  })
  test("shows everything that must be read, plain or not, final or not", () => {
    expect(checkCompleteness(source, everyLayer(lang), {partials})).toEqual([])
    expect(checkCompleteness(source, sampleReport(lang), {partials})).toEqual([])
  })
  test("says on the front what it is, what it is for and what comes next, to a child as well", () => {
    const page = (final: boolean, plain: boolean): string => {
      const model = everyLayer(lang, 1)
      return renderReport(parseTemplate(source, {partials}), {
        ...model,
        final,
        reader: {...model.reader, plain},
      })
    }
    const pages = [page(false, false), page(false, true), page(true, false), page(true, true)]
    for (const html of pages)
      for (const word of ["words/why", "words/next"]) expect(html).toContain(partials[word])
    expect(new Set(pages).size).toBe(4)
  })
  test("marks every passage that is not shown, also when there are more", () => {
    const model = everyLayer(lang, 1)
    const [first, ...rest] = model.sections
    const gap = {...sampleReport(lang).sections[0]!.statements.at(-1)!, id: ""}
    const gaps = ["1.7", "1.8"].map(number => ({...gap, number, gap: `${gap.gap} (${number})`}))
    const html = renderReport(parseTemplate(source, {partials}), {
      ...model,
      sections: [{...first!, statements: [...first!.statements, ...gaps]}, ...rest],
    })
    for (const {gap: marker} of gaps) expect(html).toContain(marker)
    expect(faultsIn(html)).toEqual([])
  })
  test("prints no fixed word of the other language", () => {
    const other = partialsOf(lang === "nl" ? "en" : "nl")
    const html = renderReport(parseTemplate(source, {partials}), everyLayer(lang, 1))
    const strange = Object.entries(other).filter(
      ([name, text]) =>
        name.startsWith("words/") &&
        text !== partials[name] &&
        !/\{\{/.test(text) &&
        html.includes(`>${text}<`),
    )
    expect(strange).toEqual([])
  })
})

/** What a reader gets of the example of each kind. */
const copies = kinds.flatMap(
  kind =>
    [
      [kind, "nl", "parent", "final"],
      [kind, "nl", "child", "hearing"],
      [kind, "nl", "child", "final"],
      [kind, "en", "parent", "hearing"],
    ] as const,
)

describe.each(copies)("example %s in %s for a %s, %s", (kind, lang, reader, use) => {
  const model = exampleOf(kind, {lang, reader, use})
  const {source, partials} = layoutFor(layouts, kind, lang)
  const html = renderReport(parseTemplate(source, {partials}), model)

  test("is complete", () => {
    expect(checkCompleteness(source, model, {partials})).toEqual([])
    expect(model.reader.plain).toBe(reader === "child")
  })
  test("prints every section, statement and reaction where it belongs, once", () => {
    const marked = (name: string): readonly string[] =>
      [...html.matchAll(new RegExp(`\\sdata-${name}="([^"]*)"`, "g"))].map(found => found[1] ?? "")
    const sections = model.sections.map(section => section.id)
    expect(marked("section").toSorted()).toEqual(sections.toSorted())
    const statements = model.sections.flatMap(section => section.statements.map(one => one.id))
    expect(marked("statement").toSorted()).toEqual(statements.toSorted())
    const reactions = [
      ...model.reactions.map(one => one.id),
      ...model.sections.flatMap(one =>
        one.statements.flatMap(each => each.reactions.map(({id}) => id)),
      ),
    ]
    expect(marked("reaction").toSorted()).toEqual(reactions.toSorted())
  })
  test("prints every text it gets, and is sound", () => {
    expect(unprinted(parseTemplate(source, {partials}), model)).toEqual([])
    expect(faultsIn(html)).toEqual([])
  })
})
