// SPDX-License-Identifier: EUPL-1.2
import pg from "pg"

import {ServerError} from "./error.ts"
import {assertFree, assertNext, assertRanges, assertStands} from "./memory-store.ts"
import {
  addRuns,
  bringUpToDate,
  databaseError,
  isTaken,
  type PostgresOptions,
  type Row,
  type Run,
  updateOf,
} from "./postgres-tables.ts"
import type {LoggedEntry, LoggedUpdate, Store} from "./store.ts"

export type {PostgresOptions} from "./postgres-tables.ts"

/** Most appends in one statement, and bytes of updates after which it takes no more. */
const batchSize = 500
const batchBytes = 4 * 1024 * 1024

/**
 * A store in a PostgreSQL database (14 or later), for a host that has one already. Tables are made, and
 * brought up to date, in a schema of their own when the store is opened; two servers that open it at
 * once do not disturb each other.
 *
 * What was answered is flushed by the database (`synchronous_commit` is set to `on` for our
 * connections). Appends that arrive while others are on their way go together in one statement; each of
 * them still succeeds or fails as if it came alone. A link is kept only on top of the one it names, and
 * its number is a key: of two servers at most one writes it.
 *
 * @throws ServerError `store-unreadable` when the database cannot be reached or lets nobody in,
 *   `store-unwritable` when the user may not make or change tables, `store-newer` when a newer server
 *   made them, `bad-schema` for a schema that is no plain name. Calls reject with the first two.
 */
export async function postgresStore(given: string | PostgresOptions): Promise<Store> {
  const {
    url,
    schema = "wederhoor",
    connections = 8,
    ...rest
  } = typeof given === "string" ? {url: given} : given
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw new ServerError("bad-schema", schema, "write it in small letters, digits and _")
  const pool = new pg.Pool({
    ...rest,
    ...(url === undefined ? {} : {connectionString: url}),
    max: connections,
    allowExitOnIdle: true,
    // The next user of the connection waits for this; its type says otherwise.
    onConnect: client => client.query("SET synchronous_commit TO on") as unknown as void,
  })
  // A connection that breaks while nobody uses it is replaced; whoever uses one hears of it there.
  pool.on("error", () => undefined)
  const at = `postgres schema ${schema}`
  try {
    await bringUpToDate(pool, schema, at)
  } catch (error) {
    await pool.end()
    throw databaseError(at, error, "read")
  }
  return storeOn(pool, schema, at)
}

