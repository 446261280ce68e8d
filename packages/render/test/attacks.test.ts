// SPDX-License-Identifier: EUPL-1.2

/**
 * Templates that attack. Each is refused by the check or stopped by a budget, within 2 seconds and
 * 200 MB, in a thread with those limits; none runs code or changes a prototype.
 */
import {Worker} from "node:worker_threads"
import {afterAll, describe, expect, test} from "vitest"
import type {Attack, Outcome} from "./attack-worker.ts"

let worker: Worker | undefined

function start(): Worker {
  return new Worker(new URL("./attack-worker.ts", import.meta.url), {
    env: {},
    execArgv: ["--conditions=@wederhoor/source"],
    resourceLimits: {maxOldGenerationSizeMb: 168, maxYoungGenerationSizeMb: 32, stackSizeMb: 4},
  })
}

/** What became of an attack; `"time"` or `"memory"` when the thread had to be ended. */
async function attempt(attack: Attack): Promise<Outcome | string> {
  const running = (worker ??= start())
  // A thread that has just started first answers something harmless, so that starting does not count.
  await answer(running, {source: "x", partials: {}, data: "{}"}, 20_000)
  const outcome = await answer(running, attack, 2000)
  if (typeof outcome === "string") {
    worker = undefined
    await running.terminate()
  }
  return outcome
}

function answer(running: Worker, attack: Attack, milliseconds: number): Promise<Outcome | string> {
  return new Promise(resolve => {
    const done = (outcome: Outcome | string): void => {
      clearTimeout(timer)
      running.removeAllListeners("message")
      running.removeAllListeners("error")
      resolve(outcome)
    }
    const timer = setTimeout(() => done("time"), milliseconds)
    running.on("message", (outcome: Outcome) => done(outcome))
    running.on("error", error =>
      done(
        (error as {code?: string}).code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : String(error),
      ),
    )
    running.postMessage(attack)
  })
}

afterAll(async () => {
  await worker?.terminate()
})

const many = (text: string, times: number): string => text.repeat(times)
/** Partials that each call the one below twice. */
const doubling = (levels: number, body: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({length: levels}, (_, level) => [
      `p${level}`,
      level === 0 ? body : `{{> p${level - 1}}}{{> p${level - 1}}}`,
    ]),
  )
const list = JSON.stringify({l: Array.from({length: 300}, (_, index) => index)})
const deep = (levels: number): string => `${many('{"a":', levels)}1${many("}", levels)}`

type Row = readonly [
  name: string,
  source: string,
  code: string,
  more?: {readonly partials?: Readonly<Record<string, string>>; readonly data?: string},
]

