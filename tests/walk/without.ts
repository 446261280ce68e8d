// SPDX-License-Identifier: EUPL-1.2

/**
 * Shows that every step of the main job is needed: leaves each out once and expects the walk to fail.
 * `npm run walk:without`, or `npm run walk:without -- mother-signs father-disagrees` for some.
 * Prints one line per step and ends with 1 when the walk passed without one.
 */
import {spawn} from "node:child_process"
import {join} from "node:path"
import {stripVTControlCharacters} from "node:util"
import {root} from "./program.ts"
import {stepNames} from "./step-names.ts"

function walkWithout(step: string): Promise<{readonly passed: boolean; readonly out: string}> {
  return new Promise(resolve => {
    const child = spawn(
      process.execPath,
      [join(root, "node_modules/vitest/vitest.mjs"), "run", "tests/walk/walk.test.ts"],
      {
        cwd: root,
        env: {...process.env, WEDERHOOR_WITHOUT: step},
      },
    )
    let out = ""
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (out += chunk.toString()))
    child.once("close", code => resolve({passed: code === 0, out}))
  })
}

const asked = process.argv.slice(2)
const unknown = asked.filter(name => !stepNames.includes(name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no step ${unknown.join(", ")}. There are: ${stepNames.join(", ")}\n`,
  )
  process.exitCode = 2
} else {
  let kept = 0
  for (const step of asked.length > 0 ? asked : stepNames) {
    const {passed, out} = await walkWithout(step)
    // The first failure that is not just "an earlier step failed".
    const first = /×\s+([a-z0-9-]+|every step was walked[^\n]*)/.exec(
      stripVTControlCharacters(out),
    )?.[1]
    process.stdout.write(
      `${passed ? "PASSED " : "fails  "} without ${step}${first ? ` (at ${first.trim()})` : ""}\n`,
    )
    if (passed) kept++
  }
  process.exitCode = kept > 0 ? 1 : 0
}
