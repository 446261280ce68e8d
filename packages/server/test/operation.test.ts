// SPDX-License-Identifier: EUPL-1.2
import {readContent} from "@wederhoor/collab"
import {defaultLimits, jsonLog, memoryStore, plainLog, type Store} from "@wederhoor/server"
import {slowStore} from "@wederhoor/server/testing"
import {readFileSync} from "node:fs"
import {createRequire} from "node:module"
import {afterEach, describe, expect, test} from "vitest"
import * as Y from "yjs"

import {frame, insider, raw, token, write} from "./raw.ts"
import {addStatement, people, type Running, running, textOf, until, wait} from "./running.ts"

let here: Running
afterEach(() => here?.stop())

const hostGet = async (path: string): Promise<Response> =>
  fetch(`${here.url}/wederhoor${path}`, {
    headers: {authorization: `Bearer ${await here.identity.hostToken()}`},
  })

test("Hocuspocus is the version whose source was read", async () => {
  const file = createRequire(import.meta.url).resolve("@hocuspocus/server")
  const folder = file.slice(0, file.indexOf("/dist/"))
  const {version} = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as {version: string}
  expect(version).toBe("4.7.0")
})

describe("before anything is compared", () => {
  test.each([
    ["a wrong token", {jwt: "x"}, "unauthenticated"],
    ["an older format", {format: "wederhoor-document/0"}, "out-of-date"],
    ["a newer format", {format: "wederhoor-document/9"}, "too-new"],
    ["another template", {templateDigest: "x".repeat(43)}, "template-changed"],
  ])("no byte of the text leaves: %s", async (_, change, reason) => {
    here = await running()
    const line = await raw(here.url)
    const name = `${here.report}/content`
    line.send(frame(name, 2, 0, await token(here, people.author, change)))
    line.send(frame(name, 0, 0, Uint8Array.of(0)))
    await until(() => line.denied().length > 0)
    await wait(50)
    expect(line.denied()).toEqual([reason])
    expect(line.heard.map(({type}) => type)).toEqual([2])
  })
})

