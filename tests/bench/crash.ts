// SPDX-License-Identifier: EUPL-1.2

/**
 * The real server killed at any moment while five people type, in rounds of four sorts: a kill alone,
 * a log of which the end was torn, a store whose writes fail, a disk that is full. What was
 * acknowledged must be there afterwards, and everything must verify.
 */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"

import {
  five,
  prepare,
  readLog,
  type Round,
  textOf,
  type as typeWords,
  type Waiting,
} from "./crash-room.ts"
import {progress, sane, small, weighted} from "./measure.ts"
import {type Random, random} from "./random.ts"
import {enter, wait} from "./served.ts"
import {endOfCommits, sameGeneration, tear} from "./wal.ts"

const rounds = Number(process.env["WEDERHOOR_CRASH_ROUNDS"] ?? (small ? 20 : 200))
/** A fresh folder after so many rounds: verifying reads the whole log each time. */
const perFolder = 20
const firstSeed = Number(process.env["WEDERHOOR_CRASH_SEED"] ?? 1)

const sorts = ["kill", "torn", "failing", "full"] as const
type Sort = (typeof sorts)[number]
const database = "wederhoor.db"
const wal = `${database}-wal`

/**
 * `kills`; `ackedLost`: acknowledged words that a restarted server does not show; `chainBroken`: kills
 * after which a chain or a snapshot does not verify; `replayMismatch`: kills after which the log,
 * replayed from its beginning, is not what a new client sees. `sorts` counts the rounds, `tears` the
 * ways in which a log was torn, `refusedFull` the writes a full disk refused.
 */
export const bench: () => Promise<object> = async () => {
  const room = mkdtempSync(join(tmpdir(), "wederhoor-bench-"))
  const found = {kills: 0, ackedLost: 0, chainBroken: 0, replayMismatch: 0}
  const allLost = new Set<string>()
  const counts = {kill: 0, torn: 0, failing: 0, full: 0}
  const tears: Record<string, number> = {}
  const sums = {typed: 0, acked: 0, refusedFailing: 0, refusedFull: 0, fromSnapshot: 0}
  let next: Waiting | undefined
  try {
    let folder = ""
    let acknowledged = new Set<string>()
    let expected: string | null = null
    for (let n = 0; n <= rounds; n++) {
      // The last one only looks at what the last kill left.
      const last = n === rounds
      const r = random(firstSeed * 100_003 + n)
      const sort = last ? "kill" : sortOf(n, r)
      if (n % perFolder === 0 && !last) {
        if (expected !== null) await look(await started(null))
        folder = join(room, `data-${n}`)
        acknowledged = new Set()
        expected = null
      }
      const server = await started(sort === "full" && expected !== null ? spaceIn(folder, r) : null)
      const url = await server.go(folder, sort === "failing" ? n + 1 : null)
      const clients = await Promise.all(five.map(person => enter(url, person)))
      const shown = textOf(clients[0]!.doc)
      if (expected !== null) judge(shown)
      if (last) {
        for (const client of clients) client.close()
        server.signal("SIGKILL")
        await server.gone
        break
      }
      const round: Round = {
        name: `${firstSeed}-${n}`,
        r,
        acknowledged,
        stop: false,
        typed: 0,
        refused: 0,
      }
      server.arm()
      next = prepare()
      const typing = clients.map((client, who) => typeWords(url, client, who, round))
      await wait(200 + r.below(700))
      const how = await crash(sort, server, folder, round, room)
      round.stop = true
      for (const client of clients) client.close()
      await Promise.all(typing)
      counts[sort]++
      if (how !== null) tears[how] = (tears[how] ?? 0) + 1
      found.kills++
      sums.typed += round.typed
      if (sort === "failing") sums.refusedFailing += round.refused
      if (sort === "full") sums.refusedFull += round.refused
      const {text, broken, snapshot} = await readLog(folder, join(room, "copy"))
      if (broken.length > 0) found.chainBroken++
      if (snapshot > 0) sums.fromSnapshot++
      expected = text
      if (broken.length > 0) progress(`round ${n} (${sort}): ${JSON.stringify(broken)}`)
      progress(
        `round ${n + 1} ${sort}${how === null ? "" : ` (${how})`}: ${round.typed} typed, ${round.refused} refused, ${acknowledged.size} acknowledged in this folder`,
      )
    }

    /** Take the server that was loaded meanwhile, or one for which the disk is nearly full. */
    async function started(largest: number | null): Promise<Waiting> {
      const ready = next
      if (largest === null) {
        next = undefined
        return ready ?? prepare()
      }
      return prepare(largest)
    }
    /** Compare with what a new client sees, on a server that only looks. */
    async function look(server: Waiting): Promise<void> {
      const url = await server.go(folder, null)
      const client = await enter(url, five[0] as string)
      judge(textOf(client.doc))
      client.close()
      server.signal("SIGKILL")
      await server.gone
    }
    function judge(shown: string): void {
      if (shown !== expected) found.replayMismatch++
      const lost = [...acknowledged].filter(word => !shown.includes(word))
      for (const word of lost) allLost.add(word)
      sums.acked += acknowledged.size - (judged.get(acknowledged) ?? 0)
      judged.set(acknowledged, acknowledged.size)
      if (lost.length > 0 || shown !== expected)
        progress(`lost: ${lost.slice(0, 5).join("")}; as replayed: ${shown === expected}`)
    }
  } finally {
    next?.signal("SIGKILL")
    rmSync(room, {recursive: true, force: true})
  }
  sane(sums.acked > 3 * found.kills, `only ${sums.acked} edits acknowledged`)
  sane(small || sums.refusedFull > 0, "no write was refused by a full disk")
  sane(small || sums.refusedFailing > 0, "no write of the failing store was refused")
  sane(small || sums.fromSnapshot > 0, "no server ever opened from a snapshot")
  return {...found, ackedLost: allLost.size, sorts: counts, tears, ...sums}
}

