// SPDX-License-Identifier: EUPL-1.2

/** A seeded source of numbers: the same seed gives the same bench. */
export interface Random {
  /** A whole number from 0, below the limit. */
  readonly below: (limit: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <Value>(values: readonly Value[]) => Value
}

/** A small generator (mulberry32), good enough to choose what to write next. */
export function random(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    chance: share => next() < share,
    pick: values => {
      if (values.length === 0) throw new Error("nothing to pick from")
      return values[below(values.length)] as never
    },
  }
}
