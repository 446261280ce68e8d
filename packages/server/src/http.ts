// SPDX-License-Identifier: EUPL-1.2
import {readContent, placeName} from "@wederhoor/collab"
import {describeProblem, isTeam, type Lang, type Person, readsReport} from "@wederhoor/format"
import {parseJson} from "@wederhoor/signoff"
import type {IncomingMessage, ServerResponse} from "node:http"

import {parseAct} from "./act-shape.ts"
import {type ActParts, type Case, caseOf, doAct, findingsAt} from "./acts.ts"
import {contentPage} from "./content-page.ts"
import {bundleFor, copyFor, historyOf} from "./exports.ts"
import {copyInForm, type Form, forms} from "./forms.ts"
import {changesIn, momentsIn, statementsIn} from "./history.ts"
import type {Claims, Identity} from "./identity.ts"
import type {Health} from "./health.ts"
import {langOf, problemFor, problemOfRefusal, type Problem} from "./problems.ts"
import {changeRegister, createReport, type NewReport} from "./reports.ts"
import {parseFilter, type SessionFilter} from "./revocations.ts"
import {routeOf} from "./routes.ts"
import type {Metrics} from "./metrics.ts"
import {staticFile} from "./static-files.ts"
import {renditionType} from "./versions.ts"
import {viewFor} from "./view.ts"

/** An answer before it is written. */
export interface Answer {
  readonly status: number
  readonly headers?: {readonly [name: string]: string}
  readonly body?: string | Uint8Array
}

export interface HttpParts extends ActParts {
  readonly identity: Identity
  readonly base: string
  readonly element?: string
  readonly metrics: Metrics
  /** Whether everybody may read the metrics; otherwise the host only. */
  readonly openMetrics: boolean
  readonly health: Health
  /** Take sessions back; how many places were closed. */
  readonly endSessions: (filter: SessionFilter) => number
  readonly report: (problem: string, error?: unknown) => void
}

/** Largest body of a new report and of an act, in bytes. */
const largest = {report: 4 * 1024 * 1024, act: 256 * 1024, revocation: 4096}

/** Headers of every answer of the server, pages and data alike. */
const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
}

/** A refusal on the way to an answer; caught in `api`. Not an error: it is what the client gets. */
interface Stop {
  readonly stop: Problem
}

const isStop = (value: unknown): value is Stop =>
  typeof value === "object" && value !== null && "stop" in value

/** The routes of the contract, under `parts.base`. `null` when the path is not ours. */
export async function api(parts: HttpParts, request: IncomingMessage): Promise<Answer | null> {
  const path = pathOf(request)
  if (path !== parts.base && !path.startsWith(`${parts.base}/`)) return null
  const lang = langOf(request.headers["accept-language"])
  const below = path.slice(parts.base.length)
  const answer = await answered(parts, request, below, lang)
  parts.metrics.request(routeOf(below), answer.status)
  return answer
}

async function answered(
  parts: HttpParts,
  request: IncomingMessage,
  path: string,
  lang: Lang,
): Promise<Answer> {
  try {
    return await route(parts, request, path, lang)
  } catch (error) {
    if (isStop(error)) return problem(error.stop)
    // Where, not for whom: an address can hold a person's id.
    parts.report(`${request.method} ${routeOf(path)} failed.`, error)
    return problem(problemFor("failed", lang))
  }
}

/** Write an answer. Data is never cached unless the answer says so. */
export function write(response: ServerResponse, answer: Answer, head = false): void {
  const body = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body
  response.writeHead(answer.status, {
    ...everywhere,
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    ...answer.headers,
    "content-length": String(body?.byteLength ?? 0),
  })
  response.end(head ? undefined : body)
}

