// SPDX-License-Identifier: EUPL-1.2
import type {Content} from "../content.ts"
import type {Finding} from "../finding.ts"
import type {AnswerKind, Kind, Purpose, ReactionType, Recognition} from "../names.ts"
import type {Policy} from "../policy.ts"
import type {Actor, DisclosureCheck, HearingRecord} from "../record.ts"
import type {Template} from "../template.ts"

/** What a person of the register signs; author and reviewer sign by finalising and approving. */
export type SignPurpose = Exclude<Purpose, "author" | "approval">

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
  | {
      /** The reviewer read the text before the family does; a reason goes with `returned`. */
      readonly act: "reviewDraft"
      readonly outcome: "ready" | "returned"
      readonly reason: string
    }
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
      /** Whether somebody recognises an explanation or a conclusion; said again, the newest counts. */
      readonly act: "recognise"
      readonly on: string
      readonly recognition: Recognition
      readonly version: number
    }
  | {
      readonly act: "answer"
      /** Id of a reaction, or of a sign-off with a remark. */
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
      /** What is signed for; `report` when left out. Only what `purposesOf` gives this person. */
      readonly purpose?: SignPurpose
      readonly decision: "agreed" | "agreedWithRemarks" | "disagreed" | "seen"
      readonly remarks: string
      readonly version: number
      readonly shown: string
    }
  | {
      readonly act: "recordSignOff"
      readonly person: string
      /** As for `sign`. */
      readonly purpose?: SignPurpose
      readonly decision: "declined" | "noResponse" | "unreachable"
      readonly reason: string
      readonly attempts: readonly {
        readonly on: string
        readonly channel: string
        readonly result: string
      }[]
    }
  | {
      /** Take back one's own signature. A reason may be given and is never asked. */
      readonly act: "withdrawSignOff"
      readonly signOff: string
      readonly reason: string
    }
  | {
      /** Open the text again that lies there to be signed. Family and reviewer read the reason. */
      readonly act: "reopen"
      readonly reason: string
    }
  | {readonly act: "finalise"}
  | {
      /** Send the final report: to whom, by name or register id, and what changed since the last time. */
      readonly act: "issue"
      readonly recipients: readonly string[]
      readonly changed: string
    }
  | {readonly act: "archive"}
  /** Give the text as it is now a name, to compare with later. */
  | {readonly act: "nameMoment"; readonly name: string}

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
  /**
   * The newest frozen version as far as whoever signs may read it: what says who has words or a task
   * in it. Without it nobody is asked for `ownWords` or `plan`.
   */
  readonly frozen?: Content
  /** Findings of the gate that this act asks, from `check`. Without them a gate stays closed. */
  readonly findings?: readonly Finding[]
  /**
   * With it, `setField` takes only fields of the template and values that fit, and its own settings
   * decide who signs what, whether a draft is reviewed and whether recognition is asked.
   */
  readonly template?: Template
}

/** A refusal with this code. */
export function refuse(code: string, params?: Refusal["params"]): Refusal {
  return {ok: false, code, ...(params ? {params} : {})}
}
