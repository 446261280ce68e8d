// SPDX-License-Identifier: EUPL-1.2

/** The real server in a process of its own, and people who write in it over real websockets. */
import {HocuspocusProvider, HocuspocusProviderWebsocket} from "@hocuspocus/provider"
import {encodeEnvelope, formatVersion} from "@wederhoor/collab"
import {templateDigest} from "@wederhoor/format"
import goldenCase from "@wederhoor/templates/feitenonderzoek/noor-en-sem.json" with {type: "json"}
import {spawn} from "node:child_process"
import {fileURLToPath} from "node:url"
import {WebSocket} from "ws"
import * as Y from "yjs"

import {template} from "./report.ts"

/** The place of the invented case in which the team writes. */
export const place = `${goldenCase.id}/content`
/** Two of its team. */
export const writers: readonly string[] = ["karin-smit", "bas-oosting"]

export interface Served {
  readonly url: string
  /** End the process, and wait until it is gone. */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<void>
}

export const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Start the command on a free port with its data in `folder`. */
export function serve(folder: string): Promise<Served> {
  const cli = fileURLToPath(new URL("../../packages/server/src/cli.ts", import.meta.url))
  const child = spawn(process.execPath, ["--conditions=@wederhoor/source", cli, "serve"], {
    env: {...process.env, PORT: "0", NODE_OPTIONS: "", WEDERHOOR_DATA: folder},
    stdio: ["ignore", "pipe", "pipe"],
  })
  // A bench that fails leaves no server behind.
  const cleanUp = (): void => void child.kill("SIGKILL")
  process.once("exit", cleanUp)
  let said = ""
  const gone = new Promise<void>(
    resolve =>
      void child.on("close", () => {
        process.off("exit", cleanUp)
        resolve()
      }),
  )
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const url = /http:\/\/[\w.:]+/.exec(said)?.[0]
      if (url === undefined) return
      const end: Served["end"] = signal => {
        child.kill(signal)
        return gone
      }
      resolve({url, end})
    }
    child.stdout.on("data", hear)
    child.stderr.on("data", hear)
    void gone.then(() => reject(new Error(`the server ended: ${said}`)))
  })
}

/** A socket that is closed before it was open tells that as an error to nobody; nobody has to die of it. */
class PatientSocket extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols)
    this.on("error", () => undefined)
  }
}

export interface Client {
  readonly doc: Y.Doc
  /** Whether every edit so far was acknowledged. */
  readonly acknowledged: () => boolean
  /** Whether an edit was refused, or the place was closed: nothing that follows is taken. */
  readonly refused: () => boolean
  readonly close: () => void
}

/** Come in as one of the writers; resolves when the document is there, and gives up when told to. */
export async function enter(
  url: string,
  person: string,
  enough: () => boolean = () => false,
): Promise<Client> {
  const answer = await fetch(`${url}/demo/token`, {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify({person}),
  })
  const {token} = (await answer.json()) as {token: string}
  const doc = new Y.Doc()
  const socket = new HocuspocusProviderWebsocket({
    url: `${url.replace("http", "ws")}/wederhoor/collaboration`,
    WebSocketPolyfill: PatientSocket,
  })
  let denied = ""
  let refused = false
  const provider = new HocuspocusProvider({
    name: place,
    document: doc,
    websocketProvider: socket,
    token: encodeEnvelope({
      jwt: token,
      clientIds: [doc.clientID],
      format: formatVersion,
      templateDigest: await templateDigest(template),
    }),
    onAuthenticationFailed: ({reason}) => void (denied = reason),
    onStateless: ({payload}) => {
      const {t} = JSON.parse(payload) as {t: string}
      if (t === "refused" || t === "ended") refused = true
    },
  })
  provider.attach()
  const close = (): void => {
    provider.destroy()
    socket.destroy()
  }
  for (const end = Date.now() + 15_000; !provider.isSynced; await wait(5)) {
    if (denied === "" && Date.now() < end && !enough()) continue
    close()
    throw new Error(`${person} does not get in: ${denied}`)
  }
  return {
    doc,
    acknowledged: () => provider.unsyncedChanges === 0,
    refused: () => refused,
    close,
  }
}
