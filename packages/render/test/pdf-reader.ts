// SPDX-License-Identifier: EUPL-1.2

/**
 * A small reader of PDF files, by the specification and not by how we write them: objects through the
 * cross-reference table, streams, and the values in them.
 */
import {unzlibSync} from "fflate"

/** A reference to an object: its number. */
export class Ref {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
}

export class Name {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

export type Dict = Map<string, Value>
export type Value = number | boolean | null | string | Name | Ref | Dict | Value[] | Keyword
export interface Keyword {
  readonly keyword: string
}

const isKeyword = (value: Value): value is Keyword =>
  typeof value === "object" && value !== null && "keyword" in value

const delimiters = "()<>[]{}/%"
const spaces = "\u0000\t\n\f\r "

/** Reads values from a run of bytes (each a character from 0 to 255). */
export class Scanner {
  readonly text: string
  at: number
  constructor(text: string, at = 0) {
    this.text = text
    this.at = at
  }

  /** The next value, or undefined at the end. */
  next(): Value | undefined {
    this.#skip()
    const sign = this.text[this.at]
    if (sign === undefined) return undefined
    if (sign === "/") return this.#name()
    if (sign === "(") return this.#literal()
    if (sign === "<") return this.text[this.at + 1] === "<" ? this.#dict() : this.#hex()
    if (sign === "[") return this.#array()
    return this.#word()
  }

  #skip(): void {
    for (;;) {
      const sign = this.text[this.at]
      if (sign === undefined) return
      if (sign === "%")
        while (this.at < this.text.length && !"\r\n".includes(this.text[this.at]!)) this.at++
      else if (spaces.includes(sign)) this.at++
      else return
    }
  }

  #name(): Name {
    const from = ++this.at
    this.#run()
    const raw = this.text.slice(from, this.at)
    return new Name(
      raw.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16)),
      ),
    )
  }

  #run(): void {
    while (
      this.at < this.text.length &&
      !delimiters.includes(this.text[this.at]!) &&
      !spaces.includes(this.text[this.at]!)
    )
      this.at++
  }

  #word(): Value {
    const from = this.at
    this.#run()
    if (this.at === from) throw new Error(`stray ${this.text[from]} at ${from}`)
    const word = this.text.slice(from, this.at)
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) {
      const ref = /^\s+\d+\s+R\b/.exec(this.text.slice(this.at, this.at + 20))
      if (/^\d+$/.test(word) && ref !== null) {
        this.at += ref[0].length
        return new Ref(Number(word))
      }
      return Number(word)
    }
    return word === "true"
      ? true
      : word === "false"
        ? false
        : word === "null"
          ? null
          : {keyword: word}
  }

  #literal(): string {
    let made = ""
    let depth = 1
    for (this.at++; ; this.at++) {
      const sign = this.text[this.at]
      if (sign === undefined) throw new Error("a string does not end")
      if (sign === "\\") made += this.#escape()
      else if (sign === ")" && --depth === 0) break
      else {
        if (sign === "(") depth++
        made += sign
      }
    }
    this.at++
    return made
  }

  #escape(): string {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4))
    if (octal !== null) {
      this.at += octal[0].length
      return String.fromCharCode(parseInt(octal[0], 8) & 0xff)
    }
    const sign = this.text[++this.at]!
    const known: Record<string, string> = {n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": ""}
    return known[sign] ?? sign
  }

  #hex(): string {
    const end = this.text.indexOf(">", this.at)
    const digits = this.text.slice(this.at + 1, end).replaceAll(/\s/g, "")
    this.at = end + 1
    let made = ""
    for (let at = 0; at < digits.length; at += 2)
      made += String.fromCharCode(parseInt(digits.slice(at, at + 2).padEnd(2, "0"), 16))
    return made
  }

  #array(): Value[] {
    const made: Value[] = []
    this.at++
    for (;;) {
      this.#skip()
      if (this.text[this.at] === "]") break
      const value = this.next()
      if (value === undefined) throw new Error("an array does not end")
      made.push(value)
    }
    this.at++
    return made
  }

  #dict(): Dict {
    const made: Dict = new Map()
    this.at += 2
    for (;;) {
      this.#skip()
      if (this.text.startsWith(">>", this.at)) break
      const key = this.next()
      const value = this.next()
      if (!(key instanceof Name) || value === undefined) throw new Error("a dictionary is broken")
      made.set(key.name, value)
    }
    this.at += 2
    return made
  }
}

