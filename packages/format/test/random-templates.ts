// SPDX-License-Identifier: EUPL-1.2

/** Random small templates that `checkTemplate` passes, and one that uses every part there is. */
import {
  type Kind,
  type Template,
  type TemplateField,
  type TemplateSection,
  kinds,
} from "@wederhoor/format"
import fc from "fast-check"

const both = (text: string) => ({nl: text, en: `${text} (en)`})
export const allKinds = Object.keys(kinds) as Kind[]

const label = fc.constantFrom("Een", "Twee", "Drie").map(both)
const flag = fc.constantFrom({}, {required: true})

const field = (id: string): fc.Arbitrary<TemplateField> =>
  fc
    .oneof(
      fc.record({label, type: fc.constantFrom("text" as const, "date" as const), more: flag}),
      fc.record({
        label,
        type: fc.constant("choice" as const),
        more: fc
          .subarray(["ja", "nee", "soms", "nooit"], {minLength: 2})
          .chain(ids => fc.record({ids: fc.constant(ids), flag}))
          .map(({ids, flag: required}) => ({
            ...required,
            options: ids.map(option => ({id: option, label: both(option)})),
          })),
      }),
    )
    .map(({label: words, type, more}) => ({id, label: words, type, ...more}))

const section = (id: string): fc.Arbitrary<TemplateSection> =>
  fc
    .record({
      title: fc.constantFrom("Verhaal", "Gesprek", "Plan").map(both),
      allows: fc.subarray(allKinds),
      fieldIds: fc.subarray(["wie", "wat", "waar", "hoe"]),
      flag,
    })
    .chain(({title, allows, fieldIds, flag: required}) =>
      fc.tuple(...fieldIds.map(field)).map(fields => ({
        id,
        title,
        layer: "mixed" as const,
        allows: allows.length > 0 ? allows : ["fact" as const],
        ...(fields.length > 0 ? {fields} : {}),
        ...required,
      })),
    )

export const sectionIds = ["a", "b", "c", "d", "e", "f"] as const

/** A template with some of six sections, in any order, without migrations. */
export const template: fc.Arbitrary<Template> = fc
  .shuffledSubarray([...sectionIds], {minLength: 1})
  .chain(ids => fc.tuple(fc.tuple(...ids.map(section)), fc.subarray(["wonen", "school", "geld"])))
  .map(([sections, areas]) => ({
    format: "wederhoor-template/1",
    id: "proef",
    version: "1.0.0",
    status: "active",
    title: both("Proef"),
    languages: ["nl", "en"],
    ...(areas.length > 0 ? {vocabularies: {areas: areas.map(id => ({id, label: both(id)}))}} : {}),
    sections,
    review: {beforeFamily: "optional", approve: "required"},
    rights: {
      correction: both("reageren"),
      ownStatement: both("kijk"),
      support: both("steun"),
      complaint: both("klacht"),
      contact: both("vragen"),
    },
  }))

/** A template in which every part that a template can have is filled. */
export const everything: Template = {
  format: "wederhoor-template/1",
  id: "alles",
  version: "1.2.3",
  status: "active",
  title: both("Alles"),
  languages: ["nl", "en"],
  basis: [{title: both("Grond"), source: "Een wet"}],
  derivedFrom: {id: "basis", version: "1.0.0", relation: "extends"},
  kinds: [
    {id: "melding", extends: "fact", label: both("Melding"), help: both("Hulp"), requires: ["at"]},
  ],
  vocabularies: {
    areas: [
      {id: "wonen", label: both("Wonen"), assessed: true},
      {id: "geld", label: both("Geld")},
    ],
    factors: [
      {
        id: "model",
        title: both("Model"),
        source: "Een boek",
        terms: [
          {id: "rust", label: both("Rust")},
          {id: "steun", label: both("Steun")},
        ],
      },
    ],
    safetyPhases: [{id: "direct", label: both("Direct")}],
  },
  sections: [
    {
      id: "aanleiding",
      title: both("Aanleiding"),
      group: both("Begin"),
      guidance: both("Uitleg"),
      layer: "mixed",
      allows: ["account", "fact"],
      required: true,
      writtenBy: "together",
      fields: [
        {id: "wie", label: both("Wie"), help: both("Naam"), type: "text", required: true},
        {
          id: "kader",
          label: both("Kader"),
          type: "choice",
          options: [
            {id: "vrij", label: both("Vrij")},
            {id: "dwang", label: both("Dwang")},
          ],
        },
        {
          id: "sinds",
          label: both("Sinds"),
          type: "date",
          requiredWhen: {field: "aanleiding.kader", is: "dwang"},
          term: {of: "aanleiding.start", policy: "planReview", order: "within"},
        },
        {id: "start", label: both("Begin"), type: "date"},
      ],
      needs: [
        {
          kinds: ["fact", "account"],
          min: 2,
          where: {attribute: "effect", is: "helping"},
          linked: {relation: "basedOn", kinds: ["fact"]},
          per: "child",
          unless: "wie",
          message: both("Schrijf er twee."),
        },
        {kinds: ["fact"], min: 1, message: both("Schrijf er een.")},
      ],
    },
    {id: "hoe", title: both("Hoe"), layer: "none", allows: [], computed: "method"},
    {
      id: "oud",
      title: both("Uit ander verslag"),
      layer: "voice",
      allows: ["view"],
      reuseOnly: true,
    },
  ],
  recognition: true,
  court: true,
  courtWhen: {field: "aanleiding.kader", is: "dwang"},
  review: {beforeFamily: "optional", approve: "optional"},
  signOffs: [
    {purpose: "report", roles: ["parent", "carer"], required: true},
    {purpose: "plan", roles: ["child"], required: false},
  ],
  rights: {
    correction: both("reageren"),
    ownStatement: both("kijk"),
    support: both("steun"),
    complaint: both("klacht"),
    contact: both("vragen"),
  },
  migrations: [{from: "<1.2.0", steps: [{op: "renameSection", from: "start", to: "aanleiding"}]}],
}

type Json = string | number | boolean | Json[] | {[key: string]: Json}

/** Every way to change or take out one part: a path and the value after it. */
export function* edits(
  value: unknown,
  path = "",
): Generator<{path: string; how: string; value: unknown}> {
  const node = value as Json
  if (typeof node === "string") yield {path, how: "other text", value: `${node} anders`}
  if (typeof node === "number") {
    yield {path, how: "higher", value: node + 1}
    yield {path, how: "lower", value: node - 1}
  }
  if (typeof node === "boolean") yield {path, how: "flipped", value: !node}
  if (typeof node !== "object") return
  for (const [key, part] of Object.entries(node)) {
    const here = `${path}/${key}`
    const without = (): unknown =>
      Array.isArray(node)
        ? node.filter((_, i) => String(i) !== key)
        : Object.fromEntries(Object.entries(node).filter(([other]) => other !== key))
    yield {path: here, how: "taken out", value: without()}
    for (const edit of edits(part, here))
      yield {
        ...edit,
        value: Array.isArray(node)
          ? node.map((one, i) => (String(i) === key ? edit.value : one))
          : {...node, [key]: edit.value},
      }
  }
  if (Array.isArray(node) && node.length > 1)
    yield {path, how: "other order", value: node.toReversed()}
}
