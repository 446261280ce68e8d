// SPDX-License-Identifier: EUPL-1.2

/** Templates and requests from outside: what is taken, what is refused whole, and in which words. */
import {
  type Problem,
  FormatError,
  checkReportRequest,
  checkTemplate,
  describeProblem,
  kinds,
  parseReportRequest,
  parseTemplate,
} from "@wederhoor/format"
import goldenCase from "@wederhoor/templates/feitenonderzoek/noor-en-sem.json" with {type: "json"}
import goldenTemplate from "@wederhoor/templates/feitenonderzoek/template.json" with {type: "json"}
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import type {Json} from "./broken.ts"
import {persons, template} from "./builders.ts"

const seed = 20_260_402
const request: Json = {
  id: "noor-en-sem",
  template: goldenTemplate,
  persons: goldenCase.persons,
  fields: goldenCase.fields,
  lang: goldenCase.lang,
  content: goldenCase.content,
}
const changed = (value: object, change: (copy: Json) => void): Json => {
  const copy = structuredClone(value) as Json
  change(copy)
  return copy
}
const told = (problems: readonly Problem[]): string[] =>
  problems.map(({code, at}) => `${code} ${at}`)
const wrong = (change: (copy: Json) => void) => told(checkTemplate(changed(template, change)))
const wrongRequest = (change: (copy: Json) => void) =>
  told(checkReportRequest(changed(request, change)))

describe("what is in order is taken", () => {
  test("the template feitenonderzoek and the case “Noor en Sem”", () => {
    expect(checkTemplate(goldenTemplate)).toEqual([])
    expect(checkReportRequest(request)).toEqual([])
    expect(parseTemplate(goldenTemplate)).toEqual(goldenTemplate)
    expect(parseReportRequest(request)).toEqual(request)
  })
  test("it becomes a value of our own: a later change by the caller is not seen", () => {
    const mine = structuredClone(goldenTemplate)
    const parsed = parseTemplate(mine)
    mine.sections.length = 0
    expect(parsed.sections).toHaveLength(goldenTemplate.sections.length)
  })
})

describe("a template, by its schema", () => {
  const cases: [string, (copy: Json) => void, string][] = [
    ["a missing version", t => delete t["version"], "missing "],
    ["an unknown key", t => (t["colour"] = "blue"), "unknown-key /colour"],
    ["another format", t => (t["format"] = "wederhoor-template/2"), "not-in-list /format"],
    ["a title without words", t => (t["title"] = {}), "too-few /title"],
    ["an empty title", t => (t["title"] = {nl: ""}), "too-short /title/nl"],
    ["a version in words", t => (t["version"] = "twee"), "wrong-form /version"],
    ["an id with spaces", t => (t["id"] = "mijn sjabloon"), "wrong-form /id"],
    [
      "an unknown layer",
      t => (t["sections"][0].layer = "opinion"),
      "not-in-list /sections/0/layer",
    ],
    [
      "an unknown kind",
      t => (t["sections"][1].allows[0] = "rumour"),
      "not-in-list /sections/1/allows/0",
    ],
    ["no sections", t => (t["sections"] = []), "too-few /sections"],
    ["sections that are no list", t => (t["sections"] = {}), "wrong-type /sections"],
    [
      "an id that is too long",
      t => (t["sections"][0].id = "a".repeat(65)),
      "too-long /sections/0/id",
    ],
    [
      "a language tag that is none",
      t => (t["languages"] = ["Nederlands!"]),
      "wrong-form /languages/0",
    ],
  ]
  test.each(cases)("%s", (_, change, expected) => expect(wrong(change)).toContain(expected))
})