/** The path of a request, without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split(/[?#]/, 1)[0] ?? "/"
}

export const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: {"content-type": "application/json; charset=utf-8"},
  body: JSON.stringify(value),
})

export const problem = (value: Problem): Answer => ({
  status: value.status,
  headers: {
    "content-type": "application/problem+json; charset=utf-8",
    ...(value.status === 401 ? {"www-authenticate": "Bearer"} : {}),
    ...(value.status === 503 ? {"retry-after": "5"} : {}),
    // Whatever still comes of a body that was not read is not for a next request.
    ...(value.status === 413 || value.status === 415 ? {connection: "close"} : {}),
  },
  body: JSON.stringify(value),
})

/** Read a JSON body, refusing what is too large before it is all here. */
export async function readBody(
  request: IncomingMessage,
  most: number,
  lang: Lang,
): Promise<unknown> {
  const stop = (code: string): Stop => ({stop: problemFor(code, lang)})
  if (!/^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? ""))
    throw stop("wrong-media-type")
  if (Number(request.headers["content-length"] ?? 0) > most) throw stop("too-large")
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Left half read, not destroyed: the answer has to reach who sent too much.
    for await (const chunk of request.iterator({destroyOnReturn: false}) as AsyncIterable<Buffer>) {
      size += chunk.byteLength
      if (size > most) break
      chunks.push(chunk)
    }
  } catch {
    throw stop("bad-request")
  }
  if (size > most) throw stop("too-large")
  try {
    // Refuses double keys and `__proto__`, so that what is checked is what is used.
    return parseJson(Buffer.concat(chunks).toString("utf8"))
  } catch {
    throw stop("bad-request")
  }
}

interface Asked {
  readonly parts: HttpParts
  readonly request: IncomingMessage
  readonly lang: Lang
  readonly report: string
  readonly claims: Claims
  readonly person: Person
  readonly one: Case
}

