// SPDX-License-Identifier: EUPL-1.2

/** What a copy prints of the life of a report, and to whom. */
import {
  type Content,
  type Person,
  type RecordEvent,
  type RecordState,
  type StatementModel,
  type Template,
  freezeInput,
  redactFor,
  reportModel,
} from "@wederhoor/format"
import {freeze} from "@wederhoor/signoff"
import {describe, expect, test} from "vitest"
import {
  type Step,
  approved,
  content,
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

describe("what a copy prints of the life of a report", () => {
  const built = async (
    steps: Parameters<typeof record>[0],
    reader: Person,
    placed = [soundFact()],
    more: {
      template?: Template
      state?: Partial<RecordState>
      use?: "signing" | "hearing"
      today?: string
      content?: Content
    } = {},
  ) => {
    const used = more.template ?? template
    const folded = record(steps, {
      occasion: {who: "Gemeente", on: "2026-03-09", frame: "compulsory"},
    })
    const own = {...folded, ...more.state}
    // A late reaction is not in the version that was signed.
    const before = {...own, reactions: own.reactions.filter(one => !one.late)}
    const version = await freeze(freezeInput(more.content ?? content(placed), before, used), {
      now: "2026-04-02T09:00:00Z",
    })
    return reportModel(redactFor(version, own, reader), own, {
      reader,
      template: used,
      policy,
      lang: "nl",
      use: more.use ?? "final",
      ...(more.today ? {today: more.today} : {}),
    })
  }
  const person = (id: string) => persons.find(one => one.id === id) as Person

  const planned: Template = {
    ...template,
    kinds: [{id: "loop", extends: "hypothesis", label: {nl: "Vicieuze cirkel", en: "Loop"}}],
    vocabularies: {areas: [{id: "school", label: {nl: "School en werk", en: "School and work"}}]},
    recognition: true,
    signOffs: [
      {purpose: "plan", roles: ["parent"], required: true},
      {purpose: "ownWords", roles: ["parent", "child"], required: false},
    ],
  }
  const first = async (...args: Parameters<typeof built>): Promise<StatementModel | undefined> =>
    (await built(...args)).sections.flatMap(section => [...section.statements])[0]
  const signedFor = (who: string, purpose: string, decision = "agreed", number = 1): Step => {
    const [by, event] = signed(who, number, decision)
    return [by, {...event, purpose} as RecordEvent]
  }
  test("an agreement is one when everybody with a task, or who checks it, signed the plan on this version (§0a.11)", async () => {
    const agreement = (accord: readonly string[] = []) =>
      statement("agreement", {
        attrs: {by: "vic", together: "mira", checkedBy: "bo", until: "2026-05-01"},
        accord,
      })
    const kind = async (steps: readonly Step[], accord: readonly string[] = ["bo"]) =>
      (
        await first([approved(1), ...steps], person("mira"), [agreement(accord)], {
          template: planned,
        })
      )?.kind
    const [vic, mira] = [signedFor("vic", "plan"), signedFor("mira", "plan")]
    const proposal = "Voorstel (nog niet afgesproken)"
    expect(await kind([vic, mira])).toBe("Afspraak")
    expect(await kind([])).toBe(proposal)
    expect(await kind([vic])).toBe(proposal)
    // A name typed by the team is no signature of a parent, and the team member has to be named.
    expect(await kind([vic], ["bo", "mira"])).toBe(proposal)
    expect(await kind([vic, mira], [])).toBe(proposal)
    expect(await kind([vic, signedFor("mira", "report")])).toBe(proposal)
    expect(await kind([vic, signedFor("mira", "plan", "disagreed")])).toBe(proposal)
    expect(await kind([vic, signedFor("mira", "plan", "agreed", 7)])).toBe(proposal)
    const [by, event] = signedFor("mira", "plan", "declined")
    const back = [by, {...event, signOff: "terug", withdraws: "t-mira-1"} as RecordEvent] as const
    expect(await kind([vic, mira, back])).toBe(proposal)
  })
  test("SGN-2: words of the family that were not confirmed say so, when it is about signing", async () => {
    const words = statement("account", {attrs: {by: "vic"}})
    const mark = async (steps: readonly Step[], use?: "hearing" | "signing") =>
      (
        await first([approved(1), ...steps], person("mira"), [words], {
          template: planned,
          ...(use ? {use} : {}),
        })
      )?.unconfirmed
    expect(await mark([])).toBe("Weergave niet bevestigd")
    expect(await mark([], "signing")).toBe("Weergave niet bevestigd")
    expect(await mark([], "hearing")).toBe("")
    expect(await mark([signedFor("vic", "ownWords")])).toBe("")
    expect(await mark([signedFor("vic", "ownWords", "disagreed")])).not.toBe("")
    // Whoever agrees to the whole of it agrees to their own words in it.
    expect(await mark([signedFor("vic", "report")])).toBe("")
    expect(await mark([signedFor("vic", "report", "agreedWithRemarks")])).toBe("")
    expect(await mark([signedFor("vic", "report", "disagreed")])).not.toBe("")
    expect(await mark([signedFor("vic", "report", "agreed", 7)])).not.toBe("")
    expect(await mark([signedFor("vic", "plan")])).not.toBe("")
    const small = statement("childVoice", {attrs: {by: "tim"}, shareWith: "everyone"})
    expect((await first([approved(1)], person("mira"), [small]))?.unconfirmed).toBe("")
    const older = statement("childVoice", {attrs: {by: "isa"}, shareWith: "everyone"})
    expect((await first([approved(1)], person("mira"), [older]))?.unconfirmed).not.toBe("")
    expect(await mark([signedFor("mira", "ownWords")])).not.toBe("")
    const others = statement("account", {attrs: {by: "juf"}})
    expect((await first([approved(1)], person("mira"), [others]))?.unconfirmed).toBe("")
    expect((await first([approved(1)], person("mira"), [soundFact()]))?.unconfirmed).toBe("")
  })
  test("the template's own kinds and words are printed, with the layer of the base kind", async () => {
    const loop = statement("hypothesis", {attrs: {subkind: "loop"}})
    const printed = await first([], person("mira"), [loop], {template: planned})
    expect(printed).toMatchObject({kind: "Vicieuze cirkel", layer: "appraisal"})
    expect(printed?.details.map(one => one.label)).not.toContain("Nadere soort")
    const fact = statement("fact", {attrs: {area: "school"}})
    const details = (await first([], person("mira"), [fact], {template: planned}))?.details
    expect(details).toContainEqual({label: "Leefgebied", value: "School en werk", source: ""})
    const strange = statement("hypothesis", {attrs: {subkind: "weg"}})
    expect((await first([], person("mira"), [strange], {template: planned}))?.kind).toBe(
      "Mogelijke verklaring",
    )
  })
  test("recognition stands under an explanation, a child's answer only for child and team (§0a.9)", async () => {
    const steps = [
      offered(),
      ...(["mira", "vic"] as const).map(who =>
        step(who, {type: "recognised", statement: "s", recognition: "yes", version: 1}),
      ),
      step("isa", {type: "recognised", statement: "s", recognition: "no", version: 1}),
    ]
    const at = (who: string, more: object = {}) =>
      first(steps, person(who), [statement("hypothesis")], {template: planned, ...more})
    expect((await at("mira"))?.recognition).toContainEqual({
      name: "Isa Kok",
      answer: "Niet beantwoord",
    })
    expect((await at("mira"))?.shared).toMatch(/^Iedereen van wie hier een antwoord staat/)
    expect((await at("auke"))?.shared).toBe("Niet gedeeld door Isa Kok.")
    expect((await at("isa"))?.recognition).toContainEqual({
      name: "Isa Kok",
      answer: "Herkent dit niet",
    })
    expect((await at("mira", {use: "hearing"}))?.recognition).toEqual([])
    expect((await at("mira", {template}))?.shared).toBe("")
  })
  test("what a format no longer has is printed under its own heading, with all that was said there", async () => {
    const text = content([
      soundFact(),
      statement("account", {
        id: "oud",
        section: "vroeger",
        text: "Dit zei hij.",
        attrs: {by: "vic"},
      }),
    ])
    const retired = [
      {
        section: "vroeger",
        title: {nl: "Vroeger", en: "Before"},
        fields: [{id: "plek", label: {nl: "Plek", en: "Place"}, value: "thuis"}],
      },
      {
        section: "occasion",
        title: {nl: "Aanleiding", en: "Occasion"},
        fields: [{id: "route", label: {nl: "Route", en: "Route"}, value: "301"}],
      },
    ]
    const own = await built([], person("mira"), [], {content: text, state: {retired}})
    const last = own.sections.at(-1)
    expect(last).toMatchObject({group: "Niet meer in dit format", title: "Vroeger"})
    expect(last?.statements[0]?.lines[0]?.runs[0]?.text).toBe("Dit zei hij.")
    expect(last?.fields).toEqual([{label: "Plek (Niet meer in dit format)", value: "thuis"}])
    expect(own.sections.find(one => one.id === "occasion")?.fields).toContainEqual({
      label: "Route (Niet meer in dit format)",
      value: "301",
    })
    expect(own.sections.filter(one => one.group !== "")).toHaveLength(1)
    // Also where nobody wrote down why: nothing anyone said is dropped.
    const bare = await built([], person("mira"), [], {content: text})
    expect(JSON.stringify(bare.sections)).toContain("Dit zei hij.")
  })
  test("HRG-19: what came after it was final is an addendum, and goes with its passage", async () => {
    const final = step("auke", {type: "finalised", version: 1, seal: null})
    const hidden = statement("fact", {id: "s", reader: "mira"})
    const steps = [offered(), approved(1), final, reacted("mira", {on: "s"}), reacted("isa")]
    const texts = async (who: string) =>
      (await built(steps, person(who), [hidden])).reactions.map(one => [one.by, one.late])
    expect(await texts("mira")).toEqual([
      ["Mira Kok", "Na vaststelling"],
      ["Isa Kok", "Na vaststelling"],
    ])
    expect(await texts("vic")).toEqual([["Isa Kok", "Na vaststelling"]])
    expect(await texts("juf")).toEqual([])
  })
  test("every issue prints its number, who received it and what changed (SGN-8)", async () => {
    const issue = step("auke", {
      type: "issued",
      number: 1,
      version: 1,
      recipients: ["mira", "de rechtbank"],
      changed: "Eerste uitgave",
    })
    const own = await built([approved(1), issue], person("mira"))
    expect(own.issues).toEqual([
      {
        number: "1",
        date: expect.stringContaining("2026") as string,
        recipients: ["Mira Kok (moeder)", "de rechtbank"],
        changed: "Eerste uitgave",
      },
    ])
    expect((await built([approved(1), issue], person("juf"))).issues).toEqual([])
  })
  test("urgency that lapsed is said on every copy; to an informant without a name (§0a.15)", async () => {
    const urgent = hearing("vic", "deferredUrgency", {reviewOn: "2026-03-20"})
    const at = async (who: string, today: string) =>
      (await built([urgent], person(who), [soundFact()], {today})).lapses
    expect(await at("mira", "2026-03-24")).toEqual([])
    expect(await at("mira", "2026-03-25")).toEqual([
      "Vic Kok (vader): niet gehoord binnen de termijn.",
    ])
    expect(await at("juf", "2026-03-25")).toEqual([
      "Niet iedereen is gehoord: niet gehoord binnen de termijn.",
    ])
  })
  test("an informant learns nothing of hearings and signatures of others", async () => {
    const steps = [
      offered(),
      hearing("vic", "declined"),
      approved(1),
      signed("vic", 1),
      signed("isa", 1),
    ]
    const words = statement("account", {attrs: {by: "juf"}, about: ["vic"]})
    const own = await built(steps, person("juf"), [words])
    expect(own.signOffs).toEqual([])
    expect(own.notHeard).toEqual([])
    expect(JSON.stringify(own)).not.toMatch(/Wil niet reageren|Akkoord|Isa/)
  })
})
