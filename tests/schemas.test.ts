// SPDX-License-Identifier: EUPL-1.2

/** What the server really writes and hands out, against the published schemas. */
import {
  type Act,
  type ReportFile,
  type ReportView,
  type Template,
  checkAgainst,
  describeProblem,
} from "@wederhoor/format"
import {createServer, demoIdentity, eraseUpdates, memoryStore, readLayouts} from "@wederhoor/server"
import {
  type Bundle,
  type FlattenedJws,
  chainEvent,
  newSigningKey,
  parseJson,
  sha256,
  softwareSigner,
} from "@wederhoor/signoff"
import {readFileSync} from "node:fs"
import {join} from "node:path"
import {afterAll, beforeAll, expect, test} from "vitest"

import {root} from "./house/sources.ts"

const read = (name: string): string => readFileSync(join(root, "templates", name), "utf8")
const example = JSON.parse(read("feitenonderzoek/voorbeeld.json")) as ReportFile
const template = JSON.parse(read("feitenonderzoek/template.json")) as Template
const {record} = example
const persons = record.persons
const family = persons.filter(({role}) => ["parent", "carer", "child"].includes(role))
const withRole = (role: string): string => persons.find(one => one.role === role)?.id ?? ""

// The days of the example: nothing in it was said or seen after these.
let now = "2026-08-31T12:00:00.000Z"
const store = memoryStore()
const identity = await demoIdentity()
const {privateJwk, publicJwk} = await newSigningKey()
const server = createServer({
  store,
  identity,
  demo: identity,
  keys: {signer: await softwareSigner(privateJwk), published: {keys: [publicJwk]}},
  organisation: {name: "Verzonnen organisatie"},
  policies: JSON.parse(read("beleid.json")),
  layouts: readLayouts(),
  log: () => undefined,
  now: () => now,
})
let url = ""

async function ask(person: string, path: string, body?: object): Promise<Response> {
  const who = persons.find(one => one.id === person)
  if (!who) throw new Error(`nobody is called ${person}`)
  const token = await identity.tokenFor(record.report, who)
  return fetch(`${url}/wederhoor/reports/${record.report}${path}`, {
    headers: {authorization: `Bearer ${token}`, "content-type": "application/json"},
    ...(body ? {method: "POST", body: JSON.stringify(body)} : {}),
  })
}

async function act(person: string, what: object): Promise<void> {
  const response = await ask(person, "/acts", what as Act)
  const said = (await response.json()) as {code?: string; findings?: object}
  expect([what, response.status, said.code, said.findings]).toEqual([
    what,
    200,
    undefined,
    undefined,
  ])
}

const newest = async (person: string) =>
  ((await (await ask(person, "")).json()) as ReportView).versions.at(-1)

beforeAll(async () => {
  const made = await server.createReport({
    id: record.report,
    template,
    persons,
    lang: "nl",
    fields: Object.fromEntries(
      Object.entries(record.fields).map(([section, fields]) => [
        section,
        Object.fromEntries(Object.entries(fields).map(([id, {value}]) => [id, value])),
      ]),
    ),
    content: example.content,
  })
  if (!made.ok) throw new Error(`${made.code} ${made.at}`)
  const changed = await server.changeRegister(record.report, {persons, seq: 1})
  if (!changed.ok) throw new Error(`${changed.code} ${changed.at}`)
  url = (await server.listen()).url
  const author = withRole("author")
  for (const {reader, outcome, note, second} of record.disclosure)
    await act(author, {act: "checkDisclosure", check: {reader, outcome, note, second}})
  await act(author, {act: "offer"})
  for (const {id} of family) await (await ask(id, "/versions/1/rendition")).arrayBuffer()
  now = "2026-09-29T09:00:00.000Z"
  for (const {person} of record.offers)
    await act(author, {
      act: "recordHearing",
      hearing: {person, state: "heard", on: "2026-09-20", how: "gesprek thuis, met de onderzoeker"},
    })
}, 60_000)

afterAll(async () => {
  await server.close()
  await store.close()
})

/** Problems in words, so that a failure says what to do. */
const told = (schema: "report" | "signOff" | "auditEvent", value: unknown): string[] =>
  checkAgainst(schema, JSON.parse(JSON.stringify(value))).map(
    problem => `${problem.at} ${problem.code}: ${describeProblem(problem, "en").what}`,
  )

test("every entry of the record is a link of the audit chain, whole and without its body", async () => {
  const entries = await store.entries(record.report)
  expect(new Set(entries.map(({entry}) => entry.event.type)).size).toBeGreaterThan(4)
  for (const link of entries) {
    expect(told("auditEvent", link)).toEqual([])
    const {seq, at, actor} = link.entry
    const body = await sha256(new TextEncoder().encode(String(seq)))
    expect(told("auditEvent", await chainEvent(link.prev, {seq, at, actor, body}))).toEqual([])
  }
})

test("every change of the text is a link too, and never holds the text", async () => {
  const updates = await store.updates(`${record.report}/content`)
  expect(updates.length).toBeGreaterThan(0)
  const order = {user: withRole("author"), at: now, ground: "Besluit 12", ranges: [[1, 1]] as const}
  await eraseUpdates(store, `${record.report}/content`, order)
  const destroyed = await store.updates(`${record.report}/content`, updates.length)
  expect(destroyed.length).toBe(1)
  for (const {bytes: _, salt, ...link} of [...updates, ...destroyed]) {
    expect(told("auditEvent", link)).toEqual([])
    expect(told("auditEvent", {...link, salt})).toEqual([
      "/salt unknown-key: “salt” is not known here.",
    ])
    expect(told("auditEvent", {...link, bytes: "AAAA"})).toEqual([
      "/bytes unknown-key: “bytes” is not known here.",
    ])
  }
})

test("approved, signed and sealed: the bundle of every reader holds a report and sign-offs in order", async () => {
  const reviewer = withRole("reviewer")
  const author = withRole("author")
  await act(author, {act: "submit"})
  const version = (await newest(reviewer))?.number
  await act(reviewer, {act: "approve", dissent: "", version})
  const signed: string[] = []
  for (const {id} of family) {
    const shown = await newest(id)
    // A young child has no copy of its own to sign.
    if (!shown?.rendition) continue
    signed.push(id)
    await (await ask(id, `/versions/${shown.number}/rendition`)).arrayBuffer()
    const {sha256: digest} = shown.rendition
    await act(id, {
      act: "sign",
      decision: "disagreed",
      remarks: "Ik zie het anders.",
      version: shown.number,
      shown: digest,
    })
  }
  await act(author, {act: "finalise"})
  for (const link of await store.entries(record.report))
    expect(told("auditEvent", link)).toEqual([])
  expect(signed.length).toBeGreaterThan(1)
  for (const reader of [author, reviewer, ...signed]) {
    const response = await ask(reader, "/bundle.json")
    expect([reader, response.status]).toEqual([reader, 200])
    const bundle = (await response.json()) as Bundle
    expect([reader, told("report", bundle.report)]).toEqual([reader, []])
    expect(bundle.signOffs.length).toBeGreaterThan(0)
    for (const jws of bundle.signOffs)
      expect([reader, told("signOff", payloadOf(jws))]).toEqual([reader, []])
  }
})

function payloadOf(jws: FlattenedJws): unknown {
  return parseJson(Buffer.from(jws.payload, "base64url").toString("utf8"))
}