const latin = (bytes: Uint8Array): string => {
  let made = ""
  for (let at = 0; at < bytes.length; at += 8192)
    made += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return made
}

/** A text string: UTF-16 with a mark, else one byte a sign. */
export function textOf(value: Value | undefined): string {
  if (typeof value !== "string") return ""
  if (!value.startsWith("\u00FE\u00FF")) return value
  let made = ""
  for (let at = 2; at < value.length; at += 2)
    made += String.fromCharCode((value.charCodeAt(at) << 8) | value.charCodeAt(at + 1))
  return made
}

/** The objects of a file. */
export class Objects {
  readonly trailer: Dict
  readonly #bytes: Uint8Array
  readonly #text: string
  readonly #offsets = new Map<number, number>()
  readonly #known = new Map<number, Value>()
  readonly #streams = new Map<Dict, Uint8Array>()

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#text = latin(bytes)
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.#text.slice(-64))
    const scan = new Scanner(this.#text, Number(start?.[1]))
    const word = scan.next()
    if (word === undefined || !isKeyword(word) || word.keyword !== "xref")
      throw new Error("no xref")
    const [first, count] = [scan.next(), scan.next()] as [number, number]
    for (let id = first; id < first + count; id++) {
      const offset = scan.next() as number
      scan.next()
      const kind = scan.next() as Keyword
      if (kind.keyword === "n") this.#offsets.set(id, offset)
    }
    scan.next()
    this.trailer = scan.next() as Dict
  }

  /** Every object of the file. */
  get all(): readonly Value[] {
    return [...this.#offsets.keys()].map(id => this.#load(id))
  }

  /** A value, with references followed. */
  get(value: Value | undefined): Value | undefined {
    return value instanceof Ref ? this.#load(value.id) : value
  }

  dict(value: Value | undefined): Dict {
    const found = this.get(value)
    if (!(found instanceof Map)) throw new Error("not a dictionary")
    return found
  }

  /** Members of an array, or the one value that stands for it. */
  list(value: Value | undefined): readonly Value[] {
    const found = this.get(value)
    if (Array.isArray(found)) return found
    return value === undefined || found === undefined || found === null ? [] : [value]
  }

  /** Name of a value of a dictionary, else empty. */
  name(dict: Dict, key: string): string {
    const found = this.get(dict.get(key))
    return found instanceof Name ? found.name : ""
  }

  /** What stands in a stream, unpacked. */
  stream(value: Value | undefined): Uint8Array {
    const dict = this.dict(value)
    const raw = this.#streams.get(dict)
    if (raw === undefined) throw new Error("not a stream")
    return this.name(dict, "Filter") === "FlateDecode" ? unzlibSync(raw) : raw
  }

  streamText(value: Value | undefined): string {
    return latin(this.stream(value))
  }

  #load(id: number): Value {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const offset = this.#offsets.get(id)
    if (offset === undefined) throw new Error(`object ${id} is not there`)
    const scan = new Scanner(this.#text, offset)
    const [own, , obj] = [scan.next(), scan.next(), scan.next()]
    if (own !== id || obj === undefined || !isKeyword(obj))
      throw new Error(`no object ${id} at its place`)
    const value = scan.next()
    if (value === undefined) throw new Error(`object ${id} is empty`)
    this.#known.set(id, value)
    if (value instanceof Map && /^\s*stream\r?\n/.test(this.#text.slice(scan.at, scan.at + 20))) {
      const from = this.#text.indexOf("\n", this.#text.indexOf("stream", scan.at)) + 1
      const length = this.get(value.get("Length")) as number
      if (!/^\s*endstream/.test(this.#text.slice(from + length, from + length + 12)))
        throw new Error(`length of stream ${id} is wrong`)
      this.#streams.set(value, this.#bytes.subarray(from, from + length))
    }
    return value
  }
}
