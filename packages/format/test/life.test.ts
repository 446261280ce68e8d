// SPDX-License-Identifier: EUPL-1.2
import {
  type Act,
  type ActContext,
  type ActName,
  type Person,
  type Phase,
  type RecordState,
  type Role,
  actRules,
  answersFor,
  contentOpen,
  describeRefusal,
  evolve,
  hearingOf,
  hearingProgress,
  judgeAct,
  possibleActs,
  words,
} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import {
  actor,
  answered,
  approved,
  hearing,
  offered,
  persons,
  policy,
  reacted,
  record,
  signed,
  step,
  template,
  today,
} from "./builders.ts"

const roles = Object.keys(words.role) as Role[]
const phases = Object.keys(words.phase) as Phase[]
const names = Object.keys(actRules) as ActName[]

const now = "2026-04-02T10:00:00Z"
const context = (who: string, more: Partial<ActContext> = {}): ActContext => ({
  actor: actor(who),
  now,
  policy,
  findings: [],
  frozenKinds: {
    feit: "fact",
    verhaal: "account",
    oordeel: "judgement",
    verklaring: "hypothesis",
  },
  frozenSpeakers: {verhaal: "mira", oordeel: "auke"},
  ...more,
})

/** A complete act of each name; a test changes one part and leaves the rest in order. */
const act: {[name in ActName]: Extract<Act, {act: name}>} = {
  setField: {act: "setField", section: "occasion", field: "who", value: "de gemeente", expected: 0},
  checkDisclosure: {
    act: "checkDisclosure",
    check: {reader: "mira", outcome: "safe", note: "", second: "bo"},
  },
  reviewDraft: {act: "reviewDraft", outcome: "ready", reason: ""},
  offer: {act: "offer"},
  react: {act: "react", reactionType: "addition", on: "feit", text: "Nee.", version: 1, draft: ""},
  recognise: {act: "recognise", on: "verklaring", recognition: "partly", version: 1},
  answer: {act: "answer", reaction: "r-vic-1", kind: "added", text: ""},
  recordHearing: {
    act: "recordHearing",
    hearing: {person: "tim", state: "heard", on: "2026-03-20", how: "drie huizen"},
  },
  submit: {act: "submit"},
  return: {act: "return", reason: "De tweede vraag is niet beantwoord."},
  approve: {act: "approve", dissent: "", version: 1},
  sign: {act: "sign", decision: "agreed", remarks: "", version: 2, shown: "mira-2"},
  recordSignOff: {
    act: "recordSignOff",
    person: "vic",
    decision: "declined",
    reason: "Hij zei het aan de telefoon.",
    attempts: [],
  },
  withdrawSignOff: {act: "withdrawSignOff", signOff: "t-mira-2", reason: ""},
  reopen: {act: "reopen", reason: "Er staat een verkeerde dag in."},
  finalise: {act: "finalise"},
  issue: {act: "issue", recipients: ["mira", "de rechtbank"], changed: ""},
  archive: {act: "archive"},
  nameMoment: {act: "nameMoment", name: "Voor het gesprek met oma"},
}

const viewed = (who: string, number: number) =>
  step(who, {type: "viewed", version: number, sha256: `${who}-${number}`})
const inHearing = record([offered(), viewed("mira", 1), viewed("vic", 1), reacted("vic")])
const inApproval = record([offered(), step("auke", {type: "submitted"})])
const inSigning = record([
  offered(),
  step("auke", {type: "submitted"}),
  approved(),
  viewed("mira", 2),
])
const inFinal = record([
  offered(),
  approved(),
  viewed("mira", 2),
  signed("mira"),
  step("auke", {type: "finalised", version: 2, seal: null}),
])
const issued = step("auke", {
  type: "issued",
  number: 1,
  version: 2,
  recipients: ["mira"],
  changed: "",
})
const after = (state: RecordState, ...steps: ReturnType<typeof step>[]): RecordState =>
  steps.reduce(
    (now, [who, event, at]) =>
      evolve(now, {
        seq: now.seq + 1,
        at: at ?? `2026-03-2${now.seq % 10}T09:00:00Z`,
        actor: actor(who),
        event,
      }),
    state,
  )
