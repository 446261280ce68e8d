// SPDX-License-Identifier: EUPL-1.2
import {failure} from "../findings.ts"
import {type ReportTree, eachBlock} from "../tree.ts"
import {Drawing} from "./draw.ts"
import {Faces} from "./faces.ts"
import {Flow, type Place} from "./flow.ts"
import {type Kit, openKit, type Ref, sheet, textOf} from "./kit.ts"
import {Breaker} from "./lines.ts"
import {body, colours, margins} from "./looks.ts"
import {xmpOf} from "./metadata.ts"
import {type PdfOptions, type Settings, settingsOf} from "./options.ts"
import {type Page, Paginator} from "./pages.ts"
import {Structure} from "./structure.ts"
import {writeStructure} from "./write-structure.ts"

/** Strips and pages of work between two breaths. */
const breath = {strips: 400, pages: 16} as const

/** Blocks in a report, at most. */
const mostBlocks = 500_000

/**
 * A report as a PDF on A4: tagged, with bookmarks and links, and with claims of PDF/A-3a and PDF/UA-1. It says
 * what the tree says, in the same order; page numbers and lines are not part of what is read. The same tree,
 * options and fonts give the same bytes: no clock, no random ids, no network.
 *
 * Works in Node, in a browser and in a worker; outside Node give `fonts`. It lets other work go first now
 * and then.
 * @throws {RenderError} `option-invalid`, `font-unreadable`, `report-too-deep`, `report-too-large`.
 */
export async function renderPdf(tree: ReportTree, options: PdfOptions): Promise<Uint8Array> {
  const settings = settingsOf(options, tree.lang)
  const {signal, progress} = options
  const fonts = options.fonts ?? (await (await import("./fonts-node.ts")).defaultFonts())
  const work = countOf(tree)
  const breathe = async (done: number): Promise<void> => {
    progress?.(Math.min(done, work * 2), work * 2)
    await new Promise(resolve => setTimeout(resolve, 0))
    signal?.throwIfAborted()
  }

  signal?.throwIfAborted()
  const kit = openKit(infoOf(settings), settings.lang)
  const bytes = collect(kit)
  const faces = new Faces(kit, fonts)
  const structure = new Structure()
  const flow = new Flow(structure, new Breaker(faces), placesIn(tree))
  const pages = await paginate(flow, tree, settings, breathe)
  const drawing = new Drawing(kit, faces, pages, settings)
  const refs: Ref[] = []
  for (let at = 0; at < pages.length; at++) {
    drawing.draw(at)
    refs.push(kit.page.dictionary)
    if (at % breath.pages === breath.pages - 1)
      await breathe(work + Math.floor((work * at) / pages.length))
  }
  drawing.bookmarks()
  await breathe(work * 2 - 1)
  writeStructure(kit, structure.root, refs)
  attachFiles(kit, settings)
  writeMetadata(kit, settings)
  kit.end()
  const made = await bytes
  progress?.(work * 2, work * 2)
  if (faces.missing.size > 0) options.missing?.([...faces.missing].join(""))
  return made
}

async function paginate(
  flow: Flow,
  tree: ReportTree,
  {lang}: Settings,
  breathe: (done: number) => Promise<void>,
): Promise<readonly Page[]> {
  const place: Place = {
    x: margins.left,
    width: sheet.width - margins.left - margins.right,
    frame: null,
    node: flow.structure.root,
    style: body,
    lang,
    colour: colours.text,
    within: "",
    depth: 0,
  }
  const paginator = new Paginator()
  let strips = 0
  for (const item of flow.blocks(tree.blocks, place)) {
    paginator.add(item)
    if (++strips % breath.strips === 0) await breathe(flow.done)
  }
  return paginator.end()
}

function countOf(tree: ReportTree): number {
  let count = 1
  for (const _ of eachBlock(tree.blocks))
    if (++count > mostBlocks) throw failure("report-too-large", {line: 0, column: 0})
  return count
}

/** Ids of what a link can lead to. */
function placesIn(tree: ReportTree): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const block of eachBlock(tree.blocks))
    if ("id" in block && block.id !== "") ids.add(block.id)
  return ids
}

const infoOf = ({title, author, producer, date}: Settings): Record<string, unknown> => ({
  Title: title,
  ...(author === "" ? {} : {Author: author}),
  Producer: producer,
  Creator: producer,
  CreationDate: date,
  ModDate: date,
})

async function collect(kit: Kit): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  await new Promise<void>((resolve, reject) => {
    kit.on("data", chunk => {
      chunks.push(chunk)
      length += chunk.length
    })
    kit.on("end", resolve)
    kit.on("error", reject)
  })
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** PDFKit does not escape what it writes into its XMP, so that is ours. */
function writeMetadata(kit: Kit, settings: Settings): void {
  kit.endMetadata = () => {
    const ref = kit.ref({Type: "Metadata", Subtype: "XML"})
    ref.compress = false
    ref.end(new TextEncoder().encode(xmpOf(settings)))
    kit._root.data["Metadata"] = ref
  }
}

function attachFiles(kit: Kit, {attachments, date}: Settings): void {
  if (attachments.length === 0) return
  const named = attachments.map(file => {
    const embedded = kit.ref({
      Type: "EmbeddedFile",
      Subtype: file.type.replace("/", "#2F"),
      Params: {Size: file.bytes.length, CreationDate: date, ModDate: date},
    })
    embedded.end(file.bytes)
    const spec = kit.ref({
      Type: "Filespec",
      F: textOf(file.name),
      UF: textOf(file.name),
      Desc: textOf(file.description),
      AFRelationship: file.relationship,
      EF: {F: embedded, UF: embedded},
    })
    spec.end()
    return {name: file.name, spec}
  })
  kit._root.data["AF"] = named.map(({spec}) => spec)
  const sorted = named.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const names = kit._root.data["Names"] as Ref
  names.data["EmbeddedFiles"] = {Names: sorted.flatMap(({name, spec}) => [textOf(name), spec])}
}
