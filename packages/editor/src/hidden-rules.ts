// SPDX-License-Identifier: EUPL-1.2

/**
 * The rules that one person on one computer does not want to see. A personal setting: nothing of it goes
 * into the report or to the server, and a colleague at this computer has a list of their own.
 */
export interface HiddenRules {
  /** Ids of rules, in the order in which they were hidden. */
  readonly all: () => readonly string[]
  readonly has: (rule: string) => boolean
  readonly hide: (rule: string) => void
  readonly show: (rule: string) => void
}

/** More than there are rules; what is longer was not written by us. */
const most = 500

/**
 * Keep the list under `name` in the storage of the browser. Where that is blocked or full the list lasts
 * as long as the page.
 */
export function createHiddenRules(
  name: string,
  storage: () => Storage | undefined = () => globalThis.localStorage,
): HiddenRules {
  let list = new Set<string>()
  let works = true
  const read = (): Set<string> => {
    if (!works) return list
    try {
      const found: unknown = JSON.parse(storage()?.getItem(name) ?? "[]")
      list = new Set(
        Array.isArray(found)
          ? found.slice(0, most).filter((one): one is string => typeof one === "string")
          : [],
      )
    } catch (error) {
      // What is there and cannot be read is written over; what cannot be reached is not asked again.
      works = error instanceof SyntaxError
      list = new Set()
    }
    return list
  }
  const write = (): void => {
    try {
      if (list.size === 0) storage()?.removeItem(name)
      else storage()?.setItem(name, JSON.stringify([...list]))
    } catch {
      works = false
    }
  }
  read()
  return {
    all: () => [...list],
    has: rule => list.has(rule),
    hide: rule => {
      // Read first: another window of the same person may have hidden something since.
      read().add(rule)
      write()
    },
    show: rule => {
      read().delete(rule)
      write()
    },
  }
}

/** The name of the list of one person: the same in every report on that server. */
export const hiddenRulesName = (server: string, person: string): string =>
  `wederhoor hidden-rules ${server} ${person}`
