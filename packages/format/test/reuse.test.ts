// SPDX-License-Identifier: EUPL-1.2
import {
  type Content,
  type Person,
  type RecordState,
  type ReportFile,
  type Source,
  type Statement,
  type Version,
  freezeInput,
  reuse,
  reuseAlerts,
  reuseReaders,
} from "@wederhoor/format"
import {freeze} from "@wederhoor/signoff"
import {describe, expect, test} from "vitest"
import {
  answered,
  content,
  findings,
  offered,
  persons,
  reacted,
  record,
  sources,
  step,
  template,
} from "./builders.ts"

const first: Statement = {
  id: "s1",
  kind: "fact",
  lines: [[{text: "Isa was drie dagen niet op school."}]],
  attrs: {at: "2026-03-01", verifiedBy: "register"},
  relations: [
    {type: "source", ref: "brp", page: "2"},
    {type: "about", ref: "isa"},
    {type: "contradicts", ref: "s9"},
  ],
}
const holding = (...statements: Statement[]): Content => ({
  sources,
  sections: [{id: "facts", statements}],
})
const file = (
  report: string,
  content: Content,
  versions: readonly Version[] = [],
  state: RecordState = record(),
): ReportFile => ({
  format: "wederhoor-report-file/1",
  record: {...state, report},
  content,
  versions,
})
async function frozen(number: number, content: Content, previous?: Version): Promise<Version> {
  const now = `2026-03-1${number}T09:00:00.000Z`
  return freeze(freezeInput(content, record(), template), previous ? {now, previous} : {now})
}
const v1 = await frozen(1, holding(first))
const change = (edit: Partial<Statement>): Statement => ({...first, ...edit})
const taken = reuse(first, {report: "a", version: 1, sources}, "n1").statement
const again = reuse(taken, {report: "b", version: 0, sources}, "n2").statement
const reports = (now: Statement, versions = [v1], state?: RecordState) => [
  file("a", holding(now), versions, state),
  file("b", holding(taken)),
]
const told = (given: readonly ReportFile[]) =>
  reuseAlerts(given).map(
    ({usedIn, reason, root}) =>
      `${usedIn.report}/${usedIn.statement} ${reason} ${root.report}/${root.statement}`,
  )

describe("reuse (FMT-6)", () => {
  test("takes words, kind, attributes, people and sources along, with the origin", () => {
    const {
      statement,
      sources: needed,
      left,
    } = reuse(first, {report: "a", version: 3, sources}, "n1")
    expect(statement).toEqual({
      id: "n1",
      kind: "fact",
      lines: first.lines,
      attrs: {...first.attrs, originReport: "a", originStatement: "s1", originVersion: 3},
      relations: first.relations.filter(({type}) => type !== "contradicts"),
    })
    expect(needed.map(({id}) => id)).toEqual(["brp"])
    expect(left).toEqual([{type: "contradicts", ref: "s9"}])
  })
  test("keeps who may read it and with whom sharing was agreed; an accord stays behind", () => {
    const people = (["reader", "shareWith", "accord"] as const).map(type => ({type, ref: "mira"}))
    const {statement, left} = reuse(
      change({relations: people}),
      {report: "a", version: 1, sources},
      "n1",
    )
    expect(statement.relations.map(({type}) => type)).toEqual(["reader", "shareWith"])
    expect(left.map(({type}) => type)).toEqual(["accord"])
  })
  test("of a reuse names the report it was taken from, not the first", () => {
    expect(again.attrs).toEqual({...first.attrs, originReport: "b", originStatement: "n1"})
  })
  test("does not change what it was taken from, and refuses what was withdrawn", () => {
    expect(first.attrs).toEqual({at: "2026-03-01", verifiedBy: "register"})
    const gone = change({attrs: {withdrawn: "klopt niet"}})
    expect(() => reuse(gone, {report: "a", version: 1, sources}, "n1")).toThrow(/withdrawn/)
  })
})

