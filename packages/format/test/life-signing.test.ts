// SPDX-License-Identifier: EUPL-1.2

/** Who signs for what, who takes back what, and where each act leaves the report. */
import {
  type Act,
  type ActName,
  type Content,
  type Person,
  type Purpose,
  type RecordEvent,
  type RecordState,
  type Template,
  actRules,
  evolve,
  isWithdrawable,
  judgeAct,
  needsApproval,
  possibleActs,
  purposesOf,
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
  record,
  signed,
  statement,
  step,
  template,
  today,
  version,
} from "./builders.ts"

const family = ["parent", "carer", "child"] as const
const asking: Template = {
  ...template,
  recognition: true,
  signOffs: [
    {purpose: "report", roles: ["parent", "carer"], required: true},
    {purpose: "report", roles: ["child"], required: false},
    {purpose: "plan", roles: ["parent", "child"], required: true},
    {purpose: "consent", roles: ["parent", "child"], required: true},
    {purpose: "ownWords", roles: [...family], required: false},
  ],
}
const said = (by: string, id = `s-${by}`) => statement("account", {id, attrs: {by}})
const task = (attrs: {[name: string]: string}) => statement("agreement", {id: "plan", attrs})
const person = (id: string, more: Partial<Person> = {}): Person => ({
  ...(persons.find(one => one.id === id) as Person),
  ...more,
})
const asked = (
  who: Person,
  text: Content = content([]),
  more: {template?: Template; register?: readonly Person[]} = {},
): Purpose[] =>
  purposesOf(who, {
    template: more.template ?? asking,
    content: text,
    persons: more.register ?? persons,
    policy,
    today,
  })

describe("for what somebody is asked to sign", () => {
  test("without words of the template: parents, carers and older children about the report", () => {
    expect(asked(person("vic"), content([]), {template})).toEqual(["report"])
    expect(asked(person("isa"), content([]), {template})).toEqual(["report"])
    expect(asked(person("tim"), content([]), {template})).toEqual([])
    expect(asked(person("juf"), content([said("juf")]), {template})).toEqual([])
    expect(asked(person("auke"), content([]), {template})).toEqual([])
  })
  test("ownWords: whoever has words in the text, informants too; nobody else's", () => {
    expect(asked(person("vic"), content([said("vic")]))).toContain("ownWords")
    expect(asked(person("juf"), content([said("juf")]))).toEqual(["ownWords"])
    expect(asked(person("vic"), content([said("mira")]))).not.toContain("ownWords")
    const fact = statement("fact", {attrs: {by: "vic"}})
    expect(asked(person("vic"), content([fact]))).not.toContain("ownWords")
    const gone = statement("account", {attrs: {by: "vic", withdrawn: "vergissing"}})
    expect(asked(person("vic"), content([gone]))).not.toContain("ownWords")
  })
  test("plan: who does it, does it together, or checks it; nobody else", () => {
    for (const name of ["by", "together", "checkedBy"])
      expect(asked(person("vic"), content([task({[name]: "vic"})]))).toContain("plan")
    expect(asked(person("mira"), content([task({by: "vic"})]))).not.toContain("plan")
    const wish = statement("wish", {attrs: {by: "vic"}})
    expect(asked(person("vic"), content([wish]))).not.toContain("plan")
  })
  test("consent by the ages of the policy: parents with authority, both, the young person alone (SGN; Jeugdwet 7.3.4-7.3.5)", () => {
    const consent = (birthDate: string, policyAge = 16): string[] => {
      const child = person("isa", {birthDate})
      const parent = person("mira", {authority: true})
      const without = person("vic", {authority: false})
      const register = [parent, without, child]
      const terms = {...policy, ages: {...policy.ages, ownConsent: policyAge}}
      return register
        .filter(one =>
          purposesOf(one, {template: asking, persons: register, policy: terms, today}).includes(
            "consent",
          ),
        )
        .map(one => one.id)
    }
    expect(consent("2015-05-01")).toEqual(["mira"])
    expect(consent("2012-05-01")).toEqual(["mira", "isa"])
    expect(consent("2010-04-02")).toEqual(["isa"])
    expect(consent("2010-04-03")).toEqual(["mira", "isa"])
    expect(consent("2010-04-02", 18)).toEqual(["mira", "isa"])
  })
  test("nobody is asked what the template does not name (seed 20261)", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            purpose: fc.constantFrom("report", "plan", "consent", "ownWords" as const),
            roles: fc.subarray(["parent", "carer", "child", "participant"] as const),
            required: fc.boolean(),
          }),
        ),
        fc.constantFrom(...persons),
        (signOffs, who) => {
          const own = {...template, signOffs} as Template
          const text = content([said(who.id), task({by: who.id})])
          for (const purpose of asked(who, text, {template: own})) {
            const entries = signOffs.filter(one => one.purpose === purpose)
            const named = entries.some(one => (one.roles as string[]).includes(who.role))
            expect(named || (purpose === "ownWords" && who.role === "informant")).toBe(true)
            expect(entries).not.toEqual([])
          }
        },
      ),
      {seed: 20261, numRuns: 300},
    )
  })
})

