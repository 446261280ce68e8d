// SPDX-License-Identifier: EUPL-1.2

/** Cheap ways to fill in something that says nothing: none of them satisfies a rule. */
import {
  type Kind,
  type RelationType,
  type Statement,
  describeFinding,
  kinds,
  relationTypes,
  statementAttributes,
} from "@wederhoor/format"
import {describe, expect, test} from "vitest"
import {
  type Placed,
  findings,
  persons,
  record,
  soundFact,
  sources,
  statement,
  template,
  today,
} from "./builders.ts"

const slugsOf = (placed: readonly Placed[], more: Parameters<typeof findings>[1] = {}): string[] =>
  findings(placed, more)
    .filter(one => one.statement === undefined || one.statement === "s")
    .map(one => one.rule)

const nothings = [" ", "\u00a0", "-", "–", "…", ".", "?", "\u200b", "\u2060\u00ad"]

/** Everything a kind can carry in words, so that one of them can be emptied. */
const said: readonly [slug: string, kind: Kind, attribute: string][] = [
  ["child-told-who-reads", "childVoice", "told"],
  ["child-voice-needs-setting", "childVoice", "present"],
  ["concern-needs-feared", "concern", "feared"],
  ["conclusion-weighs-protective", "conclusion", "protective"],
  ["condition-needs-ground", "condition", "legalGround"],
  ["decision-needs-ground", "decision", "legalGround"],
  ["decision-never-alone", "decision", "decidedWith"],
  ["decision-weighs-alternatives", "decision", "alternative"],
  ["diagnosis-needs-consent", "diagnosis", "shareGround"],
  ["diagnosis-needs-diagnostician", "diagnosis", "diagnostician"],
  ["diagnosis-needs-registration", "diagnosis", "registration"],
  ["hearsay-needs-origin", "account", "heardFrom"],
  ["hypothesis-needs-alternative", "hypothesis", "alternative"],
  ["informant-accorded", "account", "accordGround"],
  ["instrument-needs-version", "instrumentResult", "instrument"],
  ["instrument-needs-version", "instrumentResult", "score"],
  ["judgement-needs-counter", "judgement", "counter"],
  ["observation-needs-setting", "observation", "place"],
  ["observation-needs-setting", "observation", "present"],
  ["observer-accorded", "observation", "accordGround"],
  ["unknown-says-why", "unknown", "why"],
]

const full: {readonly [kind: string]: Statement["attrs"]} = {
  account: {by: "juf", at: "2026-03-01", knowledge: "heardFrom"},
  childVoice: {by: "isa", at: "2026-03-01", method: "talk"},
  decision: {by: "auke", at: "2026-03-01", decidedWith: "Bo Wit", legalGround: "BW 1:255"},
  diagnosis: {diagnostician: "een arts", registration: "BIG 1", shareGround: "Jw 7.3.11"},
  instrumentResult: {by: "auke", at: "2026-03-01", instrument: "LIRIK 3", score: "4"},
  observation: {by: "juf", at: "2026-03-01", place: "thuis", present: "moeder", announced: "yes"},
}
const linked = {basedOn: "feit", source: "brief"} as const

describe("what says nothing is not filled in", () => {
  for (const [slug, kind, attribute] of said)
    test.each(nothings)(`${slug}: ${attribute} is %j`, nothing => {
      const one = (value: string) =>
        statement(kind, {...linked, attrs: {...full[kind], [attribute]: value}})
      expect(slugsOf([one(nothing), soundFact()])).toContain(slug)
      expect(slugsOf([one("Iets in woorden"), soundFact()])).not.toContain(slug)
    })
  test.each(nothings)("statement-has-text: %j is no statement", text => {
    expect(slugsOf([statement("view", {text})])).toContain("statement-has-text")
  })
  test("statement-has-text: a child can answer with a face", () => {
    expect(slugsOf([statement("childVoice", {text: "😢"})])).not.toContain("statement-has-text")
  })
  test.each(nothings)("shielded-source-has-ground: %j is no ground", ground => {
    const source = {id: "x", title: "Melding", medium: "talk" as const, shielded: true, ground}
    const one = statement("account", {source: "x"})
    expect(slugsOf([one], {sources: [source]})).toContain("shielded-source-has-ground")
  })
  test.each(nothings)("excerpt-needs-page: %j is no page", page => {
    const one = statement("documentExcerpt", {source: "brief", page, attrs: {insideKind: "fact"}})
    const [finding] = findings([one]).filter(({rule}) => rule === "excerpt-needs-page")
    expect(finding?.fixes).toEqual([{type: "addSource"}])
  })
  test.each(nothings)("diagnosis-term-outside-diagnosis: %j is no reason to waive", reason => {
    const one = statement("fact", {
      text: "Vader is een narcist.",
      source: "brp",
      waivers: [{hash: "diagnosis-term:narcist", reason}],
    })
    expect(slugsOf([one])).toContain("diagnosis-term-outside-diagnosis")
  })
  test.each(nothings)("section-required: a field with %j is empty", value => {
    const found = findings([], {record: record([], {occasion: {who: value}})})
    expect(found.map(({rule}) => rule)).toContain("section-required")
  })
})

