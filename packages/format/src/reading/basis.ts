// SPDX-License-Identifier: EUPL-1.2
import {type Statement, attr, refs} from "../content.ts"
import {layerOf} from "../names.ts"
import type {Scope} from "../rule.ts"

/** The standing statements on which a statement rests, each once; nothing rests on itself. */
export const basisOf = (statement: Statement, scope: Scope): Statement[] =>
  [...new Set(refs(statement, "basedOn"))].flatMap(id =>
    id === statement.id ? [] : (scope.statements.get(id) ?? []),
  )

/** Whether something says how things are: what is planned, asked or unknown does not. */
export const saysHowItIs = ({kind}: Statement): boolean => {
  const layer = layerOf(kind)
  return layer !== null && layer !== "plan"
}

/**
 * Whether something carries by itself: what was found or said, no hearsay nobody vouches for, no
 * appraisal without a source, and nothing that is only planned or asked.
 */
function carriesAlone(basis: Statement): boolean {
  if (!saysHowItIs(basis)) return false
  if (basis.kind === "account" && ["heardFrom", "assumption"].includes(attr(basis, "knowledge")))
    return false
  return layerOf(basis.kind) !== "appraisal" || refs(basis, "source").length > 0
}

/**
 * Whether an appraisal reaches something that carries, over other appraisals if need be. Two
 * appraisals that lean on each other reach nothing.
 */
export function isCarried(statement: Statement, scope: Scope): boolean {
  const carried = carriedIn(scope)
  return basisOf(statement, scope).some(basis => carriesAlone(basis) || carried.has(basis.id))
}

const known = new WeakMap<Scope, ReadonlySet<string>>()

/** Ids of the appraisals that are carried: from what carries alone upwards, each looked at once. */
function carriedIn(scope: Scope): ReadonlySet<string> {
  const before = known.get(scope)
  if (before) return before
  const leaning = new Map<string, Statement[]>()
  const ready: Statement[] = []
  for (const one of scope.statements.values()) {
    if (carriesAlone(one)) ready.push(one)
    if (layerOf(one.kind) !== "appraisal") continue
    for (const id of refs(one, "basedOn")) {
      const list = leaning.get(id)
      if (list) list.push(one)
      else leaning.set(id, [one])
    }
  }
  const carried = new Set<string>()
  for (let basis = ready.pop(); basis; basis = ready.pop())
    for (const one of leaning.get(basis.id) ?? [])
      if (!carried.has(one.id)) {
        carried.add(one.id)
        ready.push(one)
      }
  known.set(scope, carried)
  return carried
}
