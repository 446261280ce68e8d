// SPDX-License-Identifier: EUPL-1.2
import {
  type ChangeCode,
  type Template,
  type TemplateChange,
  checkDerivation,
  checkTemplate,
  describeChange,
  describeDerivation,
  diffTemplates,
  versionMatches,
} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {edits, everything, template} from "./random-templates.ts"

type Draft = {-readonly [key in keyof Template]: Template[key]}
/** The changes from `everything` to what `edit` makes of it. */
function after(edit: (draft: Draft) => void, version = "2.0.0") {
  const draft = structuredClone(everything) as Draft
  edit(draft)
  return diffTemplates(everything, {...draft, version})
}
type Loose = {[key: string]: Loose} & Loose[]
const loose = (draft: Draft): Loose => draft as unknown as Loose
const told = (changes: readonly TemplateChange[]) =>
  changes.map(({path, change, level}) => `${path} ${change} ${level}`)

describe("diffTemplates", () => {
  const cases: [what: string, edit: (draft: Loose) => void, changes: string[]][] = [
    ["nothing", () => undefined, []],
    [
      "other status",
      draft => void Object.assign(draft, {status: "retired"}),
      ["/status changed patch"],
    ],
    [
      "other guidance",
      draft => void Object.assign(draft["sections"]![0]!["guidance"]!, {nl: "x"}),
      ["/sections/aanleiding/guidance/nl reworded patch"],
    ],
    [
      "other help",
      draft => void Object.assign(draft["sections"]![0]!["fields"]![0]!["help"]!, {nl: "x"}),
      ["/sections/aanleiding/fields/wie/help/nl reworded patch"],
    ],
    [
      "a translation of a title",
      draft => void Object.assign(draft["sections"]![0]!["title"]!, {en: "x"}),
      ["/sections/aanleiding/title/en translated patch"],
    ],
    [
      "a title in the first language",
      draft => void Object.assign(draft["sections"]![0]!["title"]!, {nl: "x"}),
      ["/sections/aanleiding/title/nl reworded major"],
    ],
    [
      "a label in the first language",
      draft => void Object.assign(draft["sections"]![0]!["fields"]![0]!["label"]!, {nl: "x"}),
      ["/sections/aanleiding/fields/wie/label/nl reworded major"],
    ],
    [
      "a right in the first language",
      draft => void Object.assign(draft["rights"]!["contact"]!, {nl: "x"}),
      ["/rights/contact/nl reworded minor"],
    ],
    [
      "a right in another language",
      draft => void Object.assign(draft["rights"]!["contact"]!, {en: "x"}),
      ["/rights/contact/en translated patch"],
    ],
    [
      "a section more",
      draft =>
        void draft["sections"]!.push({
          id: "meer",
          title: {nl: "m", en: "m"},
          layer: "fact",
          allows: ["fact"],
        } as never),
      ["/sections/meer added minor"],
    ],
    [
      "a required section more",
      draft =>
        void draft["sections"]!.push({
          id: "meer",
          title: {nl: "m", en: "m"},
          layer: "fact",
          allows: ["fact"],
          required: true,
        } as never),
      ["/sections/meer added major"],
    ],
    ["a section less", draft => void draft["sections"]!.pop(), ["/sections/oud removed major"]],
    [
      "sections in another order",
      draft => void draft["sections"]!.reverse(),
      ["/sections reordered minor"],
    ],
    [
      "a kind allowed",
      draft => void draft["sections"]![0]!["allows"]!.push("view" as never),
      ["/sections/aanleiding/allows/view added minor"],
    ],
    [
      "a kind no longer allowed",
      draft => void draft["sections"]![0]!["allows"]!.pop(),
      ["/sections/aanleiding/allows/fact removed major"],
    ],
    [
      "another layer",
      draft => void Object.assign(draft["sections"]![0]!, {layer: "voice"}),
      ["/sections/aanleiding/layer retyped major"],
    ],
    [
      "another pen",
      draft => void Object.assign(draft["sections"]![0]!, {writtenBy: "team"}),
      ["/sections/aanleiding/writtenBy retyped major"],
    ],
    [
      "a field becomes required",
      draft => void Object.assign(draft["sections"]![0]!["fields"]![1]!, {required: true}),
      ["/sections/aanleiding/fields/kader/required tightened major"],
    ],
    [
      "a field is no longer required",
      draft => void Object.assign(draft["sections"]![0]!["fields"]![0]!, {required: false}),
      ["/sections/aanleiding/fields/wie/required loosened minor"],
    ],
    [
      "a field of another type",
      draft => void Object.assign(draft["sections"]![0]!["fields"]![0]!, {type: "date"}),
      ["/sections/aanleiding/fields/wie/type retyped major"],
    ],
    [
      "an option more",
      draft =>
        void draft["sections"]![0]!["fields"]![1]!["options"]!.push({
          id: "mix",
          label: {nl: "m", en: "m"},
        } as never),
      ["/sections/aanleiding/fields/kader/options/mix added minor"],
    ],
    [
      "an option less",
      draft => void draft["sections"]![0]!["fields"]![1]!["options"]!.pop(),
      ["/sections/aanleiding/fields/kader/options/dwang removed major"],
    ],
    [
      "another term",
      draft =>
        void Object.assign(draft["sections"]![0]!["fields"]![2]!["term"]!, {order: "before"}),
      ["/sections/aanleiding/fields/sinds/term changed minor"],
    ],
    [
      "a need asks more",
      draft => void Object.assign(draft["sections"]![0]!["needs"]![0]!, {min: 3}),
      ["/sections/aanleiding/needs/0/min tightened major"],
    ],
    [
      "a need asks less",
      draft => void Object.assign(draft["sections"]![0]!["needs"]![0]!, {min: 1}),
      ["/sections/aanleiding/needs/0/min loosened minor"],
    ],
    [
      "a need more",
      draft =>
        void draft["sections"]![0]!["needs"]!.push({
          kinds: ["view"],
          min: 1,
          per: "parent",
          message: {nl: "m", en: "m"},
        } as never),
      ["/sections/aanleiding/needs/2 tightened major"],
    ],
    [
      "a need less",
      draft => void draft["sections"]![0]!["needs"]!.shift(),
      ["/sections/aanleiding/needs/0 loosened minor"],
    ],
    [
      "a need in other words",
      draft => void Object.assign(draft["sections"]![0]!["needs"]![0]!["message"]!, {nl: "x"}),
      ["/sections/aanleiding/needs/0/message/nl reworded patch"],
    ],
    [
      "more kinds count for a need",
      draft => void draft["sections"]![0]!["needs"]![1]!["kinds"]!.push("view" as never),
      ["/sections/aanleiding/needs/1/kinds/view loosened minor"],
    ],
    [
      "a kind of its own asks more",
      draft => void draft["kinds"]![0]!["requires"]!.push("by" as never),
      ["/kinds/melding/requires/by tightened major"],
    ],
    [
      "a kind of its own asks less",
      draft => void draft["kinds"]![0]!["requires"]!.pop(),
      ["/kinds/melding/requires/at loosened minor"],
    ],
    [
      "a word more",
      draft =>
        void draft["vocabularies"]!["safetyPhases"]!.push({
          id: "later",
          label: {nl: "l", en: "l"},
        } as never),
      ["/vocabularies/safetyPhases/later added minor"],
    ],
    [
      "an assessed area more",
      draft =>
        void draft["vocabularies"]!["areas"]!.push({
          id: "werk",
          label: {nl: "w", en: "w"},
          assessed: true,
        } as never),
      ["/vocabularies/areas/werk added major"],
    ],
    [
      "review is stricter",
      draft => void Object.assign(draft["review"]!, {approve: "required"}),
      ["/review/approve tightened major"],
    ],
    [
      "review is weaker",
      draft => void Object.assign(draft["review"]!, {approve: "none"}),
      ["/review/approve loosened minor"],
    ],
    [
      "a signature is required",
      draft => void Object.assign(draft["signOffs"]![1]!, {required: true}),
      ["/signOffs/plan:child/required tightened major"],
    ],
    [
      "a signature less",
      draft => void draft["signOffs"]!.pop(),
      ["/signOffs/plan:child removed major"],
    ],
    [
      "no recognition",
      draft => void Object.assign(draft, {recognition: false}),
      ["/recognition removed major"],
    ],
    ["no court", draft => void Object.assign(draft, {court: false}), ["/court loosened minor"]],
    [
      "a language more",
      draft => void draft["languages"]!.push("fy" as never),
      ["/languages/fy added minor"],
    ],
    [
      "another first language",
      draft => void draft["languages"]!.reverse(),
      ["/languages reordered patch", "/languages changed major"],
    ],
    [
      "a part nobody knows",
      draft => void Object.assign(draft["sections"]![0]!, {nieuw: true}),
      ["/sections/aanleiding/nieuw changed major"],
    ],
    [
      "a migration renames a section",
      draft => {
        Object.assign(draft["sections"]![0]!, {id: "begin"})
        Object.assign(draft, {
          migrations: [
            {from: "<2.0.0", steps: [{op: "renameSection", from: "aanleiding", to: "begin"}]},
          ],
        })
      },
      ["/sections/aanleiding renamed major", "/migrations changed patch"],
    ],
    [
      "another id without a migration",
      draft => void Object.assign(draft["sections"]![2]!, {id: "ouder"}),
      ["/sections/oud removed major", "/sections/ouder added minor"],
    ],
  ]
  test.each(cases)("%s", (_, edit, changes) => {
    expect(told(after(draft => edit(loose(draft))).changes)).toEqual(changes)
  })

  test("the usual signatures written out are no other signatures", () => {
    const {signOffs: _, ...usual} = everything
    const written = diffTemplates(usual, {
      ...usual,
      signOffs: [
        {purpose: "report", roles: ["parent"], required: true},
        {purpose: "report", roles: ["carer"], required: true},
        {purpose: "report", roles: ["child"], required: false},
      ],
    })
    expect(told(written.changes)).toEqual([" changed patch"])
  })

  const all = [...edits(everything)].filter(({path}) => path !== "/version")
  test("the template of these tests is a good template", () => {
    const {migrations: _, ...rest} = everything
    expect(checkTemplate(rest)).toEqual([])
  })
  test(`every one of ${all.length} edits of any part of a template is noticed, from both sides`, () => {
    const missed = all.filter(({path, how, value}) => {
      // Without these there is nothing to compare at all; the schema asks for them.
      if (
        how === "taken out" &&
        /^\/(languages|review|sections|rights|id|format|title|signOffs\/\d\/(roles|purpose)|migrations\/0\/(from|steps))$/.test(
          path,
        )
      )
        return false
      const edited = value as Template
      return (
        diffTemplates(everything, edited).level === null ||
        diffTemplates(edited, everything).level === null
      )
    })
    expect(missed.map(({path, how}) => `${path} ${how}`)).toEqual([])
  })

  const mirror: {[code in ChangeCode]: ChangeCode[]} = {
    added: ["removed"],
    removed: ["added"],
    tightened: ["loosened"],
    loosened: ["tightened"],
    renamed: ["renamed"],
    reworded: ["reworded"],
    translated: ["translated"],
    retyped: ["retyped"],
    reordered: ["reordered"],
    changed: ["changed"],
  }
  test("the way back is the mirror of the way: removing undoes adding (seed 3003, 500 pairs)", () => {
    fc.assert(
      fc.property(template, template, (one, other) => {
        const way = diffTemplates(one, other)
        const back = diffTemplates(other, one)
        const key = (path: string, code: string) => `${path} ${code}`
        expect(way.changes.map(({path, change}) => key(path, change)).toSorted()).toEqual(
          back.changes
            .flatMap(({path, change}) => mirror[change].map(code => key(path, code)))
            .toSorted(),
        )
        const removed = way.changes.some(
          ({change}) => change === "removed" || change === "tightened",
        )
        if (removed) expect(way.level).toBe("major")
      }),
      {seed: 3003, numRuns: 500},
    )
  })
  test("a template is the same as itself (seed 3004)", () => {
    fc.assert(
      fc.property(template, one => {
        const diff = diffTemplates(one, structuredClone({...one, version: "9.0.0"}))
        expect(diff).toEqual({changes: [], level: null, declared: "major", enough: true})
      }),
      {seed: 3004, numRuns: 200},
    )
  })

  test.each([
    ["1.2.3", "patch", false],
    ["1.2.4", "patch", true],
    ["1.2.4", "minor", false],
    ["1.3.0", "minor", true],
    ["1.3.0", "major", false],
    ["2.0.0", "major", true],
    ["1.0.0", "patch", false],
    ["2", "patch", false],
  ] as const)("version %s is enough for a %s change: %s", (version, level, enough) => {
    const edit = {
      patch: (draft: Draft) => void (draft.status = "retired"),
      minor: (draft: Draft) => void (draft.court = false),
      major: (draft: Draft) => void (draft.title = {nl: "Anders", en: "Other"}),
    }[level]
    const diff = after(edit, version)
    expect([diff.level, diff.enough]).toEqual([level, enough])
  })
  test("another id is never enough; another number without a change always is", () => {
    expect(after(draft => void (draft.id = "ander")).enough).toBe(false)
    expect(after(() => undefined, "1.0.0").enough).toBe(true)
  })
  test("every change reads as a sentence in both languages", () => {
    for (const {value} of all.slice(0, 200))
      for (const change of diffTemplates(everything, {...everything, ...(value as Template)})
        .changes)
        for (const lang of ["nl", "en"] as const)
          expect(describeChange(change, lang)).toMatch(
            /^\p{Lu}.+: .+ \(.+, (patch|minor|major)\)\.$/u,
          )
    expect(
      describeChange({
        path: "/sections/facts/fields/who/required",
        change: "tightened",
        level: "major",
      }),
    ).toBe(
      "Paragraaf facts, veld who, verplicht: vraagt meer dan eerst (nieuwe hoofdversie, major).",
    )
  })
})

