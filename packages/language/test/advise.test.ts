// SPDX-License-Identifier: EUPL-1.2
import {compileRules, fixLabel, LanguageError} from "@wederhoor/language"
import type {Rule, StatementKind} from "@wederhoor/language"
import {describe, expect, test} from "vitest"
import {advise} from "./fixtures/advise.ts"
import {bare, sampleRule, writtenRules} from "./fixtures/rules.ts"

const categoriesOf = (text: string, kind: StatementKind = "fact"): string[] =>
  advise({kind, text}).map(hint => hint.category)
const matched = (text: string, kind: StatementKind = "fact"): string[] =>
  advise({kind, text}).map(hint => text.slice(hint.from, hint.to))

describe("quotations are never checked", () => {
  test.each([
    'Oma schreef op een kaart: "Vader is agressief."',
    "Oma schreef op een kaart: “Vader is agressief.”",
    "Oma schreef op een kaart: „Vader is agressief.”",
    "Oma schreef op een kaart: „Vader is agressief.“",
    "Oma schreef op een kaart: «Vader is agressief.»",
    "Oma schreef op een kaart: ‘Vader is agressief.’",
    "Oma schreef op een kaart: 'Vader is agressief.'",
    "Op de kaart staat: “Hij zei ‘lui en agressief’ en “kil” tegen mij, agressief dus.”",
    "Op de kaart staat: 'Die foto's van 's avonds zijn agressief.'",
    'Op de kaart staat: "Vader is agressief',
    'Op de kaart staat:"Vader is agressief."',
    'Op de kaart staat"Vader is agressief."',
    'Op de kaart staat 🙂"Vader is agressief."',
    "Op de kaart staat 🙂'Vader is agressief.'",
    'Op de kaart staat: " Vader is agressief. "',
    "Op de kaart staat: « Vader is agressief. »",
    'Op de kaart staat: "Vader is\nagressief en kil."',
  ])("quoted: %s", text => {
    expect(advise({kind: "fact", text})).toEqual([])
  })

  test.each([
    ["De foto's van vader: hij is agressief.", "agressief"],
    ["Vader kwam 's avonds. Hij is agressief.", "agressief"],
    ["Vader’s auto’s. Hij is agressief.", "agressief"],
    ['De plank is 5" breed. Vader is agressief.', "agressief"],
    ['"Dag." Vader is agressief.', "agressief"],
    ['Oma: "Dag." Vader is agressief. Oma: "Kil."', "agressief"],
  ])("not-quoted: %s", (text, word) => {
    expect(matched(text)).toEqual([word])
  })
})

describe("attribution", () => {
  test.each([
    "Moeder zegt dat vader agressief is.",
    "Volgens de juf is vader agressief.",
    "Vader is agressief, zegt moeder.",
    "Vader is agressief, aldus oma.",
    "Moeder geeft aan dat vader niet meewerkt en agressief is.",
    "Moeder noemt vader agressief.",
  ])("attributed: %s", text => {
    expect(advise({kind: "fact", text})).toEqual([])
  })

  test.each([
    "Volgens mij is vader agressief.",
    "Men zegt dat vader agressief is.",
    "Ik zeg dat vader agressief is.",
    "Moeder zegt dat het goed gaat, maar vader is agressief.",
    "Moeder zegt dat het goed gaat. Vader is agressief.",
    "Vader zegt niets en is agressief.",
    "Vader is agressief en zegt dat hij moe is.",
  ])("not-attributed: %s", text => {
    expect(categoriesOf(text)).toContain("value-judgement")
  })
})

describe("names and numerals", () => {
  test.each([
    "Mevrouw Kil en meneer De Boos kwamen langs.",
    "Vader bleef acht dagen.",
    "De ouders maakten bezwaar binnen acht weken.",
  ])("no-hint: %s", text => {
    expect(advise({kind: "fact", text})).toEqual([])
  })

  test.each([
    "Agressief was vader die dag.",
    "Vader: Agressief tegen Sem.",
    "- Agressief was hij.",
  ])("capital-at-the-start-is-no-name: %s", text => {
    expect(categoriesOf(text)).toContain("value-judgement")
  })
})

