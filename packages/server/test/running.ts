// SPDX-License-Identifier: EUPL-1.2
import {HocuspocusProvider, HocuspocusProviderWebsocket} from "@hocuspocus/provider"
import {encodeEnvelope, formatVersion} from "@wederhoor/collab"
import {type Act, templateDigest} from "@wederhoor/format"
import {
  createServer,
  demoIdentity,
  type DemoIdentity,
  type Identity,
  memoryStore,
  type NewReport,
  readLayouts,
  type ReportView,
  type ServerOptions,
  type Store,
  type WederhoorServer,
} from "@wederhoor/server"
import {newSigningKey, softwareSigner, type Jwks} from "@wederhoor/signoff"
import {readFileSync} from "node:fs"
import {WebSocket} from "ws"
import * as Y from "yjs"

const read = (name: string): string =>
  readFileSync(new URL(`../../../templates/${name}`, import.meta.url), "utf8")

/** The invented case with its template, as a host would send it. */
export function invented(): NewReport {
  const {id, persons, fields, content} = JSON.parse(
    read("feitenonderzoek/noor-en-sem.json"),
  ) as NewReport
  const template = JSON.parse(read("feitenonderzoek/template.json")) as NewReport["template"]
  return {
    id,
    persons,
    template,
    lang: "nl",
    ...(fields ? {fields} : {}),
    ...(content ? {content} : {}),
  }
}

export const people = {
  author: "karin-smit",
  coAuthor: "bas-oosting",
  reviewer: "femke-yilmaz",
  mother: "marloes-bakker",
  father: "jeroen-van-dalen",
  daughter: "noor-van-dalen",
} as const

export interface Running {
  readonly server: WederhoorServer
  readonly identity: DemoIdentity
  readonly store: Store
  readonly url: string
  readonly report: string
  readonly keys: Jwks
  readonly logged: string[]
  readonly token: (person: string) => Promise<string>
  readonly get: (
    person: string,
    path: string,
    headers?: Record<string, string>,
  ) => Promise<Response>
  readonly act: (
    person: string,
    act: Act,
  ) => Promise<{status: number; body: ReportView & {code?: string; findings?: readonly object[]}}>
  readonly view: (person: string) => Promise<ReportView>
  readonly open: (person: string, place: string, options?: OpenOptions) => Promise<Client>
  readonly stop: () => Promise<void>
}

export interface OpenOptions {
  readonly clientIds?: readonly number[]
  readonly format?: string
  readonly digest?: string
  readonly jwt?: string
  readonly doc?: Y.Doc
}

export interface Client {
  readonly doc: Y.Doc
  readonly provider: HocuspocusProvider
  /** Codes of refused updates. */
  readonly refused: string[]
  /** Why the server closed the place, as it said. */
  readonly ended: string[]
  /** Numbers of record changes that were announced. */
  readonly records: number[]
  /** Reason of a failed authentication. */
  readonly denied: string
  readonly synced: () => Promise<void>
  readonly acknowledged: () => Promise<void>
  readonly close: () => void
}

