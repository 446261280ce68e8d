// SPDX-License-Identifier: EUPL-1.2
import {authorship, guard, type LogLink, settleMakers, workSessions} from "@wederhoor/collab"
import {contentTable} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {
  attacker,
  colleague,
  copyOf,
  edit,
  newStatement,
  node,
  section,
  seeded,
  server,
  updatesOf,
} from "./room.ts"
import {random} from "./writer.ts"

/** A log as the server keeps it: guarded, with the touches that the guard found. */
function logOf(
  doc: Y.Doc,
  updates: readonly {
    readonly user: string
    readonly client: number
    readonly change: (copy: Y.Doc) => void
  }[],
): LogLink[] {
  return updates.map(({user, client, change}, at) => {
    const verdict = guard(doc, edit(doc, client, change), {
      table: contentTable,
      clients: new Set([client]),
    })
    if (!verdict.ok) throw new Error(verdict.code)
    Y.applyUpdate(doc, verdict.update)
    return {seq: at + 2, user, at: `2026-03-0${at + 1}T09:00:00Z`, touches: verdict.touches}
  })
}

const seedLink: LogLink = {
  seq: 1,
  user: "server",
  at: "2026-02-01T09:00:00Z",
  touches: [{root: "doc", section: "feiten", node: "section", op: "insert"}],
}
const users = new Map([
  [server, "server"],
  [colleague, "anna"],
  [attacker, "bas"],
])
const userOf = (client: number): string | undefined => users.get(client)

describe("authorship", () => {
  test("who made it, who worked on it, and when", () => {
    const doc = seeded()
    const links = logOf(doc, [
      {
        user: "anna",
        client: colleague,
        change: copy => section(copy, "feiten").push([newStatement("n1", "Een")]),
      },
      {
        user: "bas",
        client: attacker,
        change: copy =>
          ((section(copy, "feiten").get(2) as Y.XmlElement).get(0) as Y.XmlElement).insert(0, [
            new Y.XmlText("Erbij. "),
          ]),
      },
      {
        user: "anna",
        client: colleague,
        change: copy =>
          (section(copy, "feiten").get(0) as Y.XmlElement).setAttribute("at", "2024-05-03"),
      },
      {
        user: "bas",
        client: attacker,
        change: copy =>
          copy.getXmlFragment("sources").push([node("sourceEntry", {id: "b2", title: "Mail"})]),
      },
    ])
    const book = settleMakers(authorship([seedLink, ...links]), doc, userOf)
    expect(book.seq).toBe(5)
    expect(book.statements.get("n1")).toMatchObject({
      made: {user: "anna", at: "2026-03-01T09:00:00Z", seq: 2},
      workedOn: [
        {user: "anna", updates: 1},
        {user: "bas", first: "2026-03-02T09:00:00Z", updates: 1},
      ],
      last: {user: "bas", seq: 3},
    })
    expect(book.statements.get("f1")).toMatchObject({
      made: null,
      workedOn: [{user: "anna"}],
      last: {seq: 4},
    })
    expect(book.statements.get("f2")).toEqual({id: "f2", made: null, workedOn: [], last: null})
    expect(book.sources.get("b2")).toMatchObject({made: {user: "bas", seq: 5}})
    expect(book.sources.get("b1")).toMatchObject({made: null})
  })

  test("a statement made and undone in one breath under the id of another makes nobody its maker", () => {
    const doc = seeded()
    const copy = copyOf(doc, attacker, false)
    const update = updatesOf(copy, () => {
      section(copy, "feiten").insert(0, [newStatement("f1", "Vals")])
      section(copy, "feiten").delete(0, 1)
    })
    const verdict = guard(doc, update, {table: contentTable, clients: new Set([attacker])})
    if (!verdict.ok) throw new Error(verdict.code)
    Y.applyUpdate(doc, verdict.update)
    // The log may name it like this; whether it does is the guard's.
    const touches = [...verdict.touches, {statement: "f1", node: "statement", op: "insert"}]
    const link = {seq: 2, user: "bas", at: "2026-03-01T09:00:00Z", touches}
    const book = settleMakers(authorship([seedLink, link]), doc, userOf)
    expect(book.statements.get("f1")?.made).toBeNull()
  })

  test("an id that its first maker let go belongs to whoever made what stands there", () => {
    const doc = seeded()
    const links = logOf(doc, [
      {
        user: "anna",
        client: colleague,
        change: copy => section(copy, "feiten").push([newStatement("n1", "Een")]),
      },
      {user: "anna", client: colleague, change: copy => section(copy, "feiten").delete(2, 1)},
      {
        user: "bas",
        client: attacker,
        change: copy => section(copy, "feiten").push([newStatement("n1", "Ander")]),
      },
    ])
    expect(authorship(links).statements.get("n1")?.made?.user).toBe("anna")
    expect(settleMakers(authorship(links), doc, userOf).statements.get("n1")?.made).toMatchObject({
      user: "bas",
      seq: 4,
    })
  })

  test("what was undone is not in the list; what was withdrawn is", () => {
    const doc = seeded()
    const links = logOf(doc, [
      {
        user: "anna",
        client: colleague,
        change: copy => section(copy, "feiten").push([newStatement("n1", "Een")]),
      },
      {user: "anna", client: colleague, change: copy => section(copy, "feiten").delete(2, 1)},
      {
        user: "anna",
        client: colleague,
        change: copy =>
          (section(copy, "feiten").get(0) as Y.XmlElement).setAttribute("withdrawn", "dubbel"),
      },
    ])
    const {statements} = settleMakers(authorship(links), doc, userOf)
    expect([...statements.keys()]).toEqual(["f1", "f2", "w1"])
  })

  test("touches of any other shape are let be", () => {
    const odd = [
      {},
      {statement: 5},
      {statement: "a", op: "insert", node: "line"},
      {source: "b", node: "sourceEntry", op: "insert"},
      {statement: "__proto__", node: "statement", op: "insert"},
    ]
    const book = authorship([{seq: 1, user: "anna", at: "2026-03-01T09:00:00Z", touches: odd}])
    expect([...book.statements.keys()]).toEqual(["a", "__proto__"])
    expect([book.statements.get("a")?.made, book.sources.get("b")?.made?.user]).toEqual([
      null,
      "anna",
    ])
  })

  test("is a fold: in two parts, or twice over, it says the same, seed 5", () => {
    const r = random(5)
    const links = Array.from({length: 400}, (_, at): LogLink => ({
      seq: at + 1,
      user: r.pick(["anna", "bas", "server"]),
      at: new Date(1.7e12 + at * 60_000).toISOString(),
      touches: Array.from({length: r.below(4)}, () => ({
        statement: `s${r.below(20)}`,
        node: r.pick(["statement", "line"]),
        op: r.pick(["insert", "text", "delete"]),
      })),
    }))
    const whole = authorship(links)
    for (let run = 0; run < 20; run++) {
      const cut = r.below(401)
      const first = authorship(links.slice(0, cut))
      const kept = structuredClone(first)
      expect(authorship(links.slice(cut), first)).toEqual(whole)
      expect(authorship(links, first)).toEqual(whole)
      expect(first).toEqual(kept)
    }
  })
})