const refusedByTheCheck: readonly Row[] = [
  // Reaching for the prototype.
  ["constructor", "{{constructor}}", "reserved-name"],
  ["constructor of a field", "{{a.constructor.constructor}}", "reserved-name"],
  ["constructor, called", "{{a.constructor 'attack()'}}", "unknown-helper"],
  ["constructor in brackets", "{{a.[constructor]}}", "reserved-name"],
  ["constructor with slashes", "{{a/constructor/constructor}}", "reserved-name"],
  ["constructor of this", "{{this.constructor}}", "reserved-name"],
  ["constructor of the root", "{{@root.constructor}}", "reserved-name"],
  ["constructor as a block", "{{#constructor}}x{{/constructor}}", "unknown-block"],
  ["constructor in #with", "{{#with a.constructor as |c|}}{{c}}{{/with}}", "reserved-name"],
  ["constructor in a condition", "{{#if a.constructor}}x{{/if}}", "reserved-name"],
  [
    "constructor as a block parameter",
    "{{#each a as |constructor|}}{{constructor}}{{/each}}",
    "name-clash",
  ],
  ["__proto__", "{{__proto__}}", "reserved-name"],
  ["__proto__ in brackets", "{{a.[__proto__].b}}", "reserved-name"],
  ["__proto__ as a named value", "{{> p __proto__=a}}", "reserved-name", {partials: {p: "x"}}],
  ["__proto__ as a partial", "{{> __proto__}}", "unknown-partial"],
  ["__defineGetter__", "{{a.__defineGetter__}}", "reserved-name"],
  ["__lookupSetter__", "{{a.[__lookupSetter__]}}", "reserved-name"],
  ["prototype", "{{a.prototype}}", "reserved-name"],
  ["hasOwnProperty", "{{a.hasOwnProperty}}", "reserved-name"],
  ["lookup", "{{lookup a '__proto__'}}", "reserved-name"],
  ["lookup inside", "{{#with (lookup a 'constructor')}}{{/with}}", "reserved-name"],
  ["log", "{{log a level='error'}}", "reserved-name"],
  ["helperMissing", "{{#each (helperMissing a)}}{{/each}}", "reserved-name"],
  ["blockHelperMissing", "{{blockHelperMissing a}}", "reserved-name"],
  ["a helper of the prototype", "{{toString a}}", "unknown-helper"],
  ["valueOf in a sub-expression", "{{#if (valueOf a)}}x{{/if}}", "unknown-helper"],
  ["climbing out", "{{#each a}}{{../../b}}{{/each}}", "climbs-up"],
  ["private data", "{{@partial-block}}", "unknown-data"],
  ["data of Handlebars", "{{@_parent.root}}", "unknown-data"],
  // Raw output and code of Handlebars.
  ["three braces", "{{{a}}}", "raw-output"],
  ["an ampersand", "{{&a}}", "raw-output"],
  ["three braces with a space", "{{~{a}~}}", "raw-output"],
  ["a raw block", "{{{{if a}}}}{{{b}}}{{{{/if}}}}", "raw-output"],
  ["a decorator", "{{*attack}}", "decorator"],
  ["an inline partial", '{{#*inline "p"}}{{{a}}}{{/inline}}{{> p}}', "decorator"],
  ["a literal as a field", "{{'constructor'}}", "reserved-name"],
  ["a number as a field", "{{1}}", "reserved-name"],
  // Partials.
  ["a computed partial", "{{> (a)}}", "dynamic-partial"],
  ["a partial with a block", "{{#> p}}{{{a}}}{{/p}}", "partial-block", {partials: {p: "x"}}],
  ["a partial that calls itself", "{{> p}}", "partial-cycle", {partials: {p: "x{{> p}}"}}],
  [
    "partials in a ring",
    "{{> p}}",
    "partial-cycle",
    {partials: {p: "{{#if a}}{{> q}}{{/if}}", q: "{{> r}}", r: "{{> p}}"}},
  ],
  ["a ring nobody calls", "x", "partial-cycle", {partials: {p: "{{> p}}"}}],
  ["markup opened in a partial", "{{> p}}x</p>", "uneven-branches", {partials: {p: "<p>"}}],
  [
    "an attribute closed in a partial",
    '<p title="{{> p}}">x</p>',
    "uneven-branches",
    {partials: {p: '" onclick="attack()'}},
  ],
  ["a hole in a partial", "<p {{> p}}>x</p>", "hole-in-markup", {partials: {p: "{{a}}"}}],
  ["a chain of 21 partials", "{{> p20}}", "too-deep", {partials: doubling(21, "x")}],
  // Bombs in the parser.
  ["3 000 open blocks", many("{{#if a}}", 3000), "too-deep"],
  ["41 blocks", `${many("{{#if a}}", 41)}${many("{{/if}}", 41)}`, "too-deep"],
  ["41 parentheses", `{{a ${many("(a ", 41)}b${many(")", 41)}}}`, "too-deep"],
  ["5 000 else if", `{{#if a}}${many("{{else if b}}", 4000)}{{/if}}`, "too-deep"],
  ["64 kB and one", many("x", 65_537), "too-large"],
  ["64 kB of two-byte letters", many("é", 32_769), "too-large"],
  ["many open brackets", `{{${many("[", 60_000)}`, "syntax"],
  ["many open quotes", many("{{'", 20_000), "syntax"],
  ["many open comments", many("{{!--", 12_000), "syntax"],
  ["30 000 escaped quotes", `{{a "${many('\\"', 30_000)}}}`, "unknown-helper"],
  ["15 000 arguments", `{{a ${many("b ", 15_000)}}}`, "unknown-helper"],
  ["10 000 named arguments", `{{a ${many("b=c ", 10_000)}}}`, "unknown-helper"],
  ["20 000 block parameters", `{{#each a as |${many("x ", 20_000)}|}}{{/each}}`, "arguments"],
  ["20 000 elements", many("<b>", 20_000), "too-deep"],
  ["20 000 elements that are not allowed", many("<x>", 20_000), "element-not-allowed"],
  ["60 000 times <", many("<", 60_000), "element-not-allowed"],
  [
    "an element with 10 000 attributes",
    `<p ${many('on="b" ', 9000)}>x</p>`,
    "attribute-not-allowed",
  ],
  ["a tag name of 60 000", `<${many("x", 60_000)}>`, "element-not-allowed"],
  // Breaking out of where a value stands.
  ["a tag name", "<{{a}}>x</{{a}}>", "hole-in-markup"],
  ["half a tag name", "<s{{a}}>x</s>", "hole-in-markup"],
  ["an attribute name", "<p {{a}}='x'>x</p>", "hole-in-markup"],
  ["an unquoted value", "<p title={{a}}>x</p>", "unquoted-value"],
  ["a backquote", "<p title=`{{a}}`>x</p>", "unquoted-value"],
  ["an event", '<p onclick="{{a}}">x</p>', "attribute-not-allowed"],
  ["an event in capitals", "<p OnMouseOver='attack()'>x</p>", "attribute-not-allowed"],
  ["an event after a slash", '<p title="x"/onclick="attack()">x</p>', "attribute-not-allowed"],
  ["an event after a line break", "<p\nonclick='attack()'>x</p>", "attribute-not-allowed"],
  ["a style", '<p style="{{a}}">x</p>', "attribute-not-allowed"],
  ["a script", "<script>attack()</script>", "element-not-allowed"],
  ["a script in capitals", "<SCRIPT>attack()</SCRIPT>", "element-not-allowed"],
  ["a script, cut by whitespace control", "<scr {{~ a ~}} ipt>attack()</script>", "hole-in-markup"],
  [
    "a tag made by whitespace control",
    "<{{~! ~}}\n script>attack()</script>",
    "element-not-allowed",
  ],
  ["a style element", "<style>p{display:none}</style>", "element-not-allowed"],
  ["an image", "<img src=x onerror=attack()>", "element-not-allowed"],
  ["svg", "<svg onload='attack()'></svg>", "element-not-allowed"],
  ["math", "<math><mtext></mtext></math>", "element-not-allowed"],
  ["iframe", '<iframe srcdoc="{{a}}"></iframe>', "element-not-allowed"],
  ["object", '<object data="x"></object>', "element-not-allowed"],
  ["embed", '<embed src="x">', "element-not-allowed"],
  ["base", '<base href="https://x.example">', "element-not-allowed"],
  ["meta", '<meta http-equiv="refresh" content="0">', "element-not-allowed"],
  ["link", '<link rel="stylesheet" href="#x">', "element-not-allowed"],
  ["form", '<form action="https://x.example"></form>', "element-not-allowed"],
  ["input", "<input autofocus onfocus='attack()'>", "element-not-allowed"],
  ["template", "<template>{{a}}</template>", "element-not-allowed"],
  ["noscript", "<noscript>{{a}}</noscript>", "element-not-allowed"],
  ["plaintext", "<plaintext>", "element-not-allowed"],
  ["an element of its own", "<x-attack>x</x-attack>", "element-not-allowed"],
  ["a comment", "<!-- {{a}} -->", "html-comment"],
  ["a conditional comment", "<!--[if IE]><script>attack()</script><![endif]-->", "html-comment"],
  ["CDATA", "<![CDATA[{{a}}]]>", "html-comment"],
  ["a doctype", "<!DOCTYPE html>", "html-comment"],
  ["a processing instruction", "<?xml version='1.0'?>", "element-not-allowed"],
  ["javascript:", '<a href="javascript:attack()">x</a>', "remote-reference"],
  ["javascript: as entities", '<a href="&#106;avascript:attack()">x</a>', "remote-reference"],
  ["javascript: with a tab", '<a href="java\tscript:attack()">x</a>', "remote-reference"],
  ["data:", '<a href="data:text/html,x">x</a>', "remote-reference"],
  ["a link that is a value", '<a href="{{a}}">x</a>', "remote-reference"],
  ["a link that is half a value", '<a href="{{#if a}}#{{/if}}{{b}}">x</a>', "remote-reference"],
  ["another host", '<a href="//x.example">x</a>', "remote-reference"],
  ["cite", '<q cite="https://x.example/?{{a}}">x</q>', "remote-reference"],
  ["ping", '<a href="#x" ping="https://x.example">x</a>', "attribute-not-allowed"],
  ["target", '<a href="#x" target="_top">x</a>', "attribute-not-allowed"],
  ["a value open at the end", '<p title="', "not-closed"],
  ["an element open at the end", "<p>{{a}}", "not-closed"],
  ["closed in the wrong order", "<b><i>x</b></i>", "not-closed"],
  ["closed in one branch", "<p>{{#if a}}</p>{{/if}}", "uneven-branches"],
  ["a quote opened in one branch", "<p {{#if a}}title='{{/if}}x'>x</p>", "uneven-branches"],
  // Taking words out of sight.
  ["hidden", "<p hidden>{{a}}</p>", "hidden-text"],
  ["aria-hidden", '<p aria-hidden="true">{{a}}</p>', "hidden-text"],
  ["inert", "<p inert>{{a}}</p>", "hidden-text"],
  ["popover", "<p popover>{{a}}</p>", "hidden-text"],
  ["a class that hides", '<p class="x visually-hidden">{{a}}</p>', "hidden-text"],
  ["a class that hides, as entities", '<p class="hi&#100;den">{{a}}</p>', "hidden-text"],
  ["a class that is a value", '<p class="{{a}}">x</p>', "hole-in-markup"],
  ["a role that is a value", '<p role="{{a}}">x</p>', "hole-in-markup"],
  ["a role that silences", '<ul role="presentation"><li>{{a}}</li></ul>', "hidden-text"],
  ["a picture of the words", '<p role="img" aria-label="niets">{{a}}</p>', "hidden-text"],
  ["a role as entities", '<ul role="n&#111;ne"><li>x</li></ul>', "hidden-text"],
  ["details", "<details>{{a}}</details>", "element-not-allowed"],
  ["font", '<font size="0">{{a}}</font>', "element-not-allowed"],
  ["bdo", '<bdo dir="rtl">{{a}}</bdo>', "element-not-allowed"],
  // Characters nobody sees.
  ["right-to-left override", "<p>\u202E{{a}}\u202C</p>", "unseen-character"],
  ["isolates", "<p>\u2067{{a}}\u2069</p>", "unseen-character"],
  ["override as an entity", "<p>&#8238;{{a}}</p>", "unseen-character"],
  ["override as a hexadecimal entity without end", "<p>&#x202e {{a}}</p>", "unseen-character"],
  ["a mark by name", "<p>&rlm;{{a}}</p>", "unseen-character"],
  ["a zero-width space", "<p>ni\u200Bet</p>", "unseen-character"],
  ["private use, as the completeness check uses", "<p>\uE0000\uE001</p>", "unseen-character"],
  ["tags of plane 14", "<p>\u{E0041}</p>", "unseen-character"],
  ["a null", "<p>\u0000</p>", "syntax"],
  ["a bell", "<p>\u0007</p>", "unseen-character"],
  ["a helper with a Cyrillic letter", "{{\u0455hout a}}", "unknown-helper"],
  ["an element with a Cyrillic letter", "<\u0440>x</\u0440>", "element-not-allowed"],
]

