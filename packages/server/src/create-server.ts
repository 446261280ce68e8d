// SPDX-License-Identifier: EUPL-1.2
import {type Lang, type Policy} from "@wederhoor/format"
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http"
import type {AddressInfo, Socket} from "node:net"
import type {Duplex} from "node:stream"
import {type WebSocket, WebSocketServer} from "ws"

import type {DemoIdentity} from "./demo-identity.ts"
import {demoRoutes} from "./demo-routes.ts"
import {openDocuments} from "./documents.ts"
import {ServerError} from "./error.ts"
import {api, type HttpParts, pathOf, problem, write} from "./http.ts"
import type {Identity} from "./identity.ts"
import {langOf, problemFor} from "./problems.ts"
import {openRecords} from "./record.ts"
import {createReport, type NewReport, type ReportMade} from "./reports.ts"
import {announce, openSessions} from "./session.ts"
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
  /** Sources of the report template per language, in the profile of `@wederhoor/render`. */
  readonly layouts: {readonly [lang in Lang]: string}
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
  /** Told of faults that no client can be told more about. Default: standard error. */
  readonly log?: (problem: string, error?: unknown) => void
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
  /** Stop taking anything in, finish what is under way, let go of everybody. */
  close(): Promise<void>
}

/** Largest websocket message in bytes; the guard refuses updates over 1 MiB by itself. */
const largestMessage = 4 * 1024 * 1024
/** How often a connection is asked whether it is still there, in milliseconds. */
const pingEvery = 20_000
const ping = Uint8Array.of(9)
const isPong = (data: Uint8Array): boolean => data.byteLength === 1 && data[0] === 10

/** Put a server together. Nothing listens until `listen` is called or a host hands requests over. */
export function createServer(options: ServerOptions): WederhoorServer {
  const {store, identity, demo} = options
  const base = options.base ?? "/wederhoor"
  if (!/^(\/[a-z0-9-]+)+$/.test(base))
    throw new ServerError("bad-option", "base", "give a path like /wederhoor")
  const now = options.now ?? (() => new Date().toISOString())
  const log = options.log ?? ((text, error) => console.error(`wederhoor: ${text}`, error ?? ""))
  const records = openRecords(store, now)
  const documents = openDocuments(store, now)
  const versions = openVersions(store, options.layouts)
  const sessions = openSessions({identity, records, documents, report: log})
  records.onChange((_, state) => announce(sessions, state))
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
    report: log,
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  })
  sockets.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    const asked = new Request(`http://localhost${pathOf(request)}`)
    const client = sessions.handleConnection(socket, asked)
    const alive = setInterval(
      () => socket.readyState === socket.OPEN && socket.send(ping),
      pingEvery,
    )
    socket.binaryType = "arraybuffer"
    socket.on("message", (data, isBinary) => {
      if (!isBinary) return socket.close(1003, "binary only")
      const bytes = new Uint8Array(data as ArrayBuffer)
      // Hocuspocus 4.7 counts messages as signs of life and does not know the pong of its own provider.
      if (isPong(bytes)) client.lastMessageReceivedAt = Date.now()
      else client.handleMessage(bytes)
    })
    socket.on("close", (code, reason) => {
      clearInterval(alive)
      client.handleClose({code, reason: reason.toString()})
    })
    socket.on("error", () => socket.terminate())
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
    sockets.handleUpgrade(request, socket, head, one => sockets.emit("connection", one, request))
    return true
  }

  const http = createHttpServer((request, response) => {
    handle(request, response)
      .then(handled => {
        if (handled) return
        write(
          response,
          problem(problemFor("not-found", langOf(request.headers["accept-language"]))),
        )
      })
      .catch((error: unknown) => {
        log(`${request.method} ${pathOf(request)} failed.`, error)
        response.destroy()
      })
  })
  http.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy())
    if (!upgrade(request, socket, head))
      socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n")
  })

  return {
    createReport: input => createReport(parts, input),
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
    async close() {
      const stopped = new Promise<void>(resolve => {
        if (http.listening) http.close(() => resolve())
        else resolve()
      })
      sessions.closeConnections()
      for (const socket of sockets.clients) socket.close(1001, "server stops")
      await Promise.all([documents.idle(), records.idle()])
      for (const socket of sockets.clients) socket.terminate()
      sessions.flushPendingStores()
      http.closeAllConnections()
      await stopped
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
