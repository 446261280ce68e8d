// SPDX-License-Identifier: EUPL-1.2

/** Who may read a diagnosis and special data: what was agreed narrows it, nothing widens it. */
import {
  type Kind,
  type Person,
  type ReportFile,
  type Role,
  type Template,
  type Version,
  isFamily,
  isTeam,
  kinds,
  mayRead,
  plainText,
  readsReport,
  redactFor,
  refs,
  reportModel,
} from "@wederhoor/format"
import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {policy, statement} from "./builders.ts"

describe("who may read", () => {
  const parent = {id: "vic", role: "parent"} as const
  const may = (one: ReturnType<typeof statement>, reader: {id: string; role: Role}) =>
    mayRead(one.statement, reader)
  test("special-shared-as-agreed: an agreement narrows a diagnosis and special data, and is never widened", () => {
    const health = {special: "health"}
    for (const [kind, attrs] of [
      ["diagnosis", {}],
      ["fact", health],
      ["judgement", health],
    ] as const) {
      const given = (links: object) => may(statement(kind, {attrs, ...links}), parent)
      expect(given({}), kind).toBe(true)
      expect(given({reader: "mira"}), kind).toBe(false)
      expect(given({shareWith: "mira"}), kind).toBe(false)
      expect(given({shareWith: "team"}), kind).toBe(false)
      expect(given({shareWith: "vic"}), kind).toBe(true)
      expect(given({shareWith: "everyone"}), kind).toBe(true)
      expect(given({shareWith: "everyone", reader: "mira"}), kind).toBe(false)
      expect(given({shareWith: "mira", reader: ["mira", "vic"]}), kind).toBe(false)
      expect(given({shareWith: ["mira", "vic"], reader: "mira"}), kind).toBe(false)
      expect(given({shareWith: ["mira", "vic"], reader: "everyone"}), kind).toBe(true)
    }
    expect(may(statement("fact", {shareWith: "mira"}), parent)).toBe(true)
  })
  test("special-shared-as-agreed: whom it is about and who says it are never left out by it", () => {
    const special = {special: "criminal"}
    const about = (links: object) =>
      may(statement("fact", {attrs: special, about: "vic", ...links}), parent)
    expect(about({shareWith: "mira"})).toBe(true)
    expect(about({shareWith: "mira", reader: ["mira", "vic"]})).toBe(true)
    // For safety a reader list can leave out whom it is about; `about-may-read` asks why.
    expect(about({shareWith: "mira", reader: "mira"})).toBe(false)
    const said = statement("account", {attrs: {...special, by: "vic"}, shareWith: "mira"})
    expect(may(said, parent)).toBe(true)
    // A child's words go to nobody because they are about them.
    expect(may(statement("childVoice", {about: "vic", shareWith: "mira"}), parent)).toBe(false)
  })
  test("team and reviewer read all of it", () => {
    const one = statement("diagnosis", {shareWith: "mira", reader: "mira"})
    for (const role of ["author", "coAuthor", "reviewer"] as const)
      expect(may(one, {id: "x", role})).toBe(true)
    expect(may(one, {id: "juf", role: "informant"})).toBe(false)
  })
})

