// SPDX-License-Identifier: EUPL-1.2
import {isActShaped} from "../act-shape.ts"
import {dayOf} from "../dates.ts"
import {missingAttempts, missingEvidence} from "../hearing-evidence.ts"
import {
  actRules,
  answersFor,
  isOwnDecision,
  isRemark,
  isWithdrawable,
  needsApproval,
  standing,
} from "../life.ts"
import {words} from "../names.ts"
import {holdsShielded, readsAll} from "../person.ts"
import {says} from "../reading/filled.ts"
import {type RecordState, newestVersion} from "../record.ts"
import {fieldFits} from "../report-request.ts"
import {type Act, type ActContext, type Refusal, refuse} from "./acts.ts"
import {lapsesOf} from "./lapses.ts"
import {purposesOf} from "./purposes.ts"
import {recognisable} from "./recognition.ts"

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

type Verdict = {readonly ok: true} | Refusal
/** One act, with what every judgement needs. */
type Judge<Name extends Act["act"]> = (
  state: RecordState,
  act: Extract<Act, {readonly act: Name}>,
  context: ActContext,
) => Verdict

const yes: Verdict = {ok: true}
/** What somebody says for themselves is taken as it is, however short. */
const blank = (text: string): boolean => text.trim() === ""
/** A professional's reason has to say something; the gates would not take a dash either. */
const unexplained = (reason: string): boolean => !says(reason)

const setField: Judge<"setField"> = (state, act, {template}) => {
  const section = template?.sections.find(one => one.id === act.section)
  const field = section?.fields?.find(one => one.id === act.field)
  if (template && !field) return refuse("unknown-field")
  if (field && !fieldFits(field, act.value)) return refuse("field-value")
  const current = state.fields[act.section]?.[act.field]?.version ?? 0
  return current === act.expected ? yes : refuse("changed-meanwhile")
}

const checkDisclosure: Judge<"checkDisclosure"> = (state, {check}, {actor}) => {
  const second = state.persons.find(candidate => candidate.id === check.second)
  if (!state.persons.some(one => one.id === check.reader)) return refuse("unknown-person")
  if (!["safe", "shield", "defer"].includes(check.outcome)) return refuse("decision-missing")
  const two = second && second.id !== actor.person && readsAll(second.role)
  return two ? yes : refuse("second-missing")
}

const reviewDraft: Judge<"reviewDraft"> = (state, act, {template, policy, now}) => {
  const late = state.phase === "signing" || state.phase === "final"
  if (late && !lapsesOf(state, policy, dayOf(now)).some(lapse => lapse.heard))
    return refuse("wrong-phase", {phase: state.phase})
  if (!late && template?.review.beforeFamily === "none") return refuse("not-asked")
  if (act.outcome !== "ready" && act.outcome !== "returned") return refuse("decision-missing")
  return act.outcome === "returned" && unexplained(act.reason) ? refuse("reason-missing") : yes
}

/** What was shown of the newest version to whoever speaks of it. */
function aboutShown(state: RecordState, version: number, person: string): Verdict {
  if (version !== newestVersion(state)?.number) return refuse("wrong-version")
  const seen = state.views.some(view => view.person === person && view.version === version)
  return seen ? yes : refuse("not-shown")
}

const react: Judge<"react"> = (state, act, {actor, frozenKinds}) => {
  if (!Object.hasOwn(words.reaction, act.reactionType)) return refuse("bad-act")
  if (blank(act.text)) return refuse("text-missing")
  const shown = aboutShown(state, act.version, actor.person)
  if (!shown.ok) return shown
  return act.on === "" || Object.hasOwn(frozenKinds ?? {}, act.on)
    ? yes
    : refuse("unknown-statement")
}

const recognise: Judge<"recognise"> = (state, act, {actor, frozenKinds, template}) => {
  if (template && !template.recognition) return refuse("not-asked")
  if (!["yes", "partly", "no"].includes(act.recognition)) return refuse("decision-missing")
  const shown = aboutShown(state, act.version, actor.person)
  if (!shown.ok) return shown
  const kind = Object.hasOwn(frozenKinds ?? {}, act.on) ? frozenKinds?.[act.on] : undefined
  if (!kind) return refuse("unknown-statement")
  return recognisable.includes(kind) ? yes : refuse("not-an-explanation")
}

/** A remark is answered beside the signature; the text it is about lies there to be signed. */
function answerToRemark(
  remark: RecordState["signOffs"][number],
  act: Extract<Act, {readonly act: "answer"}>,
): Verdict {
  if (remark.answer) return refuse("already-answered")
  if (!Object.hasOwn(words.answer, act.kind)) return refuse("answer-not-possible")
  if (act.kind === "changed") return refuse("text-is-fixed")
  return act.kind === "notChanged" && unexplained(act.text) ? refuse("reason-missing") : yes
}