const stopped: readonly Row[] = [
  [
    "a cubic loop",
    "{{#each l}}{{#each @root.l}}{{#each @root.l}}x{{/each}}{{/each}}{{/each}}",
    "step-budget",
    {data: list},
  ],
  [
    "loops forty deep",
    `${many("{{#each @root.l}}", 40)}x${many("{{/each}}", 40)}`,
    "step-budget",
    {data: list},
  ],
  [
    "partials that double twenty times",
    "{{> p19}}",
    "step-budget",
    {partials: doubling(20, "{{#each l}}x{{/each}}"), data: list},
  ],
  [
    "output that doubles twenty times",
    "{{> p19}}",
    "output-budget",
    {partials: doubling(20, many("x", 60_000))},
  ],
  [
    "output in a loop",
    `{{#each l}}{{#each @root.l}}${many("x", 2000)}{{/each}}{{/each}}`,
    "output-budget",
    {data: list},
  ],
  [
    "a long value in a loop",
    "{{#each l}}{{@root.s}}{{/each}}",
    "output-budget",
    {data: JSON.stringify({l: Array.from({length: 300}, () => 0), s: many("&", 100_000)})},
  ],
  [
    "indented partials",
    "{{#each l}}\n      {{> p}}\n{{/each}}",
    "output-budget",
    {partials: {p: many("x\n", 30_000)}, data: list},
  ],
  ["printing an object", "{{a}}", "prints-object", {data: '{"a":{"toString":"x"}}'}],
  ["printing a list", "{{a}}", "prints-object", {data: '{"a":[1]}'}],
]

