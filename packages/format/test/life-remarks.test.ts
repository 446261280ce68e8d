// SPDX-License-Identifier: EUPL-1.2

/** Remarks made when signing and their answers, and the way back to a text that can be written. */
import {
  type Act,
  type Person,
  type RecordEvent,
  type RecordState,
  type ReportFile,
  checkReportFile,
  freezeInput,
  isRemark,
  judgeAct,
  newestVersion,
  possibleActs,
  redactFor,
  reportModel,
} from "@wederhoor/format"
import {freeze} from "@wederhoor/signoff"
import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {
  type Step,
  actor,
  approved,
  content,
  findings,
  hearing,
  offered,
  persons,
  policy,
  reacted,
  record,
  signed,
  soundFact,
  statement,
  step,
  template,
} from "./builders.ts"

const remarked = (who: string, remarks: string, more: object = {}): Step => {
  const [by, event] = signed(who, 2, "agreedWithRemarks")
  return [by, {...event, remarks, ...more} as RecordEvent]
}
const reply = (signOff: string, kind: "added" | "notChanged" = "added"): Step =>
  step("bo", {type: "answered", reaction: signOff, answer: {kind, text: "De dag staat erbij."}})
const base: readonly Step[] = [offered(), hearing("vic", "declined"), approved(2)]
const withRemark = record([...base, remarked("vic", "De dag klopt niet.")])

const judged = (state: RecordState, act: Act, who = "bo"): string => {
  const result = judgeAct(state, act, {
    actor: actor(who),
    now: "2026-04-02T10:00:00Z",
    policy,
    template,
    findings: [],
  })
  return result.ok ? "ok" : result.code
}
const answer = (more: Partial<Extract<Act, {act: "answer"}>> = {}): Act => ({
  act: "answer",
  reaction: "t-vic-2",
  kind: "added",
  text: "De dag staat erbij.",
  ...more,
})

