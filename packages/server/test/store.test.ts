// SPDX-License-Identifier: EUPL-1.2
import {mkdtempSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"

import {memoryStore, ServerError, sqliteStore} from "@wederhoor/server"
import {
  appendUpdates,
  failingStore,
  type Fate,
  slowStore,
  storeAcceptance,
} from "@wederhoor/server/testing"
import {describe, expect, test} from "vitest"

const folder = (): string => mkdtempSync(join(tmpdir(), "wederhoor-"))
let last = ""

const subjects = {
  memory: {make: async () => memoryStore()},
  "memory, 30 ms away": {make: async () => slowStore(memoryStore(), 30)},
  sqlite: {
    make: async () => sqliteStore((last = join(folder(), "deep", "store.db"))),
    reopen: async () => sqliteStore(last),
    beside: async () => sqliteStore(last),
  },
}

describe.each(Object.entries(subjects))("Store: %s", (_name, subject) => {
  test.each(storeAcceptance(subject))("$name", async ({run}) => {
    await expect(run()).resolves.toBeUndefined()
  })
})

test("a file that is no database is refused with a clear code, and left as it was", () => {
  const file = join(folder(), "store.db")
  writeFileSync(
    file,
    "this is a shopping list, long enough to be looked at as a header. ".repeat(9),
  )
  expect(() => sqliteStore(file)).toThrow(ServerError)
  expect(() => sqliteStore(file)).toThrow(/store-unreadable/)
})

test("a place that cannot be written is refused with a clear code", () => {
  expect(() => sqliteStore("/dev/null/store.db")).toThrow(/store-unwritable/)
})

const update = {
  user: "anna",
  at: "2026-03-01T10:00:00Z",
  touches: [],
  bytes: Uint8Array.of(0, 0),
}

test("the stores for tests stand in for every method of the port", () => {
  const methods = Object.keys(memoryStore()).toSorted()
  expect(Object.keys(slowStore(memoryStore(), 1)).toSorted()).toEqual(methods)
  expect(Object.keys(failingStore(memoryStore(), () => null)).toSorted()).toEqual(methods)
})

test.each([
  ["before", 0],
  ["after", 1],
] as const)("a store that fails %s keeping has kept %i", async (fate, count) => {
  const inner = memoryStore()
  const asked: string[] = []
  const failing = failingStore(inner, (method): Fate => {
    asked.push(method)
    return fate
  })
  await expect(appendUpdates(failing, "r/content", [update])).rejects.toThrow(fate)
  await expect(failing.putBlob("k", {bytes: update.bytes, mediaType: "x/y"})).rejects.toThrow(fate)
  await expect(failing.saveClaims("r/content", [{client: 1, user: "anna"}])).rejects.toThrow(fate)
  expect((await failing.head("r/content")).seq).toBe(count)
  expect((await inner.getBlob("k")) === null).toBe(count === 0)
  expect((await inner.claims("r/content")).length).toBe(count)
  expect(asked).toEqual(["appendUpdate", "putBlob", "saveClaims"])
})
