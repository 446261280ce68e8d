// SPDX-License-Identifier: EUPL-1.2
import {type ChildProcess, spawn} from "node:child_process"
import {existsSync} from "node:fs"
import {createRequire} from "node:module"
import {dirname, join} from "node:path"

const children: ChildProcess[] = []
/** End what a failed test left running. */
export function killAll(): void {
  for (const child of children.splice(0)) child.kill("SIGKILL")
}

/** The Node of the workspace, which the server asks for; the tests may run under another. */
export function node(): string {
  try {
    const found = join(
      dirname(createRequire(import.meta.url).resolve("node/package.json")),
      "bin/node",
    )
    return existsSync(found) ? found : process.execPath
  } catch {
    return process.execPath
  }
}

/** The command line, as source. */
export const cli: string = new URL("../src/cli.ts", import.meta.url).pathname

export interface Served {
  readonly child: ChildProcess
  readonly url: string
  readonly ended: Promise<{code: number | null; said: string}>
}

/** Start the real command in a process of its own. Resolves when it says its address, or ended. */
export function serve(
  env: Record<string, string>,
  args: readonly string[] = ["serve"],
): Promise<Served> {
  const child = spawn(node(), ["--conditions=@wederhoor/source", cli, ...args], {
    env: {...process.env, PORT: "0", NODE_OPTIONS: "", ...env},
    stdio: ["ignore", "pipe", "pipe"],
  })
  children.push(child)
  let said = ""
  const ended = new Promise<{code: number | null; said: string}>(resolve =>
    child.on("close", code => resolve({code, said})),
  )
  return new Promise(resolve => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const url = /http:\/\/[\w.:]+/.exec(said)?.[0]
      if (url) resolve({child, url, ended})
    }
    child.stdout?.on("data", hear)
    child.stderr?.on("data", hear)
    void ended.then(() => resolve({child, url: "", ended}))
  })
}

/** What a run of the command line left behind. */
export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly said: string
}

/** Run the command line in a process of its own until it ends. */
export function run(...args: string[]): Promise<Ran> {
  const child = spawn(node(), ["--conditions=@wederhoor/source", cli, ...args], {
    env: {...process.env, NODE_OPTIONS: ""},
    stdio: ["ignore", "pipe", "pipe"],
  })
  let out = ""
  let said = ""
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
  return new Promise(resolve => child.on("close", code => resolve({code, out, said})))
}
