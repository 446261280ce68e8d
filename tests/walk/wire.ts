// SPDX-License-Identifier: EUPL-1.2
import {createServer, type IncomingMessage, request} from "node:http"
import {connect, type AddressInfo} from "node:net"
import type {Duplex} from "node:stream"

/** A way to a server that remembers what came back over it. */
export interface Wire {
  /** Where a browser finds the server behind this wire, without a slash at the end. */
  readonly url: string
  /**
   * Everything that came back so far, a string per answer and per websocket, as it was on the wire. It was
   * remembered before it was passed on, so what a page shows is in here.
   */
  readonly received: () => readonly string[]
  /** End it and all its connections. */
  readonly close: () => Promise<void>
}

/**
 * Lay a wire to a server on loopback. A browser can be asked for the bodies it received, but it answers
 * later than it shows them, and has forgotten those of the page it left: a test that says what somebody did
 * not receive must not depend on that.
 *
 * @param to address of the server, such as `http://127.0.0.1:4173`
 * @param keep which paths to remember
 */
export async function layWire(to: string, keep: (path: string) => boolean): Promise<Wire> {
  const {hostname, port} = new URL(to)
  const heard: Buffer[][] = []
  const sockets = new Set<Duplex>()
  const remember = (stream: NodeJS.ReadableStream): void => {
    const chunks: Buffer[] = []
    heard.push(chunks)
    stream.on("data", (chunk: Buffer) => chunks.push(chunk))
  }
  const asked = ({method, url, headers}: IncomingMessage) =>
    ({hostname, port, method, path: url, headers}) as const

  const wire = createServer((near, answer) => {
    const far = request(asked(near), from => {
      if (keep(near.url!)) remember(from)
      answer.writeHead(from.statusCode!, from.headers)
      from.pipe(answer)
    })
    far.on("error", () => answer.destroy())
    near.pipe(far)
  })
  wire.on("upgrade", (near: IncomingMessage, socket: Duplex, head: Buffer) => {
    const far = connect(Number(port), hostname, () => {
      const lines = near.rawHeaders.map((part, at) => (at % 2 ? `: ${part}\r\n` : part)).join("")
      far.write(`GET ${near.url} HTTP/1.1\r\n${lines}\r\n`)
      far.write(head)
      socket.pipe(far).pipe(socket)
    })
    remember(far)
    sockets.add(socket)
    far.on("error", () => socket.destroy()).on("close", () => socket.destroy())
    socket.on("error", () => far.destroy()).on("close", () => far.destroy())
  })
  await new Promise<void>(resolve => wire.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(wire.address() as AddressInfo).port}`,
    received: () => heard.map(chunks => Buffer.concat(chunks).toString("utf8")),
    close: () =>
      new Promise(resolve => {
        wire.close(() => resolve())
        wire.closeAllConnections()
        for (const socket of sockets) socket.destroy()
      }),
  }
}
