// SPDX-License-Identifier: EUPL-1.2
import type {Layer} from "./names.ts"

/**
 * What a report template sees: one reader's rendition of one frozen version, every word already
 * chosen, every date already written out. What this reader may not see is not in it at all.
 */
export interface ReportModel {
  readonly lang: string
  readonly reportId: string
  readonly title: string
  /** What this copy is, e.g. "Versie 1, om te lezen en op te reageren". */
  readonly status: string
  readonly version: number
  readonly frozenOn: string
  /** For whom it is. `plain`: for a child, with a plainer frame around the same content. */
  readonly reader: {readonly name: string; readonly label: string; readonly plain: boolean}
  readonly final: boolean
  readonly persons: readonly PersonModel[]
  readonly sections: readonly SectionModel[]
  /** That somebody was not heard within the term for urgency, in whole sentences. */
  readonly lapses: readonly string[]
  /** Every sending of the final report: number, day, to whom, what changed. */
  readonly issues: readonly {
    readonly number: string
    readonly date: string
    readonly recipients: readonly string[]
    readonly changed: string
  }[]
  /** Every reaction once more, in order, with the number of its passage. */
  readonly reactions: readonly ReactionModel[]
  readonly signOffs: readonly SignOffModel[]
  /** Who was not heard and why ("Niet gehoord, omdat …"). */
  readonly notHeard: readonly {readonly name: string; readonly reason: string}[]
  readonly sources: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly date: string
  }[]
  /** Number of passages this reader does not get to see. */
  readonly gaps: number
  /** What the reader can do: react before, correction, complaint, support. Empty lines are not given. */
  readonly rights: readonly string[]
  readonly controlCode: string
}

export interface PersonModel {
  readonly name: string
  readonly role: string
  readonly heard: string
}

export interface SectionModel {
  readonly id: string
  /** A heading above this section and those after it, on the first of them; else empty. */
  readonly group: string
  readonly number: string
  readonly title: string
  /**
   * Which layer it is for, as a switch: a template can only ask whether something is there. One key,
   * e.g. `{plan: true}`; `none` also for a section that its format no longer has.
   */
  readonly is?: {readonly [layer in Layer | "mixed" | "none"]?: true}
  readonly fields: readonly {readonly label: string; readonly value: string}[]
  readonly statements: readonly StatementModel[]
  /** Said in words when nothing stands here. */
  readonly empty: string
}

export interface StatementModel {
  readonly id: string
  readonly number: string
  /** The kind as a word: "Feit", "Wat iemand vertelt", or the template's own word. Empty for a gap. */
  readonly kind: string
  readonly layer: string
  /** The layer as a word: "Feiten", "Wat mensen zeggen". Empty for a gap and for kinds without a layer. */
  readonly layerName?: string
  /** A neutral marker in place of the text when this reader may not see the passage; else empty. */
  readonly gap: string
  readonly lines: readonly {readonly runs: readonly RunModel[]}[]
  /** Source, date, speaker and the other attributes, as label and words. */
  readonly details: readonly {
    readonly label: string
    readonly value: string
    /** Id of the source it names, as in `sources`; else empty. */
    readonly source: string
  }[]
  /** "Weergave niet bevestigd" beside words whose speaker did not confirm them; else empty. */
  readonly unconfirmed: string
  /** Who recognises this explanation or conclusion, as far as this reader may know. */
  readonly recognition: readonly {readonly name: string; readonly answer: string}[]
  /** Whether it is shared, in one sentence; empty where nobody is asked. */
  readonly shared: string
  readonly reactions: readonly ReactionModel[]
}

export interface RunModel {
  readonly text: string
  readonly strong: boolean
  readonly em: boolean
  readonly quote: boolean
}

export interface ReactionModel {
  readonly id: string
  readonly type: string
  readonly by: string
  readonly role: string
  readonly on: string
  /** Number of the passage ("4.2"), or empty for the whole report. */
  readonly number: string
  readonly date: string
  readonly lines: readonly string[]
  readonly answer: {
    readonly label: string
    readonly text: string
    readonly by: string
    readonly date: string
  } | null
  /** "Na vaststelling" when it came after the report was final; else empty. */
  readonly late: string
  /** "Nog niet beantwoord" while there is no answer; else empty. */
  readonly unanswered: string
}

export interface SignOffModel {
  readonly name: string
  readonly role: string
  readonly purpose: string
  readonly decision: string
  readonly date: string
  readonly version: string
  readonly state: string
  readonly remarks: readonly string[]
  /** What the professionals answered to the remark, where this reader may read it. */
  readonly answer: ReactionModel["answer"]
  /** "Nog niet beantwoord" beside a remark without an answer; else empty. */
  readonly unanswered: string
  /** How it was recorded: "zelf getekend", "vastgelegd door …, na 3 pogingen". */
  readonly how: string
  readonly receiptCode: string
}
