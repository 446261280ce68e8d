// SPDX-License-Identifier: EUPL-1.2

/** `merge-hand.ts <first> <last>`: run these seeds, print their sum; on standard error what went wrong. */
import {afternoon} from "./merge-run.ts"
import {nothing, type Tally} from "./merge-tally.ts"

const [first = 1, last = 1] = process.argv.slice(2).map(Number)
const total = nothing()
for (let seed = first; seed <= last; seed++) {
  const one = await afternoon(seed, what => console.error(`seed ${seed}: ${what}`))
  for (const name of Object.keys(total) as (keyof Tally)[]) total[name] += one[name]
}
process.stdout.write(`\n${JSON.stringify(total)}`)
process.exit(0)
