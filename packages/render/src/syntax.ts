// SPDX-License-Identifier: EUPL-1.2
// oxlint-disable-next-line typescript/triple-slash-reference -- programs that include this file as source need these types too
/// <reference path="./handlebars-parser.d.ts" />
import {parse} from "handlebars/dist/cjs/handlebars/compiler/base.js"
import {failure} from "./findings.ts"
import type {Place} from "./findings.ts"

interface Loc {
  readonly start: {readonly line: number; readonly column: number}
}

export interface Path {
  readonly type: "PathExpression"
  readonly data: boolean
  readonly depth: number
  readonly parts: readonly string[]
  readonly original: string
  readonly loc: Loc
}

export interface Call {
  readonly type: "SubExpression"
  readonly path: Expression
  readonly params: readonly Expression[]
  readonly hash?: Hash
  readonly loc: Loc
}

export interface Literal {
  readonly type:
    | "StringLiteral"
    | "NumberLiteral"
    | "BooleanLiteral"
    | "UndefinedLiteral"
    | "NullLiteral"
  readonly value?: string | number | boolean | null
  readonly loc: Loc
}

export type Expression = Path | Call | Literal

export interface Hash {
  readonly pairs: readonly {readonly key: string; readonly value: Expression; readonly loc: Loc}[]
}

export interface Program {
  readonly body: readonly Node[]
  readonly blockParams?: readonly string[]
}

export interface Mustache {
  readonly type: "MustacheStatement" | "Decorator"
  readonly path: Expression
  readonly params: readonly Expression[]
  readonly hash?: Hash
  readonly escaped: boolean
  readonly loc: Loc
}

export interface Block {
  readonly type: "BlockStatement" | "DecoratorBlock"
  readonly path: Expression
  readonly params: readonly Expression[]
  readonly hash?: Hash
  readonly program?: Program
  readonly inverse?: Program
  readonly loc: Loc
}

export interface Partial {
  readonly type: "PartialStatement" | "PartialBlockStatement"
  readonly name: Expression
  readonly params: readonly Expression[]
  readonly hash?: Hash
  readonly indent?: string
  readonly loc: Loc
}

export interface Content {
  readonly type: "ContentStatement"
  readonly value: string
  readonly original: string
  readonly loc: Loc
}

export interface Comment {
  readonly type: "CommentStatement"
  readonly loc: Loc
}

export type Node = Mustache | Block | Partial | Content | Comment

/** Most a template may weigh in UTF-8 bytes, and how deep blocks and parentheses may go. */
const limits = {bytes: 64 * 1024, depth: 40} as const

/** Where a node begins, for people: counted from 1. */
export function placeOf(node: {readonly loc: Loc}, partial?: string): Place {
  const at = {line: node.loc.start.line, column: node.loc.start.column + 1}
  return partial === undefined ? at : {...at, partial}
}

/**
 * Source to syntax tree, with Handlebars' own parser. Only strings are taken: an object that looks
 * like a tree is how templates became code in Handlebars (CVE-2026-33937).
 *
 * Size and depth are checked before parsing, since the parser itself is slow on deep input.
 */
export function readSyntax(source: string, partial?: string): Program {
  if (typeof source !== "string") throw failure("syntax", start(partial), typeof source)
  if (new TextEncoder().encode(source).length > limits.bytes)
    throw failure("too-large", start(partial))
  checkDepth(source, partial)
  try {
    return parse(source) as Program
  } catch (error) {
    if (error instanceof RangeError) throw failure("too-deep", start(partial))
    throw syntaxFailure(source, error, partial)
  }
}

function start(partial: string | undefined): Place {
  return partial === undefined ? {line: 1, column: 1} : {line: 1, column: 1, partial}
}

/** Positions for people of an index in the source. */
export function placeAt(source: string, index: number, partial: string | undefined): Place {
  const before = source.slice(0, index)
  const line = before.split("\n").length
  const at = {line, column: index - before.lastIndexOf("\n")}
  return partial === undefined ? at : {...at, partial}
}

