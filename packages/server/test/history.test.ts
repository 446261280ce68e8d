// SPDX-License-Identifier: EUPL-1.2
import {
  eraseUpdates,
  type HistoryChanges,
  type HistoryMoments,
  type HistoryStatements,
  verifyRecord,
} from "@wederhoor/server"
import {afterEach, expect, test} from "vitest"
import * as Y from "yjs"

import {done, example} from "./examples.ts"
import {
  addStatement,
  type Client,
  people,
  type Running,
  running,
  section,
  textOf,
} from "./running.ts"

let here: Running
afterEach(() => here.stop())

const {author, coAuthor, reviewer, mother, daughter} = people

const read = async <T>(person: string, path: string): Promise<T> => {
  const response = await here.get(person, path)
  expect([path, response.status]).toEqual([path, 200])
  return (await response.json()) as T
}
const moments = (person: string = author): Promise<HistoryMoments> => read(person, "/moments")
const changes = (from: string | number, to: string | number = "now"): Promise<HistoryChanges> =>
  read(author, `/history/changes?from=${from}&to=${to}`)

async function name(
  person: string,
  body: unknown,
): Promise<{status: number; body: HistoryMoments & {code?: string}}> {
  const response = await fetch(`${here.url}/wederhoor/reports/${here.report}/moments`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${await here.token(person)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  })
  return {
    status: response.status,
    body: (await response.json()) as HistoryMoments & {code?: string},
  }
}

const statement = (doc: Y.Doc, into: string, id: string): Y.XmlElement => {
  const found = section(doc, into)
    .toArray()
    .find(one => one instanceof Y.XmlElement && one.getAttribute("id") === id)
  if (!(found instanceof Y.XmlElement)) throw new Error(`no statement ${id}`)
  return found
}

/** Karin adds a statement, names the moment, Bas goes on in it and withdraws another of his own. */
async function twoWrite(): Promise<{karin: Client; bas: Client}> {
  here = await running()
  const karin = await here.open(author, "content")
  const bas = await here.open(coAuthor, "content")
  const text = addStatement(karin.doc, "occasion", "k1", "Sem belde om acht uur.")
  await karin.acknowledged()
  expect((await name(author, {name: " Na het gesprek "})).status).toBe(201)
  text.delete(13, 4)
  text.insert(13, "negen")
  await karin.acknowledged()
  addStatement(bas.doc, "occasion", "b1", "Per ongeluk.")
  await bas.acknowledged()
  statement(bas.doc, "occasion", "b1").setAttribute("withdrawn", "stond er al")
  statement(bas.doc, "occasion", "k1").setAttribute("at", "2026-03-01")
  await bas.acknowledged()
  return {karin, bas}
}

test("who made each statement, who worked on it, and what stood there from the beginning", async () => {
  await twoWrite()
  const {statements, sources, seq} = await read<HistoryStatements>(author, "/history/statements")
  const one = (id: string) => statements.find(entry => entry.id === id)
  expect(one("k1")).toMatchObject({
    made: {user: author},
    workedOn: [{user: author}, {user: coAuthor}],
    last: {user: coAuthor},
  })
  expect(one("b1")).toMatchObject({made: {user: coAuthor}, last: {user: coAuthor}})
  const untouched = statements.filter(({last}) => last === null)
  expect(untouched.length).toBe(statements.length - 2)
  expect(untouched.every(({made}) => made === null)).toBe(true)
  expect(sources.length).toBeGreaterThan(0)
  expect(seq).toBe((await here.store.head(`${here.report}/content`)).seq)
  // Asked again after more work, the fold goes on where it was.
  const again = await here.open(coAuthor, "content")
  addStatement(again.doc, "occasion", "b2", "Later.")
  await again.acknowledged()
  const later = await read<HistoryStatements>(reviewer, "/history/statements")
  expect(later.statements.find(({id}) => id === "b2")).toMatchObject({made: {user: coAuthor}})
})

