// SPDX-License-Identifier: EUPL-1.2

/**
 * The promises of a store on PostgreSQL. Without `WEDERHOOR_TEST_POSTGRES` (an address of a real
 * server, in which schemas are made and removed) on PGlite behind a socket: PostgreSQL itself, but
 * one at a time, so that races between two servers are only real on a real one.
 */
import {PGlite} from "@electric-sql/pglite"
import {PGLiteSocketServer} from "@electric-sql/pglite-socket"
import {eraseUpdates, readDocument, ServerError, type Store, verifyLog} from "@wederhoor/server"
import {postgresStore} from "@wederhoor/server/postgres"
import {appendUpdates, type MadeUpdate, storeAcceptance} from "@wederhoor/server/testing"
import {spawnSync} from "node:child_process"
import pg from "pg"
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import * as Y from "yjs"

import {node} from "./command.ts"
import {addStatement, people, running, textOf} from "./running.ts"

const real = process.env["WEDERHOOR_TEST_POSTGRES"] ?? ""
let url = real
let stop = async (): Promise<void> => undefined
const schemas: string[] = []

beforeAll(async () => {
  if (real !== "") return
  const db = await PGlite.create()
  const server = new PGLiteSocketServer({db, host: "127.0.0.1", port: 0, maxConnections: 50})
  await server.start()
  const port = server.getServerConn().split(":").at(-1)
  url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`
  stop = async () => {
    await server.stop()
    await db.close()
  }
})

afterAll(async () => {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
  await client.end()
  await stop()
})

/** PGlite takes one statement at a time; many connections to it only wait for each other. */
const connections = real === "" ? 1 : 8
const newSchema = (): string => {
  const name = `wederhoor_test_${process.pid}_${schemas.length}`
  schemas.push(name)
  return name
}
let turn: Promise<unknown> = Promise.resolve()
/** The socket of PGlite mixes up the statements of two connections that speak at once: here one at a time. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  if (real !== "") return work()
  const result = turn.then(work)
  turn = result.catch(() => undefined)
  return result
}
const open = async (schema: string): Promise<Store> => {
  const store = await inTurn(() => postgresStore({url, schema, connections}))
  return Object.fromEntries(
    Object.entries(store).map(([name, method]) => [
      name,
      (...args: never[]) =>
        inTurn(() => (method as (...given: never[]) => Promise<unknown>)(...args)),
    ]),
  ) as unknown as Store
}
const ask = async (text: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

describe("Store: PostgreSQL", () => {
  const again = (): Promise<Store> => open(schemas.at(-1) as string)
  const subject = {make: () => open(newSchema()), reopen: again, beside: again}
  test.each(storeAcceptance(subject))("$name", async ({run}) => {
    await expect(run()).resolves.toBeUndefined()
  })
})

const made = (bytes: Uint8Array = Uint8Array.of(0, 0)): MadeUpdate => ({
  user: "anna",
  at: "2026-03-01T10:00:00Z",
  touches: [{op: "insert", statement: "s1"}],
  bytes,
})

test("two servers that open an empty database at once both come in, on one set of tables", async () => {
  const schema = newSchema()
  const stores = await Promise.all([open(schema), open(schema), open(schema)])
  await appendUpdates(stores[0] as Store, "r/content", [made()])
  for (const store of stores) expect((await store.head("r/content")).seq).toBe(1)
  for (const store of stores) await store.close()
  expect((await ask(`SELECT * FROM ${schema}.layout`)).rows).toEqual([{number: 1}])
})

test("many writers at once over few statements: each update is kept once, every chain holds", async () => {
  const store = await open(newSchema())
  const names = Array.from({length: 12}, (_, n) => `r${n}/content`)
  await Promise.all(
    names.map(name =>
      appendUpdates(
        store,
        name,
        Array.from({length: 8}, () => made()),
      ),
    ),
  )
  for (const name of names) expect(await verifyLog(store, name)).toMatchObject({ok: true, count: 8})
  await store.close()
})

test("more bytes at one moment than go in one statement are all kept, in order", async () => {
  const store = await open(newSchema())
  const large = Array.from({length: 6}, () => made(new Uint8Array(1_500_000)))
  await appendUpdates(store, "r/content", [...large, made(), made()])
  expect(await verifyLog(store, "r/content")).toMatchObject({ok: true, count: 8})
  await store.close()
})

test("tables of a newer server are refused by name, and left as they were", async () => {
  const schema = newSchema()
  await (await open(schema)).close()
  await ask(`UPDATE ${schema}.layout SET number = 99`)
  await expect(open(schema)).rejects.toMatchObject({code: "store-newer"})
  expect((await ask(`SELECT * FROM ${schema}.layout`)).rows).toEqual([{number: 99}])
})

test("a database that cannot be reached says so without its password", async () => {
  const lost = postgresStore("postgres://somebody:s3cret@127.0.0.1:1/nowhere")
  await expect(lost).rejects.toBeInstanceOf(ServerError)
  await expect(lost).rejects.toMatchObject({code: "store-unreadable"})
  await expect(lost).rejects.toThrow(/^(?!.*s3cret)/)
})

test.each(["a b", "x; DROP SCHEMA public", 'w"', "", "Groot"])(
  "%j is no name of a schema",
  async schema => {
    await expect(postgresStore({url, schema})).rejects.toMatchObject({code: "bad-schema"})
  },
)

test("tables that are gone while the server runs are a code for reading and for writing", async () => {
  const schema = newSchema()
  const store = await open(schema)
  await ask(`DROP SCHEMA ${schema} CASCADE`)
  await expect(appendUpdates(store, "r/content", [made()])).rejects.toMatchObject({
    code: "store-unreadable",
  })
  await expect(
    store.putBlob("k", {bytes: Uint8Array.of(1), mediaType: "x/y"}),
  ).rejects.toMatchObject({code: "store-unwritable"})
  await store.close()
})

test("texts that databases stumble over come back as they were", async () => {
  const store = await open(newSchema())
  const text = "“é” 🙂 \u0000 \\ ' \" $1 \n {a,NULL}"
  const update: MadeUpdate = {...made(Uint8Array.of(0, 39, 92, 255)), touches: [{op: text}]}
  await appendUpdates(store, "r/content", [update, made(new Uint8Array())])
  const [first, second] = await store.updates("r/content")
  expect(first?.touches).toEqual([{op: text}])
  expect([...(first?.bytes ?? [])]).toEqual([0, 39, 92, 255])
  expect(second?.bytes).toEqual(new Uint8Array())
  await store.close()
})

test("what is destroyed is in no row any more", async () => {
  const schema = newSchema()
  const store = await open(schema)
  const doc = new Y.Doc()
  const text = doc.getText("doc")
  for (const step of [() => text.insert(0, "geheim en rest"), () => text.delete(0, 10)]) {
    const before = Y.encodeStateVector(doc)
    step()
    await appendUpdates(store, "r/content", [made(Y.encodeStateAsUpdate(doc, before))])
  }
  const order = {user: "anna", at: "2026-03-02T10:00:00Z", ground: "Besluit 12"}
  await eraseUpdates(store, "r/content", order)
  const {rows} = await ask(
    `SELECT count(*)::int AS found FROM ${schema}.updates WHERE position('geheim'::bytea IN bytes) > 0`,
  )
  expect(rows).toEqual([{found: 0}])
  const read = new Y.Doc()
  await readDocument(store, "r/content", read)
  expect(read.getText("doc").toJSON()).toBe("rest")
  await store.close()
})

test("people write on PostgreSQL; after a restart it is all there, and the chain holds", async () => {
  const schema = newSchema()
  const first = await running({store: await open(schema)})
  const [anna, bram] = await Promise.all([
    first.open(people.author, "content"),
    first.open(people.coAuthor, "content"),
  ])
  const lines = [anna, bram].map((client, n) =>
    addStatement(client.doc, "occasion", `pg-${n}`, `Zin ${n}.`),
  )
  for (let n = 0; n < 10; n++) for (const line of lines) line.insert(line.length, ` w${n}`)
  await Promise.all([anna.acknowledged(), bram.acknowledged()])
  await first.stop()

  const store = await open(schema)
  const second = await running({store})
  const after = await second.open(people.author, "content")
  expect(textOf(after.doc)).toContain("Zin 0. w0 w1 w2 w3 w4 w5 w6 w7 w8 w9")
  expect(textOf(after.doc)).toContain("Zin 1. w0 w1 w2 w3 w4 w5 w6 w7 w8 w9")
  expect(await verifyLog(store, `${second.report}/content`)).toMatchObject({ok: true})
  await second.stop()
}, 60_000)

test("whoever uses SQLite never loads the client of PostgreSQL", () => {
  const source = `await import("@wederhoor/server")
    const {createRequire} = await import("node:module")
    console.log(Object.keys(createRequire(import.meta.url).cache).filter(name => name.includes("/pg/")).length)`
  const {stdout, stderr} = spawnSync(
    node(),
    ["--conditions=@wederhoor/source", "--input-type=module", "-e", source],
    {cwd: import.meta.dirname, encoding: "utf8", env: {...process.env, NODE_OPTIONS: ""}},
  )
  expect(stdout.trim(), stderr).toBe("0")
})
