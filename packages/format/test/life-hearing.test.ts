// SPDX-License-Identifier: EUPL-1.2

/** Recognition of explanations, and urgency that lapses. */
import {
  type Act,
  type Person,
  type RecordState,
  type Template,
  judgeAct,
  lapsesOf,
  recognitionFor,
  recognitionOf,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {
  actor,
  approved,
  content,
  offered,
  persons,
  policy,
  reacted,
  record,
  statement,
  step,
  template,
  today,
} from "./builders.ts"

const explanation = content([
  statement("hypothesis", {id: "h", text: "Het huis is te klein."}),
  statement("fact", {id: "f"}),
  statement("conclusion", {id: "c", attrs: {withdrawn: "dubbel"}}),
])
const recognised = (by: string, recognition: "yes" | "partly" | "no", on = "h") =>
  step(by, {type: "recognised", statement: on, recognition, version: 1})
const about = (state: RecordState, text = explanation) => recognitionOf(state, text, policy, today)
const reader = (id: string): Person => persons.find(one => one.id === id) as Person
const words = (state: RecordState, who: string): {[person: string]: string} =>
  Object.fromEntries(
    (recognitionFor(about(state), reader(who), persons)[0]?.parties ?? []).map(one => [
      one.person,
      one.answer,
    ]),
  )

describe("recognition of an explanation", () => {
  test("explanations and conclusions that stand, every party; never a fact", () => {
    const [one, ...rest] = about(record([offered()]))
    expect(rest).toEqual([])
    expect(one).toEqual({
      statement: "h",
      shared: false,
      parties: [
        {person: "mira", answer: "notAnswered"},
        {person: "vic", answer: "notAnswered"},
        {person: "isa", answer: "notAnswered"},
        {person: "tim", answer: "notAsked"},
      ],
    })
  })
  test("not asked: nothing was offered, or this person may not read it", () => {
    const hidden = content([statement("hypothesis", {id: "h", reader: "mira"})])
    const [one] = about(record([offered()]), hidden)
    expect(one?.parties.map(({answer}) => answer)).toEqual([
      "notAnswered",
      "notAsked",
      "notAsked",
      "notAsked",
    ])
    expect(about(record())[0]?.parties.every(({answer}) => answer === "notAsked")).toBe(true)
  })
  test("shared: each parent and each child of hearing age, at least partly; the newest word counts", () => {
    const three = [recognised("mira", "yes"), recognised("vic", "no"), recognised("isa", "partly")]
    expect(about(record([offered(), ...three]))[0]?.shared).toBe(false)
    expect(about(record([offered(), ...three, recognised("vic", "partly")]))[0]?.shared).toBe(true)
    expect(
      about(record([offered(), ...three.slice(0, 1), recognised("vic", "yes")]))[0]?.shared,
    ).toBe(false)
  })
  test("a silent younger child does not stand in the way; a register without parents shares nothing", () => {
    const all = [recognised("mira", "yes"), recognised("vic", "yes"), recognised("isa", "yes")]
    expect(about(record([offered(), ...all]))[0]?.shared).toBe(true)
    const state = {...record([offered(), ...all]), persons: [reader("auke"), reader("tim")]}
    expect(about(state)[0]?.shared).toBe(false)
  })

  const told = (isa?: "yes" | "partly" | "no", vic: "yes" | "no" = "yes"): RecordState =>
    record([
      offered(),
      recognised("mira", "yes"),
      recognised("vic", vic),
      ...(isa ? [recognised("isa", isa)] : []),
    ])
  test("a child's answer is for the child, the team and the reviewer (formaat, besluit 9)", () => {
    for (const who of ["isa", "auke", "gea"]) expect(words(told("no"), who)["isa"]).toBe("no")
    for (const who of ["mira", "vic"]) expect(words(told("no"), who)["isa"]).toBe("notAnswered")
    expect(recognitionFor(about(told("no")), reader("juf"), persons)).toEqual([])
  })
  test("what a parent reads is the same whatever the child said, or that it said nothing (seed 20262)", () => {
    const answer = fc.constantFrom(undefined, "yes" as const, "partly" as const, "no" as const)
    fc.assert(
      fc.property(answer, answer, fc.constantFrom("yes" as const, "no" as const), (a, b, vic) => {
        for (const who of ["mira", "vic"])
          expect(recognitionFor(about(told(a, vic)), reader(who), persons)).toEqual(
            recognitionFor(about(told(b, vic)), reader(who), persons),
          )
      }),
      {seed: 20262},
    )
  })
  test("for a parent `shared` speaks of the answers that are shown", () => {
    const [one] = recognitionFor(about(told("no")), reader("mira"), persons)
    expect(one).toMatchObject({shared: true, partial: true})
    const [other] = recognitionFor(about(told("yes", "no")), reader("mira"), persons)
    expect(other).toMatchObject({shared: false, partial: true})
    expect(recognitionFor(about(told("no")), reader("auke"), persons)[0]).toMatchObject({
      shared: false,
      partial: false,
    })
  })
})

const urgent = (on: string, at = `${on}T09:00:00Z`) =>
  step(
    "auke",
    {
      type: "hearingRecorded",
      hearing: {
        person: "vic",
        state: "deferredUrgency",
        on,
        how: "telefoon",
        reason: "spoed",
        reviewOn: "2026-03-20",
      },
    },
    at,
  )
const heard = (at: string, state: "heard" | "declined" = "heard") =>
  step(
    "auke",
    {type: "hearingRecorded", hearing: {person: "vic", state, on: at.slice(0, 10), how: "thuis"}},
    at,
  )
const reviewed = (at: string, outcome: "ready" | "returned" = "ready") =>
  step("gea", {type: "draftReviewed", outcome, reason: "", mark: "m"}, at)

describe("urgency that lapses (HRG-11; formaat, besluit 15)", () => {
  const lapses = (steps: Parameters<typeof record>[0], day: string) =>
    lapsesOf(record(steps), policy, day)
  test("fourteen days count, or what the policy says; the day after it has lapsed", () => {
    expect(lapses([urgent("2026-03-10")], "2026-03-24")).toEqual([])
    expect(lapses([urgent("2026-03-10")], "2026-03-25")).toEqual([
      {person: "vic", since: "2026-03-25", heard: false},
    ])
    const short = {...policy, terms: {...policy.terms, urgencyDays: 7}}
    expect(lapsesOf(record([urgent("2026-03-10")]), short, "2026-03-18")).toHaveLength(1)
    expect(lapsesOf(record([urgent("2026-03-10")]), short, "2026-03-17")).toEqual([])
  })
  test("recording urgency once more does not lengthen it", () => {
    expect(lapses([urgent("2026-03-10"), urgent("2026-03-23")], "2026-03-25")).toHaveLength(1)
  })
  test("heard in time is no lapse, also when somebody declines or reacts in writing", () => {
    for (const answer of [
      heard("2026-03-24T12:00:00Z"),
      heard("2026-03-24T12:00:00Z", "declined"),
      reacted("vic", {at: "2026-03-24T12:00:00Z"}),
    ])
      expect(lapses([urgent("2026-03-10"), answer], "2026-04-20")).toEqual([])
    const other = reacted("mira", {at: "2026-03-24T12:00:00Z"})
    expect(lapses([urgent("2026-03-10"), other], "2026-04-20")).toHaveLength(1)
  })
  test("heard too late it stays until the reviewer has read it after that", () => {
    const late = [urgent("2026-03-10"), heard("2026-03-30T12:00:00Z")]
    expect(lapses(late, today)).toEqual([{person: "vic", since: "2026-03-25", heard: true}])
    expect(lapses([reviewed("2026-03-29T12:00:00Z"), ...late], today)).toHaveLength(1)
    expect(lapses([...late, reviewed("2026-03-31T12:00:00Z", "returned")], today)).toHaveLength(1)
    expect(lapses([...late, reviewed("2026-03-31T12:00:00Z")], today)).toEqual([])
  })

  const lapsed = record([offered(), approved(), urgent("2026-03-10")])
  const final = record([
    offered(),
    approved(),
    urgent("2026-03-10"),
    step("auke", {type: "finalised", version: 2, seal: null}, "2026-03-20T09:00:00Z"),
  ])
  const judge = (state: RecordState, act: Act, who: string, own: Template = template): string => {
    const result = judgeAct(state, act, {
      actor: actor(who),
      now: "2026-04-02T10:00:00Z",
      policy,
      template: own,
      findings: [],
    })
    return result.ok ? "ok" : result.code
  }
  const hear: Act = {
    act: "recordHearing",
    hearing: {person: "vic", state: "heard", on: today, how: "op kantoor"},
  }
  const read: Act = {act: "reviewDraft", outcome: "ready", reason: ""}
  const issue: Act = {act: "issue", recipients: ["mira"], changed: ""}
  test("until heard and reviewed it is not made final and not sent", () => {
    expect(judge(lapsed, {act: "finalise"}, "auke")).toBe("not-heard-in-time")
    expect(judge(final, issue, "auke")).toBe("not-heard-in-time")
    const spoken = {
      ...final,
      hearings: record([urgent("2026-03-10"), heard("2026-04-01T09:00:00Z")]).hearings,
    }
    expect(judge(spoken, issue, "auke")).toBe("not-heard-in-time")
    const nobody = {...template, review: {...template.review, approve: "none" as const}}
    expect(judge(spoken, issue, "auke", nobody)).toBe("ok")
    const whole = {...spoken, draftReviews: record([reviewed("2026-04-02T09:00:00Z")]).draftReviews}
    expect(judge(whole, issue, "auke")).toBe("ok")
  })
  test("the way out stays open: hearing and reading are possible after the text has closed", () => {
    expect(judge(lapsed, hear, "auke")).toBe("ok")
    expect(judge(final, hear, "auke")).toBe("ok")
    expect(judge(final, read, "gea")).toBe("wrong-phase")
    const spoken = {
      ...final,
      hearings: record([urgent("2026-03-10"), heard("2026-04-01T09:00:00Z")]).hearings,
    }
    expect(judge(spoken, read, "gea")).toBe("ok")
  })
  test("for anybody else hearing has closed with the text", () => {
    const other: Act = {...hear, hearing: {...hear.hearing, person: "mira"}}
    expect(judge(final, other, "auke")).toBe("wrong-phase")
    expect(judge(record([offered(), approved()]), hear, "auke")).toBe("wrong-phase")
  })
})