describe("sessions that end", () => {
  test("revoked: exactly those of one person, and the token does not get in again", async () => {
    here = await running()
    const karin = await here.open(people.author, "content")
    const review = await here.open(people.author, "review")
    const bas = await here.open(people.coAuthor, "content")
    const jwt = await here.token(people.author)
    expect(here.server.endSessions({report: here.report, person: people.author})).toBe(2)
    await until(() => karin.ended.length > 0 && review.ended.length > 0)
    expect([karin.ended, review.ended, bas.ended]).toEqual([["revoked"], ["revoked"], []])
    expect((await here.open(people.author, "content", {jwt})).denied).toBe("unauthenticated")
    const answer = await fetch(`${here.url}/wederhoor/reports/${here.report}`, {
      headers: {authorization: `Bearer ${jwt}`},
    })
    expect(answer.status).toBe(401)
    addStatement(bas.doc, "occasion", "door", "En door.")
    await bas.acknowledged()
    // A login after it counts again; a token says the second in which it was issued.
    await wait(1100)
    expect((await here.open(people.author, "content")).denied).toBe("")
  })

  test("revoked by the host over HTTP, by an id of a token, and by nobody else", async () => {
    here = await running()
    const post = async (bearer: string, body: unknown): Promise<Response> =>
      fetch(`${here.url}/wederhoor/revocations`, {
        method: "POST",
        headers: {authorization: `Bearer ${bearer}`, "content-type": "application/json"},
        body: JSON.stringify(body),
      })
    const karin = await here.open(people.author, "content")
    const mine = await here.token(people.mother)
    expect((await post(mine, {person: people.author})).status).toBe(403)
    const host = await here.identity.hostToken()
    for (const nonsense of [{}, {all: true}, {person: 1}, [], {person: ""}])
      expect((await post(host, nonsense)).status).toBe(400)
    expect(karin.ended).toEqual([])
    expect(await (await post(host, {subject: `demo-${people.author}`})).json()).toEqual({ended: 1})
    await until(() => karin.ended.length > 0)
    expect(karin.ended).toEqual(["revoked"])
  })

  test("revoked by whoever keeps the identities", async () => {
    let tell: (filter: {person: string}) => void = () => undefined
    here = await running({
      identity: demo => ({...demo, onRevoked: listener => void (tell = listener)}),
    })
    const karin = await here.open(people.author, "content")
    tell({person: people.author})
    await until(() => karin.ended.length > 0)
    expect(karin.ended).toEqual(["revoked"])
  })

  test("what waits in the queue of somebody who was sent away is not taken over", async () => {
    const inner = memoryStore()
    here = await running({store: slowStore(inner, 200)})
    const karin = await here.open(people.author, "content")
    const bas = await here.open(people.coAuthor, "content")
    addStatement(bas.doc, "occasion", "eerst", "Dit eerst.")
    await wait(20)
    addStatement(karin.doc, "occasion", "dan", "Dit was te laat.")
    await wait(20)
    here.server.endSessions({person: people.author})
    await bas.acknowledged()
    await wait(250)
    expect((await inner.updates(`${here.report}/content`)).map(({user}) => user)).toEqual([
      "server",
      people.coAuthor,
    ])
    expect(textOf(bas.doc)).not.toContain("te laat")
  })

  test("with another role in the register: as soon as the record goes on, and nobody else's", async () => {
    const store = memoryStore()
    here = await running({store})
    const karin = await here.open(people.author, "content")
    const bas = await here.open(people.coAuthor, "content")
    // Another program of the host writes the register anew, in the same chain.
    const [created] = await store.entries(here.report)
    if (created?.entry.event.type !== "created") throw new Error("a record begins with created")
    const {event} = created.entry
    const persons = event.persons.map(person =>
      person.id === people.coAuthor ? {...person, role: "informant" as const} : person,
    )
    await store.appendEntries(here.report, [
      {
        ...created,
        entry: {...created.entry, seq: 2, event: {...event, persons}},
        prev: created.hash,
        hash: "x".repeat(43),
      },
    ])
    const set = (value: string): ReturnType<Running["act"]> =>
      here.act(people.author, {
        act: "setField",
        section: "occasion",
        field: "requestedBy",
        value,
        expected: 1,
      })
    // The first act finds that the record went on elsewhere; the next stands on what is there.
    expect((await set("a")).status).toBe(500)
    expect((await set("b")).status).toBe(200)
    await until(() => bas.ended.length > 0)
    expect([bas.ended, karin.ended]).toEqual([["role-changed"], []])
    expect((await here.open(people.coAuthor, "content")).denied).toBe("no-access")
    addStatement(karin.doc, "occasion", "door", "En door.")
    await karin.acknowledged()
  })

  test("expired: said by name, and what is written after it is not taken", async () => {
    here = await running({
      identity: demo => ({
        async verify(given) {
          const result = await demo.verify(given)
          if (!result.ok) return result
          const expires = Math.ceil(Date.now() / 1000) + 1
          return {ok: true, claims: {...result.claims, expires: ended ? 1 : expires}}
        },
      }),
    })
    let ended = false
    const karin = await here.open(people.author, "content")
    ended = true
    await until(() => karin.ended.length > 0)
    expect(karin.ended).toEqual(["expired"])
  })
})