const viewed = (who: string) => step(who, {type: "viewed", version: 2, sha256: `${who}-2`})
const inSigning = (...more: ReturnType<typeof step>[]): RecordState =>
  record([offered(), step("auke", {type: "submitted"}), approved(), viewed("vic"), ...more])
const signing = (who: string, purpose: string, decision = "agreed"): ReturnType<typeof step> => {
  const [by, event] = signed(who, 2, decision)
  return step(by, {...event, signOff: `t-${who}-${purpose}`, purpose} as RecordEvent)
}
const back = (who: string, purpose: string): ReturnType<typeof step> => {
  const [by, event] = signing(who, purpose, "declined")
  const withdraws = `t-${who}-${purpose}`
  return step(by, {...event, signOff: `${withdraws}-back`, withdraws} as RecordEvent)
}
const finalised = step("auke", {type: "finalised", version: 2, seal: null})
const judge = (state: RecordState, act: Act, who = "vic", text = content([])): string => {
  const result = judgeAct(state, act, {
    actor: actor(who),
    now: "2026-04-02T10:00:00Z",
    policy,
    template: asking,
    frozen: text,
    findings: [],
  })
  return result.ok ? "ok" : result.code
}
const sign = (purpose: "report" | "plan" | "ownWords" | "consent", decision = "agreed"): Act => ({
  act: "sign",
  purpose,
  decision: decision as "agreed",
  remarks: "",
  version: 2,
  shown: "vic-2",
})
const withdraw = (signOff: string): Act => ({act: "withdrawSignOff", signOff, reason: ""})

describe("signing", () => {
  const text = content([said("vic"), task({by: "vic", checkedBy: "mira"})])
  test("each purpose is an act of its own: one signature does not stand in for another", () => {
    const state = inSigning(signing("vic", "report"))
    expect(judge(state, sign("report"), "vic", text)).toBe("already-signed")
    for (const purpose of ["ownWords", "plan"] as const)
      expect(judge(state, sign(purpose), "vic", text)).toBe("ok")
    expect(judge(state, sign("plan"), "vic", content([said("vic")]))).toBe("purpose-not-asked")
  })
  test("a professional records per purpose, never a yes", () => {
    const record_ = (purpose: "report" | "plan", decision: string): string =>
      judge(
        inSigning(),
        {
          act: "recordSignOff",
          person: "vic",
          purpose,
          decision: decision as "declined",
          reason: "Hij zei het aan de telefoon.",
          attempts: [],
        },
        "auke",
        text,
      )
    expect(record_("plan", "declined")).toBe("ok")
    expect(record_("plan", "agreed")).toBe("not-recordable")
    expect(record_("report", "seen")).toBe("not-recordable")
  })
  test("report and own words until the report is final; plan and consent at any time (SGN-10; formaat, besluit 16)", () => {
    for (const purpose of ["report", "ownWords", "plan", "consent"]) {
      const id = `t-vic-${purpose}`
      const state = inSigning(signing("vic", purpose))
      expect(judge(state, withdraw(id))).toBe("ok")
      const late = purpose === "plan" || purpose === "consent" ? "ok" : "too-late-to-withdraw"
      const final = inSigning(signing("vic", purpose), finalised)
      expect(judge(final, withdraw(id))).toBe(late)
      expect(possibleActs(final, actor("vic"), asking).includes("withdrawSignOff")).toBe(
        late === "ok",
      )
      expect(judge({...final, phase: "archived"}, withdraw(id))).toBe(late)
    }
  })
  test("taken back is taken back: not twice, and then one may sign again", () => {
    const state = inSigning(signing("vic", "report"), back("vic", "report"))
    expect(judge(state, withdraw("t-vic-report"))).toBe("already-withdrawn")
    expect(judge(state, sign("report"))).toBe("ok")
    const again = signed("vic", 2, "disagreed")
    const signedAgain = inSigning(signing("vic", "report"), back("vic", "report"), again)
    expect(judge(signedAgain, sign("report"))).toBe("already-signed")
    expect(judge(signedAgain, withdraw("t-vic-report"))).toBe("already-withdrawn")
    expect(judge(signedAgain, withdraw("t-vic-2"))).toBe("ok")
  })
  test("nobody takes back for another, nor what a professional recorded", () => {
    const state = inSigning(signing("vic", "report"), signing("mira", "report", "declined"))
    expect(judge(state, withdraw("t-vic-report"), "mira")).toBe("unknown-sign-off")
    expect(judge(state, withdraw("t-mira-report"), "mira")).toBe("unknown-sign-off")
    expect(judge(state, withdraw("t-vic-report"), "auke")).toBe("not-your-act")
    for (const one of state.signOffs) expect(isWithdrawable(state, one, "mira")).toBe(false)
  })
})