describe("a date that cannot be is no date", () => {
  const never = ["2026-02-30", "2026-13", "2026-13-45", "gisteren", "2026-00-00"]
  const notYet = ["2026-04-03", "2027", "2026-05", "9999-12-31"]
  const dated: readonly [slug: string, placed: (at: string) => Placed][] = [
    ["account-needs-speaker", at => statement("account", {attrs: {by: "mira", at}})],
    ["view-needs-holder", at => statement("view", {attrs: {by: "mira", at}})],
    ["wish-needs-holder", at => statement("wish", {attrs: {by: "mira", at}})],
    ["observation-needs-moment", at => statement("observation", {attrs: {by: "auke", at}})],
    [
      "child-voice-needs-moment",
      at => statement("childVoice", {attrs: {by: "isa", method: "talk", at}}),
    ],
    [
      "instrument-needs-rater-date",
      at => statement("instrumentResult", {attrs: {by: "auke", instrument: "x", at}}),
    ],
    ["informant-accorded", accordAt => statement("account", {attrs: {by: "juf", accordAt}})],
    ["observer-accorded", accordAt => statement("observation", {attrs: {by: "juf", accordAt}})],
  ]
  for (const [slug, placed] of dated) {
    test.each([...never, ...notYet])(`${slug}: %s`, at => {
      expect(slugsOf([placed(at)])).toContain(slug)
    })
    test.each([today, "2026-04", "2026", "2024-02-29", `${today}T23:59`])(
      `${slug}: %s can be`,
      at => {
        expect(slugsOf([placed(at)])).not.toContain(slug)
      },
    )
  }
  test.each(never)("fact-needs-date: %s", at => {
    expect(slugsOf([statement("fact", {source: "los", attrs: {at}})])).toContain("fact-needs-date")
  })
  test("fact-needs-date: what is planned can be a fact", () => {
    const planned = statement("fact", {source: "los", attrs: {at: "2026-06-01"}})
    expect(slugsOf([planned])).not.toContain("fact-needs-date")
  })
  test.each([...never, ...notYet])("a paper of %s does not exist", date => {
    const own = [{id: "stuk", title: "Brief", medium: "document" as const, date}]
    const excerpt = statement("documentExcerpt", {source: "stuk"})
    expect(slugsOf([excerpt], {sources: own})).toContain("excerpt-needs-year")
    const diagnosis = statement("diagnosis", {source: "stuk", attrs: {diagnostician: "een arts"}})
    expect(slugsOf([diagnosis], {sources: own})).toContain("diagnosis-needs-diagnostician")
  })
  test.each(never)("a plan until %s has no end", until => {
    const attrs = {by: "mira", checkedBy: "auke", legalGround: "BW 1:262", until}
    expect(slugsOf([statement("goal", {attrs})])).toContain("goal-needs-holder")
    expect(slugsOf([statement("agreement", {attrs})])).toContain("agreement-complete")
    expect(slugsOf([statement("unknown", {attrs})])).toContain("unknown-needs-who-when")
  })
  test("excerpt-too-old-without-reason: a recent day does not make an old paper recent", () => {
    const one = statement("documentExcerpt", {source: "oud", attrs: {at: "2026-03-01"}})
    expect(slugsOf([one])).toContain("excerpt-too-old-without-reason")
  })
})

