// SPDX-License-Identifier: EUPL-1.2

/**
 * Ages and terms that the law or a quality framework sets. Dated data, never constants in code: the
 * statutes behind them change, and a report is judged by the policy of its day.
 */
export interface Policy {
  readonly format: "wederhoor-policy/1"
  readonly id: string
  /** First day on which it applies, `YYYY-MM-DD`. */
  readonly from: string
  readonly ages: {
    /** From this age a child is heard itself and has its own inspection (Rv 809(1), Jw 7.3.15). */
    readonly ownHearing: number
    /** From this age a young person consents alone (Jw 7.3.5). */
    readonly ownConsent: number
  }
  readonly terms: {
    /** Working days to read and react before silence may be recorded. */
    readonly inspectionWorkingDays: number
    /** Months after which a document must say why it still matters. */
    readonly excerptMonths: number
    /** Attempts to reach somebody before “not reached” may be recorded; 3 when left out. */
    readonly unreachableAttempts?: number
  }
  /** Words that name a diagnosis; in the fact layer they need a diagnostician. Lower case. */
  readonly diagnosisTerms: readonly string[]
}

/** The policy that applies on a day: the latest one that started. `undefined` when none has. */
export function policyOn(policies: readonly Policy[], day: string): Policy | undefined {
  return policies
    .filter(policy => policy.from <= day.slice(0, 10))
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
}
