// SPDX-License-Identifier: EUPL-1.2
import type {WorkerPort} from "@wederhoor/render"
import {Worker} from "node:worker_threads"

/**
 * A thread for one job of `checkInWorker` or `renderInWorker`: no environment, no arguments, nothing
 * it writes is shown, and at most `memoryMb` (default 160) of heap. It is no wall against code, for
 * templates are never code; it is there so that a template can be stopped.
 */
export function layoutPort({memoryMb = 160}: {readonly memoryMb?: number} = {}): WorkerPort {
  const source = import.meta.url.endsWith(".ts")
  const worker = new Worker(new URL(`./layout-worker.${source ? "ts" : "js"}`, import.meta.url), {
    env: {},
    argv: [],
    execArgv: source ? ["--conditions=@wederhoor/source"] : [],
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxOldGenerationSizeMb: memoryMb - 32,
      maxYoungGenerationSizeMb: 32,
      stackSizeMb: 4,
    },
  })
  return {
    postMessage: job => worker.postMessage(job),
    addEventListener: (type, listen) => {
      if (type === "message") worker.on("message", (data: unknown) => listen({data}))
      else
        worker.on("error", (error: unknown) => {
          const {code} = error as {readonly code?: unknown}
          listen({code})
        })
    },
    terminate: () => worker.terminate(),
  }
}
