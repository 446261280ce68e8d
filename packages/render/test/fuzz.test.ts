// SPDX-License-Identifier: EUPL-1.2
import fc from "fast-check"
import Handlebars from "handlebars"
import {describe, expect, test} from "vitest"
import {parseTemplate, renderTemplate} from "@wederhoor/render"
import type {Helper, Json} from "@wederhoor/render"

/** A schema of data, from which templates take paths that exist and data takes its shape. */
type Shape =
  | {readonly type: "scalar"}
  | {readonly type: "list"; readonly of: Shape}
  | {readonly type: "group"; readonly fields: Readonly<Record<string, Shape>>}

const names = ["a", "b", "list", "x y", "naam", "é"] as const

const shape: fc.Arbitrary<Shape> = fc.letrec<{shape: Shape}>(tie => ({
  shape: fc.oneof(
    {depthSize: "small", withCrossShrink: true},
    fc.constant<Shape>({type: "scalar"}),
    tie("shape").map((of): Shape => ({type: "list", of})),
    fc
      .dictionary(fc.constantFrom(...names), tie("shape"), {minKeys: 1, maxKeys: 4})
      .map((fields): Shape => ({type: "group", fields})),
  ),
})).shape

const group = fc
  .dictionary(fc.constantFrom(...names), shape, {minKeys: 2, maxKeys: 6})
  .map((fields): Shape => ({type: "group", fields}))

const scalar: fc.Arbitrary<Json> = fc.oneof(
  fc.string({maxLength: 6}),
  fc.constantFrom("", "<b>&\"'`=</b>", "regel\nregel", "{{x}}", "__proto__"),
  fc.integer({min: -2, max: 3}),
  fc.boolean(),
)

function dataFor(given: Shape): fc.Arbitrary<Json> {
  if (given.type === "scalar") return scalar
  if (given.type === "list") return fc.array(dataFor(given.of), {maxLength: 3})
  return fc.record(
    Object.fromEntries(Object.entries(given.fields).map(([key, inner]) => [key, dataFor(inner)])),
  )
}

interface View {
  readonly here: Shape
  readonly root: Shape
  readonly params: readonly (readonly [name: string, shape: Shape])[]
  readonly depth: number
}

type Random = (below: number) => number

/** A path to something of the wanted type, written one of the ways Handlebars reads. */
function pathTo(wanted: Shape["type"], view: View, random: Random): [string, Shape] | undefined {
  const found: [string, Shape][] = []
  const segment = (key: string): string => (/^[a-zé]+$/.test(key) ? key : `[${key}]`)
  const visit = (prefix: string, given: Shape, depth: number): void => {
    if (given.type === wanted && prefix !== "") found.push([prefix, given])
    // Lists by place, and their length.
    if (given.type === "list" && prefix !== "" && depth <= 3) {
      if (wanted === "scalar") found.push([`${prefix}.length`, {type: "scalar"}])
      visit(`${prefix}.[0]`, given.of, depth + 1)
    }
    if (depth > 3 || given.type !== "group") return
    for (const [key, inner] of Object.entries(given.fields))
      visit(prefix === "" ? segment(key) : `${prefix}.${segment(key)}`, inner, depth + 1)
  }
  const shadowed = new Set(view.params.map(([name]) => name))
  if (view.here.type === "group")
    for (const [key, inner] of Object.entries(view.here.fields)) {
      if (!shadowed.has(key)) visit(segment(key), inner, 1)
      visit(`this.${segment(key)}`, inner, 1)
      visit(`./${segment(key)}`, inner, 1)
    }
  else visit("this", view.here, 1)
  visit("@root", view.root, 1)
  for (const [index, [name, given]] of view.params.entries())
    if (view.params.findLastIndex(([other]) => other === name) === index) visit(name, given, 1)
  return found[random(found.length)]
}

const texts = ["tekst ", "\n", "  \n", " <p>", "\n  ", "\\\\", "", "\t", " }} ", " { ", "\r\n"]

function templateFor(view: View, random: Random): string {
  const parts: string[] = []
  const size = random(4)
  for (let index = 0; index <= size; index += 1) parts.push(piece(view, random))
  return parts.join("")
}

