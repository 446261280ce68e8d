// SPDX-License-Identifier: EUPL-1.2
import {advise} from "./advise.ts"
import type {AdviseConfig, Hint, WordedStatement} from "./advise.ts"

/** The hints of many statements, in their order; to be handed back with what they become. */
export interface AdvisedAll {
  readonly statements: readonly WordedStatement[]
  readonly hints: readonly (readonly Hint[])[]
  readonly config: AdviseConfig
}

/**
 * Advice on many statements. With the outcome of last time (`before`), only statements that are other
 * objects than then are looked at: after one edit that is one. Statements that came, went or were
 * replaced in one stretch cost what that stretch costs. Another config looks at everything again. Where
 * there was nothing to say and there is nothing now, `hints` is the same list as before.
 */
export function adviseAll(
  statements: readonly WordedStatement[],
  config: AdviseConfig = {},
  before?: AdvisedAll,
): AdvisedAll {
  const known = before?.config === config ? before : undefined
  const old = known?.statements ?? []
  const most = Math.min(statements.length, old.length)
  let first = 0
  while (first < most && statements[first] === old[first]) first++
  let last = 0
  const [end, oldEnd] = [statements.length - 1, old.length - 1]
  while (last < most - first && statements[end - last] === old[oldEnd - last]) last++
  const fresh = statements
    .slice(first, statements.length - last)
    .map(statement => advise(statement, config))
  const kept = known?.hints ?? []
  const isSilent =
    fresh.length === old.length - first - last &&
    fresh.every((list, at) => list.length + (kept[first + at]?.length ?? 1) === 0)
  return {statements, hints: isSilent ? kept : replaced(kept, first, last, fresh), config}
}

type Hints = AdvisedAll["hints"]

/** All but `first` and `last` replaced. A copy and a splice: `toSpliced` takes several times as long. */
function replaced(kept: Hints, first: number, last: number, fresh: Hints): Hints {
  const hints = [...kept]
  hints.splice(first, kept.length - first - last, ...fresh)
  return hints
}
