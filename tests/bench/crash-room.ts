// SPDX-License-Identifier: EUPL-1.2

/** What the crash bench is made of: a server to kill, people who type, and the laws they rely on. */
import {readDocument, sqliteStore, verifyStore} from "@wederhoor/server"
import {type ChildProcess, spawn} from "node:child_process"
import {cpSync, existsSync, rmSync} from "node:fs"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import * as Y from "yjs"

import type {Random} from "./random.ts"
import {type Client, enter, place, wait, writers} from "./served.ts"

/** A server that has loaded everything and waits to be told where its data is. */
export interface Waiting {
  readonly child: ChildProcess
  /** Open the store, and listen; gives the address. */
  readonly go: (folder: string, failing: number | null) => Promise<string>
  /** From now on some writes fail, when it was started to do that. */
  readonly arm: () => void
  readonly signal: (name: "SIGKILL" | "SIGSTOP" | "SIGCONT") => void
  readonly gone: Promise<void>
}

/** Load a server; with `largest`, the system refuses it files above so many bytes, as a full disk does. */
export function prepare(largest?: number): Waiting {
  const program = fileURLToPath(new URL("./crash-server.ts", import.meta.url))
  const node = [process.execPath, "--conditions=@wederhoor/source", program]
  // The shell counts in blocks of 512 bytes, and becomes the server.
  const limited = ["sh", "-c", `ulimit -f ${Math.ceil((largest ?? 0) / 512)}; exec "$@"`, "sh"]
  const [command, ...args] = largest === undefined ? node : [...limited, ...node]
  const child = spawn(command as string, args, {
    env: {...process.env, NODE_OPTIONS: ""},
    stdio: ["pipe", "pipe", "pipe"],
  })
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
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
  return {
    child,
    gone,
    go: (folder, failing) =>
      new Promise((resolve, reject) => {
        child.stdout.on("data", (chunk: Buffer) => {
          said += chunk.toString()
          const url = /http:\/\/[\w.:]+/.exec(said)?.[0]
          if (url !== undefined) resolve(url)
        })
        void gone.then(() => reject(new Error(`the server ended: ${said}`)))
        child.stdin.write(`${JSON.stringify({folder, failing})}\n`)
      }),
    arm: () => void child.stdin.write("arm\n"),
    signal: name => void child.kill(name),
  }
}

/** What the people of one round know. */
export interface Round {
  readonly name: string
  readonly r: Random
  /** Words that somebody saw acknowledged. */
  readonly acknowledged: Set<string>
  /** Nobody types any more, and nothing counts as acknowledged any more. */
  stop: boolean
  typed: number
  refused: number
}

/** Five people, three of them in two windows of one person and two of another. */
export const five: readonly string[] = [0, 1, 0, 1, 0].map(who => writers[who] as string)

/** Type words into a statement of one's own until told to stop; whoever is refused comes in afresh. */
export async function type(url: string, entered: Client, who: number, round: Round): Promise<void> {
  const {r} = round
  let client = entered
  let line = newStatement(client.doc, `b${round.name}-${who}-0`)
  let waiting: string[] = []
  for (let n = 0; !round.stop; n++) {
    const word = ` w${round.name}.${who}.${n};`
    line.insert(line.length, word)
    waiting.push(word)
    round.typed++
    await wait(2 + r.below(10))
    if (client.refused()) {
      // Everything after the refused update hangs on it: none of what waits was taken.
      round.refused++
      client.close()
      waiting = []
      const again = await enter(url, five[who] as string, () => round.stop).catch(() => null)
      if (!again) return
      client = again
      line = newStatement(client.doc, `b${round.name}-${who}-${n + 1}`)
      continue
    }
    // Now and then a pause: when nothing is on its way any more, all typed so far is acknowledged.
    if (r.chance(0.5)) continue
    while (!round.stop && !client.acknowledged() && !client.refused()) await wait(1)
    if (round.stop || client.refused()) continue
    for (const each of waiting) round.acknowledged.add(each)
    waiting = []
  }
  client.close()
}

/** The log as a third party reads it, on a copy: the server itself must mend what the crash left. */
export async function readLog(
  folder: string,
  copy: string,
): Promise<{text: string; broken: readonly object[]; snapshot: number}> {
  rmSync(copy, {recursive: true, force: true})
  for (const name of ["wederhoor.db", "wederhoor.db-wal"])
    if (existsSync(join(folder, name))) cpSync(join(folder, name), join(copy, name))
  const store = sqliteStore(join(copy, "wederhoor.db"))
  const replayed = new Y.Doc()
  try {
    const {broken} = await verifyStore(store)
    const noSnapshot = {
      updates: (name: string) => store.updates(name),
      snapshot: async () => null,
    }
    await readDocument(noSnapshot, place, replayed)
    return {text: textOf(replayed), broken, snapshot: (await store.snapshot(place))?.seq ?? 0}
  } finally {
    replayed.destroy()
    await store.close()
  }
}

export const textOf = (doc: Y.Doc): string => doc.getXmlFragment("doc").toJSON()

/** A statement with one empty line at the end of the first section, as the editor makes it. */
function newStatement(doc: Y.Doc, id: string): Y.XmlText {
  const text = new Y.XmlText()
  doc.transact(() => {
    const statement = new Y.XmlElement("statement")
    const line = new Y.XmlElement("line")
    statement.setAttribute("id", id)
    ;(doc.getXmlFragment("doc").get(0) as Y.XmlElement).push([statement])
    statement.push([line])
    line.push([text])
  })
  return text
}