const states: {[name in ActName]: RecordState} = {
  setField: record(),
  checkDisclosure: record(),
  reviewDraft: record(),
  offer: record(),
  react: inHearing,
  recognise: inHearing,
  answer: inHearing,
  recordHearing: inHearing,
  submit: inHearing,
  return: inApproval,
  approve: inApproval,
  sign: inSigning,
  recordSignOff: inSigning,
  withdrawSignOff: after(inSigning, signed("mira")),
  reopen: inSigning,
  finalise: inSigning,
  issue: inFinal,
  archive: after(inFinal, issued),
  nameMoment: record(),
}
const doers: {[name in ActName]: string} = {
  setField: "bo",
  checkDisclosure: "auke",
  reviewDraft: "gea",
  offer: "auke",
  react: "mira",
  recognise: "mira",
  answer: "bo",
  recordHearing: "auke",
  submit: "auke",
  return: "gea",
  approve: "gea",
  sign: "mira",
  recordSignOff: "auke",
  withdrawSignOff: "mira",
  reopen: "auke",
  finalise: "auke",
  issue: "auke",
  archive: "auke",
  nameMoment: "bo",
}

const verdict = (
  name: ActName,
  more: {act?: object; state?: RecordState; who?: string; context?: Partial<ActContext>} = {},
): string => {
  const given = {...act[name], ...more.act} as Act
  const result = judgeAct(
    more.state ?? states[name],
    given,
    context(more.who ?? doers[name], more.context),
  )
  return result.ok ? "ok" : result.code
}

/** Who may do what, when, written out once more by hand: the table of the code must equal it. */
const table: {[name in ActName]: [roles: string, phases: string]} = {
  setField: ["author coAuthor", "draft hearing"],
  checkDisclosure: ["author coAuthor", "draft hearing"],
  reviewDraft: ["reviewer", "draft hearing signing final"],
  offer: ["author coAuthor", "draft hearing"],
  react: ["parent carer child", "hearing final"],
  recognise: ["parent carer child", "hearing signing"],
  answer: ["author coAuthor", "hearing signing final"],
  recordHearing: ["author coAuthor", "draft hearing approval signing final"],
  submit: ["author coAuthor", "hearing"],
  return: ["reviewer", "approval"],
  approve: ["reviewer", "approval"],
  sign: ["parent carer child informant supportPerson chair participant", "signing"],
  recordSignOff: ["author coAuthor", "signing"],
  withdrawSignOff: [
    "parent carer child informant supportPerson chair participant",
    "hearing approval signing final archived",
  ],
  reopen: ["author", "signing"],
  finalise: ["author", "signing"],
  issue: ["author", "final"],
  archive: ["author", "final"],
  nameMoment: ["author coAuthor", "draft hearing approval signing final"],
}

describe("who may do what, in which phase", () => {
  for (const name of names)
    test(`${name}: ${roles.length} roles × ${phases.length} phases`, () => {
      const seen: unknown[] = []
      const expected: unknown[] = []
      for (const role of roles)
        for (const phase of phases) {
          const [mayDo, when] = table[name].map(list => list.split(" "))
          const owns = mayDo?.includes(role) ?? false
          const open = when?.includes(phase) ?? false
          const who: Person = {id: "iemand", role, name: "I", label: "i"}
          const base = states[name]
          const state: RecordState = {...base, phase, persons: [...base.persons, who]}
          const given = context("iemand", {actor: {person: "iemand", role}})
          const result = judgeAct(state, act[name], given)
          const reason = result.ok ? "" : result.code
          // Only after urgency (its own test): else the phase refuses it by itself.
          const urgent =
            ["reviewDraft", "recordHearing"].includes(name) && open && !contentOpen(phase)
          const blocked =
            ["not-your-act", "wrong-phase"].includes(reason) && !(owns && urgent) ? reason : ""
          seen.push([
            role,
            phase,
            blocked,
            possibleActs(state, {person: "iemand", role}).includes(name),
          ])
          expected.push([
            role,
            phase,
            owns ? (open ? "" : "wrong-phase") : "not-your-act",
            owns && open,
          ])
        }
      expect(seen).toEqual(expected)
    })

  for (const name of names)
    test(`${name} in good order is taken`, () => expect(verdict(name)).toBe("ok"))

  test("the role comes from the register: a token that says otherwise is refused", () => {
    const result = judgeAct(
      record(),
      act.offer,
      context("mira", {actor: {person: "mira", role: "author"}}),
    )
    expect(result).toMatchObject({code: "not-your-act"})
    expect(verdict("offer", {who: "niemand"})).toBe("not-your-act")
  })

  test("text is open in draft and while people are heard, and nowhere else", () => {
    expect(phases.filter(contentOpen)).toEqual(["draft", "hearing"])
  })

  test("the text of a final report is never touched again; archived, nothing is done at all", () => {
    const touching = names.filter(name => actRules[name].freezes ?? actRules[name].gate)
    const archived = after(inFinal, issued, step("auke", {type: "archived"}))
    expect(archived.phase).toBe("archived")
    for (const person of persons) {
      const now = possibleActs(inFinal, actor(person.id), template)
      expect(now.filter(name => touching.includes(name) || name === "setField")).toEqual([])
      expect(possibleActs(archived, actor(person.id), template)).toEqual([])
    }
  })
})

