// SPDX-License-Identifier: EUPL-1.2
import {verifyLog, verifyRecord} from "./log.ts"
import {verifySnapshot} from "./snapshots.ts"
import type {Store} from "./store.ts"

/** What an inspection of a whole store found. */
export interface StoreVerdict {
  readonly reports: number
  readonly documents: number
  /** Links of all chains together. */
  readonly links: number
  /** What does not hold; empty when everything does. */
  readonly broken: readonly {
    /** A chain of a text, a chain of a record, or a snapshot that is not what the log makes. */
    readonly what: "document" | "record" | "snapshot"
    /** Name of the document or report. */
    readonly name: string
    /** Code of `verifyLog` or `verifyRecord`; `unlike-log` for a snapshot. */
    readonly code: string
    /** First link that does not hold; 0 for a snapshot. */
    readonly seq: number
  }[]
}

/** Recompute every chain in a store, and every snapshot from its log. Reads everything: for back-ups and inspections. */
export async function verifyStore(store: Store): Promise<StoreVerdict> {
  const [reports, documents] = [await store.reports(), await store.documents()]
  const broken: StoreVerdict["broken"][number][] = []
  let links = 0
  for (const name of reports) {
    const verdict = await verifyRecord(store, name)
    if (verdict.ok) links += verdict.count
    else broken.push({what: "record", name, code: verdict.code, seq: verdict.seq})
  }
  for (const name of documents) {
    const verdict = await verifyLog(store, name)
    if (verdict.ok) links += verdict.count
    else {
      broken.push({what: "document", name, code: verdict.code, seq: verdict.seq})
      continue
    }
    if (!(await verifySnapshot(store, name)))
      broken.push({what: "snapshot", name, code: "unlike-log", seq: 0})
  }
  return {reports: reports.length, documents: documents.length, links, broken}
}
