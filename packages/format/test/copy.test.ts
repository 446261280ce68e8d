// SPDX-License-Identifier: EUPL-1.2
import {
  type Person,
  type RecordState,
  type Role,
  type StatementModel,
  type Version,
  contentOf,
  evolve,
  freezeInput,
  mayRead,
  redactFor,
  reportModel,
} from "@wederhoor/format"
import {freeze, withheldIn} from "@wederhoor/signoff"
import {describe, expect, test} from "vitest"
import {
  answered,
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
  sources,
  statement,
  template,
} from "./builders.ts"
import * as golden from "./golden-story.ts"

const state = golden.tell()
const whole = await golden.frozen(state)
const mother = golden.person("marloes-bakker")
const father = golden.person("jeroen-van-dalen")
const noor = golden.person("noor-van-dalen")
const teacher = golden.person("annelies-de-boer")
const author = golden.person("karin-smit")
const reviewer = golden.person("femke-yilmaz")

const model = (reader: Person, use?: "hearing" | "signing" | "final") =>
  golden.modelFor(whole, state, reader, use)
const passages = (reader: Person): StatementModel[] =>
  model(reader).sections.flatMap(section => [...section.statements])
const placeOf = (section: string, place: number): string =>
  `${golden.template.sections.findIndex(one => one.id === section) + 1}.${place}`
const rightsGiven = Object.keys(golden.template.rights).length
const passage = (reader: Person, id: string): StatementModel | undefined =>
  passages(reader).find(one => one.id === id)

describe("who may read", () => {
  const parent = {id: "vic", role: "parent"} as const
  const child = {id: "isa", role: "child"} as const
  const may = (one: ReturnType<typeof statement>, reader: {id: string; role: Role}) =>
    mayRead(one.statement, reader)
  const voice = {by: "isa"}
  test("without a list everybody of the family; with one only who it names", () => {
    expect(may(statement("fact"), parent)).toBe(true)
    expect(may(statement("fact", {reader: "mira"}), parent)).toBe(false)
    expect(may(statement("fact", {reader: ["mira", "vic"]}), parent)).toBe(true)
    expect(may(statement("fact", {reader: "everyone"}), parent)).toBe(true)
    expect(may(statement("fact", {reader: "team"}), parent)).toBe(false)
  })
  test("child-needs-share-list: a child's words without an agreement are for the child alone", () => {
    expect(may(statement("childVoice", {attrs: voice}), parent)).toBe(false)
    expect(may(statement("childVoice", {attrs: voice, reader: "vic"}), parent)).toBe(false)
    expect(may(statement("childVoice", {attrs: voice}), child)).toBe(true)
    expect(may(statement("childVoice", {attrs: voice, shareWith: "team"}), parent)).toBe(false)
    expect(may(statement("childVoice", {attrs: voice, shareWith: "vic"}), parent)).toBe(true)
    expect(may(statement("childVoice", {attrs: voice, shareWith: "everyone"}), parent)).toBe(true)
  })
  test("child-shared-as-agreed: a reader list narrows what was agreed and never widens it", () => {
    const both = statement("childVoice", {
      attrs: voice,
      shareWith: ["mira"],
      reader: ["mira", "vic"],
    })
    expect(may(both, parent)).toBe(false)
    expect(
      may(statement("childVoice", {attrs: voice, shareWith: "everyone", reader: "mira"}), parent),
    ).toBe(false)
  })
  test("nobody's own words are kept from them", () => {
    expect(may(statement("account", {attrs: {by: "vic"}, reader: "mira"}), parent)).toBe(true)
  })
  test("an informant reads what is their own only; nobody but the team what was withdrawn", () => {
    const teller = {id: "juf", role: "informant"} as const
    expect(may(statement("account", {attrs: {by: "juf"}}), teller)).toBe(true)
    expect(may(statement("account", {attrs: {by: "mira"}}), teller)).toBe(false)
    expect(may(statement("observation", {attrs: {by: "juf"}}), teller)).toBe(true)
    expect(may(statement("observation", {attrs: {by: "mira"}}), teller)).toBe(false)
    const gone = statement("fact", {attrs: {withdrawn: "x"}})
    expect(may(gone, parent)).toBe(false)
    expect(may(gone, {id: "auke", role: "author"})).toBe(true)
    expect(may(gone, {id: "gea", role: "reviewer"})).toBe(true)
  })
})

