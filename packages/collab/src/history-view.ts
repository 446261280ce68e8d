// SPDX-License-Identifier: EUPL-1.2
import type {Author} from "./history-authors.ts"
import type {ContentChanges} from "./history.ts"

/** A moment of the text that can be compared with another. */
export interface HistoryMoment {
  /** `start`, `named-1`, `version-1` or `work-<link>`; stays the same. */
  readonly id: string
  readonly sort: "start" | "named" | "offered" | "submitted" | "approved" | "work"
  /** The last link of the log of the text that belongs to it. */
  readonly seq: number
  /** UTC. Of a stretch of work its end; `from` is its beginning. */
  readonly at: string
  readonly from?: string
  /** Of a stretch of work: the link before it, to see what was done in it. */
  readonly since?: number
  /** Persons of the register: who named or worked. */
  readonly by: readonly string[]
  readonly name?: string
  /** Number of the frozen version. */
  readonly version?: number
  /** How many statements and sources were worked on. */
  readonly touched?: number
  /** The text of this moment was lawfully destroyed: it cannot be shown or compared. */
  readonly destroyed?: true
}

/** The moments of a report, oldest first. */
export interface HistoryMoments {
  readonly moments: readonly HistoryMoment[]
  /** How many stretches of work, the oldest ones, were left out. */
  readonly leftOut: number
}

/** Who made and worked on what stands in the text now. */
export interface HistoryStatements {
  /** Last link of the log that is counted. */
  readonly seq: number
  readonly statements: readonly Author[]
  readonly sources: readonly Author[]
}

/** What changed in the text between two links of its log. */
export interface HistoryChanges {
  readonly from: {readonly seq: number; readonly at: string}
  readonly to: {readonly seq: number; readonly at: string}
  /** Who worked on the text in between. */
  readonly by: readonly string[]
  readonly changes: ContentChanges
  /** What sources and statements that the changes refer to are called: title, or the first words. */
  readonly names: {readonly [id: string]: string}
}
