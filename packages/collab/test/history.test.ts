// SPDX-License-Identifier: EUPL-1.2
import {
  authorship,
  changesBetween,
  type ContentChanges,
  describeChange,
  diffContent,
  guard,
  type LogLink,
  readContent,
  type Segment,
  seedContent,
  settleMakers,
  type StatementChange,
  wordDifference,
  workSessions,
} from "@wederhoor/collab"
import {type Content, contentTable, plainText, type Statement} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {
  attacker,
  colleague,
  copyOf,
  edit,
  newStatement,
  node,
  report,
  section,
  seeded,
  server,
  updatesOf,
} from "./room.ts"
import {random, writer} from "./writer.ts"

const joined = (words: readonly Segment[], ...ops: readonly Segment["op"][]): string =>
  words
    .filter(({op}) => ops.includes(op))
    .map(({text}) => text)
    .join("")

/** Both texts back out of the pieces. */
const sides = (words: readonly Segment[]): readonly [string, string] => [
  joined(words, "same", "removed"),
  joined(words, "same", "added"),
]

const marked = (before: string, after: string): string =>
  wordDifference(before, after)
    .map(({op, text}) => (op === "same" ? text : op === "added" ? `[+${text}]` : `[-${text}]`))
    .join("")

describe("wordDifference", () => {
  test.each([
    ["Sem sliep al.", "Sem sliep nog niet.", "Sem sliep [-al][+nog niet]."],
    ["Vader kwam om 8.30 uur.", "Vader kwam om 9.15 uur.", "Vader kwam om [-8.30][+9.15] uur."],
    ["Het was zo'n avond", "Het was 's avonds", "Het was [-zo'n avond][+'s avonds]"],
    ["Zij zei: “stil”.", "Zij zei: ‘stil’.", "Zij zei: [-“][+‘]stil[-”][+’]."],
    ["op 3-3-2025", "op 4-3-2025", "op [-3-3-2025][+4-3-2025]"],
    ["moeder-kindband", "ouder-kindband", "[-moeder-kindband][+ouder-kindband]"],
    [
      "de grote oude hond",
      "het kleine bange dier",
      "[-de grote oude hond][+het kleine bange dier]",
    ],
    ["een\ntwee", "een\n\ntwee", "een\n[+\n]twee"],
    ["d.w.z. vader", "d.w.z. moeder", "d.w.z. [-vader][+moeder]"],
    [
      "Nu. Beide hebben gezag.",
      "Toen. Beide hebben gezag. Dat zei zij.",
      "[-Nu][+Toen]. Beide hebben gezag.[+ Dat zei zij.]",
    ],
    ["Ja. Een. Twee. Nee", "Ja. Nee.", "Ja. [-Een. Twee. ]Nee[+.]"],
    ["", "Nieuw.", "[+Nieuw.]"],
    ["Weg.", "", "[-Weg.]"],
    ["", "", ""],
    ["open 👨‍👩‍👧 dicht", "open 👨‍👩‍👦 dicht", "open [-👨‍👩‍👧][+👨‍👩‍👦] dicht"],
    ["cafe\u0301", "caf\u00e9", "[-cafe\u0301][+caf\u00e9]"],
  ])("%j and %j", (before, after, expected) => {
    expect(marked(before, after)).toBe(expected)
  })

  test("gives both texts back, whatever they are, seed 41", () => {
    const r = random(41)
    const bits = [
      "Sem",
      "zag",
      " ",
      " ",
      "\n",
      ".",
      ",",
      "’s",
      "'t",
      "😀",
      "\ud83d",
      "\u0301",
      "\u200d",
      "🇳🇱",
      "3-3-2025",
      "a",
      "ë",
      "\t",
      "  ",
      "zo'n",
      "m.b.t.",
    ]
    for (let run = 0; run < 2000; run++) {
      const before = Array.from({length: r.below(30)}, () => r.pick(bits))
      const after = r.chance(0.3)
        ? Array.from({length: r.below(30)}, () => r.pick(bits))
        : before.flatMap(bit =>
            r.chance(0.15) ? [r.pick(bits), bit] : r.chance(0.15) ? [] : [bit],
          )
      const [old, now] = [before.join(""), after.join("")]
      for (const most of [400, 1, 0]) {
        const words = wordDifference(old, now, most)
        expect(sides(words)).toEqual([old, now])
        expect(words.every(({text}) => text !== "")).toBe(true)
        // No two neighbours of one sort, and old words before new ones.
        for (let at = 1; at < words.length; at++) {
          expect(words[at]?.op).not.toBe(words[at - 1]?.op)
          expect([words[at - 1]?.op, words[at]?.op]).not.toEqual(["added", "removed"])
        }
        expect(words.some(({op}) => op !== "same")).toBe(old !== now)
      }
      expect(wordDifference(old, now)).toEqual(wordDifference(old, now))
    }
  })

  test("a huge text that changed wholly is still told, line by line or as replaced", () => {
    const lines = (word: string): string =>
      Array.from({length: 6000}, (_, at) =>
        at % 3 === 0 ? `blijft ${at}` : `${word} ${at} ${at}`,
      ).join("\n")
    const [before, after] = [lines("oud"), lines("nieuw")]
    expect(sides(wordDifference(before, after))).toEqual([before, after])
    const changed = before.replace("blijft 2997\n", "blijft 2997!\n")
    expect(wordDifference(before, changed)).toEqual([
      {op: "same", text: before.slice(0, before.indexOf("2997\n") + 4)},
      {op: "added", text: "!"},
      {op: "same", text: before.slice(before.indexOf("2997\n") + 4)},
    ])
  })
})

