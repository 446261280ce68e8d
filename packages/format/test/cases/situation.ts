// SPDX-License-Identifier: EUPL-1.2

/** Ways to say a situation in which a rule passes or refuses. */
import type {Kind, Source} from "@wederhoor/format"
import {
  type Placed,
  type Sketch,
  type Step,
  content,
  disclosed,
  findings,
  hearing,
  offered,
  persons,
  reacted,
  record,
  soundFact,
  statement,
  step,
} from "../builders.ts"

export interface Situation {
  readonly name: string
  readonly find: () => ReturnType<typeof findings>
}
type Fields = {[section: string]: {[field: string]: string}}

export const having = (
  name: string,
  placed: readonly Placed[],
  own?: readonly Source[],
): Situation => ({
  name,
  find: () => findings(placed, own ? {sources: own} : {}),
})
/** One statement of a kind, beside a sound fact, a question and an account to lean on. */
export const one = (name: string, kind: Kind, sketch: Sketch, ...more: Placed[]): Situation =>
  having(name, [statement(kind, sketch), ...ground, ...more])
export const told = (
  name: string,
  steps: readonly Step[],
  placed: readonly Placed[] = [],
): Situation => ({
  name,
  find: () => findings(placed, {record: record(steps)}),
})
/** Statements beside the same ground, judged with something else than usual. */
export const judged = (
  name: string,
  placed: readonly Placed[],
  more: Parameters<typeof findings>[1],
): Situation => ({
  name,
  find: () => findings([...placed, ...ground], more),
})
export const filled = (
  name: string,
  fields: Fields,
  placed: readonly Placed[] = [],
): Situation => ({
  name,
  find: () => findings(placed, {record: record([], fields)}),
})

export const account = {by: "mira", at: "2026-03-03", knowledge: "selfSeen"}
export const ground: readonly Placed[] = [
  soundFact(),
  soundFact("feit-2"),
  statement("question", {id: "vraag"}),
  statement("account", {
    id: "verhaal",
    attrs: {...account, verbatim: "verbatim", channel: "conversation"},
  }),
]
/** A source `x` that was given with consent. */
export const consented: readonly Source[] = [
  {id: "x", title: "Brief", medium: "document", date: "2026-03-02", consent: "moeder"},
]
export const childVoice = {by: "isa", at: "2026-03-05", method: "talk", told: "wie dit leest"}
export const allDisclosed = ["mira", "vic", "isa", "tim"].map(id => disclosed(id))
export const timHeard = hearing("tim", "heard")
export const everybody = [offered(), reacted("mira"), reacted("vic"), reacted("isa"), timHeard]
export const secret = "Zij woont op Populieren-hof  7 in de stad."

/** An act of signing for something else than the report. */
export const signedFor = (purpose: string, person: string, decision = "agreed"): Step =>
  step(person, {
    type: "signed",
    signOff: `${purpose}-${person}`,
    person,
    purpose,
    decision,
    remarks: "",
    version: 2,
    jws: null,
  })

export function hearsay(): Placed {
  return statement("account", {
    id: "hoor",
    attrs: {by: "mira", at: "2026-03-03", knowledge: "heardFrom", heardFrom: "oma"},
  })
}

export function label(kind: "view" | "account"): Placed {
  return statement(kind, {id: "etiket", text: "Vic is een narcist.", attrs: {by: "mira"}})
}

export function since(
  name: string,
  before: readonly Placed[],
  now: readonly Placed[],
  own?: readonly Source[],
): Situation {
  return {
    name,
    find: () => findings(now, {offered: content(before), ...(own ? {sources: own} : {})}),
  }
}

export function unshielded(): ReturnType<typeof findings> {
  return findings([], {
    persons: persons.map(person => ({...person, shielded: []})),
    record: record([], {occasion: {who: "Populierenhof 7"}}),
  })
}

/** Situations per rule, by slug. */
export interface Cases {
  readonly [slug: string]: {readonly passes: Situation[]; readonly refused: Situation[]}
}
