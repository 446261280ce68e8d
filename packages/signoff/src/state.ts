// SPDX-License-Identifier: EUPL-1.2
import type {Digest} from "./digest.ts"
import type {FrozenReport} from "./report.ts"
import {mayTakeBack} from "./sign-off.ts"
import type {SignOff} from "./sign-off.ts"

/** What a sign-off is worth today. Computed, never stored. */
export type SignOffState = "current" | "carriesOver" | "superseded" | "replaced" | "withdrawn"

/** The state of one sign-off against one version, with the reason. */
export interface SignOffStanding {
  state: SignOffState
  /** Signed sections that read otherwise now or are gone; also given for replaced and withdrawn. */
  changed: {section: string; gone: boolean}[]
  /** Verdicts on single statements: `holds` as long as that statement stands unchanged somewhere. */
  verdicts: {id: string; decision: string; holds: boolean}[]
  /** Id of the sign-off that replaced or withdrew this one. */
  by?: string
}

/**
 * What is this sign-off worth for this version?
 *
 * `withdrawn` and `replaced` when a later one in `all` of the same party, purpose and report says so
 * and may (`not-theirs-to-take-back`); else `current` when it was given on this very version,
 * `carriesOver` when every section it covers has the same digest, `superseded` when one differs.
 * Give only sign-offs that `readSignOff` believed. A sign-off on another report counts as superseded.
 */
export function signOffState(
  signOff: SignOff,
  report: FrozenReport,
  all: readonly SignOff[],
): SignOffStanding {
  const now = new Map(report.sections.map(({id, digest}) => [id, digest]))
  const same = signOff.report.id === report.id
  const changed = signOff.scope
    .filter(({section, digest}) => !same || now.get(section) !== digest)
    .map(({section}) => ({section, gone: !now.has(section)}))
  const standing: Digest[] = report.sections.flatMap(section =>
    section.statements.map(leaf => leaf.digest),
  )
  const present = new Set(standing)
  const verdicts = (signOff.statements ?? []).map(({id, digest, decision}) => ({
    id,
    decision,
    holds: same && present.has(digest),
  }))
  const later = all.filter(other => mayTakeBack(other, signOff))
  const withdrawal = later.find(other => other.withdraws === signOff.id)
  const successor = withdrawal ?? later.find(other => other.replaces === signOff.id)
  if (successor !== undefined) {
    const state = withdrawal === undefined ? "replaced" : "withdrawn"
    return {state, changed, verdicts, by: successor.id}
  }
  if (same && signOff.report.digest === report.digest) {
    return {state: "current", changed, verdicts}
  }
  return {state: changed.length === 0 ? "carriesOver" : "superseded", changed, verdicts}
}
