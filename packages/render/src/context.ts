// SPDX-License-Identifier: EUPL-1.2
import {finding} from "./findings.ts"
import type {Place, TemplateFinding} from "./findings.ts"
import {nameOf} from "./profile.ts"
import {placeOf} from "./syntax.ts"
import type {Node, Program} from "./syntax.ts"
import type {Parts} from "./template.ts"

const elements: ReadonlySet<string> = new Set(
  (
    "abbr address article aside b blockquote br caption cite col colgroup dd del dfn div dl dt em " +
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd li main mark nav ol p " +
    "q s section small span strong sub sup table tbody td tfoot th thead time tr ul var wbr a"
  ).split(" "),
)
const empty: ReadonlySet<string> = new Set(["br", "col", "hr", "wbr"])

const attributes: ReadonlySet<string> = new Set(
  "class id lang dir href cite datetime role scope headers colspan rowspan span start value title tabindex reversed type".split(
    " ",
  ),
)

/** Attributes that take text out of sight or out of what is read aloud. */
const hiding: ReadonlySet<string> = new Set(["hidden", "aria-hidden", "inert", "popover"])

type Mode =
  | "text"
  | "tag-open"
  | "tag-name"
  | "between"
  | "attribute"
  | "before-value"
  | "value"
  | "comment"

/** Where in HTML a template is, between two characters. Never changed in place. */
interface State {
  readonly mode: Mode
  /** Elements not yet closed, outermost first. */
  readonly open: readonly string[]
  readonly closing: boolean
  readonly tag: string
  readonly name: string
  readonly quote: string
  readonly value: string
}

const begin: State = {
  mode: "text",
  open: [],
  closing: false,
  tag: "",
  name: "",
  quote: "",
  value: "",
}

interface Walk {
  readonly parts: Parts
  readonly found: TemplateFinding[]
  readonly partial: string | undefined
  /** Partials already checked in the same place, so that cost does not double per call. */
  readonly seen: Set<string>
}

/**
 * Whether every value of a template lands where it can only be text: in content or inside a quoted
 * attribute that runs nothing and fetches nothing. Each branch of a block must end in the markup it
 * began in, so this holds for every data. Expects a template within the profile, without cycles.
 */
export function checkContext(parts: Parts): TemplateFinding[] {
  const found: TemplateFinding[] = []
  const end = program(parts.program, begin, {parts, found, partial: undefined, seen: new Set()})
  const last = end.open.at(-1)
  const at = parts.program.body.at(-1)
  if (at !== undefined && last !== undefined)
    found.push(finding("not-closed", placeOf(at), `<${last}>`))
  else if (at !== undefined && end.mode !== "text")
    found.push(finding("not-closed", placeOf(at), `<${end.tag}`))
  return found
}

function program(given: Program | undefined, from: State, walk: Walk): State {
  return (given?.body ?? []).reduce((state, node) => statement(node, state, walk), from)
}

function statement(node: Node, from: State, walk: Walk): State {
  const at = placeOf(node, walk.partial)
  switch (node.type) {
    case "ContentStatement":
      return content(node.value, node.original, at, from, walk.found)
    case "MustacheStatement":
      return hole(`{{${nameOf(node.path)}}}`, at, from, walk.found)
    case "PartialStatement": {
      const name = nameOf(node.name)
      wholeValue(`{{> ${name}}}`, at, from, walk.found)
      const key = JSON.stringify([name, from.mode, from.tag, from.name, from.quote, from.value])
      if (walk.seen.has(key)) return from
      walk.seen.add(key)
      const inner = program(walk.parts.partials.get(name), from, {...walk, partial: name})
      return even(from, inner, `{{> ${name}}}`, at, walk.found)
    }
    case "BlockStatement": {
      const name = `{{#${nameOf(node.path)}}}`
      wholeValue(name, at, from, walk.found)
      even(from, program(node.program, from, walk), name, at, walk.found)
      even(from, program(node.inverse, from, walk), name, at, walk.found)
      return from
    }
    case "Decorator":
    case "DecoratorBlock":
    case "PartialBlockStatement":
    case "CommentStatement":
      return from
  }
}

/** Text inside a value may differ from branch to branch; the place in the markup may not. */
function even(from: State, to: State, what: string, at: Place, found: TemplateFinding[]): State {
  const same =
    from.mode === to.mode &&
    from.tag === to.tag &&
    from.name === to.name &&
    from.quote === to.quote &&
    from.open.join(" ") === to.open.join(" ")
  if (!same) found.push(finding("uneven-branches", at, what))
  return from
}

function hole(what: string, at: Place, from: State, found: TemplateFinding[]): State {
  if (from.mode === "text") return from
  if (from.mode === "before-value") found.push(finding("unquoted-value", at, from.name))
  else if (from.mode !== "value") found.push(finding("hole-in-markup", at, what))
  else if (isReference(from.name) && !from.value.startsWith("#"))
    found.push(finding("remote-reference", at, `${from.name}="${from.value}${what}"`))
  else wholeValue(what, at, from, found)
  // From here on the value is not known, but how it began is.
  return from.mode === "value" ? {...from, value: `${from.value}\0`} : from
}

