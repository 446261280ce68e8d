// SPDX-License-Identifier: EUPL-1.2
import {redactFor, type Version} from "@wederhoor/format"
import {
  findShielded,
  type Json,
  makeRendition,
  type NoRendition,
  type Rendition,
  type RenditionInput,
  renderText,
  reportPage,
} from "@wederhoor/render"
import type {PdfAttachment} from "@wederhoor/render/pdf"
import {type Bundle, canonicalJson, controlCode} from "@wederhoor/signoff"

/** The forms a report comes in, with the media type of each. */
export const forms = {
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  txt: "text/plain; charset=utf-8",
  json: "application/json",
} as const
export type Form = keyof typeof forms

/** A reader's copy with what travels with it to be checked by: the bundle, or the frozen copy itself. */
export interface PreparedCopy extends Rendition {
  /** None for a copy without names: it would tell them. */
  readonly attached: Bundle | Version | null
  readonly controlCode: string
  /** When the version was frozen, ISO 8601: the date of the file. */
  readonly frozenAt: string
}

/**
 * Make a reader's copy, with the control code of what travels with it printed in it. The whole is searched
 * for what is shielded.
 *
 * @param attachedOf what travels with it, made from the reader's copy: the bundle, the frozen copy itself, or
 *   nothing. A copy without names never has it.
 */
export async function prepareCopy(
  input: RenditionInput,
  attachedOf: (copy: Version) => Promise<Bundle | Version | null>,
): Promise<PreparedCopy | NoRendition> {
  const {version, state, reader, template, options} = input
  const copy = redactFor(version, state, reader, template)
  const attached = reader.role === "thirdParty" ? null : await attachedOf(copy)
  const code = attached === null ? "" : await controlCode(attached)
  const made = makeRendition({...input, options: {...options, controlCode: code}})
  if (!made.ok) return made
  const travels = attached === null ? [] : [withoutOwnWords(attached, reader.id)]
  const shielded = findShielded(travels, reader, state.persons)
  if (shielded.length > 0) return {ok: false, code: "shielded", shielded}
  return {...made, attached, controlCode: code, frozenAt: version.frozenAt}
}

/** What travels with a copy, less the reader's own reactions and remarks: nobody's own words are refused. */
function withoutOwnWords(attached: Bundle | Version, reader: string): Json {
  const isOther = ({value}: {readonly value?: unknown}): boolean =>
    (value as {by?: unknown} | undefined)?.by !== reader || reader === ""
  const others = (report: Bundle["report"]): object => ({
    ...report,
    reactions: report.reactions.filter(isOther),
  })
  if (!("seal" in attached)) return others(attached as unknown as Bundle["report"]) as Json
  const {report, remarks = [], ...rest} = attached
  return {...rest, report: others(report), remarks: remarks.filter(isOther)} as unknown as Json
}

/** Who lays out a PDF; all but the first only where they are installed. */
export type PdfMaker = "pdfkit" | "typst" | "chromium"

/** How a form is made, and what a long piece of work tells on its way. */
export interface Going {
  /** Default `pdfkit`. What Chromium prints cannot carry the bundle, so its code stands for a separate file. */
  readonly pdfBy?: PdfMaker
  readonly progress?: (done: number, of: number) => void
  readonly signal?: AbortSignal
}

/** A reader's copy in a form, as bytes. The same copy gives the same bytes. */
export async function copyInForm(
  prepared: PreparedCopy,
  form: Form,
  going: Going = {},
): Promise<Uint8Array> {
  const {model, fragment, tree, attached, frozenAt} = prepared
  const encoder = new TextEncoder()
  const json = attached === null ? null : `${canonicalJson(attached)}\n`
  going.signal?.throwIfAborted()
  switch (form) {
    case "html":
      return encoder.encode(
        await reportPage(fragment, {
          title: model.title,
          lang: model.lang,
          ...(attached === null ? {} : {bundle: attached as unknown as Json}),
        }),
      )
    case "txt":
      return encoder.encode(renderText(tree))
    case "json":
      return encoder.encode(json ?? "null\n")
    case "pdf":
      return pdfOf(prepared, json, going)
    case "docx": {
      const {renderDocx} = await import("@wederhoor/render/docx")
      return renderDocx(tree, {
        title: model.title,
        reportId: model.reportId,
        version: String(model.version),
        formatVersion: attached?.format ?? "",
        ...(prepared.controlCode === "" ? {} : {controlCode: prepared.controlCode}),
        at: frozenAt,
        replies: !model.final,
      })
    }
  }
}

/** The libraries are large, and most of what a server does needs none of them. */
async function pdfOf(
  prepared: PreparedCopy,
  json: string | null,
  {pdfBy = "pdfkit", ...going}: Going,
): Promise<Uint8Array> {
  const {model, tree, attached, frozenAt, controlCode: code} = prepared
  if (pdfBy === "chromium") {
    const {printWithChromium} = await import("@wederhoor/render/chromium")
    const page = await copyInForm(prepared, "html")
    return printWithChromium(new TextDecoder().decode(page), going)
  }
  const options = {
    title: model.title,
    lang: model.lang,
    date: frozenAt,
    ...(code === "" ? {} : {controlCode: code}),
    attachments: json === null ? [] : attachmentsOf(json, attached),
    ...going,
  }
  if (pdfBy === "pdfkit") return (await import("@wederhoor/render/pdf")).renderPdf(tree, options)
  // Typst makes one promise at a time: with attachments that they are kept, without that it reads aloud.
  const standard = options.attachments.length > 0 ? "a-3a" : "ua-1"
  const {renderTypst} = await import("@wederhoor/render/typst")
  return renderTypst(tree, {...options, standard})
}

/** What a PDF carries: the bundle to check it with, and its signatures as files of their own. */
function attachmentsOf(json: string, attached: PreparedCopy["attached"]): PdfAttachment[] {
  const encoder = new TextEncoder()
  const bundle = {
    name: "verslag.wederhoor.json",
    bytes: encoder.encode(json.trimEnd()),
    type: "application/json",
    relationship: "Source" as const,
    description: "The report to check this copy with",
  }
  const signatures = attached !== null && "signOffs" in attached ? attached.signOffs : []
  return [
    bundle,
    ...signatures.map((jws, at) => ({
      name: `handtekening-${at + 1}.jws.json`,
      bytes: encoder.encode(canonicalJson(jws)),
      type: "application/jose+json",
      relationship: "Supplement" as const,
      description: `Signature ${at + 1}`,
    })),
  ]
}
