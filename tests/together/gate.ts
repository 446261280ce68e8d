// SPDX-License-Identifier: EUPL-1.2
import {createServer, type IncomingMessage, request} from "node:http"
import type {AddressInfo} from "node:net"
import type {Duplex} from "node:stream"
import {type RawData, WebSocket, WebSocketServer} from "ws"

/** A way to a server that can be closed, and on which somebody can stand and say no. */
export interface Gate {
  /** Where a browser finds the server behind it, without a slash at the end. */
  readonly url: string
  /** Let no websocket through, and end those that are open; or let them through again. HTTP goes on. */
  readonly block: (blocked: boolean) => void
  /** End every websocket without a word, as a line that breaks does. */
  readonly cut: () => void
  /** Refuse every change in which these bytes occur, in the way the server does; `null` refuses nothing. */
  readonly refuse: (words: string | null, code?: string) => void
  /** Let every change on its way to the server disappear, as on a line that hangs; or no longer. */
  readonly swallow: (swallows: boolean) => void
  /** Put other bytes in the place of these, of the same length, in all that goes to the server. */
  readonly pretend: (from: string, to: string) => void
  /** Changes that were refused. */
  readonly refused: () => number
  /** Changes that went to the server. */
  readonly passed: () => number
  /** Point at another server, on another port. */
  readonly moveTo: (url: string) => void
  readonly close: () => Promise<void>
}

const syncMessage = 0
const statelessMessage = 5
const statusMessage = 8

/** Lay a gate before a server on loopback. It knows just enough of the protocol to say no to one message. */
export async function layGate(to: string): Promise<Gate> {
  let target = new URL(to)
  let blocked = false
  let words: Buffer | null = null
  let code = "forbidden"
  let disguise: {readonly from: Buffer; readonly to: Buffer} | null = null
  let swallows = false
  let refused = 0
  let passed = 0
  const pairs = new Set<{readonly near: WebSocket; readonly far: WebSocket}>()
  const sockets = new Set<Duplex>()
  const asked = ({method, url, headers}: IncomingMessage) => ({
    hostname: target.hostname,
    port: target.port,
    method,
    path: url,
    headers,
  })
  const http = createServer((near, answer) => {
    const far = request(asked(near), from => {
      answer.writeHead(from.statusCode ?? 502, from.headers)
      from.pipe(answer)
    })
    far.on("error", () => answer.destroy())
    near.pipe(far)
  })
  const upgrades = new WebSocketServer({noServer: true})
  http.on("upgrade", (near: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined)
    if (blocked) {
      socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n")
      return
    }
    upgrades.handleUpgrade(near, socket, head, page => carry(page, near.url ?? "/"))
  })

  function carry(near: WebSocket, path: string): void {
    const far = new WebSocket(`ws://${target.host}${path}`)
    const pair = {near, far}
    pairs.add(pair)
    const waiting: RawData[] = []
    const end = (): void => {
      pairs.delete(pair)
      near.terminate()
      far.terminate()
    }
    far.on("open", () => {
      for (const data of waiting.splice(0)) far.send(data)
    })
    near.on("message", data => {
      const frame = Buffer.from(data as Buffer)
      const at = disguise ? frame.indexOf(disguise.from) : -1
      if (disguise && at >= 0) disguise.to.copy(frame, at)
      const change = changeIn(frame)
      if (change && words && frame.includes(words)) {
        refused += 1
        const payload = JSON.stringify({t: "refused", code})
        near.send(
          Buffer.concat([text(change.name), Buffer.from([statelessMessage]), text(payload)]),
        )
        near.send(Buffer.concat([text(change.name), Buffer.from([statusMessage, 0])]))
        return
      }
      if (change && swallows) return
      if (change) passed += 1
      if (far.readyState === WebSocket.OPEN) far.send(frame)
      else waiting.push(frame)
    })
    far.on("message", data => near.send(data))
    near.on("close", end).on("error", end)
    far.on("close", (status, reason) => {
      pairs.delete(pair)
      if (status >= 3000) near.close(status, reason)
      else near.terminate()
    })
    far.on("error", end)
  }
  const cut = (): void => {
    for (const {near, far} of pairs) {
      near.terminate()
      far.terminate()
    }
  }
  await new Promise<void>(resolve => http.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    block: now => {
      blocked = now
      if (now) cut()
    },
    cut,
    refuse: (given, why = "forbidden") => {
      words = given === null ? null : Buffer.from(given)
      code = why
    },
    pretend: (from, to) => {
      disguise = from === "" ? null : {from: Buffer.from(from), to: Buffer.from(to)}
    },
    swallow: now => void (swallows = now),
    refused: () => refused,
    passed: () => passed,
    moveTo: url => void (target = new URL(url)),
    close: () =>
      new Promise(resolve => {
        cut()
        http.close(() => resolve())
        http.closeAllConnections()
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** A change in a frame: a sync message that carries an update. */
function changeIn(frame: Buffer): {readonly name: string} | null {
  let [at, length, shift] = [0, 0, 0]
  for (;;) {
    const byte = frame[at++]
    if (byte === undefined) return null
    length |= (byte & 127) << shift
    shift += 7
    if (byte < 128) break
  }
  const name = frame.subarray(at, at + length).toString("utf8")
  at += length
  return frame[at] === syncMessage && (frame[at + 1] === 1 || frame[at + 1] === 2) ? {name} : null
}

/** A string as the protocol writes it: its length, then its bytes. */
function text(words: string): Buffer {
  const bytes = Buffer.from(words)
  const length: number[] = []
  let rest = bytes.length
  while (rest > 127) {
    length.push((rest & 127) | 128)
    rest >>>= 7
  }
  return Buffer.concat([Buffer.from([...length, rest]), bytes])
}
