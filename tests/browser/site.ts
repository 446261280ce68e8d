// SPDX-License-Identifier: EUPL-1.2

/** A little web site on this machine for the tests: fixed answers, strict policy. */
import {createServer} from "node:http"
import type {AddressInfo} from "node:net"

/** One answer of the site: its media type, its body, and headers beside the policy. */
export interface Answer {
  type: string
  body: string
  headers?: Record<string, string>
}

/** A running site; `origin` is `http://127.0.0.1:<free port>`. */
export interface Site {
  origin: string
  close(): Promise<void>
}

/** The policy our pages must live under: scripts and styles only as files of the same origin. */
export const STRICT_POLICY = "default-src 'self'; script-src 'self'; style-src 'self'"

/** Serve `answers` by path, each with `STRICT_POLICY`; any other path is a 404. */
export async function openSite(answers: Record<string, Answer>): Promise<Site> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ""]
    response.writeHead(answer ? 200 : 404, {
      "content-security-policy": STRICT_POLICY,
      "content-type": answer?.type ?? "text/plain",
      ...answer?.headers,
    })
    response.end(answer?.body ?? "")
  })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  const {port} = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