describe("workSessions", () => {
  const at = (seq: number, user: string, time: string, statement = "s1"): LogLink => ({
    seq,
    user,
    at: `2026-03-01T${time}:00Z`,
    touches: [{statement}],
  })

  test("a pause ends a stretch; who worked and on how much", () => {
    expect(
      workSessions([
        seedLink,
        at(2, "anna", "09:00"),
        at(3, "bas", "09:20", "s2"),
        at(4, "anna", "09:50"),
        at(5, "anna", "10:21"),
      ]),
    ).toEqual([
      {
        from: 2,
        to: 4,
        start: "2026-03-01T09:00:00Z",
        end: "2026-03-01T09:50:00Z",
        users: ["anna", "bas"],
        statements: ["s1", "s2"],
        sources: [],
      },
      {
        from: 5,
        to: 5,
        start: "2026-03-01T10:21:00Z",
        end: "2026-03-01T10:21:00Z",
        users: ["anna"],
        statements: ["s1"],
        sources: [],
      },
    ])
    expect(workSessions([])).toEqual([])
  })

  test("is a fold: in two parts, or twice over, it says the same, seed 6", () => {
    const r = random(6)
    let minute = 0
    const links = Array.from({length: 200}, (_, index): LogLink => {
      minute += r.below(45)
      const touches = [r.chance(0.3) ? {source: `b${r.below(3)}`} : {statement: `s${r.below(9)}`}]
      const time = new Date(1.7e12 + minute * 60_000).toISOString()
      return {seq: index + 1, user: r.pick(["anna", "bas", "server"]), at: time, touches}
    })
    const whole = workSessions(links)
    expect(whole.length).toBeGreaterThan(10)
    for (let run = 0; run < 20; run++) {
      const cut = r.below(201)
      const first = workSessions(links.slice(0, cut))
      const kept = structuredClone(first)
      expect(workSessions(links.slice(cut), first)).toEqual(whole)
      expect(workSessions(links, first)).toEqual(whole)
      expect(first).toEqual(kept)
    }
  })

  test("a clock that was set back does not end a stretch", () => {
    expect(workSessions([at(1, "anna", "09:00"), at(2, "anna", "08:00")])).toHaveLength(1)
  })
})