describe("one person is one source, under whatever name", () => {
  const talk = (id: string, more: object) => ({id, title: id, medium: "talk" as const, ...more})
  const pairs: readonly [string, ReturnType<typeof talk>[]][] = [
    ["two entries of one person", [talk("a", {person: "mira"}), talk("b", {person: "mira"})]],
    ["by id and by name", [talk("a", {person: "mira"}), talk("b", {author: "Mira Kok"})]],
    ["by name, written twice", [talk("a", {author: "E. Bos"}), talk("b", {author: " e bos"})]],
    ["nobody noted who", [talk("a", {}), talk("b", {})]],
    ["an empty person", [talk("a", {person: ""}), talk("b", {author: "-"})]],
    [
      "a rumour beside a talk",
      [talk("a", {person: "mira"}), {...talk("b", {}), medium: "unknown" as never}],
    ],
  ]
  test.each(pairs)("fact-rests-on-word-only: %s", (_, own) => {
    const one = statement("fact", {source: ["a", "b"], attrs: {verifiedBy: "twoSources"}})
    expect(slugsOf([one], {sources: own})).toContain("fact-rests-on-word-only")
  })
  test.each(pairs)("contested-fact-verified: %s", (_, own) => {
    const one = statement("fact", {source: ["a", "b"], contradicts: "nee"})
    const no = statement("account", {id: "nee"})
    expect(slugsOf([one, no], {sources: own})).toContain("contested-fact-verified")
  })
  test("fact-rests-on-word-only: nobody can acknowledge what nobody said", () => {
    const attrs = {verifiedBy: "acknowledged"}
    const rumour = statement("fact", {source: "gerucht", attrs})
    const talked = statement("fact", {source: "praat-mira", attrs})
    expect(slugsOf([rumour])).toContain("fact-rests-on-word-only")
    expect(slugsOf([talked])).not.toContain("fact-rests-on-word-only")
  })
})

describe("nothing rests on itself, twice on the same, or on what says nothing", () => {
  const judged = (id: string, basedOn: readonly string[]) =>
    statement("judgement", {id, basedOn, attrs: {by: "auke"}})
  test("basis-sound: itself", () => {
    expect(slugsOf([judged("s", ["s"])])).toContain("basis-sound")
    expect(slugsOf([judged("s", ["s", "feit"]), soundFact()])).toContain("basis-sound")
  })
  test("basis-sound: naming one basis twice is no fault", () => {
    expect(slugsOf([judged("s", ["feit", "feit"]), soundFact()])).not.toContain("basis-sound")
  })
  test("basis-sound: a circle, and one that reaches ground", () => {
    const circle = [judged("s", ["a"]), judged("a", ["b"]), judged("b", ["s"])]
    expect(slugsOf(circle)).toContain("basis-sound")
    expect(slugsOf([...circle.slice(0, 2), judged("b", ["s", "feit"]), soundFact()])).not.toContain(
      "basis-sound",
    )
  })
  test.each(["goal", "agreement", "condition", "action", "question", "unknown"] as const)(
    "basis-sound: a %s says nothing of how things are",
    kind => {
      expect(slugsOf([judged("s", ["x"]), statement(kind, {id: "x"})])).toContain("basis-sound")
    },
  )
  test.each(["goal", "question", "unknown"] as const)(
    "instrument-never-sole-basis: a %s beside it does not help",
    kind => {
      const test = statement("instrumentResult", {id: "t"})
      const beside = statement(kind, {id: "x"})
      const found = slugsOf([judged("s", ["t", "x"]), test, beside])
      expect(found).toContain("instrument-never-sole-basis")
    },
  )
  test.each(["goal", "question", "unknown"] as const)(
    "shielded-source-never-sole: a %s beside it does not help",
    kind => {
      const own = [
        {id: "x", title: "M", medium: "talk" as const, shielded: true, ground: "b", person: "juf"},
      ]
      const told = statement("account", {id: "a", source: "x"})
      const found = slugsOf([judged("s", ["a", "y"]), told, statement(kind, {id: "y"})], {
        sources: own,
      })
      expect(found).toContain("shielded-source-never-sole")
    },
  )
  test("conclusion-needs-fact: one fact twice, or a fact and itself, are not two", () => {
    const drawn = (basedOn: readonly string[]) =>
      slugsOf([statement("conclusion", {basedOn}), soundFact(), soundFact("feit2")])
    expect(drawn(["feit", "feit"])).toContain("conclusion-needs-fact")
    expect(drawn(["feit", "s"])).toContain("conclusion-needs-fact")
    expect(drawn(["feit", "feit2"])).not.toContain("conclusion-needs-fact")
  })
  test("hypothesis-needs-alternative: itself, or a fact, is no other explanation", () => {
    const guess = (alternativeTo: string) =>
      slugsOf([
        statement("hypothesis", {basedOn: "feit", alternativeTo}),
        soundFact(),
        statement("hypothesis", {id: "h", basedOn: "feit"}),
      ])
    expect(guess("s")).toContain("hypothesis-needs-alternative")
    expect(guess("feit")).toContain("hypothesis-needs-alternative")
    expect(guess("h")).not.toContain("hypothesis-needs-alternative")
  })
  test("decision-never-alone: with oneself is alone", () => {
    const decided = (decidedWith: string) =>
      statement("decision", {basedOn: "feit", attrs: {by: "auke", decidedWith}})
    for (const alone of ["Auke Tas", "auke  tas", "Onderzoeker"])
      expect(slugsOf([decided(alone), soundFact()])).toContain("decision-never-alone")
    expect(slugsOf([decided("Auke Tas en Bo Wit"), soundFact()])).not.toContain(
      "decision-never-alone",
    )
  })
  test("agreement-complete: who keeps an agreement does not check it", () => {
    const agreed = (checkedBy: string) =>
      findings([statement("agreement", {attrs: {by: "mira", until: "2026-06", checkedBy}})]).find(
        ({rule}) => rule === "agreement-complete",
      )
    expect(agreed("mira")?.fixes).toEqual([{type: "set", attribute: "checkedBy"}])
    expect(agreed("auke")).toBeUndefined()
  })
  test("label-never-basis: a wish can hold a label too, also with a sign nobody sees in it", () => {
    for (const text of ["Ik wil van die narcist af.", "Ik wil van die nar\u00adcist af."])
      expect(slugsOf([judged("s", ["w"]), statement("wish", {id: "w", text})])).toContain(
        "label-never-basis",
      )
  })
})