describe("one reader's copy", () => {
  const copies = [mother, father, noor, teacher].map(
    reader => [reader.id, redactFor(whole, state, reader)] as const,
  )
  test.each(copies)(
    "%s: the copy has the digest of the whole, and every section its own",
    (_, copy) => {
      expect(copy.digest).toBe(whole.digest)
      expect(copy.sections.map(section => section.digest)).toEqual(
        whole.sections.map(section => section.digest),
      )
    },
  )
  test("team and reviewer get the whole", () => {
    expect(redactFor(whole, state, author)).toBe(whole)
    expect(redactFor(whole, state, reviewer)).toBe(whole)
    expect(withheldIn(redactFor(whole, state, mother))).toEqual([])
  })
  test("a hidden passage, the reactions on it and its words are nowhere in the father's copy", () => {
    const text = JSON.stringify(redactFor(whole, state, father))
    expect(JSON.stringify(whole)).toMatch(/gillen.*schrik ik van/s)
    expect(text).not.toMatch(/gillen/)
    expect(text).not.toMatch(/schrik ik van/)
    expect(text).toContain("Niet bij haar keel")
  })
  test("a reaction that holds a shielded string is for its writer and the team; nothing tells so", async () => {
    const words = "Zij woont aan de LINDE-LAAN\u00ad 12, dat weet iedereen."
    const told = (text: string): RecordState =>
      evolve(state, {
        seq: state.seq + 1,
        at: "2026-04-03T09:00:00Z",
        actor: {person: father.id, role: "parent"},
        event: {
          type: "reacted",
          reaction: "r99",
          reactionType: "ownView",
          on: "",
          text,
          version: 1,
        },
      })
    const [guess, plain] = [told(words), told("Zij woont ergens anders.")]
    const [guessed, other] = [await golden.frozen(guess), await golden.frozen(plain)]
    for (const reader of [mother, noor, teacher])
      expect(JSON.stringify(redactFor(guessed, guess, reader))).not.toContain("LINDE")
    for (const reader of [author, reviewer, father])
      expect(JSON.stringify(redactFor(guessed, guess, reader))).toContain("LINDE")
    expect(JSON.stringify(redactFor(other, plain, mother))).toContain("ergens anders")
    // Whoever tries words out sees the same of their own reaction, secret or not.
    const own = (version: Version, about: RecordState): string[] =>
      redactFor(version, about, father).reactions.flatMap(leaf =>
        leaf.value?.id === "r99" ? Object.keys(leaf.value) : [],
      )
    expect(own(guessed, guess)).toEqual(own(other, plain))
  })
  test("a source that only a hidden passage uses is hidden with it; a shared one stays", async () => {
    const placed = [
      soundFact(),
      statement("fact", {
        id: "geheim",
        source: ["brief", "brp"],
        reader: "mira",
        text: "Alleen voor haar.",
      }),
    ]
    const version = await freeze(freezeInput(content(placed), record(), template), {
      now: "2026-04-02T09:00:00Z",
    })
    const copy = redactFor(version, record(), {id: "vic", role: "parent"})
    const text = JSON.stringify(copy)
    expect(JSON.stringify(version)).toContain("Bron brief")
    expect(text).not.toMatch(/Bron brief|Alleen voor haar|een arts/)
    expect(text).toContain("Bron brp")
    expect(
      contentOf(copy).sections.flatMap(section => section.statements.map(one => one.id)),
    ).toEqual(["feit"])
    expect(copy.digest).toBe(version.digest)
  })
  test("CNF-2: who gave a shielded source is in nobody's copy but that of the writers", async () => {
    const placed = [statement("account", {source: ["stil", "brp"], attrs: {by: "vic"}})]
    const quiet = {
      id: "stil",
      title: "Melding van buurman Wout",
      medium: "talk" as const,
      author: "Wout Iepema",
      ground: "a2",
      date: "2026-03-05",
      shielded: true,
    }
    const own = record()
    const version = await freeze(freezeInput(content(placed, [...sources, quiet]), own, template), {
      now: "2026-03-10T09:00:00Z",
    })
    const readers = [...persons].filter(one => !["auke", "bo", "gea"].includes(one.id))
    for (const reader of readers) {
      const copy = redactFor(version, own, reader)
      expect(JSON.stringify(copy)).not.toMatch(/Wout|buurman/)
      expect(copy.digest).toBe(version.digest)
    }
    expect(JSON.stringify(redactFor(version, own, persons[0]!))).toContain("Wout Iepema")
    const vic = persons.find(one => one.id === "vic")!
    const printed = reportModel(redactFor(version, own, vic), own, {
      reader: vic,
      template,
      policy,
      lang: "nl",
      use: "hearing",
    })
    const details = printed.sections.flatMap(one => one.statements).flatMap(one => one.details)
    expect(details.filter(one => one.label === "Bron").map(one => one.value)).toEqual([
      "een bron die niet wordt genoemd",
      "Bron brp (B1), 1 maart 2026",
    ])
  })

  test("a field that holds something shielded is in the copy of the writers only", async () => {
    const own = record([], {occasion: {who: "mevrouw, Populierenhof 7", on: "2026-03-01"}})
    const version = await freeze(freezeInput(content(), own, template), {
      now: "2026-03-10T09:00:00Z",
    })
    const vic = persons.find(one => one.id === "vic")!
    const copy = JSON.stringify(redactFor(version, own, vic))
    expect(copy).not.toContain("Populierenhof")
    expect(copy).toContain("2026-03-01")
    expect(JSON.stringify(redactFor(version, own, persons[0]!))).toContain("Populierenhof")
  })

  test("no birth date and no shielded string ever enters a version", () => {
    const text = JSON.stringify(whole)
    expect(text).not.toMatch(/2013-02-20|1987-09-02|lindelaan/i)
  })
  test("an informant gets their own words, and nothing about the family besides", () => {
    const text = JSON.stringify(redactFor(whole, state, teacher))
    expect(text).toContain("huilt sinds februari")
    expect(text).not.toMatch(/keel|politie|mis\.|H\. Postma|Waterhoek|slikken/)
    expect(text).toContain("Sem van Dalen")
  })
})

