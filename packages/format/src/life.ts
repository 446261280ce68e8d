// SPDX-License-Identifier: EUPL-1.2
import type {Finding} from "./finding.ts"
import type {AnswerKind, Gate, Phase, ReactionType, Role} from "./names.ts"
import {layerOf, type Kind, words} from "./names.ts"
import {dayOf} from "./dates.ts"
import {isActShaped} from "./act-shape.ts"
import {ageOn, holdsShielded, isFamily, isTeam, partiesOf} from "./person.ts"
import type {Policy} from "./policy.ts"
import {fieldFits} from "./report-request.ts"
import type {Template} from "./template.ts"
import {
  type Actor,
  type DisclosureCheck,
  type HearingRecord,
  type RecordState,
  hearingOf,
  newestVersion,
} from "./record.ts"

/**
 * What a person asks of a report, as sent over HTTP. Who asks, in which role and when are never part
 * of it: the server takes them from the verified token and its own clock.
 */
export type Act =
  | {
      readonly act: "setField"
      readonly section: string
      readonly field: string
      readonly value: string
      readonly expected: number
    }
  | {readonly act: "checkDisclosure"; readonly check: DisclosureCheck}
  | {readonly act: "offer"}
  | {
      readonly act: "react"
      readonly reactionType: ReactionType
      readonly on: string
      readonly text: string
      readonly version: number
      readonly draft: string
    }
  | {
      readonly act: "answer"
      readonly reaction: string
      readonly kind: AnswerKind
      readonly text: string
    }
  | {readonly act: "recordHearing"; readonly hearing: HearingRecord}
  | {readonly act: "submit"}
  | {readonly act: "return"; readonly reason: string}
  | {readonly act: "approve"; readonly dissent: string; readonly version: number}
  | {
      readonly act: "sign"
      readonly decision: "agreed" | "agreedWithRemarks" | "disagreed" | "seen"
      readonly remarks: string
      readonly version: number
      readonly shown: string
    }
  | {
      readonly act: "recordSignOff"
      readonly person: string
      readonly decision: "declined" | "noResponse" | "unreachable"
      readonly reason: string
      readonly attempts: readonly {
        readonly on: string
        readonly channel: string
        readonly result: string
      }[]
    }
  | {readonly act: "finalise"}

export type ActName = Act["act"]

/** Why an act is not taken. `code` is stable; the sentence is made by `describeRefusal`. */
export interface Refusal {
  readonly ok: false
  readonly code: string
  readonly params?: {readonly [name: string]: string}
  /** Findings that stop the gate, when that is the reason. */
  readonly findings?: readonly Finding[]
}

/** Everything besides the record that a decision rests on. */
export interface ActContext {
  readonly actor: Actor
  /** UTC, RFC 3339. */
  readonly now: string
  readonly policy: Policy
  /**
   * Kinds of the statements in the newest frozen version, by id: what a reaction may point at. For a
   * reader of a redacted copy only the statements of that copy, or the refusal tells what is hidden.
   */
  readonly frozenKinds?: {readonly [statement: string]: Kind}
  /** Who speaks (`by`), per statement of that version. Without it nobody's words can be changed. */
  readonly frozenSpeakers?: {readonly [statement: string]: string}
  /** Findings of the gate that this act asks, from `check`. Without them a gate stays closed. */
  readonly findings?: readonly Finding[]
  /** With it, `setField` takes only fields of the template and values that fit. */
  readonly template?: Template
}

interface ActRule {
  readonly roles: readonly Role[]
  readonly phases: readonly Phase[]
  readonly gate?: Exclude<Gate, "always">
}

const team: readonly Role[] = ["author", "coAuthor"]
const family: readonly Role[] = ["parent", "carer", "child"]

/** What a person can say when signing themselves; never filled in for them. */
const ownDecisions: readonly string[] = ["agreed", "agreedWithRemarks", "disagreed", "seen"]
/** What a professional can record about somebody else's signature: never that they read or agreed. */
const recordedDecisions: readonly string[] = ["declined", "noResponse", "unreachable"]
/** What a professional can record about a hearing; the other states are computed. */
const recordedHearings: readonly string[] = [
  "heard",
  "noResponse",
  "declined",
  "unreachable",
  "deferredSafety",
  "deferredUrgency",
  "notFitAgeOrCapacity",
]

