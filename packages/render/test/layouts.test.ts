// SPDX-License-Identifier: EUPL-1.2
import {
  layoutFor,
  layoutsOf,
  parseLayouts,
  parseTemplate,
  RenderError,
  renderReport,
  sampleReport,
} from "@wederhoor/render"
import {describe, expect, test} from "vitest"
import {inOne, layouts, shippedLayouts} from "./shipped.ts"

const langs = ["nl", "en"] as const

describe("which layout a report gets", () => {
  test("every kind has one in Dutch; fact-finding and the explanatory analysis in English as well", () => {
    expect(shippedLayouts.filter(([, lang]) => lang === "en").map(([id]) => id)).toEqual(
      expect.arrayContaining(["", "feitenonderzoek", "verklarende-analyse"]),
    )
  })
  test("without one of its own, the general one in its own language, never a mix", () => {
    const [dutch, english] = langs.map(lang => layoutFor(layouts, "veiligheidskaart", lang))
    expect(dutch?.source).toBe(layouts.kinds?.["veiligheidskaart"]?.nl)
    expect(english).toEqual({source: layouts.general.en, partials: layouts.partials?.en})
    expect(layoutFor(layouts, "own-format", "nl").source).toBe(layouts.general.nl)
    expect(layoutFor(layouts, "constructor", "nl").source).toBe(layouts.general.nl)
  })
  test("one for all needs nothing else", () => {
    const layoutOf = parseLayouts({general: {nl: "<p>{{title}}</p>", en: "<h1>{{title}}</h1>"}})
    expect(layoutOf("veiligheidsplan", "nl").source).toBe("<p>{{title}}</p>")
    expect(layoutOf("veiligheidsplan", "en").source).toBe("<h1>{{title}}</h1>")
  })
  test("a faulty layout is refused before anybody needs it", () => {
    const general = {nl: "<p>{{title}}</p>", en: "<p>{{title}}</p>"}
    const refused = (kind: string) => (): unknown => parseLayouts({general, kinds: {x: {en: kind}}})
    expect(refused("{{{title}}}")).toThrow(RenderError)
    expect(refused("{{> parts/none}}")).toThrow(RenderError)
    expect(refused("{{title}}")).not.toThrow()
  })
  test("files that do not hold what they should are refused", () => {
    const both = {"parts/report.nl.hbs": "a", "parts/report.en.hbs": "b"}
    expect(() => layoutsOf({"parts/report.nl.hbs": "a"})).toThrow("parts/report.en.hbs is missing")
    expect(() => layoutsOf({...both, "parts/words.nl.json": "{"})).toThrow(SyntaxError)
    expect(() => layoutsOf({...both, "parts/words.en.json": '{"a": 1}'})).toThrow(TypeError)
    expect(() => layoutsOf({...both, "parts/words.en.json": "[null]"})).toThrow(TypeError)
    expect(
      layoutsOf({...both, "parts/a.hbs": "c", "x/report.nl.hbs": "d", "x/y/z.hbs": "e"}),
    ).toEqual({
      general: {nl: "a", en: "b"},
      kinds: {x: {nl: "d"}},
      partials: {nl: {"parts/a": "c"}, en: {"parts/a": "c"}},
    })
  })
})

describe("a layout", () => {
  test.each(shippedLayouts)("%s (%s) is the same with its parts written out", (id, lang) => {
    const layout = layoutFor(layouts, id, lang)
    const model = sampleReport(lang)
    const squeezed = (html: string): string => html.replaceAll(/\s+/g, " ")
    expect(squeezed(renderReport(parseTemplate(inOne(layout)), model))).toBe(
      squeezed(renderReport(parseTemplate(layout.source, layout), model)),
    )
  })
})
