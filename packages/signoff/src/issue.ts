// SPDX-License-Identifier: EUPL-1.2
import type {LeafKind} from "./report.ts"

/** What can be wrong with a bundle. The words for people stand in `describeVerification`. */
export type IssueCode =
  // The file.
  | "not-json"
  | "duplicate-key"
  | "forbidden-key"
  | "bad-form"
  | "unknown-key"
  | "duplicate-id"
  // What is written.
  | `${LeafKind}-changed`
  | "uses-changed"
  | "uses-incomplete"
  | "section-changed"
  | "section-left-out"
  | "report-changed"
  | "template-changed"
  | "section-template-changed"
  // What was done about it.
  | "seal-not-believed"
  | "seal-other-report"
  | "audit-went-back"
  | "signoff-not-believed"
  | "duplicate-signoff"
  | "signoff-dropped"
  | "signoff-not-sealed"
  | "signoffs-reordered"
  | "signoff-other-report"
  | "signoff-other-history"
  | "signoff-other-text"
  | "reaction-missing"
  | "reaction-words-changed"
  | "remark-not-signed"
  | "receipt-not-believed"
  | "receipt-other-report"
  | "receipt-not-in-bundle"

/**
 * One thing that is not as it was signed. `nr` is the printed number of the statement: the one its value
 * carries, else section and place ("4.2"); `detail` is for technicians, in English, and may quote a forged file.
 */
export interface Issue {
  code: IssueCode
  statement?: string
  nr?: string
  section?: string
  signOff?: string
  detail: string
}