const harmless: readonly (readonly [string, string, string, string, Record<string, string>?])[] = [
  [
    "own __proto__ in the data",
    "{{#with a}}{{b}}{{/with}}",
    '{"a":{"__proto__":{"b":"attack"}}}',
    "",
  ],
  [
    "own constructor in the data",
    "{{a.b}}",
    '{"a":{"constructor":{"prototype":{"b":"attack"}}}}',
    "",
  ],
  ["fields of a text", "{{a.length}}{{a.[0]}}", '{"a":"tekst"}', ""],
  ["methods of a list", "{{a.map}}{{a.concat}}", '{"a":[1]}', ""],
  [
    "markup as a value",
    '<p title="{{a}}">{{a}}</p>',
    '{"a":"\\"><script>attack()</script>"}',
    '<p title="&quot;&gt;&lt;script&gt;attack()&lt;/script&gt;">&quot;&gt;&lt;script&gt;attack()&lt;/script&gt;</p>',
  ],
  ["braces as a value", "{{a}}", '{"a":"{{{b}}}","b":"<b>"}', "{{{b}}}"],
  [
    "a fragment as a link",
    '<a href="#{{a}}">x</a>',
    '{"a":"x\\" onclick=\\"attack()"}',
    '<a href="#x&quot; onclick&#x3D;&quot;attack()">x</a>',
  ],
  ["data 20 000 deep", "{{#if a.a.a}}{{#with a}}ja{{/with}}{{/if}}", deep(20_000), "ja"],
  ["a shadowed partial argument", "{{> p a=b}}", '{"a":"echt","b":"ander"}', "ander", {p: "{{a}}"}],
  [
    "block parameters in a partial",
    "{{#each l as |a|}}{{> p}}{{/each}}",
    '{"l":[{"a":1},{"a":2}]}',
    "12",
    {p: "{{a}}"},
  ],
  ["a path of 20 000 parts", `{{${many("a.", 20_000)}a}}`, '{"a":1}', ""],
  ["a name of 60 000 letters", `{{${many("a", 60_000)}}}`, "{}", ""],
  ["12 000 mustaches", many("{{a}}", 12_000), '{"a":""}', ""],
  [
    "60 000 line breaks before a block",
    `${many("\n", 60_000)}x{{~#if a}}b{{/if}}`,
    "{}",
    many("\n", 500),
  ],
]

