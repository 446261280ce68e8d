// SPDX-License-Identifier: EUPL-1.2

/** A length of time. One of the three; working days follow the calendar of the policy. */
export interface Duration {
  readonly workingDays?: number
  readonly days?: number
  readonly months?: number
}

/** A term that templates name in their fields, with the statute or agreement that sets it. */
export interface FieldTerm extends Duration {
  readonly source?: string
}

/**
 * Ages and terms that the law or a quality framework sets. Dated data, never constants in code: the
 * statutes behind them change, and a report is judged by the policy of its day. Published schema:
 * `policy-1.json`.
 */
export interface Policy {
  readonly format: "wederhoor-policy/1"
  readonly id: string
  /** First day on which it applies, `YYYY-MM-DD`. */
  readonly from: string
  readonly ages: {
    /** From this age a child is heard itself and has its own inspection (Rv 809(1), Jw 7.3.15). */
    readonly ownHearing: number
    /** From this age a young person consents alone, and parents read on consent (Jw 7.3.5, 7.3.15). */
    readonly ownConsent: number
  }
  readonly terms: {
    /** Working days to read and react before silence may be recorded. */
    readonly inspectionWorkingDays: number
    /** Months after which a document must say why it still matters. */
    readonly excerptMonths: number
    /** Attempts to reach somebody before “not reached” may be recorded; 3 when left out. */
    readonly unreachableAttempts?: number
    /** Different channels those attempts must use; 2 when left out. */
    readonly unreachableChannels?: number
    /** Days those attempts must span; 10 when left out. */
    readonly unreachableDays?: number
    /** Days after which urgency lapses; 14 when left out (by analogy with Rv 800(3), 809(3)). */
    readonly urgencyDays?: number
    /**
     * Days within which a deferral for safety is looked at again; 92 when left out. No statute names a
     * number: telling follows as soon as the danger has passed (Jw 7.3.2(3)).
     */
    readonly safetyReviewDays?: number
  }
  /** Terms that templates name in their fields, by key: `planReview`, `endOfOrderNotice` … */
  readonly fieldTerms?: {readonly [key: string]: FieldTerm}
  /** Days off besides Saturday and Sunday, `YYYY-MM-DD`; terms in working days skip them. */
  readonly holidays?: readonly string[]
  /**
   * Grounds on which showing may be deferred or something withheld, as this organisation has checked
   * them against current law.
   */
  readonly deferralGrounds?: readonly {
    readonly id: string
    readonly label: {readonly [lang: string]: string}
    readonly source: string
  }[]
  /** Words that name a diagnosis; in the fact layer they need a diagnostician. Lower case. */
  readonly diagnosisTerms: readonly string[]
}

/** What holds where a policy leaves a term out. Source: HRG-9, HRG-11. */
const defaults = {
  unreachableAttempts: 3,
  unreachableChannels: 2,
  unreachableDays: 10,
  urgencyDays: 14,
  safetyReviewDays: 92,
} as const

/** A term of the policy, or its default. */
export function termOf(policy: Policy, name: keyof typeof defaults): number {
  return policy.terms[name] ?? defaults[name]
}

/** The policy that applies on a day: the latest one that started. `undefined` when none has. */
export function policyOn(policies: readonly Policy[], day: string): Policy | undefined {
  return policies
    .filter(policy => policy.from <= day.slice(0, 10))
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
}