describe("the report in words, per reader", () => {
  test("every reader has the same numbers, for passages and for sources", () => {
    const numbered = (reader: Person) => passages(reader).map(one => one.number)
    expect(numbered(father)).toEqual(numbered(author))
    expect(numbered(noor)).toEqual(numbered(author))
    expect(numbered(author)).toEqual([...new Set(numbered(author))])
    const all = new Map(model(author).sources.map(source => [source.id, source.number]))
    for (const reader of [mother, father, noor])
      for (const source of model(reader).sources) expect(source.number).toBe(all.get(source.id))
    expect(passage(author, "s14")?.number).toBe(placeOf("child", 1))
    expect(passage(father, "s14")?.number).toBe(placeOf("child", 1))
  })

  test("a source keeps its number when one before it is hidden", async () => {
    const placed = [
      statement("fact", {id: "a", source: "brp", reader: "mira"}),
      statement("fact", {id: "b", source: "brief"}),
    ]
    const own = record()
    const version = await freeze(freezeInput(content(placed), own, template), {
      now: "2026-04-02T09:00:00Z",
    })
    const reader = {id: "vic", role: "parent", name: "Vic"} as const
    const {sources} = reportModel(redactFor(version, own, reader), own, {
      reader,
      template,
      policy,
      lang: "nl",
      use: "hearing",
    })
    expect(sources.map(source => [source.id, source.number])).toEqual([["brief", "B2"]])
  })

  test("mother reads what Noor agreed to; father finds a marker that says nothing", () => {
    expect(passage(mother, "s15")?.lines[0]?.runs[0]?.text).toContain("gillen")
    expect(model(mother).gaps).toBe(0)
    expect(model(father).gaps).toBe(1)
    const gap = passages(father).find(one => one.gap !== "")
    expect(gap).toEqual({
      id: "",
      number: placeOf("child", 2),
      kind: "",
      layer: "",
      layerName: "",
      gap: "Deze passage is voor deze lezer niet zichtbaar (1). U mag ernaar vragen.",
      lines: [],
      details: [],
      unconfirmed: "",
      recognition: [],
      shared: "",
      reactions: [],
    })
    expect(JSON.stringify(model(father))).not.toMatch(/gillen|schrik ik van/)
  })

  test("Noor reads her own words, and the team reads everything with who may read it", () => {
    expect(passage(noor, "s15")?.kind).toBe("Stem van het kind")
    expect(model(author).gaps).toBe(0)
    expect(passage(author, "s15")?.details).toContainEqual({
      label: "Te lezen door",
      value: "moeder",
      source: "",
    })
    expect(passage(mother, "s15")?.details.map(one => one.label)).not.toContain("Te lezen door")
  })

  test("every statement says in a word what it is, with source, date and speaker", () => {
    expect(passage(father, "s1")?.kind).toBe("Feit")
    expect(passage(father, "s10")?.kind).toBe("Wat iemand vertelt")
    expect(passage(father, "s10")?.details).toContainEqual({
      label: "Wie zegt dit",
      value: "Marloes Bakker (moeder)",
      source: "",
    })
    expect(passage(father, "s3")?.details).toContainEqual({
      label: "Datum",
      value: "14 februari 2026, 22.40 uur",
      source: "",
    })
    expect(passage(father, "s13")?.details[0]?.value).toMatch(
      /^Brief van de huisarts \(B\d+\), 30 maart 2026, bladzijde 1/,
    )
    expect(passage(father, "s20")?.details).toContainEqual({
      label: "Op basis van",
      value: ["observations", "informants", "child"].map(one => placeOf(one, 1)).join(", "),
      source: "",
    })
  })

  test("a reaction stands under its passage and once more at the end, with its answer (HRG-15, HRG-17)", () => {
    const under = passage(mother, "s3")?.reactions[0]
    expect(under).toMatchObject({
      type: "Dit klopt niet",
      by: "Jeroen van Dalen",
      role: "vader",
      lines: ["De politie kwam om 23.10 uur."],
      answer: {label: "Niet aangepast, omdat", text: expect.stringContaining("22.40") as string},
      unanswered: "",
    })
    const closing = model(mother).reactions
    expect(closing).toContainEqual(under)
    expect(closing).toHaveLength(5)
    expect(model(father).reactions).toHaveLength(4)
    expect(passage(mother, "s14")?.reactions[0]).toMatchObject({
      answer: null,
      unanswered: "Nog niet beantwoord",
      number: placeOf("child", 1),
    })
  })

  test("sign-off rows: who signed, who did not yet, and a child only for itself and the team", () => {
    const rows = (reader: Person) =>
      model(reader).signOffs.map(row => `${row.name}: ${row.decision}`)
    const parents = [
      "drs. Femke Yilmaz (gedragswetenschapper): Goedgekeurd",
      "Marloes Bakker (moeder): Akkoord met opmerking",
      "Jeroen van Dalen (vader): Nog niet getekend",
    ]
    expect(rows(father)).toEqual(parents)
    expect(rows(mother)).toEqual(parents)
    expect(rows(author)).toContainEqual(expect.stringMatching(/^Noor van Dalen.*: Akkoord$/))
    expect(rows(noor)).toContainEqual(expect.stringMatching(/^Noor van Dalen.*: Akkoord$/))
    expect(model(father, "hearing").signOffs).toEqual([])
    expect(model(mother).signOffs[1]?.remarks).toEqual(["Zie mijn aanvulling."])
  })

  test("who was heard and how; nobody is listed as not heard who was", () => {
    const {notHeard, persons: listed} = model(mother)
    expect(notHeard).toEqual([])
    expect(listed.find(one => one.name === "Sem van Dalen")?.heard).toBe(
      "Gesproken, 2 april 2026, drie huizen, samen met juf Annelies",
    )
    expect(listed.find(one => one.name === "H. Postma")?.heard).toBe("")
    const method = model(mother).sections.find(section => section.id === "method")
    expect(method?.fields.map(field => field.label)).toContain("Jeroen van Dalen (vader)")
  })

  test("rights: the family reads until when they can react", () => {
    expect(model(mother, "hearing").rights[0]).toBe("U kunt reageren tot en met 10 april 2026.")
    expect(model(author, "hearing").rights).toHaveLength(rightsGiven)
  })

  test("a report names itself, its version and that it is final only when it is", () => {
    expect(model(mother)).toMatchObject({
      title: "Feitenonderzoek",
      status: "Versie 2, om te ondertekenen",
      final: false,
    })
    expect(model(mother, "final")).toMatchObject({status: "Versie 2, definitief", final: true})
    const {sections} = model(mother)
    expect(sections.some(one => one.empty !== "")).toBe(true)
    for (const {statements, fields, empty} of sections)
      expect(empty).toBe(statements.length + fields.length === 0 ? "Hier staat niets." : "")
  })

  test("the same in, the same out", () => {
    expect(JSON.stringify(model(father))).toBe(JSON.stringify(model(father)))
  })
})

