// SPDX-License-Identifier: EUPL-1.2
import {placeName, readContent, readDrafts} from "@wederhoor/collab"
import {
  type Act,
  type ActContext,
  type ActName,
  actRules,
  addWorkingDays,
  attr,
  check,
  type Content,
  contentMark,
  contentOf,
  dayOf,
  type Finding,
  judgeAct,
  type Kind,
  needsApproval,
  partiesOf,
  type Person,
  type Policy,
  policyOn,
  type RecordEvent,
  type RecordState,
  redactFor,
  type Refusal,
  type SignPurpose,
  statementsOf,
  type Template,
  type Version,
  type VersionRef,
} from "@wederhoor/format"
import {type FlattenedJws, sealReport} from "@wederhoor/signoff"

import {cleanText} from "./clean-text.ts"
import type {Documents} from "./documents.ts"
import {ServerError} from "./error.ts"
import type {Claims} from "./identity.ts"
import type {Current, Records} from "./record.ts"
import {type Keys, makeSignOff} from "./sign-offs.ts"
import type {Store} from "./store.ts"
import {isDeferred, type Versions} from "./versions.ts"

/** Everything an act may need. */
export interface ActParts {
  readonly store: Store
  readonly records: Records
  readonly documents: Documents
  readonly versions: Versions
  readonly keys: Keys
  readonly organisation: {readonly name: string; readonly oin?: string}
  readonly policies: readonly Policy[]
  readonly now: () => string
}

/** An act that was done, or why not. */
export type ActResult = {readonly ok: true} | Refusal

/** A report with all that its rules lean on, at one moment. */
export interface Case {
  readonly current: Current
  readonly state: RecordState
  readonly template: Template
  readonly policy: Policy
  readonly now: string
}

/** The acts that rest on the text: while one of these is done, no update comes in. */
const needsContent: ReadonlySet<ActName> = new Set([
  "reviewDraft",
  "offer",
  "submit",
  "approve",
  "finalise",
  "nameMoment",
])

/** The acts in which somebody speaks of the version as they may read it. */
const ownReading: ReadonlySet<ActName> = new Set(["react", "recognise", "sign"])

/** A case from its record. @throws ServerError `template-missing` · `no-policy`. */
export async function caseOf(
  parts: Pick<ActParts, "versions" | "policies" | "now">,
  current: Current,
): Promise<Case> {
  const now = parts.now()
  const {state} = current
  const template = await parts.versions.template(state.template.digest)
  if (!template)
    throw new ServerError(
      "template-missing",
      state.template.digest,
      "the store lost a template; restore it",
    )
  const policy = policyOn(parts.policies, dayOf(now))
  if (!policy) throw new ServerError("no-policy", "policies", "give a policy that applies today")
  return {current, state, template, policy, now}
}

/** The server's own check at a gate: with the whole register, so also what only the server may know. */
export async function findingsAt(
  versions: Versions,
  one: Case,
  content: Content,
  gate: Finding["gate"],
): Promise<Finding[]> {
  const offered = await versions.offered(one.state)
  return check({
    content,
    persons: one.state.persons,
    template: one.template,
    policy: one.policy,
    today: dayOf(one.now),
    gate,
    record: one.state,
    ...(offered ? {offered} : {}),
  })
}

/**
 * Do an act for a person of the register. One at a time per report; what it does is in the record
 * before this resolves. Who, in which role and when come from `actor`, `claims` and the clock.
 */
export function doAct(
  parts: ActParts,
  report: string,
  actor: Person,
  claims: Claims,
  act: Act,
): Promise<ActResult> {
  const by = {person: actor.id, role: actor.role}
  const inRecord = (content: Content | null): Promise<ActResult> =>
    parts.records.act<ActResult>(report, async current => {
      const outcome = current
        ? await judged(parts, current, actor, claims, act, content)
        : refuse("no-such-report")
      return "events" in outcome
        ? {events: outcome.events, actor: by, result: {ok: true}}
        : {events: [], actor: by, result: outcome}
    })
  // The text is held until the record is written: nothing can change between the check and the entry.
  return needsContent.has(act.act)
    ? parts.documents.alone(placeName(report, "content"), turn => inRecord(readContent(turn.doc)))
    : inRecord(null)
}

