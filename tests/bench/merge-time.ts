// SPDX-License-Identifier: EUPL-1.2

/**
 * Time and chance that repeat themselves, and a page without pictures: import it before anything else.
 * Timers run when `tick` says so, in order of their time; what is random comes from the seed.
 */
import {random} from "./random.ts"

interface Timer {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

const timers = new Map<number, Timer>()
let now = Date.UTC(2026, 3, 2, 9)
let count = 0
let chance = random(1)

const later = (run: (...given: unknown[]) => void, wait = 0, ...given: unknown[]): number => {
  count += 1
  timers.set(count, {at: now + Math.max(0, wait), order: count, run: () => run(...given)})
  return count
}
Reflect.set(globalThis, "setTimeout", later)
Reflect.set(globalThis, "clearTimeout", (id: number) => timers.delete(id))
Reflect.set(Date, "now", () => now)
Reflect.set(performance, "now", () => now)
const fill = (bytes: ArrayBufferView): ArrayBufferView => {
  const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < view.length; at++) view[at] = chance.below(256)
  return bytes
}
Reflect.set(crypto, "getRandomValues", fill)
Reflect.set(crypto, "randomUUID", () => `id-${chance.below(2 ** 31)}-${++count}`)

/** Begin a run: nothing is waiting, and chance starts at the seed. */
export function begin(seed: number): void {
  timers.clear()
  chance = random(seed * 7919)
}

/** Let so many milliseconds go by. */
export function tick(ms: number): void {
  const until = now + ms
  for (;;) {
    const due = [...timers.entries()].filter(([, {at}]) => at <= until)
    const next = due.sort(([, a], [, b]) => a.at - b.at || a.order - b.order)[0]
    if (!next) break
    timers.delete(next[0])
    now = Math.max(now, next[1].at)
    next[1].run()
  }
  now = until
}

/** Let promises that wait for nothing but each other go on. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 12; round++) await Promise.resolve()
}
