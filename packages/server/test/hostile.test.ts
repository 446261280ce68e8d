// SPDX-License-Identifier: EUPL-1.2
import {encodeEnvelope, formatVersion} from "@wederhoor/collab"
import {templateDigest} from "@wederhoor/format"
import {memoryStore, type NewReport, type Store} from "@wederhoor/server"
import {slowStore} from "@wederhoor/server/testing"
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest"
import {WebSocket} from "ws"

import {
  addStatement,
  invented,
  people,
  type Running,
  running,
  textOf,
  until,
  wait,
} from "./running.ts"

let here: Running
afterEach(() => here.stop())

/** A small repeatable source of whole numbers below `most` (a linear congruence). */
function numbers(seed: number): (most: number) => number {
  let state = seed
  return most => {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return state % most
  }
}

const opened = (url: string): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/wederhoor/collaboration`)
    socket.on("open", () => resolve(socket))
    socket.on("error", reject)
  })

/** A frame as Hocuspocus writes it: address, type, and whatever follows. */
function frame(address: string, ...rest: (number | Uint8Array)[]): Uint8Array {
  const name = new TextEncoder().encode(address)
  const tail = rest.flatMap(part =>
    typeof part === "number" ? [part] : [...varint(part.length), ...part],
  )
  return Uint8Array.from([...varint(name.length), ...name, ...tail])
}

function varint(value: number): number[] {
  const bytes: number[] = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(128 | (value % 128))
  return [...bytes, value]
}

describe("a socket that sends nonsense", () => {
  // Hocuspocus writes down every frame that it could not read.
  beforeEach(() => {
    vi.spyOn(console, "error").mockImplementation(() => undefined)
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })

  test.each([3, 14, 159])(
    "seed %i: the server lives, the report stands, others write on",
    async seed => {
      here = await running()
      const karin = await here.open(people.author, "content")
      const before = textOf(karin.doc)
      const some = numbers(seed)
      const noise = (length: number): Uint8Array => Uint8Array.from({length}, () => some(256))
      const jwt = await here.token(people.coAuthor)
      const digest = await templateDigest(invented().template)
      const place = `${here.report}/content`
      for (let n = 0; n < 30; n++) {
        const socket = await opened(here.url)
        socket.on("error", () => undefined)
        if (n % 2) {
          const envelope = {
            jwt,
            clientIds: [1000 + n],
            format: formatVersion,
            templateDigest: digest,
          }
          socket.send(frame(place, 2, 0, new TextEncoder().encode(encodeEnvelope(envelope))))
          await wait(10)
        }
        for (let k = 0; k < 15; k++) {
          const kind = some(12)
          // Sync frames with an update that is noise, awareness noise, other types, and pure noise.
          if (k % 3 === 0) socket.send(frame(place, 0, 1 + some(3), noise(some(40))))
          else if (k % 3 === 1) socket.send(frame(place, kind, noise(some(30))))
          else socket.send(noise(1 + some(60)))
        }
        await wait(5)
        socket.close()
      }
      await wait(100)
      expect(textOf(karin.doc)).toBe(before)
      expect((await here.store.updates(place)).length).toBe(1)
      addStatement(karin.doc, "occasion", "daarna", "En gewoon verder.")
      await karin.acknowledged()
      expect((await fetch(`${here.url}/wederhoor/health`)).status).toBe(200)
    },
  )

  test("a frame that is too large or text closes that socket only", async () => {
    here = await running()
    const karin = await here.open(people.author, "content")
    for (const payload of [new Uint8Array(5 * 1024 * 1024), "text"]) {
      const socket = await opened(here.url)
      socket.on("error", () => undefined)
      socket.send(payload)
      await until(() => socket.readyState === socket.CLOSED)
    }
    addStatement(karin.doc, "occasion", "door", "Door.")
    await karin.acknowledged()
    expect(karin.refused).toEqual([])
  })
})

describe("a token that ends", () => {
  const shortLived = (renew: () => boolean) => (demo: Running["identity"]) => ({
    async verify(token: string) {
      const result = await demo.verify(token)
      if (!result.ok || !renew()) return {ok: false, code: "expired"} as const
      return {
        ok: true,
        claims: {...result.claims, expires: Math.ceil(Date.now() / 1000) + 1},
      } as const
    },
  })

  test("is asked for again while one writes, and nothing is interrupted", async () => {
    let asked = 0
    here = await running({identity: shortLived(() => ++asked > 0)})
    const karin = await here.open(people.author, "content")
    await until(() => asked > 3)
    addStatement(karin.doc, "occasion", "later", "Een uur later.")
    await karin.acknowledged()
    expect(karin.refused).toEqual([])
  })

  test("ends by the real clock, also where a report lives on another day", async () => {
    for (const day of ["2020-01-01", "2099-01-01"]) {
      here = await running({now: () => `${day}T10:00:00.000Z`})
      const karin = await here.open(people.author, "content")
      addStatement(karin.doc, "occasion", "andere-dag", "Op een andere dag.")
      await karin.acknowledged()
      expect(karin.refused).toEqual([])
      const [, update] = await here.store.updates(`${here.report}/content`)
      expect(update?.at.startsWith(day)).toBe(true)
      if (day.startsWith("2020")) await here.stop()
    }
  })

  test("and is not renewed ends the connection: what is written after it is not taken", async () => {
    let valid = true
    here = await running({identity: shortLived(() => valid)})
    const karin = await here.open(people.author, "content")
    valid = false
    await until(() => !karin.provider.isSynced || karin.denied !== "")
    addStatement(karin.doc, "occasion", "te-laat", "Na de tijd.")
    await wait(200)
    expect(karin.provider.unsyncedChanges).toBeGreaterThan(0)
    expect((await here.store.updates(`${here.report}/content`)).length).toBe(1)
  })
})

describe("an act and a keystroke at the same moment", () => {
  /** A report with one parent and one section that may stay empty: nothing in it stops a gate. */
  const bare = (): NewReport => {
    const {persons, ...invention} = invented()
    // Without the section to which it points.
    const {courtWhen: _, ...template} = invention.template
    return {
      id: "bare",
      template: {
        ...template,
        sections: template.sections
          .filter(({id}) => id === "facts")
          .map(section => ({...section, required: false})),
      },
      persons: persons.filter(({id}) =>
        [people.author, people.reviewer, people.mother].some(one => one === id),
      ),
    }
  }
  /** Bring it to where it can be submitted: shown safely, offered, and its one parent heard. */
  const offered = async (): Promise<void> => {
    const check = {
      reader: people.mother,
      outcome: "safe",
      note: "besproken",
      second: people.reviewer,
    } as const
    await here.act(people.author, {act: "checkDisclosure", check})
    expect((await here.act(people.author, {act: "offer"})).body.phase).toBe("hearing")
    const on = new Date().toISOString().slice(0, 10)
    const hearing = {person: people.mother, state: "heard", on, how: "gesprek"} as const
    expect((await here.act(people.author, {act: "recordHearing", hearing})).status).toBe(200)
  }

  test.each([-30, 0, 4, 8, 12, 16, 20, 25, 30, 40, 60])(
    "text that comes in %i ms after a gate is asked is judged with the rest, or is refused",
    async delay => {
      here = await running({store: slowStore(memoryStore(), 15), given: bare()})
      const karin = await here.open(people.author, "content")
      await offered()
      const write = async (): Promise<void> => {
        await wait(Math.max(delay, 0))
        addStatement(karin.doc, "facts", "zonder-soort", "Een zin zonder soort.")
      }
      const ask = async (): ReturnType<Running["act"]> => {
        await wait(Math.max(-delay, 0))
        return here.act(people.author, {act: "submit"})
      }
      const [{status, body}] = await Promise.all([ask(), write()])
      await until(() => karin.provider.unsyncedChanges === 0 || karin.refused.length > 0)
      const kept = (await here.store.updates("bare/content")).length === 2
      // Either the text came first and closed the gate, or the gate came first and locked the text.
      expect([status, body.code ?? body.phase, karin.refused]).toEqual(
        kept ? [409, "gate-closed", []] : [200, "approval", ["locked"]],
      )
    },
  )

  test("when the record cannot be written the act did not happen, and the next one does", async () => {
    const inner = memoryStore()
    let failing = false
    const store: Store = {
      ...inner,
      appendEntries: (report, entries) =>
        failing
          ? Promise.reject(new Error("the disk is full"))
          : inner.appendEntries(report, entries),
    }
    here = await running({store})
    failing = true
    const set = (value: string): Promise<{status: number; body: {code?: string}}> =>
      here.act(people.author, {
        act: "setField",
        section: "occasion",
        field: "requestedBy",
        value,
        expected: 1,
      })
    expect((await set("a")).status).toBe(500)
    failing = false
    expect((await here.view(people.author)).fields?.["occasion"]?.["requestedBy"]?.version).toBe(1)
    expect((await set("b")).status).toBe(200)
  })
})

describe("somebody for whom showing is not safe yet", () => {
  test("disclosure-checked: is not offered the report, and gets no byte of it", async () => {
    const {persons, ...invention} = invented()
    // Without the section to which it points.
    const {courtWhen: _, ...template} = invention.template
    const given: NewReport = {
      id: "deferred",
      template: {...template, sections: template.sections.filter(({id}) => id === "facts")},
      persons: persons.filter(({role}) =>
        ["author", "coAuthor", "reviewer", "parent"].includes(role),
      ),
    }
    here = await running({given})
    for (const [reader, outcome] of [
      [people.mother, "safe"],
      [people.father, "defer"],
    ] as const) {
      const check = {reader, outcome, note: "besproken", second: people.coAuthor}
      expect((await here.act(people.author, {act: "checkDisclosure", check})).status).toBe(200)
    }
    expect((await here.act(people.author, {act: "offer"})).body.code).toBe("gate-closed")
    const day = (later: number): string =>
      new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10)
    const hearing = {
      person: people.father,
      state: "deferredSafety",
      on: day(-1),
      how: "overleg met Veilig Thuis",
      reason: "gevaar voor moeder",
      consulted: people.coAuthor,
      reviewOn: day(14),
    } as const
    expect((await here.act(people.author, {act: "recordHearing", hearing})).status).toBe(200)
    const offered = await here.act(people.author, {act: "offer"})
    expect(offered.body.findings ?? []).toEqual([])
    expect(offered.body.offers.map(({person}) => person)).toEqual([people.mother])
    const answers = async (person: string): Promise<number[]> =>
      Promise.all(
        ["/versions/1/rendition", "/report.html"].map(
          async path => (await here.get(person, path)).status,
        ),
      )
    expect(await answers(people.mother)).toEqual([200, 200])
    expect(await answers(people.father)).toEqual([404, 404])
    const view = await here.view(people.father)
    expect([view.versions, view.offers]).toEqual([[], []])
  })
})
