// SPDX-License-Identifier: EUPL-1.2
import {allowance} from "./limits.ts"

/** Told of faults that no client can be told more about. `problem` never holds words, names or tokens. */
export type Log = (problem: string, error?: unknown) => void

/** What of an error may stand in a log. Its message may quote what was written, so it may not. */
interface Fault {
  readonly name: string
  readonly code?: string
  readonly at?: readonly string[]
  readonly cause?: Fault
}

/** Lines a second that a log takes, and at once after a rest: a client must not be able to fill a disk. */
const rate = {perSecond: 5, atOnce: 100}
/** Lines of a stack that are kept. */
const frames = 6

/**
 * A log of JSON lines: `{time, problem, error?, leftOut?}`. Of an error the name, the code and the places
 * in the program stand in it, never its message. At most 100 lines at once and five a second after
 * that; `leftOut` says how many were not written before this one.
 */
export function jsonLog(
  write: (line: string) => void = line => void process.stderr.write(line),
): Log {
  return limited((problem, fault, leftOut) => {
    const time = new Date().toISOString()
    const error = fault ? {error: fault} : {}
    write(`${JSON.stringify({time, problem, ...error, ...(leftOut > 0 ? {leftOut} : {})})}\n`)
  })
}

/** The same for people: one line of words. */
export function plainLog(
  write: (line: string) => void = line => void process.stderr.write(line),
): Log {
  return limited((problem, fault, leftOut) => {
    const told = fault
      ? ` (${[fault.name, fault.code, fault.at?.[0]].filter(Boolean).join(", ")})`
      : ""
    const more = leftOut > 0 ? ` ${leftOut} lines before this one were left out.` : ""
    write(`wederhoor: ${problem}${told}${more}\n`)
  })
}

function limited(write: (problem: string, fault: Fault | null, leftOut: number) => void): Log {
  const lines = allowance(rate.perSecond, rate.atOnce)
  let leftOut = 0
  let until = 0
  return (problem, error) => {
    const now = Date.now()
    if (now < until) return void leftOut++
    until = now + lines.take(1, now)
    write(problem, error === undefined ? null : faultOf(error), leftOut)
    leftOut = 0
  }
}

function faultOf(error: unknown, depth = 0): Fault {
  if (!(error instanceof Error)) return {name: typeof error}
  const {code, errstr} = error as {code?: unknown; errstr?: unknown}
  // SQLite's own fixed sentence for its number; nothing of the statement is in it.
  const said = [code, errstr].filter(part => typeof part === "string" && part.length <= 80)
  const at = (error.stack ?? "")
    .split("\n")
    .flatMap(line => /^\s+at .*?((?:file:|node:|\/|\w:\\)[^()]*:\d+:\d+)\)?$/.exec(line)?.[1] ?? [])
    .slice(0, frames)
  return {
    name: /^\w{1,60}$/.test(error.name) ? error.name : "Error",
    ...(said.length > 0 ? {code: said.join(" ")} : {}),
    ...(at.length > 0 ? {at} : {}),
    ...(error.cause !== undefined && depth < 3 ? {cause: faultOf(error.cause, depth + 1)} : {}),
  }
}