describe("reuseAlerts", () => {
  test("nothing changed: no alert", () => {
    expect(told(reports(first))).toEqual([])
  })
  const corrections: [string, Statement][] = [
    ["words", change({lines: [[{text: "Isa was twee dagen niet op school."}]]})],
    ["kind", change({kind: "observation"})],
    ["attributes", change({attrs: {...first.attrs, at: "2026-03-02"}})],
    ["a source", change({relations: [{type: "source", ref: "brief"}]})],
    ["the page of a source", change({relations: [{type: "source", ref: "brp", page: "3"}]})],
  ]
  test.each(corrections)("other %s in the text now", (_, now) => {
    expect(told(reports(now))).toEqual(["b/n1 corrected a/s1"])
  })
  test("another source under the same id", () => {
    const other: Source[] = sources.map(one =>
      one.id === "brp" ? {...one, title: "Iets anders"} : one,
    )
    const [, b] = reports(first)
    expect(told([file("a", {...holding(first), sources: other}, [v1]), b!])).toEqual([
      "b/n1 corrected a/s1",
    ])
  })
  test("other words in a later version, also when the text went back since", async () => {
    const v2 = await frozen(2, holding(corrections[0]![1]), v1)
    expect(told(reports(first, [v1, v2]))).toEqual(["b/n1 corrected a/s1"])
  })
  test("a change before the version it was taken from is no correction", async () => {
    const v2 = await frozen(2, holding(corrections[0]![1]), v1)
    const from2 = reuse(corrections[0]![1], {report: "a", version: 2, sources}, "n1").statement
    expect(
      told([file("a", holding(corrections[0]![1]), [v1, v2]), file("b", holding(from2))]),
    ).toEqual([])
  })
  test("a reaction to that version that was answered with a change", () => {
    const answer = (kind: "changed" | "notChanged", version: number) =>
      record([
        offered(1),
        reacted("mira", {on: "s1", version}),
        step("auke", {
          type: "answered",
          reaction: `r-mira-${version}`,
          answer: {kind, text: "Ja."},
        }),
      ])
    expect(told(reports(first, [v1], answer("changed", 1)))).toEqual(["b/n1 corrected a/s1"])
    expect(told(reports(first, [v1], answer("notChanged", 1)))).toEqual([])
    expect(told(reports(first, [v1], answer("changed", 0)))).toEqual([])
    expect(
      told(
        reports(
          first,
          [v1],
          record([offered(1), reacted("mira", {on: "s1"}), answered("r-mira-1")]),
        ),
      ),
    ).toEqual([])
  })
  test("withdrawn there", () => {
    expect(told(reports(change({attrs: {...first.attrs, withdrawn: "klopt niet"}})))).toEqual([
      "b/n1 withdrawn a/s1",
    ])
  })
  test("an origin that is not among the reports, or lost the statement", () => {
    expect(told([file("b", holding(taken))])).toEqual(["b/n1 originMissing a/s1"])
    expect(told([file("a", holding()), file("b", holding(taken))])).toEqual([
      "b/n1 originMissing a/s1",
    ])
  })
  test("without the version it was taken from the reuse itself is what is compared", () => {
    expect(told(reports(first, []))).toEqual([])
    expect(told(reports(corrections[0]![1], []))).toEqual(["b/n1 corrected a/s1"])
  })
  test("a chain A → B → C: what happens in A is told in B and in C", () => {
    const chain = (now: Statement) => [...reports(now), file("c", holding(again))]
    expect(told(chain(first))).toEqual([])
    expect(told(chain(change({attrs: {...first.attrs, withdrawn: "klopt niet"}})))).toEqual([
      "b/n1 withdrawn a/s1",
      "c/n2 withdrawn a/s1",
    ])
    const [a] = reports(first)
    const wrongInB = {...taken, lines: corrections[0]![1].lines}
    expect(told([a!, file("b", holding(wrongInB)), file("c", holding(again))])).toEqual([
      "c/n2 corrected b/n1",
    ])
  })
  test("names the origin as `check` wants it (reuse-current)", () => {
    const [alert] = reuseAlerts([...reports(corrections[0]![1])])
    expect(alert).toEqual({
      report: "a",
      statement: "s1",
      version: 1,
      reason: "corrected",
      usedIn: {report: "b", statement: "n1"},
      root: {report: "a", statement: "s1"},
    })
  })
  test("reuse-current: what was taken over again after it was mended is not told", async () => {
    const mended = corrections[0]![1]
    const v2 = await frozen(2, holding(mended), v1)
    const fresh = reuse(mended, {report: "a", version: 2, sources}, "n2").statement
    const both = [taken, fresh].map(one => ({section: "facts", statement: one}))
    const a = file("a", holding(mended), [v1, v2])
    const alerts = reuseAlerts([a, file("b", content(both))]).flatMap(alert =>
      alert.reason === "originMissing" ? [] : [alert],
    )
    expect(alerts.map(one => [one.usedIn.statement, one.version])).toEqual([["n1", 1]])
    const hits = findings(both, {alerts}).filter(one => one.rule === "reuse-current")
    expect(hits.map(one => one.statement)).toEqual(["n1"])
  })
  test("reports that were taken from each other end", () => {
    const round = {...first, attrs: {...first.attrs, originReport: "b", originStatement: "n1"}}
    expect(told([file("a", holding(round)), file("b", holding(taken))])).toEqual([])
  })
  test("a reuse that was withdrawn raises nothing", () => {
    const gone = {...taken, attrs: {...taken.attrs, withdrawn: "niet nodig"}}
    expect(told([file("b", holding(gone))])).toEqual([])
  })
  test("another text in B than in A is B's own when the version is known", () => {
    const [a] = reports(first)
    expect(told([a!, file("b", holding({...taken, lines: corrections[0]![1].lines}))])).toEqual([])
  })
})

