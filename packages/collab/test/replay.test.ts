// SPDX-License-Identifier: EUPL-1.2
import {diffContent, keptFrom, readContent, refusals} from "@wederhoor/collab"
import type {Content, Statement} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import {copyOf, report, seeded} from "./room.ts"
import {random, writer} from "./writer.ts"

const f1 = report.sections[0]?.statements[0] as Statement
const f2 = report.sections[0]?.statements[1] as Statement
const w1 = report.sections[1]?.statements[0] as Statement

function withStatements(
  feiten: readonly Statement[],
  weging: readonly Statement[] = [w1],
): Content {
  return {
    ...report,
    sections: [
      {id: "feiten", statements: feiten},
      {id: "weging", statements: weging},
    ],
  }
}

describe("diffContent", () => {
  test("equal contents give no edits", () => {
    expect(diffContent(report, structuredClone(report))).toEqual([])
  })

  test("each sort of edit is told by itself", () => {
    const n1: Statement = {
      id: "n1",
      kind: "view",
      lines: [[{text: "Nieuw"}]],
      attrs: {},
      relations: [],
    }
    const after = withStatements([
      {
        ...f1,
        kind: "account",
        lines: [[{text: "Anders"}]],
        attrs: {by: "p-1"},
        relations: [...f1.relations, {type: "basedOn", ref: "w1"}],
      },
      n1,
      {...f2, attrs: {withdrawn: "dubbel"}, waivers: [{hash: "h", reason: "bewust"}]},
    ])
    const place = {section: "feiten", statement: "f1"}
    expect(diffContent(report, after)).toEqual([
      {op: "attribute", ...place, attribute: "kind", before: "fact", after: "account"},
      {op: "text", ...place, before: f1.lines, after: [[{text: "Anders"}]]},
      {op: "attribute", ...place, attribute: "at", before: "2024-05-02", after: null},
      {op: "attribute", ...place, attribute: "by", before: null, after: "p-1"},
      {op: "relation", ...place, before: null, after: {type: "basedOn", ref: "w1"}},
      {op: "added", section: "feiten", statement: "n1", previous: "f1", before: null, after: n1},
      {
        op: "withdrawn",
        section: "feiten",
        statement: "f2",
        attribute: "withdrawn",
        before: null,
        after: "dubbel",
      },
      {
        op: "waiver",
        section: "feiten",
        statement: "f2",
        before: null,
        after: {hash: "h", reason: "bewust"},
      },
    ])
  })

  test("a changed reason for withdrawing is an attribute; taking it back is a withdrawal undone", () => {
    const [once, twice] = ["a", "b"].map(withdrawn =>
      withStatements([f1, {...f2, attrs: {withdrawn}}]),
    ) as [Content, Content]
    expect(diffContent(once, twice)).toMatchObject([{op: "attribute", before: "a", after: "b"}])
    expect(diffContent(once, report)).toMatchObject([{op: "withdrawn", before: "a", after: null}])
  })

  test("removed statements keep everything they said", () => {
    expect(diffContent(report, withStatements([f2]))).toEqual([
      {op: "removed", section: "feiten", statement: "f1", previous: null, before: f1, after: null},
    ])
  })

  test("a move between sections and a move within one are one edit each", () => {
    expect(diffContent(report, withStatements([f2], [w1, f1]))).toEqual([
      {
        op: "moved",
        section: "weging",
        statement: "f1",
        before: {section: "feiten", previous: null},
        after: {section: "weging", previous: "w1"},
      },
    ])
    const many = ["a", "b", "c", "d"].map(id => ({...f2, id}))
    const [a, ...rest] = many as [Statement, ...Statement[]]
    expect(diffContent(withStatements(many), withStatements([...rest, a]))).toMatchObject([
      {op: "moved", statement: "a"},
    ])
  })

  test("sources are told whole", () => {
    const [b1] = report.sources
    const renamed = {...b1, title: "Brief van de huisarts"}
    expect(diffContent(report, {...report, sources: [renamed as never]})).toEqual([
      {op: "source", source: "b1", before: b1, after: renamed},
    ])
  })

  test.each([1, 2, 3, 4])("every word somebody wrote stands in some edit (seed %i)", seed => {
    const doc = seeded()
    const someone = writer(copyOf(doc, 7), random(seed))
    for (let at = 0; at < 40; at++) someone.act()
    const after = readContent(someone.doc)
    const edits = diffContent(readContent(doc), after)
    const told = new Map(
      edits.flatMap(edit =>
        "statement" in edit && (edit.op === "added" || edit.op === "text")
          ? [[edit.statement, edit.after]]
          : [],
      ),
    )
    const old = new Map(
      report.sections.flatMap(({statements}) =>
        statements.map(entry => [entry.id, JSON.stringify(entry.lines)]),
      ),
    )
    const linesTold = (id: string): unknown => {
      const edit = told.get(id)
      return edit !== null && edit !== undefined && "lines" in edit ? edit.lines : edit
    }
    const changed = after.sections
      .flatMap(({statements}) => statements)
      .filter(({id, lines}) => JSON.stringify(lines) !== old.get(id))
    expect(changed.length).toBeGreaterThan(0)
    for (const {id, lines} of changed) expect(linesTold(id)).toEqual(lines)
  })

  test("an id that stands twice does not swallow its second statement", () => {
    const twice = withStatements([f1, {...f1, lines: [[{text: "ook"}]]}])
    expect(diffContent(withStatements([f1]), twice)).toMatchObject([
      {op: "added", after: {lines: [[{text: "ook"}]]}},
    ])
  })
})

describe("keptFrom", () => {
  test("every refused edit has what stood there, what was made of it, and why", () => {
    const edits = diffContent(report, withStatements([{...f1, lines: [[{text: "Anders"}]]}, f2]))
    expect(keptFrom(edits, "gone")).toEqual([
      {
        edit: edits[0],
        code: "gone",
        reason: refusals.gone,
        before: "Vader kwam om acht uur thuis.\nSem sliep al.",
        after: "Anders",
      },
    ])
  })

  test("an unknown code still has words", () => {
    const edits = diffContent(report, withStatements([f1]))
    expect(keptFrom(edits, "__proto__")[0]).toMatchObject({
      code: "__proto__",
      reason: refusals.forbidden,
      before: "De deur was open 😀 en wit.",
      after: "",
    })
  })

  test("every code has words in Dutch and English", () => {
    for (const {nl, en} of Object.values(refusals)) expect(nl.length * en.length).toBeGreaterThan(0)
  })
})