/** Who may do what in which phase, and which gate is asked. The one table; screens read it too. */
export const actRules: {readonly [name in ActName]: ActRule} = {
  setField: {roles: team, phases: ["draft", "hearing"]},
  checkDisclosure: {roles: team, phases: ["draft", "hearing"]},
  offer: {roles: team, phases: ["draft", "hearing"], gate: "toFamily"},
  react: {roles: family, phases: ["hearing"]},
  answer: {roles: team, phases: ["hearing"]},
  recordHearing: {roles: team, phases: ["draft", "hearing"]},
  submit: {roles: team, phases: ["hearing"], gate: "approve"},
  return: {roles: ["reviewer"], phases: ["approval"]},
  approve: {roles: ["reviewer"], phases: ["approval"], gate: "approve"},
  sign: {roles: family, phases: ["signing"]},
  recordSignOff: {roles: team, phases: ["signing"]},
  finalise: {roles: ["author"], phases: ["signing"], gate: "final"},
}

/** The acts this actor could try now, by role and phase alone. Gates are asked when the act is done. */
export function possibleActs(state: RecordState, actor: Actor): ActName[] {
  return (Object.keys(actRules) as ActName[]).filter(
    name =>
      actRules[name].roles.includes(actor.role as Role) &&
      actRules[name].phases.includes(state.phase),
  )
}

/** Whether the text of the report may be written in this phase. Elsewhere the guard refuses it. */
export function contentOpen(phase: Phase): boolean {
  return phase === "draft" || phase === "hearing"
}

/**
 * Answers a reaction allows, by the layer of what it is about: data are corrected, refused with a
 * reason or added to; an appraisal stays and the own view is printed beside it; someone's words are
 * changed only when it is the speaker who asks (`ownVoice`).
 */
export function answersFor(kind: Kind | null, ownVoice: boolean): AnswerKind[] {
  const layer = kind ? layerOf(kind) : null
  if (layer === "voice" && !ownVoice) return ["notChanged", "added"]
  return ["changed", "notChanged", "added"]
}

const refuse = (code: string, params?: Refusal["params"]): Refusal => ({
  ok: false,
  code,
  ...(params ? {params} : {}),
})

/**
 * May this act be done now? Pure: no clock, no store. Returns `{ok: true}` or the first reason why not.
 *
 * Codes: `bad-act` (a part of the act is missing or of another type) · `not-your-act` · `wrong-phase` ·
 * `gate-closed` (with findings) · `text-missing` · `reason-missing` · `decision-missing` (none, or not
 * one of the four) · `not-recordable` (only the person can say this) · `remarks-missing` ·
 * `wrong-version` · `not-shown` · `already-signed` · `unknown-statement` · `unknown-reaction` ·
 * `already-answered` · `unknown-person` · `answer-not-possible` · `changed-meanwhile` ·
 * `unknown-field` · `field-value` · `second-missing` · `evidence-missing` · `term-still-runs` ·
 * `shielded-text` (the words of a professional would print something secret).
 */
