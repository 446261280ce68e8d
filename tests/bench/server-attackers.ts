// SPDX-License-Identifier: EUPL-1.2

/**
 * Clients that want the server to grow, in a process of their own. They are let in with good tokens, do
 * their worst as fast as the socket takes it, and come again when they are closed.
 */
import {encodeEnvelope, formatVersion} from "@wederhoor/collab"
import {WebSocket} from "ws"

import {askFrame, presenceFrame, tokenFrame, updateFrame, varint} from "./wire.ts"

interface Job {
  readonly url: string
  readonly place: string
  readonly digest: string
  readonly tokens: readonly string[]
  readonly ms: number
}

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
const noise = Uint8Array.from({length: 1_040_000}, (_, n) => (n * 7919) % 251)
const nothing = Uint8Array.of(0)

/** A readable update of a million characters under the client id of nobody. */
function foreign(): Uint8Array {
  const text = new Uint8Array(1_000_000).fill(120)
  const head = [1, 1, ...varint(12_345), 0, 4, 1, 3, 100, 111, 99, ...varint(text.length)]
  return Uint8Array.from([...head, ...text, 0])
}

/** What one of them does over and over. */
type Attack = (socket: WebSocket, place: string, client: number) => void

function attacks(): Attack[] {
  const strange = foreign()
  const ranges = Array.from({length: 100_000}, (_, n) => [...varint(n * 2), 1]).flat()
  const deletions = Uint8Array.from([0, 1, ...varint(12_345), ...varint(100_000), ...ranges])
  const bomb = Uint8Array.from([1, ...varint(2 ** 31), 1, 0])
  let clock = 0
  return [
    (socket, place) => socket.send(updateFrame(place, noise)),
    (socket, place) => socket.send(updateFrame(place, strange)),
    (socket, place) => socket.send(updateFrame(place, deletions)),
    (socket, place) => socket.send(updateFrame(place, bomb)),
    (socket, place) => {
      socket.pause()
      socket.send(askFrame(place, nothing))
    },
    (socket, place, client) =>
      socket.send(presenceFrame(place, client, ++clock, {cursor: {words: "x".repeat(12_000)}})),
    socket => socket.send(noise.subarray(0, 100_000), {fin: false}),
    (socket, place) => {
      socket.send(tokenFrame(place, "x".repeat(60_000)))
      socket.send(updateFrame(`${place}-x`, noise.subarray(0, 100_000)))
    },
  ]
}

/** Made once: what is sent takes longer to write down than to send. */
const all = attacks()

async function attacker(job: Job, n: number, token: string, until: number): Promise<void> {
  for (let round = 0; Date.now() < until; round++) {
    const client = 1_000_000 + n * 10_000 + (round % 10_000)
    const socket = new WebSocket(job.url, {perMessageDeflate: false})
    let open = true
    socket.on("error", () => undefined)
    socket.on("close", () => void (open = false))
    socket.on("open", () => {
      const jwt = token
      const {digest: templateDigest} = job
      socket.send(
        tokenFrame(
          job.place,
          encodeEnvelope({jwt, clientIds: [client], format: formatVersion, templateDigest}),
        ),
      )
    })
    await wait(50)
    const attack = all[(n + round) % all.length] as Attack
    for (let k = 0; open && Date.now() < until && k < 2000; k++) {
      if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount < 4_000_000)
        attack(socket, job.place, client)
      await wait(2)
    }
    socket.terminate()
  }
}

process.on("message", (job: Job) => {
  const until = Date.now() + job.ms
  void Promise.all(job.tokens.map((token, n) => attacker(job, n, token, until))).then(() =>
    process.send?.({}, () => process.exit()),
  )
})