/** How many acknowledged words of a folder were looked at already. */
const judged = new WeakMap<ReadonlySet<string>, number>()

/** Every sort in the first four rounds; after that by weight. */
function sortOf(n: number, r: Random): Sort {
  return (
    sorts[n - 1] ??
    weighted(r, [
      [40, "kill"],
      [25, "torn"],
      [20, "failing"],
      [15, "full"],
    ])
  )
}

/** A little more than the files have now. */
function spaceIn(folder: string, r: Random): number {
  const sizes = [database, wal]
    .filter(name => existsSync(join(folder, name)))
    .map(name => statSync(join(folder, name)).size)
  return Math.max(...sizes) + 40_000 + r.below(200_000)
}

/**
 * End the server as this sort of round does; gives how its log was torn, or `null`.
 *
 * What is honest about a torn log: with `synchronous = FULL` an edit is acknowledged after its
 * transaction was flushed, and what is flushed a power cut leaves alone. So the process is stopped at
 * some moment; from then on nothing counts as acknowledged. Files as they are at that moment, up to the
 * last whole transaction in the log, stand for what was flushed (a transaction that was written and not
 * yet flushed may be among them: that can only lose less than we claim to survive, never hide a loss).
 * Then the process goes on for a while, and is killed. What it wrote after that moment stands for what
 * was under way: of that, any part is kept, reordered or turned into noise. A disk that says it flushed
 * and did not is not survived by anything on one machine, and is not tried.
 */
async function crash(
  sort: Sort,
  server: Waiting,
  folder: string,
  round: Round,
  room: string,
): Promise<string | null> {
  if (sort === "full")
    for (let waited = 0; round.refused === 0 && waited < 1500; waited += 20) await wait(20)
  if (sort !== "torn") {
    round.stop = true
    server.signal("SIGKILL")
    await server.gone
    return null
  }
  round.stop = true
  server.signal("SIGSTOP")
  // A signal is not an answer: wait until the system says that the process stands still.
  await stopped(server)
  const kept = join(room, "kept")
  rmSync(kept, {recursive: true, force: true})
  for (const name of [database, wal])
    if (existsSync(join(folder, name))) cpSync(join(folder, name), join(kept, name))
  server.signal("SIGCONT")
  await wait(5 + round.r.below(60))
  server.signal("SIGKILL")
  await server.gone
  if (!existsSync(join(kept, wal))) return null
  const before = readFileSync(join(kept, wal))
  const after = existsSync(join(folder, wal)) ? readFileSync(join(folder, wal)) : before
  const {torn, how} = tear(
    sameGeneration(before, after) ? after : before,
    endOfCommits(before),
    round.r,
  )
  rmSync(folder, {recursive: true})
  cpSync(kept, folder, {recursive: true})
  writeFileSync(join(folder, wal), torn)
  return how
}

async function stopped({child}: Waiting): Promise<void> {
  const file = `/proc/${child.pid}/stat`
  if (!existsSync(file)) return wait(20)
  for (let waited = 0; waited < 200; waited++) {
    if (/\) T /.test(readFileSync(file, "utf8"))) return
    await wait(1)
  }
}