describe("inflection", () => {
  test.each([
    "agressieve",
    "hysterische",
    "kille",
    "grillige",
    "zorgelijke",
    "labiele",
    "slordige",
    "smerige",
    "vieze",
    "brutale",
    "onvolwassen",
  ])("adjective-inflects: %s", word => {
    expect(categoriesOf(`Hij gaf een ${word} indruk.`)).toContain("value-judgement")
  })

  test.each([
    ["lief", "lieve", "liefe"],
    ["dom", "domme", "dome"],
    ["boos", "boze", "boose"],
    ["raar", "rare", "raare"],
    ["goed", "goede", "goedde"],
    ["adequaat", "adequate", "adequaate"],
    ["handig", "handige", "handigge"],
    ["onfris", "onfrisse", "onfrise"],
    ["grijs", "grijze", "grijse"],
    ["half", "halve", "halfe"],
    ["blij", "blije", "blijje"],
    ["open", "open", "opene"],
  ])("spelling: %s → %s, not %s", (plain, inflected, wrong) => {
    const ruleSet = bare({...sampleRule, match: [`${plain}+e`]})
    const hits = (word: string): number =>
      advise({kind: "fact", text: `Een ${word} kind.`}, {ruleSet}).length
    expect([plain, inflected, wrong].map(hits)).toEqual([1, 1, 0])
  })
})

describe("sentences", () => {
  const words = (count: number): string => Array.from({length: count}, () => "bij").join(" ")
  const long = (text: string): number =>
    advise({kind: "fact", text}).filter(hint => hint.category === "long-sentence").length

  test("sentence-over-25-words: 25 is fine, 26 is long", () => {
    expect(long(`${words(25)}.`)).toBe(0)
    expect(long(`${words(26)}.`)).toBe(1)
  })

  test.each([
    "dhr. Bakker",
    "o.a. Noor",
    "d.d. Noor",
    "K. Smit",
    "mr. A.B. Smit",
    "nr. 4",
    "14.30 uur",
    "3.5 km",
  ])("abbreviation-ends-no-sentence: %s", middle => {
    expect(long(`Hij ${words(14)} ${middle} ${words(14)}.`)).toBe(1)
  })

  test.each([
    ". Daarna",
    "! Daarna",
    "? Daarna",
    ".” Daarna",
    ". “Daarna",
    "\nDaarna",
    "… Daarna",
    ". 3 keer",
  ])("sentence-ends: %s", middle => {
    expect(long(`Hij ${words(14)}${middle} ${words(14)}.`)).toBe(0)
  })

  test("quoted-words-do-not-count", () => {
    expect(long(`Moeder zei: “${words(40)}.”`)).toBe(0)
  })

  test("a-gap-never-crosses-punctuation", () => {
    expect(advise({kind: "fact", text: "Vader snapt het. Niet iedere buurman was er."})).toEqual([])
    expect(advise({kind: "fact", text: "Vader snapt, niet moeder."})).toEqual([])
  })
})

describe("waivers", () => {
  const text = "Op 3 mei was er bezoek. Vader is agressief. Daarna ging hij weg."
  const hash = (changed: string, kind: StatementKind = "fact"): string | undefined =>
    advise({kind, text: changed}).find(hint => hint.rule === "value-judgement/person")?.contextHash

  test("waived-hint-stays-away", () => {
    const waived = new Set([hash(text) ?? ""])
    expect(advise({kind: "fact", text}).length).toBe(1)
    expect(advise({kind: "fact", text}, {waived})).toEqual([])
  })

  test("waiver-survives-edits-elsewhere", () => {
    expect(hash(`Een heel nieuw begin. ${text}`)).toBe(hash(text))
    expect(hash(text.replace("ging hij weg", "bleef hij eten"))).toBe(hash(text))
  })

  test("waiver-falls-when-words-or-kind-change", () => {
    expect(hash(text.replace("Vader is", "Vader was"))).not.toBe(hash(text))
    expect(hash(text.replace("agressief", "dwingend"))).not.toBe(hash(text))
    expect(hash(text, "observation")).not.toBe(hash(text))
    expect(hash(text.replace("Vader", "Moeder"))).not.toBe(hash(text))
  })

  test("context-hash-is-pinned: the same in every runtime and release", () => {
    expect(hash("Vader is agressief.")).toBe("5a99b4d89bb9fb65")
  })
})