const [feiten, weging] = report.sections as [
  Content["sections"][number],
  Content["sections"][number],
]
const [f1, f2] = feiten.statements as [Statement, Statement]
const w1 = weging.statements[0] as Statement

const content = (
  one: readonly Statement[] = [f1, f2],
  other: readonly Statement[] = [w1],
  sources: Content["sources"] = report.sources,
): Content => ({
  sections: [
    {id: "feiten", statements: one},
    {id: "weging", statements: other},
  ],
  sources,
})

const all = (changes: ContentChanges): readonly StatementChange[] =>
  changes.sections.flatMap(({statements}) => statements)
const only = (before: Content, after: Content): StatementChange => {
  const found = all(changesBetween(before, after))
  expect(found).toHaveLength(1)
  return found[0] as StatementChange
}
const says = (before: Content, after: Content): readonly string[] =>
  describeChange(only(before, after))

describe("changesBetween", () => {
  test("equal contents give nothing", () => {
    expect(changesBetween(report, structuredClone(report))).toEqual({sections: [], sources: []})
  })

  test("words, and what stayed around them", () => {
    const change = only(
      content(),
      content([
        {...f1, lines: [[{text: "Vader kwam om negen uur thuis."}], [{text: "Sem sliep al."}]]},
        f2,
      ]),
    )
    expect(change).toMatchObject({statement: "f1", fate: "kept", kind: "fact", details: []})
    expect(change.words).toEqual([
      {op: "same", text: "Vader kwam om "},
      {op: "removed", text: "acht"},
      {op: "added", text: "negen"},
      {op: "same", text: " uur thuis.\nSem sliep al."},
    ])
    expect(describeChange(change)).toEqual(["Tekst gewijzigd: 1 woord erbij, 1 woord eraf."])
    expect(describeChange(change, "en")).toEqual(["Text changed: 1 word added, 1 word removed."])
  })

  test("withdrawn, put back, and withdrawn for another reason", () => {
    const [a, b] = ["dubbel", "niet waar"].map(withdrawn =>
      content([f1, {...f2, attrs: {withdrawn}}]),
    ) as [Content, Content]
    expect(only(content(), a)).toMatchObject({
      withdrawn: {before: "", after: "dubbel"},
      details: [],
    })
    expect(says(content(), a)).toEqual(["Ingetrokken, omdat: dubbel"])
    expect(says(a, content())).toEqual(["Weer teruggezet. De reden om in te trekken was: dubbel"])
    expect(says(a, b)).toEqual(["Ingetrokken om een andere reden: niet waar"])
  })

  test("a kind changed in place", () => {
    const change = only(content(), content([{...f1, kind: "account"}, f2]))
    expect(change).toMatchObject({fate: "kept", kind: "account", converted: {from: "fact"}})
    expect(change.converted).not.toHaveProperty("original")
    expect(describeChange(change)).toEqual(["Omgezet van Feit naar Wat iemand vertelt."])
    expect(says(content([{...f1, kind: "unclassified"}, f2]), content())).toEqual([
      "Soort gekozen: Feit.",
    ])
  })

  const copy: Statement = {
    ...f1,
    id: "c1",
    kind: "judgement",
    attrs: {convertedFrom: "f1", counter: "Er is geen tegenspraak."},
    lines: [[{text: "Vader kwam te laat thuis."}]],
  }
  const left: Statement = {...f1, attrs: {...f1.attrs, withdrawn: "is een oordeel"}}

  test("a copy in another layer and the original it was withdrawn for are one change", () => {
    const change = only(content(), content([left, f2], [w1, copy]))
    expect(change).toMatchObject({
      statement: "c1",
      fate: "added",
      converted: {
        from: "fact",
        original: {statement: "f1", section: "feiten", reason: "is een oordeel"},
      },
    })
    expect(change).not.toHaveProperty("withdrawn")
    expect(sides(change.words)).toEqual([plainText(f1), "Vader kwam te laat thuis."])
    expect(describeChange(change)[0]).toBe(
      "Omgezet van Feit naar Professioneel oordeel. De oude passage is ingetrokken, omdat: is een oordeel",
    )
    expect(
      change.details.some(one => one.sort === "attribute" && one.name === "convertedFrom"),
    ).toBe(false)
  })

  test("words that a colleague wrote in the original meanwhile are not hidden by the conversion", () => {
    const written = {...left, lines: [[{text: "Vader kwam om acht uur thuis, nuchter."}]]}
    const found = all(changesBetween(content(), content([written, f2], [w1, copy])))
    expect(found.map(({statement}) => statement)).toEqual(["f1", "c1"])
    expect(joined(found[0]?.words ?? [], "added")).toContain("nuchter")
    expect(describeChange(found[1] as StatementChange)).toContain("Omgezet uit: f1.")
  })

  test("two copies of one original, a copy of itself, a copy of nothing: each is told", () => {
    const second = {...copy, id: "c2"}
    expect(
      all(changesBetween(content(), content([left, f2], [w1, copy, second]))).map(
        ({statement}) => statement,
      ),
    ).toEqual(["c1", "c2"])
    const self = {...copy, id: "c3", attrs: {convertedFrom: "c3", withdrawn: "x"}}
    expect(only(content(), content([f1, f2, self]))).toMatchObject({statement: "c3", fate: "added"})
    expect(
      only(content(), content([f1, f2, {...copy, attrs: {convertedFrom: "nergens"}}])),
    ).toMatchObject({statement: "c1"})
  })

  test("moved in its section and to another one; only what moved", () => {
    const f3: Statement = {...f2, id: "f3"}
    expect(only(content([f1, f2, f3]), content([f3, f1, f2]))).toMatchObject({
      statement: "f3",
      moved: {
        before: {section: "feiten", previous: "f2"},
        after: {section: "feiten", previous: null},
      },
    })
    expect(says(content([f1, f2, f3]), content([f1, f3, f2]))).toHaveLength(1)
    expect(says(content([f1, f2]), content([f1], [w1, f2]))).toEqual(["Verplaatst uit feiten."])
  })

  test("added and removed stand where one reads them", () => {
    const n: Statement = {
      id: "n",
      kind: "unclassified",
      lines: [[{text: "Nieuw"}]],
      attrs: {},
      relations: [],
    }
    const found = all(changesBetween(content([f1, f2]), content([f1, n])))
    expect(found.map(({statement, fate}) => [statement, fate])).toEqual([
      ["f2", "removed"],
      ["n", "added"],
    ])
    expect(found.map(one => describeChange(one))).toEqual([
      ["Weggehaald door wie het net had gemaakt."],
      ["Toegevoegd, nog zonder soort."],
    ])
    expect(sides(found[0]?.words ?? [])).toEqual([plainText(f2), ""])
  })

  test("details say their label and their words", () => {
    const after: Statement = {
      ...f1,
      attrs: {at: "2024-05-03", verifiedBy: "register"},
      relations: [
        {type: "source", ref: "b1", page: "4"},
        {type: "about", ref: "sem"},
      ],
      waivers: [{hash: "h", reason: "zo gezegd"}],
    }
    const name = (id: string): string => ({b1: "Brief van school", sem: "Sem"})[id] ?? id
    expect(describeChange(only(content(), content([after, f2])), "nl", name)).toEqual([
      "Datum: was 2024-05-02, is nu 2024-05-03.",
      "Hoe nagegaan: in een register.",
      "Bron: was Brief van school, blz. 3, is nu Brief van school, blz. 4.",
      "Gaat over: Sem.",
      "Aanwijzing bewust laten staan, omdat: zo gezegd",
    ])
    expect(describeChange(only(content([after, f2]), content()), "en", name)).toContain(
      "About removed: was Sem.",
    )
  })

  test("the same words in bold", () => {
    const bold: Statement = {...f2, lines: [[{text: plainText(f2), marks: ["strong"]}]]}
    expect(only(content(), content([f1, bold])).details).toEqual([{sort: "marks"}])
  })

  test("sources", () => {
    const sources: Content["sources"] = [
      {id: "b1", title: "Brief van school", medium: "document", shielded: true},
      {id: "b2", title: "Gesprek", medium: "talk", person: "p1"},
    ]
    const changes = changesBetween(content(), content([f1, f2], [w1], sources))
    expect(changes.sections).toEqual([])
    expect(
      changes.sources.map(one => describeChange(one, "nl", id => (id === "p1" ? "Oma" : id))),
    ).toEqual([
      ["Afgeschermd: ja."],
      ["Bron toegevoegd.", "Soort bron: Gesprek.", "Wie het zei: Oma."],
    ])
    expect(
      changesBetween(content([f1, f2], [w1], sources), content()).sources.map(({fate}) => fate),
    ).toEqual(["kept", "removed"])
  })

  test("sections that come and go, an id that occurs twice, an empty report", () => {
    const empty: Content = {sections: [], sources: []}
    expect(changesBetween(empty, report).sections.map(({section: id, fate}) => [id, fate])).toEqual(
      [
        ["feiten", "added"],
        ["weging", "added"],
      ],
    )
    expect(all(changesBetween(report, empty)).map(({fate}) => fate)).toEqual([
      "removed",
      "removed",
      "removed",
    ])
    expect(all(changesBetween(content([f1, f1]), content([f1, {...f1, lines: []}])))).toMatchObject(
      [{statement: "f1"}],
    )
  })

  test("sentences hold what somebody wrote as it is, also when it looks like a place to fill in", () => {
    const attrs = {withdrawn: "{reason} <b>$& {kind}"}
    expect(says(content(), content([f1, {...f2, attrs}]))).toEqual([
      "Ingetrokken, omdat: {reason} <b>$& {kind}",
    ])
  })

  test.each([11, 12, 13])("laws over random editing by three people, seed %i", seed => {
    const r = random(seed)
    const doc = seeded()
    const moments: Content[] = [readContent(doc)]
    const people = [colleague, attacker, 3003].map(id => writer(copyOf(doc, id, false), r))
    for (let round = 0; round < 40; round++) {
      for (const {act} of people) for (let edits = 0; edits < 4; edits++) act()
      for (const {doc: one} of people) Y.applyUpdate(doc, Y.encodeStateAsUpdate(one))
      for (const {doc: one} of people) Y.applyUpdate(one, Y.encodeStateAsUpdate(doc))
      moments.push(readContent(doc))
    }
    for (let run = 0; run < 60; run++) {
      const [before, after] = [r.pick(moments), r.pick(moments)]
      const changes = changesBetween(before, after)
      expect(changesBetween(after, structuredClone(after))).toEqual({sections: [], sources: []})
      const text = (of: Content, id: string): string | null => {
        const found = of.sections.flatMap(one => one.statements).find(one => one.id === id)
        return found ? plainText(found) : null
      }
      const named = new Set<string>()
      for (const {statement, words, converted} of all(changes)) {
        const old = text(before, converted?.original?.statement ?? statement)
        expect(sides(words)).toEqual([old ?? "", text(after, statement) ?? ""])
        expect(named.has(statement)).toBe(false)
        named.add(statement)
        if (converted?.original) named.add(converted.original.statement)
      }
      for (const edit of diffContent(before, after))
        if (edit.op === "source")
          expect(changes.sources.map(({source}) => source)).toContain(edit.source)
        else expect(named).toContain(edit.statement)
      for (const change of all(changes))
        for (const lang of ["nl", "en"] as const)
          expect(describeChange(change, lang).length).toBeGreaterThan(0)
    }
  })
})

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

test("a report seeded from its content has nothing changed", () => {
  const doc = new Y.Doc()
  seedContent(doc, report)
  expect(changesBetween(report, readContent(doc))).toEqual({sections: [], sources: []})
})