async function route(
  parts: HttpParts,
  request: IncomingMessage,
  path: string,
  lang: Lang,
): Promise<Answer> {
  const stop = (code: string, at?: string): Stop => ({stop: problemFor(code, lang, at)})
  const allow = (...methods: string[]): void => {
    if (!methods.includes(request.method ?? "")) throw stop("method-not-allowed")
  }
  const [, kind, id, what, ...rest] = path.split("/")
  if (kind === "health" && id === undefined) {
    allow("GET", "HEAD")
    return json({ok: true})
  }
  if (kind === "ready" && id === undefined) {
    allow("GET", "HEAD")
    const ready = await parts.health.ready()
    return json(
      {ready: ready === "ready", ...(ready === "ready" ? {} : {reason: ready})},
      ready === "ready" ? 200 : 503,
    )
  }
  if (kind === "metrics" && id === undefined) {
    allow("GET", "HEAD")
    if (!parts.openMetrics && (await authenticate(parts, request, lang)).role !== "host")
      throw stop("not-allowed")
    const {type, body} = await parts.metrics.page()
    return {status: 200, headers: {"content-type": type}, body}
  }
  if (parts.health.stopping) throw stop("stopping")
  // The program itself is for everybody: who somebody is comes after it, with the token.
  if ((kind === "element.js" || kind === "wederhoor.css") && id === undefined) {
    allow("GET", "HEAD")
    const {element} = parts
    const known = request.headers["if-none-match"]
    const file = element === undefined ? null : await staticFile(element, `/${kind}`, known)
    if (!file) throw stop("not-built")
    return file
  }
  const claims = await authenticate(parts, request, lang)
  if (kind === "templates" && id !== undefined && what === undefined) {
    allow("GET", "HEAD")
    const template = await parts.versions.template(id)
    if (!template) throw stop("not-found")
    const forever = {"cache-control": "private, max-age=31536000, immutable"}
    const answer = json(template)
    return {...answer, headers: {...answer.headers, ...forever}}
  }
  if (kind === "revocations" && id === undefined) {
    allow("POST")
    if (claims.role !== "host") throw stop("not-allowed")
    const filter = parseFilter(await readBody(request, largest.revocation, lang))
    if (!filter) throw stop("bad-request")
    return json({ended: parts.endSessions(filter)})
  }
  if (kind !== "reports") throw stop("not-found")
  if (id === undefined || id === "") {
    allow("POST")
    if (claims.role !== "host") throw stop("not-allowed")
    const body = await readBody(request, largest.report, lang)
    const made = await createReport(parts, body as NewReport)
    if (made.ok) return json({report: made.report}, 201)
    const words = made.problem ? describeProblem(made.problem, lang) : null
    const detail = words ? `${made.at}: ${words.what} ${words.todo}`.trim() : made.at
    return problem(problemFor(made.code, lang, detail))
  }
  if (what === "persons" && rest.length === 0) {
    allow("POST")
    if (claims.role !== "host") throw stop("not-allowed")
    return changePersons(parts, id, await readBody(request, largest.report, lang), lang)
  }
  const {one, person} = await register(parts, claims, id, lang)
  const asked: Asked = {parts, request, lang, report: id, claims, person, one}
  const full = isTeam(person.role) || person.role === "reviewer"
  const name = [what, ...rest].filter(part => part !== undefined).join("/")
  const version = /^versions\/([1-9]\d{0,5})\/rendition$/.exec(name)?.[1]
  if (version !== undefined) {
    allow("GET")
    return rendition(asked, Number(version))
  }
  switch (name) {
    case "":
      allow("GET")
      return json(await viewFor(parts, one, person))
    case "acts":
      allow("POST")
      return acts(asked)
    case "findings": {
      allow("GET")
      if (!full) throw stop("not-allowed")
      const gate = new URL(request.url ?? "", "http://localhost").searchParams.get("gate")
      if (gate !== "toFamily" && gate !== "approve" && gate !== "final") throw stop("bad-request")
      const content = await parts.documents.alone(placeName(id, "content"), async turn =>
        readContent(turn.doc),
      )
      return json({gate, findings: await findingsAt(parts.versions, one, content, gate)})
    }
    case "content.html": {
      allow("GET")
      if (!full) throw stop("not-allowed")
      return {
        status: 200,
        headers: {"content-type": renditionType},
        body: await contentPage(parts, one, person),
      }
    }
    case "report.html":
    case "report.pdf":
    case "report.docx":
    case "report.txt": {
      allow("GET")
      const copy = await copyFor(parts, one, person)
      if (!copy) throw stop("no-version")
      if (!copy.ok) throw stop(copy.code)
      const form = name.slice("report.".length) as Form
      return {
        status: 200,
        headers: {
          "content-type": forms[form],
          "content-disposition": `attachment; filename="${id}.${form}"`,
        },
        body: await copyInForm(copy, form),
      }
    }
    case "bundle.json": {
      allow("GET")
      if (!readsReport(person.role, one.template)) throw stop("not-allowed")
      const bundle = await bundleFor(parts, one, person)
      if (!bundle) throw stop("not-final")
      const answer = json(bundle)
      return {
        ...answer,
        headers: {
          ...answer.headers,
          "content-disposition": `attachment; filename="${id}.wederhoor.json"`,
        },
      }
    }
    case "history":
      allow("GET")
      if (!isTeam(person.role)) throw stop("not-allowed")
      return json({history: await historyOf(parts.store, placeName(id, "content"))})
    case "history/statements":
    case "history/changes":
    case "moments":
      if (!full) throw stop("not-allowed")
      return history(asked, name)
    default:
      throw stop("not-found")
  }
}

/** The register of a report, given anew by the host system. */
async function changePersons(
  parts: HttpParts,
  report: string,
  body: unknown,
  lang: Lang,
): Promise<Answer> {
  const {persons, seq, ...rest} = (typeof body === "object" && body !== null ? body : {}) as {
    persons?: unknown
    seq?: unknown
  }
  const whole = Array.isArray(persons) && Number.isSafeInteger(seq) && !Object.keys(rest).length
  if (!whole) return problem(problemFor("bad-request", lang))
  const done = await changeRegister(parts, report, {persons, seq: seq as number})
  if (done.ok) return json({seq: done.seq})
  const words = done.problem ? describeProblem(done.problem, lang) : null
  const detail = words ? `${done.at}: ${words.what} ${words.todo}`.trim() : done.at
  return problem(problemFor(done.code, lang, detail))
}

