// SPDX-License-Identifier: EUPL-1.2

/**
 * Writers in a process of their own, each on a websocket of their own: five keystrokes a second, and
 * the cursor with each of them. They note when what another wrote arrives.
 */
import {encodeEnvelope, formatVersion} from "@wederhoor/collab"
import {WebSocket} from "ws"
import * as Y from "yjs"

import {random} from "./random.ts"
import {askFrame, presenceFrame, readSaid, tokenFrame, updateFrame} from "./wire.ts"

interface Job {
  readonly url: string
  readonly place: string
  readonly digest: string
  readonly tokens: readonly string[]
  readonly bare: boolean
  readonly warmMs: number
  readonly measureMs: number
}

/** What the writers saw. */
export interface Seen {
  readonly edits: number
  readonly delivered: number
  readonly expected: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly refused: number
  /** Clocks that were acknowledged, per Yjs client. */
  readonly acknowledged: {readonly [client: string]: number}
}

const betweenKeys = 200
const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Latencies in steps of a tenth of a millisecond, up to ten seconds. */
const steps = new Uint32Array(100_000)
/** When each clock of each client was sent; 0 outside the measured time. */
const sent = new Map<number, number[]>()
/** All connections get the same bytes, so they are read once. */
const read = new Map<string, readonly (readonly [client: number, from: number, to: number])[]>()

function clocksIn(update: Uint8Array): readonly (readonly [number, number, number])[] {
  const key = Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString("latin1")
  const known = read.get(key)
  if (known) return known
  const {from, to} = Y.parseUpdateMeta(update)
  const found = [...to].map(([client, end]) => [client, from.get(client) ?? 0, end] as const)
  if (read.size > 2000) read.clear()
  read.set(key, found)
  return found
}

interface Writer {
  readonly client: number
  readonly ready: Promise<void>
  readonly key: () => void
  /** Clocks per client that arrived. */
  readonly has: Map<number, number>
  readonly count: {edits: number; taken: number; refused: number; delivered: number; first: number}
}

function writer(job: Job, n: number, token: string): Writer {
  const doc = new Y.Doc()
  const client = doc.clientID
  const has = new Map<number, number>()
  const count = {edits: 0, taken: 0, refused: 0, delivered: 0, first: 0}
  const mine: number[] = []
  sent.set(client, mine)
  const socket = new WebSocket(job.url, {perMessageDeflate: false})
  const send = (frame: Uint8Array): void => socket.send(frame)
  const said = job.bare
    ? token
    : encodeEnvelope({
        jwt: token,
        clientIds: [client],
        format: formatVersion,
        templateDigest: job.digest,
      })
  socket.on("open", () => {
    send(tokenFrame(job.place, said))
    send(askFrame(job.place, Y.encodeStateVector(doc)))
  })
  let text: Y.XmlText | undefined
  let known: (() => void) | undefined
  const ready = new Promise<void>(resolve => (known = resolve))
  const arrived = (update: Uint8Array): void => {
    const now = performance.now()
    for (const [from, start, end] of clocksIn(update)) {
      const before = has.get(from) ?? start
      if (end <= before || from === client) continue
      has.set(from, end)
      const times = sent.get(from)
      if (!times) continue
      for (let clock = before; clock < end; clock++) {
        const at = times[clock] ?? 0
        if (at === 0) continue
        count.delivered++
        const step = Math.min(steps.length - 1, Math.floor((now - at) * 10))
        steps[step] = (steps[step] as number) + 1
      }
    }
  }
  socket.on("message", (data: Buffer) => {
    if (data.length === 1) return
    const heard = readSaid(data)
    switch (heard.type) {
      case "asked":
        return send(updateFrame(job.place, Uint8Array.of(0, 0), 1))
      case "update":
        if (!heard.first || text) return arrived(heard.update)
        Y.applyUpdate(doc, heard.update)
        text = lineFor(doc, n)
        known?.()
        doc.on("update", (update: Uint8Array) => send(updateFrame(job.place, update)))
        return
      case "taken":
        count.taken++
        return
      case "denied":
        throw new Error(`writer ${n} does not get in`)
      case "refused":
        count.refused++
        return
      case "let-in":
      case "other":
    }
  })
  let awareness = 1
  return {
    client,
    ready,
    has,
    count,
    key() {
      if (!text) return
      const clock = Y.getState(doc.store, client)
      mine[clock] = measuring ? performance.now() : 0
      text.insert(text.length, "abcdefgh "[count.edits++ % 9] as string)
      const spot = {type: null, tname: null, item: {client, clock}, assoc: 0}
      const state = {
        cursor: {anchor: spot, head: spot},
        user: {name: `Schrijver ${n}`, color: "#30bced"},
      }
      send(presenceFrame(job.place, client, awareness++, state))
    },
  }
}

/** The line in which a writer writes: each in a statement of their own. */
function lineFor(doc: Y.Doc, n: number): Y.XmlText {
  const lines: Y.XmlText[] = []
  for (const section of doc.getXmlFragment("doc").toArray())
    for (const statement of (section as Y.XmlElement).toArray())
      for (const line of (statement as Y.XmlElement).toArray())
        if (line instanceof Y.XmlElement && line.nodeName === "line") {
          const [text] = line.toArray()
          if (text instanceof Y.XmlText) lines.push(text)
        }
  const step = Math.max(1, Math.floor(lines.length / 100))
  const found = lines[(n * step) % lines.length]
  if (!found) throw new Error("there is nothing to write in")
  return found
}

let measuring = false

async function run(job: Job): Promise<Seen> {
  const writers: Writer[] = []
  for (const [n, token] of job.tokens.entries()) {
    const made = writer(job, n, token)
    writers.push(made)
    // One after the other: coming in is not what is measured.
    await made.ready
  }
  const r = random(7)
  const timers = writers.map(one => {
    let timer = setTimeout(() => {
      one.key()
      timer = setInterval(one.key, betweenKeys)
    }, r.below(betweenKeys)) as NodeJS.Timeout
    return () => clearInterval(timer)
  })
  await wait(job.warmMs)
  const before = writers.reduce((sum, {count}) => sum + count.edits, 0)
  measuring = true
  await wait(job.measureMs)
  measuring = false
  for (const stop of timers) stop()
  const edits = writers.reduce((sum, {count}) => sum + count.edits, 0) - before
  const expected = edits * (writers.length - 1)
  const delivered = (): number => writers.reduce((sum, {count}) => sum + count.delivered, 0)
  const taken = (): boolean => writers.every(({count}) => count.taken >= count.edits)
  for (const end = Date.now() + 20_000; Date.now() < end; await wait(20))
    if (delivered() >= expected && taken()) break
  const total = delivered()
  const share = (part: number): number => {
    let left = total * part
    const step = steps.findIndex(count => (left -= count) <= 0)
    return (step + 1) / 10
  }
  return {
    edits,
    delivered: total,
    expected,
    p50Ms: share(0.5),
    p95Ms: share(0.95),
    p99Ms: share(0.99),
    refused: writers.reduce((sum, {count}) => sum + count.refused, 0),
    // The answer to the first question is acknowledged as well, and is no edit.
    acknowledged: Object.fromEntries(
      writers.map(({client, count}) => [
        client,
        Math.min(count.edits, Math.max(0, count.taken - 1)),
      ]),
    ),
  }
}

process.on("message", (job: Job) => {
  run(job).then(
    seen => process.send?.(seen, () => process.exit()),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
