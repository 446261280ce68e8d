// SPDX-License-Identifier: EUPL-1.2
import {formatVersion} from "@wederhoor/collab"
import {templateDigest} from "@wederhoor/format"
import {sqliteStore, verifyLog} from "@wederhoor/server"
import {mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {afterEach, describe, expect, test} from "vitest"
import * as Y from "yjs"

import {killAll, serve} from "./command.ts"
import {addStatement, type Client, connect, invented, people, textOf, wait} from "./running.ts"

afterEach(killAll)

async function enter(url: string, person: string, clientDoc = new Y.Doc()): Promise<Client> {
  const answer = await fetch(`${url}/demo/token`, {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify({person}),
  })
  const {token} = (await answer.json()) as {token: string}
  const {id, template} = invented()
  const client = connect(url, `${id}/content`, clientDoc, {
    jwt: token,
    clientIds: [clientDoc.clientID],
    format: formatVersion,
    templateDigest: await templateDigest(template),
  })
  await client.synced()
  return client
}

/** A small repeatable source of numbers from 0 to 1 (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

describe("kill -9 while two people type", () => {
  test.each([11, 23, 47])(
    "seed %i: every edit somebody saw acknowledged is there after a restart",
    async seed => {
      const folder = mkdtempSync(join(tmpdir(), "wederhoor-crash-"))
      const chance = random(seed)
      const acknowledged = new Set<string>()
      let made = 0
      for (let round = 0; round < 2; round++) {
        const {child, url, ended} = await serve({WEDERHOOR_DATA: folder})
        const clients = await Promise.all(
          [people.author, people.coAuthor].map(person => enter(url, person)),
        )
        for (const words of acknowledged) expect(textOf(clients[0]!.doc)).toContain(words)
        let alive = true
        const typing = clients.map(async (client, who) => {
          const text = addStatement(client.doc, "occasion", `s${seed}-${round}-${who}`, "")
          for (let n = 0; alive; n++) {
            const word = ` w${seed}.${round}.${who}.${n};`
            text.insert(text.length, word)
            made++
            await wait(Math.floor(chance() * 6))
            // Now and then a pause: at a moment when nothing is on its way, all typed so far is acknowledged.
            if (chance() < 0.5) continue
            while (alive && client.provider.unsyncedChanges > 0) await wait(1)
            if (alive) acknowledged.add(word)
          }
        })
        await wait(150 + chance() * 400)
        child.kill("SIGKILL")
        await ended
        alive = false
        await Promise.all(typing)
        for (const client of clients) client.close()
      }
      const {child, url, ended} = await serve({WEDERHOOR_DATA: folder})
      const after = await enter(url, people.author)
      const there = textOf(after.doc)
      expect(made).toBeGreaterThan(20)
      expect(acknowledged.size).toBeGreaterThan(5)
      expect([...acknowledged].filter(word => !there.includes(word))).toEqual([])
      after.close()
      child.kill("SIGTERM")
      expect((await ended).code).toBe(0)
      const store = sqliteStore(join(folder, "wederhoor.db"))
      expect(await verifyLog(store, `${invented().id}/content`)).toMatchObject({ok: true})
      await store.close()
      rmSync(folder, {recursive: true})
    },
    60_000,
  )
})

describe("the command", () => {
  test("says in one sentence that a port is taken, and ends with 2", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wederhoor-port-"))
    const first = await serve({WEDERHOOR_DATA: folder})
    const second = await serve({WEDERHOOR_DATA: `${folder}-2`, PORT: new URL(first.url).port})
    const {code, said} = await second.ended
    expect(code).toBe(2)
    expect(said.trim().split("\n")).toHaveLength(1)
    expect(said).toContain("another PORT")
  })

  // Node's own way of making folders in folders never returns on /proc.
  test.each(["/dev/null/data", "/proc/data/deep"])(
    "says in one sentence that %s cannot be written, and ends with 2",
    async folder => {
      const {ended} = await serve({WEDERHOOR_DATA: folder})
      const {code, said} = await ended
      expect(code).toBe(2)
      expect(said.trim().split("\n")).toHaveLength(1)
      expect(said).toContain(folder)
    },
  )

  test("an unknown command, no command and --help say what there is", async () => {
    expect((await (await serve({}, ["dance"])).ended).code).toBe(2)
    expect((await (await serve({}, [])).ended).code).toBe(2)
    const {code, said} = await (await serve({}, ["--help"])).ended
    expect(code).toBe(0)
    expect(said).toContain("WEDERHOOR_DATA")
  })

  test("verify: a file that is not there or no report ends with 2 or 1, never with “unchanged”", async () => {
    expect((await (await serve({}, ["verify", "/nowhere.json"])).ended).code).toBe(2)
    expect((await (await serve({}, ["verify"])).ended).code).toBe(2)
    const {code, said} = await (
      await serve({}, ["verify", new URL("../package.json", import.meta.url).pathname])
    ).ended
    expect(code).not.toBe(0)
    expect(said).not.toMatch(/^ongewijzigd/i)
  })
})
