// SPDX-License-Identifier: EUPL-1.2

/**
 * The server that the crash bench kills: a process that loads everything, waits for a line on standard
 * input (`{folder, failing}`), and then opens the store in that folder and serves the invented case.
 * `failing` is a seed: once a line `arm` came, some writes fail, before they are kept or after.
 */
import {
  createServer,
  demoIdentity,
  type NewReport,
  readLayouts,
  sqliteStore,
} from "@wederhoor/server"
import {failingStore, type Fate} from "@wederhoor/server/testing"
import {newSigningKey, softwareSigner} from "@wederhoor/signoff"
import policies from "@wederhoor/templates/beleid.json" with {type: "json"}
import given from "@wederhoor/templates/feitenonderzoek/noor-en-sem.json" with {type: "json"}
import {join} from "node:path"
import {createInterface} from "node:readline"

import {random} from "./random.ts"
import {template} from "./report.ts"

const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]()
const {privateJwk, publicJwk} = await newSigningKey()
const identity = await demoIdentity()
const signer = await softwareSigner(privateJwk)
const layouts = readLayouts()

const first = await lines.next()
const {folder, failing} = JSON.parse(String(first.value)) as {
  folder: string
  failing: number | null
}
let armed = false
const r = random(failing ?? 0)
const fate = (method: string): Fate => {
  if (!armed || failing === null) return null
  if (method !== "appendUpdate" && method !== "saveSnapshot") return null
  return r.chance(0.04) ? "before" : r.chance(0.04) ? "after" : null
}
const store = failingStore(sqliteStore(join(folder, "wederhoor.db")), fate)
const server = createServer({
  store,
  identity,
  demo: identity,
  keys: {signer, published: {keys: [publicJwk]}},
  organisation: {name: "Verzonnen organisatie"},
  policies: policies as never,
  layouts,
  log: () => undefined,
})
const {id, persons, fields, content} = given as unknown as NewReport
if ((await store.reports()).length === 0)
  await server.createReport({
    id,
    persons,
    template,
    ...(fields ? {fields} : {}),
    ...(content ? {content} : {}),
  })
const {url} = await server.listen()
process.stdout.write(`${url}\n`)
await lines.next()
armed = true
