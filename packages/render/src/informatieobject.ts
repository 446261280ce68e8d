// SPDX-License-Identifier: EUPL-1.2
import {failure} from "./findings.ts"

/** How open a document is (*vertrouwelijkheidaanduiding*), from open to very secret. */
export type Confidentiality =
  | "openbaar"
  | "beperkt_openbaar"
  | "intern"
  | "zaakvertrouwelijk"
  | "vertrouwelijk"
  | "confidentieel"
  | "geheim"
  | "zeer_geheim"

/** A file of a report, to be stored elsewhere. */
export interface ReportDocument {
  readonly bytes: Uint8Array
  /** With or without parameters: `application/pdf`, `text/html; charset=utf-8`. */
  readonly mediaType: string
  readonly fileName: string
  /** Longer than 200 characters is cut off. */
  readonly title: string
  /** BCP 47 tag of the report. */
  readonly lang: string
  /** When the version was frozen, ISO 8601. */
  readonly frozenAt: string
  /** What the copy is for. */
  readonly use: "hearing" | "signing" | "final"
  readonly description?: string
}

/** What only the organisation knows. */
export interface DocumentOwner {
  /** RSIN of the organisation: nine digits that pass the eleven test. */
  readonly bronorganisatie: string
  /** Address of the type in the Catalogi API. */
  readonly informatieobjecttype: string
  readonly vertrouwelijkheidaanduiding: Confidentiality
  /** Who made it, at most 200 characters. */
  readonly auteur: string
  /** Own reference, at most 40 characters; without, the registration makes one. */
  readonly identificatie?: string
  /**
   * Language code where the registration wants another: some use the terminological `nld` for Dutch.
   * Default by ISO 639-2/B, as the standard says: `dut`, `eng`.
   */
  readonly taal?: string
  /** Only of a final document. One mark cannot carry the sign-offs: those stay in the bundle. */
  readonly ondertekening?: {readonly soort: "analoog" | "digitaal" | "pki"; readonly datum: string}
}

/** Body of a request that makes an *EnkelvoudigInformatieObject*. */
export interface Informatieobject {
  readonly identificatie?: string
  readonly bronorganisatie: string
  readonly creatiedatum: string
  readonly titel: string
  readonly vertrouwelijkheidaanduiding: Confidentiality
  readonly auteur: string
  readonly status: "ter_vaststelling" | "definitief"
  readonly formaat: string
  readonly taal: string
  readonly bestandsnaam: string
  /** Base64. */
  readonly inhoud: string
  /** In bytes. */
  readonly bestandsomvang: number
  readonly beschrijving: string
  readonly indicatieGebruiksrecht: null
  readonly ondertekening: {readonly soort: string; readonly datum: string | null}
  readonly integriteit: {
    readonly algoritme: "sha_256"
    /** Hexadecimal. */
    readonly waarde: string
    readonly datum: string
  }
  readonly informatieobjecttype: string
}

const languages: Readonly<Record<string, string>> = {
  nl: "dut",
  en: "eng",
  fy: "fry",
  de: "ger",
  fr: "fre",
}

/**
 * What to send to a Documenten API (ZGW, as described in version 1.7) to register a file of a report. Nothing is sent:
 * this makes the body. The PDF and the bundle are two documents, as composite ones are not supported there.
 *
 * A copy to be read or signed is `ter_vaststelling` and never has an `ondertekening`, as that standard
 * demands; a final one is `definitief`.
 *
 * @throws {RenderError} `option-invalid`, with the name of the field: an RSIN that is none, a type without a whole
 *   address, a text that is empty or too long, a language without a code of three letters, a moment that is
 *   none, an `ondertekening` of what is not final.
 */
export async function toInformatieobject(
  file: ReportDocument,
  owner: DocumentOwner,
): Promise<Informatieobject> {
  const {bronorganisatie, informatieobjecttype, auteur, identificatie, ondertekening} = owner
  if (!isRsin(bronorganisatie)) throw invalid("bronorganisatie")
  if (!URL.canParse(informatieobjecttype) || informatieobjecttype.length > 200)
    throw invalid("informatieobjecttype")
  const limit = (at: string, text: string, most: number): void => {
    if (text.length === 0 || text.length > most) throw invalid(at)
  }
  limit("auteur", auteur, 200)
  if (identificatie !== undefined) limit("identificatie", identificatie, 40)
  limit("fileName", file.fileName, 255)
  const taal = owner.taal ?? languages[file.lang.split("-")[0]?.toLowerCase() ?? ""] ?? ""
  if (!/^[a-z]{3}$/.test(taal)) throw invalid("taal")
  const day = file.frozenAt.slice(0, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) throw invalid("frozenAt")
  if (ondertekening !== undefined && file.use !== "final") throw invalid("ondertekening")
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(file.bytes)))
  return {
    ...(identificatie === undefined ? {} : {identificatie}),
    bronorganisatie,
    creatiedatum: day,
    titel: cut(file.title, 200),
    vertrouwelijkheidaanduiding: owner.vertrouwelijkheidaanduiding,
    auteur,
    status: file.use === "final" ? "definitief" : "ter_vaststelling",
    formaat: file.mediaType.split(";")[0]?.trim() ?? "",
    taal,
    bestandsnaam: file.fileName,
    inhoud: base64(file.bytes),
    bestandsomvang: file.bytes.length,
    beschrijving: cut(file.description ?? "", 1000),
    indicatieGebruiksrecht: null,
    ondertekening: ondertekening ?? {soort: "", datum: null},
    integriteit: {
      algoritme: "sha_256",
      waarde: [...digest].map(byte => byte.toString(16).padStart(2, "0")).join(""),
      datum: day,
    },
    informatieobjecttype,
  }
}

const invalid = (field: string): Error => failure("option-invalid", {line: 1, column: 1}, field)

/** Nine digits whose sum, weighed 9, 8 … 2 and −1, divides by eleven. */
function isRsin(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === "000000000") return false
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0)
  return sum % 11 === 0
}

/** At most so many characters, cut between words where there are words, never through a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const room = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")
  const space = room.lastIndexOf(" ")
  return `${(space > most / 2 ? room.slice(0, space) : room).trimEnd()}…`
}

/** In pieces: a whole file at once is too many arguments. */
function base64(bytes: Uint8Array): string {
  const size = 0x6000
  let binary = ""
  for (let from = 0; from < bytes.length; from += size)
    binary += String.fromCharCode(...bytes.subarray(from, from + size))
  return btoa(binary)
}