describe("attacks", () => {
  test("there are more than a hundred, all different", () => {
    const sources = [...refusedByTheCheck, ...stopped].map(
      ([, source, , more]) => source + JSON.stringify(more ?? {}),
    )
    expect(new Set(sources).size).toBe(sources.length)
    expect(sources.length).toBeGreaterThan(120)
  })

  const rows = (given: readonly Row[]) =>
    given.map(([name, source, code, {partials = {}, data = '{"a":{"b":1}}'} = {}]) => ({
      name,
      code,
      attack: {source, partials, data},
    }))

  test.each(rows(refusedByTheCheck))("refused: $name", async ({attack, code}) => {
    const outcome = await attempt(attack)
    expect(outcome).toBeTypeOf("object")
    const {check, ran, html} = outcome as Outcome
    expect(check).toContain(code)
    expect(ran).toBe(false)
    expect(html).not.toMatch(/native code|\[object/)
  })

  test.each(rows(stopped))("stopped: $name", async ({attack, code}) => {
    expect(await attempt(attack)).toMatchObject({refused: code, html: "", ran: false})
  })

  const fine = harmless.map(([name, source, data, html, partials = {}]) => ({
    name,
    html,
    attack: {source, partials, data},
  }))
  test.each(fine)("harmless: $name", async ({attack, html}) => {
    expect(await attempt(attack)).toMatchObject({refused: "", html, ran: false})
  })

  test("the thread has the limits that it is said to have", async () => {
    const running = start()
    const heavy = {source: "x", partials: {}, data: `[${many("[1],", 3_000_000)}1]`}
    expect(await answer(running, heavy, 15_000)).toBe("memory")
  })
})
