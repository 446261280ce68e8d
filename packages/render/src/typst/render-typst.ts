// SPDX-License-Identifier: EUPL-1.2
import {failure} from "../findings.ts"
import {defaultFonts} from "../pdf/fonts-node.ts"
import type {PdfOptions} from "../pdf/options.ts"
import {eachBlock, type ReportTree} from "../tree.ts"
import {typstDocument} from "./document.ts"

/** Which promise the file makes: Typst makes one at a time, and refuses what does not keep it. */
export type TypstStandard = "ua-1" | "a-3a"

/** Beside the options of `renderPdf`. Fonts are those of the package. */
export interface TypstOptions extends Omit<PdfOptions, "fonts" | "missing" | "producer"> {
  /** Default `ua-1`: the file can be read aloud. */
  readonly standard?: TypstStandard
}

/** The part of the compiler that is used, so that it need not be installed to build this. */
interface Compiler {
  mapShadow(path: string, content: Buffer): void
  compile(options: {mainFileContent: string}): {
    readonly result: unknown
    hasError(): boolean
    takeDiagnostics(): {shortDiagnostics: readonly {message?: string}[]} | null
  }
  pdf(document: unknown, options: {pdfStandard: string; creationTimestamp: number}): Buffer
}
interface Library {
  readonly NodeCompiler: {
    create(options: {
      workspace: string
      fontArgs: readonly {fontBlobs: readonly Buffer[]}[]
    }): Compiler
  }
}

/** A folder that is not there: nothing on disk can be read. */
const workspace = "/wederhoor-nowhere"
const library = "@myriaddreamin/typst-ts-node-compiler"

async function load(): Promise<Library | null> {
  try {
    return (await import(library)) as Library
  } catch {
    return null
  }
}

/** Whether Typst is installed: the optional package `@myriaddreamin/typst-ts-node-compiler` 0.7. */
export async function hasTypst(): Promise<boolean> {
  return (await load()) !== null
}

/**
 * A report as PDF, laid out by Typst: quicker than `renderPdf`, and checked by Typst itself against the
 * standard it claims. Node only, and only where the optional package is installed. No network, no files.
 * The same input gives the same bytes.
 *
 * @throws {RenderError} `not-installed`, or `layout-failed` with the reason when Typst refuses.
 */
export async function renderTypst(tree: ReportTree, options: TypstOptions): Promise<Uint8Array> {
  const found = await load()
  const at = {line: 1, column: 1}
  if (found === null) throw failure("not-installed", at, library)
  const {attachments = [], progress, signal, standard = "ua-1", date, lang = tree.lang} = options
  signal?.throwIfAborted()
  const moment = new Date(date)
  if (Number.isNaN(moment.getTime())) throw failure("layout-failed", at, `date ${date}`)
  const {text, fallbacks} = await defaultFonts()
  const fonts = [text, ...(fallbacks ?? [])].flatMap(family =>
    Object.values(family).filter(one => one instanceof Uint8Array),
  )
  const compiler = found.NodeCompiler.create({
    workspace,
    fontArgs: [{fontBlobs: fonts.map(bytes => Buffer.from(bytes))}],
  })
  const ids = [...eachBlock(tree.blocks)].flatMap(block =>
    "id" in block && block.id ? [block.id] : [],
  )
  const data = {
    title: options.title,
    author: options.author === undefined ? [] : [options.author],
    lang: lang.split("-")[0],
    fonts: ["Atkinson Hyperlegible", "Noto Sans", "Noto Sans Arabic"],
    date: {
      year: moment.getUTCFullYear(),
      month: moment.getUTCMonth() + 1,
      day: moment.getUTCDate(),
      hour: moment.getUTCHours(),
      minute: moment.getUTCMinutes(),
      second: moment.getUTCSeconds(),
    },
    foot: [options.title, options.controlCode].filter(Boolean).join(" · "),
    ids: [...new Set(ids)],
    files: attachments.map(({name, type, description, relationship}) => ({
      path: `/files/${name}`,
      type,
      description,
      relationship: relationship.toLowerCase(),
    })),
    blocks: tree.blocks,
  }
  compiler.mapShadow(`${workspace}/report.json`, Buffer.from(JSON.stringify(data)))
  for (const {name, bytes} of attachments)
    compiler.mapShadow(`${workspace}/files/${name}`, Buffer.from(bytes))
  const compiled = compiler.compile({mainFileContent: typstDocument})
  if (compiled.hasError() || compiled.result === null) {
    const said = compiled.takeDiagnostics()?.shortDiagnostics.map(({message = ""}) => message)
    throw failure("layout-failed", at, said?.[0] ?? "")
  }
  try {
    const pdf = compiler.pdf(compiled.result, {
      pdfStandard: standard,
      creationTimestamp: Math.floor(moment.getTime() / 1000),
    })
    progress?.(1, 1)
    return new Uint8Array(pdf)
  } catch (error) {
    const said = /message: "([^"]*)"/.exec(String(error))?.[1]
    throw failure("layout-failed", at, said ?? String(error).slice(0, 200))
  }
}
