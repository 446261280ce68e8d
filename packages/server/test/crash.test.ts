// SPDX-License-Identifier: EUPL-1.2
import {spawn} from "node:child_process"
import {mkdtempSync} from "node:fs"
import {tmpdir} from "node:os"
import {join} from "node:path"
import {fileURLToPath} from "node:url"
import {afterEach, describe, expect, test} from "vitest"

import {killAll, node, serve} from "./command.ts"

afterEach(killAll)

/** The crash bench, short: the same rounds, of which `npm run bench -- crash` does two hundred. */
function crashBench(seed: number): Promise<{code: number | null; last: string; said: string}> {
  const bench = fileURLToPath(new URL("../../../tests/bench/run.ts", import.meta.url))
  const child = spawn(node(), ["--conditions=@wederhoor/source", bench, "crash"], {
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      WEDERHOOR_BENCH_SMALL: "1",
      WEDERHOOR_CRASH_SEED: String(seed),
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let out = ""
  let said = ""
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()))
  return new Promise(resolve =>
    child.on("close", code => resolve({code, said, last: out.trimEnd().split("\n").at(-1) ?? ""})),
  )
}

test("seed 11: twenty times kill -9, a torn log, a failing store or a full disk while five people type: nothing acknowledged is lost, the log is what a new client sees, every chain verifies", async () => {
  const {code, last, said} = await crashBench(11)
  expect(code, said).toBe(0)
  const found = JSON.parse(last) as {acked: number; sorts: Record<string, number>}
  expect(found, said).toMatchObject({kills: 20, ackedLost: 0, chainBroken: 0, replayMismatch: 0})
  for (const [sort, count] of Object.entries(found.sorts)) expect(count, sort).toBeGreaterThan(0)
  expect(found.acked).toBeGreaterThan(60)
}, 240_000)

describe("the command", () => {
  test("says in one sentence that a port is taken, and ends with 2", async () => {
    const folder = mkdtempSync(join(tmpdir(), "wederhoor-port-"))
    const first = await serve({WEDERHOOR_DATA: folder})
    const second = await serve({WEDERHOOR_DATA: `${folder}-2`, PORT: new URL(first.url).port})
    const {code, said} = await second.ended
    expect(code).toBe(2)
    expect(said.trim().split("\n")).toHaveLength(1)
    expect(said).toContain("another PORT")
  })

  // Node's own way of making folders in folders never returns on /proc.
  test.each(["/dev/null/data", "/proc/data/deep"])(
    "says in one sentence that %s cannot be written, and ends with 2",
    async folder => {
      const {ended} = await serve({WEDERHOOR_DATA: folder})
      const {code, said} = await ended
      expect(code).toBe(2)
      expect(said.trim().split("\n")).toHaveLength(1)
      expect(said).toContain(folder)
    },
  )

  test("an unknown command, no command and --help say what there is", async () => {
    expect((await (await serve({}, ["dance"])).ended).code).toBe(2)
    expect((await (await serve({}, [])).ended).code).toBe(2)
    const {code, said} = await (await serve({}, ["--help"])).ended
    expect(code).toBe(0)
    expect(said).toContain("WEDERHOOR_DATA")
  })

  test("verify: a file that is not there or no report ends with 2 or 1, never with “unchanged”", async () => {
    expect((await (await serve({}, ["verify", "/nowhere.json"])).ended).code).toBe(2)
    expect((await (await serve({}, ["verify"])).ended).code).toBe(2)
    const {code, said} = await (
      await serve({}, ["verify", new URL("../package.json", import.meta.url).pathname])
    ).ended
    expect(code).not.toBe(0)
    expect(said).not.toMatch(/^ongewijzigd/i)
  })
})
