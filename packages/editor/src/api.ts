// SPDX-License-Identifier: EUPL-1.2
import type {HistoryChanges, HistoryMoments, HistoryStatements} from "@wederhoor/collab"
import type {Act, Finding, Gate, Lang, ReportView, Template} from "@wederhoor/format"

/** A refusal or failure as a value. `code` is stable; `detail` is a sentence for people. */
export interface Problem {
  readonly ok: false
  /** Of the server, or `offline` when it could not be reached, or `not-what-was-sent`. */
  readonly code: string
  readonly detail: string
  readonly status: number
  /** Findings that stop the gate, when that is the reason. */
  readonly findings: readonly Finding[]
}

/** What came of a request: `value`, or the problem. */
export type Outcome<T> = {readonly ok: true; readonly value: T} | Problem

/** A rendition exactly as received. `sha256` (base64url) is computed here, over these bytes. */
export interface Rendition {
  readonly version: number
  readonly html: string
  readonly bytes: ArrayBuffer
  readonly sha256: string
}

/** A file of the report that somebody keeps, with its media type. */
export const keptFiles = {
  "report.html": "text/html",
  "report.pdf": "application/pdf",
  "report.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "bundle.json": "application/json",
} as const
export type KeptFile = keyof typeof keptFiles

/** The requests of one report. Nothing throws on a refusal or a broken line: it comes as a `Problem`. */
export interface Api {
  readonly view: () => Promise<Outcome<ReportView>>
  readonly template: (digest: string) => Promise<Outcome<Template>>
  readonly findings: (gate: Exclude<Gate, "always">) => Promise<Outcome<readonly Finding[]>>
  readonly act: (act: Act) => Promise<Outcome<ReportView>>
  readonly rendition: (version: number) => Promise<Outcome<Rendition>>
  /** The text as it is now, as HTML for a reader: for when the place itself cannot be opened. */
  readonly contentHtml: () => Promise<Outcome<string>>
  /** For the team and the reviewer: the moments of the text, oldest first. */
  readonly moments: () => Promise<Outcome<HistoryMoments>>
  /** Between two moments: an id, the number of a link of the log, or `now`. */
  readonly changes: (from: string, to: string) => Promise<Outcome<HistoryChanges>>
  /** Who made and worked on each statement that stands in the text. */
  readonly authors: () => Promise<Outcome<HistoryStatements>>
  /** A file to keep: the report on one page, or the bundle for checking. */
  readonly file: (name: KeptFile) => Promise<Outcome<ArrayBuffer>>
}

/** Digest of bytes as base64url without padding: what a signer sends back as `shown`. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return btoa(String.fromCharCode(...digest))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")
}

/**
 * The HTTP client of one report.
 *
 * `token` is asked for every request and never kept; after a 401 it is asked once more with
 * `{fresh: true}`, so that a host that caches tokens can renew it.
 */
export function createApi(options: {
  readonly report: string
  /** Base path or URL, such as `/wederhoor`. */
  readonly server: string
  readonly token: (ask?: {readonly fresh: boolean}) => Promise<string>
  readonly lang: Lang
  readonly fetch?: typeof fetch
}): Api {
  const {report, token, lang} = options
  const server = options.server.replace(/\/+$/, "")
  const send = options.fetch ?? ((...input: Parameters<typeof fetch>) => fetch(...input))
  const offline: Problem = {
    ok: false,
    code: "offline",
    status: 0,
    findings: [],
    detail:
      lang === "nl"
        ? "De server is niet bereikbaar. Controleer de verbinding en probeer het nog eens."
        : "The server cannot be reached. Check the connection and try again.",
  }

  async function request(path: string, body?: unknown, fresh = false): Promise<Outcome<Response>> {
    let response: Response
    try {
      response = await send(server + path, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          authorization: `Bearer ${await token({fresh})}`,
          "accept-language": lang,
          ...(body === undefined ? {} : {"content-type": "application/json"}),
        },
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
      })
    } catch {
      return offline
    }
    if (response.ok) return {ok: true, value: response}
    if (response.status === 401 && !fresh) return request(path, body, true)
    return problemOf(response)
  }

  async function problemOf(response: Response): Promise<Problem> {
    const body: unknown = await response.json().catch(() => null)
    const read = (name: string): unknown =>
      typeof body === "object" && body !== null && Object.hasOwn(body, name)
        ? Reflect.get(body, name)
        : undefined
    const code = read("code")
    const detail = read("detail") ?? read("title")
    const findings = read("findings")
    return {
      ok: false,
      status: response.status,
      code: typeof code === "string" ? code : `http-${response.status}`,
      detail:
        typeof detail === "string"
          ? detail
          : lang === "nl"
            ? `De server kon dit niet doen (${response.status}).`
            : `The server could not do this (${response.status}).`,
      findings: Array.isArray(findings) ? (findings as Finding[]) : [],
    }
  }

  async function json<T>(path: string, body?: unknown): Promise<Outcome<T>> {
    const outcome = await request(path, body)
    if (!outcome.ok) return outcome
    try {
      return {ok: true, value: (await outcome.value.json()) as T}
    } catch {
      return offline
    }
  }

  const base = `/reports/${encodeURIComponent(report)}`
  return {
    view: () => json<ReportView>(base),
    template: digest => json<Template>(`/templates/${encodeURIComponent(digest)}`),
    findings: async gate => {
      const outcome = await json<{findings: readonly Finding[]}>(`${base}/findings?gate=${gate}`)
      return outcome.ok ? {ok: true, value: outcome.value.findings} : outcome
    },
    act: act => json<ReportView>(`${base}/acts`, act),
    rendition: async version => {
      const outcome = await request(`${base}/versions/${version}/rendition`)
      if (!outcome.ok) return outcome
      const bytes = await outcome.value.arrayBuffer().catch(() => null)
      if (!bytes) return offline
      const digest = await sha256(bytes)
      const said = outcome.value.headers.get("x-wederhoor-sha256")
      // Something between the server and this screen changed it: it must not be read, and not signed.
      if (said !== null && said !== digest)
        return {
          ok: false,
          code: "not-what-was-sent",
          status: 0,
          findings: [],
          detail:
            lang === "nl"
              ? "Het verslag kwam anders aan dan het verstuurd is. Laad de pagina opnieuw."
              : "The report did not arrive as it was sent. Load the page again.",
        }
      return {
        ok: true,
        value: {version, bytes, sha256: digest, html: new TextDecoder().decode(bytes)},
      }
    },
    contentHtml: async () => {
      const outcome = await request(`${base}/content.html`)
      if (!outcome.ok) return outcome
      const html = await outcome.value.text().catch(() => null)
      return html === null ? offline : {ok: true, value: html}
    },
    moments: () => json(`${base}/moments`),
    changes: (from, to) =>
      json(`${base}/history/changes?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`),
    authors: () => json(`${base}/history/statements`),
    file: async name => {
      const outcome = await request(`${base}/${name}`)
      if (!outcome.ok) return outcome
      const bytes = await outcome.value.arrayBuffer().catch(() => null)
      return bytes ? {ok: true, value: bytes} : offline
    },
  }
}
