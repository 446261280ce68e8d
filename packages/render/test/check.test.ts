// SPDX-License-Identifier: EUPL-1.2
import {describe, expect, test} from "vitest"
import {checkCompleteness, checkTemplate, sampleReport} from "@wederhoor/render"
import {demo, shipped} from "./demo.ts"

function codes(source: string): readonly string[] {
  return checkTemplate(source, {data: {type: "any"}}).map(found => found.code)
}

describe("values land only where they are text", () => {
  test.each([
    ["<{{a}}>", "hole-in-markup"],
    ["<p{{a}}>x</p>", "hole-in-markup"],
    ["<p {{a}}>x</p>", "hole-in-markup"],
    ['<p {{a}}="x">x</p>', "hole-in-markup"],
    ['<p data-{{a}}="x">x</p>', "hole-in-markup"],
    ["<p id={{a}}>x</p>", "unquoted-value"],
    ["<p id=a>x</p>", "unquoted-value"],
    ["</{{a}}>", "hole-in-markup"],
    ['<p onclick="{{a}}">x</p>', "attribute-not-allowed"],
    ['<p ONCLICK="x">x</p>', "attribute-not-allowed"],
    ['<p style="color:{{a}}">x</p>', "attribute-not-allowed"],
    ['<p style="display:none">x</p>', "attribute-not-allowed"],
    ["<script>{{a}}</script>", "element-not-allowed"],
    ["<style>{{a}}</style>", "element-not-allowed"],
    ["<SCRIPT>x</SCRIPT>", "element-not-allowed"],
    ['<iframe srcdoc="{{a}}"></iframe>', "element-not-allowed"],
    ['<img src="https://volg.example/x.png">', "element-not-allowed"],
    ['<p src="x">x</p>', "attribute-not-allowed"],
    ["<svg><p>x</p></svg>", "element-not-allowed"],
    ["<form><p>x</p></form>", "element-not-allowed"],
    ["<details><p>x</p></details>", "element-not-allowed"],
    ["<template>{{a}}</template>", "element-not-allowed"],
    ["<textarea>{{a}}</textarea>", "element-not-allowed"],
    ['<meta http-equiv="refresh" content="0">', "element-not-allowed"],
    ["<base href='#x'>", "element-not-allowed"],
    ["<!-- {{a}} -->", "html-comment"],
    ["<![CDATA[ {{a}} ]]>", "html-comment"],
    ['<a href="{{a}}">x</a>', "remote-reference"],
    ['<a href="https://x.example">x</a>', "remote-reference"],
    ['<a href="javascript:x">x</a>', "remote-reference"],
    ['<a href="//x.example/#{{a}}">x</a>', "remote-reference"],
    ['<a href="{{#if a}}#{{/if}}{{b}}">x</a>', "remote-reference"],
    ['<a href="{{#if a}}javascript:x{{/if}}">x</a>', "remote-reference"],
    ['<blockquote cite="{{a}}">x</blockquote>', "remote-reference"],
    ["<p hidden>x</p>", "hidden-text"],
    ['<p aria-hidden="true">x</p>', "hidden-text"],
    ['<p class="visually-hidden">x</p>', "hidden-text"],
    ['<p class="wederhoor-skip">x</p>', "hidden-text"],
    ['<p class="{{a}}">x</p>', "hole-in-markup"],
    ['<p class="{{#if a}}x{{/if}}">x</p>', "hole-in-markup"],
    ['<ul role="none"><li>x</li></ul>', "hidden-text"],
    ["{{#if a}}<p>{{/if}}x</p>", "uneven-branches"],
    ["{{#if a}}<p>x</p>{{else}}<p>x{{/if}}", "uneven-branches"],
    ["{{#each a}}<p>{{/each}}", "uneven-branches"],
    ['<p {{#if a}}title="{{/if}}x">x</p>', "uneven-branches"],
    ["<p>x", "not-closed"],
    ["x</p>", "not-closed"],
    ["<em><b>x</em></b>", "not-closed"],
    ["<p", "not-closed"],
    ['<p title="x', "not-closed"],
    ["<p/>", "hole-in-markup"],
    ['<p title="x"/onclick="y">x</p>', "attribute-not-allowed"],
  ])("%s → %s", (source, code) => {
    expect(codes(source)).toContain(code)
  })

  test("what a report needs is allowed", () => {
    const source = `<h2 id="k-{{id}}" class="kop">{{title}}</h2>
      <p {{#if a}}title="{{b}}" {{/if}}lang='nl'>{{#if a}}<em>{{b}}</em>{{else}}{{c}}{{/if}}<br></p>
      <a href="#s-{{id}}">{{number}}</a>`
    expect(codes(source)).toEqual([])
  })

  test("a finding says where: line and column of the tag, also inside a partial", () => {
    const [found] = checkTemplate("<p>ok</p>\n{{> p}}", {
      partials: {p: "<p>een</p>\n  <b {{x}}>twee</b>"},
    })
    expect(found).toMatchObject({
      code: "hole-in-markup",
      found: "{{x}}",
      at: {line: 2, column: 6, partial: "p"},
    })
  })

  test("partials that call each other twice over do not make the check slow", () => {
    const partials: Record<string, string> = {p0: "<b>x</b>"}
    for (let index = 1; index < 20; index += 1)
      partials[`p${index}`] = `{{> p${index - 1}}}{{> p${index - 1}}}`
    expect(checkTemplate("{{> p19}}", {partials})).toEqual([])
  })
})

