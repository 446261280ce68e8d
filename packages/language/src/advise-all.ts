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
 * replaced in one stretch cost what that stretch costs. Another config looks at everything again.
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
  const hints = (known?.hints ?? []).toSpliced(first, old.length - first - last, ...fresh)
  return {statements, hints, config}
}