export async function running(
  options: {
    store?: Store
    now?: () => string
    identity?: (demo: DemoIdentity) => Identity
    given?: NewReport
    more?: Partial<ServerOptions>
  } = {},
): Promise<Running> {
  const store = options.store ?? memoryStore()
  const identity = await demoIdentity()
  const {privateJwk, publicJwk} = await newSigningKey()
  const keys = {keys: [publicJwk]}
  const logged: string[] = []
  const server = createServer({
    store,
    identity: options.identity?.(identity) ?? identity,
    demo: identity,
    keys: {signer: await softwareSigner(privateJwk), published: keys},
    organisation: {name: "Verzonnen organisatie"},
    policies: JSON.parse(read("beleid.json")),
    layouts: readLayouts(),
    log: (text, error) => logged.push(`${text} ${String(error)}`),
    ...(options.now ? {now: options.now} : {}),
    ...options.more,
  })
  const given = options.given ?? invented()
  const made = await server.createReport(given)
  if (!made.ok && made.code !== "report-exists") throw new Error(`${made.code} ${made.at}`)
  const {url} = await server.listen()
  const digest = await templateDigest(given.template)
  const clients: Client[] = []
  const token = (id: string): Promise<string> => {
    const person = given.persons.find(one => one.id === id)
    if (!person) throw new Error(`nobody is called ${id}`)
    return identity.tokenFor(given.id, person)
  }
  const get: Running["get"] = async (person, path, headers = {}) =>
    fetch(`${url}/wederhoor/reports/${given.id}${path}`, {
      headers: {authorization: `Bearer ${await token(person)}`, ...headers},
    })
  return {
    server,
    identity,
    store,
    url,
    keys,
    logged,
    token,
    get,
    report: given.id,
    async act(person, act) {
      const response = await fetch(`${url}/wederhoor/reports/${given.id}/acts`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${await token(person)}`,
          "content-type": "application/json",
        },
        body: JSON.stringify(act),
      })
      return {
        status: response.status,
        body: (await response.json()) as ReportView & {code?: string; findings?: readonly object[]},
      }
    },
    view: async person => (await (await get(person, "")).json()) as ReportView,
    async open(person, place, more = {}) {
      const doc = more.doc ?? new Y.Doc()
      const clientIds = more.clientIds ?? [doc.clientID]
      const jwt = more.jwt ?? (await token(person))
      const client = connect(url, `${given.id}/${place}`, doc, {
        jwt,
        clientIds,
        format: more.format ?? formatVersion,
        templateDigest: more.digest ?? digest,
      })
      clients.push(client)
      await client.synced()
      return client
    },
    async stop() {
      for (const client of clients) client.close()
      await server.close()
      await store.close()
    },
  }
}

/** A real provider on a real websocket. */
export function connect(
  url: string,
  name: string,
  doc: Y.Doc,
  envelope: Parameters<typeof encodeEnvelope>[0],
): Client {
  const refused: string[] = []
  const records: number[] = []
  const ended: string[] = []
  let denied = ""
  const socket = new HocuspocusProviderWebsocket({
    url: `${url.replace("http", "ws")}/wederhoor/collaboration`,
    WebSocketPolyfill: WebSocket,
    delay: 50,
    minDelay: 50,
    maxDelay: 200,
  })
  const provider = new HocuspocusProvider({
    name,
    document: doc,
    websocketProvider: socket,
    token: encodeEnvelope(envelope),
    onAuthenticationFailed: ({reason}) => void (denied = reason),
    onStateless: ({payload}) => {
      const message = JSON.parse(payload) as {t: string; code: string; seq: number}
      if (message.t === "refused") refused.push(message.code)
      if (message.t === "ended") ended.push(message.code)
      if (message.t === "record") records.push(message.seq)
    },
  })
  provider.attach()
  return {
    doc,
    provider,
    refused,
    records,
    ended,
    get denied() {
      return denied
    },
    synced: () => until(() => provider.isSynced || denied !== ""),
    acknowledged: () => until(() => provider.unsyncedChanges === 0),
    close() {
      provider.destroy()
      socket.destroy()
    },
  }
}

export async function until(holds: () => boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never so: ${holds.toString()}`)
    await wait(5)
  }
}

export const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

export function section(doc: Y.Doc, id: string): Y.XmlElement {
  const found = doc
    .getXmlFragment("doc")
    .toArray()
    .find(one => one instanceof Y.XmlElement && one.getAttribute("id") === id)
  if (!(found instanceof Y.XmlElement)) throw new Error(`no section ${id}`)
  return found
}

/** Add a statement with one line of text, as the editor does. */
export function addStatement(doc: Y.Doc, into: string, id: string, words: string): Y.XmlText {
  const text = new Y.XmlText()
  doc.transact(() => {
    const statement = new Y.XmlElement("statement")
    statement.setAttribute("id", id)
    const line = new Y.XmlElement("line")
    section(doc, into).push([statement])
    statement.push([line])
    line.push([text])
    text.insert(0, words)
  })
  return text
}

export const textOf = (doc: Y.Doc): string => doc.getXmlFragment("doc").toJSON()

/** Write the draft of a reaction and wait until the server has it. */
export async function draft(
  client: Client,
  on: string,
  type: string,
  words: string,
): Promise<void> {
  const {doc} = client
  const fragment = doc.getXmlFragment("drafts")
  doc.transact(() => {
    const known = fragment
      .toArray()
      .find(one => one instanceof Y.XmlElement && one.getAttribute("id") === "draft")
    if (known instanceof Y.XmlElement) {
      const text = known.get(0) as Y.XmlText
      text.delete(0, text.length)
      text.insert(0, words)
      return
    }
    const made = new Y.XmlElement("draft")
    made.setAttribute("id", "draft")
    made.setAttribute("on", on)
    made.setAttribute("type", type)
    fragment.push([made])
    const text = new Y.XmlText()
    made.push([text])
    text.insert(0, words)
  })
  await client.acknowledged()
}