async function authenticate(
  parts: HttpParts,
  request: IncomingMessage,
  lang: Lang,
): Promise<Claims> {
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? "")?.[1]
  const verified = token === undefined ? null : await parts.identity.verify(token)
  if (verified?.ok) return verified.claims
  throw {stop: problemFor(verified?.code ?? "unauthenticated", lang)} satisfies Stop
}

/** The person of the register that a token is for. A report that is not theirs is no report at all. */
async function register(
  parts: HttpParts,
  claims: Claims,
  report: string,
  lang: Lang,
): Promise<{one: Case; person: Person}> {
  const current = claims.report === report ? await parts.records.get(report) : null
  const person = current?.state.persons.find(one => one.id === claims.person)
  if (!current || !person || person.role !== claims.role)
    throw {stop: problemFor("not-in-register", lang)} satisfies Stop
  return {one: await caseOf(parts, current), person}
}

async function acts(asked: Asked): Promise<Answer> {
  const {parts, request, lang, report, person, claims} = asked
  const act = parseAct(await readBody(request, largest.act, lang))
  if (!act) return problem(problemFor("bad-request", lang))
  const done = await doAct(parts, report, person, claims, act)
  parts.metrics.act(act.act, done.ok ? "done" : done.code)
  if (!done.ok) return problem(problemOfRefusal(done, lang))
  const current = await parts.records.get(report)
  if (!current) return problem(problemFor("not-found", lang))
  return json(await viewFor(parts, await caseOf(parts, current), person))
}

/** What the text was: for those who may read the text itself, and never for the family. */
async function history(asked: Asked, name: string): Promise<Answer> {
  const {parts, request, lang, report, person, claims, one} = asked
  const place = placeName(report, "content")
  const naming = name === "moments" && request.method === "POST"
  if (request.method !== "GET" && !naming) return problem(problemFor("method-not-allowed", lang))
  if (name === "history/statements") return json(await statementsIn(parts.store, place))
  if (name === "history/changes") {
    const query = new URL(request.url ?? "", "http://localhost").searchParams
    const [from, to] = [query.get("from"), query.get("to")]
    const found = await changesIn(parts.store, place, one.state, {from, to})
    return "code" in found ? problem(problemFor(found.code, lang)) : json(found)
  }
  if (!naming) return json(await momentsIn(parts.store, place, one.state))
  const body = await readBody(request, largest.act, lang)
  const act = parseAct(typeof body === "object" ? {act: "nameMoment", ...body} : null)
  if (act?.act !== "nameMoment") return problem(problemFor("bad-request", lang))
  const done = await doAct(parts, report, person, claims, act)
  if (!done.ok) return problem(problemOfRefusal(done, lang))
  const state = (await parts.records.get(report))?.state ?? one.state
  return json(await momentsIn(parts.store, place, state), 201)
}

/** Exactly the bytes that this person is shown; that they were is in the record before they are sent. */
async function rendition(asked: Asked, number: number): Promise<Answer> {
  const {parts, lang, report, person, one} = asked
  const none = problem(problemFor("no-version", lang))
  const ref = one.state.versions
    .find(version => version.number === number)
    ?.renditions.find(candidate => candidate.person === person.id)
  const blob = ref && (await parts.store.getBlob(`rendition/${ref.sha256}`))
  if (!blob) return none
  if (!isTeam(person.role) && person.role !== "reviewer") {
    const actor = {person: person.id, role: person.role}
    await parts.records.act(report, async current => {
      const seen = current?.state.views.some(
        view => view.person === person.id && view.version === number,
      )
      const viewed = {type: "viewed", version: number, sha256: ref.sha256} as const
      return {events: seen ? [] : [viewed], actor, result: undefined}
    })
  }
  return {
    status: 200,
    headers: {
      "content-type": blob.mediaType,
      etag: `"${ref.sha256}"`,
      "x-wederhoor-sha256": ref.sha256,
    },
    body: blob.bytes,
  }
}
