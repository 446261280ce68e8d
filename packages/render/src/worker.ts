// SPDX-License-Identifier: EUPL-1.2
import type {ReportModel} from "@wederhoor/format"
import {checkTemplate, fromError} from "./check.ts"
import {checkCompleteness} from "./completeness.ts"
import {finding, RenderError} from "./findings.ts"
import type {FindingCode, TemplateFinding} from "./findings.ts"
import {renderReport} from "./report.ts"
import {sampleReport} from "./sample.ts"
import {parseTemplate} from "./template.ts"
import type {Budgets} from "./template.ts"

/** Work on a template of others, to be done where it can be stopped. */
export type LayoutJob = {
  readonly source: string
  readonly partials?: Readonly<Record<string, string>>
} & (
  | {readonly task: "check"; readonly lang: "nl" | "en"; readonly model?: ReportModel}
  | {readonly task: "render"; readonly model: ReportModel; readonly budgets?: Budgets}
)

/** What came of it. */
export type LayoutAnswer = {readonly findings: readonly TemplateFinding[]} | {readonly html: string}

/**
 * Where a job is done: a `Worker` of the browser as it is, or `layoutPort` of `@wederhoor/server` on
 * Node. In the worker, `answerJob` answers each message. An `error` event with `code`
 * `ERR_WORKER_OUT_OF_MEMORY` says that its memory ran out.
 */
export interface WorkerPort {
  postMessage(job: LayoutJob): void
  addEventListener(type: "message" | "error", listen: (event: WorkerEvent) => void): void
  terminate(): unknown
}

/** What a port tells. */
export interface WorkerEvent {
  readonly data?: unknown
  readonly code?: unknown
}

/** Limits and partials of a job in a worker. */
export interface WorkerOptions {
  readonly partials?: Readonly<Record<string, string>>
  /** After so many milliseconds, start of the worker included, it is ended. Default 10 000. */
  readonly milliseconds?: number
}

/**
 * Does a job; never throws for what stands in a template. This is what runs within the worker:
 * `addEventListener("message", ({data}) => postMessage(answerJob(data)))`.
 */
export function answerJob(job: LayoutJob): LayoutAnswer {
  try {
    if (job.task === "render") {
      const template = parseTemplate(job.source, {partials: job.partials ?? {}})
      return {html: renderReport(template, job.model, job.budgets)}
    }
    const options = {partials: job.partials ?? {}}
    const findings = checkTemplate(job.source, options)
    if (findings.length > 0) return {findings}
    const model = job.model ?? sampleReport(job.lang)
    return {findings: checkCompleteness(job.source, model, options)}
  } catch (error) {
    return {findings: [fromError(error)]}
  }
}

/**
 * `checkTemplate` and, when that finds nothing, `checkCompleteness`, in a worker that is ended when
 * it takes too long. `open` makes a fresh worker; it serves this one job.
 *
 * @returns the findings; `time-budget` or `memory-budget` when it was stopped, `worker-failed` when
 *   it did not start.
 */
export async function checkInWorker(
  open: () => WorkerPort,
  source: string,
  options: WorkerOptions & {readonly lang?: "nl" | "en"; readonly model?: ReportModel} = {},
): Promise<readonly TemplateFinding[]> {
  const {partials = {}, lang = "nl", model} = options
  const job = {task: "check", source, partials, lang, ...(model ? {model} : {})} as const
  const answer = await answerFrom(open, job, options.milliseconds)
  return "findings" in answer ? answer.findings : []
}

/**
 * `renderReport` in a worker that is ended when it takes too long.
 * @throws {RenderError} as `parseTemplate` and `renderTemplate`, and as `checkInWorker` says.
 */
export async function renderInWorker(
  open: () => WorkerPort,
  source: string,
  model: ReportModel,
  options: WorkerOptions & {readonly budgets?: Budgets} = {},
): Promise<string> {
  const {partials = {}, budgets = {}} = options
  const job = {task: "render", source, partials, model, budgets} as const
  const answer = await answerFrom(open, job, options.milliseconds)
  if ("html" in answer) return answer.html
  throw new RenderError(answer.findings[0] ?? stopped("worker-failed"))
}

const stopped = (code: FindingCode): TemplateFinding => finding(code, {line: 1, column: 1})

function answerFrom(
  open: () => WorkerPort,
  job: LayoutJob,
  milliseconds = 10_000,
): Promise<LayoutAnswer> {
  const port = open()
  return new Promise(resolve => {
    const end = (answer: LayoutAnswer): void => {
      clearTimeout(timer)
      port.terminate()
      resolve(answer)
    }
    const timer = setTimeout(() => end({findings: [stopped("time-budget")]}), milliseconds)
    port.addEventListener("message", ({data}) => end(data as LayoutAnswer))
    port.addEventListener("error", ({code}) =>
      end({
        findings: [
          stopped(code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory-budget" : "worker-failed"),
        ],
      }),
    )
    port.postMessage(job)
  })
}
