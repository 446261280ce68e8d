// SPDX-License-Identifier: EUPL-1.2
import {Counter, Gauge, Histogram, Registry} from "prom-client"

/** Numbers on the running server, without anybody's name, report or words. */
export interface Metrics {
  /** An update was taken or refused: `accepted`, or the code of the refusal. */
  updated(outcome: string): void
  /** Seconds. */
  guarded(seconds: number): void
  /** Seconds until the log had it. */
  appended(seconds: number): void
  /** Somebody was not let into a place. */
  denied(code: string): void
  /** A place was closed for good. */
  ended(code: string): void
  /** A socket was closed by us. */
  closed(reason: string): void
  /** A message came to nothing: it was not asked for, or of more than one only the last counts. */
  dropped(reason: string): void
  /** A socket went over its limits, and is not read for a moment. */
  slowed(): void
  act(type: string, outcome: string): void
  request(route: string, status: number): void
  /** The page for Prometheus. */
  page(): Promise<{readonly type: string; readonly body: string}>
}

/** What is counted at the moment when somebody asks. */
export interface Counts {
  readonly sockets: number
  readonly places: number
  readonly documents: number
  readonly queued: number
}

/** Seconds: a guard takes some tens of microseconds, a disk some milliseconds, a bad day a second. */
const buckets = [0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]

/** Metrics in a registry of their own, so that two servers in one process do not meet. */
export function openMetrics(counts: () => Counts): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const counter = <Label extends string>(
    name: string,
    help: string,
    ...labelNames: Label[]
  ): Counter<Label> => new Counter({name: `wederhoor_${name}_total`, help, labelNames, registers})
  const gauge = (name: string, help: string, key: keyof Counts): void => {
    void new Gauge({
      name: `wederhoor_${name}`,
      help,
      registers,
      collect() {
        this.set(counts()[key])
      },
    })
  }
  const histogram = (name: string, help: string): Histogram =>
    new Histogram({name: `wederhoor_${name}_seconds`, help, buckets, registers})

  gauge("sockets", "Open websockets", "sockets")
  gauge("places", "Places that are open, over all websockets", "places")
  gauge("documents", "Shared documents in memory", "documents")
  gauge("queued_updates", "Updates that came in and are not in the log yet", "queued")
  const updates = counter("updates", "Updates by what became of them", "outcome")
  const guard = histogram("guard", "Time to judge an update")
  const append = histogram("append", "Time until the log had an update")
  const denials = counter("denied", "Places that were not opened, by reason", "code")
  const endings = counter("ended", "Places that the server closed, by reason", "code")
  const closings = counter("closed_sockets", "Websockets that the server closed", "reason")
  const dropped = counter("dropped_messages", "Messages that came to nothing", "reason")
  const slowed = counter("slowed_sockets", "Times that a websocket went over its limits")
  const acts = counter("acts", "Acts by type and what became of them", "type", "outcome")
  const requests = counter("requests", "HTTP requests by route and status", "route", "status")
  return {
    updated: outcome => updates.inc({outcome}),
    guarded: seconds => guard.observe(seconds),
    appended: seconds => append.observe(seconds),
    denied: code => denials.inc({code}),
    ended: code => endings.inc({code}),
    closed: reason => closings.inc({reason}),
    dropped: reason => dropped.inc({reason}),
    slowed: () => slowed.inc(),
    act: (type, outcome) => acts.inc({type, outcome}),
    request: (route, status) => requests.inc({route, status: String(status)}),
    page: async () => ({type: registry.contentType, body: await registry.metrics()}),
  }
}
