// SPDX-License-Identifier: EUPL-1.2
import type {Person, Policy} from "@wederhoor/format"
import type {Layouts} from "@wederhoor/render"
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http"
import type {AddressInfo, Socket} from "node:net"
import type {Duplex} from "node:stream"
import {WebSocketServer} from "ws"

import type {DemoIdentity} from "./demo-identity.ts"
import {demoRoutes} from "./demo-routes.ts"
import {openDocuments} from "./documents.ts"
import {ServerError} from "./error.ts"
import {openHealth} from "./health.ts"
import {api, type HttpParts, pathOf, problem, write} from "./http.ts"
import type {Identity} from "./identity.ts"
import {defaultLimits, type Limits} from "./limits.ts"
import {type Log, plainLog} from "./logging.ts"
import {openMetrics} from "./metrics.ts"
import {langOf, problemFor} from "./problems.ts"
import {openRecords} from "./record.ts"
import {
  changeRegister,
  createReport,
  type NewReport,
  type RegisterChanged,
  type ReportMade,
} from "./reports.ts"
import {openRevocations, type SessionFilter, withoutRevoked} from "./revocations.ts"
import {openSessions, type Sessions} from "./session.ts"
import type {Keys} from "./sign-offs.ts"
import {staticFile} from "./static-files.ts"
import type {Store} from "./store.ts"
import {openVersions} from "./versions.ts"

/** What a server is made of. The host owns the store and closes it after the server. */
export interface ServerOptions {
  readonly store: Store
  readonly identity: Identity
  /** Key of the organisation that signs, and the keys it publishes. */
  readonly keys: Keys
  readonly organisation: {readonly name: string; readonly oin?: string}
  /** Ages and terms, dated; the one of the day applies. */
  readonly policies: readonly Policy[]
  /**
   * How reports are laid out, per kind and language: `readLayouts()` for those of
   * `@wederhoor/templates`, `{general: {nl, en}}` for one that is used for all.
   */
  readonly layouts: Layouts
  /** Path under which everything answers. Default `/wederhoor`. */
  readonly base?: string
  /**
   * Folder with `element.js` and `wederhoor.css` of `@wederhoor/editor` (its `dist/browser`), served
   * below `base` for pages that embed the editor. Without it both are a 404 (`not-built`).
   */
  readonly element?: string
  /** Folder with pages to serve at `/`. */
  readonly pages?: string
  /** Playground only: everybody gets the identity they ask for. Must be the `identity` as well. */
  readonly demo?: DemoIdentity
  /** The clock, RFC 3339 in UTC. */
  readonly now?: () => string
  /**
   * Told of faults that no client can be told more about. Default: lines of words on standard error;
   * `jsonLog()` for lines of JSON. A log of your own gets the error itself: its message can quote what
   * somebody wrote, so do not write that down.
   */
  readonly log?: Log
  /** What clients may ask; what is left out keeps its default. */
  readonly limits?: Partial<Limits>
  /** Who may read `GET <base>/metrics`: `host` (the default) asks for a host token. */
  readonly metrics?: "host" | "open"
}

/** A running server, or the parts of one that a host puts in its own. */
export interface WederhoorServer {
  /** Make a report without HTTP, as `POST /reports` does. */
  createReport(input: NewReport): Promise<ReportMade>
  /** Answer a request; `false` when it is not for us. Nothing has been written then. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Take over a websocket; `false` when it is not for us. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /**
   * Listen on an own HTTP server. Default any free port on 127.0.0.1: other machines reach it only
   * when `host` says so. @throws ServerError `port-in-use` · `port-not-allowed` · `cannot-listen`.
   */
  listen(port?: number, host?: string): Promise<{readonly port: number; readonly url: string}>
  /**
   * Take sessions back: the places that these people have open end at once (`revoked`), and tokens
   * that were issued until now are not taken any more; a later login is. It is remembered as long as
   * the server runs: a token that outlives a restart is for `Identity` to refuse. Gives how many places
   * were open. @throws ServerError `bad-option` when the filter names nothing.
   */
  endSessions(filter: SessionFilter): number
  /** Give the register of a report anew without HTTP, as `POST /reports/<id>/persons` does. */
  changeRegister(
    report: string,
    given: {readonly persons: readonly Person[]; readonly seq: number},
  ): Promise<RegisterChanged>
  /**
   * Stop: take nothing more in, finish what came in, say so to everybody (`stopping`), let go. Requests
   * under way have ten seconds.
   */
  close(): Promise<void>
}

/** How long requests may take to arrive, in milliseconds: headers, and the whole. */
const arrival = {headers: 10_000, whole: 60_000, checkedEvery: 2000}
/** How long answers under way are waited for when the server stops, in milliseconds. */
const lastAnswers = 10_000