function piece(view: View, random: Random): string {
  const open = random(5) === 0 ? "{{~" : "{{"
  const close = random(5) === 0 ? "~}}" : "}}"
  const tag = (inside: string): string => `${open}${inside}${close}`
  const scalarPath = (): string => pathTo("scalar", view, random)?.[0] ?? '"los"'
  const any = (): [string, Shape] | undefined =>
    pathTo((["scalar", "list", "group"] as const)[random(3)] ?? "scalar", view, random)
  if (view.depth <= 0) return texts[random(texts.length)] ?? ""
  const deeper = {...view, depth: view.depth - 1}
  const otherwise = (): string => tag(random(4) === 0 ? "^" : "else")
  // A chain goes on with any block; the value of `each` and `with` has no name in it.
  const chained = (): string => {
    if (random(3) > 0) return ""
    const [word, type] = (
      [
        ["if", undefined],
        ["unless", undefined],
        ["each", "list"],
        ["with", "group"],
      ] as const
    )[random(4)] ?? ["if", undefined]
    const chosen = type === undefined ? any() : pathTo(type, view, random)
    if (chosen === undefined) return ""
    const [path, given] = chosen
    const here = word === "with" ? given : given.type === "list" ? given.of : given
    const inner = type === undefined ? deeper : {...deeper, here}
    return `${tag(`else ${word} ${path}`)}${templateFor(inner, random)}`
  }
  switch (random(14)) {
    case 0:
    case 1: {
      const path = pathTo("scalar", view, random)
      return path === undefined ? "" : tag(path[0])
    }
    case 2:
      return tag(["@index", "@key", "@first", "@last"][random(4)] ?? "")
    case 3:
      return random(2) === 0
        ? tag(`join ${scalarPath()} 'met \\'haak' 12 true sep=(upper ${scalarPath()})`)
        : tag(`join null undefined -1 1.5 false "" '\\"' sep=null [x y]=(join (upper 0) a=1)`)
    case 4: {
      const word = random(2) === 0 ? "if" : "unless"
      const zero = random(3) === 0 ? " includeZero=true" : ""
      const other = random(2) === 0 ? `${otherwise()}${templateFor(deeper, random)}` : ""
      const chain = chained()
      return `${tag(`#${word} ${any()?.[0] ?? "1"}${zero}`)}${templateFor(deeper, random)}${chain}${other}${tag(`/${word}`)}`
    }
    case 5:
    case 6:
    case 7: {
      const list = pathTo(random(4) === 0 ? "group" : "list", view, random)
      if (list === undefined) return ""
      const [path, given] = list
      const same = given.type === "group" ? Object.values(given.fields) : []
      const of: Shape =
        given.type === "list"
          ? given.of
          : same.length > 0 && same.every(each => each.type === "scalar")
            ? {type: "scalar"}
            : {type: "group", fields: {}}
      const named = random(2) === 0
      const inner: View = {
        ...deeper,
        here: of,
        params: named
          ? [...view.params, [["p", "q", "a"][random(3)] ?? "p", of], ["i", {type: "scalar"}]]
          : view.params,
      }
      const as = named ? ` as |${inner.params.at(-2)?.[0]} i|` : ""
      const other =
        random(2) === 0 ? `${chained()}${otherwise()}${templateFor(deeper, random)}` : ""
      return `${tag(`#each ${path}${as}`)}${templateFor(inner, random)}${other}${tag("/each")}`
    }
    case 8: {
      const chosen = any()
      if (chosen === undefined) return ""
      const [path, here] = chosen
      const inner: View = {...deeper, here, params: [...view.params, ["w", here]]}
      const other =
        random(2) === 0 ? `${chained()}${otherwise()}${templateFor(deeper, random)}` : ""
      return `${tag(`#with ${path} as |w|`)}${templateFor(inner, random)}${other}${tag("/with")}`
    }
    case 9:
    case 10: {
      const context = random(3) === 0 ? pathTo("group", view, random)?.[0] : undefined
      const named = context === undefined || random(2) === 0 ? ` k=${scalarPath()}` : ""
      const name = random(4) === 0 ? "[los deel]" : "deel"
      const call = tag(`> ${name}${context === undefined ? "" : ` ${context}`}${named}`)
      return `${random(2) === 0 ? "\n  " : ""}${call}${random(2) === 0 ? "\n" : ""}`
    }
    case 11:
      return (
        ["{{!-- }} {{#if}} --}}", "{{! los }}", "{{~!-- {{a}} --~}}", "\n{{!-- alleen --}}\n"][
          random(4)
        ] ?? ""
      )
    case 12:
      return ["|\\{{los}} ", "|\\{{#if a}} ", "x\\{{{los}}} ", "\\\\{{@index}}"][random(4)] ?? ""
    default:
      return texts[random(texts.length)] ?? ""
  }
}