function storeOn(pool: pg.Pool, schema: string, at: string): Store {
  const under = new Set<Promise<unknown>>()
  let open = true

  const during = <T>(kind: "read" | "write", work: () => Promise<T>): Promise<T> => {
    if (!open)
      return Promise.reject(new ServerError("closed", at, "the store was closed; open it again"))
    const result = work().catch((error: unknown) => {
      throw databaseError(at, error, kind)
    })
    const settled: Promise<unknown> = result.then(
      () => under.delete(settled),
      () => under.delete(settled),
    )
    under.add(settled)
    return result
  }
  const rows = async (text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query<Row>(text.replaceAll("$schema", schema), [...values])).rows
  const read = (text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    during("read", () => rows(text, values))
  type Ask = (text: string, values: readonly unknown[]) => Promise<Row[]>
  const transaction = (work: (ask: Ask) => Promise<void>): Promise<void> =>
    during("write", async () => {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query("BEGIN")
        await work(async (text, values) => {
          const answer = await client.query<Row>(text.replaceAll("$schema", schema), [...values])
          return answer.rows
        })
        await client.query("COMMIT")
      } catch (error) {
        await client.query("ROLLBACK").catch((failed: Error) => (broken = failed))
        throw error
      } finally {
        client.release(broken)
      }
    })

  const late = (document: string, {seq}: LoggedUpdate): ServerError =>
    new ServerError(
      "out-of-order",
      document,
      `number ${seq} does not follow on the last one; another server wrote here: read again`,
    )

  interface Waiting {
    readonly document: string
    readonly update: LoggedUpdate
    readonly resolve: () => void
    readonly reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let flushing = false
  /** One statement at a time; what comes in meanwhile goes with the next. */
  const flush = async (): Promise<void> => {
    if (flushing) return
    flushing = true
    while (waiting.length > 0) {
      const runs = new Map<string, Waiting[]>()
      const later: Waiting[] = []
      const held = new Set<string>()
      let bytes = 0
      for (const [n, one] of waiting.entries()) {
        const run = runs.get(one.document)
        const last = run?.at(-1)?.update
        const full = n >= batchSize || bytes > batchBytes
        if (full || held.has(one.document) || (last && !follows(last, one.update))) {
          // What comes after something that waits, waits as well.
          held.add(one.document)
          later.push(one)
          continue
        }
        bytes += one.update.bytes?.length ?? 0
        if (run) run.push(one)
        else runs.set(one.document, [one])
      }
      waiting = later
      await add([...runs.values()])
    }
    flushing = false
  }
  const add = async (runs: readonly (readonly Waiting[])[]): Promise<void> => {
    try {
      const kept = await addRuns(rows, runs.map(runOf))
      for (const one of runs.flat())
        if (kept.has(one.document)) one.resolve()
        else one.reject(late(one.document, one.update))
    } catch (error) {
      const [only, ...more] = runs
      if (!isTaken(error)) for (const one of runs.flat()) one.reject(error)
      // Nothing was kept. Apart, only what really meets another server is refused.
      else if (more.length > 0) for (const run of runs) await add([run])
      else if (only && only.length > 1) for (const one of only) await add([[one]])
      else for (const one of only ?? []) one.reject(late(one.document, one.update))
    }
  }

  return {
    appendUpdate: (document, update) =>
      during(
        "write",
        () =>
          new Promise<void>((resolve, reject) => {
            waiting.push({document, update, resolve, reject})
            setImmediate(() => void flush())
          }),
      ),
    updates: async (document, after = 0, most) =>
      (
        await read(
          "SELECT * FROM $schema.updates WHERE document = $1 AND seq > $2 ORDER BY seq LIMIT $3",
          [document, after, most ?? null],
        )
      ).map(updateOf),
    async head(document) {
      const [last] = await read(
        "SELECT seq, hash FROM $schema.updates WHERE document = $1 ORDER BY seq DESC LIMIT 1",
        [document],
      )
      return last ? {seq: Number(last["seq"]), hash: last["hash"] as string} : {seq: 0, hash: null}
    },
    documents: async () =>
      (
        await read(`WITH RECURSIVE one(name) AS (SELECT min(document) FROM $schema.updates
          UNION ALL SELECT (SELECT min(document) FROM $schema.updates WHERE document > name)
          FROM one WHERE name IS NOT NULL) SELECT name FROM one WHERE name IS NOT NULL`)
      ).map(row => row["name"] as string),
    saveSnapshot: (document, {seq, hash, state, digest}) =>
      during("write", async () => {
        const [found] = await rows(
          `WITH stands AS (SELECT hash FROM $schema.updates WHERE document = $1 AND seq = $2 AND hash = $3),
            put AS (INSERT INTO $schema.snapshots AS kept (document, seq, hash, state, digest)
              SELECT $1, $2, hash, $4, $5 FROM stands
              ON CONFLICT (document) DO UPDATE SET seq = excluded.seq, hash = excluded.hash,
                state = excluded.state, digest = excluded.digest
              WHERE excluded.seq > kept.seq OR (excluded.seq = kept.seq AND kept.state IS NULL))
          SELECT hash FROM stands`,
          [document, seq, hash, Buffer.from(state), digest],
        )
        assertStands(document, {seq, hash}, found?.["hash"] as string | undefined)
      }),
    async snapshot(document) {
      const [row] = await read(
        "SELECT seq, hash, state, digest FROM $schema.snapshots WHERE document = $1 AND state IS NOT NULL",
        [document],
      )
      return row
        ? {
            seq: Number(row["seq"]),
            hash: row["hash"] as string,
            state: new Uint8Array(row["state"] as Buffer),
            digest: row["digest"] as string,
          }
        : null
    },
    erase: (document, record, ranges) =>
      transaction(async ask => {
        assertRanges(document, record.seq, ranges)
        const kept = await addRuns(ask, [{document, updates: [record]}]).catch((error: unknown) => {
          throw isTaken(error) ? late(document, record) : error
        })
        if (kept.size === 0) throw late(document, record)
        for (const [from, to] of ranges)
          await ask(
            "UPDATE $schema.updates SET bytes = NULL, salt = NULL WHERE document = $1 AND seq BETWEEN $2 AND $3",
            [document, from, to],
          )
        await ask(
          `INSERT INTO $schema.snapshots (document, seq, hash) VALUES ($1, $2, $3)
            ON CONFLICT (document) DO UPDATE SET seq = excluded.seq, hash = excluded.hash,
              state = NULL, digest = NULL`,
          [document, record.seq, record.hash],
        )
      }),
    appendEntries: (report, entries) =>
      transaction(async ask => {
        const [last] = await ask(
          "SELECT seq, hash FROM $schema.entries WHERE report = $1 ORDER BY seq DESC LIMIT 1",
          [report],
        )
        let count = Number(last?.["seq"] ?? 0)
        let head = (last?.["hash"] as string | undefined) ?? null
        for (const {entry, salt, prev, hash} of entries) {
          assertNext(report, count, head, entry.seq, prev)
          const kept = await ask(
            `INSERT INTO $schema.entries (report, seq, entry, salt, prev, hash)
              VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING seq`,
            [report, entry.seq, JSON.stringify(entry), salt, prev, hash],
          )
          // Another server was first, between our looking and our writing.
          if (kept.length === 0) assertNext(report, count + 1, null, entry.seq, prev)
          count = entry.seq
          head = hash
        }
      }),
    entries: async report =>
      (await read("SELECT * FROM $schema.entries WHERE report = $1 ORDER BY seq", [report])).map(
        (row): LoggedEntry => ({
          entry: JSON.parse(row["entry"] as string),
          salt: row["salt"] as string | null,
          prev: row["prev"] as string | null,
          hash: row["hash"] as string,
        }),
      ),
    putBlob: (key, {bytes, mediaType}) =>
      during("write", async () => {
        await rows(
          "INSERT INTO $schema.blobs (key, media_type, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
          [key, mediaType, Buffer.from(bytes)],
        )
      }),
    async getBlob(key) {
      const [row] = await read("SELECT media_type, bytes FROM $schema.blobs WHERE key = $1", [key])
      return row
        ? {bytes: new Uint8Array(row["bytes"] as Buffer), mediaType: row["media_type"] as string}
        : null
    },
    claims: async document =>
      (
        await read(
          "SELECT client, person FROM $schema.claims WHERE document = $1 ORDER BY client",
          [document],
        )
      ).map(row => ({client: Number(row["client"]), user: row["person"] as string})),
    saveClaims: (document, claims) =>
      transaction(async ask => {
        // In one order everywhere, so that two servers never wait for each other.
        for (const {client, user} of claims.toSorted((a, b) => a.client - b.client))
          await ask(
            "INSERT INTO $schema.claims (document, client, person) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            [document, client, user],
          )
        const kept = await ask(
          "SELECT client, person FROM $schema.claims WHERE document = $1 AND client = ANY($2::bigint[])",
          [document, claims.map(({client}) => client)],
        )
        const owners = new Map(
          kept.map(row => [Number(row["client"]), row["person"] as string] as const),
        )
        assertFree(document, claims, client => owners.get(client))
      }),
    reports: async () =>
      (await read("SELECT DISTINCT report FROM $schema.entries ORDER BY report")).map(
        row => row["report"] as string,
      ),
    async close() {
      if (!open) return
      open = false
      await Promise.all(under)
      await pool.end()
    },
  }
}

const follows = (last: LoggedUpdate, next: LoggedUpdate): boolean =>
  next.seq === last.seq + 1 && next.prev === last.hash

const runOf = (
  run: readonly {readonly document: string; readonly update: LoggedUpdate}[],
): Run => ({document: run[0]?.document ?? "", updates: run.map(({update}) => update)})
