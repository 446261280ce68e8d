// SPDX-License-Identifier: EUPL-1.2
import {describeRefusal, type Finding, type Lang, type Refusal} from "@wederhoor/format"

/** A refusal over HTTP (RFC 9457). `code` is stable, `detail` is a sentence for people. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly findings?: readonly Finding[]
}

const problems: {readonly [code: string]: readonly [status: number, nl: string, en: string]} = {
  unauthenticated: [
    401,
    "Wij weten niet wie u bent. Meld u opnieuw aan.",
    "We do not know who you are. Sign in again.",
  ],
  expired: [
    401,
    "Uw aanmelding is verlopen. Meld u opnieuw aan.",
    "Your session has ended. Sign in again.",
  ],
  "not-in-register": [
    403,
    "U staat niet met deze rol bij dit verslag. Vraag het aan de onderzoeker.",
    "You are not in this report with this role. Ask the author.",
  ],
  "not-allowed": [403, "Dit deel is niet voor uw rol.", "This part is not for your role."],
  "not-found": [404, "Dit bestaat hier niet.", "This does not exist here."],
  "not-built": [
    404,
    "De editor is op deze server nog niet klaargezet. Wie de server beheert, geeft de map met element.js op.",
    "The editor has not been put on this server yet. Whoever runs it names the folder with element.js.",
  ],
  "no-version": [
    404,
    "Er is nog geen versie die u kunt lezen.",
    "There is no version for you to read yet.",
  ],
  shielded: [
    409,
    "Dit exemplaar kan nu niet worden gemaakt: er staat iets in dat niet voor u is. Vraag het aan de onderzoeker.",
    "This copy cannot be made now: it holds something that is not for you. Ask the author.",
  ],
  "hidden-from-party": [
    409,
    "Dit exemplaar kan niet naar de rechter: iemand die gehoord moet worden, mag er iets niet van lezen.",
    "This copy cannot go to the court: somebody who must be heard may not read part of it.",
  ],
  "not-final": [
    409,
    "Het verslag is nog niet vastgesteld. Daarna kan dit bestand worden gemaakt.",
    "The report is not final yet. This file can be made afterwards.",
  ],
  "method-not-allowed": [405, "Dit kan niet op dit adres.", "This cannot be done at this address."],
  "bad-request": [
    400,
    "De server begreep deze vraag niet. Ververs de pagina en probeer het opnieuw.",
    "The server did not understand this request. Reload the page and try again.",
  ],
  "bad-report": [
    422,
    "Dit verslag kan zo niet worden gemaakt. Kijk naar de genoemde plek in het bestand.",
    "This report cannot be made like this. Look at the place named in the file.",
  ],
  "too-large": [413, "Dit is te groot om te versturen.", "This is too large to send."],
  "wrong-media-type": [
    415,
    "Stuur JSON, met content-type application/json.",
    "Send JSON, with content-type application/json.",
  ],
  "report-exists": [
    409,
    "Er is al een verslag met dit nummer.",
    "There is a report with this number already.",
  ],
  "register-moved": [
    409,
    "Het verslag is intussen veranderd. Haal het opnieuw op en stuur de lijst dan nog eens.",
    "The report changed meanwhile. Fetch it again and send the register once more.",
  ],
  "person-removed": [
    409,
    "Niemand wordt uit het register gehaald: wat zij schreven en zeiden blijft staan. Geef wie weggaat een andere rol.",
    "Nobody is taken out of the register: what they wrote and said stays. Give who leaves another role.",
  ],
  "moment-destroyed": [
    410,
    "De tekst van dit moment is vernietigd. Kies een later moment.",
    "The text of this moment was destroyed. Choose a later one.",
  ],
  "wrong-host": [421, "Dit adres is niet van deze server.", "This address is not of this server."],
  stopping: [
    503,
    "De server wordt zo opnieuw gestart. Probeer het over een minuut opnieuw. Wat u typt, blijft in uw browser bewaard.",
    "The server is about to restart. Try again in a minute. What you type stays in your browser.",
  ],
  failed: [
    500,
    "Er ging iets mis op de server. Er is niets veranderd. Probeer het later opnieuw.",
    "Something went wrong on the server. Nothing was changed. Try again later.",
  ],
}

const conflicts: ReadonlySet<string> = new Set([
  "wrong-phase",
  "gate-closed",
  "changed-meanwhile",
  "wrong-version",
  "already-answered",
  "already-signed",
  "already-withdrawn",
  "too-late-to-withdraw",
  "text-is-fixed",
  "not-heard-in-time",
  "not-issued",
  "not-answered",
  "text-not-arrived",
  "not-shown",
])

const titles: {readonly [status: number]: string} = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  410: "Gone",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  421: "Misdirected Request",
  422: "Unprocessable Content",
  500: "Internal Server Error",
}

const typeOf = (code: string): string => `urn:wederhoor:problem:${code}`

/** The problem for a code of this server. `at` names a place in what was sent. */
export function problemFor(code: string, lang: Lang, at = ""): Problem {
  const [status, nl, en] = problems[code] ?? problems["failed"] ?? [500, "", ""]
  const sentence = lang === "nl" ? nl : en
  return {
    type: typeOf(code),
    title: titles[status] ?? "",
    status,
    detail: at === "" ? sentence : `${sentence} (${at})`,
    code,
  }
}

/** The problem for an act that was not taken. */
export function problemOfRefusal(refusal: Refusal, lang: Lang): Problem {
  const {code, findings} = refusal
  const status = code === "not-your-act" ? 403 : conflicts.has(code) ? 409 : 422
  return {
    type: typeOf(code),
    title: titles[status] ?? "",
    status,
    detail: describeRefusal(refusal, lang),
    code,
    ...(findings ? {findings} : {}),
  }
}

/** Dutch unless the reader's browser prefers English. */
export function langOf(acceptLanguage: string | undefined): Lang {
  const wanted = (acceptLanguage ?? "")
    .slice(0, 200)
    .split(",")
    .map(part => {
      const [tag = "", ...rest] = part.trim().toLowerCase().split(";")
      const quality = rest.map(one => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find(Boolean)
      return {lang: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality)}
    })
    .filter(({lang}) => lang === "nl" || lang === "en")
    .toSorted((a, b) => b.quality - a.quality)
  return wanted[0]?.lang === "en" ? "en" : "nl"
}
