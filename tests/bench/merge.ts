// SPDX-License-Identifier: EUPL-1.2

/** Five real editors, partitions, offline work, undo, old clients, closed sections: is any word lost? */
import {spawn} from "node:child_process"
import {availableParallelism} from "node:os"
import {fileURLToPath} from "node:url"

import {progress, sane, small} from "./measure.ts"
import type {Tally} from "./merge-run.ts"

const runs = small ? 12 : 1000

/**
 * Sums over 1 000 seeded runs. `tokensLost` are words that are in the report no more through what
 * somebody else did at the same time; `tokensKept` are those that their author got back on the list
 * (also for a section that was closed); `tokensUnaccounted` are neither in the report, nor taken away
 * on purpose, nor on that list.
 */
export const bench = async (): Promise<object> => {
  const hands = Math.max(1, Math.min(2, availableParallelism()))
  const parts = await Promise.all(Array.from({length: hands}, (_, hand) => work(hand, hands)))
  const total = parts.reduce((sum, part) => {
    for (const name of Object.keys(part) as (keyof Tally)[]) sum[name] += part[name]
    return sum
  })
  sane(total.runs === runs, `${total.runs} runs`)
  sane(total.tokensTyped > 20 * runs, `only ${total.tokensTyped} words typed`)
  sane(total.merges > 20 * runs, `only ${total.merges} merges`)
  return {...total, lostShare: Number((total.tokensLost / total.tokensTyped).toPrecision(3))}
}

/** A process of its own for every other seed: time and chance are changed in it. */
function work(hand: number, hands: number): Promise<Tally> {
  const file = fileURLToPath(new URL("./merge-hand.ts", import.meta.url))
  const child = spawn(
    process.execPath,
    ["--conditions=@wederhoor/source", file, String(hand + 1), String(runs), String(hands)],
    {stdio: ["ignore", "pipe", "inherit"]},
  )
  let said = ""
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve, reject) =>
    child.on("close", code => {
      if (code !== 0) return reject(new Error(`a hand ended with ${code}`))
      progress(`hand ${hand + 1} is done`)
      resolve(JSON.parse(said) as Tally)
    }),
  )
}
