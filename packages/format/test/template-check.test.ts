// SPDX-License-Identifier: EUPL-1.2

/** What a schema cannot say about a template: every reference lands, no heading promises facts. */
import {type Problem, checkTemplate, describeProblem, parseTemplate} from "@wederhoor/format"
import fc from "fast-check"
import {describe, expect, test} from "vitest"
import {type Json, breakSomewhere, richTemplate} from "./broken.ts"

const seed = 20_260_410
const told = (problems: readonly Problem[]): string[] =>
  problems.map(({code, at}) => `${code} ${at}`)
const wrong = (change: (copy: Json) => void): string[] => {
  const copy = structuredClone(richTemplate) as Json
  change(copy)
  return told(checkTemplate(copy))
}
const start = (copy: Json): Json => copy["sections"][0]
const need = (copy: Json, at = 0): Json => start(copy)["needs"][at]
const field = (copy: Json, at: number): Json => start(copy)["fields"][at]

test("a template in which everything occurs is taken, without review and all", () => {
  expect(checkTemplate(richTemplate)).toEqual([])
  expect(parseTemplate(richTemplate)).toEqual(richTemplate)
})

const cases: {readonly [title: string]: readonly [string, (copy: Json) => void, string][]} = {
  "kinds of its own": [
    ["the same id twice", t => (t["kinds"][1].id = "threat"), "duplicate-id /kinds/1/id"],
    ["called like a base kind", t => (t["kinds"][1].id = "fact"), "kind-name-taken /kinds/1/id"],
    [
      "made from nothing",
      t => Object.assign(t["kinds"][1], {extends: "unclassified", label: {nl: "Los", en: "Loose"}}),
      "kind-not-specialised /kinds/1/extends",
    ],
    [
      "an opinion that is called a fact",
      t => (t["kinds"][0].label.nl = "Feitelijke dreiging"),
      "kind-says-fact /kinds/0/label/nl",
    ],
    [
      "an attribute of another kind",
      t => t["kinds"][0].requires.push("method"),
      "attribute-not-of-kind /kinds/0/requires/2",
    ],
    [
      "an attribute that only the system fills",
      t => t["kinds"][0].requires.push("originReport"),
      "attribute-not-of-kind /kinds/0/requires/2",
    ],
    [
      "an attribute that is none",
      t => t["kinds"][0].requires.push("toString"),
      "attribute-not-of-kind /kinds/0/requires/2",
    ],
    [
      "a help text in one language",
      t => delete t["kinds"][0].help.en,
      "title-missing /kinds/0/help",
    ],
  ],
  vocabularies: [
    [
      "one area twice",
      t => (t["vocabularies"].areas[1].id = "home"),
      "duplicate-id /vocabularies/areas/1/id",
    ],
    [
      "one factor in two models",
      t => (t["vocabularies"].factors[1].terms[0].id = "sleep"),
      "duplicate-id /vocabularies/factors/1/terms/0/id",
    ],
    [
      "one model twice",
      t => (t["vocabularies"].factors[1].id = "model-a"),
      "duplicate-id /vocabularies/factors/1/id",
    ],
    [
      "one phase twice",
      t => (t["vocabularies"].safetyPhases[1].id = "direct"),
      "duplicate-id /vocabularies/safetyPhases/1/id",
    ],
    [
      "a factor in one language",
      t => delete t["vocabularies"].factors[0].terms[0].label.en,
      "title-missing /vocabularies/factors/0/terms/0/label",
    ],
  ],
  headings: [
    [
      "a group of mixed sections that calls itself facts",
      t => (start(t)["group"].nl = "Feiten en meningen"),
      "title-says-fact /sections/0/group/nl",
    ],
    [
      "what people say under a group of facts",
      t => (t["sections"][2].group = {nl: "Alles", en: "The facts"}),
      "title-says-fact /sections/2/group/en",
    ],
    [
      "a group in one language",
      t => delete start(t)["group"].en,
      "title-missing /sections/0/group",
    ],
    ["a language twice", t => t["languages"].push("nl"), "duplicate-id /languages/2"],
  ],
  "what a need asks": [
    [
      "a kind that may not stand here",
      t => need(t, 1)["kinds"].push("goal"),
      "kind-not-allowed-here /sections/0/needs/1/kinds/1",
    ],
    [
      "text without a kind",
      t => (need(t, 1)["kinds"] = ["unclassified"]),
      "kind-not-allowed-here /sections/0/needs/1/kinds/0",
    ],
    [
      "an attribute of another kind",
      t => (need(t)["where"] = {attribute: "feared", is: "x"}),
      "attribute-not-of-kind /sections/0/needs/0/where/attribute",
    ],
    [
      "an option that is none",
      t => (need(t)["where"] = {attribute: "effect", is: "good"}),
      "attribute-value /sections/0/needs/0/where/is",
    ],
    [
      "a word that is not in the vocabulary",
      t => (need(t)["where"].is = "money"),
      "attribute-value /sections/0/needs/0/where/is",
    ],
    [
      "a kind of its own that is made from another kind",
      t => (need(t, 2)["where"].is = "birth"),
      "attribute-value /sections/0/needs/2/where/is",
    ],
    [
      "a link that leads to a person",
      t => (need(t)["linked"].relation = "about"),
      "relation-not-to-statements /sections/0/needs/0/linked/relation",
    ],
    [
      "a link to a kind that stands nowhere",
      t => need(t)["linked"].kinds.push("goal"),
      "kind-nowhere /sections/0/needs/0/linked/kinds/2",
    ],
    [
      "a way out that is no field",
      t => (need(t)["unless"] = "why"),
      "unknown-field /sections/0/needs/0/unless",
    ],
    [
      "something where nobody writes",
      t => (t["sections"][3].needs = [{...need(t, 1), kinds: ["question"]}]),
      "needs-where-nobody-writes /sections/3/needs/0",
    ],
    [
      "in one language",
      t => delete need(t)["message"].en,
      "title-missing /sections/0/needs/0/message",
    ],
  ],
  "what a field leans on": [
    [
      "a section that is none",
      t => (field(t, 2)["requiredWhen"].field = "begin.frame"),
      "unknown-section /sections/0/fields/2/requiredWhen/field",
    ],
    [
      "a field that is none",
      t => (field(t, 2)["requiredWhen"].field = "start.kader"),
      "unknown-field /sections/0/fields/2/requiredWhen/field",
    ],
    [
      "an option that is none",
      t => (field(t, 2)["requiredWhen"].is = "opgelegd"),
      "field-value /sections/0/fields/2/requiredWhen/is",
    ],
    [
      "a court for a field that is none",
      t => (t["courtWhen"].field = "start.kader"),
      "unknown-field /courtWhen/field",
    ],
    [
      "a court for an option that is none",
      t => (t["courtWhen"].is = "opgelegd"),
      "field-value /courtWhen/is",
    ],
    [
      "itself",
      t => (field(t, 2)["requiredWhen"].field = "start.judge"),
      "refers-to-itself /sections/0/fields/2/requiredWhen/field",
    ],
    [
      "a term on a text",
      t => (field(t, 3)["type"] = "text"),
      "term-without-date /sections/0/fields/3/term",
    ],
    [
      "a term from a choice",
      t => (field(t, 3)["term"].of = "start.frame"),
      "term-not-from-date /sections/0/fields/3/term/of",
    ],
    [
      "a term from itself",
      t => (field(t, 3)["term"].of = "start.until"),
      "refers-to-itself /sections/0/fields/3/term/of",
    ],
    [
      "a term from nowhere",
      t => (field(t, 3)["term"].of = "facts.on"),
      "unknown-field /sections/0/fields/3/term/of",
    ],
    [
      "help in one language",
      t => delete field(t, 0)["help"].nl,
      "title-missing /sections/0/fields/0/help",
    ],
  ],
  "what may stand there": [
    ["used again: nothing", t => (t["sections"][2].allows = []), "reuse-of-nothing /sections/2"],
    [
      "used again: where nobody writes",
      t => (t["sections"][3].reuseOnly = true),
      "reuse-of-nothing /sections/3",
    ],
  ],
  signatures: [
    [
      "of writers and reviewers only",
      t => (t["signOffs"] = [{purpose: "report", roles: ["author", "reviewer"], required: true}]),
      "nobody-else-signs /signOffs",
    ],
    [
      "asked twice",
      t => t["signOffs"].push({purpose: "plan", roles: ["child", "parent"], required: false}),
      "sign-off-twice /signOffs/2/roles/1",
    ],
  ],
  "where it comes from": [
    [
      "made from itself",
      t => (t["derivedFrom"] = {id: "alles", version: "2.1.0", relation: "extends"}),
      "refers-to-itself /derivedFrom/id",
    ],
    [
      "a migration from this version",
      t => (t["migrations"][0].from = ">=1.0.0"),
      "migration-not-older /migrations/0/from",
    ],
    [
      "two migrations from one version",
      t => t["migrations"].push(t["migrations"][0]),
      "duplicate-id /migrations/1/from",
    ],
    [
      "a range that is none",
      t => (t["migrations"][0].from = "oud"),
      "wrong-form /migrations/0/from",
    ],
    [
      "to a section that is none",
      t => (t["migrations"][0].steps[0].to = "begin"),
      "unknown-section /migrations/0/steps/0/to",
    ],
    [
      "to a field that is none",
      t => (t["migrations"][0].steps[1].to = "kader"),
      "unknown-field /migrations/0/steps/1/to",
    ],
    [
      "options of a text",
      t => (t["migrations"][0].steps[2].field = "judge"),
      "not-a-choice /migrations/0/steps/2/field",
    ],
    [
      "to an option that is none",
      t => (t["migrations"][0].steps[2].map.vrij = "vrij"),
      "not-in-this-version /migrations/0/steps/2/map/vrij",
    ],
    [
      "to a word that is none",
      t => (t["migrations"][0].steps[3].map.slaap = "slaap"),
      "not-in-this-version /migrations/0/steps/3/map/slaap",
    ],
    [
      "a step that is none",
      t => (t["migrations"][0].steps[0].op = "dropSection"),
      "not-in-list /migrations/0/steps/0/op",
    ],
    [
      "a step with a part of another",
      t => (t["migrations"][0].steps[0].map = {}),
      "unknown-key /migrations/0/steps/0/map",
    ],
  ],
}

for (const [title, list] of Object.entries(cases))
  describe(title, () => {
    test.each(list)("%s", (_, change, expected) => expect(wrong(change)).toEqual([expected]))
  })

test(`whatever is changed, each problem says what, where and what to do (seed ${seed})`, () => {
  fc.assert(
    fc.property(breakSomewhere(richTemplate), broken => {
      for (const problem of checkTemplate(broken)) {
        expect(problem.at === "" || problem.at.startsWith("/")).toBe(true)
        for (const lang of ["nl", "en"] as const) {
          const {what, todo} = describeProblem(problem, lang)
          expect([problem, what]).toEqual([problem, expect.stringMatching(/^[A-Z“].*\.$/s)])
          expect([problem, todo]).toEqual([problem, expect.stringMatching(/^[A-Z].*[.}]$/s)])
          expect(`${what} ${todo}`).not.toMatch(/\{(key|id|limit|type|allowed|kind|lang)\}/)
        }
      }
    }),
    {seed, numRuns: 500},
  )
})
