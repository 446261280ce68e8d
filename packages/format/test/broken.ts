// SPDX-License-Identifier: EUPL-1.2

/** A template in which everything occurs, and ways to break a value in one place. */
import type {Template} from "@wederhoor/format"
import fc from "fast-check"

/** A value that tests break on purpose. */
export type Json = {[key: string]: any} // oxlint-disable-line typescript/no-explicit-any -- tests break values on purpose

const both = (text: string) => ({nl: text, en: text})

/** Every part a template can have, once. In order. */
export const richTemplate: Template = {
  format: "wederhoor-template/1",
  id: "alles",
  version: "2.1.0",
  status: "active",
  title: both("Alles"),
  languages: ["nl", "en"],
  basis: [{title: both("Wet"), source: "Jeugdwet 4.1.1"}],
  derivedFrom: {id: "feitenonderzoek", version: "1.0.0", relation: "inspiredBy"},
  kinds: [
    {
      id: "threat",
      extends: "concern",
      label: both("Dreiging"),
      help: both("Wat er kan gebeuren"),
      requires: ["feared", "at"],
    },
    {id: "birth", extends: "fact", label: both("Feit bij geboorte"), requires: []},
  ],
  vocabularies: {
    areas: [
      {id: "home", label: both("Thuis"), assessed: true},
      {id: "school", label: both("School")},
    ],
    factors: [
      {
        id: "model-a",
        title: both("Model A"),
        source: "boek A",
        terms: [{id: "sleep", label: both("Slaap")}],
      },
      {id: "model-b", title: both("Model B"), terms: [{id: "debt", label: both("Schulden")}]},
    ],
    safetyPhases: [
      {id: "direct", label: both("Nu")},
      {id: "later", label: both("Later")},
    ],
  },
  sections: [
    {
      id: "start",
      title: both("Begin"),
      group: both("Deel een"),
      guidance: both("Schrijf kort."),
      layer: "mixed",
      allows: ["fact", "account", "concern", "factor"],
      required: true,
      writtenBy: "together",
      fields: [
        {id: "on", label: both("Begonnen op"), help: both("De dag"), type: "date", required: true},
        {
          id: "frame",
          label: both("Kader"),
          type: "choice",
          options: [
            {id: "free", label: both("vrij")},
            {id: "order", label: both("opgelegd")},
          ],
        },
        {
          id: "judge",
          label: both("Rechter"),
          type: "text",
          requiredWhen: {field: "start.frame", is: "order"},
        },
        {
          id: "until",
          label: both("Tot"),
          type: "date",
          term: {of: "start.on", policy: "planReview", order: "within"},
        },
        {id: "noFactor", label: both("Waarom geen factor"), type: "text"},
      ],
      needs: [
        {
          kinds: ["factor"],
          min: 1,
          where: {attribute: "factorTerm", is: "sleep"},
          linked: {relation: "basedOn", kinds: ["fact", "account"]},
          unless: "noFactor",
          message: both("Noem een factor."),
        },
        {kinds: ["account"], min: 1, per: "child", message: both("Noteer wat het kind vertelt.")},
        {
          kinds: ["concern"],
          min: 1,
          where: {attribute: "subkind", is: "threat"},
          message: both("Noem de dreiging."),
        },
      ],
    },
    {id: "facts", title: both("Feiten"), group: both("De feiten"), layer: "fact", allows: ["fact"]},
    {
      id: "old",
      title: both("Van eerder"),
      layer: "voice",
      allows: ["account"],
      reuseOnly: true,
      writtenBy: "team",
    },
    {id: "method", title: both("Hoe"), layer: "mixed", allows: [], computed: "method"},
  ],
  recognition: true,
  court: false,
  courtWhen: {field: "start.frame", is: "order"},
  review: {beforeFamily: "none", approve: "none"},
  signOffs: [
    {purpose: "plan", roles: ["parent", "chair"], required: true},
    {purpose: "report", roles: ["child"], required: false},
  ],
  rights: {
    correction: both("Zeg het."),
    ownStatement: both("Schrijf het."),
    support: both("Neem iemand mee."),
    complaint: both("Klaag."),
    contact: both("Bel."),
  },
  migrations: [
    {
      from: "1.x",
      steps: [
        {op: "renameSection", from: "begin", to: "start"},
        {op: "renameField", section: "start", from: "kader", to: "frame"},
        {op: "mapOption", section: "start", field: "frame", map: {vrij: "free"}},
        {op: "mapTerm", vocabulary: "factors", map: {slaap: "sleep"}},
      ],
    },
  ],
}

const junk = [
  null,
  0,
  -1,
  1.5,
  "",
  "x",
  "een tekst met spaties",
  [],
  {},
  [{}],
  true,
  "a".repeat(25_000),
]

/** Copies of a JSON value with one thing changed, taken out, doubled or added, somewhere in it. */
export function breakSomewhere(value: object): fc.Arbitrary<Json> {
  const how = fc.constantFrom("replace", "remove", "add", "double")
  return fc
    .tuple(
      fc.array(fc.nat(1000), {minLength: 1, maxLength: 9}),
      how,
      fc.constantFrom<unknown>(...junk),
    )
    .map(([path, act, thing]) => {
      const copy = structuredClone(value) as Json
      let at: Json = copy
      for (const step of path.slice(0, -1)) {
        const inner = Object.values(at).filter(one => typeof one === "object" && one !== null)
        if (inner.length === 0) break
        at = inner[step % inner.length] as Json
      }
      const keys = Object.keys(at)
      const key = keys[(path.at(-1) ?? 0) % (keys.length || 1)] ?? "x"
      if (act === "replace") at[key] = structuredClone(thing)
      else if (act === "add" && Array.isArray(at)) at.push(thing)
      else if (act === "add") at[`${key}x`] = thing
      else if (act === "double" && Array.isArray(at)) at.push(...structuredClone(at))
      else if (Array.isArray(at)) at.splice(Number(key), 1)
      else delete at[key]
      return copy
    })
}
