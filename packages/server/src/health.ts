// SPDX-License-Identifier: EUPL-1.2
import type {Store} from "./store.ts"

/** Whether work can be sent here. That the process lives is said by answering at all. */
export interface Health {
  readonly stopping: boolean
  /** `ready`, or why not: `stopping`, or `store` when the store does not answer within two seconds. */
  ready(): Promise<"ready" | "stopping" | "store">
  stop(): void
}

/** How long a store may take to say that it is there, in milliseconds. */
const patience = 2000
/** How long an answer holds, in milliseconds: whoever asks often must not weigh on the store. */
const fresh = 1000

export function openHealth(
  store: Store,
  report: (problem: string, error?: unknown) => void,
): Health {
  let stopping = false
  let last: {readonly at: number; readonly answer: Promise<boolean>} | undefined

  const ask = async (): Promise<boolean> => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<boolean>(resolve => {
      timer = setTimeout(() => resolve(false), patience)
    })
    try {
      // A document that cannot exist: the smallest question every store can answer.
      return await Promise.race([store.claims("").then(() => true), late])
    } catch (error) {
      report("The store does not answer.", error)
      return false
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    get stopping() {
      return stopping
    },
    async ready() {
      if (stopping) return "stopping"
      if (!last || Date.now() - last.at > fresh) last = {at: Date.now(), answer: ask()}
      return (await last.answer) ? "ready" : "store"
    },
    stop() {
      stopping = true
    },
  }
}
