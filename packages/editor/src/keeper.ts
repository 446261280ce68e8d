// SPDX-License-Identifier: EUPL-1.2
import {type Kept, takeName, type Work} from "./kept.ts"

/** Writes down the work of this window in one place, and takes over that of windows that are gone. */
export interface Keeper {
  /** Write it down now. */
  readonly save: () => Promise<void>
  /** Write it down within a moment. */
  readonly saveSoon: () => void
  /** Whether something still has to be written down. */
  readonly isWaiting: () => boolean
  /** Take over what windows that are gone left behind; `take` makes it part of the work of this one. */
  readonly inherit: (take: (works: readonly Work[]) => void) => Promise<boolean>
  readonly stop: () => void
}

/** Milliseconds that a save may wait. */
const saveAfter = 100

/** Start with nothing written down. `work` is asked whenever it is written. */
export function openKeeper(parts: {
  readonly kept: Kept
  readonly place: string
  readonly tab: string
  /** Whose browser this is, for the names that windows take. */
  readonly owner: string
  readonly work: () => Work
}): Keeper {
  const {kept, place, tab} = parts
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> | null = null
  let dirty = false
  let stopped = false

  async function save(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (writing) {
      dirty = true
      return writing
    }
    dirty = false
    writing = kept.keepWork(parts.work()).finally(() => (writing = null))
    await writing
    if (dirty) await save()
  }
  return {
    save,
    saveSoon: () => {
      timer ??= setTimeout(() => void save(), saveAfter)
    },
    isWaiting: () => timer !== undefined,
    inherit: async take => {
      const found: Work[] = []
      const names: (() => void)[] = []
      for (const one of await kept.work(place)) {
        if (one.tab === tab) continue
        const free = await takeName(`${parts.owner} ${one.tab}`)
        if (!free) continue
        names.push(free)
        // Between looking and taking the name another window may have been there first.
        const still = (await kept.work(place)).find(({tab: other}) => other === one.tab)
        if (still && !stopped) found.push(still)
      }
      if (found.length > 0 && !stopped) {
        take(found)
        await writing
        const instead = found.map(one => one.tab)
        await kept.keepWork(parts.work(), instead)
      }
      // Given back only when what they had stands under the name of this window.
      for (const free of names) free()
      return found.length > 0
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
