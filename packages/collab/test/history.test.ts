// SPDX-License-Identifier: EUPL-1.2
import {
  changesBetween,
  type ContentChanges,
  describeChange,
  diffContent,
  readContent,
  type Segment,
  seedContent,
  type StatementChange,
} from "@wederhoor/collab"
import {type Content, plainText, type Statement} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import * as Y from "yjs"
import {attacker, colleague, copyOf, report, seeded} from "./room.ts"
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

test("a report seeded from its content has nothing changed", () => {
  const doc = new Y.Doc()
  seedContent(doc, report)
  expect(changesBetween(report, readContent(doc))).toEqual({sections: [], sources: []})
})
