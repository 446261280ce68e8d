// SPDX-License-Identifier: EUPL-1.2
import {describe, expect, test} from "vitest"
import {checkTemplate, parseTemplate, RenderError, renderTemplate} from "@wederhoor/render"
import type {Helper, TemplateOptions} from "@wederhoor/render"

const helpers: Readonly<Record<string, Helper>> = {
  eq: (a, b) => a === b,
  echo: value => value,
  fail: () => {
    throw new Error("Noor van Dalen")
  },
}
const partials = {deel: "[{{a}}]"}
const options: TemplateOptions = {helpers, partials}

function refusal(act: () => unknown): RenderError {
  try {
    act()
  } catch (error) {
    if (error instanceof RenderError) return error
    throw error
  }
  throw new Error("was not refused")
}

function render(source: string, data: unknown = {}): string {
  return renderTemplate(parseTemplate(source, options), data)
}

describe("what is Handlebars but not ours is refused, with its place and what would do", () => {
  test.each([
    ["{{{a}}}", "raw-output"],
    ["{{&a}}", "raw-output"],
    ["{{{{if a}}}} x {{{{/if}}}}", "raw-output"],
    ["{{{echo a}}}", "raw-output"],
    ["{{*n}}", "decorator"],
    ["{{#*inline 'x'}}y{{/inline}}", "decorator"],
    ["{{> (lookup . 'a')}}", "dynamic-partial"],
    ["{{> (echo a)}}", "dynamic-partial"],
    ["{{#> deel}}x{{/deel}}", "partial-block"],
    ["{{> weg}}", "unknown-partial"],
    ["{{> @partial-block}}", "unknown-partial"],
    ["{{> constructor}}", "unknown-partial"],
    ["{{> __proto__}}", "unknown-partial"],
    ["{{> deel a b}}", "arguments"],
    ["{{log a}}", "reserved-name"],
    ["{{echo (log a)}}", "reserved-name"],
    ["{{lookup a 'b'}}", "reserved-name"],
    ["{{helperMissing}}", "reserved-name"],
    ["{{#blockHelperMissing a}}{{/blockHelperMissing}}", "unknown-block"],
    ["{{if a}}", "reserved-name"],
    ["{{constructor}}", "reserved-name"],
    ["{{a.constructor.constructor}}", "reserved-name"],
    ["{{a.__proto__.b}}", "reserved-name"],
    ["{{a.[__proto__]}}", "reserved-name"],
    ["{{a.[__lookupGetter__]}}", "reserved-name"],
    ["{{#with a as |constructor|}}{{/with}}", "name-clash"],
    ["{{> deel __proto__=a}}", "reserved-name"],
    ["{{#a}}x{{/a}}", "unknown-block"],
    ["{{^a}}x{{/a}}", "unknown-block"],
    ["{{#echo a}}x{{/echo}}", "unknown-block"],
    ["{{#a.each b}}x{{/a.each}}", "unknown-block"],
    ["{{#each a as |x|}}{{../b}}{{/each}}", "climbs-up"],
    ["{{#if ../a}}{{/if}}", "climbs-up"],
    ["{{echo (echo ../a)}}", "climbs-up"],
    ["{{weg a}}", "unknown-helper"],
    ["{{echo (weg a)}}", "unknown-helper"],
    ["{{toString a}}", "unknown-helper"],
    ["{{a.b c}}", "unknown-helper"],
    ["{{@partial-block}}", "unknown-data"],
    ["{{@level}}", "unknown-data"],
    ["{{#each a as |x index|}}{{@index}}{{/each}}", "name-clash"],
    ["{{#each a as |x x|}}{{x}}{{/each}}", "name-clash"],
    ["{{#each a as |echo|}}{{echo}}{{/each}}", "name-clash"],
    ["{{#each a b}}{{/each}}", "arguments"],
    ["{{#if}}{{/if}}", "arguments"],
    ["{{#if a b=1}}{{/if}}", "arguments"],
    ["{{#if a as |x|}}{{/if}}", "arguments"],
    ["{{'a'}}", "reserved-name"],
    ["{{1}}", "reserved-name"],
    ["{{#if a}}", "syntax"],
    ["{{#if a}}{{/each}}", "syntax"],
    ["{{a", "syntax"],
    ["{{a.this}}", "syntax"],
  ])("%s → %s", (source, code) => {
    const error = refusal(() => parseTemplate(`eerste regel\n ${source}`, options))
    expect(error.code).toBe(code)
    expect(error.at.line).toBe(2)
    expect(error.message).toContain("line 2, column")
    for (const lang of ["nl", "en"]) {
      expect(error.text[lang]).toMatch(/\.$/)
      expect(error.hint[lang]).toMatch(/\.$/)
    }
    expect(checkTemplate(`eerste regel\n ${source}`, options).map(each => each.code)).toContain(
      code,
    )
  })

  test("checkTemplate names all of them, in reading order", () => {
    const found = checkTemplate("{{{a}}}\n  {{log b}}\n{{#each ../c}}{{/each}}", options)
    expect(found.map(({code, at}) => [code, at.line, at.column])).toEqual([
      ["raw-output", 1, 1],
      ["reserved-name", 2, 3],
      ["climbs-up", 3, 9],
    ])
  })

  test("a syntax tree in place of a source is refused", () => {
    const tree = {type: "Program", body: [{type: "NumberLiteral", value: "alert(1)"}]}
    expect(refusal(() => parseTemplate(tree as unknown as string)).code).toBe("syntax")
  })

  test("a partial that leads back to itself is refused, in either spelling", () => {
    const loop = {partials: {a: "{{#if x}}{{> b}}{{/if}}", b: "{{> a}}"}}
    expect(refusal(() => parseTemplate("{{> a}}", loop)).code).toBe("partial-cycle")
    expect(checkTemplate("{{> a}}", loop)[0]?.code).toBe("partial-cycle")
  })

  test("a fault in a partial names the partial", () => {
    const error = refusal(() => parseTemplate("{{> p}}", {partials: {p: "x\n{{{y}}}"}}))
    expect(error.at).toEqual({line: 2, column: 1, partial: "p"})
  })
})