describe("versionMatches", () => {
  test.each([
    ["1.2.3", "1.2.3", true],
    ["1.2.4", "1.2.3", false],
    ["1.2.3", "=1.2.3", true],
    ["1.9.9", "<2.0.0", true],
    ["2.0.0", "<2.0.0", false],
    ["2.0.0", "<=2.0.0", true],
    ["1.5.0", ">=1.0.0 <2.0.0", true],
    ["0.9.0", ">=1.0.0 <2.0.0", false],
    ["10.0.0", ">9.0.0", true],
    ["1.7.2", "1.x", true],
    ["2.7.2", "1.x", false],
    ["1.2.9", "1.2.x", true],
    ["1.3.0", "1.2.x", false],
    ["3.3.3", "*", true],
    ["1.2.3", "", false],
    ["1.2.3", "^1.0.0", false],
    ["1.2.3", "onzin", false],
    ["onzin", "*", false],
    ["01.2.3", "*", false],
  ])("%s in “%s”: %s", (version, range, expected) => {
    expect(versionMatches(version, range)).toBe(expected)
  })
})

describe("checkDerivation", () => {
  const derived = (
    relation: "extends" | "compliesWith" | "inspiredBy",
    edit: (draft: Loose) => void = () => undefined,
  ): Template => {
    const draft = structuredClone(everything)
    edit(draft as unknown as Loose)
    return {
      ...draft,
      id: "afgeleid",
      version: "1.0.0",
      derivedFrom: {id: "alles", version: "1.2.3", relation},
    }
  }
  const codes = (one: Template) =>
    checkDerivation(one, everything).map(({code, at}) => `${code} ${at}`)

  const kept: [string, (draft: Loose) => void][] = [
    ["the same", () => undefined],
    ["other words", draft => void Object.assign(draft["sections"]![0]!["title"]!, {nl: "Begin"})],
    ["another order", draft => void draft["sections"]!.reverse()],
    [
      "a section more",
      draft =>
        void draft["sections"]!.push({
          id: "meer",
          title: {nl: "m"},
          layer: "fact",
          allows: ["fact"],
          required: true,
        } as never),
    ],
    ["stricter review", draft => void Object.assign(draft["review"]!, {approve: "required"})],
    ["one language", draft => void draft["languages"]!.pop()],
  ]
  test.each(kept)("%s keeps both promises", (_, edit) => {
    expect(codes(derived("extends", edit))).toEqual([])
    expect(codes(derived("compliesWith", edit))).toEqual([])
  })
  const broken: [string, (draft: Loose) => void, problem: string, complies: boolean][] = [
    [
      "a section that asks nothing left out",
      draft => void draft["sections"]!.splice(1, 1),
      "derivation-missing /sections/hoe",
      true,
    ],
    [
      "a required section left out",
      draft => void draft["sections"]!.shift(),
      "derivation-missing /sections/aanleiding",
      false,
    ],
    [
      "a required field left out",
      draft => void draft["sections"]![0]!["fields"]!.shift(),
      "derivation-missing /sections/aanleiding/fields/wie",
      false,
    ],
    [
      "a field that asks nothing left out",
      draft => void draft["sections"]![0]!["fields"]!.pop(),
      "derivation-missing /sections/aanleiding/fields/start",
      true,
    ],
    [
      "a field no longer required",
      draft => void Object.assign(draft["sections"]![0]!["fields"]![0]!, {required: false}),
      "derivation-looser /sections/aanleiding/fields/wie/required",
      false,
    ],
    [
      "a need that asks less",
      draft => void Object.assign(draft["sections"]![0]!["needs"]![0]!, {min: 1}),
      "derivation-looser /sections/aanleiding/needs/0/min",
      false,
    ],
    [
      "a need left out",
      draft => void draft["sections"]![0]!["needs"]!.pop(),
      "derivation-looser /sections/aanleiding/needs/1",
      false,
    ],
    [
      "one more kind in a section",
      draft => void draft["sections"]![0]!["allows"]!.push("view" as never),
      "derivation-looser /sections/aanleiding/allows/view",
      false,
    ],
    [
      "one kind less in a section",
      draft => void draft["sections"]![0]!["allows"]!.pop(),
      "derivation-missing /sections/aanleiding/allows/fact",
      true,
    ],
    [
      "weaker review",
      draft => void Object.assign(draft["review"]!, {approve: "none"}),
      "derivation-looser /review/approve",
      false,
    ],
    [
      "a signature less",
      draft => void draft["signOffs"]!.pop(),
      "derivation-missing /signOffs/plan:child",
      false,
    ],
    [
      "another layer",
      draft => void Object.assign(draft["sections"]![0]!, {layer: "voice"}),
      "derivation-other /sections/aanleiding/layer",
      false,
    ],
    [
      "a kind of its own left out",
      draft => void Reflect.deleteProperty(draft, "kinds"),
      "derivation-missing /kinds/melding",
      true,
    ],
    [
      "a right left out",
      draft => void Reflect.deleteProperty(draft["rights"]!, "support"),
      "derivation-missing /rights/support/nl",
      false,
    ],
    [
      "no longer for a court",
      draft => void Reflect.deleteProperty(draft, "court"),
      "derivation-looser /court",
      false,
    ],
    [
      "nobody asked what they recognise",
      draft => void Reflect.deleteProperty(draft, "recognition"),
      "derivation-missing /recognition",
      false,
    ],
  ]
  test.each(broken)("%s breaks the promise", (_, edit, problem, complies) => {
    expect(codes(derived("extends", edit))).toContain(problem)
    expect(codes(derived("compliesWith", edit)).includes(problem)).toBe(!complies)
    expect(codes(derived("inspiredBy", edit))).toEqual([])
    for (const found of checkDerivation(derived("extends", edit), everything))
      for (const lang of ["nl", "en"] as const) {
        const {what, todo} = describeDerivation(found, lang)
        expect(`${what} ${todo}`).not.toMatch(/[{}]|derivation-/)
      }
  })
  test("a promise about another template, or another version of it, is not judged", () => {
    const one = derived("extends", draft => void draft["sections"]!.pop())
    expect(checkDerivation(one, {...everything, id: "anders"}).map(({code}) => code)).toEqual([
      "derivation-id",
    ])
    expect(checkDerivation(one, {...everything, version: "1.2.4"}).map(({code}) => code)).toEqual([
      "derivation-version",
    ])
  })
})