const helpers: Readonly<Record<string, Helper>> = {
  upper: value => (value === undefined ? "niets" : JSON.stringify(value)).toUpperCase(),
  // Handlebars gives named values in another order than they are written; that is not ours to keep.
  join: (...values) =>
    JSON.stringify([
      ...values.slice(0, -1),
      Object.entries(values.at(-1) ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]),
}
const partials = {
  "los deel":
    "{{#if k}}{{k}}{{else}}geen{{/if}}{{#each list}}{{@key}}{{@last}}{{#if this}}+{{/if}}{{/each}}",
  deel: "<i>{{k}}\n{{> diep this}}</i>\n{{@index}}",
  diep: "{{k}}{{@key}}\n",
}

const theirs = Handlebars.create()
for (const [name, helper] of Object.entries(helpers))
  theirs.registerHelper(name, (...values: unknown[]) => {
    const {hash} = values.pop() as {hash: Json}
    return helper(...(values as Json[]), hash)
  })
for (const [name, source] of Object.entries(partials)) theirs.registerPartial(name, source)

/** A small generator, so that one integer of fast-check decides the whole template. */
function generator(seed: number): Random {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return below <= 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** What the profile allows; each must occur often enough for the comparison to mean something. */
const forms: Readonly<Record<string, RegExp>> = {
  "white space": /\{\{~.*~\}\}/,
  "a comment": /\{\{!/,
  "a comment with white space": /\{\{~!--/,
  "an escaped mustache": /\|\\\{\{los/,
  "a backslash before a mustache": /\\\\\{\{@index/,
  "else as ^": /\{\{~?\^~?\}\}/,
  "else if": /else if /,
  "else unless": /else unless /,
  "else each": /else each /,
  "else with": /else with /,
  includeZero: /includeZero=true/,
  "block parameters": / as \|\w+ i\|/,
  "a partial with a value": /> deel k=/,
  "a partial with context": /> deel [^k=]+?~?\}\}/,
  "a partial with both": /> deel [^k=~}]+ k=/,
  "a partial with a spaced name": /> \[los deel\]/,
  "a partial on its own line": /\n {2}\{\{> deel[^}]*\}\}\n/,
  "data of a loop": /@(index|key|first|last)/,
  "the root": /@root\./,
  "a place in a list": /\.\[0\]/,
  "the length of a list": /\.length/,
  "a helper in a helper": /\(join \(upper 0\)/,
  "a spaced name": /\[x y\]/,
  this: /[ {]this[.~}]/,
  "a scoped name": /\.\//,
}

describe("every template in the profile means what it means in Handlebars", () => {
  test("1 500 random templates give the same bytes (seed 20260320)", {timeout: 90_000}, () => {
    let rendered = 0
    let printed = 0
    const met: Record<string, number> = {}
    fc.assert(
      fc.property(
        group.chain(root => fc.tuple(fc.constant(root), dataFor(root))),
        fc.integer(),
        ([root, data], seed) => {
          const source = templateFor({here: root, root, params: [], depth: 3}, generator(seed))
          const expected = theirs.compile(source)(data)
          const ours = renderTemplate(parseTemplate(source, {helpers, partials}), data)
          expect([source, ours]).toEqual([source, expected])
          rendered += 1
          for (const [name, form] of Object.entries(forms))
            if (form.test(source)) met[name] = (met[name] ?? 0) + 1
          if (expected.trim() !== "") printed += 1
        },
      ),
      {seed: 20260320, numRuns: 1500},
    )
    expect(rendered).toBe(1500)
    expect(Object.keys(forms).filter(name => (met[name] ?? 0) < 15)).toEqual([])
    expect(printed).toBeGreaterThan(700)
  })
})
