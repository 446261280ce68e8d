// SPDX-License-Identifier: EUPL-1.2

/** An invented family, a small template with every layer, and builders that read like a report. */
import {
  type Actor,
  type CheckInput,
  type Content,
  type Finding,
  type Kind,
  type Person,
  type Policy,
  type RecordEvent,
  type RecordState,
  type RelationType,
  type Source,
  type Statement,
  type Template,
  check,
  evolve,
  kinds,
  parseTemplate,
  sectionFor,
} from "@wederhoor/format"

const both = (text: string) => ({nl: text, en: text})
const of = (layer: string): Kind[] =>
  (Object.keys(kinds) as Kind[]).filter(kind => kinds[kind].layer === layer)

export const template: Template = parseTemplate({
  format: "wederhoor-template/1",
  id: "proef",
  version: "1.0.0",
  status: "active",
  title: both("Proef"),
  languages: ["nl", "en"],
  sections: [
    {id: "questions", title: both("Vragen"), layer: "none", allows: ["question"]},
    {id: "facts", title: both("Vastgestelde feiten"), layer: "fact", allows: of("fact")},
    {id: "voices", title: both("Wat mensen zeggen"), layer: "voice", allows: of("voice")},
    {id: "weighing", title: both("Weging"), layer: "appraisal", allows: of("appraisal")},
    {id: "plan", title: both("Plan"), layer: "plan", allows: of("plan")},
    {
      id: "occasion",
      title: both("Aanleiding"),
      layer: "mixed",
      allows: ["account", "fact"],
      required: true,
      fields: [
        {id: "who", label: both("Gevraagd door"), type: "text", required: true},
        {id: "on", label: both("Gevraagd op"), type: "date"},
        {
          id: "frame",
          label: both("Kader"),
          type: "choice",
          options: [
            {id: "voluntary", label: both("vrijwillig")},
            {id: "compulsory", label: both("gedwongen")},
          ],
        },
      ],
    },
    {id: "method", title: both("Hoe"), layer: "mixed", allows: [], computed: "method"},
  ],
  review: {beforeFamily: "optional", approve: "required"},
  rights: {
    correction: both("U mag reageren."),
    ownStatement: both("U mag uw eigen kijk laten opnemen."),
    support: both("U mag iemand meenemen."),
    complaint: both("U mag klagen."),
    contact: both("Vragen? Bel de onderzoeker."),
  },
} satisfies Template)

export const persons: readonly Person[] = [
  {id: "auke", role: "author", name: "Auke Tas", label: "onderzoeker", registration: "SKJ 1"},
  {id: "bo", role: "coAuthor", name: "Bo Wit", label: "lokaal team"},
  {id: "gea", role: "reviewer", name: "Gea Vos", label: "gedragswetenschapper"},
  {
    id: "mira",
    role: "parent",
    name: "Mira Kok",
    label: "moeder",
    shielded: [{kind: "address", text: "Populierenhof 7", reason: "op verzoek van de politie"}],
  },
  {id: "vic", role: "parent", name: "Vic Kok", label: "vader"},
  {id: "isa", role: "child", name: "Isa Kok", label: "Isa", birthDate: "2012-05-01"},
  {id: "tim", role: "child", name: "Tim Kok", label: "Tim", birthDate: "2019-05-01"},
  {id: "juf", role: "informant", name: "Els Juf", label: "juf"},
]

export const today = "2026-04-02"
export const policy: Policy = {
  format: "wederhoor-policy/1",
  id: "proef-2026",
  from: "2026-01-01",
  ages: {ownHearing: 12, ownConsent: 16},
  terms: {inspectionWorkingDays: 5, excerptMonths: 24},
  diagnosisTerms: ["narcist", "getraumatiseerd"],
}

const source = (id: string, more: Partial<Source>): Source => ({
  id,
  title: `Bron ${id}`,
  medium: "document",
  ...more,
})
export const sources: readonly Source[] = [
  source("brp", {medium: "register", date: "2026-03-01"}),
  source("brief", {date: "2026-03-02", author: "een arts"}),
  source("oud", {date: "2016-03-02"}),
  source("los", {}),
  source("praat-mira", {medium: "talk", date: "2026-03-03", person: "mira"}),
  source("praat-vic", {medium: "talk", date: "2026-03-04", person: "vic"}),
  source("gerucht", {medium: "unknown", date: "2026-03-04"}),
]

type Links = {[type in RelationType]?: string | readonly string[]}
export interface Sketch extends Links {
  id?: string
  text?: string
  section?: string
  page?: string
  attrs?: Statement["attrs"]
  waivers?: Statement["waivers"]
}

export interface Placed {
  section: string
  statement: Statement
}

const linkTypes = [
  "source",
  "basedOn",
  "contradicts",
  "alternativeTo",
  "answers",
  "about",
  "reader",
  "shareWith",
  "accord",
] as const

