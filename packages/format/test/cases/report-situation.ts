// SPDX-License-Identifier: EUPL-1.2

/** Ways to say a situation of the whole report: another register, template, record or policy. */
import type {
  CheckInput,
  HearingRecord,
  Person,
  Policy,
  RecordState,
  Source,
  Template,
  TemplateField,
  TemplateSection,
} from "@wederhoor/format"
import {
  type Placed,
  type Step,
  findings,
  persons,
  policy,
  record,
  step,
  template,
} from "../builders.ts"
import type {Situation} from "./situation.ts"

interface Given {
  readonly placed?: readonly Placed[]
  readonly steps?: readonly Step[]
  readonly fields?: {[section: string]: {[field: string]: string}}
  /** The whole register instead of that of the family. */
  readonly register?: readonly Person[]
  /** What else differs in the record. */
  readonly record?: Partial<RecordState>
  readonly template?: Partial<Template>
  readonly policy?: Partial<Policy>
  readonly sources?: readonly Source[]
  readonly offered?: CheckInput["offered"]
  readonly today?: string
}

/** A report with a record, different in what is given. */
export const report = (name: string, given: Given): Situation => ({
  name,
  find: () => {
    const state = {
      ...record(given.steps, given.fields),
      ...(given.register ? {persons: given.register} : {}),
      ...given.record,
    }
    return findings(given.placed ?? [], {
      record: state,
      persons: state.persons,
      template: {...template, ...given.template},
      policy: {...policy, ...given.policy},
      ...(given.sources ? {sources: given.sources} : {}),
      ...(given.offered ? {offered: given.offered} : {}),
      ...(given.today ? {today: given.today} : {}),
    })
  },
})

/** The same without a record. */
export const unrecorded = (name: string, given: Pick<Given, "placed" | "template"> = {}) => ({
  name,
  find: () => findings(given.placed ?? [], {template: {...template, ...given.template}}),
})

/** Somebody in a register; everything but the id and the role is made up. */
export const who = (id: string, role: Person["role"], more: Partial<Person> = {}): Person => ({
  id,
  role,
  name: id,
  label: id,
  ...more,
})

/** The register of the family with one person otherwise. */
export const withPerson = (id: string, more: Partial<Person>): Person[] =>
  persons.map(person => (person.id === id ? {...person, ...more} : person))

/** The sections of the template with one otherwise, or with one more. */
export const withSection = (id: string, more: Partial<TemplateSection>): TemplateSection[] => {
  const old = template.sections.find(section => section.id === id)
  const made = {id, title: {nl: id, en: id}, layer: "mixed" as const, allows: [], ...old, ...more}
  return old
    ? template.sections.map(section => (section.id === id ? made : section))
    : [...template.sections, made]
}

/** A hearing as it was recorded on 20 March, in good order for `heard`. */
export const recorded = (hearing: Partial<HearingRecord>, at = "2026-03-20T09:00:00Z"): Step =>
  step(
    "auke",
    {
      type: "hearingRecorded",
      hearing: {person: "vic", state: "heard", on: "2026-03-18", how: "gesprek thuis", ...hearing},
    },
    at,
  )

export const both = (text: string): {nl: string; en: string} => ({nl: text, en: text})

export const withFields = (...fields: TemplateField[]): Partial<Template> => ({
  sections: withSection("extra", {fields}),
})
export const field = (id: string, more: Partial<TemplateField> = {}): TemplateField => ({
  id,
  label: both(id),
  type: "text",
  ...more,
})