const answer: Judge<"answer"> = (state, act, {frozenKinds, frozenSpeakers}) => {
  if (state.phase === "signing") {
    const remark = state.signOffs.find(one => one.id === act.reaction && isRemark(one))
    return remark ? answerToRemark(remark, act) : refuse("unknown-remark")
  }
  const reaction = state.reactions.find(candidate => candidate.id === act.reaction)
  if (!reaction) return refuse("unknown-reaction")
  if (reaction.answer) return refuse("already-answered")
  if (act.kind !== "added" && unexplained(act.text)) return refuse("reason-missing")
  const speaker = Object.hasOwn(frozenSpeakers ?? {}, reaction.on)
    ? frozenSpeakers?.[reaction.on]
    : undefined
  const kind = frozenKinds?.[reaction.on] ?? null
  if (!answersFor(kind, speaker === reaction.by).includes(act.kind))
    return refuse("answer-not-possible")
  return state.final && act.kind === "changed" ? refuse("text-is-fixed") : yes
}

const recordHearing: Judge<"recordHearing"> = (state, {hearing}, {now, policy}) => {
  const who = state.persons.find(candidate => candidate.id === hearing.person)
  if (!who || readsAll(who.role)) return refuse("unknown-person")
  // Once the text is closed only who was deferred for urgency is still to be heard.
  const urgent = state.hearings.some(
    one => one.person === who.id && one.state === "deferredUrgency",
  )
  if (!["draft", "hearing"].includes(state.phase) && !urgent)
    return refuse("wrong-phase", {phase: state.phase})
  if (!recordedHearings.includes(hearing.state)) return refuse("not-recordable")
  const today = dayOf(now)
  const until = state.offers.findLast(offer => offer.person === who.id)?.until
  const missing = missingEvidence(hearing, policy, today, until)
  if (missing.length === 0) return yes
  return missing.every(code => code === "term" || code === "not-offered")
    ? refuse("term-still-runs")
    : refuse("evidence-missing", {missing: missing.join(" ")})
}

/** What signing and recording that somebody does not sign have in common. */
function signable(
  state: RecordState,
  act: Extract<Act, {readonly act: "sign" | "recordSignOff"}>,
  context: ActContext,
): Verdict {
  const newest = newestVersion(state)
  if (newest?.purpose !== "signing") return refuse("wrong-version")
  const signer = act.act === "sign" ? context.actor.person : act.person
  const party = state.persons.find(candidate => candidate.id === signer)
  if (!party || readsAll(party.role)) return refuse("unknown-person")
  const purpose = act.purpose ?? "report"
  const asked = purposesOf(party, {
    persons: state.persons,
    policy: context.policy,
    today: dayOf(context.now),
    ...(context.template ? {template: context.template} : {}),
    ...(context.frozen ? {content: context.frozen} : {}),
  })
  if (!asked.includes(purpose)) return refuse("purpose-not-asked")
  const signed = state.signOffs.some(
    one =>
      one.person === signer &&
      one.purpose === purpose &&
      one.version === newest.number &&
      isOwnDecision(one.decision) &&
      standing(state, one),
  )
  return signed ? refuse("already-signed") : yes
}

const sign: Judge<"sign"> = (state, act, context) => {
  const may = signable(state, act, context)
  if (!may.ok) return may
  if (!isOwnDecision(act.decision)) return refuse("decision-missing")
  const newest = newestVersion(state)
  if (act.version !== newest?.number) return refuse("wrong-version")
  const {person} = context.actor
  const shown = newest.renditions.find(rendition => rendition.person === person)
  if (!shown || shown.sha256 !== act.shown) return refuse("not-shown")
  const seen = aboutShown(state, act.version, person)
  if (!seen.ok) return seen
  return act.decision === "agreedWithRemarks" && blank(act.remarks)
    ? refuse("remarks-missing")
    : yes
}

const recordSignOff: Judge<"recordSignOff"> = (state, act, context) => {
  const may = signable(state, act, context)
  if (!may.ok) return may
  if (!recordedDecisions.includes(act.decision)) return refuse("not-recordable")
  if (unexplained(act.reason)) return refuse("reason-missing")
  const missing =
    act.decision === "unreachable"
      ? missingAttempts(act.attempts, context.policy, dayOf(context.now))
      : []
  return missing.length > 0 ? refuse("evidence-missing", {missing: missing.join(" ")}) : yes
}

