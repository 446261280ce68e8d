// SPDX-License-Identifier: EUPL-1.2
import type {
  AnswerKind,
  HearingState,
  Phase,
  ReactionType,
  Recognition,
  ReviewAct,
  Text,
} from "./names.ts"
import type {Person} from "./person.ts"

/** Whom an event comes from: a person of the register, or the host system. Set by the server. */
export interface Actor {
  readonly person: string
  readonly role: string
}

/** Pinned identity of a template. */
export interface TemplateRef {
  readonly id: string
  readonly version: string
  readonly digest: string
}

/** What one person was shown of a frozen version. `sha256` is over the exact bytes served. */
export interface RenditionRef {
  readonly person: string
  readonly sha256: string
  readonly withheld: readonly string[]
}

/** A frozen version. `purpose` says what it was frozen for. */
export interface VersionRef {
  readonly number: number
  readonly digest: string
  readonly purpose: "hearing" | "signing"
  readonly renditions: readonly RenditionRef[]
}

/** Answer of a professional to a reaction. */
export interface Answer {
  readonly kind: AnswerKind
  readonly text: string
}

/** A hearing as a professional recorded it, with its evidence. */
export interface HearingRecord {
  readonly person: string
  readonly state: Exclude<HearingState, "notOffered" | "offered" | "responded">
  /** Day of the talk or of the last attempt, `YYYY-MM-DD`. */
  readonly on: string
  /** How and with whom, in words: "drie huizen, samen met juf Annelies". */
  readonly how: string
  readonly reason?: string
  readonly attempts?: readonly {
    readonly on: string
    readonly channel: string
    readonly result: string
  }[]
  /** Professional who was consulted; required for `deferredSafety`. */
  readonly consulted?: string
  readonly reviewOn?: string
}

/** Answer to "could showing this to this reader endanger someone?"; two professionals. */
export interface DisclosureCheck {
  readonly reader: string
  readonly outcome: "safe" | "shield" | "defer"
  readonly note: string
  readonly second: string
}

/**
 * A section, or fields of one, that the template of a report no longer has after a migration. Its
 * statements stand where they stood; together they are shown under "Niet meer in dit format".
 */
export interface RetiredSection {
  readonly section: string
  readonly title: Text
  /** Label and value of what was filled in. */
  readonly fields: readonly {readonly id: string; readonly label: Text; readonly value: string}[]
}

/** What happens to a report outside its text, one entry per act. Appended, never edited. */
export type RecordEvent =
  | {
      readonly type: "created"
      readonly report: string
      readonly template: TemplateRef
      readonly lang: string
      readonly persons: readonly Person[]
      readonly fields: {readonly [section: string]: {readonly [field: string]: string}}
    }
  | {
      readonly type: "fieldSet"
      readonly section: string
      readonly field: string
      readonly value: string
    }
  | {readonly type: "disclosureChecked"; readonly check: DisclosureCheck}
  | {
      readonly type: "offered"
      readonly version: VersionRef
      readonly parties: readonly string[]
      readonly until: string
    }
  | {readonly type: "viewed"; readonly version: number; readonly sha256: string}
  | {
      readonly type: "reacted"
      readonly reaction: string
      readonly reactionType: ReactionType
      readonly on: string
      readonly text: string
      readonly version: number
    }
  /** `reaction`: id of a reaction, or of a sign-off with a remark. */
  | {readonly type: "answered"; readonly reaction: string; readonly answer: Answer}
  | {readonly type: "hearingRecorded"; readonly hearing: HearingRecord}
  | {
      readonly type: "recognised"
      readonly statement: string
      readonly recognition: Recognition
      readonly version: number
    }
  | {
      /** The reviewer read the draft before the family does (REV-15). `mark`: `contentMark` of it. */
      readonly type: "draftReviewed"
      readonly outcome: "ready" | "returned"
      readonly reason: string
      readonly mark: string
    }
  /** With a version when nobody has to approve: then it goes straight on to be signed. */
  | {readonly type: "submitted"; readonly version?: VersionRef}
  | {
      readonly type: "reviewed"
      readonly act: ReviewAct
      readonly reason: string
      readonly version?: VersionRef
      readonly signOff?: string
    }
  | {
      readonly type: "signed"
      readonly signOff: string
      readonly person: string
      readonly purpose: string
      readonly decision: string
      readonly remarks: string
      readonly version: number
      readonly jws: unknown
      /** Id of the earlier signature of this person that this one takes back. */
      readonly withdraws?: string
    }
  /** The text is open again: what lay there to be signed will be replaced (SGN-7). */
  | {readonly type: "reopened"; readonly reason: string}
  | {readonly type: "finalised"; readonly version: number; readonly seal: unknown}
  | {
      readonly type: "issued"
      readonly number: number
      readonly version: number
      readonly recipients: readonly string[]
      readonly changed: string
      /** A new seal, over what was signed or taken back since the last one. */
      readonly seal?: unknown
    }
  | {readonly type: "archived"}
  /** The host system gave the register anew: everybody in it, the new ones too. */
  | {readonly type: "registerChanged"; readonly persons: readonly Person[]}
  /** A moment of the text that somebody gave a name; `seq`: the last link of its log then. */
  | {readonly type: "momentNamed"; readonly name: string; readonly seq: number}
  | {
      readonly type: "migrated"
      readonly template: TemplateRef
      readonly fields: {readonly [section: string]: {readonly [field: string]: string}}
      readonly retired: readonly RetiredSection[]
    }