describe("a template shows everything that must be read", () => {
  test.each(["nl", "en"] as const)("the shipped report (%s) is safe and complete", lang => {
    expect(checkTemplate(shipped(lang))).toEqual([])
    expect(checkCompleteness(shipped(lang), sampleReport(lang))).toEqual([])
    expect(checkCompleteness(shipped(lang), demo)).toEqual([])
  })

  const helpers = {eq: (a: unknown, b: unknown): boolean => a === b}
  const atPassage = "{{#each statement.reactions as |reaction|}}"
  const inList = "{{#each reactions as |reaction|}}"

  /** Puts a condition around the body of a loop of the shipped template. */
  function guarded(loop: string, condition: string, end: string): string {
    const source = shipped("nl")
    const from = source.indexOf(loop) + loop.length
    const to = source.indexOf("</li>", from) + "</li>".length
    expect(from).toBeGreaterThan(loop.length)
    return `${source.slice(0, from)}${condition}${source.slice(from, to)}${end}${source.slice(to)}`
  }

  test.each([
    ["at the passage", atPassage, "bij het stuk zelf"],
    ["in the closing list", inList, "in de lijst achteraan"],
  ])("hiding disagreement %s is found", (_, loop, place) => {
    const source = guarded(loop, '{{#unless (eq reaction.type "Niet mee eens")}}', "{{/unless}}")
    const found = checkCompleteness(source, undefined, {helpers})
    expect(found.map(each => each.code)).toContain("must-be-read")
    expect(found.map(each => each.text["nl"]).join(" ")).toContain(
      `de woorden van een reactie ${place}`,
    )
  })

  test.each([
    ["only answered reactions", "{{#if reaction.answer}}", "{{/if}}"],
    ["only the first", "{{#if @first}}", "{{/if}}"],
    ["not in the final report", "{{#unless @root.final}}", "{{/unless}}"],
    ["not in the children's copy", "{{#unless @root.reader.plain}}", "{{/unless}}"],
  ])("%s is found", (_, condition, end) => {
    const found = checkCompleteness(guarded(atPassage, condition, end), undefined, {helpers})
    expect(found.map(each => each.found)).toContain("sections.*.statements.*.reactions.*.lines.*")
  })

  test.each([
    ["{{signOff.decision}}", "signOffs.*.decision"],
    ["{{remark}}", "signOffs.*.remarks.*"],
    ["{{reply.label}}", "signOffs.*.answer.label"],
    ["{{reply.text}}", "signOffs.*.answer.text"],
    ["{{reply.by}}", "signOffs.*.answer.by"],
    ["{{signOff.unanswered}}", "signOffs.*.unanswered"],
    ["{{person.reason}}", "notHeard.*.reason"],
    ["{{person.heard}}", "persons.*.heard"],
    ["{{statement.gap}}", "sections.*.statements.*.gap"],
    ["{{statement.kind}}", "sections.*.statements.*.kind"],
    ["{{section.empty}}", "sections.*.empty"],
    ["{{right}}", "rights.*"],
    ["{{status}}", "status"],
    ["{{controlCode}}", "controlCode"],
    ["{{source.title}}", "sources.*.title"],
  ])("leaving out %s is found, and nothing else", (hole, path) => {
    const found = checkCompleteness(shipped("nl").replaceAll(hole, ""))
    expect(found.map(each => each.found)).toEqual([path])
  })

  test.each([
    ["{{answer.text}}", "answer.text"],
    ["{{answer.label}}", "answer.label"],
    ["{{reaction.unanswered}}", "unanswered"],
    ["{{reaction.by}}", "by"],
  ])("leaving out %s is found at both places", (hole, path) => {
    const found = checkCompleteness(shipped("nl").replaceAll(hole, ""))
    expect(found.map(each => each.found)).toEqual([
      `sections.*.statements.*.reactions.*.${path}`,
      `reactions.*.${path}`,
    ])
  })

  test("text in one combination of marks only is found", () => {
    const source = shipped("nl").replaceAll(
      "{{else if run.em}}<em>{{run.text}}</em>",
      "{{else if run.em}}<em></em>",
    )
    expect(checkCompleteness(source).map(each => each.found)).toEqual([
      "sections.*.statements.*.lines.*.runs.*.text",
    ])
  })

  test("words in an attribute are not words that are read", () => {
    const source = shipped("nl").replace("<h1>{{title}}</h1>", '<h1 title="{{title}}">Verslag</h1>')
    expect(checkCompleteness(source).map(each => each.found)).toEqual(["title"])
  })

  test("a template that is not safe is not judged", () => {
    expect(checkCompleteness("{{{title}}}").map(each => each.code)).toEqual(["raw-output"])
  })
})