const withdrawSignOff: Judge<"withdrawSignOff"> = (state, act, {actor}) => {
  const mine = state.signOffs.find(one => one.id === act.signOff && one.person === actor.person)
  if (!mine || !isOwnDecision(mine.decision)) return refuse("unknown-sign-off")
  if (!standing(state, mine)) return refuse("already-withdrawn")
  return isWithdrawable(state, mine, actor.person) ? yes : refuse("too-late-to-withdraw")
}

/** Neither made final nor sent while urgency has lapsed for somebody (formaat, besluit 15). */
const inTime = (state: RecordState, {template, policy, now}: ActContext): Verdict =>
  lapsesOf(state, policy, dayOf(now)).some(
    lapse => !lapse.heard || !template || needsApproval(template, state.persons),
  )
    ? refuse("not-heard-in-time")
    : yes

const issue: Judge<"issue"> = (state, act, context) => {
  if (act.recipients.length === 0 || act.recipients.some(unexplained))
    return refuse("recipient-missing")
  if (state.issues.length > 0 && unexplained(act.changed)) return refuse("changed-missing")
  return inTime(state, context)
}

/** Not before it was sent, and nobody's late reaction is left without an answer. */
const archive: Judge<"archive"> = state =>
  state.issues.length === 0
    ? refuse("not-issued")
    : state.reactions.some(one => !one.answer)
      ? refuse("not-answered")
      : yes

/**
 * May this act be done now? Pure: no clock, no store. Returns `{ok: true}` or the first reason why not.
 *
 * Codes: `bad-act` (a part of the act is missing or of another type) · `not-your-act` · `wrong-phase` ·
 * `gate-closed` (with findings) · `text-missing` · `reason-missing` · `decision-missing` (none, or not
 * one of the list) · `not-recordable` (only the person can say this) · `remarks-missing` ·
 * `wrong-version` · `not-shown` · `already-signed` · `unknown-statement` · `unknown-reaction` ·
 * `already-answered` · `unknown-person` · `answer-not-possible` · `text-is-fixed` (it
 * lies there to be signed or is final) · `changed-meanwhile` · `unknown-field` · `field-value` · `second-missing` ·
 * `evidence-missing` · `term-still-runs` · `shielded-text` (the words of a professional would print
 * something secret) · `not-asked` (this kind of report does not ask it) · `not-an-explanation` ·
 * `purpose-not-asked` · `unknown-sign-off` (not there, or not one's own) · `already-withdrawn` ·
 * `too-late-to-withdraw` · `not-heard-in-time` (urgency lapsed) · `recipient-missing` ·
 * `changed-missing` · `not-issued` · `not-answered` · `unknown-remark` (no remark was made at that
 * signature, or there is no such signature).
 */
export function judgeAct(state: RecordState, act: Act, context: ActContext): Verdict {
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
  switch (act.act) {
    case "setField":
      return setField(state, act, context)
    case "checkDisclosure":
      return checkDisclosure(state, act, context)
    case "reviewDraft":
      return reviewDraft(state, act, context)
    case "react":
      return react(state, act, context)
    case "recognise":
      return recognise(state, act, context)
    case "answer":
      return answer(state, act, context)
    case "recordHearing":
      return recordHearing(state, act, context)
    case "return":
    case "reopen":
      return unexplained(act.reason) ? refuse("reason-missing") : yes
    case "sign":
      return sign(state, act, context)
    case "recordSignOff":
      return recordSignOff(state, act, context)
    case "withdrawSignOff":
      return withdrawSignOff(state, act, context)
    case "approve":
      return act.version === (newestVersion(state)?.number ?? 0) ? yes : refuse("wrong-version")
    case "finalise":
      return inTime(state, context)
    case "issue":
      return issue(state, act, context)
    case "archive":
      return archive(state, act, context)
    case "nameMoment":
      return unexplained(act.name) ? refuse("text-missing") : yes
    case "offer":
    case "submit":
      return yes
  }
}

/** What a professional writes with an act and others will read. A reaction is never refused for its words. */
function teamWords(act: Act): readonly string[] {
  switch (act.act) {
    case "setField":
      return [act.value]
    case "answer":
      return [act.text]
    case "reopen":
      return [act.reason]
    case "recordHearing":
      return [act.hearing.how, act.hearing.reason ?? ""]
    case "recordSignOff":
      return [act.reason]
    case "approve":
      return [act.dissent]
    case "issue":
      return [...act.recipients, act.changed]
    case "nameMoment":
      return [act.name]
    case "archive":
    case "checkDisclosure":
    case "finalise":
    case "offer":
    case "react":
    case "recognise":
    case "return":
    case "reviewDraft":
    case "sign":
    case "submit":
    case "withdrawSignOff":
      return []
  }
}