describe("running it", () => {
  test("health says that it lives; ready says whether work can come", async () => {
    let answers = true
    const inner = memoryStore()
    const store: Store = {
      ...inner,
      claims: document =>
        answers ? inner.claims(document) : Promise.reject(new Error("the disk is gone")),
    }
    here = await running({store})
    const ask = async (path: string): Promise<[number, unknown]> => {
      const answer = await fetch(`${here.url}/wederhoor/${path}`)
      return [answer.status, await answer.json()]
    }
    expect(await ask("health")).toEqual([200, {ok: true}])
    expect(await ask("ready")).toEqual([200, {ready: true}])
    answers = false
    await wait(1050)
    expect(await ask("ready")).toEqual([503, {ready: false, reason: "store"}])
    expect(await ask("health")).toEqual([200, {ok: true}])
  })

  test("stopping: what came in is stored and acknowledged, everybody is told, nobody gets in", async () => {
    const inner = memoryStore()
    here = await running({store: slowStore(inner, 150)})
    const karin = await here.open(people.author, "content")
    const bas = await here.open(people.coAuthor, "content")
    for (let n = 0; n < 4; n++) addStatement(karin.doc, "occasion", `s-${n}`, `Zin ${n}.`)
    await wait(50)
    const closing = here.server.close()
    const late = await fetch(`${here.url}/wederhoor/ready`).catch(() => null)
    expect(late?.status ?? 503).toBe(503)
    await closing
    expect([karin.ended, bas.ended]).toEqual([["stopping"], ["stopping"]])
    expect(karin.provider.unsyncedChanges).toBe(0)
    const doc = new Y.Doc()
    for (const {bytes} of await inner.updates(`${here.report}/content`))
      if (bytes) Y.applyUpdate(doc, bytes)
    expect(textOf(doc)).toContain("Zin 3.")
    await expect(fetch(`${here.url}/wederhoor/health`)).rejects.toThrow("fetch failed")
  })

  test("metrics are for the host, count, and name nobody", async () => {
    here = await running()
    const karin = await here.open(people.author, "content")
    addStatement(karin.doc, "occasion", "geheim-1", "Een geheime zin over Marloes.")
    await karin.acknowledged()
    await here.act(people.author, {act: "offer"})
    await here.get(people.mother, "/nergens")
    const forbidden = await fetch(`${here.url}/wederhoor/metrics`, {
      headers: {authorization: `Bearer ${await here.token(people.author)}`},
    })
    expect(forbidden.status).toBe(403)
    expect((await fetch(`${here.url}/wederhoor/metrics`)).status).toBe(401)
    const answer = await hostGet("/metrics")
    expect(answer.headers.get("content-type")).toContain("version=0.0.4")
    const page = await answer.text()
    for (const line of [
      "wederhoor_sockets 1",
      "wederhoor_places 1",
      "wederhoor_documents 1",
      'wederhoor_updates_total{outcome="accepted"} 2',
      'wederhoor_acts_total{type="offer",outcome="gate-closed"} 1',
      'wederhoor_requests_total{route="/reports/:id/acts",status="409"} 1',
      'wederhoor_requests_total{route="other",status="404"} 1',
      "wederhoor_guard_seconds_count 2",
      "wederhoor_append_seconds_count 1",
    ])
      expect(page).toContain(line)
    for (const word of ["karin", "marloes", "Marloes", "geheim", "noor", here.report])
      expect(page).not.toContain(word)
  })

  test("metrics are for everybody when the host says so", async () => {
    here = await running({more: {metrics: "open"}})
    expect((await fetch(`${here.url}/wederhoor/metrics`)).status).toBe(200)
  })

  test("the text as it is now, as a page: for who may open it, and without what a page must not do", async () => {
    here = await running()
    const karin = await here.open(people.author, "content")
    addStatement(karin.doc, "occasion", "nieuw", '<img src=x onerror="alert(1)"> staat er nu.')
    await karin.acknowledged()
    for (const person of [people.author, people.coAuthor, people.reviewer]) {
      const answer = await here.get(person, "/content.html")
      expect(answer.status).toBe(200)
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'")
      const page = await answer.text()
      expect(page).toContain("staat er nu.")
      expect(page).not.toContain("<img")
      expect(page).not.toContain("<script")
      expect(page).toContain("Hij is niet vastgelegd")
      expect(page).not.toMatch(/vastgelegd op|Versie/)
    }
    for (const person of [people.mother, people.father, people.daughter])
      expect((await here.get(person, "/content.html")).status).toBe(403)
    expect((await here.store.entries(here.report)).length).toBe(1)
    expect(readContent(karin.doc).sections.length).toBeGreaterThan(0)
  })
})

