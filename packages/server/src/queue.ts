// SPDX-License-Identifier: EUPL-1.2

/** Runs tasks of one key one after the other, in the order in which they were asked for. */
export interface Queue {
  /** A task that fails fails for its caller only; the next one runs all the same. */
  run<T>(key: string, task: () => Promise<T>): Promise<T>
  /** Resolves when nothing is waiting or running. */
  idle(): Promise<void>
}

export function makeQueue(): Queue {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, task) {
      const result = (tails.get(key) ?? Promise.resolve()).then(task)
      const tail = result
        .catch(() => undefined)
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key)
        })
      tails.set(key, tail)
      return result
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values())
    },
  }
}
