// SPDX-License-Identifier: EUPL-1.2
import {
  type Content,
  type Kind,
  type MigrationStep,
  type RecordState,
  type ReportFile,
  type Statement,
  type Template,
  checkTemplate,
  evolve,
  migrateReport,
  statementsOf,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {persons} from "./builders.ts"
import {allKinds, sectionIds, template as anyTemplate} from "./random-templates.ts"

type Fields = {[section: string]: {[field: string]: string}}

function reportOn(template: Template, content: Content, fields: Fields, digest = "d1"): ReportFile {
  const ref = {id: template.id, version: template.version, digest}
  const record = evolve(null, {
    seq: 1,
    at: "2026-03-01T09:00:00Z",
    actor: {person: "host", role: "host"},
    event: {type: "created", report: "proef-1", template: ref, lang: "nl", persons, fields},
  })
  return {format: "wederhoor-report-file/1", record, content, versions: []}
}

const statement = (id: string, kind: Kind = "fact", attrs: Statement["attrs"] = {}): Statement => ({
  id,
  kind,
  lines: [[{text: `Woorden van ${id}.`}]],
  attrs,
  relations: [{type: "source", ref: "brp"}],
})

const to = (file: ReportFile, from: Template, goal: Template, digest = goal.version) =>
  migrateReport(file, from, goal, {at: "2026-05-01T09:00:00Z", digest})

/** Every value that can still be found: in a field, or retired. */
const found = ({fields, retired}: RecordState): string[] => [
  ...Object.values(fields).flatMap(values => Object.values(values).map(({value}) => value)),
  ...retired.flatMap(one => one.fields.map(({value}) => value)),
]
const byId = (content: Content) =>
  new Map([...statementsOf(content)].map(({statement: one}) => [one.id, one]))

// A random report: statements anywhere, also where the template has no such section; fields filled.
const reportFor = (template: Template): fc.Arbitrary<ReportFile> => {
  const fields = template.sections.flatMap(section =>
    (section.fields ?? []).map(field => ({section: section.id, field})),
  )
  return fc
    .record({
      places: fc.array(
        fc.record({
          section: fc.constantFrom(...sectionIds, "vreemd"),
          kind: fc.constantFrom(...allKinds),
          area: fc.constantFrom("wonen", "school", "oud", ""),
        }),
        {maxLength: 12},
      ),
      values: fc.tuple(
        ...fields.map(({field}) =>
          field.type === "choice"
            ? fc.constantFrom("", ...(field.options ?? []).map(({id}) => id))
            : field.type === "date"
              ? fc.constantFrom("", "2026-03-09")
              : fc.string({maxLength: 30}),
        ),
      ),
    })
    .map(({places, values}) => {
      const filled: Fields = {}
      fields.forEach(({section, field}, i) => {
        filled[section] = {...filled[section], [field.id]: values[i] ?? ""}
      })
      const ids = new Set([
        ...template.sections.map(({id}) => id),
        ...places.map(one => one.section),
      ])
      const sections = [...ids].map(id => ({
        id,
        statements: places.flatMap(({section, kind, area}, i) =>
          section === id ? [statement(`s${i}`, kind, area ? {area} : {})] : [],
        ),
      }))
      return reportOn(template, {sources: [], sections}, filled)
    })
}

const step: fc.Arbitrary<MigrationStep> = fc.oneof(
  fc.record({
    op: fc.constant("renameSection" as const),
    from: fc.constantFrom(...sectionIds, "vreemd"),
    to: fc.constantFrom(...sectionIds, "nieuw"),
  }),
  fc.record({
    op: fc.constant("renameField" as const),
    section: fc.constantFrom(...sectionIds),
    from: fc.constantFrom("wie", "wat", "waar", "hoe"),
    to: fc.constantFrom("wie", "wat", "waar", "hoe", "nieuw"),
  }),
  fc.record({
    op: fc.constant("mapOption" as const),
    section: fc.constantFrom(...sectionIds),
    field: fc.constantFrom("wie", "wat", "waar", "hoe"),
    map: fc.dictionary(fc.constantFrom("ja", "nee", "soms"), fc.constantFrom("ja", "nooit", "weg")),
  }),
)

const pair = fc
  .tuple(
    anyTemplate,
    anyTemplate,
    fc.array(step, {maxLength: 4}),
    fc.constantFrom("*", "1.0.0", "<1.0.0"),
  )
  .chain(([from, other, steps, range]) => {
    const goal: Template = {...other, version: "2.0.0", migrations: [{from: range, steps}]}
    return fc.tuple(fc.constant(from), fc.constant(goal), reportFor(from))
  })

describe("migrateReport loses nothing", () => {
  test("1 000 random pairs of templates, with random steps and reports (seed 3101)", () => {
    fc.assert(
      fc.property(pair, ([from, goal, file]) => {
        const before = JSON.stringify(file)
        const {file: after, moved, retired} = to(file, from, goal)
        expect(JSON.stringify(file)).toBe(before)
        // Every statement: once, with its words, attributes and relations.
        expect([...statementsOf(after.content)]).toHaveLength(
          [...statementsOf(file.content)].length,
        )
        expect(byId(after.content)).toEqual(byId(file.content))
        // Every value that was filled in can be found, the choices under their option or its words.
        const values = found(after.record)
        const mapped = new Map(
          moved.filter(({what}) => what === "option").map(one => [one.from, one.to]),
        )
        for (const [section, fields] of Object.entries(file.record.fields))
          for (const [id, {value}] of Object.entries(fields)) {
            const options = from.sections
              .find(one => one.id === section)
              ?.fields?.find(one => one.id === id)?.options
            const words = options?.find(option => option.id === value)?.label["nl"]
            expect(
              [value, words, mapped.get(value)].some(
                one => one !== undefined && values.includes(one),
              ) || value === "",
            ).toBe(true)
          }
        // What the template has no section for is announced, unless it was before.
        const has = new Set(goal.sections.map(({id}) => id))
        const homeless = after.content.sections.filter(({id}) => !has.has(id))
        for (const {id, statements} of homeless) {
          expect(statements.length).toBeGreaterThan(0)
          expect(retired.map(({section}) => section)).toContain(id)
        }
        // Fields that stand are fields of the template.
        for (const [section, fields] of Object.entries(after.record.fields))
          for (const id of Object.keys(fields))
            expect(
              goal.sections.find(one => one.id === section)?.fields?.map(one => one.id),
            ).toContain(id)
        expect(after.record.template).toEqual({id: "proef", version: "2.0.0", digest: "2.0.0"})
        expect(after.record.seq).toBe(file.record.seq + 1)
      }),
      {seed: 3101, numRuns: 1_000},
    )
  })
  test("migrating there again changes nothing, whichever template is named (seed 3102, 300 pairs)", () => {
    fc.assert(
      fc.property(pair, ([from, goal, file]) => {
        const {file: once} = to(file, from, goal)
        expect(to(once, from, goal)).toEqual({file: once, moved: [], retired: [], event: null})
        expect(to(once, goal, goal).file).toBe(once)
      }),
      {seed: 3102, numRuns: 300},
    )
  })
  test("there and back and there: nothing is lost, and nothing is retired twice (seed 3103, 300 pairs)", () => {
    fc.assert(
      fc.property(pair, ([from, goal, file]) => {
        const plain = {...goal, migrations: []}
        const there = to(file, from, plain).file
        const back = to(there, plain, from, "terug").file
        expect(byId(back.content)).toEqual(byId(file.content))
        for (const [section, fields] of Object.entries(file.record.fields))
          for (const [id, {value}] of Object.entries(fields))
            if (value !== "") expect(back.record.fields[section]?.[id]?.value).toBe(value)
        const again = to(back, from, plain, "weer").file
        const keys = again.record.retired.flatMap(({section, fields}) =>
          fields.map(({id, value}) => `${section}.${id}=${value}`),
        )
        expect(new Set(keys).size).toBe(keys.length)
        expect(again.record.retired).toEqual(back.record.retired)
      }),
      {seed: 3103, numRuns: 300},
    )
  })
})

const words = (text: string) => ({nl: text, en: text})
const base: Template = {
  format: "wederhoor-template/1",
  id: "proef",
  version: "1.0.0",
  status: "active",
  title: words("Proef"),
  languages: ["nl", "en"],
  vocabularies: {areas: [{id: "wonen", label: words("Wonen")}]},
  sections: [
    {
      id: "aanleiding",
      title: words("Aanleiding"),
      layer: "mixed",
      allows: ["account"],
      fields: [
        {id: "wie", label: words("Gevraagd door"), type: "text"},
        {
          id: "kader",
          label: words("Kader"),
          type: "choice",
          options: [
            {id: "vrij", label: words("Vrijwillig")},
            {id: "dwang", label: words("Gedwongen")},
          ],
        },
      ],
    },
    {id: "feiten", title: words("Vastgestelde feiten"), layer: "fact", allows: ["fact"]},
  ],
  review: {beforeFamily: "none", approve: "none"},
  rights: {
    correction: words("a"),
    ownStatement: words("b"),
    support: words("c"),
    complaint: words("d"),
    contact: words("e"),
  },
}
const content: Content = {
  sources: [],
  sections: [
    {id: "aanleiding", statements: [statement("s1", "account", {area: "wonen"})]},
    {id: "feiten", statements: [statement("s2"), statement("s3")]},
  ],
}
const filled = {aanleiding: {wie: "de gemeente", kader: "dwang"}}
const file = reportOn(base, content, filled)
const next = (edit: Partial<Template>): Template => ({...base, version: "2.0.0", ...edit})
const renames = (...steps: MigrationStep[]): Partial<Template> => ({
  migrations: [{from: "1.0.0", steps}],
})

describe("R14, what other systems lost here", () => {
  test("a relabelled template: answers are kept", () => {
    const relabelled = next({
      title: words("Heel anders"),
      sections: base.sections.map(section => ({
        ...section,
        title: words("Andere titel"),
        ...(section.fields
          ? {fields: section.fields.map(field => ({...field, label: words("Ander opschrift")}))}
          : {}),
      })),
    })
    const {file: after, retired, moved} = to(file, base, relabelled)
    expect(after.content).toEqual(content)
    expect(after.record.fields).toEqual(file.record.fields)
    expect([retired, moved]).toEqual([[], []])
  })
  test("a moved field keeps its id and its value", () => {
    const [first, second] = base.sections
    const sections = [
      {...second!, fields: [{id: "extra", label: words("Extra"), type: "text" as const}]},
      {...first!, id: "begin", fields: first!.fields!.toReversed()},
    ]
    const goal = next({
      sections,
      ...renames({op: "renameSection", from: "aanleiding", to: "begin"}),
    })
    const {file: after, moved} = to(file, base, goal)
    expect(after.record.fields["begin"]).toMatchObject({
      wie: {value: "de gemeente"},
      kader: {value: "dwang"},
    })
    expect(moved).toContainEqual({
      what: "field",
      id: "begin.wie",
      from: "aanleiding.wie",
      to: "begin.wie",
    })
    expect(moved).toContainEqual({what: "statement", id: "s1", from: "aanleiding", to: "begin"})
    expect(after.content.sections.map(({id}) => id)).toEqual(["feiten", "begin"])
  })
  test("restoring an old version deletes nothing", () => {
    const smaller = next({sections: [base.sections[1]!]})
    const there = to(file, base, smaller)
    expect(there.retired).toEqual([
      {
        section: "aanleiding",
        title: words("Aanleiding"),
        fields: [
          {id: "wie", label: words("Gevraagd door"), value: "de gemeente"},
          {id: "kader", label: words("Kader"), value: "Gedwongen"},
        ],
      },
    ])
    expect(there.file.content.sections.map(({id}) => id)).toEqual(["feiten", "aanleiding"])
    const back = to(there.file, smaller, base, "d1")
    expect(back.file.record.fields).toMatchObject({
      aanleiding: {wie: {value: "de gemeente"}, kader: {value: "dwang"}},
    })
    expect(back.file.content).toEqual(content)
    expect(back.file.record.retired).toEqual(there.file.record.retired)
  })
})

describe("the steps", () => {
  test("a field and an option get their new names", () => {
    const [first, second] = base.sections
    const fields = [
      {id: "vrager", label: words("Wie vraagt"), type: "text" as const},
      {
        id: "kader",
        label: words("Kader"),
        type: "choice" as const,
        options: [
          {id: "vrij", label: words("Vrijwillig")},
          {id: "gedwongen", label: words("Gedwongen kader")},
        ],
      },
    ]
    const goal = next({
      sections: [{...first!, fields}, second!],
      ...renames(
        {op: "renameField", section: "aanleiding", from: "wie", to: "vrager"},
        {op: "mapOption", section: "aanleiding", field: "kader", map: {dwang: "gedwongen"}},
      ),
    })
    const {file: after, retired} = to(file, base, goal)
    expect(retired).toEqual([])
    expect(after.record.fields).toEqual({
      aanleiding: {
        vrager: {value: "de gemeente", version: 1},
        kader: {value: "gedwongen", version: 2},
      },
    })
  })
  test("a word of a vocabulary gets its new name in every statement, and nothing else of it changes", () => {
    const goal = next(renames({op: "mapTerm", vocabulary: "areas", map: {wonen: "thuis"}}))
    const {file: after, moved} = to(file, base, goal)
    expect(byId(after.content).get("s1")).toEqual({
      ...statement("s1", "account"),
      attrs: {area: "thuis"},
    })
    expect(moved).toEqual([{what: "term", id: "s1", from: "wonen", to: "thuis"}])
  })
  test("steps for another version are not done", () => {
    const goal = next({
      migrations: [{from: ">=1.1.0", steps: [{op: "renameSection", from: "feiten", to: "weg"}]}],
    })
    expect(to(file, base, goal).file.content).toEqual(content)
  })
  test("two sections that become one keep all statements, in order", () => {
    const goal = next({
      sections: [base.sections[1]!],
      ...renames({op: "renameSection", from: "aanleiding", to: "feiten"}),
    })
    const {file: after, retired} = to(file, base, goal)
    expect(after.content.sections).toEqual([
      {id: "feiten", statements: content.sections.flatMap(({statements}) => statements)},
    ])
    expect(retired.flatMap(({fields}) => fields.map(({value}) => value))).toEqual([
      "de gemeente",
      "Gedwongen",
    ])
  })
  test("two fields that become one keep both values", () => {
    const two = reportOn(base, content, {
      aanleiding: {wie: "de gemeente", kader: "dwang"},
      feiten: {},
    })
    const fields = [{id: "wie", label: words("Gevraagd door"), type: "text" as const}]
    const goal = next({
      sections: [{...base.sections[0]!, fields}, base.sections[1]!],
      ...renames({op: "renameField", section: "aanleiding", from: "kader", to: "wie"}),
    })
    expect(found(to(two, base, goal).file.record).toSorted()).toEqual(["Gedwongen", "de gemeente"])
  })
  test("frozen versions, reactions and hearings are not touched", () => {
    const goal = next({sections: [base.sections[1]!]})
    const {file: after} = to(file, base, goal)
    expect(after.versions).toBe(file.versions)
    expect({...after.record, template: 0, fields: 0, retired: 0, seq: 0}).toEqual({
      ...file.record,
      template: 0,
      fields: 0,
      retired: 0,
      seq: 0,
    })
  })
  test("another template, or a report that is on another version, is a mistake of the caller", () => {
    expect(() => to(file, base, {...base, id: "ander"})).toThrow(/not a version of/)
    expect(() => to(file, next({}), {...base, version: "3.0.0"})).toThrow(/is on proef 1.0.0/)
  })
  test("the template of these tests is a good template", () => {
    expect(checkTemplate(base)).toEqual([])
  })
})
