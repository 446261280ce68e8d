// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, refs} from "../content.ts"
import {standing} from "../life.ts"
import {doersOf} from "../life/purposes.ts"
import {layerOf} from "../names.ts"
import {type Person, ageOn, isFamily} from "../person.ts"
import type {Policy} from "../policy.ts"
import {type RecordState, newestVersion} from "../record.ts"
import type {Scope} from "../rule.ts"
import {type Template, signOffsOf} from "../template.ts"

/** What says whether people stand by what a report says of them. */
export interface Standing {
  readonly person: (id: string) => Person | undefined
  readonly template: Pick<Template, "signOffs">
  readonly policy: Policy
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly record: RecordState | undefined
  /**
   * Number of the version that was signed or is to be: what was signed must be signed on it, or still
   * hold for it. Before that there is none: then a signature on any version counts.
   */
  readonly version?: number
  /** Whether a signature on another version holds for this one too, by its id. */
  readonly carries?: (signOff: string) => boolean
}

/** The same of a report that is judged: before it lies there to be signed nobody can have signed it. */
export function standingIn({persons, template, policy, today, record}: Scope): Standing {
  const newest = record && newestVersion(record)
  const closed = newest && ["signing", "final", "archived"].includes(record.phase)
  return {
    person: id => persons.get(id),
    template,
    policy,
    today,
    record,
    ...(closed ? {version: newest.number} : {}),
  }
}

/**
 * Whether an agreement may be called one: everyone who has a task in it or checks it agreed, and still
 * stands by it. Who is asked to sign the plan agrees by signing; until there is a version to sign, the
 * name under "Akkoord van" says so, and for whoever is not asked (the team, a neighbour, a younger
 * child) it always does. Else it is a proposal. Source: formaat, besluit 11; SGN-3.
 */
export function isAccorded(
  agreement: Pick<Statement, "attrs" | "relations">,
  at: Standing,
): boolean {
  const named = refs(agreement, "accord")
  const doers = doersOf(agreement)
  // Where nobody has a task yet, those who agreed to it are all there are.
  const involved = doers.length > 0 ? doers : named
  return (
    involved.length > 0 &&
    involved.every(id => {
      const byName = named.includes(id) && (at.version === undefined || !isAsked(id, at))
      return byName || hasSigned(id, ["plan"], at)
    })
  )
}

/**
 * Whether these are words of somebody of the family who did not confirm them: neither signed for their
 * own words nor agreed to the whole report. A child that is not heard itself is asked nothing in
 * writing; how its words were gathered stands with them. Source: SGN-2.
 */
export function isUnconfirmed(statement: Pick<Statement, "kind" | "attrs">, at: Standing): boolean {
  if (layerOf(statement.kind) !== "voice") return false
  const speaker = at.person(attr(statement, "by"))
  return (
    speaker !== undefined &&
    isFamily(speaker.role) &&
    !isYoung(speaker, at) &&
    !hasSigned(speaker.id, ["ownWords", "report"], at)
  )
}

const isYoung = (person: Person, {policy, today}: Standing): boolean =>
  person.role === "child" && (ageOn(person, today) ?? 0) < policy.ages.ownHearing

function isAsked(id: string, at: Standing): boolean {
  const person = at.person(id)
  return (
    person !== undefined &&
    !isYoung(person, at) &&
    signOffsOf(at.template).some(one => one.purpose === "plan" && one.roles.includes(person.role))
  )
}

function hasSigned(person: string, purposes: readonly string[], at: Standing): boolean {
  const {record, version, carries} = at
  return (
    record?.signOffs.some(
      one =>
        one.person === person &&
        purposes.includes(one.purpose) &&
        (one.decision === "agreed" || one.decision === "agreedWithRemarks") &&
        standing(record, one) &&
        (version === undefined || one.version === version || carries?.(one.id) === true),
    ) ?? false
  )
}