describe("gates", () => {
  const finding = {
    rule: "fact-needs-source",
    gate: "toFamily",
    severity: "error",
    fixes: [],
  } as const
  for (const name of ["offer", "submit", "approve", "finalise"] as const) {
    test(`${name}: an error stops it, a warning does not`, () => {
      const result = judgeAct(states[name], act[name], context(doers[name], {findings: [finding]}))
      expect(result).toMatchObject({
        code: "gate-closed",
        findings: [finding],
        params: {gate: actRules[name].gate},
      })
      expect(verdict(name, {context: {findings: [{...finding, severity: "warning"}]}})).toBe("ok")
    })
    test(`${name}: a gate that nobody checked stays closed`, () => {
      const {findings: _, ...without} = context(doers[name])
      expect(judgeAct(states[name], act[name], without)).toMatchObject({code: "gate-closed"})
    })
  }
})

describe("refusals, by code", () => {
  const refusals: [code: string, name: ActName, more: Parameters<typeof verdict>[1]][] = [
    ["bad-act", "react", {act: {act: "toString"}}],
    ["bad-act", "react", {act: {text: undefined}}],
    ["bad-act", "react", {act: {text: {trim: 1}}}],
    ["bad-act", "react", {act: {on: null}}],
    ["bad-act", "react", {act: {reactionType: "constructor"}}],
    ["bad-act", "react", {act: {text: "x".repeat(20_001)}}],
    ["bad-act", "recordHearing", {act: {hearing: null}}],
    ["bad-act", "recordHearing", {act: {hearing: {...act.recordHearing.hearing, reviewOn: 3}}}],
    ["bad-act", "recordSignOff", {act: {attempts: [null]}}],
    ["bad-act", "setField", {act: {expected: "0"}}],
    ["changed-meanwhile", "setField", {act: {expected: 1}}],
    ["unknown-field", "setField", {act: {field: "x"}, context: {template}}],
    ["field-value", "setField", {act: {field: "on", value: "gisteren"}, context: {template}}],
    ["field-value", "setField", {act: {field: "frame", value: "x"}, context: {template}}],
    ["shielded-text", "setField", {act: {value: "Populieren hof 7"}}],
    ["shielded-text", "answer", {act: {text: "Zij woont op populierenhof 7."}}],
    [
      "unknown-person",
      "checkDisclosure",
      {act: {check: {...act.checkDisclosure.check, reader: "x"}}},
    ],
    [
      "second-missing",
      "checkDisclosure",
      {act: {check: {...act.checkDisclosure.check, second: "auke"}}},
    ],
    [
      "second-missing",
      "checkDisclosure",
      {act: {check: {...act.checkDisclosure.check, second: "vic"}}},
    ],
    [
      "decision-missing",
      "checkDisclosure",
      {act: {check: {...act.checkDisclosure.check, outcome: ""}}},
    ],
    ["text-missing", "react", {act: {text: " \n"}}],
    ["wrong-version", "react", {act: {version: 2}}],
    ["not-shown", "react", {who: "isa"}],
    ["unknown-statement", "react", {act: {on: "verborgen"}}],
    ["unknown-statement", "react", {act: {on: "toString"}}],
    ["unknown-reaction", "answer", {act: {reaction: "r-x"}}],
    [
      "already-answered",
      "answer",
      {state: record([offered(), reacted("vic"), answered("r-vic-1")])},
    ],
    ["reason-missing", "answer", {act: {kind: "notChanged", text: " "}}],
    ["answer-not-possible", "answer", {act: {kind: "toString", text: "x"}}],
    ["reason-missing", "return", {act: {reason: ""}}],
    ["wrong-version", "approve", {act: {version: 0}}],
    ["decision-missing", "sign", {act: {decision: ""}}],
    ["decision-missing", "sign", {act: {decision: "declined"}}],
    ["decision-missing", "sign", {act: {decision: "toString"}}],
    ["remarks-missing", "sign", {act: {decision: "agreedWithRemarks", remarks: " "}}],
    ["wrong-version", "sign", {act: {version: 1}}],
    ["not-shown", "sign", {act: {shown: "vic-2"}}],
    ["not-shown", "sign", {who: "vic", act: {shown: "vic-2"}}],
    [
      "already-signed",
      "sign",
      {state: record([offered(), approved(), viewed("mira", 2), signed("mira")])},
    ],
    [
      "already-signed",
      "recordSignOff",
      {state: record([offered(), approved(), signed("vic", 2, "disagreed")])},
    ],
    ["not-recordable", "recordSignOff", {act: {decision: "agreed"}}],
    ["not-recordable", "recordSignOff", {act: {decision: "seen"}}],
    ["reason-missing", "recordSignOff", {act: {reason: ""}}],
    ["purpose-not-asked", "recordSignOff", {act: {person: "juf"}}],
    ["purpose-not-asked", "recordSignOff", {act: {person: "tim"}}],
    ["purpose-not-asked", "sign", {act: {purpose: "consent"}}],
    ["purpose-not-asked", "sign", {act: {purpose: "approval"}}],
    ["purpose-not-asked", "sign", {act: {purpose: "toString"}}],
    ["bad-act", "sign", {act: {purpose: 3}}],
    [
      "not-asked",
      "reviewDraft",
      {context: {template: {...template, review: {...template.review, beforeFamily: "none"}}}},
    ],
    ["decision-missing", "reviewDraft", {act: {outcome: "approved"}}],
    ["reason-missing", "reviewDraft", {act: {outcome: "returned", reason: " "}}],
    ["not-asked", "recognise", {context: {template}}],
    ["decision-missing", "recognise", {act: {recognition: "notAsked"}}],
    ["wrong-version", "recognise", {act: {version: 2}}],
    ["not-shown", "recognise", {who: "isa"}],
    ["unknown-statement", "recognise", {act: {on: "verborgen"}}],
    ["unknown-statement", "recognise", {act: {on: "toString"}}],
    ["not-an-explanation", "recognise", {act: {on: "feit"}}],
    ["unknown-sign-off", "withdrawSignOff", {act: {signOff: "t-vic-2"}}],
    [
      "unknown-sign-off",
      "withdrawSignOff",
      {state: after(inSigning, signed("vic")), act: {signOff: "t-vic-2"}},
    ],
    [
      "unknown-sign-off",
      "withdrawSignOff",
      {state: after(inSigning, signed("mira", 2, "declined"))},
    ],
    ["too-late-to-withdraw", "withdrawSignOff", {state: inFinal}],
    ["recipient-missing", "issue", {act: {recipients: []}}],
    ["recipient-missing", "issue", {act: {recipients: ["mira", " "]}}],
    ["bad-act", "issue", {act: {recipients: [{trim: 1}]}}],
    ["bad-act", "issue", {act: {recipients: "mira"}}],
    ["changed-missing", "issue", {state: after(inFinal, issued)}],
    ["shielded-text", "issue", {act: {recipients: ["buurman, Populierenhof 7"]}}],
    ["not-issued", "archive", {state: inFinal}],
    ["not-answered", "archive", {state: after(inFinal, issued, reacted("mira", {version: 2}))}],
    [
      "text-is-fixed",
      "answer",
      {
        state: after(inFinal, reacted("mira", {version: 2})),
        act: {reaction: "r-mira-2", kind: "changed", text: "x"},
      },
    ],
    ["unknown-person", "recordSignOff", {act: {person: "bo"}}],
    ["evidence-missing", "recordSignOff", {act: {decision: "unreachable"}}],
  ]
  for (const [code, name, more] of refusals)
    test(`${name} is refused: ${code} (${JSON.stringify(more).slice(0, 60)})`, () => {
      expect(verdict(name, more)).toBe(code)
      for (const lang of ["nl", "en"] as const) {
        const sentence = describeRefusal({ok: false, code, params: {phase: "draft"}}, lang)
        expect(sentence).not.toContain(code)
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
      }
    })

  test("a person who signs later may, though silence was recorded before", () => {
    const state = record([
      offered(),
      approved(),
      viewed("mira", 2),
      signed("mira", 2, "noResponse"),
    ])
    expect(verdict("sign", {state})).toBe("ok")
  })
  test("disagreeing and only having read need no remark", () => {
    expect(verdict("sign", {act: {decision: "disagreed"}})).toBe("ok")
    expect(verdict("sign", {act: {decision: "seen"}})).toBe("ok")
  })
  test("a reaction is never refused for its words", () => {
    expect(verdict("react", {act: {text: "Populierenhof 7"}})).toBe("ok")
  })
})