test("a moment with a name is an entry of the chained record, and compares with any other", async () => {
  await twoWrite()
  const {moments: all, leftOut} = await moments()
  expect(leftOut).toBe(0)
  expect(all.map(({id, sort}) => [id, sort])).toEqual([
    ["start", "start"],
    ["named-1", "named"],
    [all.at(-1)?.id, "work"],
  ])
  expect(all[1]).toMatchObject({name: "Na het gesprek", by: [author], seq: 2})
  expect(all[2]).toMatchObject({by: [author, coAuthor], touched: 2})
  expect(await verifyRecord(here.store, here.report)).toMatchObject({ok: true})
  expect((await here.store.entries(here.report)).at(-1)?.entry).toMatchObject({
    actor: {person: author, role: "author"},
    event: {type: "momentNamed", name: "Na het gesprek", seq: 2},
  })
  const since = await changes("named-1")
  expect(since.by).toEqual([author, coAuthor])
  expect(since.changes).toEqual({
    sources: [],
    sections: [
      {
        section: "occasion",
        fate: "kept",
        statements: [
          {
            statement: "k1",
            fate: "kept",
            kind: "unclassified",
            words: [
              {op: "same", text: "Sem belde om "},
              {op: "removed", text: "acht"},
              {op: "added", text: "negen"},
              {op: "same", text: " uur."},
            ],
            details: [{sort: "attribute", name: "at", before: null, after: "2026-03-01"}],
          },
          expect.objectContaining({
            statement: "b1",
            fate: "added",
            withdrawn: {before: "", after: "stond er al"},
          }),
        ],
      },
    ],
  })
  expect(since.names).toEqual({})
  const nothing = {sections: [], sources: []}
  expect((await changes("now")).changes).toEqual(nothing)
  expect((await changes("named-1", 2)).changes).toEqual(nothing)
  expect((await changes("start", "named-1")).changes.sections[0]?.statements).toMatchObject([
    {statement: "k1", fate: "added"},
  ])
  expect((await changes(0, 1)).changes.sections.every(({fate}) => fate === "added")).toBe(true)
})

test("the text that people write in is not touched by looking back", async () => {
  const {karin, bas} = await twoWrite()
  const before = [textOf(karin.doc), (await here.store.head(`${here.report}/content`)).seq]
  await Promise.all([moments(), changes("start"), changes(0), read(author, "/history/statements")])
  addStatement(karin.doc, "occasion", "k2", "Gaat gewoon door.")
  await karin.acknowledged()
  await bas.synced()
  expect((await here.store.head(`${here.report}/content`)).seq).toBe(Number(before[1]) + 1)
  expect([...karin.refused, ...bas.refused]).toEqual([])
})

test("never for the family, nor for anybody without a place in the text; the reviewer reads and names nothing", async () => {
  await twoWrite()
  const paths = ["/moments", "/history/statements", "/history/changes?from=start"]
  for (const person of [mother, daughter, people.father])
    for (const path of paths) {
      const response = await here.get(person, path)
      expect([path, response.status]).toEqual([path, 403])
      expect(await response.text()).not.toContain("k1")
    }
  for (const path of paths) {
    expect((await fetch(`${here.url}/wederhoor/reports/${here.report}${path}`)).status).toBe(401)
    expect((await here.get(reviewer, path)).status).toBe(200)
  }
  for (const person of [mother, daughter])
    expect((await name(person, {name: "Van mij"})).status).toBe(403)
  expect(await name(reviewer, {name: "Van mij"})).toMatchObject({
    status: 403,
    body: {code: "not-your-act"},
  })
  expect((await moments()).moments.filter(({sort}) => sort === "named")).toHaveLength(1)
})

test("what is no moment, or runs backwards, is refused", async () => {
  await twoWrite()
  for (const query of [
    "",
    "?from=",
    "?from=later",
    "?from=3&to=2",
    "?from=now&to=start",
    "?from=999",
    "?from=-1",
    "?from=1e3",
    "?from=99999999999",
    "?from=named-2",
    "?from=named-0",
    "?from=__proto__",
    "?from=1&to=constructor",
  ]) {
    const response = await here.get(author, `/history/changes${query}`)
    expect([query, response.status]).toEqual([query, 400])
  }
  for (const body of [
    null,
    [],
    "x",
    5,
    {},
    {name: 5},
    {name: "x", seq: 1},
    {name: "x".repeat(201)},
    {act: "archive"},
    {name: "x", act: "offer"},
  ])
    expect([body, (await name(author, body)).body.code]).toEqual([body, "bad-request"])
  for (const blank of ["", "  ", "-"])
    expect((await name(author, {name: blank})).body.code).toBe("text-missing")
  expect((await name(author, {name: "Bij Lindelaan 4"})).body.code).toBe("shielded-text")
  expect((await here.view(author)).phase).toBe("draft")
})