/** One statement, `s` unless named, in the first section where its kind may stand. */
export function statement(kind: Kind, sketch: Sketch = {}): Placed {
  const relations = linkTypes.flatMap(type =>
    [sketch[type] ?? []].flat().map(ref => ({
      type,
      ref,
      ...(type === "source" && sketch.page ? {page: sketch.page} : {}),
    })),
  )
  return {
    section: sketch.section ?? sectionFor(template, kind)?.id ?? "facts",
    statement: {
      id: sketch.id ?? "s",
      kind,
      lines: [[{text: sketch.text ?? "Dit staat hier."}]],
      attrs: sketch.attrs ?? {},
      relations,
      ...(sketch.waivers ? {waivers: sketch.waivers} : {}),
    },
  }
}

/** A fact in good order, named `feit` unless said otherwise. */
export const soundFact = (id = "feit"): Placed =>
  statement("fact", {id, source: "brp", attrs: {at: "2026-03-01", verifiedBy: "register"}})

export function content(placed: readonly Placed[] = [], given = sources): Content {
  const ids = new Set([...template.sections.map(one => one.id), ...placed.map(one => one.section)])
  return {
    sources: given,
    sections: [...ids].map(id => ({
      id,
      statements: placed.filter(one => one.section === id).map(one => one.statement),
    })),
  }
}

export const actor = (person: string): Actor => ({
  person,
  role: persons.find(one => one.id === person)?.role ?? "host",
})

export type Step = readonly [person: string, event: RecordEvent, at?: string]
export const step = (person: string, event: RecordEvent, at?: string): Step =>
  at ? [person, event, at] : [person, event]

const created = (fields: {[section: string]: {[field: string]: string}}): RecordEvent => ({
  type: "created",
  report: "proef-1",
  template: {id: "proef", version: "1.0.0", digest: "d"},
  lang: "nl",
  persons,
  fields,
})

/** The record after these steps, one a day from 1 March unless a step says when. */
export function record(
  steps: readonly Step[] = [],
  fields: {[section: string]: {[field: string]: string}} = {},
): RecordState {
  let state = evolve(null, {
    seq: 1,
    at: "2026-03-01T09:00:00Z",
    actor: {person: "host", role: "host"},
    event: created(fields),
  })
  for (const [person, event, at] of steps)
    state = evolve(state, {
      seq: state.seq + 1,
      at: at ?? `2026-03-${String(state.seq + 1).padStart(2, "0")}T09:00:00Z`,
      actor: actor(person),
      event,
    })
  return state
}

export const version = (number: number, purpose: "hearing" | "signing" = "hearing") => ({
  number,
  digest: `v${number}`,
  purpose,
  renditions: ["mira", "vic", "isa"].map(person => ({
    person,
    sha256: `${person}-${number}`,
    withheld: [],
  })),
})

export const offered = (number = 1, until = "2026-03-20", at?: string): Step =>
  step(
    "auke",
    {type: "offered", version: version(number), parties: ["mira", "vic", "isa"], until},
    at,
  )
export const reacted = (by: string, more: {on?: string; version?: number; at?: string} = {}) =>
  step(
    by,
    {
      type: "reacted",
      reaction: `r-${by}-${more.version ?? 1}`,
      reactionType: "addition",
      on: more.on ?? "",
      text: "Ik was er niet bij.",
      version: more.version ?? 1,
    },
    more.at,
  )
export const answered = (reaction: string): Step =>
  step("auke", {type: "answered", reaction, answer: {kind: "added", text: "Staat erbij."}})
export const hearing = (
  person: string,
  state: "heard" | "declined" | "noResponse" | "unreachable" | "deferredSafety" | "deferredUrgency",
  more: {at?: string; reviewOn?: string} = {},
): Step =>
  step(
    "auke",
    {
      type: "hearingRecorded",
      hearing: {
        person,
        state,
        on: "2026-03-10",
        how: "gesprek",
        reason: "reden",
        ...(more.reviewOn ? {reviewOn: more.reviewOn} : {}),
      },
    },
    more.at,
  )
export const disclosed = (reader: string, outcome: "safe" | "shield" | "defer" = "safe"): Step =>
  step("auke", {type: "disclosureChecked", check: {reader, outcome, note: "", second: "bo"}})
export const approved = (number = 2): Step =>
  step("gea", {type: "reviewed", act: "approved", reason: "", version: version(number, "signing")})
export const signed = (person: string, number = 2, decision = "agreed"): Step =>
  step(person, {
    type: "signed",
    signOff: `t-${person}-${number}`,
    person,
    purpose: "report",
    decision,
    remarks: decision === "unreachable" ? "drie keer gebeld" : "",
    version: number,
    jws: null,
  })

/** All findings up to `final`, on these statements and this record. */
export function findings(
  placed: readonly Placed[],
  more: Partial<Omit<CheckInput, "content">> & {sources?: readonly Source[]} = {},
): Finding[] {
  const {sources: own, ...input} = more
  return check({
    content: content(placed, own),
    persons,
    template,
    policy,
    today,
    gate: "final",
    ...input,
  })
}