describe("a template, beyond its schema", () => {
  const cases: [string, (copy: Json) => void, string][] = [
    [
      "two sections with one id",
      t => (t["sections"][1].id = "questions"),
      "duplicate-id /sections/1/id",
    ],
    [
      "two fields with one id",
      t => (t["sections"][5].fields[1].id = "who"),
      "duplicate-id /sections/5/fields/1/id",
    ],
    [
      "two options with one id",
      t => (t["sections"][5].fields[2].options[1].id = "voluntary"),
      "duplicate-id /sections/5/fields/2/options/1/id",
    ],
    [
      "kind-in-section: a judgement in a section of facts",
      t => t["sections"][1].allows.push("judgement"),
      "kind-outside-layer /sections/1/allows/3",
    ],
    [
      "a fact in a section without layer",
      t => t["sections"][0].allows.push("fact"),
      "kind-outside-layer /sections/0/allows/1",
    ],
    [
      "a mixed section that calls itself facts",
      t => (t["sections"][5].title.nl = "Feiten en achtergrond"),
      "title-says-fact /sections/5/title/nl",
    ],
    [
      "a voice that calls itself facts, in English",
      t => (t["sections"][2].title.en = "The facts by the parents"),
      "title-says-fact /sections/2/title/en",
    ],
    [
      "a title that is not translated",
      t => delete t["sections"][0].title.en,
      "title-missing /sections/0/title",
    ],
    [
      "a right that is not translated",
      t => delete t["rights"].support.nl,
      "title-missing /rights/support",
    ],
    [
      "a choice from nothing",
      t => delete t["sections"][5].fields[2].options,
      "choice-without-options /sections/5/fields/2",
    ],
    [
      "a text with options",
      t => (t["sections"][5].fields[2].type = "text"),
      "options-without-choice /sections/5/fields/2/options",
    ],
    [
      "required, but nothing may stand there",
      t => Object.assign(t["sections"][0], {allows: [], required: true}),
      "section-cannot-be-filled /sections/0",
    ],
  ]
  test.each(cases)("%s", (_, change, expected) => expect(wrong(change)).toEqual([expected]))
  test("“Factors” is no fact, and a section of facts may say so", () => {
    expect(wrong(t => (t["sections"][3].title = {nl: "Factoren", en: "Factors"}))).toEqual([])
    expect(wrong(t => (t["sections"][1].title = {nl: "De feiten", en: "The facts"}))).toEqual([])
  })
})

