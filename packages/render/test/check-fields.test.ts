// SPDX-License-Identifier: EUPL-1.2

/** A template against the report it is for: fields, lists, levels, helpers, loops. */
import {
  checkTemplate,
  parseTemplate,
  renderTemplate,
  reportShape,
  sampleReport,
} from "@wederhoor/render"
import type {CheckOptions, DeclaredHelper, Helper, Shape, TemplateFinding} from "@wederhoor/render"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {shipped} from "./demo.ts"

const eq: DeclaredHelper = {
  call: (a, b) => a === b,
  params: [
    ["string", "number", "boolean"],
    ["string", "number", "boolean"],
  ],
  returns: "boolean",
  prints: false,
}
const count: DeclaredHelper = {
  call: list => (Array.isArray(list) ? list.length : 0),
  params: [["list"]],
  named: {from: ["number"]},
  returns: "number",
}
const join: DeclaredHelper = {
  call: (...values) => JSON.stringify(values),
  params: [["string"], ["string", "none"]],
  rest: ["string"],
  returns: "string",
}
const bare: Helper = value => value
const helpers = {eq, count, join, bare}

function found(source: string, options: CheckOptions = {}): readonly TemplateFinding[] {
  return checkTemplate(source, {helpers, ...options})
}

const reactions =
  "{{#each sections as |s|}}{{#each s.statements as |p|}}{{#each p.reactions as |r|}}"
const end = "{{/each}}{{/each}}{{/each}}"