/** An event with what the server adds: order, time (UTC) and who did it. */
export interface RecordEntry {
  readonly seq: number
  readonly at: string
  readonly actor: Actor
  readonly event: RecordEvent
}

/** A reaction as it stands in the record; the words are never edited. */
export interface Reaction {
  readonly id: string
  readonly type: ReactionType
  readonly by: string
  /** Id of a statement, or `""` for the whole report. */
  readonly on: string
  readonly text: string
  readonly version: number
  readonly at: string
  readonly answer?: Answer & {readonly by: string; readonly at: string}
  /** Came after the report was final: an addendum, sent to everybody who has the report (HRG-19). */
  readonly late?: true
}

/** The record of a report: the fold of its entries. */
export interface RecordState {
  readonly report: string
  readonly template: TemplateRef
  readonly lang: string
  readonly createdAt: string
  readonly phase: Phase
  readonly persons: readonly Person[]
  /** Section fields; `version` counts the changes and is what a change must name. */
  readonly fields: {
    readonly [section: string]: {
      readonly [field: string]: {readonly value: string; readonly version: number}
    }
  }
  readonly disclosure: readonly (DisclosureCheck & {readonly by: string; readonly at: string})[]
  readonly versions: readonly (VersionRef & {readonly at: string})[]
  readonly offers: readonly {
    readonly person: string
    readonly version: number
    readonly at: string
    readonly until: string
  }[]
  readonly views: readonly {
    readonly person: string
    readonly version: number
    readonly sha256: string
    readonly at: string
  }[]
  readonly reactions: readonly Reaction[]
  readonly hearings: readonly (HearingRecord & {readonly by: string; readonly at: string})[]
  readonly reviews: readonly {
    readonly by: string
    readonly act: ReviewAct
    readonly reason: string
    readonly at: string
    readonly version?: number
  }[]
  readonly draftReviews: readonly {
    readonly by: string
    readonly outcome: "ready" | "returned"
    readonly reason: string
    readonly mark: string
    readonly at: string
  }[]
  /** What people said of explanations; the newest of a person on a statement counts. */
  readonly recognitions: readonly {
    readonly by: string
    readonly statement: string
    readonly recognition: Recognition
    readonly version: number
    readonly at: string
  }[]
  readonly signOffs: readonly {
    readonly id: string
    readonly person: string
    readonly purpose: string
    readonly decision: string
    readonly remarks: string
    readonly version: number
    readonly at: string
    readonly jws: unknown
    readonly withdraws?: string
    /** Of a professional, to the remark made when signing. */
    readonly answer?: Answer & {readonly by: string; readonly at: string}
  }[]
  /** Every time the author opened a text again that lay there to be signed; `version`: that one. */
  readonly reopenings?: readonly {
    readonly by: string
    readonly reason: string
    readonly version: number
    readonly at: string
  }[]
  readonly final?: {readonly version: number; readonly at: string; readonly seal: unknown}
  /** Every sending has its own number, from 1, its recipients and what changed (SGN-8). */
  readonly issues: readonly {
    readonly number: number
    readonly version: number
    readonly recipients: readonly string[]
    readonly changed: string
    readonly at: string
  }[]
  /** Moments of the text with a name, and the last link of its log then. Left out when there are none. */
  readonly moments?: readonly {
    readonly by: string
    readonly name: string
    readonly seq: number
    readonly at: string
  }[]
  readonly retired: readonly RetiredSection[]
  /** Number of entries folded in. */
  readonly seq: number
}

/**
 * The record after one more entry. Total on every entry that `decide` produced; the first must be
 * `created`. Pure: the server, a test and an importer fold the same way.
 */