export function judgeAct(
  state: RecordState,
  act: Act,
  context: ActContext,
): {readonly ok: true} | Refusal {
  const {actor} = context
  if (!isActShaped(act)) return refuse("bad-act")
  const rule = actRules[act.act]
  const person = state.persons.find(candidate => candidate.id === actor.person)
  if (!person || person.role !== actor.role || !rule.roles.includes(person.role))
    return refuse("not-your-act")
  if (!rule.phases.includes(state.phase)) return refuse("wrong-phase", {phase: state.phase})
  if (rule.gate) {
    const errors = context.findings?.filter(finding => finding.severity === "error")
    if (!errors || errors.length > 0)
      return {ok: false, code: "gate-closed", params: {gate: rule.gate}, findings: errors ?? []}
  }
  if (teamWords(act).some(text => holdsShielded(text, state.persons)))
    return refuse("shielded-text")
  const newest = newestVersion(state)
  const has = (id: string): boolean => state.persons.some(candidate => candidate.id === id)
  switch (act.act) {
    case "setField": {
      const section = context.template?.sections.find(one => one.id === act.section)
      const field = section?.fields?.find(one => one.id === act.field)
      if (context.template && !field) return refuse("unknown-field")
      if (field && !fieldFits(field, act.value)) return refuse("field-value")
      const current = state.fields[act.section]?.[act.field]?.version ?? 0
      return current === act.expected ? {ok: true} : refuse("changed-meanwhile")
    }
    case "checkDisclosure": {
      const second = state.persons.find(candidate => candidate.id === act.check.second)
      if (!has(act.check.reader)) return refuse("unknown-person")
      if (!["safe", "shield", "defer"].includes(act.check.outcome))
        return refuse("decision-missing")
      if (
        !second ||
        second.id === actor.person ||
        !(isTeam(second.role) || second.role === "reviewer")
      )
        return refuse("second-missing")
      return {ok: true}
    }
    case "react": {
      if (!Object.hasOwn(words.reaction, act.reactionType)) return refuse("bad-act")
      if (act.text.trim() === "") return refuse("text-missing")
      if (act.version !== newest?.number) return refuse("wrong-version")
      if (!state.views.some(view => view.person === actor.person && view.version === act.version))
        return refuse("not-shown")
      if (act.on !== "" && !Object.hasOwn(context.frozenKinds ?? {}, act.on))
        return refuse("unknown-statement")
      return {ok: true}
    }
    case "answer": {
      const reaction = state.reactions.find(candidate => candidate.id === act.reaction)
      if (!reaction) return refuse("unknown-reaction")
      if (reaction.answer) return refuse("already-answered")
      if (act.kind !== "added" && act.text.trim() === "") return refuse("reason-missing")
      const kind = context.frozenKinds?.[reaction.on] ?? null
      const own = Object.entries(context.frozenSpeakers ?? {}).some(
        ([statement, speaker]) => statement === reaction.on && speaker === reaction.by,
      )
      if (!answersFor(kind, own).includes(act.kind)) return refuse("answer-not-possible")
      return {ok: true}
    }
    case "recordHearing": {
      const {hearing} = act
      const who = state.persons.find(candidate => candidate.id === hearing.person)
      if (!who || isTeam(who.role) || who.role === "reviewer") return refuse("unknown-person")
      if (!recordedHearings.includes(hearing.state)) return refuse("not-recordable")
      const today = dayOf(context.now)
      if (hearing.how.trim() === "" || !isDay(hearing.on) || hearing.on > today)
        return refuse("evidence-missing")
      if (hearing.state === "unreachable" && tooFew(hearing.attempts, context.policy))
        return refuse("evidence-missing")
      const deferred = hearing.state === "deferredSafety" || hearing.state === "deferredUrgency"
      if (
        deferred &&
        !(hearing.reason?.trim() && isDay(hearing.reviewOn) && hearing.reviewOn > today)
      )
        return refuse("evidence-missing")
      if (hearing.state === "deferredSafety" && !hearing.consulted?.trim())
        return refuse("evidence-missing")
      if (hearing.state === "notFitAgeOrCapacity" && !hearing.reason?.trim())
        return refuse("evidence-missing")
      if (hearing.state === "noResponse") {
        const offer = state.offers.findLast(candidate => candidate.person === hearing.person)
        if (!offer || today <= offer.until) return refuse("term-still-runs")
      }
      return {ok: true}
    }
    case "return":
      return act.reason.trim() === "" ? refuse("reason-missing") : {ok: true}
    case "sign":
    case "recordSignOff": {
      if (!newest || newest.purpose !== "signing") return refuse("wrong-version")
      const signer = act.act === "sign" ? actor.person : act.person
      const party = state.persons.find(candidate => candidate.id === signer)
      if (!party || !isFamily(party.role)) return refuse("unknown-person")
      const signed = state.signOffs.some(
        one =>
          one.person === signer &&
          one.version === newest.number &&
          ownDecisions.includes(one.decision),
      )
      if (signed) return refuse("already-signed")
      if (act.act === "recordSignOff") {
        if (!recordedDecisions.includes(act.decision)) return refuse("not-recordable")
        if (act.reason.trim() === "") return refuse("reason-missing")
        if (act.decision === "unreachable" && tooFew(act.attempts, context.policy))
          return refuse("evidence-missing")
        return {ok: true}
      }
      if (!ownDecisions.includes(act.decision)) return refuse("decision-missing")
      if (act.version !== newest.number) return refuse("wrong-version")
      const shown = newest.renditions.find(rendition => rendition.person === actor.person)
      if (!shown || shown.sha256 !== act.shown) return refuse("not-shown")
      if (!state.views.some(view => view.person === actor.person && view.version === newest.number))
        return refuse("not-shown")
      if (act.decision === "agreedWithRemarks" && act.remarks.trim() === "")
        return refuse("remarks-missing")
      return {ok: true}
    }
    case "approve":
      return act.version === (newest?.number ?? 0) ? {ok: true} : refuse("wrong-version")
    case "offer":
    case "submit":
    case "finalise":
      return {ok: true}
  }
}

