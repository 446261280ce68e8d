// SPDX-License-Identifier: EUPL-1.2
import {deferralEnds} from "./hearing-evidence.ts"
import type {ActName} from "./life/acts.ts"
import type {AnswerKind, Gate, Phase, Role} from "./names.ts"
import {layerOf, type Kind} from "./names.ts"
import {type Person, ageOn, partiesOf} from "./person.ts"
import type {Policy} from "./policy.ts"
import type {Template} from "./template.ts"
import {type Actor, type RecordEvent, type RecordState, hearingOf} from "./record.ts"

/** One row of the life of a report. */
interface ActRule {
  readonly roles: readonly Role[]
  readonly phases: readonly Phase[]
  /** The gate that is asked, with `check`, over the text as it stands then. */
  readonly gate?: Exclude<Gate, "always">
  /** Entry of the record that it makes. */
  readonly produces: RecordEvent["type"]
  /** What it freezes: a version that goes with that entry. */
  readonly freezes?: "hearing" | "signing"
  /** Phase afterwards; `null`: the phase stays. */
  readonly to: Phase | null
  /** What is different where nobody has to approve (`needsApproval`). */
  readonly unreviewed?: {readonly freezes: "signing"; readonly to: Phase}
}

const team: readonly Role[] = ["author", "coAuthor"]
const family: readonly Role[] = ["parent", "carer", "child"]
/** Whoever a template can ask to sign; what is asked of whom is said by `purposesOf`. */
const signers: readonly Role[] = [...family, "informant", "supportPerson", "chair", "participant"]

/**
 * The life of a report as one table: who may do what in which phase, which gate is asked, what it
 * produces and where the report is afterwards. Server, screens and documentation read this.
 */
export const actRules: {readonly [name in ActName]: ActRule} = {
  setField: {roles: team, phases: ["draft", "hearing"], produces: "fieldSet", to: null},
  checkDisclosure: {
    roles: team,
    phases: ["draft", "hearing"],
    produces: "disclosureChecked",
    to: null,
  },
  // After the text has closed only about urgency that came first and review after it.
  reviewDraft: {
    roles: ["reviewer"],
    phases: ["draft", "hearing", "signing", "final"],
    produces: "draftReviewed",
    to: null,
  },
  offer: {
    roles: team,
    phases: ["draft", "hearing"],
    gate: "toFamily",
    produces: "offered",
    freezes: "hearing",
    to: "hearing",
  },
  react: {roles: family, phases: ["hearing", "final"], produces: "reacted", to: null},
  recognise: {roles: family, phases: ["hearing", "signing"], produces: "recognised", to: null},
  answer: {roles: team, phases: ["hearing", "signing", "final"], produces: "answered", to: null},
  recordHearing: {
    roles: team,
    phases: ["draft", "hearing", "approval", "signing", "final"],
    produces: "hearingRecorded",
    to: null,
  },
  submit: {
    roles: team,
    phases: ["hearing"],
    gate: "approve",
    produces: "submitted",
    to: "approval",
    unreviewed: {freezes: "signing", to: "signing"},
  },
  return: {roles: ["reviewer"], phases: ["approval"], produces: "reviewed", to: "hearing"},
  approve: {
    roles: ["reviewer"],
    phases: ["approval"],
    gate: "approve",
    produces: "reviewed",
    freezes: "signing",
    to: "signing",
  },
  sign: {roles: signers, phases: ["signing"], produces: "signed", to: null},
  recordSignOff: {roles: team, phases: ["signing"], produces: "signed", to: null},
  withdrawSignOff: {
    roles: signers,
    phases: ["hearing", "approval", "signing", "final", "archived"],
    produces: "signed",
    to: null,
  },
  reopen: {roles: ["author"], phases: ["signing"], produces: "reopened", to: "hearing"},
  finalise: {
    roles: ["author"],
    phases: ["signing"],
    gate: "final",
    produces: "finalised",
    to: "final",
  },
  issue: {roles: ["author"], phases: ["final"], produces: "issued", to: null},
  archive: {roles: ["author"], phases: ["final"], produces: "archived", to: "archived"},
  nameMoment: {
    roles: team,
    phases: ["draft", "hearing", "approval", "signing", "final"],
    produces: "momentNamed",
    to: null,
  },
}

