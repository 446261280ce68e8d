// SPDX-License-Identifier: EUPL-1.2

/**
 * One report layout for other template engines: translated from the Handlebars template, block by
 * block, so that all of them do the same work. Knows what our layouts use: paths, `#if`, `#unless`,
 * `#each` and `#with` with a name for the value, and partials, which are written out in their place.
 */
import {type Shape, reportShape} from "@wederhoor/render"
import {Eta} from "eta"
import Handlebars from "handlebars"
import {Liquid} from "liquidjs"
import Mustache from "mustache"

import {sane} from "./measure.ts"

/** Lays out one model. */
export type Layout = (model: object) => string

/** What a name stands for: `parts` when it is another path, as what is given to a partial. */
type Scope = ReadonlyMap<
  string,
  {
    readonly shape: Shape
    readonly at: string
    readonly parts: readonly string[] | null
    readonly named: boolean
  }
>

/** A path as written, what it leads to, and where that is in the model (`*` for a place in a list). */
interface Value {
  readonly parts: readonly string[]
  readonly named: boolean
  readonly shape: Shape
  readonly at: string
}

/** How a language writes each construct; bodies are written already. */
interface Dialect {
  readonly print: (value: Value) => string
  readonly when: (value: Value, yes: string, no: string) => string
  readonly each: (value: Value, name: string, body: string, empty: string) => string
  readonly within: (value: Value, name: string, body: string, empty: string) => string
}

function translate({source, partials}: Sources, dialect: Dialect): string {
  const program = (given: hbs.AST.Program | undefined, scope: Scope): string =>
    (given?.body ?? []).map(node => statement(node, scope)).join("")
  const statement = (node: hbs.AST.Statement, scope: Scope): string => {
    if (node.type === "ContentStatement") return (node as hbs.AST.ContentStatement).value
    if (node.type === "CommentStatement") return ""
    if (node.type === "PartialStatement") {
      const {name, hash} = node as hbs.AST.PartialStatement
      const inner = partials[(name as hbs.AST.PathExpression).original]
      sane(inner !== undefined, "a partial is missing")
      const given = (hash?.pairs ?? []).map(({key, value}) => {
        const {parts, named, shape, at} = valueOf(value, scope)
        return [key, {parts, named, shape, at}] as const
      })
      return program(Handlebars.parse(inner), new Map([...scope, ...given]))
    }
    if (node.type === "MustacheStatement")
      return dialect.print(valueOf((node as hbs.AST.MustacheStatement).path, scope))
    sane(node.type === "BlockStatement", `the layout uses ${node.type}`)
    const block = node as hbs.AST.BlockStatement
    const [param] = block.params
    sane(param !== undefined, "a block without a value")
    const value = valueOf(param, scope)
    const word =
      block.path.type === "PathExpression" ? (block.path as hbs.AST.PathExpression).original : ""
    const otherwise = program(block.inverse, scope)
    if (word === "if") return dialect.when(value, program(block.program, scope), otherwise)
    if (word === "unless") return dialect.when(value, otherwise, program(block.program, scope))
    const [name] = block.program.blockParams ?? []
    sane(name !== undefined, `#${word} without a name`)
    const shape = value.shape.type === "list" ? value.shape.of : value.shape
    const at = word === "each" ? `${value.at}.*` : value.at
    const body = program(
      block.program,
      new Map([...scope, [name, {shape, at, parts: null, named: true}]]),
    )
    if (word === "each") return dialect.each(value, name, body, otherwise)
    sane(word === "with", `the layout uses #${word}`)
    return dialect.within(value, name, body, otherwise)
  }
  return program(Handlebars.parse(source), new Map())
}

/** A layout as `layoutFor` gives it. */
export interface Sources {
  readonly source: string
  readonly partials: Readonly<Record<string, string>>
}

function valueOf(expression: hbs.AST.Node, scope: Scope): Value {
  sane(expression.type === "PathExpression", "only paths are translated")
  const {parts: written, data} = expression as hbs.AST.PathExpression
  const isRoot = data && written[0] === "root"
  const parts = isRoot ? written.slice(1) : (written as string[])
  sane((isRoot || !data) && parts.length > 0, "of the data of Handlebars only @root is translated")
  const [first = ""] = parts
  const known = isRoot ? undefined : scope.get(first)
  let shape: Shape = known?.shape ?? reportShape
  let at = known?.at ?? ""
  for (const part of known ? parts.slice(1) : parts) {
    const next: Shape | undefined = shape.type === "group" ? shape.fields[part] : undefined
    sane(next !== undefined, `the model has no ${parts.join(".")}`)
    shape = next
    at = at === "" ? part : `${at}.${part}`
  }
  const whole = known?.parts ? [...known.parts, ...parts.slice(1)] : parts
  return {parts: whole, named: known?.named ?? false, shape, at}
}

