// SPDX-License-Identifier: EUPL-1.2
import {type ChildProcess, execFile, spawn} from "node:child_process"
import {mkdtemp, rm} from "node:fs/promises"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"

/** Root of the repository. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url))

/** A running program: the server with the playground, as `npm start` runs it, on a store of its own. */
export interface Program {
  /** Address of the first page, without a slash at the end. */
  readonly url: string
  /** Folder in which it keeps its data. */
  readonly data: string
  /** End it at once, as a power cut would. */
  readonly kill: () => Promise<void>
  /** End it and remove its data. */
  readonly close: () => Promise<void>
}

/** Build the pages of the playground into a folder of their own, from the sources of the packages. */
export async function buildPages(): Promise<string> {
  const {build} = await import("vite")
  const outDir = await mkdtemp(join(tmpdir(), "wederhoor-pages-"))
  const configFile = join(root, "playground/vite.config.ts")
  await build({configFile, logLevel: "error", build: {outDir, emptyOutDir: true}})
  return outDir
}

/** Start the program on a free port and wait until it answers. */
export async function startProgram(
  options: {readonly data?: string; readonly pages?: string} = {},
): Promise<Program> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), "wederhoor-walk-")))
  const child = spawn(
    process.execPath,
    ["--conditions=@wederhoor/source", join(root, "packages/server/src/cli.ts"), "serve"],
    {
      cwd: root,
      env: {
        ...process.env,
        PORT: "0",
        WEDERHOOR_DATA: data,
        WEDERHOOR_DEMO_DAY: "2026-04-02",
        ...(options.pages ? {WEDERHOOR_PLAYGROUND: options.pages} : {}),
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  const url = await addressOf(child)
  const ended = new Promise<void>(resolve => child.once("exit", () => resolve()))
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL")
    await ended
  }
  return {
    url,
    data,
    kill,
    close: async () => {
      child.kill("SIGTERM")
      await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 5_000))])
      child.kill("SIGKILL")
      await rm(data, {recursive: true, force: true})
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ""
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      const address = /(http:\/\/[^\s/]+)\//.exec(said)?.[1]
      if (address) resolve(address)
    }
    child.stdout?.on("data", listen)
    child.stderr?.on("data", listen)
    child.once("exit", code => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}

/** Run the command line of Wederhoor, as a person would. */
export function wederhoor(
  ...args: string[]
): Promise<{readonly code: number; readonly out: string}> {
  return new Promise(resolve => {
    execFile(
      process.execPath,
      ["--conditions=@wederhoor/source", join(root, "packages/server/src/cli.ts"), ...args],
      {cwd: root},
      (error, stdout, stderr) =>
        resolve({
          code: typeof error?.code === "number" ? error.code : error ? 1 : 0,
          out: `${stdout}${stderr}`,
        }),
    )
  })
}