const isDay = (day: string | undefined): day is string => /^\d{4}-\d{2}-\d{2}$/.test(day ?? "")

const tooFew = (attempts: readonly unknown[] | undefined, policy: Policy): boolean =>
  (attempts?.length ?? 0) < (policy.terms.unreachableAttempts ?? 3)

/** What a professional writes with an act and others will read. A reaction is never refused for its words. */
function teamWords(act: Act): string[] {
  switch (act.act) {
    case "setField":
      return [act.value]
    case "answer":
      return [act.text]
    case "recordHearing":
      return [act.hearing.how, act.hearing.reason ?? ""]
    case "recordSignOff":
      return [act.reason]
    case "approve":
      return [act.dissent]
    case "checkDisclosure":
    case "finalise":
    case "offer":
    case "react":
    case "return":
    case "sign":
    case "submit":
      return []
  }
}

/**
 * How far the hearing of every party is; the reviewer and the gates read the same list.
 *
 * `done`: this party had the opportunity, and used it or let it pass on record (HRG-7). Who is heard
 * in person must have been offered the report, and after each new offer either did something, or its
 * own term has passed (HRG-21): a talk before the report existed is not hearing on the report. Not
 * asked of a younger child, nor where a reason stands on record why it cannot be (not reached,
 * deferred, not able). `lapsed`: a deferral whose review day has passed; then `done` is false.
 */
export function hearingProgress(
  state: RecordState,
  policy: Policy,
  today: string,
): {
  readonly person: string
  readonly state: ReturnType<typeof hearingOf>
  readonly done: boolean
  readonly lapsed: boolean
  readonly age: number | null
}[] {
  return partiesOf(state.persons, policy, today).map(({person, ownHearing}) => {
    const hearing = hearingOf(state, person.id)
    const deferred = hearing === "deferredSafety" || hearing === "deferredUrgency"
    const record = state.hearings.findLast(candidate => candidate.person === person.id)
    const lapsed = deferred && (record?.reviewOn ?? "") < today
    const excused = deferred || hearing === "unreachable" || hearing === "notFitAgeOrCapacity"
    const answered = hearing !== "notOffered" && hearing !== "offered"
    const had = !ownHearing || excused || hadItsTerm(state, person.id, today)
    return {
      person: person.id,
      state: hearing,
      done: answered && !lapsed && had,
      lapsed,
      age: ageOn(person, today),
    }
  })
}

/** Whether somebody did something with the newest offer made to them, or its term has passed. */
function hadItsTerm(state: RecordState, person: string, today: string): boolean {
  const offer = state.offers.findLast(candidate => candidate.person === person)
  if (!offer) return false
  return (
    today > offer.until ||
    state.reactions.some(one => one.by === person && one.version >= offer.version) ||
    state.hearings.some(one => one.person === person && one.at >= offer.at)
  )
}