/** Eta: JavaScript between signs, compiled to a function. */
export function etaLayout(source: Sources): Layout {
  const path = ({parts, named}: Value): string => `${named ? "" : "it."}${parts.join(".")}`
  const holds = (value: Value): string =>
    value.shape.type === "list" ? `${path(value)}.length > 0` : path(value)
  const text = translate(source, {
    print: value => `<%= ${path(value)} %>`,
    when: (value, yes, no) => `<% if (${holds(value)}) { %>${yes}<% } else { %>${no}<% } %>`,
    each: (value, name, body, empty) =>
      `<% for (const ${name} of ${path(value)}) { %>${body}<% } if (${path(value)}.length === 0) { %>${empty}<% } %>`,
    within: (value, name, body, empty) =>
      `<% if (${path(value)}) { const ${name} = ${path(value)} %>${body}<% } else { %>${empty}<% } %>`,
  })
  const eta = new Eta({autoEscape: true, autoTrim: false})
  const compiled = eta.compile(text)
  return model => compiled.call(eta, model)
}

/** LiquidJS, parsed beforehand; empty text and zero count as nothing, as in Handlebars. */
export function liquidLayout(source: Sources): Layout {
  const path = ({parts}: Value): string => parts.join(".")
  const holds = (value: Value): string =>
    value.shape.type === "list" ? `${path(value)}.size > 0` : path(value)
  const text = translate(source, {
    print: value => `{{ ${path(value)} }}`,
    when: (value, yes, no) => `{% if ${holds(value)} %}${yes}{% else %}${no}{% endif %}`,
    each: (value, name, body, empty) =>
      `{% for ${name} in ${path(value)} %}${body}{% else %}${empty}{% endfor %}`,
    within: (value, name, body, empty) =>
      `{% if ${path(value)} %}{% assign ${name} = ${path(value)} %}${body}{% else %}${empty}{% endif %}`,
  })
  const liquid = new Liquid({jsTruthy: true, outputEscape: "escape"})
  const parsed = liquid.parse(text)
  return model => String(liquid.renderSync(parsed, model))
}

/**
 * Mustache, parsed beforehand. It has no names for the items of a list, so the model is prepared at
 * each layout: every item becomes a group with one field, the name. That is part of its time.
 */
export function mustacheLayout(source: Sources): Layout {
  const names = new Map<string, string>()
  const section = (path: string, yes: string, no: string): string =>
    `{{#${path}}}${yes}{{/${path}}}{{^${path}}}${no}{{/${path}}}`
  const path = ({parts}: Value): string => parts.join(".")
  const name = (at: string, given: string): void => {
    sane((names.get(at) ?? given) === given, `${at} has two names`)
    names.set(at, given)
  }
  const text = translate(source, {
    print: value => `{{${path(value)}}}`,
    when: (value, yes, no) =>
      section(value.shape.type === "list" ? `${path(value)}.length` : path(value), yes, no),
    each: (value, given, body, empty) => {
      name(`${value.at}.*`, given)
      return section(path(value), body, empty)
    },
    within: (value, given, body, empty) => {
      name(value.at, given)
      return section(path(value), body, empty)
    },
  })
  const prepare = (value: unknown, at: string): unknown => {
    if (Array.isArray(value)) return value.map(item => prepare(item, `${at}.*`))
    const given = names.get(at)
    const inner =
      typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([key, item]) => [
              key,
              prepare(item, at === "" ? key : `${at}.${key}`),
            ]),
          )
        : value
    return given === undefined || value === null ? inner : {[given]: inner}
  }
  Mustache.parse(text)
  return model => Mustache.render(text, prepare(model, ""))
}

/** HTML without the differences that engines may have: white space, and how a sign is escaped. */
export function normal(html: string): string {
  const signs: Readonly<Record<string, string>> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'"}
  return html
    .replaceAll(
      /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi,
      (all, hex?: string, dec?: string, name?: string) =>
        name === undefined
          ? String.fromCodePoint(hex === undefined ? Number(dec) : Number.parseInt(hex, 16))
          : (signs[name] ?? all),
    )
    .replaceAll(/\s+/g, "")
}
