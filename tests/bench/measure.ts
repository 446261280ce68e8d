// SPDX-License-Identifier: EUPL-1.2
import type {Random} from "./random.ts"

/** Short runs to try a bench out; their numbers say nothing. */
export const small: boolean = process.env["WEDERHOOR_BENCH_SMALL"] === "1"

/** Tell on standard error how far a bench is. */
export function progress(text: string): void {
  console.error(text)
}

/** A bench that did not measure what it says it measures must fail. */
export function sane(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`this bench measured something else: ${what}`)
}

/** The middle value; the mean of the two middle ones when there are two. */
export function median(values: readonly number[]): number {
  sane(values.length > 0, "no values")
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const [low, high] = [sorted[half - 1], sorted[half]] as [number, number]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

/** Three significant digits. */
export function digits(value: number): number {
  return Number(value.toPrecision(3))
}

/** What interleaved runs took. */
export interface Timing<Name extends string> {
  /** Median, in milliseconds. */
  readonly ms: (name: Name) => number
  /** Median over the rounds of the time of one act divided by that of another in the same round. */
  readonly ratio: (name: Name, baseline: Name) => number
}

/**
 * Time acts by turns, in rounds: whatever slows the machine down for a while slows all of them. The
 * order changes from round to round. A quick act is repeated within its turn until that takes about
 * `leastMs`, so that the clock does not decide.
 */
export async function interleaved<Name extends string>(
  acts: Readonly<Record<Name, () => unknown>>,
  {rounds = small ? 3 : 15, leastMs = 4}: {rounds?: number; leastMs?: number} = {},
): Promise<Timing<Name>> {
  const names = Object.keys(acts) as Name[]
  const times = {} as Record<Name, number>
  for (const name of names) {
    // The second of two warm-ups says how often the act fits into a turn.
    await turn(acts[name], 1)
    times[name] = Math.max(1, Math.ceil(leastMs / Math.max(await turn(acts[name], 1), 1e-4)))
    await turn(acts[name], times[name])
  }
  const taken = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<
    Name,
    number[]
  >
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      globalThis.gc?.()
      taken[name].push(await turn(acts[name], times[name]))
    }
  return {
    ms: name => digits(median(taken[name])),
    ratio: (name, baseline) =>
      digits(median(taken[name].map((ms, round) => ms / (taken[baseline][round] as number)))),
  }
}

/** Milliseconds that one call takes, over `times` calls. */
async function turn(act: () => unknown, times: number): Promise<number> {
  const start = performance.now()
  for (let n = 0; n < times; n++) {
    const going = act()
    if (going instanceof Promise) await going
  }
  return (performance.now() - start) / times
}

/** Measure at several sizes; the keys of the answer are the sizes. */
export async function atSizes(
  sizes: readonly number[],
  measure: (size: number) => Promise<object>,
): Promise<Record<string, object>> {
  const found: Record<string, object> = {}
  for (const size of small ? [20] : sizes) {
    progress(`${size} statements …`)
    found[String(size)] = await measure(size)
  }
  return found
}

/** Choose by weight. */
export function weighted<Value>(r: Random, choices: readonly (readonly [number, Value])[]): Value {
  let left = r.below(choices.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, value] of choices) {
    if (left < weight) return value
    left -= weight
  }
  throw new Error("no choices")
}
