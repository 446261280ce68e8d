// SPDX-License-Identifier: EUPL-1.2
import {afterEach, expect, test} from "vitest"
import {WebSocket} from "ws"

import {frame, raw, token} from "./raw.ts"
import {addStatement, people, type Running, running, textOf, until} from "./running.ts"

let here: Running
afterEach(() => here.stop())

test("a burst over the limits is slowed down, and not a word of it is lost", async () => {
  here = await running({more: {limits: {messagesAtOnce: 10, messagesPerSecond: 100}}})
  const karin = await here.open(people.author, "content")
  const bas = await here.open(people.coAuthor, "content")
  for (let n = 0; n < 60; n++) addStatement(karin.doc, "occasion", `s-${n}`, `Zin ${n}.`)
  await karin.acknowledged()
  await until(() => textOf(bas.doc) === textOf(karin.doc))
  expect(textOf(bas.doc)).toContain("Zin 59.")
  expect([...karin.ended, ...karin.refused]).toEqual([])
})

test("a user holds so many sockets; one that closes makes room", async () => {
  here = await running({more: {limits: {socketsPerUser: 2}}})
  const first = await here.open(people.author, "content")
  const second = await here.open(people.author, "content")
  const third = await here.open(people.author, "content")
  expect([first.denied, second.denied, third.denied]).toEqual(["", "", "busy"])
  expect((await here.open(people.coAuthor, "content")).denied).toBe("")
  first.close()
  const again = async (): Promise<string> => (await here.open(people.author, "content")).denied
  let denied = await again()
  for (let n = 0; n < 20 && denied !== ""; n++) denied = await again()
  expect(denied).toBe("")
})

test("a user comes in so many times a minute", async () => {
  here = await running({more: {limits: {entriesPerMinute: 3, denials: 100}}})
  const said = await token(here, people.mother)
  const answers: string[] = []
  for (let n = 0; n < 8; n++) {
    const line = await raw(here.url)
    line.send(frame(`${here.report}/reply/${people.mother}`, 2, 0, said))
    await until(() => line.heard.some(({type}) => type === 2))
    answers.push(...line.denied())
    line.socket.terminate()
  }
  // The clock may turn to the next minute in between.
  expect(answers.length).toBeGreaterThanOrEqual(2)
  expect(new Set(answers)).toEqual(new Set(["busy"]))
})

test("when the server is full the next one is told to come back", async () => {
  here = await running({more: {limits: {sockets: 2}}})
  await here.open(people.author, "content")
  await here.open(people.coAuthor, "content")
  const url = `${here.url.replace("http", "ws")}/wederhoor/collaboration`
  const status = await new Promise<number | undefined>(resolve => {
    const socket = new WebSocket(url)
    socket.on("error", () => undefined)
    socket.on("unexpected-response", (_, answer) => resolve(answer.statusCode))
  })
  expect(status).toBe(503)
})