describe("configuration", () => {
  const text = "Vader is agressief."

  test("language-of-messages", () => {
    expect(advise({kind: "fact", text})[0]?.short).toContain("is een oordeel")
    expect(advise({kind: "fact", text}, {language: "en"})[0]?.short).toContain("is a judgement")
  })

  test("rules-switch-by-id", () => {
    const id = "value-judgement/person"
    expect(advise({kind: "fact", text}, {states: {[id]: "off"}})).toEqual([])
    expect(advise({kind: "fact", text}, {states: {[id]: "trial"}})[0]?.level).toBe("tip")
  })

  test("exempt-terms-give-no-hint", () => {
    expect(advise({kind: "fact", text}, {exempt: new Set(["agressief"])})).toEqual([])
  })

  test("replace-keeps-the-capital", () => {
    const [hint] = advise({kind: "fact", text: "Thans woont vader in Waterhoek."})
    expect(hint?.fixes).toEqual([{type: "replace", text: "Nu"}])
  })

  test("own-rules-run-beside-the-built-in", () => {
    const own: Rule = {
      ...sampleRule,
      match: ["zwoezelig+e ..1 kind"],
      not: ["wat zwoezelig"],
      example: ["Een zwoezelig kind.", "Een kind."],
      examples: {
        fires: ["Een zwoezelig kind.", "Een zwoezelige klein kind."],
        silent: ["Een wat zwoezelig kind.", "Een kind."],
      },
    }
    const ruleSet = compileRules([own])
    const ids = (text: string): readonly string[] =>
      advise({kind: "fact", text}, {ruleSet}).map(hint => hint.rule)
    expect(ids("Een zwoezelig kind.")).toEqual(["value-judgement/ours"])
    expect(ids("Een wat zwoezelig kind.")).toEqual([])
    expect(ids("Vader is agressief.")).toEqual(["value-judgement/person"])
    const alone = compileRules([own], {beside: null})
    expect(advise({kind: "fact", text: "Vader is agressief."}, {ruleSet: alone})).toEqual([])
  })

  test.each([
    "",
    "..2 kind",
    "kind ..2",
    "kind .. hier",
    "kind ..9 hier",
    "een ..1 twee ..1 drie ..1 vier",
    "Kind",
    "een| kind",
    "^",
    "<niets>",
    "a // b // c",
    "*kind",
    "*KINDEREN",
    "een\tkind",
    "een\nkind",
  ])("bad-pattern: '%s'", pattern => {
    expect(() => compileRules([{...sampleRule, match: [pattern]}])).toThrow(LanguageError)
  })

  test("bad-rule and duplicate-rule name the rule", () => {
    const first = sampleRule
    const code = (rules: readonly Rule[]): unknown => {
      try {
        compileRules(rules)
      } catch (error) {
        return error instanceof LanguageError && [error.code, error.at]
      }
      return "no error"
    }
    expect(code([first, first])).toEqual(["duplicate-rule", first.id])
    expect(code([{...first, id: "elsewhere/x"}])).toEqual(["bad-rule", "elsewhere/x"])
    expect(code([{...first, match: []}])).toEqual(["bad-rule", first.id])
    expect(code([{...first, id: "value-judgement/person"}])).toEqual([
      "duplicate-rule",
      "value-judgement/person",
    ])
  })

  test("every-fix-has-a-label", () => {
    for (const {fixes} of writtenRules) {
      for (const fix of fixes) {
        expect(fixLabel(fix)).not.toBe(fixLabel(fix, "en"))
        expect(fixLabel(fix)).not.toBe("Kies een andere soort")
      }
    }
  })
})

test("levelling-word-only-beside-violence", () => {
  expect(categoriesOf("Er was ruzie. Vader sloeg moeder.")).toEqual(["levelling"])
  expect(categoriesOf("Er was ruzie over geld.")).toEqual([])
})

test("abbreviation-explained-anywhere-is-explained", () => {
  expect(categoriesOf("De OTS liep af.")).toEqual(["abbreviation"])
  expect(categoriesOf("De OTS (toezicht door de rechter) liep af.")).toEqual([])
})

test("one-hint-per-category-and-place", () => {
  expect(matched("Moeder heeft geen zin en geen inzicht.")).toEqual(["geen zin", "geen inzicht"])
  expect(matched("Er zijn ernstige zorgen over Noor.")[0]).toBe("Er zijn ernstige zorgen")
})