describe("a remark made when signing is answered (HRG-17; formaat, besluit 16)", () => {
  test("by the team, while the report lies there to be signed; the text cannot change", () => {
    expect(judged(withRemark, answer())).toBe("ok")
    expect(judged(withRemark, answer({kind: "added", text: ""}))).toBe("ok")
    expect(judged(withRemark, answer({kind: "notChanged"}))).toBe("ok")
    expect(judged(withRemark, answer({kind: "notChanged", text: " "}))).toBe("reason-missing")
    expect(judged(withRemark, answer({kind: "changed"}))).toBe("text-is-fixed")
    expect(judged(withRemark, answer({kind: "weg" as "added"}))).toBe("answer-not-possible")
    for (const who of ["gea", "mira", "vic", "isa", "juf"])
      expect(judged(withRemark, answer(), who)).toBe("not-your-act")
    expect(judged(withRemark, answer({text: "Aan de populierenhof 7."}))).toBe("shielded-text")
    expect(judged({...withRemark, phase: "hearing"}, answer())).toBe("unknown-reaction")
    expect(judged({...withRemark, phase: "approval"}, answer())).toBe("wrong-phase")
  })
  test("once, and only where the person left one", () => {
    expect(judged(record([...base, remarked("vic", "Nee."), reply("t-vic-2")]), answer())).toBe(
      "already-answered",
    )
    expect(judged(withRemark, answer({reaction: "t-mira-2"}))).toBe("unknown-remark")
    expect(judged(withRemark, answer({reaction: ""}))).toBe("unknown-remark")
    for (const more of [
      {remarks: " "},
      {decision: "declined"},
      {decision: "unreachable"},
      {purpose: "author"},
      {purpose: "approval"},
      {withdraws: "t-vic-1"},
    ])
      expect([more, judged(record([...base, remarked("vic", "x", more)]), answer())]).toEqual([
        more,
        "unknown-remark",
      ])
    // A reaction is answered while the text is open, not here.
    const open = record([offered(), reacted("vic"), approved(2)])
    expect(judged(open, answer({reaction: "r-vic-1"}))).toBe("unknown-remark")
  })
  test("is asked only where there is one without an answer", () => {
    const may = (state: RecordState): boolean =>
      possibleActs(state, actor("bo"), template).includes("answer")
    expect(may(record([...base]))).toBe(false)
    expect(may(withRemark)).toBe(true)
    expect(may(record([...base, remarked("vic", "Nee."), reply("t-vic-2")]))).toBe(false)
  })
  test("the record keeps who answered and when, and nothing else changes", () => {
    const state = record([
      ...base,
      remarked("vic", "Nee."),
      remarked("mira", "Ja."),
      reply("t-vic-2"),
    ])
    expect(state.signOffs.map(one => [one.id, one.answer?.by, isRemark(one)])).toEqual([
      ["t-vic-2", "bo", true],
      ["t-mira-2", undefined, true],
    ])
    expect(state.reactions).toEqual([])
    expect(state.phase).toBe("signing")
  })
  test("remark-answered is cleared by the answer alone", () => {
    const hits = (steps: readonly Step[]): (string | undefined)[] =>
      findings([], {record: record(steps)})
        .filter(one => one.rule === "remark-answered")
        .map(one => one.person)
    const two = [...base, remarked("vic", "Nee."), remarked("mira", "Ja.")]
    expect(hits(two)).toEqual(["vic", "mira"])
    expect(hits([...two, reply("t-vic-2")])).toEqual(["mira"])
    expect(hits([...two, reply("t-vic-2"), reply("t-mira-2")])).toEqual([])
  })

  const signOffsFor = async (who: string, steps: readonly Step[]) => {
    const state = record(steps)
    const reader = persons.find(one => one.id === who) as Person
    const words = statement("account", {attrs: {by: "juf"}})
    const first = await freeze(freezeInput(content([soundFact(), words]), state, template), {
      now: "2026-03-02T09:00:00Z",
    })
    const version = await freeze(freezeInput(content([soundFact(), words]), state, template), {
      now: "2026-04-02T09:00:00Z",
      previous: first,
    })
    return reportModel(redactFor(version, state, reader, template), state, {
      reader,
      template,
      policy,
      lang: "nl",
      use: "final",
    }).signOffs.filter(one => one.remarks.length > 0 || one.answer || one.unanswered)
  }
  test("prints beside the remark; without an answer it says so; a reason of a professional does neither", async () => {
    const steps = [
      ...base,
      remarked("vic", "De dag klopt niet."),
      remarked("mira", "Goed."),
      remarked("isa", "drie keer gebeld", {decision: "unreachable"}),
      reply("t-vic-2", "notChanged"),
    ]
    expect(await signOffsFor("auke", steps)).toMatchObject([
      {
        name: "Vic Kok (vader)",
        answer: {
          label: "Niet aangepast, omdat",
          text: "De dag staat erbij.",
          by: "Bo Wit (lokaal team)",
        },
        unanswered: "",
      },
      {name: "Mira Kok (moeder)", answer: null, unanswered: "Nog niet beantwoord"},
      {name: "Isa Kok", answer: null, unanswered: ""},
    ])
  })
  test("who may not read a remark does not read its answer, nor that there is none (CNF-1)", async () => {
    const secret = remarked("vic", "Zij woont aan de Populierenhof 7.")
    const child = remarked("isa", "Ik wil dit niet.")
    for (const steps of [
      [...base, secret, child],
      [...base, secret, child, reply("t-vic-2"), reply("t-isa-2")],
    ]) {
      expect(await signOffsFor("mira", steps)).toEqual([])
      expect((await signOffsFor("vic", steps)).map(one => one.name)).toEqual(["Vic Kok (vader)"])
      expect((await signOffsFor("isa", steps)).map(one => one.name)).toEqual(["Isa Kok"])
      expect(await signOffsFor("juf", steps)).toEqual([])
      expect(await signOffsFor("gea", steps)).toHaveLength(2)
    }
  })
})

