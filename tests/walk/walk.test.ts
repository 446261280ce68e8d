// SPDX-License-Identifier: EUPL-1.2

/**
 * The main job, walked once from door to verified report, in six browser contexts, through the real
 * server on an embedded store. `WEDERHOOR_WITHOUT=<step>` leaves one step out; then the test fails,
 * because a later step needs it or because the account at the end is not whole.
 * `npm run walk:without` does that for every step. `WEDERHOOR_PICTURES=1` leaves a screenshot of all six
 * after every step in tests/screenshots, to be looked at.
 */
import {afterAll, beforeAll, describe, expect, test} from "vitest"
import {screenshot} from "../browser/browser.ts"
import {setStage, type Stage, type Who} from "./stage.ts"
import {stepNames, steps} from "./step-names.ts"

const without = process.env["WEDERHOOR_WITHOUT"] ?? ""
if (without !== "" && !stepNames.includes(without))
  throw new Error(`there is no step “${without}”: ${stepNames.join(", ")}`)

let stage: Stage
let broken = ""

beforeAll(async () => {
  stage = await setStage()
}, 180_000)

afterAll(async () => {
  await stage?.close()
})

describe("the main job on the case “Noor en Sem”", () => {
  for (const step of steps)
    test(
      step.name,
      async () => {
        if (step.name === without) return
        expect(broken, "an earlier step failed").toBe("")
        try {
          await step.walk(stage)
          stage.done.add(step.name)
          if (process.env["WEDERHOOR_PICTURES"])
            for (const who of Object.keys(stage.seats) as Who[])
              await screenshot(stage.seats[who].page, `${step.name}-${who}`)
        } catch (error) {
          broken = step.name
          for (const who of Object.keys(stage.seats) as Who[])
            await screenshot(stage.seats[who].page, `walk-${step.name}-${who}`).catch(
              () => undefined,
            )
          throw error
        }
      },
      120_000,
    )

  test("every step was walked, and no page had a problem", () => {
    expect([...stage.done]).toEqual(stepNames)
    for (const who of Object.keys(stage.seats) as Who[]) {
      // Some requests are refused on purpose, and once the line is cut; a browser notes each of these.
      const problems = stage.seats[who].watch
        .problems()
        .filter(line => !/status of (401|403|409|422)|ERR_INTERNET_DISCONNECTED/.test(line))
      expect(problems, who).toEqual([])
    }
  })
})
