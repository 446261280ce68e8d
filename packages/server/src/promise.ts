// SPDX-License-Identifier: EUPL-1.2

/** What the promises of the acceptance suite are written with. */
import type {RecordEntry} from "@wederhoor/format"

import {emptyHead, linkUpdate} from "./log.ts"
import type {LoggedUpdate, Store} from "./store.ts"

/** One promise of a port: a name, and a function that throws when the promise is not kept. */
export interface AcceptanceCase {
  readonly name: string
  readonly run: () => Promise<void>
}

/** A runner of one promise on a fresh store. */
export type OnStore = (name: string, run: (store: Store) => Promise<void>) => AcceptanceCase

export const someUpdate = (
  n: number,
): {user: string; at: string; touches: object[]; bytes: Uint8Array} => ({
  user: n % 2 ? "anna" : "server",
  at: `2026-03-01T10:00:${String(n % 60).padStart(2, "0")}Z`,
  touches: [{op: "insert", statement: `s${n}`}],
  bytes: Uint8Array.of(n, 0, 255),
})

export const someEntry = (n: number): RecordEntry => ({
  seq: n,
  at: "2026-03-01T10:00:00Z",
  actor: {person: "anna", role: "author"},
  event: {type: "fieldSet", section: "s", field: "f", value: `“${n}” é 🙂`},
})

export async function linksOf(document: string, count: number): Promise<LoggedUpdate[]> {
  const made: LoggedUpdate[] = []
  for (let n = 1; n <= count; n++)
    made.push(await linkUpdate(document, made.at(-1) ?? emptyHead, someUpdate(n)))
  return made
}

export async function appendSome(
  store: Store,
  document: string,
  count: number,
): Promise<LoggedUpdate[]> {
  const made = await linksOf(document, count)
  for (const update of made) await store.appendUpdate(document, update)
  return made
}

export const plain = (update: LoggedUpdate): object => ({
  ...update,
  bytes: [...(update.bytes ?? [])],
})

export function same(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(sorted(actual)), JSON.stringify(sorted(expected))]
  if (a !== b) throw new Error(`${what}: expected ${b}, found ${a}`)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

export async function rejects(code: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    same((error as {code?: unknown}).code, code, "code of the error")
    return
  }
  throw new Error(`expected a refusal with code ${code}`)
}
