// SPDX-License-Identifier: EUPL-1.2

/** `merge-hand.ts <first> <last> <step>`: run these seeds, print their sum; on standard error what went wrong. */
import {afternoon, nothing, type Tally} from "./merge-run.ts"

const [first = 1, last = 1, step = 1] = process.argv.slice(2).map(Number)
const total = nothing()
for (let seed = first; seed <= last; seed += step) {
  const one = await afternoon(seed, what => console.error(`seed ${seed}: ${what}`))
  for (const name of Object.keys(total) as (keyof Tally)[]) total[name] += one[name]
}
process.stdout.write(JSON.stringify(total))
process.exit(0)