describe("reuseReaders", () => {
  const grandma: Person = {id: "oma", role: "carer", name: "Oma Kok", label: "oma"}
  const withPersons = (content: Content, ...more: Person[]): ReportFile => {
    const state = record()
    return file("b", content, [], {...state, persons: [...persons, ...more]})
  }
  const problems = (shown: Statement, origin: Statement, ...more: Person[]) =>
    reuseReaders(withPersons(holding(shown), ...more), [file("a", holding(origin))]).map(
      ({person, reason}) => `${person} ${reason}`,
    )
  const copy = (one: Statement) => reuse(one, {report: "a", version: 1, sources}, "n1").statement

  test("readers who could read it there may read it here", () => {
    expect(problems(taken, first)).toEqual([])
  })
  test("somebody who was not in the register there", () => {
    expect(problems(taken, first, grandma)).toEqual(["oma newReader"])
  })
  test("somebody who could not read it there", () => {
    const hidden = change({relations: [{type: "reader", ref: "mira"}]})
    const opened = {...copy(hidden), relations: []}
    expect(problems(opened, hidden)).toEqual([
      "vic hiddenInOrigin",
      "isa hiddenInOrigin",
      "tim hiddenInOrigin",
    ])
    expect(problems(copy(hidden), hidden)).toEqual([])
  })
  test("somebody with whom sharing was not agreed; who is on the list may read, known or not", () => {
    const shared = change({relations: ["mira", "oma"].map(ref => ({type: "shareWith", ref}))})
    expect(problems(copy(shared), shared, grandma)).toEqual([
      "vic notOnShareList",
      "isa notOnShareList",
      "tim notOnShareList",
    ])
  })
  test("an origin that is not there was read by nobody", () => {
    expect(reuseReaders(withPersons(holding(taken)), []).map(({person}) => person)).toEqual([
      "mira",
      "vic",
      "isa",
      "tim",
    ])
  })
  test("statements that were not reused are not looked at", () => {
    expect(problems(first, first, grandma)).toEqual([])
  })
})