describe("the way back (reopen)", () => {
  const reopened = step("auke", {type: "reopened", reason: "Er staat een verkeerde dag in."})
  const act: Act = {act: "reopen", reason: "Er staat een verkeerde dag in."}
  test("by the author, with a reason that everybody may read", () => {
    expect(judged(withRemark, act, "auke")).toBe("ok")
    expect(judged(withRemark, {...act, reason: " "}, "auke")).toBe("reason-missing")
    expect(judged(withRemark, {...act, reason: "Zij woont Populierenhof 7"}, "auke")).toBe(
      "shielded-text",
    )
    for (const who of ["bo", "gea", "mira", "juf"])
      expect(judged(withRemark, act, who)).toBe("not-your-act")
    for (const phase of ["draft", "hearing", "approval", "final", "archived"] as const)
      expect(judged({...withRemark, phase}, act, "auke")).toBe("wrong-phase")
  })
  test("the text can be written again, and what was signed stays as it was", () => {
    const state = record([...base, remarked("vic", "Nee."), signed("mira"), reopened])
    expect(state.phase).toBe("hearing")
    expect(state.signOffs).toEqual(
      record([...base, remarked("vic", "Nee."), signed("mira")]).signOffs,
    )
    expect(state.versions.map(one => one.purpose)).toEqual(["hearing", "signing"])
    expect(state.reopenings).toEqual([
      {by: "auke", reason: "Er staat een verkeerde dag in.", version: 2, at: expect.any(String)},
    ])
    const acts = possibleActs(state, actor("auke"), template)
    expect(acts).toEqual(expect.arrayContaining(["setField", "offer", "submit"]))
    expect(acts).not.toContain("finalise")
  })
  test("the approval is given anew, and who must sign is asked anew", () => {
    const back = record([...base, signed("mira"), reopened])
    const sign: Act = {act: "sign", decision: "agreed", remarks: "", version: 2, shown: "mira-2"}
    expect(judged(back, sign, "mira")).toBe("wrong-phase")
    expect(judged(back, {act: "finalise"}, "auke")).toBe("wrong-phase")
    expect(judged(back, {act: "submit"}, "auke")).toBe("ok")
    const submitted = step("auke", {type: "submitted"})
    const again = record([...base, signed("mira"), reopened, submitted])
    expect(again.phase).toBe("approval")
    const anew = record([...base, signed("mira"), reopened, submitted, approved(3)])
    expect([anew.phase, newestVersion(anew)?.number]).toEqual(["signing", 3])
    const missing = findings([], {record: anew})
      .filter(one => one.rule === "sign-off-recorded")
      .map(one => one.person)
    expect(missing).toContain("mira")
  })
  test("a report file holds to its schema with an answer and a way back, and with nothing half", () => {
    const given = JSON.parse(
      readFileSync(
        new URL("../../../templates/feitenonderzoek/voorbeeld.json", import.meta.url),
        "utf8",
      ),
    ) as ReportFile
    const back = {by: "a", reason: "Een dag.", version: 2, at: "2026-04-02T10:00:00Z"}
    const said = {kind: "added", text: "", by: "a", at: "2026-04-02T10:00:00Z"}
    const problems = (reopening: object, reply: object): string[] =>
      checkReportFile({
        ...given,
        record: {
          ...given.record,
          reopenings: [reopening],
          signOffs: given.record.signOffs.map(one => ({...one, answer: reply})),
        },
      }).map(({at}) => at)
    expect(given.record.signOffs.length).toBeGreaterThan(0)
    expect(problems(back, said)).toEqual([])
    expect(problems({...back, reason: ""}, said)).toEqual(["/record/reopenings/0/reason"])
    expect(problems({...back, who: "b"}, said).join(" ")).toContain("/record/reopenings/0")
    expect(problems(back, {...said, kind: "weg"})).toContain("/record/signOffs/0/answer/kind")
  })
})
