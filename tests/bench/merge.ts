// SPDX-License-Identifier: EUPL-1.2

/** Five real editors, partitions, offline work, undo, old clients, closed sections: is any word lost? */
import {spawn} from "node:child_process"
import {availableParallelism} from "node:os"
import {fileURLToPath} from "node:url"

import {progress, sane, small} from "./measure.ts"
import {nothing, type Tally} from "./merge-tally.ts"

const runs = small ? 12 : 1000
/** Runs in one process. A page that is not one forgets little: after some hundreds the memory is full. */
const atOnce = 20

/**
 * Sums over 1 000 seeded runs. `tokensLost` are words that are in the report no more through what
 * somebody else did at the same time; `tokensKept` are those that their author got back on the list
 * (also for a section that was closed); `tokensUnaccounted` are neither in the report, nor taken away
 * on purpose, nor on that list.
 */
export const bench = async (): Promise<object> => {
  const total = nothing()
  let next = 1
  const hand = async (): Promise<void> => {
    while (next <= runs) {
      const first = next
      next += atOnce
      const part = await work(first, Math.min(first + atOnce - 1, runs))
      for (const name of Object.keys(part) as (keyof Tally)[]) total[name] += part[name]
      progress(`${total.runs} runs, ${total.tokensUnaccounted} words unaccounted for …`)
    }
  }
  await Promise.all(Array.from({length: Math.min(2, availableParallelism())}, hand))
  sane(total.runs === runs, `${total.runs} runs`)
  sane(total.tokensTyped > 20 * runs, `only ${total.tokensTyped} words typed`)
  sane(total.merges > 20 * runs, `only ${total.merges} merges`)
  return {...total, lostShare: Number((total.tokensLost / total.tokensTyped).toPrecision(3))}
}

/** Some seeds in a process of their own: time and chance are changed in it. */
function work(first: number, last: number): Promise<Tally> {
  const file = fileURLToPath(new URL("./merge-hand.ts", import.meta.url))
  const child = spawn(
    process.execPath,
    ["--conditions=@wederhoor/source", file, String(first), String(last)],
    {stdio: ["ignore", "pipe", "inherit"]},
  )
  let said = ""
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve, reject) =>
    child.on("close", code => {
      if (code !== 0) return reject(new Error(`seeds ${first} to ${last} ended with ${code}`))
      // Yjs says things on standard output as well.
      resolve(JSON.parse(said.split("\n").at(-1) ?? "") as Tally)
    }),
  )
}
