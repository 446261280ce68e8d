// SPDX-License-Identifier: EUPL-1.2
import {addDuration, dayOf} from "../dates.ts"
import {type Policy, termOf} from "../policy.ts"
import type {RecordState} from "../record.ts"

/** Urgency that came before hearing somebody, and whose time is over. */
export interface Lapse {
  readonly person: string
  /** First day on which it prints "niet gehoord binnen de termijn", `YYYY-MM-DD`. */
  readonly since: string
  /** Heard by now, too late; what is missing is that the reviewer reads it after that. */
  readonly heard: boolean
}

/**
 * For whom urgency has lapsed: deferred for urgency, `urgencyDays` of the policy have gone by since the
 * first such entry, and the person has not been both heard and, after that, the report been reviewed.
 * Recording urgency once more does not lengthen it. From the lapse every rendition says so, and the
 * report is not made final, issued or reused; nothing is undone. Source: HRG-11; formaat, besluit 15.
 */
export function lapsesOf(state: RecordState, policy: Policy, today: string): Lapse[] {
  return state.persons.flatMap(({id}) => {
    const lapse = lapseOf(state, id, policy, today)
    return lapse ? [lapse] : []
  })
}

function lapseOf(
  state: RecordState,
  person: string,
  policy: Policy,
  today: string,
): Lapse | undefined {
  const hearings = state.hearings.filter(one => one.person === person)
  const first = hearings.find(one => one.state === "deferredUrgency")
  if (!first) return undefined
  const since = addDuration(first.on, {days: termOf(policy, "urgencyDays") + 1})
  const heardAt = [
    ...hearings
      .filter(one => one.at >= first.at && !one.state.startsWith("deferred"))
      .map(one => one.at),
    ...state.reactions.filter(one => one.by === person && one.at >= first.at).map(one => one.at),
  ].toSorted()[0]
  if (heardAt === undefined) return today >= since ? {person, since, heard: false} : undefined
  if (dayOf(heardAt) < since) return undefined
  const reviewed =
    state.reviews.some(one => one.act.startsWith("approved") && one.at >= heardAt) ||
    state.draftReviews.some(one => one.outcome === "ready" && one.at >= heardAt)
  return reviewed ? undefined : {person, since, heard: true}
}