describe("a request for a report", () => {
  const cases: [string, (copy: Json) => void, string][] = [
    ["an id that says too much", r => (r["id"] = "Noor van Dalen"), "wrong-form /id"],
    ["a language we do not speak", r => (r["lang"] = "fr"), "not-in-list /lang"],
    ["an unknown role", r => (r["persons"][0].role = "host"), "not-in-list /persons/0/role"],
    [
      "a birthday that is no day",
      r => (r["persons"][5].birthDate = "20-02-2013"),
      "wrong-form /persons/5/birthDate",
    ],
    [
      "a shielded text that stands everywhere",
      r => (r["persons"][3].shielded[0].text = "a"),
      "too-short /persons/3/shielded/0/text",
    ],
    [
      "the same person twice",
      r => r["persons"].push(r["persons"][0]),
      "duplicate-id /persons/10/id",
    ],
    [
      "a person called everyone",
      r => (r["persons"][9].id = "everyone"),
      "reserved-id /persons/9/id",
    ],
    ["a person called team", r => (r["persons"][9].id = "team"), "reserved-id /persons/9/id"],
    ["nobody who writes", r => (r["persons"][0].role = "coAuthor"), "no-author /persons"],
    [
      "nobody who reviews, though the template asks it",
      r => (r["persons"][2].role = "chair"),
      "no-reviewer /persons",
    ],
    [
      "party-heard: nobody to hear",
      r =>
        (r["persons"] = r["persons"].filter(
          (one: Json) => !["parent", "child"].includes(one["role"]),
        )),
      "no-party /persons",
    ],
    [
      "a template that is retired",
      r => (r["template"].status = "retired"),
      "template-not-active /template/status",
    ],
    [
      "a template that is wrong",
      r => (r["template"].sections[1].id = r["template"].sections[0].id),
      "duplicate-id /template/sections/1/id",
    ],
    [
      "fields of an unknown section",
      r => (r["fields"].vroeger = {x: "y"}),
      "unknown-section /fields/vroeger",
    ],
    ["an unknown field", r => (r["fields"].occasion.x = "y"), "unknown-field /fields/occasion/x"],
    [
      "a day that is none",
      r => (r["fields"].occasion.requestedOn = "gisteren"),
      "field-value /fields/occasion/requestedOn",
    ],
    [
      "content of an unknown section",
      r => (r["content"].sections[3].id = "vroeger"),
      "unknown-section /content/sections/3/id",
    ],
    [
      "a section twice",
      r => (r["content"].sections[0].id = "facts"),
      "duplicate-id /content/sections/3/id",
    ],
    [
      "a statement twice, in two sections",
      r => (r["content"].sections[4].statements[0].id = "s1"),
      "duplicate-id /content/sections/4/statements/0/id",
    ],
    [
      "a source twice",
      r => (r["content"].sources[1].id = "brp"),
      "duplicate-id /content/sources/1/id",
    ],
    [
      "statements where nobody writes",
      r =>
        r["content"].sections[2].statements.push({
          ...r["content"].sections[1].statements[0],
          id: "x",
        }),
      "computed-section /content/sections/2/statements",
    ],
    [
      "an unknown kind",
      r => (r["content"].sections[1].statements[0].kind = "rumour"),
      "not-in-list /content/sections/1/statements/0/kind",
    ],
    [
      "an unknown attribute",
      r => (r["content"].sections[1].statements[0].attrs.mood = "x"),
      "unknown-key /content/sections/1/statements/0/attrs/mood",
    ],
    [
      "an unknown mark",
      r => (r["content"].sections[1].statements[0].lines[0][0].marks = ["blink"]),
      "not-in-list /content/sections/1/statements/0/lines/0/0/marks/0",
    ],
    [
      "a date that is none",
      r => (r["content"].sources[0].date = "11 maart"),
      "wrong-form /content/sources/0/date",
    ],
  ]
  test.each(cases)("%s", (_, change, expected) => expect(wrongRequest(change)).toContain(expected))
  test("unfinished content is welcome: rules judge it later", () => {
    expect(wrongRequest(r => (r["content"] = {sections: [], sources: []}))).toEqual([])
    expect(wrongRequest(r => delete r["content"])).toEqual([])
    expect(wrongRequest(r => (r["fields"].occasion.requestedOn = ""))).toEqual([])
  })
})