async function judged(
  parts: ActParts,
  current: Current,
  actor: Person,
  claims: Claims,
  act: Act,
  content: Content | null,
): Promise<Outcome> {
  const one = await caseOf(parts, current)
  const by = {person: actor.id, role: actor.role}
  const verdict = judgeAct(one.state, act, await contextOf(parts, one, by, act, content))
  return verdict.ok ? effect(parts, one, actor, claims, act, content) : verdict
}

const isChild = (state: RecordState, person: string): boolean =>
  state.persons.find(one => one.id === person)?.role === "child"

type Outcome = {readonly events: readonly RecordEvent[]} | Refusal

const refuse = (code: string): Refusal => ({ok: false, code})

async function contextOf(
  parts: ActParts,
  one: Case,
  actor: {person: string; role: string},
  act: Act,
  content: Content | null,
): Promise<ActContext> {
  const {gate} = actRules[act.act]
  const newest = await parts.versions.newest(one.state)
  // One can only speak of what one may read; anything else does not exist for that person.
  const about = act.act === "recordSignOff" ? act.person : ownReading.has(act.act) && actor.person
  const person = one.state.persons.find(candidate => candidate.id === about)
  const copy = newest && person ? redactFor(newest, one.state, person, one.template) : newest
  const frozen = copy && contentOf(copy)
  const frozenKinds: {[statement: string]: Kind} = {}
  const frozenSpeakers: {[statement: string]: string} = {}
  for (const {statement} of frozen ? statementsOf(frozen) : []) {
    frozenKinds[statement.id] = statement.kind
    frozenSpeakers[statement.id] = attr(statement, "by")
  }
  return {
    actor,
    now: one.now,
    policy: one.policy,
    template: one.template,
    ...(frozen ? {frozen, frozenKinds, frozenSpeakers} : {}),
    ...(gate && content ? {findings: await findingsAt(parts.versions, one, content, gate)} : {}),
  }
}