describe("a field that is not there is named, with its place and what would do", () => {
  test.each([
    // A slip of the pen.
    ["{{titel}}", "unknown-field", "titel", /Do you mean title\?/],
    ["{{reader.nmae}}", "unknown-field", "reader.nmae", /Do you mean reader\.name\?/],
    ["{{@root.reader.lable}}", "unknown-field", "@root.reader.lable", /reader\.label\?/],
    ["{{this.statuss}}", "unknown-field", "this.statuss", /Do you mean status\?/],
    ["{{#if finaal}}x{{/if}}", "unknown-field", "finaal", /Do you mean final\?/],
    ["{{#each section as |s|}}x{{/each}}", "unknown-field", "section", /Do you mean sections\?/],
    [
      `${reactions}{{r.answer.labels}}${end}`,
      "unknown-field",
      "r.answer.labels",
      /answer\.label\?/,
    ],
    ["{{bare (bare titel)}}", "unknown-field", "titel", /title/],
    ["{{#with reader as |x|}}{{x.plan}}{{/with}}", "unknown-field", "x.plan", /x\.plain\?/],
    // Nothing near: what there is.
    ["{{reader.qqqq}}", "unknown-field", "reader.qqqq", /These are here: name, label, plain\./],
    // Another level.
    [
      "{{#each sections}}{{controlCode}}{{/each}}",
      "wrong-level",
      "controlCode",
      /@root\.controlCode/,
    ],
    ["{{#each sections as |s|}}{{controlCode}}{{/each}}", "wrong-level", "controlCode", /@root/],
    ["{{label}}", "wrong-level", "label", /write reader\.label\./],
    [
      "{{#each sections as |s|}}{{#each s.statements}}{{group}}{{/each}}{{/each}}",
      "wrong-level",
      "group",
      /write s\.group\./,
    ],
    [`${reactions}{{r.text}}${end}`, "wrong-level", "r.text", /write r\.answer\.text\./],
    [`${reactions}{{r.kind}}${end}`, "wrong-level", "r.kind", /write p\.kind\./],
    // Fields of what has none.
    ["{{title.length}}", "unknown-field", "title.length", /title has no fields/],
    ["{{sections.title}}", "wrong-level", "sections.title", /@root\.title|write title/],
    ["{{reactions.lines}}", "unknown-field", "reactions.lines", /reactions is a list/],
    ["{{#each rights}}{{name}}{{/each}}", "unknown-field", "name", /no fields/],
    ["{{constructors}}", "unknown-field", "constructors", /\./],
    ["{{toString}}", "unknown-field", "toString", /\./],
    ["{{reader.hasOwn}}", "unknown-field", "reader.hasOwn", /\./],
    // Groups and lists are no text.
    ["{{reader}}", "prints-object", "reader", /Name a field/],
    ["{{sections}}", "prints-object", "sections", /each/],
    ["{{this}}", "prints-object", "this", /./],
    ["{{#each sections}}{{this}}{{/each}}", "prints-object", "this", /./],
    ["{{@root}}", "prints-object", "@root", /./],
    // No lists.
    ["{{#each title}}x{{/each}}", "not-a-list", "title", /Print the value/],
    ["{{#each reader as |x|}}x{{/each}}", "not-a-list", "reader", /with/],
    ["{{#each @root as |x|}}x{{/each}}", "not-a-list", "@root", /Lists in it: persons/],
    ["{{#each gaps}}x{{/each}}", "not-a-list", "gaps", /./],
    ['{{#each "x"}}x{{/each}}', "not-a-list", "x", /./],
    // Loops.
    ["{{@index}}", "outside-loop", "@index", /within \{\{#each/],
    ["{{#with reader}}{{@first}}{{/with}}", "outside-loop", "@first", /./],
    ["{{#each rights}}x{{else}}{{@key}}{{/each}}", "outside-loop", "@key", /./],
    // Helpers.
    ["{{#if (eq title)}}x{{/if}}", "arguments", "eq", /It got 1; give 2\./],
    ["{{#if (eq title 'a' 'b')}}x{{/if}}", "arguments", "eq", /It got 3; give 2\./],
    ["{{#if (eq reader 'a')}}x{{/if}}", "argument-type", "eq … reader", /text or a number/],
    ["{{#if (eq sections.[0] 'a')}}x{{/if}}", "argument-type", "eq … sections.0", /./],
    ["{{count title}}", "argument-type", "count … title", /a list/],
    ["{{count sections to=2}}", "arguments", "count to=", /Possible are: from/],
    ["{{count sections from='x'}}", "argument-type", "count … x", /a number/],
    ["{{join gaps}}", "argument-type", "join … gaps", /text/],
    ["{{join (count rights)}}", "argument-type", "join … (count …)", /text/],
    ["{{join title status 3}}", "argument-type", "join … 3", /text/],
    ["{{eq title 'a'}}", "not-for-print", "eq", /#if/],
  ])("%s → %s", (source, code, what, hint) => {
    const made = found(`<p>\n  ${source}</p>`)
    expect(made.map(each => [each.code, each.found])).toEqual([[code, what]])
    const [first] = made
    expect(first?.at.line).toBe(2)
    expect(first?.hint["en"]).toMatch(hint)
    expect(first?.text["nl"]).toMatch(/\.$/)
    expect(first?.hint["nl"]).toMatch(/[.?]$/)
  })

  test.each([
    "{{title}} {{version}} {{reader.name}} {{@root.title}} {{this.title}} {{./title}}",
    "{{sections.length}} {{sections.0.title}} {{sections.[0].title}}",
    "{{#each sections as |title|}}{{title.title}}{{/each}}",
    "{{#each sections}}{{#if @first}}{{@index}}{{@key}}{{@last}}{{/if}}{{title}}{{/each}}",
    "{{#with reader}}{{name}}{{else}}{{title}}{{/with}}",
    `${reactions}{{#with r.answer}}{{text}}{{/with}}{{#if r.answer}}{{r.answer.by}}{{/if}}${end}`,
    "{{join title}} {{join title status title}} {{count sections from=2}} {{bare reader}}",
    "{{join (join title) status}} {{#if (eq version 1)}}x{{/if}}",
  ])("%s is fine", source => {
    expect(found(source)).toEqual([])
  })

  test.each(["nl", "en"] as const)("the shipped report (%s) names only what there is", lang => {
    expect(checkTemplate(shipped(lang))).toEqual([])
  })

  test("all at once, in reading order, partials last", () => {
    const made = found(
      "<p>{{titel}}\n{{> regel}}{{#each reader}}{{/each}}</p><i>{{@index}}{{reader}}{{> regel}}</i><b onclick='x'>{{lang}}</b>",
      {partials: {regel: "{{nmae}}"}},
    )
    expect(made.map(({code, at}) => [code, at.line, at.column, at.partial])).toEqual([
      ["unknown-field", 1, 6, undefined],
      ["not-a-list", 2, 20, undefined],
      ["outside-loop", 2, 46, undefined],
      ["prints-object", 2, 54, undefined],
      ["attribute-not-allowed", 2, 89, undefined],
      ["unknown-field", 1, 3, "regel"],
    ])
  })

  test("other data than a report can be described, or left alone", () => {
    expect(found("{{a.b}}", {data: {type: "any"}})).toEqual([])
    const data = {type: "group", fields: {naam: {type: "string"}}} as const
    expect(found("{{naam}}{{title}}", {data}).map(each => each.found)).toEqual(["title"])
    const map = {type: "map", of: {type: "list", of: {type: "string"}}} as const
    expect(
      found("{{#each this as |x k|}}{{k}}{{#each x}}{{this}}{{/each}}{{/each}}", {data: map}),
    ).toEqual([])
  })
})

describe("partials are walked with the data they get", () => {
  test("context and named values", () => {
    const partials = {wie: "{{name}}{{van}}{{label}}"}
    expect(found("{{> wie reader van=title}}", {partials})).toEqual([])
    expect(found("{{> wie reader}}", {partials}).map(each => each.found)).toEqual(["van"])
    expect(found("{{> wie van=title}}", {partials}).map(each => each.found)).toEqual([
      "name",
      "label",
    ])
  })

  test("block parameters do not reach into a partial, a loop around it does", () => {
    const partials = {p: "{{s.title}}{{@index}}"}
    expect(
      found("{{#each sections as |s|}}{{> p}}{{/each}}", {partials}).map(each => each.found),
    ).toEqual(["s.title"])
  })

  test("fan-out does not make it slow: each partial once per kind of data", () => {
    const partials: Record<string, string> = {p0: "{{titel}}"}
    for (let index = 1; index < 20; index += 1)
      partials[`p${index}`] = `{{> p${index - 1} a=title}}{{> p${index - 1} a=status}}`
    expect(found("{{> p19}}", {partials}).map(each => each.found)).toEqual(["titel"])
  })
})

describe("every value of the model", () => {
  const leaves: string[] = []
  const visit = (shape: Shape, at: string): void => {
    if (shape.type === "group")
      for (const [name, inner] of Object.entries(shape.fields))
        visit(inner, at === "" ? name : `${at}.${name}`)
    else if (shape.type === "list") visit(shape.of, `${at}.[0]`)
    else leaves.push(at)
  }
  visit(reportShape, "")

  test("can be named, and is suggested when two letters are swapped or one is doubled", () => {
    expect(leaves.length).toBeGreaterThan(90)
    for (const leaf of leaves) {
      expect([leaf, found(`{{${leaf}}}`)]).toEqual([leaf, []])
      const name = /[^.[\]]+$/.exec(leaf)?.[0] ?? ""
      if (name === "" || name.length < 3) continue
      const swapped = `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`
      for (const slip of [swapped, name + name.at(-1)]) {
        if (slip === name) continue
        const [first] = found(`{{${leaf.slice(0, -name.length)}${slip}}}`)
        const near = leaf.replaceAll(/\[(\d)\]/g, "$1")
        expect([slip, first?.hint["nl"]]).toEqual([slip, `Bedoelt u ${near}?`])
      }
    }
  })
})

describe("law: what the check accepts prints no object, what it calls unknown prints nothing", () => {
  const names = [
    "title",
    "reader",
    "sections",
    "name",
    "0",
    "statements",
    "lines",
    "runs",
    "text",
  ].concat(["reactions", "answer", "by", "length", "gaps", "titel", "persons", "source"])
  const path = fc
    .array(fc.constantFrom(...names), {minLength: 1, maxLength: 6})
    .map(parts => parts.map(part => (part === "0" ? "[0]" : part)).join("."))

  test("5 000 random paths against the sample (seed 20260321)", () => {
    const model = sampleReport("nl")
    const tally: Record<string, number> = {}
    fc.assert(
      fc.property(path, each => {
        const [first] = found(`{{${each}}}`)
        const code = first?.code ?? "none"
        tally[code] = (tally[code] ?? 0) + 1
        const render = (): string => renderTemplate(parseTemplate(`{{${each}}}`), model)
        if (code === "prints-object") expect(render).toThrow("prints-object")
        else if (code !== "none") expect(render()).toBe("")
        else expect(render).not.toThrow()
      }),
      {seed: 20260321, numRuns: 5000},
    )
    expect(tally["none"]).toBeGreaterThan(50)
    expect(tally["unknown-field"]).toBeGreaterThan(1000)
    expect(tally["prints-object"]).toBeGreaterThan(100)
  })
})
