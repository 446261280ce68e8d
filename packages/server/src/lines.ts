// SPDX-License-Identifier: EUPL-1.2
import type {IncomingMessage} from "node:http"
import type {WebSocket} from "ws"

import {type ClientConnection, type Line, type LineHandlers, openLine} from "./line.ts"
import type {Limits} from "./limits.ts"
import type {Metrics} from "./metrics.ts"

/** All websockets of a server. */
export interface Lines {
  /** Whether one more may come in. */
  readonly room: boolean
  readonly size: number
  /** Take a socket over; `begin` makes Hocuspocus speak to it. */
  accept(ws: WebSocket, request: IncomingMessage, begin: (line: Line) => ClientConnection): void
  /** Count a line to a user; `false` when that user has too many, or comes in too often. */
  admit(line: Line, user: string): boolean
  /** Read nothing more from anybody. */
  stop(): void
  /** Let go of everybody; those who do not answer are cut off. */
  close(code: number, reason: string): Promise<void>
}

/** How often a connection is asked whether it is still there, in milliseconds. */
const pingEvery = 20_000
const ping = Uint8Array.of(9)
/** How long a client may take to answer that its socket closes, in milliseconds. */
const farewell = 1000

export function openLines(parts: {
  readonly limits: Limits
  readonly metrics: Metrics
  readonly handlers: LineHandlers
}): Lines {
  const {limits} = parts
  const all = new Map<Line, WebSocket>()
  /** Lines on which nobody has said who they are, the oldest first. */
  const unknown = new Set<Line>()
  const perUser = new Map<string, Set<Line>>()
  const entries = new Map<string, {minute: number; count: number}>()

  const watch = (line: Line, ws: WebSocket, request: IncomingMessage): void => {
    unknown.add(line)
    const [oldest] = unknown
    if (oldest && unknown.size > limits.unauthenticatedSockets) {
      unknown.delete(oldest)
      oldest.drop(1013, "busy")
    }
    const late = setTimeout(
      () => line.authenticated || line.drop(1008, "unauthenticated"),
      limits.authenticateWithinMs,
    ).unref()
    request.socket.on("data", (chunk: Buffer) => line.arrived(chunk.byteLength))
    ws.on("close", () => clearTimeout(late))
  }

  return {
    get room() {
      return all.size < limits.sockets
    },
    get size() {
      return all.size
    },
    accept(ws, request, begin) {
      const line = openLine(parts, ws)
      all.set(line, ws)
      watch(line, ws, request)
      const client = begin(line)
      line.start(client)
      const alive = setInterval(
        () => ws.readyState === ws.OPEN && ws.bufferedAmount === 0 && ws.send(ping),
        pingEvery,
      )
      ws.binaryType = "arraybuffer"
      ws.on("message", (data, isBinary) => {
        if (isBinary) line.receive(new Uint8Array(data as ArrayBuffer))
        else line.drop(1003, "binary only")
      })
      ws.on("close", (code, reason) => {
        clearInterval(alive)
        all.delete(line)
        unknown.delete(line)
        for (const [user, lines] of perUser)
          if (lines.delete(line) && lines.size === 0) perUser.delete(user)
        line.ended()
        client.handleClose({code, reason: reason.toString()})
      })
      ws.on("error", () => ws.terminate())
    },
    admit(line, user) {
      const minute = Math.floor(Date.now() / 60_000)
      if (entries.size > 10_000)
        for (const [name, entry] of entries) if (entry.minute < minute) entries.delete(name)
      const entry = entries.get(user)
      const count = entry?.minute === minute ? entry.count + 1 : 1
      entries.set(user, {minute, count})
      if (count > limits.entriesPerMinute) return false
      const lines = perUser.get(user) ?? new Set()
      if (!lines.has(line) && lines.size >= limits.socketsPerUser) return false
      if (all.has(line)) perUser.set(user, lines.add(line))
      unknown.delete(line)
      line.authenticate()
      return true
    },
    stop() {
      for (const line of all.keys()) line.stop()
    },
    async close(code, reason) {
      const gone = [...all.values()].map(
        ws =>
          new Promise<void>(resolve => {
            ws.once("close", () => resolve())
            ws.close(code, reason)
            ws.resume()
          }),
      )
      const enough = new Promise<void>(resolve => setTimeout(resolve, farewell).unref())
      await Promise.race([Promise.all(gone), enough])
      for (const ws of all.values()) ws.terminate()
    },
  }
}