export function evolve(state: RecordState | null, entry: RecordEntry): RecordState {
  const {event, at, actor, seq} = entry
  if (event.type === "created") {
    return {
      report: event.report,
      template: event.template,
      lang: event.lang,
      createdAt: at,
      phase: "draft",
      persons: event.persons,
      fields: Object.fromEntries(
        Object.entries(event.fields).map(([section, fields]) => [
          section,
          Object.fromEntries(
            Object.entries(fields).map(([id, value]) => [id, {value, version: 1}]),
          ),
        ]),
      ),
      disclosure: [],
      versions: [],
      offers: [],
      views: [],
      reactions: [],
      hearings: [],
      reviews: [],
      draftReviews: [],
      recognitions: [],
      signOffs: [],
      issues: [],
      retired: [],
      seq,
    }
  }
  if (!state) throw new TypeError("The first entry of a record must be `created`.")
  const next = {...state, seq}
  const by = actor.person
  switch (event.type) {
    case "fieldSet": {
      const version = (state.fields[event.section]?.[event.field]?.version ?? 0) + 1
      const section = {...state.fields[event.section], [event.field]: {value: event.value, version}}
      return {...next, fields: {...state.fields, [event.section]: section}}
    }
    case "disclosureChecked":
      return {
        ...next,
        disclosure: [
          ...state.disclosure.filter(check => check.reader !== event.check.reader),
          {...event.check, by, at},
        ],
      }
    case "offered":
      return {
        ...next,
        phase: "hearing",
        versions: [...state.versions, {...event.version, at}],
        offers: [
          ...state.offers,
          ...event.parties.map(person => ({
            person,
            version: event.version.number,
            at,
            until: event.until,
          })),
        ],
      }
    case "viewed":
      return {
        ...next,
        views: [...state.views, {person: by, version: event.version, sha256: event.sha256, at}],
      }
    case "reacted":
      return {
        ...next,
        reactions: [
          ...state.reactions,
          {
            id: event.reaction,
            type: event.reactionType,
            by,
            on: event.on,
            text: event.text,
            version: event.version,
            at,
            ...(state.final ? {late: true as const} : {}),
          },
        ],
      }
    case "recognised": {
      const {statement, recognition, version} = event
      const said = {by, statement, recognition, version, at}
      return {...next, recognitions: [...state.recognitions, said]}
    }
    case "draftReviewed": {
      const {outcome, reason, mark} = event
      return {...next, draftReviews: [...state.draftReviews, {by, outcome, reason, mark, at}]}
    }
    case "answered": {
      const answer = {...event.answer, by, at}
      const answered = <T extends {readonly id: string}>(list: readonly T[]): T[] =>
        list.map(one => (one.id === event.reaction ? {...one, answer} : one))
      return {
        ...next,
        reactions: answered(state.reactions),
        signOffs: answered(state.signOffs),
      }
    }
    case "hearingRecorded":
      return {...next, hearings: [...state.hearings, {...event.hearing, by, at}]}
    case "submitted":
      return event.version
        ? {...next, phase: "signing", versions: [...state.versions, {...event.version, at}]}
        : {...next, phase: "approval"}
    case "reviewed": {
      const review = {
        by,
        act: event.act,
        reason: event.reason,
        at,
        ...(event.version ? {version: event.version.number} : {}),
      }
      const versions = event.version ? [...state.versions, {...event.version, at}] : state.versions
      const back = state.offers.length > 0 ? "hearing" : "draft"
      // Abstaining decides nothing: the report stays with the reviewers.
      const phase = event.version ? "signing" : event.act === "returned" ? back : state.phase
      return {...next, reviews: [...state.reviews, review], versions, phase}
    }
    case "signed": {
      const {signOff: id, person, purpose, decision, remarks, version, jws, withdraws} = event
      const back = withdraws === undefined ? {} : {withdraws}
      const made = {id, person, purpose, decision, remarks, version, at, jws, ...back}
      return {...next, signOffs: [...state.signOffs, made]}
    }
    case "reopened": {
      const version = newestVersion(state)?.number ?? 0
      const reopenings = [...(state.reopenings ?? []), {by, reason: event.reason, version, at}]
      return {...next, phase: "hearing", reopenings}
    }
    case "finalised":
      return {...next, phase: "final", final: {version: event.version, at, seal: event.seal}}
    case "issued": {
      const {number, version, recipients, changed, seal} = event
      const issues = [...state.issues, {number, version, recipients, changed, at}]
      return state.final && seal !== undefined
        ? {...next, issues, final: {...state.final, seal}}
        : {...next, issues}
    }
    case "archived":
      return {...next, phase: "archived"}
    case "registerChanged":
      return {...next, persons: event.persons}
    case "momentNamed": {
      const moments = [...(state.moments ?? []), {by, name: event.name, seq: event.seq, at}]
      return {...next, moments}
    }
    case "migrated":
      return {
        ...next,
        template: event.template,
        fields: refilled(state.fields, event.fields),
        retired: [...state.retired, ...event.retired],
      }
  }
}

/** The newest frozen version, if any. */
export function newestVersion(
  state: RecordState,
): (VersionRef & {readonly at: string}) | undefined {
  return state.versions.at(-1)
}

/** State of the hearing of one person: what a professional recorded, else what the person did. */
export function hearingOf(state: RecordState, person: string): HearingState {
  if (state.reactions.some(reaction => reaction.by === person)) return "responded"
  const recorded = state.hearings.findLast(hearing => hearing.person === person)
  if (recorded) return recorded.state
  return state.offers.some(offer => offer.person === person) ? "offered" : "notOffered"
}

/** Fields after a migration: what kept its value keeps its count, so that a change can name it. */
function refilled(
  before: RecordState["fields"],
  after: {readonly [section: string]: {readonly [field: string]: string}},
): RecordState["fields"] {
  return Object.fromEntries(
    Object.entries(after).map(([section, fields]) => [
      section,
      Object.fromEntries(
        Object.entries(fields).map(([id, value]) => {
          const old = before[section]?.[id]
          return [id, old?.value === value ? old : {value, version: (old?.version ?? 0) + 1}]
        }),
      ),
    ]),
  )
}
