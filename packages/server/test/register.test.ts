// SPDX-License-Identifier: EUPL-1.2

/** The host system changes who is in a report: who may come in follows at once. */
import type {Person} from "@wederhoor/format"
import {verifyRecord} from "@wederhoor/server"
import {afterEach, describe, expect, test} from "vitest"

import {addStatement, invented, people, type Running, running, until, wait} from "./running.ts"

let here: Running
afterEach(() => here.stop())

const changed = (id: string, change: Partial<Person>): readonly Person[] =>
  invented().persons.map(person => (person.id === id ? {...person, ...change} : person))

async function post(body: unknown, who?: string): Promise<{status: number; body: {code?: string}}> {
  const token = who
    ? await here.token(who)
    : await here.identity.tokenFor("*", {id: "host", role: "host", name: "Systeem"} as never)
  const answer = await fetch(`${here.url}/wederhoor/reports/${here.report}/persons`, {
    method: "POST",
    headers: {authorization: `Bearer ${token}`, "content-type": "application/json"},
    body: JSON.stringify(body),
  })
  return {status: answer.status, body: (await answer.json()) as {code?: string}}
}

describe("a role that changes", () => {
  test("closes exactly the places of that person, at once and with the reason", async () => {
    here = await running()
    const karin = await here.open(people.author, "content")
    const bas = await here.open(people.coAuthor, "content")
    const mother = await here.open(people.mother, `reply/${people.mother}`)
    const {seq} = await here.view(people.author)
    const done = await here.server.changeRegister(here.report, {
      persons: changed(people.coAuthor, {role: "informant"}),
      seq,
    })
    expect(done).toEqual({ok: true, seq: seq + 1})
    await until(() => bas.ended.length > 0)
    expect([bas.ended, karin.ended, mother.ended]).toEqual([["role-changed"], [], []])
    addStatement(bas.doc, "occasion", "te-laat", "Na het vertrek.")
    addStatement(karin.doc, "occasion", "gewoon", "Karin gaat door.")
    await karin.acknowledged()
    await wait(50)
    const log = JSON.stringify(
      (await here.store.updates(`${here.report}/content`)).map(one => one.touches),
    )
    expect([log.includes("gewoon"), log.includes("te-laat")]).toEqual([true, false])
    expect((await here.open(people.coAuthor, "content")).denied).toBe("no-access")
  })

  test("is an entry of the record by the host, in the chain, and everybody reads it", async () => {
    here = await running()
    const {seq} = await here.view(people.author)
    expect(
      (await post({persons: changed(people.father, {label: "vader van Noor"}), seq})).status,
    ).toBe(200)
    const entries = await here.store.entries(here.report)
    expect(entries.at(-1)?.entry).toMatchObject({
      actor: {role: "host"},
      event: {type: "registerChanged"},
    })
    expect((await verifyRecord(here.store, here.report)).ok).toBe(true)
    const view = await here.view(people.author)
    expect(view.persons.find(({id}) => id === people.father)?.label).toBe("vader van Noor")
  })

  test("lets in who joined", async () => {
    here = await running()
    const {seq} = await here.view(people.author)
    const eva: Person = {
      id: "eva-dekker",
      role: "coAuthor",
      name: "Eva Dekker",
      label: "lokaal team",
    }
    const persons = [...invented().persons, eva]
    expect((await post({persons, seq})).status).toBe(200)
    const jwt = await here.identity.tokenFor(here.report, eva)
    const client = await here.open(people.author, "content", {jwt})
    expect(client.denied).toBe("")
  })
})

describe("a register is refused", () => {
  test("from anybody but the host", async () => {
    here = await running()
    const {seq} = await here.view(people.author)
    for (const who of [people.author, people.mother, people.reviewer])
      expect((await post({persons: invented().persons, seq}, who)).status).toBe(403)
  })

  test.each([
    [
      "without somebody who was in it",
      409,
      "person-removed",
      (all: readonly Person[]) => all.filter(one => one.id !== people.father),
    ],
    ["with one person twice", 422, "bad-report", (all: readonly Person[]) => [...all, all[0]]],
    [
      "without an author",
      422,
      "bad-report",
      (all: readonly Person[]) =>
        all.map(one => (one.role === "author" ? {...one, role: "coAuthor"} : one)),
    ],
    [
      "with a role that does not exist",
      422,
      "bad-report",
      (all: readonly Person[]) => all.map(one => ({...one, role: "koning"})),
    ],
    ["that is no list", 400, "bad-request", () => "iedereen"],
  ] as const)("%s, and nothing changes", async (_, status, code, make) => {
    here = await running()
    const {seq} = await here.view(people.author)
    const answer = await post({persons: make(invented().persons), seq})
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await here.view(people.author)).seq).toBe(seq)
  })

  test("when the record went on since it was read, or the report does not exist", async () => {
    here = await running()
    const {seq} = await here.view(people.author)
    const persons = invented().persons
    expect((await post({persons, seq: seq + 3})).body.code).toBe("register-moved")
    expect(await here.server.changeRegister("bestaat-niet", {persons, seq})).toMatchObject({
      ok: false,
      code: "not-found",
    })
  })
})
