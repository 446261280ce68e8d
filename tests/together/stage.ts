// SPDX-License-Identifier: EUPL-1.2

/** A report that several people write in, each in a real browser, behind a gate of their own. */
import {mkdtemp, rm} from "node:fs/promises"
import {
  createServer as createHttp,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http"
import type {AddressInfo, Socket} from "node:net"
import {tmpdir} from "node:os"
import {join} from "node:path"

import {HocuspocusProvider, HocuspocusProviderWebsocket} from "@hocuspocus/provider"
import {encodeEnvelope, formatVersion, readContent} from "@wederhoor/collab"
import {type Act, type Person, plainText, templateDigest} from "@wederhoor/format"
import {
  createServer,
  demoIdentity,
  type Identity,
  readLayouts,
  memoryStore,
  type NewReport,
  type Store,
  type WederhoorServer,
} from "@wederhoor/server"
import {appendUpdates} from "@wederhoor/server/testing"
import {newSigningKey, softwareSigner} from "@wederhoor/signoff"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import goldenCase from "@wederhoor/templates/feitenonderzoek/noor-en-sem.json" with {type: "json"}
import template from "@wederhoor/templates/feitenonderzoek/template.json" with {type: "json"}
import type {Browser, BrowserContext, Locator, Page} from "playwright-core"
import {expect} from "vitest"
import {WebSocket} from "ws"
import * as Y from "yjs"

import {openBrowser} from "../browser/browser.ts"
import {root} from "../house/sources.ts"
import {type Gate, layGate} from "./gate.ts"

export const report = "dossier-42"

export interface SeatOptions {
  /** No websocket passes from the beginning. */
  readonly blocked?: boolean
  readonly width?: number
  /** A browser that keeps nothing. */
  readonly forgetful?: boolean
  /** An editor of another version: what it says its documents are. */
  readonly formatVersion?: string
}

/** Somebody at a device: a browser with its own memory, and a way to the server of its own. */
export interface Seat {
  readonly context: BrowserContext
  readonly page: Page
  readonly gate: Gate
  /** Another window of the same browser. */
  readonly window: () => Promise<Page>
}

export interface Colleague {
  readonly doc: Y.Doc
  /** Wait until the server has everything. */
  readonly sent: () => Promise<void>
  readonly leave: () => void
}

export interface Stage {
  readonly browser: Browser
  readonly server: () => WederhoorServer
  /** Sit somebody down and open the report. */
  readonly seat: (person: string, options?: SeatOptions) => Promise<Seat>
  /** A colleague without a screen: the text as a shared document on a line that never fails. */
  readonly colleague: (person: string) => Promise<Colleague>
  /** Let somebody read their copy of a version. */
  readonly read: (person: string, version: number) => Promise<void>
  /** Let somebody do an act, as their page would ask it. */
  readonly act: (person: string, act: Act) => Promise<void>
  /** Change somebody in the register, as the host system does. */
  readonly register: (person: string, change: Partial<Person>) => Promise<void>
  /** Let every append fail, as a full disk does. */
  readonly failStore: (fails: boolean) => void
  /** What tokens are good for from now on: seconds until they run out, and whether any is given out. */
  readonly tokens: (options: {readonly seconds?: number; readonly given?: boolean}) => void
  /** End it at once. */
  readonly kill: () => Promise<void>
  /** Start it again on the same store. */
  readonly restart: () => Promise<void>
  /** The text as the log makes it. */
  readonly doc: () => Promise<Y.Doc>
  /** How many changes the log of the text has. */
  readonly logged: () => Promise<number>
  /** Change the text behind everybody's back, as a server of a newer version could; nobody may have it open. */
  readonly change: (act: (doc: Y.Doc) => void) => Promise<void>
  /** The words of every statement as the log has them: what is in the report. */
  readonly words: () => Promise<string>
  readonly close: () => Promise<void>
}

const page = `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Dossier 42</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/wederhoor/wederhoor.css">
<script type="module" src="/wederhoor/element.js"></script><script type="module" src="/app.js"></script></head>
<body><main><h1>Dossier 42</h1><wederhoor-editor report="${report}" server="/wederhoor" lang="nl"></wederhoor-editor></main></body></html>`
const app = `const editor = document.querySelector("wederhoor-editor")
editor.token = async () => {
  const answer = await fetch("/token" + location.search)
  if (!answer.ok) throw new Error("no token")
  return answer.text()
}`

/** Build the editor once, start a server with the invented case, and a browser. */
export async function setStage(
  example: Pick<NewReport, "template" | "persons" | "fields" | "content"> = {
    ...(goldenCase as unknown as NewReport),
    template: template as unknown as NewReport["template"],
  },
  now: () => string = () => "2026-04-02T09:00:00Z",
): Promise<Stage> {
  const {build} = await import("vite")
  const folder = await mkdtemp(join(tmpdir(), "wederhoor-together-"))
  await build({
    configFile: join(root, "packages/editor/vite.config.ts"),
    logLevel: "error",
    build: {outDir: folder, emptyOutDir: true},
  })
  const kept = memoryStore()
  let fails = false
  const store: Store = {
    ...kept,
    appendUpdate: async (...given: Parameters<Store["appendUpdate"]>) => {
      if (fails) throw new Error("disk full")
      return kept.appendUpdate(...given)
    },
  }
  const demo = await demoIdentity()
  let seconds = 3600
  let given = true
  const identity: Identity = {
    verify: async token => {
      const [jwt, until] = [token.slice(0, token.lastIndexOf(".")), token.split(".").at(-1)]
      const verified = await demo.verify(jwt)
      if (!verified.ok) return verified
      const expires = Number(until) / 1000
      if (expires < Date.now() / 1000) return {ok: false, code: "unauthenticated"}
      return {ok: true, claims: {...verified.claims, expires}}
    },
  }
  const {privateJwk, publicJwk} = await newSigningKey()
  const signer = await softwareSigner(privateJwk)
  const {persons, fields, content} = example

  let register: readonly Person[] = persons
  let server: WederhoorServer
  let http: Server
  let open = new Set<Socket>()
  const gates: Gate[] = []
  const send = (response: ServerResponse, type: string, body: string): void => {
    response.writeHead(200, {"content-type": `${type}; charset=utf-8`})
    response.end(body)
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const {pathname, searchParams} = new URL(request.url ?? "/", "http://localhost")
    if (pathname === "/") return send(response, "text/html", page)
    if (pathname === "/app.js") return send(response, "text/javascript", app)
    if (pathname === "/favicon.ico") return send(response, "image/x-icon", "")
    if (pathname === "/token") {
      const person = persons.find(one => one.id === searchParams.get("als"))
      if (!person || !given) return void response.writeHead(401).end()
      const jwt = await demo.tokenFor(report, person)
      return send(response, "text/plain", `${jwt}.${Date.now() + seconds * 1000}`)
    }
    if (!(await server.handle(request, response))) response.writeHead(404).end()
  }
  const start = async (): Promise<void> => {
    server = createServer({
      store,
      identity,
      element: folder,
      keys: {signer, published: {keys: [publicJwk]}},
      organisation: {name: "Verzonnen organisatie"},
      policies: policies as never,
      layouts: readLayouts(),
      now,
      log: () => undefined,
    })
    const made = await server.createReport({
      id: report,
      template: example.template,
      persons,
      lang: "nl",
      ...(fields ? {fields} : {}),
      ...(content ? {content} : {}),
    })
    if (!made.ok && made.code !== "report-exists") throw new Error(`${made.code} ${made.at}`)
    http = createHttp((request, response) => void answer(request, response))
    open = new Set()
    http.on("connection", (socket: Socket) => {
      open.add(socket)
      socket.once("close", () => open.delete(socket))
    })
    http.on("upgrade", (request, socket: Socket, head) => {
      if (!server.upgrade(request, socket, head)) socket.destroy()
    })
    await new Promise<void>(resolve => http.listen(0, "127.0.0.1", resolve))
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    for (const gate of gates) gate.moveTo(url)
  }
  const kill = async (): Promise<void> => {
    for (const socket of open) socket.destroy()
    await new Promise<void>(resolve => {
      http.close(() => resolve())
    })
    await server.close()
  }
  const docNow = async (): Promise<Y.Doc> => {
    const doc = new Y.Doc()
    for (const {bytes} of await kept.updates(`${report}/content`))
      if (bytes) Y.applyUpdate(doc, bytes)
    return doc
  }
  await start()
  const browser = await openBrowser()
  const url = (): string => `http://127.0.0.1:${(http.address() as AddressInfo).port}`

  const ask = async (person: string, path: string, body?: object): Promise<void> => {
    const who = persons.find(one => one.id === person)
    if (!who) throw new Error(person)
    const jwt = `${await demo.tokenFor(report, who)}.${Date.now() + 3_600_000}`
    const answer = await fetch(`${url()}/wederhoor/reports/${report}/${path}`, {
      headers: {authorization: `Bearer ${jwt}`, "content-type": "application/json"},
      ...(body ? {method: "POST", body: JSON.stringify(body)} : {}),
    })
    const said = await answer.text()
    if (!answer.ok) throw new Error(`${person} ${JSON.stringify(body ?? path)}: ${said}`)
  }

  return {
    browser,
    server: () => server,
    seat: async (person, options = {}) => {
      const gate = await layGate(url())
      gates.push(gate)
      if (options.blocked) gate.block(true)
      const width = options.width ?? 1280
      const context = await browser.newContext({viewport: {width, height: 900}, locale: "nl-NL"})
      await context.grantPermissions(["clipboard-read", "clipboard-write"]).catch(() => undefined)
      if (options.forgetful)
        await context.addInitScript(() => {
          Object.defineProperty(globalThis, "indexedDB", {value: undefined})
        })
      const {formatVersion: older} = options
      if (older !== undefined)
        await context.route("**/wederhoor/element.js", async route => {
          const answer = await route.fetch()
          const script = (await answer.text()).replaceAll(formatVersion, older)
          await route.fulfill({response: answer, body: script})
        })
      const window = async (): Promise<Page> => {
        const opened = await context.newPage()
        opened.setDefaultTimeout(15_000)
        await opened.goto(`${gate.url}/?als=${person}`)
        await opened.locator("[data-phase]").first().waitFor()
        return opened
      }
      return {context, gate, window, page: await window()}
    },
    colleague: async person => {
      const doc = new Y.Doc()
      const socket = new HocuspocusProviderWebsocket({
        url: `${url().replace("http", "ws")}/wederhoor/collaboration`,
        WebSocketPolyfill: WebSocket,
      })
      const known = persons.find(one => one.id === person)
      if (!known) throw new Error(`nobody is called ${person}`)
      const provider = new HocuspocusProvider({
        name: `${report}/content`,
        document: doc,
        websocketProvider: socket,
        token: encodeEnvelope({
          jwt: `${await demo.tokenFor(report, known)}.${Date.now() + 3_600_000}`,
          clientIds: [doc.clientID],
          format: formatVersion,
          templateDigest: await templateDigest(template as unknown as NewReport["template"]),
        }),
      })
      provider.attach()
      await expect.poll(() => provider.isSynced && provider.unsyncedChanges).toBe(0)
      return {
        doc,
        sent: () => expect.poll(() => provider.unsyncedChanges).toBe(0),
        leave: () => {
          provider.destroy()
          socket.destroy()
        },
      }
    },
    read: async (person, version) => {
      await ask(person, `versions/${version}/rendition`)
    },
    act: async (person, act) => {
      await ask(person, "acts", act)
    },
    register: async (person, change) => {
      const entries = await kept.entries(report)
      register = register.map(one => (one.id === person ? {...one, ...change} : one))
      const done = await server.changeRegister(report, {persons: register, seq: entries.length})
      if (!done.ok) throw new Error(done.code)
    },
    failStore: now => void (fails = now),
    tokens: options => {
      seconds = options.seconds ?? seconds
      given = options.given ?? given
    },
    kill,
    restart: start,
    doc: docNow,
    logged: async () => (await kept.updates(`${report}/content`)).length,
    change: async act => {
      const doc = await docNow()
      const before = Y.encodeStateVector(doc)
      act(doc)
      const bytes = Y.encodeStateAsUpdate(doc, before)
      const at = "2026-04-02T09:00:00Z"
      await appendUpdates(kept, `${report}/content`, [{user: "server", at, touches: [], bytes}])
    },
    words: async () =>
      readContent(await docNow())
        .sections.flatMap(({statements}) => statements)
        .map(plainText)
        .join("\n"),
    close: async () => {
      await browser.close()
      for (const gate of gates) await gate.close()
      await kill()
      await kept.close()
      await rm(folder, {recursive: true, force: true})
    },
  }
}

/** The statement with this id in the editor. */
export const statementOf = (page: Page, id: string): Locator =>
  page.locator(`.wh-statement[data-id="${id}"]`)

/** Type at the end of a statement. */
export async function write(page: Page, id: string, words: string): Promise<void> {
  const line = statementOf(page, id).locator(".wh-line").last()
  await line.scrollIntoViewIfNeeded()
  const box = await line.boundingBox()
  if (!box) throw new Error(`${id} is not in sight`)
  await line.click({position: {x: box.width - 4, y: box.height - 6}})
  await page.keyboard.press("End")
  await expect
    .poll(() => page.locator(".wh-inspector-body").getAttribute("data-statement"))
    .toBe(id)
  await page.keyboard.type(words)
}

/** Wait until the status says this. */
export async function stateIs(page: Page, state: string): Promise<void> {
  await page.locator(`.wederhoor-connection[data-connection="${state}"]`).first().waitFor()
}

/** What stands on the list of what was not taken. */
export const notPlaced = (page: Page): Promise<readonly string[]> =>
  page.locator("[data-not-placed]").allInnerTexts()

/** The element of a statement in a colleague's copy. */
export function elementOf(doc: Y.Doc, id: string): Y.XmlElement {
  for (const section of doc.getXmlFragment("doc").toArray())
    if (section instanceof Y.XmlElement)
      for (const one of section.toArray())
        if (one instanceof Y.XmlElement && one.getAttribute("id") === id) return one
  throw new Error(`no statement ${id}`)
}
