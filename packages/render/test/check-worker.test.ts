// SPDX-License-Identifier: EUPL-1.2

/** Jobs in a worker, over ports that answer, are silent, or fail. */
import {
  answerJob,
  checkInWorker,
  renderInWorker,
  renderReport,
  parseTemplate,
  sampleReport,
} from "@wederhoor/render"
import type {LayoutJob, WorkerEvent, WorkerPort} from "@wederhoor/render"
import {expect, test} from "vitest"
import {shipped} from "./demo.ts"

// The compiler holds this one: a Worker of the browser is a port as it is.
const openInBrowser: () => WorkerPort = () => new Worker("layout-worker.js", {type: "module"})

interface Told {
  readonly port: WorkerPort
  readonly jobs: LayoutJob[]
  ended: number
}

/** A port on this side; `say` decides what comes back. Jobs and answers are cloned, as by a worker. */
function port(
  say: (job: LayoutJob) => readonly ["message" | "error", WorkerEvent] | undefined,
): Told {
  const listeners = new Map<string, (event: WorkerEvent) => void>()
  const told: Told = {
    jobs: [],
    ended: 0,
    port: {
      postMessage: job => {
        told.jobs.push(structuredClone(job))
        const [type, event] = say(job) ?? []
        if (type && event) queueMicrotask(() => listeners.get(type)?.(structuredClone(event)))
      },
      addEventListener: (type, listen) => void listeners.set(type, listen),
      terminate: () => (told.ended += 1),
    },
  }
  return told
}

const honest = (): Told => port(job => ["message", {data: answerJob(job)}])

test("a check and a rendering give what they give here, and the worker is ended", async () => {
  expect(openInBrowser).toBeTypeOf("function")
  const checking = honest()
  expect(await checkInWorker(() => checking.port, shipped("en"), {lang: "en"})).toEqual([])
  expect(checking.ended).toBe(1)
  const wrong = await checkInWorker(() => honest().port, "<p>{{titel}}{{> p}}</p>", {
    partials: {p: "{{reader}}"},
  })
  expect(wrong.map(({code}) => code)).toEqual(["unknown-field", "prints-object"])
  const incomplete = await checkInWorker(() => honest().port, "<p>{{title}}</p>")
  expect(incomplete.every(({code}) => code === "must-be-read")).toBe(true)
  const model = sampleReport("nl")
  const rendering = honest()
  expect(await renderInWorker(() => rendering.port, shipped("nl"), model)).toBe(
    renderReport(parseTemplate(shipped("nl")), model),
  )
  expect(rendering.ended).toBe(1)
})

test("what cannot be rendered is the same error as here", async () => {
  const model = sampleReport("nl")
  const failing = (source: string, budgets = {}): Promise<string> =>
    renderInWorker(() => honest().port, source, model, {budgets})
  await expect(failing("{{{title}}}")).rejects.toMatchObject({code: "raw-output"})
  await expect(failing("{{#each reactions}}x{{/each}}", {steps: 3})).rejects.toMatchObject({
    code: "step-budget",
  })
})

test("a worker that says nothing is ended after its time", async () => {
  const silent = port(() => undefined)
  const found = await checkInWorker(() => silent.port, "x", {milliseconds: 20})
  expect([found.map(({code}) => code), silent.ended]).toEqual([["time-budget"], 1])
  await expect(
    renderInWorker(() => port(() => undefined).port, "x", sampleReport("nl"), {milliseconds: 20}),
  ).rejects.toMatchObject({code: "time-budget"})
})

test("a worker that fails says how", async () => {
  const memory = port(() => ["error", {code: "ERR_WORKER_OUT_OF_MEMORY"}])
  const found = await checkInWorker(() => memory.port, "x")
  expect([found.map(({code}) => code), memory.ended]).toEqual([["memory-budget"], 1])
  const other = await checkInWorker(() => port(() => ["error", {}]).port, "x")
  expect(other.map(({code}) => code)).toEqual(["worker-failed"])
})