describe("the record does not stand in for two people", () => {
  const told = (second: string, by = "auke") => {
    const state = record()
    const disclosure = ["mira", "vic", "isa", "tim"].map(reader => ({
      reader,
      outcome: "safe" as const,
      note: "",
      second,
      by,
      at: "2026-03-02T09:00:00Z",
    }))
    return findings([], {record: {...state, disclosure}}).filter(
      ({rule}) => rule === "disclosure-checked",
    ).length
  }
  test("disclosure-checked: two professionals, not one twice, not one of the family", () => {
    expect(told("bo")).toBe(0)
    expect(told("gea")).toBe(0)
    for (const second of ["auke", "mira", "niemand"]) expect(told(second)).toBe(4)
    expect(told("bo", "vic")).toBe(4)
  })
  test("reviewer-registered: an approval by somebody who is no reviewer", () => {
    const approvedBy = (by: string) => {
      const reviews = [{by, act: "approved" as const, reason: "", at: "2026-03-05T09:00:00Z"}]
      const registered = persons.map(one => ({...one, registration: "SKJ 1"}))
      const state = {...record(), phase: "signing" as const, persons: registered, reviews}
      return findings([], {persons: registered, record: state}).some(
        ({rule}) => rule === "reviewer-registered",
      )
    }
    expect(approvedBy("auke")).toBe(true)
    expect(approvedBy("gea")).toBe(false)
  })
})

describe("what must stay secret is not printed by way of a field", () => {
  const inField = (who: string) =>
    findings([], {
      persons: [
        ...persons,
        {id: "sch", role: "informant", name: "De Klimop", label: "school", revealsPlace: true},
      ],
      record: record([], {occasion: {who}}),
    }).filter(({rule}) => rule === "shielded-field")
  test.each([
    "Populieren-hof 7",
    "bsn 111222333",
    "111.222.333",
    "111\u00a0222\u00a0333",
    "De klimop, groep 4",
  ])("shielded-field: %s", who => {
    const found = inField(who)
    expect(found).toHaveLength(1)
    const told = JSON.stringify([
      found,
      describeFinding(found[0]!),
      describeFinding(found[0]!, "en"),
    ])
    expect(told).not.toContain(who)
  })
  test("shielded-field: an ordinary value", () => {
    expect(inField("De huisarts, 2026")).toEqual([])
  })
  test("shielded-field: what no longer has a field is printed as well", () => {
    const retired = [
      {
        section: "weg",
        title: {nl: "Weg", en: "Gone"},
        fields: [{id: "adres", label: {nl: "Adres"}, value: "Populierenhof 7"}],
      },
    ]
    const found = findings([], {record: {...record(), retired}})
    expect(found.find(({rule}) => rule === "shielded-field")).toMatchObject({section: "weg"})
  })
  test("shielded-text: the reason of a waiver prints in the team's copy", () => {
    const waivers = [{hash: "x", reason: "Staat op Populierenhof 7"}]
    expect(slugsOf([statement("view", {waivers})])).toContain("shielded-text")
  })
  test.each(["111\u00a0222\u00a0333", "111\u2009222\u2009333", "111–222–333"])(
    "no-citizen-number: %s",
    text => {
      expect(slugsOf([statement("view", {text})])).toContain("no-citizen-number")
    },
  )
})

