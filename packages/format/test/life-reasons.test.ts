// SPDX-License-Identifier: EUPL-1.2

/** A reason has to say something, and attempts have to be attempts. */
import {type Act, judgeAct, type RecordState} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import {actor, approved, offered, policy, reacted, record, step, template} from "./builders.ts"

const hearing = record([offered(), reacted("vic")])
const approval = record([offered(), step("auke", {type: "submitted"})])
const signing = record([offered(), step("auke", {type: "submitted"}), approved()])
const asking = {...template, review: {...template.review, beforeFamily: "required"}} as const

const judged = (state: RecordState, who: string, act: Act): string => {
  const verdict = judgeAct(state, act, {
    actor: actor(who),
    now: "2026-04-02T10:00:00Z",
    policy,
    findings: [],
    frozenKinds: {feit: "fact", verhaal: "account", oordeel: "judgement"},
    frozenSpeakers: {},
    template: asking,
  })
  return verdict.ok ? "ok" : verdict.code
}

describe.each(["-", " – ", "…", ".", "\u00a0"])("“%s” is no reason", dash => {
  test.each([
    [
      "answer",
      hearing,
      "auke",
      {act: "answer", reaction: "r-vic-1", kind: "notChanged", text: dash},
    ],
    ["return", approval, "gea", {act: "return", reason: dash}],
    ["reopen", signing, "auke", {act: "reopen", reason: dash}],
    ["reviewDraft", record(), "gea", {act: "reviewDraft", outcome: "returned", reason: dash}],
    ["nameMoment", record(), "auke", {act: "nameMoment", name: dash}],
  ] as const)("%s", (_, state, who, act) => {
    expect(judged(state, who, act)).toMatch(/^(reason|text)-missing$/)
    const said = JSON.parse(JSON.stringify(act).replaceAll(dash, "Zij zei dat zelf.")) as Act
    expect(judged(state, who, said)).not.toMatch(/-missing$/)
  })
})

describe("somebody who could not be reached for a signature", () => {
  const attempt = (on: string, channel: string) => ({on, channel, result: "geen gehoor"})
  const unreachable = (attempts: readonly object[]): string =>
    judged(signing, "auke", {
      act: "recordSignOff",
      person: "vic",
      decision: "unreachable",
      reason: "Drie keer geprobeerd.",
      attempts,
    } as Act)

  test("was tried often enough, in more than one way, and not all on one day", () => {
    expect(unreachable([])).toBe("evidence-missing")
    const oneDay = ["telefoon", "brief", "huisbezoek"].map(how => attempt("2026-03-20", how))
    expect(unreachable(oneDay)).toBe("evidence-missing")
    const oneWay = ["2026-03-02", "2026-03-12", "2026-03-30"].map(on => attempt(on, "telefoon"))
    expect(unreachable(oneWay)).toBe("evidence-missing")
    const whole = [
      attempt("2026-03-02", "telefoon"),
      attempt("2026-03-12", "brief"),
      attempt("2026-03-30", "huisbezoek"),
    ]
    expect(unreachable(whole)).toBe("ok")
  })
})
