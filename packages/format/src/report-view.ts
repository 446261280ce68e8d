// SPDX-License-Identifier: EUPL-1.2
import type {ActName, SignPurpose} from "./life/acts.ts"
import type {Lapse} from "./life/lapses.ts"
import type {ReadableRecognition} from "./life/recognition.ts"
import type {HearingState, Lang, Phase, Role} from "./names.ts"
import type {Person} from "./person.ts"
import type {Policy} from "./policy.ts"
import type {Reaction, RecordState, TemplateRef} from "./record.ts"

/** One frozen version as its reader sees it in the list; `rendition` is this reader's own. */
export interface VersionView {
  readonly number: number
  readonly purpose: "hearing" | "signing"
  readonly digest: string
  readonly at: string
  readonly rendition?: {readonly sha256: string; readonly url: string}
}

/** A sign-off with its computed state and the code on the signer's receipt. */
export interface SignOffView {
  readonly id: string
  readonly person: string
  readonly purpose: string
  readonly decision: string
  readonly remarks: string
  readonly version: number
  readonly at: string
  readonly state: string
  readonly receiptCode: string
  /** Id of the earlier one that this one takes back. */
  readonly withdraws?: string
  /** You can take it back now (`withdrawSignOff`). */
  readonly withdrawable?: true
  /** Of a professional, to `remarks`. */
  readonly answer?: Reaction["answer"]
}

/** A report as the server shows it to one reader; what this reader may not know is not in it. */
export interface ReportView {
  readonly report: string
  readonly lang: Lang
  readonly phase: Phase
  readonly seq: number
  /** The server's clock, UTC. */
  readonly now: string
  readonly template: TemplateRef
  readonly title: string
  readonly you: {
    readonly person: string
    readonly role: Role
    readonly name: string
    readonly label: string
  }
  readonly persons: readonly Person[]
  readonly policy: Policy
  /** What you could do now, by role and phase; a gate is asked when it is done. */
  readonly acts: readonly ActName[]
  readonly contentOpen: boolean
  readonly places: {
    readonly content?: "write" | "read"
    readonly review?: "write" | "read"
    readonly reply?: "write"
  }
  /** Team and reviewer only. */
  readonly fields?: RecordState["fields"]
  /** Team only. */
  readonly disclosure?: RecordState["disclosure"]
  readonly versions: readonly VersionView[]
  readonly offers: RecordState["offers"]
  /** `shielded`, for team and reviewer: it holds something secret; only its writer and they see it. */
  readonly reactions: readonly (Reaction & {readonly shielded?: true})[]
  readonly hearings: readonly {
    readonly person: string
    readonly state: HearingState
    readonly how?: string
    readonly on?: string
  }[]
  /** Team and reviewer only. */
  readonly reviews?: RecordState["reviews"]
  /** Team and reviewer only: what the reviewer said of the draft. */
  readonly draftReviews?: RecordState["draftReviews"]
  /** Whether people recognise the explanations of the newest version; only where the template asks. */
  readonly recognition?: readonly ReadableRecognition[]
  readonly signOffs: readonly SignOffView[]
  /**
   * Every time the author opened a text again that lay there to be signed; the reason is not for who
   * reads only a part of the report.
   */
  readonly reopenings: readonly {
    readonly version: number
    readonly at: string
    readonly reason: string
  }[]
  /** Who is asked to sign the newest version, and for what; the family and others: only themselves. */
  readonly signers: readonly {readonly person: string; readonly purposes: readonly SignPurpose[]}[]
  /** Every sending of the final report. Not for who is only asked about their own words. */
  readonly issues: RecordState["issues"]
  /** Urgency that lapsed; team and reviewer only. */
  readonly lapses?: readonly Lapse[]
  readonly final?: {
    readonly version: number
    readonly at: string
    readonly reportUrl: string
    readonly bundleUrl: string
  }
}