describe("data is JSON and nothing else", () => {
  test("no prototype, no fields of strings, no functions", () => {
    const data: unknown = JSON.parse('{"a":{},"s":"tekst","l":[1,2],"__proto__":{"q":"diep"}}')
    expect(render("{{a.toString}}{{s.length}}{{q}}{{a.valueOf}}", data)).toBe("")
    expect(render("{{l.length}}{{l.[1]}}", data)).toBe("22")
    let called = 0
    const live = {f: () => (called += 1), o: {g: () => (called += 1)}, list: [() => (called += 1)]}
    expect(render("{{f}}{{#if f}}x{{/if}}{{o.g}}{{#with f}}y{{/with}}", live)).toBe("")
    expect(called).toBe(0)
  })

  test("null, undefined and missing print nothing; a group cannot be printed", () => {
    expect(render("[{{a}}{{b}}{{c.d.e}}]", {a: null, b: undefined})).toBe("[]")
    expect(refusal(() => render("\n{{a}}", {a: {}})).code).toBe("prints-object")
    expect(refusal(() => render("{{a}}", {a: []})).message).toContain("a is a group or a list")
  })

  test("values are escaped in text, in attributes and from helpers", () => {
    const hostile = `<script>alert(1)</script>"'\`=&{{x}}`
    const safe = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&#x60;&#x3D;&amp;{{x}}"
    expect(render('{{a}}<p title="{{echo a}}">', {a: hostile})).toBe(`${safe}<p title="${safe}">`)
    expect(render("{{echo a}}", {a: "<b>"})).toBe("&lt;b&gt;")
  })

  test("a failing helper does not put its words, which may be the report's, into the error", () => {
    const error = refusal(() => render("{{fail}}"))
    expect(error.code).toBe("helper-failed")
    expect(error.message).not.toContain("Noor")
  })

  test("a template that did not come from parseTemplate is not rendered", () => {
    expect(refusal(() => renderTemplate({source: "{{a}}"}, {})).code).toBe("syntax")
  })
})

describe("budgets", () => {
  const list = Array.from({length: 200}, (_, index) => index)
  test("steps: a cubic loop stops", () => {
    const source = "{{#each @root.l}}{{#each @root.l}}{{#each @root.l}}x{{/each}}{{/each}}{{/each}}"
    expect(refusal(() => render(source, {l: list})).code).toBe("step-budget")
  })
  test("output: many long lines stop, indented partials included", () => {
    const template = parseTemplate("{{#each l}}\n  {{> p}}\n{{/each}}", {
      partials: {p: `${"regel\n".repeat(50)}`},
    })
    expect(refusal(() => renderTemplate(template, {l: list}, {output: 70_000})).code).toBe(
      "output-budget",
    )
    expect(renderTemplate(template, {l: list}, {output: 80_000})).toHaveLength(200 * 50 * 8)
  })
  test("nesting: blocks inside each other, partials included", () => {
    const template = parseTemplate("{{#if a}}{{> p}}{{/if}}", {partials: {p: "{{#if a}}x{{/if}}"}})
    expect(renderTemplate(template, {a: 1}, {nesting: 3})).toBe("x")
    expect(refusal(() => renderTemplate(template, {a: 1}, {nesting: 2})).code).toBe(
      "nesting-budget",
    )
  })
  test("a budget is per render: a template stays usable after a refusal", () => {
    const template = parseTemplate("{{#each l}}{{this}}{{/each}}")
    expect(refusal(() => renderTemplate(template, {l: list}, {steps: 20})).code).toBe("step-budget")
    expect(renderTemplate(template, {l: [1, 2]}, {steps: 20})).toBe("12")
  })
  test.each([
    ["65 537 bytes", "x".repeat(64 * 1024 + 1), "too-large"],
    ["two-byte letters", "é".repeat(32 * 1024 + 1), "too-large"],
    ["3 000 open blocks", "{{#if a}}".repeat(3000), "too-deep"],
    ["41 blocks", `${"{{#if a}}".repeat(41)}${"{{/if}}".repeat(41)}`, "too-deep"],
    ["a chain of 300", `{{#if a}}${"{{~  else if a}}".repeat(300)}{{/if}}`, "too-deep"],
    ["parentheses", `{{echo ${"(echo ".repeat(41)}a${")".repeat(41)}}}`, "too-deep"],
    ["closes inside strings", '{{#if a}}{{echo "{{/if}}"}}'.repeat(41), "too-deep"],
    ["closes inside comments", "{{#if a}}{{!-- {{/if}} --}}".repeat(41), "too-deep"],
    ["closes inside names", "{{#if a}}{{[}}{{/if}}]}}".repeat(41), "too-deep"],
    ["escaped closes", "{{#if a}}\\{{/if}}".repeat(41), "too-deep"],
  ])("before parsing: %s", (_, source, code) => {
    expect(refusal(() => parseTemplate(source, options)).code).toBe(code)
  })
  test("40 blocks are not too deep, side by side there may be many", () => {
    const deep = `${"{{#if a}}".repeat(40)}x${"{{/if}}".repeat(40)}`
    expect(render(deep, {a: 1})).toBe("x")
    expect(render("{{#if a}}x{{else}}y{{/if}}".repeat(500), {a: 1})).toBe("x".repeat(500))
  })
})
