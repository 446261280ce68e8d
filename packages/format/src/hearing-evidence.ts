// SPDX-License-Identifier: EUPL-1.2
import {addDuration, daysBetween, isDay} from "./dates.ts"
import {type Policy, termOf} from "./policy.ts"
import {says} from "./reading/filled.ts"
import type {HearingRecord} from "./record.ts"

/**
 * What a recorded hearing lacks. Stable codes:
 * `day` no day, or one that lies ahead · `how` not said how and with whom · `reason` · `consulted` no
 * professional was consulted · `review` no day ahead to look again · `review-late` that day is further
 * off than urgency can last, or than a deferral for safety may go unseen · `attempts` `channels` `span` too few attempts, of too few sorts, or too
 * close together · `not-offered` silence of somebody who was offered nothing · `term` silence while
 * the term still runs.
 */
export type MissingEvidence =
  | "day"
  | "how"
  | "reason"
  | "consulted"
  | "review"
  | "review-late"
  | "attempts"
  | "channels"
  | "span"
  | "not-offered"
  | "term"

/**
 * Which evidence a hearing lacks that was recorded on a day; empty when it is complete. Pure: the act
 * that records it and the rule `hearing-evidence` ask the same.
 *
 * @param day the day on which it was recorded, `YYYY-MM-DD`.
 * @param until last day of the term of the newest offer to this person before that; `undefined` when
 *   nothing was offered. Only silence asks for it.
 *
 * Source: HRG-8
 * (declined: day, to whom) · HRG-9 (not reached) · HRG-10, Jeugdwet 7.3.2(3) (safety) · HRG-11 (urgency,
 * by analogy with Rv 800(3), 809(3)) · HRG-7 (silence counts after the term only).
 */
export function missingEvidence(
  hearing: HearingRecord,
  policy: Policy,
  day: string,
  until?: string,
): MissingEvidence[] {
  const {state} = hearing
  const missing = new Set<MissingEvidence>()
  if (!isDay(hearing.on) || hearing.on > day) missing.add("day")
  if (!says(hearing.how)) missing.add("how")
  if (state === "noResponse") {
    if (until === undefined) missing.add("not-offered")
    else if (day <= until) missing.add("term")
  }
  if (state === "unreachable")
    for (const code of missingAttempts(hearing.attempts ?? [], policy, day)) missing.add(code)
  const deferred = state === "deferredSafety" || state === "deferredUrgency"
  if ((deferred || state === "notFitAgeOrCapacity") && !says(hearing.reason)) missing.add("reason")
  if (state === "deferredSafety" && !says(hearing.consulted)) missing.add("consulted")
  if (deferred) {
    const {reviewOn} = hearing
    if (!isDay(reviewOn) || reviewOn <= day) missing.add("review")
    else if (reviewOn > latestReview(hearing, policy, day)) missing.add("review-late")
  }
  return [...missing]
}

/**
 * What attempts to reach somebody lack before it may be recorded that they were not reached, for the
 * hearing or for signing. An attempt counts when it has a day that is not ahead and says by which
 * channel. Source: HRG-9.
 */
export function missingAttempts(
  attempts: NonNullable<HearingRecord["attempts"]>,
  policy: Policy,
  day: string,
): MissingEvidence[] {
  const counted = attempts.filter(({on, channel}) => isDay(on) && on <= day && says(channel))
  const days = counted.map(({on}) => on).toSorted()
  const channels = new Set(counted.map(({channel}) => channel.trim().toLowerCase()))
  const span = daysBetween(days[0] ?? day, days.at(-1) ?? day)
  const missing: MissingEvidence[] = []
  if (counted.length < termOf(policy, "unreachableAttempts")) missing.push("attempts")
  if (channels.size < termOf(policy, "unreachableChannels")) missing.push("channels")
  if (span < termOf(policy, "unreachableDays")) missing.push("span")
  return missing
}

/**
 * Last day on which a deferral holds: its review day, and for urgency no later than the policy's term
 * after the day of the record, whatever review day was written down. `""` when it has no review day.
 * Source: formaat, besluit 15; HRG-10, HRG-11.
 */
export function deferralEnds(hearing: HearingRecord, policy: Policy): string {
  const reviewOn = hearing.reviewOn ?? ""
  const last = urgencyEnds(hearing, policy)
  return last !== undefined && last < reviewOn ? last : reviewOn
}

/** Last day on which a deferral must have been looked at again. */
function latestReview(hearing: HearingRecord, policy: Policy, day: string): string {
  const safety = addDuration(day, {days: termOf(policy, "safetyReviewDays")})
  return urgencyEnds(hearing, policy) ?? safety
}

/** The day on which urgency lapses; nothing for another state or without a day to count from. */
function urgencyEnds(hearing: HearingRecord, policy: Policy): string | undefined {
  if (hearing.state !== "deferredUrgency" || !isDay(hearing.on)) return undefined
  return addDuration(hearing.on, {days: termOf(policy, "urgencyDays")})
}