/**
 * Counts nesting without parsing. It never counts less than the parser would nest: a close that
 * might be text (after a backslash) does not count, and `{{else if}}` nests as the parser nests it.
 */
function checkDepth(source: string, partial: string | undefined): void {
  const open: number[] = []
  let depth = 0
  const opener = /\{\{~?(?:([#^/])|\s*(else)\b)?/y
  let index = source.indexOf("{{")
  while (index >= 0) {
    if (source.startsWith("{{{{", index))
      throw failure("raw-output", placeAt(source, index, partial), "{{{{…}}}}")
    const end = tagEnd(source, index)
    opener.lastIndex = index
    const [, sign, otherwise] = opener.exec(source) ?? []
    const tag = sign ?? otherwise
    if (tag === "/") {
      if (source[index - 1] !== "\\") depth -= open.pop() ?? 0
    } else if (tag === "else") {
      depth += 1
      if (open.length > 0) open[open.length - 1] = (open.at(-1) ?? 0) + 1
    } else if (tag !== undefined && !/^\{\{~?\^\s*~?\}\}/.test(source.slice(index, end.index))) {
      depth += 1
      open.push(1)
    }
    // A chain of `{{else if}}` nests too, but reads flat: it may be longer than blocks may be deep.
    if (open.length > limits.depth || depth > limits.depth * 5 || end.depth > limits.depth)
      throw failure("too-deep", placeAt(source, index, partial))
    index = source.indexOf("{{", Math.max(end.index, index + 2))
  }
}

/** Where the tag that begins at `index` ends, and how deep its parentheses go. */
function tagEnd(source: string, index: number): {index: number; depth: number} {
  const comment = /^\{\{~?!(--)?/.exec(source.slice(index, index + 6))
  if (comment !== null) {
    const close = comment[1] === undefined ? /\}\}/g : /--~?\}\}/g
    close.lastIndex = index + comment[0].length
    const found = close.exec(source)
    return {index: found === null ? source.length : found.index + found[0].length, depth: 0}
  }
  let deepest = 0
  let depth = 0
  const piece = /"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[|[()]|\}\}|\{\{/g
  piece.lastIndex = index + 2
  for (let found = piece.exec(source); found !== null; found = piece.exec(source)) {
    if (found[0] === "(") deepest = Math.max(deepest, (depth += 1))
    else if (found[0] === ")") depth -= 1
    else if (found[0] === "[") piece.lastIndex = bracketEnd(source, found.index)
    else if (found[0] === "}}") return {index: found.index + 2, depth: deepest}
    else if (found[0] === "{{") return {index: found.index, depth: deepest}
  }
  return {index: source.length, depth: deepest}
}

/** Just past the `]` that closes a `[name]`, or past the `[` when nothing closes it. */
function bracketEnd(source: string, index: number): number {
  let close = source.indexOf("]", index)
  while (close > 0 && source[close - 1] === "\\") close = source.indexOf("]", close + 1)
  return close < 0 ? index + 1 : close + 1
}

/** The parser reports its place in three ways: on the error, in the message, or by a drawn caret. */
function syntaxFailure(source: string, error: unknown, partial: string | undefined): Error {
  const message = error instanceof Error ? error.message : String(error)
  const known = error as {lineNumber?: unknown; column?: unknown} | null
  if (typeof known?.lineNumber === "number" && typeof known.column === "number") {
    const at = {line: known.lineNumber, column: known.column + 1}
    const what = message.replace(/ - \d+:\d+$/, "")
    return failure("syntax", partial === undefined ? at : {...at, partial}, what)
  }
  const [head = "", shown = "", caret = ""] = message.split("\n")
  const line = Number(/line (\d+)/.exec(head)?.[1] ?? 1)
  const text = source.split("\n")[line - 1] ?? ""
  let tail = shown.slice(0, caret.indexOf("^")).replace(/^\.\.\./, "")
  while (tail !== "" && !text.includes(tail)) tail = tail.slice(1)
  const at = {line, column: text.indexOf(tail) + tail.length + 1}
  const what = shown === "" ? head : `“${text.trim().slice(0, 60)}”`
  return failure("syntax", partial === undefined ? at : {...at, partial}, what)
}
