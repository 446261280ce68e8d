// SPDX-License-Identifier: EUPL-1.2

/**
 * Writing with a hundred: our server beside Hocuspocus as it comes, by turns, each in a process of its
 * own, the writers in another. A writer types five keystrokes a second and shows their cursor; what is
 * measured is the time until each of the others has each keystroke.
 */
import {sqliteStore} from "@wederhoor/server"
import {fork, type ChildProcess} from "node:child_process"
import {mkdtempSync, rmSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import * as Y from "yjs"

import {digits, median, progress, sane, small} from "./measure.ts"
import {openRatio} from "./open.ts"
import type {Seen} from "./server-writers.ts"

const writers = small ? 4 : 100
const statements = small ? 20 : 300
const rounds = small ? 1 : 5
const times = small ? {warmMs: 300, measureMs: 1000} : {warmMs: 2500, measureMs: 8000}

interface Opened {
  readonly url: string
  readonly place: string
  readonly digest: string
  readonly tokens: readonly string[]
}

export async function bench(): Promise<object> {
  const found: {ours: Seen[]; bare: Seen[]} = {ours: [], bare: []}
  let ackedUnlogged = 0
  for (let round = 0; round < rounds; round++)
    for (const which of round % 2 === 0
      ? (["bare", "ours"] as const)
      : (["ours", "bare"] as const)) {
      const {seen, unlogged} = await once(which)
      progress(
        `${which}: p50 ${seen.p50Ms} p95 ${seen.p95Ms} p99 ${seen.p99Ms} ms, ${seen.delivered} of ${seen.expected} arrived, ${seen.refused} refused`,
      )
      found[which].push(seen)
      ackedUnlogged += unlogged
    }
  const share = (seen: readonly Seen[]): number =>
    seen.reduce((sum, {delivered}) => sum + delivered, 0) /
    seen.reduce((sum, {expected}) => sum + expected, 0)
  const p95Ms = digits(median(found.ours.map(seen => seen.p95Ms)))
  const bareP95Ms = digits(median(found.bare.map(seen => seen.p95Ms)))
  sane(
    found.bare.every(({edits}) => edits > writers),
    "nobody wrote",
  )
  return {
    writers,
    deliveredShare: share(found.ours),
    bareDeliveredShare: share(found.bare),
    p95Ms,
    bareP95Ms,
    ratio: digits(median(found.ours.map(({p95Ms: ms}, n) => ms / (found.bare[n] as Seen).p95Ms))),
    ackedUnlogged,
    memoryRatio: await memoryRatio(),
    openRatio: (await openRatio()).openRatio,
  }
}

/** As many clients that write and that attack. */
const crowd = 20

/** The most memory our server ever took under attackers, over what it took under honest writers. */
async function memoryRatio(): Promise<number> {
  const ms = small ? 4000 : 12_000
  const honest = await peak("server-writers.ts", {bare: false, warmMs: 500, measureMs: ms - 500})
  const hostile = await peak("server-attackers.ts", {ms})
  progress(
    `memory: ${Math.round(honest / 1024)} MB with writers, ${Math.round(hostile / 1024)} MB under attack`,
  )
  return digits(hostile / honest)
}

async function peak(room: string, job: object): Promise<number> {
  return inProcesses(async (start, folder) => {
    const server = start("server-ours.ts", folder, String(crowd), String(statements))
    const opened = await answer<Opened>(server)
    const clients = start(room)
    clients.send({...opened, ...job})
    await answer(clients)
    const asked = answer<{peak: number; metrics: string}>(server)
    server.send("peak")
    const {peak: kilobytes, metrics} = await asked
    const counted = (name: string): number =>
      metrics
        .split("\n")
        .filter(line => line.startsWith(name))
        .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0)
    if (room === "server-attackers.ts") {
      const refused = counted("wederhoor_updates_total")
      const slowed = counted("wederhoor_slowed_sockets_total")
      progress(`${refused} hostile updates refused, sockets slowed down ${slowed} times`)
      sane(refused >= 5 && slowed > 0, "no attack got as far as the server")
      sane(!metrics.includes('outcome="accepted"'), "an attack was taken over")
    }
    return kilobytes
  })
}

type Start = (name: string, ...args: string[]) => ChildProcess

/** Work with processes and a folder that are gone afterwards. */
async function inProcesses<T>(work: (start: Start, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "wederhoor-bench-"))
  const children: ChildProcess[] = []
  const cleanUp = (): void => children.forEach(child => child.kill("SIGKILL"))
  process.once("exit", cleanUp)
  try {
    return await work((name, ...args) => {
      const child = fork(fileURLToPath(new URL(name, import.meta.url)), args, {
        execArgv: ["--conditions=@wederhoor/source"],
      })
      children.push(child)
      return child
    }, folder)
  } finally {
    cleanUp()
    process.off("exit", cleanUp)
    rmSync(folder, {recursive: true, force: true})
  }
}

/** One run of one server; afterwards it is killed, and its file is read for what was acknowledged. */
function once(which: "ours" | "bare"): Promise<{seen: Seen; unlogged: number}> {
  return inProcesses(async (start, folder) => {
    const server = start(`server-${which}.ts`, folder, String(writers), String(statements))
    const opened = await answer<Opened>(server)
    const room = start("server-writers.ts")
    room.send({...opened, bare: which === "bare", ...times})
    const seen = await answer<Seen>(room)
    const gone = new Promise(resolve => server.once("close", resolve))
    server.kill("SIGKILL")
    await gone
    const unlogged = which === "ours" ? await missing(folder, opened.place, seen) : 0
    return {seen, unlogged}
  })
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`a process of this bench ended with ${code}`))
    child.once("exit", ended)
    child.once("message", message => {
      child.off("exit", ended)
      resolve(message as T)
    })
  })
}

/** Clocks that were acknowledged and that the log does not give back. */
async function missing(folder: string, place: string, seen: Seen): Promise<number> {
  const store = sqliteStore(join(folder, "wederhoor.db"))
  const doc = new Y.Doc()
  try {
    for (const {bytes} of await store.updates(place)) if (bytes) Y.applyUpdate(doc, bytes)
  } finally {
    await store.close()
  }
  return Object.entries(seen.acknowledged).reduce(
    (sum, [client, clocks]) => sum + Math.max(0, clocks - Y.getState(doc.store, Number(client))),
    0,
  )
}