describe("hostile input is refused whole", () => {
  const first = (value: unknown): string => told(checkTemplate(value))[0] ?? "taken"
  const deep = (levels: number): unknown => (levels === 0 ? 1 : {a: deep(levels - 1)})
  const parse = (text: string): unknown => JSON.parse(text)
  class Template_ {
    format = "wederhoor-template/1"
  }
  test.each<[string, unknown, string]>([
    [
      "a prototype key",
      parse('{"title": {"__proto__": {"nl": "x"}}}'),
      "forbidden-key /title/__proto__",
    ],
    ["a constructor", parse('{"constructor": {"prototype": {}}}'), "forbidden-key /constructor"],
    ["21 levels", deep(21), `too-deep ${"/a".repeat(20)}`],
    ["too many values", Array.from({length: 300_001}, () => 0), "too-large /299999"],
    ["too long a text", "x".repeat(10_000_001), "too-large "],
    ["a class", new Template_(), "not-json "],
    ["a date", {format: new Date(0)}, "not-json /format"],
    ["a function", {format: () => 1}, "not-json /format"],
    [
      "an accessor",
      Object.defineProperty({}, "format", {enumerable: true, get: () => "x"}),
      "not-json /format",
    ],
    ["a list with holes", {sections: Object.assign([], {1: 1})}, "not-json /sections"],
    ["a list with a name", Object.assign([1], {x: 1}), "not-json "],
    ["a symbol", {[Symbol("x")]: 1}, "not-json "],
    ["not a number", {format: Number.NaN}, "not-json /format"],
    ["half a character", {format: "\ud800"}, "unprintable /format"],
    ["a control character", {format: "a\u0000b"}, "unprintable /format"],
    ["nothing", undefined, "not-json "],
    ["null", null, "wrong-type "],
  ])("%s", (_, value, expected) => expect(first(value)).toBe(expected))
  test("a value that contains itself", () => {
    const loop: Json = {}
    loop["a"] = loop
    expect(first(loop)).toMatch(/^too-deep/)
  })
  test("a proxy that throws", () => {
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("boo")
        },
      },
    )
    expect(first(trap)).toBe("not-json ")
  })
  test("a text with a million braces is a text, and patterns take no long time", () => {
    expect(wrong(t => (t["id"] = "a-".repeat(100_000)))).toContain("too-long /id")
    expect(wrong(t => (t["version"] = "1".repeat(100_000)))).toContain("too-long /version")
  })
  test("at most 100 problems are told", () => {
    const many = changed(template, t => (t["sections"] = Array.from({length: 100}, () => ({}))))
    expect(checkTemplate(many)).toHaveLength(100)
  })
  test(`neither check ever throws, and every problem has words (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        fc.anything({withNullPrototype: true, withBigInt: true, withDate: true, withMap: true}),
        value => {
          for (const problem of [...checkTemplate(value), ...checkReportRequest(value)])
            expect(describeProblem(problem).what).not.toBe(problem.code)
        },
      ),
      {seed, numRuns: 300},
    )
  })
  test(`one value broken somewhere is refused or taken, never half (seed ${seed})`, () => {
    const paths = fc.array(fc.nat(30), {minLength: 1, maxLength: 6})
    const junk = fc.constantFrom<unknown>(null, 0, "", "x", [], {}, true, "__proto__", -1)
    fc.assert(
      fc.property(paths, junk, (path, value) => {
        const broken = structuredClone(request)
        let at: Json = broken
        for (const step of path.slice(0, -1)) {
          const keys = Object.keys(at)
          const next: unknown = at[keys[step % (keys.length || 1)] ?? ""]
          if (typeof next !== "object" || next === null) break
          at = next
        }
        const keys = Object.keys(at)
        at[keys[(path.at(-1) ?? 0) % (keys.length || 1)] ?? "x"] = value
        const problems = checkReportRequest(broken)
        const outcome = problems.length === 0 ? "taken" : "refused"
        let parsed = "taken"
        try {
          parseReportRequest(broken)
        } catch (error) {
          parsed =
            error instanceof FormatError && error.at === problems[0]?.at ? "refused" : "broken"
        }
        expect(parsed).toBe(outcome)
      }),
      {seed, numRuns: 300},
    )
  })
})

describe("words", () => {
  test("an error names the place, what is wrong and what to do, for every problem", () => {
    const bad = changed(template, t => {
      t["version"] = "x"
      delete t["title"]
    })
    let error: unknown
    try {
      parseTemplate(bad)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(FormatError)
    expect(error).toMatchObject({code: "missing", at: ""})
    expect((error as FormatError).message).toBe(
      "/: “title” is missing. Add it.\n/version: This is not a valid version. Write three numbers with dots between them: 1.0.0.",
    )
  })
  test("in Dutch by default, without Ajv's English, with the values filled in", () => {
    const [problem] = checkTemplate(changed(template, t => (t["sections"][1].allows[0] = "rumour")))
    expect(describeProblem(problem as Problem)).toEqual({
      what: "Deze waarde kennen we hier niet.",
      todo: `Kies uit: ${Object.keys(kinds).join(", ")}.`,
    })
    expect(describeProblem({code: "nieuw", at: ""})).toEqual({what: "nieuw", todo: ""})
    expect(describeProblem({code: "toString", at: ""})).toEqual({what: "toString", todo: ""})
  })
})

test("the persons and template of these tests make a request in order", () => {
  expect(checkReportRequest({id: "p", template, persons, fields: {}, lang: "nl"})).toEqual([])
})