describe("what a rendition does not tell", () => {
  const built = async (
    steps: Parameters<typeof record>[0],
    reader: Person,
    placed = [soundFact()],
  ) => {
    const own = record(steps, {
      occasion: {who: "Gemeente", on: "2026-03-09", frame: "compulsory"},
    })
    const version = await freeze(freezeInput(content(placed), own, template), {
      now: "2026-04-02T09:00:00Z",
    })
    return reportModel(redactFor(version, own, reader), own, {
      reader,
      template,
      policy,
      lang: "nl",
      use: "final",
    })
  }
  const person = (id: string) => persons.find(one => one.id === id) as Person

  test("a deferral for safety is one neutral word for the family, and a reason for the team (§0a.8)", async () => {
    const steps = [offered(), hearing("mira", "deferredSafety", {reviewOn: "2026-05-01"})]
    const own = await built(steps, person("vic"))
    expect(JSON.stringify(own)).not.toMatch(/Uitgesteld|veiligheid|reden/)
    expect(own.notHeard).toContainEqual({name: "Mira Kok (moeder)", reason: "Nog niet gehoord"})
    const team = await built(steps, person("auke"))
    expect(team.notHeard).toContainEqual({
      name: "Mira Kok (moeder)",
      reason: "Uitgesteld: veiligheid: reden",
    })
  })
  test("non-response-never-basis: attempts print for the team only (§0a.10)", async () => {
    const steps = [
      offered(),
      hearing("vic", "unreachable"),
      approved(1),
      signed("vic", 1, "unreachable"),
    ]
    const own = await built(steps, person("mira"))
    expect(own.notHeard).toContainEqual({name: "Vic Kok (vader)", reason: "Niet bereikt"})
    expect(JSON.stringify(own)).not.toContain("drie keer gebeld")
    const team = await built(steps, person("auke"))
    expect(JSON.stringify(team)).toContain("drie keer gebeld")
  })
  test("fields are written out: a day in words, a choice by its label", async () => {
    const {sections} = await built([], person("mira"))
    expect(sections.find(section => section.id === "occasion")?.fields).toEqual([
      {label: "Gevraagd door", value: "Gemeente"},
      {label: "Gevraagd op", value: "9 maart 2026"},
      {label: "Kader", value: "gedwongen"},
    ])
  })
  test("a reaction on the whole report is for every reader of the family", async () => {
    const own = await built([offered(), reacted("vic"), answered("r-vic-1")], person("mira"))
    expect(own.reactions).toHaveLength(1)
    expect(own.reactions[0]?.number).toBe("")
  })
})