describe("what was made and undone before it was sent", () => {
  test("is in the log, so that what its writer types next is there after everybody left", async () => {
    here = await running()
    const first = await here.open(people.coAuthor, "content")
    const offline = new Y.Doc()
    Y.applyUpdate(offline, Y.encodeStateAsUpdate(first.doc))
    first.close()
    addStatement(offline, "occasion", "toch-niet", "Toch maar niet.")
    const root = offline.getXmlFragment("doc").toArray() as Y.XmlElement[]
    const occasion = root.find(one => one.getAttribute("id") === "occasion") as Y.XmlElement
    occasion.delete(occasion.length - 1, 1)
    const karin = await here.open(people.author, "content", {doc: offline})
    await karin.acknowledged()
    addStatement(karin.doc, "occasion", "wel", "Maar dit wel.")
    await karin.acknowledged()
    karin.close()
    await wait(50)
    const rebuilt = new Y.Doc()
    for (const {bytes} of await here.store.updates(`${here.report}/content`))
      if (bytes) Y.applyUpdate(rebuilt, bytes)
    expect(rebuilt.store.pendingStructs).toBeNull()
    expect(textOf(rebuilt)).toContain("Maar dit wel.")
    const again = await here.open(people.coAuthor, "content")
    expect(textOf(again.doc)).toContain("Maar dit wel.")
  })
})

describe("logs", () => {
  const secret = "Zeer geheime zin over Marloes Bakker"

  test.each([
    ["JSON", jsonLog],
    ["words", plainLog],
  ])("in %s: neither words nor names nor tokens, whatever fails", async (_, make) => {
    const lines: string[] = []
    let failing = false
    const inner = memoryStore()
    const fails = <T>(good: () => Promise<T>, words: string): Promise<T> =>
      failing ? Promise.reject(new Error(`${words}: ${secret}`)) : good()
    const store: Store = {
      ...inner,
      appendUpdate: (document, update) =>
        fails(() => inner.appendUpdate(document, update), JSON.stringify(update)),
      appendEntries: (report, entries) =>
        fails(() => inner.appendEntries(report, entries), JSON.stringify(entries)),
      getBlob: key => fails(() => inner.getBlob(key), key),
      claims: document => fails(() => inner.claims(document), document),
    }
    here = await running({store, more: {log: make(line => void lines.push(line))}})
    const jwt = await here.token(people.author)
    const karin = await here.open(people.author, "content")
    const bad = await insider(here, people.coAuthor, "content")
    failing = true
    addStatement(karin.doc, "occasion", "geheim", secret)
    await until(() => karin.refused.length > 0)
    bad.send(write(bad.name, Uint8Array.from(Buffer.from(secret))))
    bad.send(frame(bad.name, 9, secret))
    const set = {
      act: "setField",
      section: "occasion",
      field: "requestedBy",
      value: secret,
      expected: 1,
    } as const
    expect((await here.act(people.author, set)).status).toBe(500)
    const line = await raw(here.url)
    line.send(
      frame(
        `${here.report}/reply/${people.mother}`,
        2,
        0,
        await token(here, people.mother, {clientIds: [7]}),
      ),
    )
    await until(() => line.denied().length > 0)
    expect(line.denied()).toEqual(["busy"])
    await here.get(people.author, `/${encodeURIComponent(secret)}`)
    await fetch(`${here.url}/wederhoor/ready`)
    failing = false
    expect(lines.length).toBeGreaterThan(2)
    const all = lines.join("")
    for (const word of [
      secret,
      "geheim",
      "Marloes",
      "marloes",
      "Karin",
      people.author,
      jwt.slice(0, 40),
    ])
      expect(all).not.toContain(word)
    expect(all).toContain("could not be stored")
    if (make === jsonLog)
      for (const one of lines) {
        const {time, problem, error} = JSON.parse(one) as {
          time: string
          problem: string
          error: {name: string}
        }
        expect([Date.parse(time) > 0, problem !== "", error.name]).toEqual([true, true, "Error"])
      }
  })

  test("cannot be filled by a client: what is too much is counted, not written", () => {
    const lines: string[] = []
    const log = jsonLog(line => void lines.push(line))
    for (let n = 0; n < 5000; n++) log("Something failed.", new Error("no"))
    expect(lines.length).toBeLessThan(200)
  })
})

test("every limit is a number above nothing", () => {
  for (const [name, value] of Object.entries(defaultLimits))
    expect([name, Number.isInteger(value) && value > 0]).toEqual([name, true])
})