describe("ids that every object has", () => {
  test("a section and a field with the name of a built-in are judged like any other", () => {
    const strange = {
      ...template,
      sections: template.sections.map(one =>
        one.id === "occasion"
          ? {
              ...one,
              id: "constructor",
              fields: [
                {
                  id: "name",
                  label: {nl: "Naam", en: "Name"},
                  type: "text" as const,
                  required: true,
                },
              ],
            }
          : one,
      ),
    }
    const found = findings([], {template: strange, record: record()})
    expect(found.filter(({rule}) => rule === "section-required")).toMatchObject([
      {section: "constructor"},
    ])
  })
  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "a statement, a person and a source called %s",
    id => {
      const one = statement("judgement", {id, basedOn: id, source: id, about: id, attrs: {by: id}})
      const rules = findings([one], {
        persons: [...persons, {id, role: "parent", name: id, label: id}],
        sources: [...sources, {id, title: id, medium: "talk", person: id}],
      }).map(({rule}) => rule)
      expect(rules).toContain("basis-sound")
      expect(rules).not.toContain("reference-resolves")
    },
  )
})

describe("what a file from elsewhere says of itself", () => {
  test("reaction-answered: refused without a reason is no answer", () => {
    const answeredWith = (text: string) => {
      const reaction = {
        id: "r",
        type: "correctionRequest" as const,
        by: "mira",
        on: "",
        text: "Dit klopt niet.",
        version: 1,
        at: "2026-03-02T09:00:00Z",
        answer: {kind: "notChanged" as const, text, by: "auke", at: "2026-03-03T09:00:00Z"},
      }
      return findings([], {record: {...record(), reactions: [reaction]}}).some(
        ({rule}) => rule === "reaction-answered",
      )
    }
    for (const nothing of nothings) expect(answeredWith(nothing)).toBe(true)
    expect(answeredWith("Het staat zo in het stuk.")).toBe(false)
  })
  test("reuse-has-origin: a report is not its own origin", () => {
    const cards = {
      ...template,
      sections: template.sections.map(one =>
        one.id === "facts" ? {...one, reuseOnly: true} : one,
      ),
    }
    const from = (originReport: string) =>
      slugsOf([statement("fact", {attrs: {originReport, originStatement: "x"}})], {
        template: cards,
        record: record(),
      })
    expect(from("proef-1")).toContain("reuse-has-origin")
    expect(from("ander-verslag")).not.toContain("reuse-has-origin")
  })
})

describe("the words of a child that were not shared", () => {
  const voice = (shareWith: string) =>
    statement("childVoice", {id: "kind", attrs: {by: "isa"}, shareWith})
  test.each(["judgement", "goal", "agreement", "condition", "action", "account", "fact"] as const)(
    "hidden-words-never-basis: a %s that somebody else reads does not rest on them",
    kind => {
      const one = statement(kind, {basedOn: "kind"})
      expect(slugsOf([one, voice("mira")])).toContain("hidden-words-never-basis")
      expect(slugsOf([one, voice("everyone")])).not.toContain("hidden-words-never-basis")
    },
  )
})

describe("a way out can be taken", () => {
  const kindsOf = Object.keys(kinds) as Kind[]
  test.each(kindsOf)("what a finding on a %s asks to fill in is of that kind", kind => {
    const empty = statement(kind, {})
    const own = (attrs: Statement["attrs"]): Statement["attrs"] =>
      Object.fromEntries(
        Object.entries(attrs).filter(
          ([name]) => statementAttributes[name]?.kinds?.includes(kind) ?? true,
        ),
      )
    const young = statement(kind, {
      attrs: own({by: "isa", special: "health", knowledge: "heardFrom"}),
    })
    const told = statement(kind, {source: "x", basedOn: "weg", attrs: {by: "juf", subkind: "geen"}})
    for (const placed of [empty, young, told])
      for (const {rule, fixes} of findings([placed], {record: record()}).filter(
        one => one.statement === "s",
      ))
        for (const fix of fixes)
          if (fix.type === "set" && fix.attribute !== "kind") {
            const attribute = statementAttributes[fix.attribute]
            const known = attribute ?? relationTypes[fix.attribute as RelationType]
            expect(known, `${rule}: ${fix.attribute}`).toBeDefined()
            const of = attribute?.kinds ?? [kind]
            expect(of, `${rule}: ${fix.attribute}`).toContain(kind)
          }
  })
})
