// SPDX-License-Identifier: EUPL-1.2

/**
 * A server under attack, with two honest writers in it. After each attack the same law: the text is what
 * it was, what an honest writer types next arrives at an honest colleague, the log holds that and
 * nothing else, and nothing of it stands in the log of the program.
 */
import {memoryStore, type ServerOptions} from "@wederhoor/server"
import {slowStore} from "@wederhoor/server/testing"
import {afterEach, beforeEach, expect, vi} from "vitest"

import {addStatement, type Client, people, type Running, running, textOf, until} from "./running.ts"

export let here: Running
export let karin: Client
export let bas: Client
let before: string
export let place: string
let noise: string[]

export async function begin(more: Partial<ServerOptions> = {}, ms = 0): Promise<void> {
  const inner = memoryStore()
  here = await running({store: ms > 0 ? slowStore(inner, ms) : inner, more})
  karin = await here.open(people.author, "content")
  bas = await here.open(people.coAuthor, "content")
  before = textOf(karin.doc)
  place = `${here.report}/content`
}

/** What must hold when an attack is over. */
export async function stands(logged = 1): Promise<void> {
  expect(textOf(karin.doc)).toBe(before)
  addStatement(karin.doc, "occasion", "daarna", "En gewoon verder.")
  await karin.acknowledged()
  await until(() => textOf(bas.doc).includes("En gewoon verder."))
  expect(textOf(bas.doc)).toBe(textOf(karin.doc))
  const updates = await here.store.updates(place)
  expect(updates.map(({user}) => user)).toEqual(["server", ...Array(logged).fill(people.author)])
  expect(karin.refused).toEqual([])
  expect(here.logged).toEqual([])
  // What Hocuspocus or Yjs would write down of a frame they could not read.
  expect(noise).toEqual([])
}

/** Numbers of the server by name. */
export async function metric(name: string): Promise<number> {
  const answer = await fetch(`${here.url}/wederhoor/metrics`, {
    headers: {authorization: `Bearer ${await here.identity.hostToken()}`},
  })
  const line = (await answer.text()).split("\n").find(text => text.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1) ?? 0)
}

beforeEach(() => {
  noise = []
  for (const name of ["error", "warn"] as const)
    vi.spyOn(console, name).mockImplementation(
      (...said: unknown[]) => void noise.push(String(said)),
    )
})
afterEach(async () => {
  vi.restoreAllMocks()
  await here.stop()
})

/** The text as it is now is what must still stand in the end. */
export function settle(): void {
  before = textOf(karin.doc)
}

/** The two honest writers come back. */
export async function comeBack(): Promise<void> {
  karin = await here.open(people.author, "content")
  bas = await here.open(people.coAuthor, "content")
}

/** Somebody of the team whose token is good. */
export const offender: string = people.coAuthor

export const seenBy = (client: Client, id: number): unknown =>
  client.provider.awareness?.getStates().get(id)
