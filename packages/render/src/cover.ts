// SPDX-License-Identifier: EUPL-1.2

/**
 * A covering array: rows with one value (0 … size − 1) per factor, so that for each set of factors
 * in `together` every combination of their values occurs in at least one row. Greedy, without
 * chance: the same question gives the same rows. Far fewer rows than all combinations.
 *
 * `together` defaults to every pair of factors.
 */
export function cover(
  sizes: readonly number[],
  together: readonly (readonly number[])[] = subsets(sizes.length, 2),
): readonly (readonly number[])[] {
  const open = together.map(factors => new Set(combinations(factors.map(f => sizes[f] ?? 1))))
  const setsOf = sizes.map((_, factor) =>
    together.flatMap((factors, set) => (factors.includes(factor) ? [set] : [])),
  )
  const rows: number[][] = []
  const codeOf = (row: readonly number[], factors: readonly number[]): number => {
    let code = 0
    for (const factor of factors) {
      const value = row[factor] ?? -1
      if (value < 0) return -1
      code = code * (sizes[factor] ?? 1) + value
    }
    return code
  }
  for (const [set, factors] of together.entries()) {
    for (const first of open[set] ?? []) {
      const row: number[] = sizes.map(() => -1)
      let rest = first
      for (const factor of factors.toReversed()) {
        const size = sizes[factor] ?? 1
        row[factor] = rest % size
        rest = Math.floor(rest / size)
      }
      for (const [factor, size] of sizes.entries()) {
        if ((row[factor] ?? -1) >= 0) continue
        let best = -1
        let gain = -1
        for (let turn = 0; turn < size; turn += 1) {
          // Where nothing is gained, values take turns.
          const value = (turn + rows.length) % size
          row[factor] = value
          const gained = (setsOf[factor] ?? []).filter(each =>
            open[each]?.has(codeOf(row, together[each] ?? [])),
          ).length
          if (gained > gain) [best, gain] = [value, gained]
        }
        row[factor] = best
      }
      for (const [index, each] of together.entries()) open[index]?.delete(codeOf(row, each))
      rows.push(row)
    }
  }
  return rows
}

/** All sets of `size` numbers below `count`. */
export function subsets(count: number, size: number, from = 0): readonly (readonly number[])[] {
  if (size === 0) return [[]]
  const found: (readonly number[])[] = []
  for (let first = from; first <= count - size; first += 1)
    for (const rest of subsets(count, size - 1, first + 1)) found.push([first, ...rest])
  return found
}

/** The codes of all combinations: numbers below the product of the sizes. */
function combinations(sizes: readonly number[]): readonly number[] {
  return Array.from({length: sizes.reduce((product, size) => product * size, 1)}, (_, code) => code)
}