describe("who may read besides the family (SGN-3)", () => {
  const oma = {id: "oma", role: "participant"} as const
  const asked = (purpose: "report" | "plan"): Pick<Template, "signOffs"> => ({
    signOffs: [{purpose, roles: ["participant"], required: true}],
  })
  const all = Object.keys(kinds) as Kind[]
  const may = (kind: Kind, sketch: object, template?: Pick<Template, "signOffs">) =>
    mayRead(statement(kind, sketch).statement, oma, template)

  test("their own, of any kind; of the plan where they have a task or agreed; what names them as a reader", () => {
    for (const kind of all) {
      const inPlan = kinds[kind].layer === "plan"
      expect([kind, may(kind, {})]).toEqual([kind, false])
      expect([kind, may(kind, {about: "oma"})]).toEqual([kind, false])
      expect([kind, may(kind, {attrs: {by: "oma"}, reader: "mira"})]).toEqual([kind, true])
      expect([kind, may(kind, {attrs: {together: "oma"}})]).toEqual([kind, inPlan])
      expect([kind, may(kind, {attrs: {checkedBy: "oma"}})]).toEqual([kind, inPlan])
      expect([kind, may(kind, {accord: "oma"})]).toEqual([kind, inPlan])
      const shared = {shareWith: "oma"}
      expect([kind, may(kind, {...shared, reader: "oma"})]).toEqual([kind, true])
      expect([kind, may(kind, shared)]).toEqual([kind, true])
      expect([kind, may(kind, {shareWith: "everyone", reader: "everyone"})]).toEqual([kind, false])
    }
    expect(may("fact", {reader: "oma"})).toBe(true)
  })
  test("child-shared-as-agreed: a reader list that names them widens no agreement, and a task no reader list", () => {
    expect(may("childVoice", {reader: "oma"})).toBe(false)
    expect(may("childVoice", {reader: "oma", shareWith: "mira"})).toBe(false)
    expect(may("diagnosis", {reader: "oma", shareWith: "mira"})).toBe(false)
    const task = {attrs: {checkedBy: "oma"}, accord: "oma"}
    expect(may("agreement", {...task, reader: "mira"})).toBe(false)
    expect(may("agreement", {...task, reader: ["mira", "oma"]})).toBe(true)
    const health = {attrs: {checkedBy: "oma", special: "health"}, shareWith: "mira"}
    expect(may("agreement", health)).toBe(false)
    expect(may("agreement", {attrs: {by: "oma", withdrawn: "x"}})).toBe(false)
  })
  test("who signs the whole report reads it as the family does, and what is restricted stays so", () => {
    const parent = {id: "oma", role: "parent"} as const
    for (const kind of all)
      for (const sketch of [{}, {reader: "mira"}, {shareWith: "mira"}, {shareWith: "everyone"}]) {
        const one = statement(kind, sketch).statement
        expect([kind, mayRead(one, oma, asked("report"))]).toEqual([kind, mayRead(one, parent)])
        expect([kind, mayRead(one, oma, asked("plan"))]).toEqual([kind, mayRead(one, oma)])
      }
    expect(readsReport("participant", asked("report"))).toBe(true)
    expect(readsReport("participant", asked("plan"))).toBe(false)
    expect(readsReport("chair", asked("report"))).toBe(false)
    expect(readsReport("informant")).toBe(false)
  })

  const folder = (kind: string) => {
    const read = (name: string): unknown =>
      JSON.parse(
        readFileSync(new URL(`../../../templates/${kind}/${name}.json`, import.meta.url), "utf8"),
      )
    return {file: read("voorbeeld") as ReportFile, template: read("template") as Template}
  }
  const examples = ["gezinsplan", "escalatieverslag"] as const
  const printed = (reader: Person, kind: (typeof examples)[number]) => {
    const {
      file: {record, versions},
      template,
    } = folder(kind)
    const whole = versions.at(-1) as unknown as Version
    const copy = redactFor(whole, record, reader, template)
    const model = reportModel(copy, record, {reader, template, policy, lang: "nl", use: "final"})
    return {whole, copy, model, template, record}
  }
  test.each(examples)("%s: the bytes of everybody besides the family", kind => {
    const {persons, signOffs} = folder(kind).file.record
    const others = persons.filter(one => !isTeam(one.role) && !isFamily(one.role))
    expect(others.length).toBeGreaterThan(0)
    for (const reader of others) {
      const {whole, copy, model, template} = printed(reader, kind)
      expect(copy.digest).toBe(whole.digest)
      const [bytes, paper] = [JSON.stringify(copy), JSON.stringify(model)]
      const shown = whole.sections
        .flatMap(section => section.statements.flatMap(leaf => leaf.value ?? []))
        .filter(one => {
          const text = plainText(one)
          const reads = mayRead(one, reader, template)
          expect([one.id, bytes.includes(text), paper.includes(text)]).toEqual([
            one.id,
            reads,
            reads,
          ])
          return reads
        })
      expect(shown.length).toBeGreaterThan(0)
      // Every name that is printed is a name, never an id.
      for (const {id, name} of persons.filter(one => paper.includes(one.id)))
        expect([id, name]).toEqual(["", ""])
      if (readsReport(reader.role, template)) continue
      const used = new Set(shown.flatMap(one => refs(one, "source")))
      expect(copy.sources.flatMap(leaf => leaf.value?.id ?? [])).toEqual([...used])
      expect(copy.sections.flatMap(one => one.fields.flatMap(leaf => leaf.value ?? []))).toEqual([])
      expect(copy.reactions.flatMap(leaf => leaf.value ?? [])).toEqual([])
      expect(model.signOffs.map(one => one.name)).toEqual(
        signOffs
          .filter(one => one.person === reader.id)
          .map(() => expect.stringContaining(reader.name)),
      )
    }
  })
})
