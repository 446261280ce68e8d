// SPDX-License-Identifier: EUPL-1.2

/** A system that embeds the editor: its own pages, its own idea of who is signed in, one server. */
import {readFileSync} from "node:fs"
import {createServer as createHttp, type IncomingMessage, type ServerResponse} from "node:http"
import type {AddressInfo, Socket} from "node:net"
import {join} from "node:path"

import {
  createServer,
  demoIdentity,
  memoryStore,
  type NewReport,
  readLayouts,
} from "@wederhoor/server"
import {newSigningKey, softwareSigner} from "@wederhoor/signoff"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import goldenCase from "@wederhoor/templates/feitenonderzoek/noor-en-sem.json" with {type: "json"}
import template from "@wederhoor/templates/feitenonderzoek/template.json" with {type: "json"}

import {root} from "../house/sources.ts"

/** What a host that is not stricter than the README asks sends with its pages. */
const policy = "script-src 'self'; style-src 'self'"

const readme = readFileSync(join(root, "README.md"), "utf8")
const chapter = readme.slice(readme.indexOf("\n## Embed it\n"))
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(chapter)?.[1] ?? ""

/** The lines that the README gives for a page, and its `mijn-app.js`. */
export const lines: {readonly html: string; readonly script: string} = {
  html: block("html"),
  script: block("js"),
}

const own = `<h2>Dossier 42</h2>
<p id="host">Een <a href="#host">alinea</a> van het <b>systeem</b> zelf, met een <code>code</code>.</p>
<ul><li>Eerste</li><li>Tweede</li></ul>
<form><label>Zoek <input name="zoek"></label> <select><option>Alles</option></select>
<textarea>tekst</textarea> <button type="button">Zoek</button></form>
<table><thead><tr><th>Wie</th></tr></thead><tbody><tr><td>Niemand</td></tr></tbody></table>
<section class="statement" id="dezelfde-klasse"><h3>Een eigen “statement”</h3><blockquote>x</blockquote></section>`

const page = (body: string): string => `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Mijn systeem</title>
<link rel="stylesheet" href="/mijn.css"></head>
<body><main><div id="eigen">${own}</div>
${body}</main></body></html>`

const two = lines.html.replace(
  /<wederhoor-editor.*<\/wederhoor-editor>/,
  element => `<div id="een">${element}</div>\n<div id="twee">${element}</div>`,
)

/** A running host. */
export interface Host {
  readonly origin: string
  /** Websockets that are open on the side of the server. */
  readonly sockets: () => number
  /** Faults that the server could tell nobody about. */
  readonly logged: string[]
  readonly content: NewReport["content"]
  readonly close: () => Promise<void>
}

/**
 * Start a host with the invented case as `dossier-42`, on a free port of this machine. `/` is the page
 * of the README, `/zonder` the same page without those lines, `/twee` a page with two editors. The
 * cookie `als` says who is signed in: the id of a person.
 */
export async function openHost(element: string): Promise<Host> {
  const store = memoryStore()
  const identity = await demoIdentity()
  const {privateJwk, publicJwk} = await newSigningKey()
  const logged: string[] = []
  const server = createServer({
    store,
    identity,
    element,
    keys: {signer: await softwareSigner(privateJwk), published: {keys: [publicJwk]}},
    organisation: {name: "Verzonnen organisatie"},
    policies: policies as never,
    layouts: readLayouts(),
    now: () => "2026-04-02T09:00:00Z",
    log: (text, error) => logged.push(`${text} ${String(error)}`),
  })
  const {persons, fields, content} = goldenCase as unknown as NewReport
  const made = await server.createReport({
    id: "dossier-42",
    template: template as unknown as NewReport["template"],
    persons,
    lang: "nl",
    ...(fields ? {fields} : {}),
    ...(content ? {content} : {}),
  })
  if (!made.ok) throw new Error(`${made.code} ${made.at}`)

  const pages: {readonly [path: string]: readonly [type: string, body: string]} = {
    "/": ["text/html", page(lines.html)],
    "/zonder": ["text/html", page("")],
    "/twee": ["text/html", page(`${two}<script type="module" src="/twee.js"></script>`)],
    "/mijn.css": ["text/css", "#eigen { width: 40rem }"],
    "/mijn-app.js": ["text/javascript", lines.script],
    "/twee.js": [
      "text/javascript",
      `document.querySelector("#twee > *").token = () => fetch("/mijn-token?als=bas-oosting").then(answer => answer.text())`,
    ],
    "/favicon.ico": ["image/x-icon", ""],
  }
  const send = (response: ServerResponse, type: string, body: string): void => {
    response.writeHead(200, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": policy,
    })
    response.end(body)
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const {pathname, searchParams} = new URL(request.url ?? "/", "http://localhost")
    if (pathname === "/mijn-token") {
      const cookie = /(?:^|; )als=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1]
      const person = persons.find(one => one.id === (searchParams.get("als") ?? cookie))
      if (person) send(response, "text/plain", await identity.tokenFor("dossier-42", person))
      else response.writeHead(401).end()
      return
    }
    const known = pages[pathname]
    if (known) send(response, ...known)
    else if (!(await server.handle(request, response))) response.writeHead(404).end()
  }
  const http = createHttp((request, response) => void answer(request, response))
  const open = new Set<Socket>()
  http.on("upgrade", (request, socket: Socket, head) => {
    if (!server.upgrade(request, socket, head)) return void socket.destroy()
    open.add(socket)
    socket.once("close", () => open.delete(socket))
  })
  await new Promise<void>(resolve => http.listen(0, "127.0.0.1", resolve))
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    sockets: () => open.size,
    logged,
    content,
    async close() {
      await server.close()
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
      await store.close()
    },
  }
}