test("a version that was frozen is a moment by itself, at the link it was frozen at", async () => {
  let second = 0
  const now = (): string =>
    new Date(Date.parse("2026-03-13T09:00:00Z") + 1000 * second++).toISOString()
  here = await running({given: example("escalatieverslag"), now})
  const [wendy, gwen] = ["wendy-prins", "gwen-martina"]
  for (const reader of [gwen, "ria-hofman", "levi-martina"]) {
    const check = {reader, outcome: "safe", note: "", second: "ellen-vroom"} as const
    await done(here, wendy, {act: "checkDisclosure", check})
  }
  const writer = await here.open(wendy, "content")
  const into = String((writer.doc.getXmlFragment("doc").get(0) as Y.XmlElement).getAttribute("id"))
  await done(here, wendy, {act: "offer"})
  const offered = (await here.store.head(`${here.report}/content`)).seq
  addStatement(writer.doc, into, "erna", "Na het aanbieden geschreven.")
  await writer.acknowledged()
  const {moments: all} = await moments(wendy)
  expect(all.find(({version}) => version === 1)).toMatchObject({
    id: "version-1",
    sort: "offered",
    seq: offered,
  })
  const since = await read<HistoryChanges>(wendy, "/history/changes?from=version-1")
  expect(since.changes.sections.flatMap(({statements}) => statements)).toMatchObject([
    {statement: "erna", fate: "added"},
  ])
})

test("text that was lawfully destroyed is said to be gone; later moments can be compared", async () => {
  const {karin} = await twoWrite()
  karin.close()
  const document = `${here.report}/content`
  const {seq} = await eraseUpdates(here.store, document, {
    user: author,
    at: "2026-03-02T09:00:00Z",
    ground: "besluit van 1 maart 2026",
  })
  const response = await here.get(author, "/history/changes?from=start")
  expect([response.status, ((await response.json()) as {code: string}).code]).toEqual([
    410,
    "moment-destroyed",
  ])
  const {moments: all} = await moments()
  expect(all.filter(({destroyed}) => destroyed).map(({id}) => id)).toEqual(all.map(({id}) => id))
  expect((await changes(seq)).changes).toEqual({sections: [], sources: []})
  const {statements} = await read<HistoryStatements>(author, "/history/statements")
  expect(statements.find(({id}) => id === "k1")).toMatchObject({made: {user: author}})
})

test("later moments are read from a snapshot, and say the same", async () => {
  here = await running()
  const {seq} = await eraseUpdates(here.store, `${here.report}/content`, {
    user: author,
    at: "2026-03-02T09:00:00Z",
    ground: "besluit van 1 maart 2026",
  })
  expect((await here.store.snapshot(`${here.report}/content`))?.seq).toBe(seq)
  const bas = await here.open(coAuthor, "content")
  const text = addStatement(bas.doc, "occasion", "b9", "Na de vernietiging.")
  await bas.acknowledged()
  text.insert(0, "Pas ")
  await bas.acknowledged()
  const since = async (from: number): Promise<unknown[]> =>
    (await changes(from)).changes.sections.flatMap(({statements}) => statements)
  expect(await since(seq)).toMatchObject([{statement: "b9", fate: "added"}])
  expect(await since(seq + 1)).toMatchObject([{statement: "b9", fate: "kept"}])
  expect(await since(seq + 2)).toEqual([])
  const {statements} = await read<HistoryStatements>(author, "/history/statements")
  expect(statements.find(({id}) => id === "b9")).toMatchObject({made: {user: coAuthor}})
})