describe("answers, by layer (formaat, besluit 4)", () => {
  const answering = (on: string, by: string, kind: string): string => {
    const state = record([offered(), reacted(by, {on})])
    return verdict("answer", {state, act: {reaction: `r-${by}-1`, kind, text: "Daarom."}})
  }
  test("data and appraisals can be changed, refused with a reason, or added to", () => {
    for (const on of ["feit", "oordeel", ""])
      for (const kind of ["changed", "notChanged", "added"])
        expect(answering(on, "vic", kind)).toBe("ok")
  })
  test("a voice is changed only by its speaker, whatever the reaction is called", () => {
    expect(answering("verhaal", "mira", "changed")).toBe("ok")
    expect(answering("verhaal", "vic", "changed")).toBe("answer-not-possible")
    expect(answering("verhaal", "vic", "added")).toBe("ok")
    expect(answersFor("childVoice", false)).toEqual(["notChanged", "added"])
  })
})

describe("hearing states and their evidence", () => {
  const with_ = (more: object, state = inHearing): string =>
    verdict("recordHearing", {act: {hearing: {...act.recordHearing.hearing, ...more}}, state})
  const attempt = {on: "2026-03-10", channel: "telefoon", result: "niet opgenomen"}
  test.each(["offered", "notOffered", "responded", "", "toString"])(
    "%s cannot be recorded",
    state => {
      expect(with_({state})).toBe("not-recordable")
    },
  )
  test("every record says how, and on which day, not in the future", () => {
    expect(with_({how: " "})).toBe("evidence-missing")
    expect(with_({on: ""})).toBe("evidence-missing")
    expect(with_({on: "gisteren"})).toBe("evidence-missing")
    expect(with_({on: "2026-04-03"})).toBe("evidence-missing")
    expect(with_({on: today})).toBe("ok")
  })
  const attempts = ["2026-03-10", "2026-03-15", "2026-03-21"].map((on, i) => ({
    ...attempt,
    on,
    channel: i === 1 ? "brief" : "telefoon",
  }))
  test("unreachable: three attempts in two ways over ten days, or what the policy says (HRG-9)", () => {
    expect(with_({person: "vic", state: "unreachable", attempts: [attempt, attempt]})).toBe(
      "evidence-missing",
    )
    expect(
      with_({person: "vic", state: "unreachable", attempts: [attempt, attempt, attempt]}),
    ).toBe("evidence-missing")
    expect(with_({person: "vic", state: "unreachable", attempts})).toBe("ok")
    const strict = {...policy, terms: {...policy.terms, unreachableAttempts: 4}}
    const given = {
      ...act.recordHearing.hearing,
      state: "unreachable",
      attempts,
    }
    expect(verdict("recordHearing", {act: {hearing: given}, context: {policy: strict}})).toBe(
      "evidence-missing",
    )
  })
  test("deferredSafety: reason, somebody consulted, a day ahead to look again (HRG-10)", () => {
    const whole = {
      person: "vic",
      state: "deferredSafety",
      reason: "r",
      consulted: "Gea",
      reviewOn: "2026-04-20",
    }
    expect(with_(whole)).toBe("ok")
    for (const part of ["reason", "consulted", "reviewOn"])
      expect(with_({...whole, [part]: ""})).toBe("evidence-missing")
    expect(with_({...whole, reviewOn: today})).toBe("evidence-missing")
  })
  test("deferredUrgency: reason and a day ahead (HRG-11)", () => {
    const whole = {
      person: "vic",
      state: "deferredUrgency",
      on: today,
      reason: "r",
      reviewOn: "2026-04-10",
    }
    expect(with_(whole)).toBe("ok")
    expect(with_({...whole, reviewOn: "2026-04-16"})).toBe("ok")
    expect(with_({...whole, reviewOn: "2026-04-17"})).toBe("evidence-missing")
    expect(with_({...whole, reason: " "})).toBe("evidence-missing")
    expect(with_({...whole, reviewOn: "2026-03-10"})).toBe("evidence-missing")
  })
  test("notFitAgeOrCapacity: a reason", () => {
    expect(with_({state: "notFitAgeOrCapacity"})).toBe("evidence-missing")
    expect(with_({state: "notFitAgeOrCapacity", reason: "pas geboren"})).toBe("ok")
  })
  test("noResponse: only after the term that was offered", () => {
    const silent = {person: "vic", state: "noResponse"}
    expect(with_(silent, record())).toBe("term-still-runs")
    expect(with_(silent, record([offered(1, today)]))).toBe("term-still-runs")
    expect(with_(silent, record([offered(1, "2026-04-01")]))).toBe("ok")
    expect(with_(silent, record([offered(1, "2026-03-20"), offered(2, "2026-04-20")]))).toBe(
      "term-still-runs",
    )
  })
  test("the last day ends at midnight in the Netherlands", () => {
    const silent = {...act.recordHearing.hearing, person: "vic", state: "noResponse"}
    const at = (clock: string) =>
      verdict("recordHearing", {
        act: {hearing: silent},
        state: record([offered(1, today)]),
        context: {now: clock},
      })
    expect(at("2026-04-02T21:59:00Z")).toBe("term-still-runs")
    expect(at("2026-04-02T22:01:00Z")).toBe("ok")
  })
  test("nobody records that the team was heard", () => {
    expect(with_({person: "bo"})).toBe("unknown-person")
    expect(with_({person: "gea"})).toBe("unknown-person")
    expect(with_({person: "niemand"})).toBe("unknown-person")
  })

  test("what a person did counts before what was recorded about them", () => {
    expect(hearingOf(record(), "vic")).toBe("notOffered")
    expect(hearingOf(record([offered()]), "vic")).toBe("offered")
    expect(hearingOf(record([offered(), hearing("vic", "declined")]), "vic")).toBe("declined")
    expect(hearingOf(record([offered(), hearing("vic", "declined"), reacted("vic")]), "vic")).toBe(
      "responded",
    )
    expect(hearingOf(record([hearing("vic", "declined"), hearing("vic", "heard")]), "vic")).toBe(
      "heard",
    )
  })
  test("progress names every party with their age; a new offer has its own term (HRG-21)", () => {
    const state = record([
      offered(),
      reacted("mira"),
      offered(2, "2026-04-20", "2026-04-01T09:00:00Z"),
    ])
    const progress = Object.fromEntries(
      hearingProgress(state, policy, today).map(one => [one.person, one]),
    )
    expect(Object.keys(progress)).toEqual(["mira", "vic", "isa", "tim"])
    expect(progress["mira"]).toMatchObject({state: "responded", done: false})
    expect(progress["isa"]?.age).toBe(13)
    const later = hearingProgress(state, policy, "2026-04-21")
    expect(later.find(one => one.person === "mira")?.done).toBe(true)
    expect(later.find(one => one.person === "vic")?.done).toBe(false)
  })
})