async function effect(
  parts: ActParts,
  one: Case,
  actor: Person,
  claims: Claims,
  act: Act,
  content: Content | null,
): Promise<Outcome> {
  const {state, template, policy, now, current} = one
  const today = dayOf(now)
  const freezeFor = (purpose: VersionRef["purpose"]) =>
    parts.versions.freeze({
      content: content ?? {sections: [], sources: []},
      state,
      template,
      policy,
      purpose,
      now,
    })
  const audit = {head: current.head.hash, count: current.head.seq}
  const signing = {state, template, now, claims, audit}
  switch (act.act) {
    case "setField":
      return {
        events: [{type: "fieldSet", section: act.section, field: act.field, value: act.value}],
      }
    case "checkDisclosure":
      return {events: [{type: "disclosureChecked", check: act.check}]}
    case "reviewDraft": {
      const {outcome, reason} = act
      const mark = contentMark(content ?? {sections: [], sources: []})
      return {events: [{type: "draftReviewed", outcome, reason, mark}]}
    }
    case "offer": {
      const {ref} = await freezeFor("hearing")
      const parties = partiesOf(state.persons, policy, today)
        .filter(party => party.ownHearing && !isDeferred(state, party.person.id))
        .map(party => party.person.id)
      const until = addWorkingDays(today, policy.terms.inspectionWorkingDays, policy.holidays)
      return {events: [{type: "offered", version: ref, parties, until}]}
    }
    case "react": {
      const place = placeName(state.report, "reply", actor.id)
      const arrived = await parts.documents.alone(place, async turn =>
        readDrafts(turn.doc).some(
          draft => draft.id === "draft" && cleanText(draft.text) === act.text,
        ),
      )
      if (!arrived) return refuse("text-not-arrived")
      const {reactionType, on, text, version} = act
      const reaction = `r${state.reactions.length + 1}`
      return {events: [{type: "reacted", reaction, reactionType, on, text, version}]}
    }
    case "recognise": {
      const {on: statement, recognition, version} = act
      return {events: [{type: "recognised", statement, recognition, version}]}
    }
    case "answer":
      return {
        events: [
          {type: "answered", reaction: act.reaction, answer: {kind: act.kind, text: act.text}},
        ],
      }
    case "reopen":
      return {events: [{type: "reopened", reason: act.reason}]}
    case "recordHearing":
      return {events: [{type: "hearingRecorded", hearing: act.hearing}]}
    case "submit": {
      if (needsApproval(template, state.persons)) return {events: [{type: "submitted"}]}
      const {ref} = await freezeFor("signing")
      return {events: [{type: "submitted", version: ref}]}
    }
    case "return":
      return {events: [{type: "reviewed", act: "returned", reason: act.reason}]}
    case "approve": {
      const {version, ref} = await freezeFor("signing")
      const dissent = act.dissent.trim()
      const made = await makeSignOff(parts, {
        ...signing,
        version,
        ref,
        party: actor,
        recordedBy: actor,
        purpose: "approval",
        decision: dissent === "" ? "agreed" : "agreedWithRemarks",
        remarks: act.dissent,
      })
      if (!made.ok) return refuse(made.code)
      const review = dissent === "" ? "approved" : "approvedWithDissent"
      return {
        events: [
          {
            type: "reviewed",
            act: review,
            reason: act.dissent,
            version: ref,
            signOff: made.event.signOff,
          },
          made.event,
        ],
      }
    }
    case "sign":
    case "recordSignOff":
    case "finalise": {
      const ref = state.versions.at(-1)
      if (!ref || ref.purpose !== "signing") return refuse("wrong-version")
      const version = await parts.versions.get(ref.digest)
      if (act.act === "finalise") {
        const made = await makeSignOff(parts, {
          ...signing,
          version,
          ref,
          party: actor,
          recordedBy: actor,
          purpose: "author",
          decision: "agreed",
          remarks: "",
        })
        if (!made.ok) return refuse(made.code)
        const seal = await sealOf(parts, one, version, [made.jws])
        return {events: [made.event, {type: "finalised", version: ref.number, seal}]}
      }
      const person = act.act === "sign" ? actor.id : act.person
      const party = state.persons.find(candidate => candidate.id === person)
      if (!party) return refuse("unknown-person")
      const made = await makeSignOff(parts, {
        ...signing,
        version,
        ref,
        party,
        recordedBy: actor,
        purpose: act.purpose ?? "report",
        decision: act.decision,
        remarks: act.act === "sign" ? act.remarks : "",
        ...(act.act === "recordSignOff"
          ? {recorded: {reason: act.reason, attempts: act.attempts}}
          : {}),
      })
      return made.ok ? {events: [made.event]} : refuse(made.code)
    }
    case "withdrawSignOff": {
      const earlier = state.signOffs.find(({id}) => id === act.signOff)
      const ref = state.versions.find(({number}) => number === earlier?.version)
      if (!earlier || !ref) return refuse("unknown-sign-off")
      const made = await makeSignOff(parts, {
        ...signing,
        version: await parts.versions.get(ref.digest),
        ref,
        party: actor,
        recordedBy: actor,
        purpose: earlier.purpose as SignPurpose,
        decision: "declined",
        remarks: act.reason,
        withdraws: earlier.id,
      })
      return made.ok ? {events: [made.event]} : refuse(made.code)
    }
    case "issue": {
      const ref = state.versions.find(({number}) => number === state.final?.version)
      if (!ref) return refuse("wrong-version")
      const {recipients, changed} = act
      const sending = {number: state.issues.length + 1, version: ref.number, recipients, changed}
      // Whatever was signed or taken back since the last seal goes out with this issue.
      const seal = await sealOf(parts, one, await parts.versions.get(ref.digest), [])
      return {events: [{type: "issued", ...sending, seal}]}
    }
    case "archive":
      return {events: [{type: "archived"}]}
    case "nameMoment": {
      const {seq} = await parts.store.head(placeName(state.report, "content"))
      return {events: [{type: "momentNamed", name: act.name.trim(), seq}]}
    }
  }
}

/** A seal over the final version with every signature there is by now. */
function sealOf(
  parts: ActParts,
  {state, now, current}: Case,
  report: Version,
  more: readonly FlattenedJws[],
): Promise<FlattenedJws> {
  return sealReport(
    {
      at: now,
      report,
      phase: "final",
      signOffs: [...state.signOffs.map(({jws}) => jws as FlattenedJws), ...more],
      // What a child signs is not for everybody who may read the report.
      confidential: state.signOffs.filter(one => isChild(state, one.person)).map(one => one.id),
      audit: {head: current.head.hash, count: current.head.seq},
      organisation: parts.organisation,
    },
    parts.keys.signer,
  )
}