/** Put a server together. Nothing listens until `listen` is called or a host hands requests over. */
export function createServer(options: ServerOptions): WederhoorServer {
  const {store, demo} = options
  const base = options.base ?? "/wederhoor"
  if (!/^(\/[a-z0-9-]+)+$/.test(base))
    throw new ServerError("bad-option", "base", "give a path like /wederhoor")
  const now = options.now ?? (() => new Date().toISOString())
  const log = options.log ?? plainLog()
  const limits = {...defaultLimits, ...options.limits}
  const records = openRecords(store, now)
  const documents = openDocuments(store, now)
  const versions = openVersions(store, options.layouts)
  const health = openHealth(store, log)
  const revocations = openRevocations()
  const identity = withoutRevoked(options.identity, revocations)
  const metrics = openMetrics(() => sessions.counts)
  const sessions: Sessions = openSessions({
    identity,
    revocations,
    records,
    documents,
    versions,
    limits,
    metrics,
    report: log,
  })
  records.onChange((_, state) => sessions.announce(state))
  const endSessions = (filter: SessionFilter): number => {
    revocations.add(filter, Date.now())
    return sessions.end(filter, "revoked")
  }
  options.identity.onRevoked?.(filter => void endSessions(filter))
  const {keys, organisation, policies} = options
  const parts: HttpParts = {
    store,
    records,
    documents,
    versions,
    keys,
    organisation,
    policies,
    now,
    identity,
    base,
    ...(options.element === undefined ? {} : {element: options.element}),
    metrics,
    openMetrics: options.metrics === "open",
    health,
    endSessions,
    report: log,
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
  })

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const head = request.method === "HEAD"
    const answer =
      (await api(parts, request)) ?? (demo ? await demoRoutes(parts, demo, request) : null)
    if (answer) {
      write(response, answer, head)
      return true
    }
    if (!options.pages || (request.method !== "GET" && !head)) return false
    const page = await staticFile(options.pages, pathOf(request), request.headers["if-none-match"])
    if (!page) return false
    write(response, page, head)
    return true
  }
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): boolean => {
    if (pathOf(request) !== `${base}/collaboration`) return false
    if (sessions.room)
      sockets.handleUpgrade(request, socket, head, one => sessions.accept(one, request))
    else
      socket.end("HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n\r\n")
    return true
  }

  const http = createHttpServer(
    {connectionsCheckingInterval: arrival.checkedEvery},
    (request, response) => {
      handle(request, response)
        .then(handled => {
          if (handled) return
          write(
            response,
            problem(problemFor("not-found", langOf(request.headers["accept-language"]))),
          )
        })
        .catch((error: unknown) => {
          log(`${request.method} of a page failed.`, error)
          response.destroy()
        })
    },
  )
  http.headersTimeout = arrival.headers
  http.requestTimeout = arrival.whole
  http.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy())
    if (!upgrade(request, socket, head))
      socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n")
  })

  return {
    createReport: input => createReport(parts, input),
    changeRegister: (report, given) => changeRegister(parts, report, given),
    handle,
    upgrade,
    listen: (port = 0, host = "127.0.0.1") =>
      new Promise((resolve, reject) => {
        const failed = (error: NodeJS.ErrnoException): void =>
          reject(listenError(error, port, host))
        http.once("error", failed)
        http.listen(port, host, () => {
          http.off("error", failed)
          const {port: taken} = http.address() as AddressInfo
          const shown =
            host === "0.0.0.0" || host === "::"
              ? "localhost"
              : host.includes(":")
                ? `[${host}]`
                : host
          resolve({port: taken, url: `http://${shown}:${taken}`})
        })
      }),
    endSessions,
    async close() {
      health.stop()
      const stopped = new Promise<void>(resolve => {
        if (http.listening) http.close(() => resolve())
        else resolve()
      })
      await sessions.stop()
      await records.idle()
      http.closeIdleConnections()
      const late = setTimeout(() => http.closeAllConnections(), lastAnswers)
      await stopped
      clearTimeout(late)
      await Promise.all([documents.idle(), records.idle()])
    },
  }
}

function listenError(error: NodeJS.ErrnoException, port: number, host: string): ServerError {
  const at = `${host}:${port}`
  if (error.code === "EADDRINUSE")
    return new ServerError(
      "port-in-use",
      at,
      "another program listens there; choose another PORT",
      error,
    )
  if (error.code === "EACCES")
    return new ServerError(
      "port-not-allowed",
      at,
      "this port needs more rights; choose a PORT above 1023",
      error,
    )
  return new ServerError("cannot-listen", at, "choose another HOST or PORT", error)
}
