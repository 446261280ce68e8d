// SPDX-License-Identifier: EUPL-1.2

/** What one run or many of them came to. */
export interface Tally {
  runs: number
  merges: number
  refusals: number
  violations: number
  repairs: number
  diverged: number
  displaced: number
  idRewritesReferenced: number
  tokensTyped: number
  tokensKept: number
  tokensLost: number
  tokensUnaccounted: number
}

export const nothing = (): Tally => ({
  runs: 0,
  merges: 0,
  refusals: 0,
  violations: 0,
  repairs: 0,
  diverged: 0,
  displaced: 0,
  idRewritesReferenced: 0,
  tokensTyped: 0,
  tokensKept: 0,
  tokensLost: 0,
  tokensUnaccounted: 0,
})
