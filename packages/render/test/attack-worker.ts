// SPDX-License-Identifier: EUPL-1.2

/** Runs attacks in a thread with limits: checks a template, lays it out, and looks what it touched. */
import {parentPort} from "node:worker_threads"
import {checkTemplate, parseTemplate, RenderError, renderTemplate} from "@wederhoor/render"

/** One attack: a template, its partials, and JSON data. */
export interface Attack {
  readonly source: string
  readonly partials: Readonly<Record<string, string>>
  /** As text, so that keys such as `__proto__` arrive as own keys. */
  readonly data: string
}

/** What became of it: codes of the check, code or HTML of the rendering, and whether code ran. */
export interface Outcome {
  readonly check: readonly string[]
  readonly refused: string
  readonly html: string
  readonly ran: boolean
}

let ran = false
Object.assign(globalThis, {attack: () => (ran = true), alert: () => (ran = true)})
const untouched = (): string =>
  JSON.stringify(
    [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(each =>
      Reflect.ownKeys(each).map(String),
    ),
  )
const before = untouched()

function run({source, partials, data}: Attack): Outcome {
  const check = checkTemplate(source, {partials, data: {type: "any"}}).map(({code}) => code)
  let refused = ""
  let html = ""
  try {
    html = renderTemplate(parseTemplate(source, {partials}), JSON.parse(data))
  } catch (error) {
    if (!(error instanceof RenderError)) throw error
    refused = error.code
  }
  return {check, refused, html: html.slice(0, 500), ran: ran || untouched() !== before}
}

parentPort?.on("message", (attack: Attack) => parentPort?.postMessage(run(attack)))
