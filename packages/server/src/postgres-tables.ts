// SPDX-License-Identifier: EUPL-1.2
import type pg from "pg"

import {ServerError} from "./error.ts"
import type {LoggedUpdate} from "./store.ts"

/** How to reach the database, and where in it our tables stand. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`; or the parts below. What is left out comes from the `PG…` variables of the environment. */
  readonly url?: string
  readonly host?: string
  readonly port?: number
  readonly database?: string
  readonly user?: string
  /** Asked for at every new connection when it is a function. */
  readonly password?: string | (() => Promise<string>)
  /** `true`, or the options of `node:tls`. */
  readonly ssl?: boolean | {readonly ca?: string; readonly rejectUnauthorized?: boolean}
  /** Schema of our tables: `wederhoor` unless given. */
  readonly schema?: string
  /** Most connections at a time: 8 unless given. */
  readonly connections?: number
}

export type Row = Record<string, unknown>

/** Texts that are sorted, or are a key, go by code unit: the language of the database is not ours. */
const layouts: readonly string[] = [
  `CREATE TABLE $schema.updates (document text COLLATE "C" NOT NULL, seq integer NOT NULL, person text NOT NULL,
    at text NOT NULL, touches text NOT NULL, bytes bytea, salt text, digest text NOT NULL, prev text,
    hash text NOT NULL, PRIMARY KEY (document, seq));
  CREATE TABLE $schema.entries (report text COLLATE "C" NOT NULL, seq integer NOT NULL, entry text NOT NULL,
    salt text, prev text, hash text NOT NULL, PRIMARY KEY (report, seq));
  CREATE TABLE $schema.blobs (key text COLLATE "C" PRIMARY KEY, media_type text NOT NULL, bytes bytea NOT NULL);
  CREATE TABLE $schema.claims (document text COLLATE "C" NOT NULL, client bigint NOT NULL, person text NOT NULL,
    PRIMARY KEY (document, client));
  CREATE TABLE $schema.snapshots (document text COLLATE "C" PRIMARY KEY, seq integer NOT NULL, hash text NOT NULL,
    state bytea, digest text);`,
]

/** Make the tables, or bring them up to date, all or nothing; one server at a time. */
export async function bringUpToDate(pool: pg.Pool, schema: string, at: string): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    // Whoever may not make tables can still use those that somebody made.
    if ((await layoutNow(client, schema)) === layouts.length) return
    await client.query("BEGIN")
    await client.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`wederhoor ${schema}`])
    const found = await layoutNow(client, schema)
    if (found > layouts.length)
      throw new ServerError("store-newer", at, "a newer Wederhoor made these tables; use that one")
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema};
      CREATE TABLE IF NOT EXISTS ${schema}.layout (number integer NOT NULL)`)
    for (const step of layouts.slice(found)) await client.query(step.replaceAll("$schema", schema))
    await client.query(`DELETE FROM ${schema}.layout`)
    await client.query(`INSERT INTO ${schema}.layout VALUES ($1)`, [layouts.length])
    await client.query("COMMIT")
  } catch (error) {
    await client.query("ROLLBACK").catch((failed: Error) => (broken = failed))
    throw error
  } finally {
    client.release(broken)
  }
}

/** Which layout the tables have; 0 when there are none. */
async function layoutNow(client: pg.PoolClient, schema: string): Promise<number> {
  // Asked of the catalogue itself: what a name resolves to is remembered, also while we waited for the lock.
  const {rows} = await client.query(
    "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'layout'",
    [schema],
  )
  if (rows.length === 0) return 0
  const found = await client.query<Row>(`SELECT number FROM ${schema}.layout`)
  return Number(found.rows[0]?.["number"] ?? 0)
}

/** Links of one document, each on top of the one before it. */
export interface Run {
  readonly document: string
  readonly updates: readonly LoggedUpdate[]
}

/**
 * Append runs of links, at most one run per document, in one statement; gives the documents whose run
 * was kept. A run is kept only on top of the link that its first one names. The number of a link is a
 * key: when another server has just used one of them, the statement fails as a whole (`isTaken`).
 */
export async function addRuns(
  ask: (text: string, values: readonly unknown[]) => Promise<Row[]>,
  runs: readonly Run[],
): Promise<ReadonlySet<string>> {
  const rows = runs.flatMap(({document, updates}) =>
    updates.map(update => ({document, update, first: updates[0] ?? update})),
  )
  const of = <T>(take: (update: LoggedUpdate) => T): T[] => rows.map(({update}) => take(update))
  const kept = await ask(
    `INSERT INTO $schema.updates (document, seq, person, at, touches, bytes, salt, digest, prev, hash)
      SELECT document, seq, person, at, touches, bytes, salt, digest, prev, hash
      FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::text[],
        $8::text[], $9::text[], $10::text[], $11::int[], $12::text[])
        AS new(document, seq, person, at, touches, bytes, salt, digest, prev, hash, first_seq, first_prev)
      WHERE (new.first_seq = 1 AND new.first_prev IS NULL)
        OR EXISTS (SELECT FROM $schema.updates AS last WHERE last.document = new.document
          AND last.seq = new.first_seq - 1 AND last.hash = new.first_prev)
      RETURNING document`,
    [
      rows.map(({document}) => document),
      of(({seq}) => seq),
      of(({user}) => user),
      of(({at}) => at),
      of(({touches}) => JSON.stringify(touches)),
      of(({bytes}) => bytes && Buffer.from(bytes)),
      of(({salt}) => salt),
      of(({digest}) => digest),
      of(({prev}) => prev),
      of(({hash}) => hash),
      rows.map(({first}) => first.seq),
      rows.map(({first}) => first.prev),
    ],
  )
  return new Set(kept.map(row => row["document"] as string))
}

/** Whether a statement failed because another server has that number already. */
export const isTaken = (error: unknown): boolean =>
  (error as {code?: unknown} | null)?.code === "23505"

export function updateOf(row: Row): LoggedUpdate {
  const bytes = row["bytes"] as Buffer | null
  return {
    seq: Number(row["seq"]),
    user: row["person"] as string,
    at: row["at"] as string,
    touches: JSON.parse(row["touches"] as string) as object[],
    bytes: bytes && new Uint8Array(bytes),
    salt: row["salt"] as string | null,
    digest: row["digest"] as string,
    prev: row["prev"] as string | null,
    hash: row["hash"] as string,
  }
}

/** What the database says, as what to do about it. Its address and password stay out of it. */
export function databaseError(at: string, error: unknown, kind: "read" | "write"): unknown {
  if (error instanceof ServerError) return error
  const given = (error as {code?: unknown} | null)?.code
  const code = typeof given === "string" ? given : ""
  const unwritable = (hint: string): ServerError =>
    new ServerError("store-unwritable", at, hint, error)
  // Classes of SQLSTATE (PostgreSQL manual, appendix A).
  if (code === "42501") return unwritable("this user may not make or change our tables; grant that")
  if (code === "25006")
    return unwritable("this database only lets itself be read; use the one that writes")
  if (code === "53100") return unwritable("the disk of the database is full; make room")
  const unreachable = /^(E[A-Z]+|28...|3D000|08...|57P..)$/.test(code)
  if (kind === "write" && !unreachable)
    return unwritable("the database refused it; see its own log")
  return new ServerError(
    "store-unreadable",
    at,
    unreachable
      ? "the database cannot be reached or does not let this user in; check address, user and password"
      : "the database did not answer as expected; see its own log",
    error,
  )
}
