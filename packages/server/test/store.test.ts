// SPDX-License-Identifier: EUPL-1.2
import {mkdtempSync, writeFileSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"

import {memoryStore, ServerError, sqliteStore} from "@wederhoor/server"
import {slowStore, storeAcceptance} from "@wederhoor/server/testing"
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