/**
 * The acts this actor could try now. By role and phase alone; with the template also without what has
 * no sense here: recognition nobody asks, a late reaction to answer that is not there. Gates and the
 * act itself are judged when it is done.
 */
export function possibleActs(state: RecordState, actor: Actor, template?: Template): ActName[] {
  return (Object.keys(actRules) as ActName[]).filter(
    name =>
      actRules[name].roles.includes(actor.role as Role) &&
      actRules[name].phases.includes(state.phase) &&
      (!template || (sense[name]?.(state, actor, template) ?? true)),
  )
}

const urgent = (state: RecordState): boolean =>
  state.hearings.some(one => one.state === "deferredUrgency")

/** When an act of the table has no sense in this kind of report, or at this moment. */
const sense: {
  readonly [name in ActName]?: (state: RecordState, actor: Actor, template: Template) => boolean
} = {
  reviewDraft: (state, _, {review}) =>
    contentOpen(state.phase) ? review.beforeFamily !== "none" : urgent(state),
  recordHearing: state => contentOpen(state.phase) || urgent(state),
  recognise: (_state, _actor, {recognition}) => recognition === true,
  answer: state =>
    state.phase === "signing"
      ? state.signOffs.some(one => isRemark(one) && !one.answer)
      : !state.final || state.reactions.some(one => one.late && !one.answer),
  withdrawSignOff: (state, {person}) =>
    state.signOffs.some(one => isWithdrawable(state, one, person)),
}

/**
 * Whether this person can take this signature back now: their own decision, still standing. Consent
 * and the plan at any time, everything else until the report is final (SGN-10; formaat, besluit 16).
 */
export function isWithdrawable(
  state: RecordState,
  signOff: RecordState["signOffs"][number],
  person: string,
): boolean {
  return (
    signOff.person === person &&
    isOwnDecision(signOff.decision) &&
    standing(state, signOff) &&
    (signOff.purpose === "plan" ||
      signOff.purpose === "consent" ||
      (!state.final && ["report", "ownWords"].includes(signOff.purpose)))
  )
}

/** The decisions that only the person can take; never filled in for them. */
export function isOwnDecision(decision: string): boolean {
  return ["agreed", "agreedWithRemarks", "disagreed", "seen"].includes(decision)
}

/**
 * Whether a signature comes with a remark of the person who signed, which is answered as a reaction is.
 * With the decisions that a professional records the words are that person's reason, and what author
 * and reviewer add stands in the report itself. Source: HRG-17.
 */
export function isRemark(
  signOff: Pick<RecordState["signOffs"][number], "decision" | "purpose" | "remarks" | "withdraws">,
): boolean {
  return (
    isOwnDecision(signOff.decision) &&
    signOff.withdraws === undefined &&
    signOff.purpose !== "author" &&
    signOff.purpose !== "approval" &&
    signOff.remarks.trim() !== ""
  )
}

/** Whether a signature was not taken back and is the newest of this person for this purpose. */
export function standing(state: RecordState, signOff: RecordState["signOffs"][number]): boolean {
  const newest = state.signOffs.findLast(
    one => one.person === signOff.person && one.purpose === signOff.purpose,
  )
  return newest === signOff && signOff.withdraws === undefined
}

/**
 * Whether a behavioural scientist approves before signing. Where the template leaves it open this is
 * not for the author to choose (REV-17): it is asked as soon as a reviewer stands in the register.
 */
export function needsApproval(
  template: Pick<Template, "review">,
  persons: readonly Person[],
): boolean {
  const {approve} = template.review
  return (
    approve === "required" ||
    (approve === "optional" && persons.some(one => one.role === "reviewer"))
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
    const lapsed = deferred && record !== undefined && deferralEnds(record, policy) < today
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
