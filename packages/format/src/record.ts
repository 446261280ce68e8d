// SPDX-License-Identifier: EUPL-1.2
import type {AnswerKind, HearingState, Phase, ReactionType, ReviewAct} from "./names.ts"
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
  | {readonly type: "answered"; readonly reaction: string; readonly answer: Answer}
  | {readonly type: "hearingRecorded"; readonly hearing: HearingRecord}
  | {readonly type: "submitted"}
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
    }
  | {readonly type: "finalised"; readonly version: number; readonly seal: unknown}

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
  readonly signOffs: readonly {
    readonly id: string
    readonly person: string
    readonly purpose: string
    readonly decision: string
    readonly remarks: string
    readonly version: number
    readonly at: string
    readonly jws: unknown
  }[]
  readonly final?: {readonly version: number; readonly at: string; readonly seal: unknown}
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
      signOffs: [],
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
          },
        ],
      }
    case "answered":
      return {
        ...next,
        reactions: state.reactions.map(reaction =>
          reaction.id === event.reaction
            ? {...reaction, answer: {...event.answer, by, at}}
            : reaction,
        ),
      }
    case "hearingRecorded":
      return {...next, hearings: [...state.hearings, {...event.hearing, by, at}]}
    case "submitted":
      return {...next, phase: "approval"}
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
      const {signOff: id, person, purpose, decision, remarks, version, jws} = event
      return {
        ...next,
        signOffs: [...state.signOffs, {id, person, purpose, decision, remarks, version, at, jws}],
      }
    }
    case "finalised":
      return {...next, phase: "final", final: {version: event.version, at, seal: event.seal}}
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