describe("where an act leaves the report", () => {
  const events: {[name in ActName]?: RecordEvent} = {
    offer: {type: "offered", version: version(1), parties: [], until: today},
    submit: {type: "submitted"},
    return: {type: "reviewed", act: "returned", reason: "r"},
    approve: {type: "reviewed", act: "approved", reason: "", version: version(2, "signing")},
    reopen: {type: "reopened", reason: "Er staat een verkeerde dag in."},
    finalise: {type: "finalised", version: 2, seal: null},
    archive: {type: "archived"},
  }
  const before = {
    draft: record(),
    hearing: record([offered()]),
    approval: record([offered(), step("auke", {type: "submitted"})]),
    signing: inSigning(),
    final: inSigning(finalised),
    archived: inSigning(finalised),
  }
  for (const [name, event] of Object.entries(events) as [ActName, RecordEvent][])
    test(`${name}: the phase of the table is that of the record`, () => {
      const rule = actRules[name]
      expect(rule.produces).toBe(event.type)
      for (const phase of rule.phases) {
        const entry = {seq: 9, at: "2026-04-01T09:00:00Z", actor: actor("auke"), event}
        expect(evolve(before[phase], entry).phase).toBe(rule.to)
      }
    })
  test("only these acts move it", () => {
    const moving = (Object.keys(actRules) as ActName[]).filter(name => actRules[name].to !== null)
    expect(moving.toSorted()).toEqual(Object.keys(events).toSorted())
  })
  test("where nobody has to approve, submitting freezes what is signed at once", () => {
    const rule = actRules.submit
    expect(rule.unreviewed).toEqual({freezes: "signing", to: "signing"})
    const event: RecordEvent = {type: "submitted", version: version(2, "signing")}
    const entry = {seq: 9, at: "2026-04-01T09:00:00Z", actor: actor("auke"), event}
    const state = evolve(before.hearing, entry)
    expect(state.phase).toBe("signing")
    expect(state.versions.at(-1)).toMatchObject({number: 2, purpose: "signing"})
  })
  test("REV-17: who approves is in the template and the register, never the author's choice", () => {
    const review = (approve: "required" | "optional" | "none") => ({
      review: {beforeFamily: "none" as const, approve},
    })
    const without = persons.filter(one => one.role !== "reviewer")
    expect(needsApproval(review("required"), without)).toBe(true)
    expect(needsApproval(review("none"), persons)).toBe(false)
    expect(needsApproval(review("optional"), persons)).toBe(true)
    expect(needsApproval(review("optional"), without)).toBe(false)
  })
})
