// SPDX-License-Identifier: EUPL-1.2

/** `npm run bench -- <name>`: progress on standard error, one JSON object as the last line of standard output. */

/** One bench: measures, checks what it measured, and gives the fields of its result. */
export type Bench = () => Promise<object>

const benches: Record<string, () => Promise<{bench: Bench}>> = {
  check: () => import("./check.ts"),
  "rules-mutation": () => import("./rules-mutation.ts"),
  guard: () => import("./guard.ts"),
  "guard-fuzz": () => import("./guard-fuzz.ts"),
  merge: () => import("./merge.ts"),
  trace: () => import("./trace.ts"),
  crash: () => import("./crash.ts"),
  open: () => import("./open.ts"),
  language: () => import("./language.ts"),
  corpus: () => import("./corpus.ts"),
  render: () => import("./render.ts"),
  verify: () => import("./verify.ts"),
  server: () => import("./server.ts"),
  size: () => import("./size.ts"),
}

const name = process.argv[2] ?? ""
const load = Object.hasOwn(benches, name) ? benches[name] : undefined
if (load === undefined) {
  console.error(
    `npm run bench -- <name>, where the name is one of: ${Object.keys(benches).join(", ")}`,
  )
  process.exitCode = 2
} else {
  const {bench} = await load()
  console.log(JSON.stringify({bench: name, ...(await bench())}))
  // A connection that waits to try a killed server again would keep this process alive.
  process.exit()
}