/** Attributes that decide what is seen or read aloud are written out, never put together. */
function wholeValue(what: string, at: Place, from: State, found: TemplateFinding[]): void {
  if (from.mode === "value" && ["class", "role", "type"].includes(from.name))
    found.push(finding("hole-in-markup", at, `${from.name}="${what}"`))
}

function isReference(name: string): boolean {
  return name === "href" || name === "cite"
}

function content(
  text: string,
  original: string,
  start: Place,
  from: State,
  found: TemplateFinding[],
): State {
  // Whitespace control may have cut the front of the text: count lines in what was written.
  const cut = Math.max(0, original.indexOf(text))
  const place = (index: number): Place => {
    const before = original.slice(0, cut + index).split("\n")
    const column = (before.at(-1) ?? "").length + (before.length === 1 ? start.column : 1)
    return {...start, line: start.line + before.length - 1, column}
  }
  let state = from
  for (let index = 0; index < text.length && found.length < enough; index += 1)
    state = character(text[index] ?? "", text, index, state, (code, what) =>
      found.push(finding(code, place(index), what)),
    )
  return state
}

/** After so many findings the rest is not looked at: it costs time and tells nothing. */
const enough = 200
/** Elements inside each other. */
const deepest = 100

type Report = (code: TemplateFinding["code"], what: string) => void

function character(c: string, text: string, index: number, state: State, report: Report): State {
  const space = /\s/.test(c)
  switch (state.mode) {
    case "text":
      return c === "<" ? {...state, mode: "tag-open", tag: "", closing: false} : state
    case "tag-open":
      if (c === "/" && !state.closing) return {...state, closing: true}
      if (/[a-z]/i.test(c)) return {...state, mode: "tag-name", tag: c}
      report(c === "!" ? "html-comment" : "element-not-allowed", `<${c}`)
      return {...state, mode: c === "!" || c === "?" ? "comment" : "text"}
    case "comment":
      return c === ">" && (text.slice(0, index).endsWith("--") || !text.includes("--"))
        ? {...state, mode: "text"}
        : state
    case "tag-name":
      if (/[a-z0-9:-]/i.test(c)) return {...state, tag: state.tag + c}
      if (!elements.has(state.tag)) report("element-not-allowed", `<${state.tag}>`)
      if (space) return {...state, mode: "between", name: ""}
      return c === ">" ? endTag(state, report) : odd(c, state, report)
    case "between":
      if (space) return state
      if (c === ">") return endTag(state, report)
      return /[a-z]/i.test(c) ? {...state, mode: "attribute", name: c} : odd(c, state, report)
    case "attribute":
      if (/[a-z0-9_:.-]/i.test(c)) return {...state, name: state.name + c}
      checkName(state, report)
      if (c === "=") return {...state, mode: "before-value"}
      if (space) return {...state, mode: "between", name: ""}
      return c === ">" ? endTag(state, report) : odd(c, state, report)
    case "before-value":
      if (c === '"' || c === "'") return {...state, mode: "value", quote: c, value: ""}
      report("unquoted-value", state.name)
      return {...state, mode: c === ">" ? "text" : "between", name: ""}
    case "value":
      if (c !== state.quote) return {...state, value: state.value + c}
      checkValue(state, report)
      return {...state, mode: "between", name: "", quote: "", value: ""}
  }
}

/** A character HTML would repair in its own way: refused, so that no repair is ever needed. */
function odd(c: string, state: State, report: Report): State {
  report("hole-in-markup", `<${state.tag} … ${c}`)
  return {...state, mode: "between", name: ""}
}

function checkName(state: State, report: Report): void {
  const {name} = state
  if (hiding.has(name)) report("hidden-text", name)
  else if (state.closing || !(attributes.has(name) || /^(aria|data)-[a-z-]+$/.test(name)))
    report("attribute-not-allowed", name)
}

/** Roles that take the text inside out of what is read aloud. */
const silent =
  /\b(none|presentation|img|image|button|checkbox|graphics-\w+|math|menuitemcheckbox|menuitemradio|meter|option|progressbar|radio|scrollbar|separator|slider|spinbutton|switch|tab)\b/i

function checkValue(state: State, report: Report): void {
  const {name, value} = state
  // An entity would be another word to the browser than to this check.
  if (["class", "role", "type"].includes(name) && value.includes("&"))
    report("hidden-text", `${name}="${value}"`)
  if (isReference(name) && !value.startsWith("#")) report("remote-reference", `${name}="${value}"`)
  if (name === "role" && silent.test(value)) report("hidden-text", `role="${value}"`)
  if (
    name === "class" &&
    /hid(e|den)|skip|sr-only|off-?screen|invisible|d-none|collapse/i.test(value)
  )
    report("hidden-text", `class="${value}"`)
}

function endTag(state: State, report: Report): State {
  const {tag} = state
  const next: State = {...begin, open: state.open}
  if (state.closing) {
    if (state.open.at(-1) === tag) return {...next, open: state.open.slice(0, -1)}
    report("not-closed", `</${tag}>`)
    return next
  }
  if (empty.has(tag)) return next
  if (state.open.length >= deepest) {
    report("too-deep", `<${tag}>`)
    return next
  }
  return {...next, open: [...state.open, tag]}
}
