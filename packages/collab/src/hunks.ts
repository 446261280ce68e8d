// SPDX-License-Identifier: EUPL-1.2

/** One difference between two texts: at `at` of the old one `remove` units go, and `insert`, at `start` of the new one, comes. */
export interface Hunk {
  readonly at: number
  readonly remove: number
  readonly start: number
  readonly insert: string
}

/** Above this many comparisons the middle of two texts counts as one difference. */
const mostComparisons = 4_000_000

/**
 * Where two texts differ, word by word and then as few letters as possible. In order, never
 * overlapping; no hunk cuts a character of two units in half.
 */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  const pairs = differences(words(before), words(after), (one, other) => one === other)
  let at = 0
  let start = 0
  const hunks: Hunk[] = []
  for (const {same, gone, come} of pairs) {
    const [kept, removed, insert] = [same.join(""), gone.join(""), come.join("")]
    at += kept.length
    start += kept.length
    const hunk = trimmed(removed, insert)
    if (hunk.remove > 0 || hunk.insert !== "")
      hunks.push({...hunk, at: at + hunk.at, start: start + hunk.at})
    at += removed.length
    start += insert.length
  }
  return hunks
}

/** What two lists have in common, then what only the old and only the new one has, and so on. */
export interface Difference<Value> {
  readonly same: readonly Value[]
  readonly gone: readonly Value[]
  readonly come: readonly Value[]
}

/** Align two lists: the longest series they have in common, and what stands between. */
export function differences<Value>(
  before: readonly Value[],
  after: readonly Value[],
  equal: (one: Value, other: Value) => boolean,
): readonly Difference<Value>[] {
  let head = 0
  const shortest = Math.min(before.length, after.length)
  while (head < shortest && equal(before[head] as Value, after[head] as Value)) head++
  let tail = 0
  while (
    tail < shortest - head &&
    equal(before[before.length - 1 - tail] as Value, after[after.length - 1 - tail] as Value)
  )
    tail++
  const [old, now] = [
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  ]
  const found: Difference<Value>[] = []
  let same = before.slice(0, head)
  let gone: Value[] = []
  let come: Value[] = []
  const close = (): void => {
    if (gone.length > 0 || come.length > 0) {
      found.push({same, gone, come})
      same = []
      gone = []
      come = []
    }
  }
  for (const [one, other] of aligned(old, now, equal)) {
    if (one !== null && other !== null) {
      close()
      same = [...same, old[one] as Value]
    } else if (one !== null) gone.push(old[one] as Value)
    else if (other !== null) come.push(now[other] as Value)
  }
  close()
  return found
}

/** Pairs of indexes of a longest common series, with the rest unpaired, in order. */
function aligned<Value>(
  old: readonly Value[],
  now: readonly Value[],
  equal: (one: Value, other: Value) => boolean,
): (readonly [number | null, number | null])[] {
  const [rows, columns] = [old.length, now.length]
  if (rows * columns > mostComparisons)
    return [
      ...old.map((_, index) => [index, null] as const),
      ...now.map((_, index) => [null, index] as const),
    ]
  const width = columns + 1
  const lengths = new Uint32Array((rows + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      lengths[row * width + column] = equal(old[row] as Value, now[column] as Value)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
  const pairs: (readonly [number | null, number | null])[] = []
  let [row, column] = [0, 0]
  while (row < rows || column < columns) {
    if (row < rows && column < columns && equal(old[row] as Value, now[column] as Value))
      pairs.push([row++, column++])
    else if (column >= columns || (row < rows && at(row + 1, column) >= at(row, column + 1)))
      pairs.push([row++, null])
    else pairs.push([null, column++])
  }
  return pairs
}

/** Words, the spaces between them, and every other sign by itself. */
function words(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? []
}

/** What is left of a replacement without the beginning and the end that both have. */
function trimmed(
  removed: string,
  insert: string,
): {readonly at: number; readonly remove: number; readonly insert: string} {
  const shortest = Math.min(removed.length, insert.length)
  let head = 0
  while (head < shortest && removed[head] === insert[head]) head++
  if (isHigh(removed[head - 1])) head--
  let tail = 0
  while (
    tail < shortest - head &&
    removed[removed.length - 1 - tail] === insert[insert.length - 1 - tail]
  )
    tail++
  if (isLow(removed[removed.length - tail])) tail--
  return {
    at: head,
    remove: removed.length - head - tail,
    insert: insert.slice(head, insert.length - tail),
  }
}

const isHigh = (unit: string | undefined): boolean =>
  unit !== undefined && /[\uD800-\uDBFF]/.test(unit)
const isLow = (unit: string | undefined): boolean =>
  unit !== undefined && /[\uDC00-\uDFFF]/.test(unit)
