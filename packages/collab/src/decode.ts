// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"
import {type Address, type BrokenAt, operationOf, standingAddress} from "./address.ts"
import {cuts, type YType} from "./integrate.ts"
import type {Broken} from "./refusal.ts"
import {scan} from "./scan.ts"

/** How much one update may ask for. Past a limit it is refused unread: `too-large`. */
export interface GuardLimits {
  /** Bytes of the update; 1 MiB when left out. */
  readonly bytes?: number
  /** Structs and deleted ranges in it, each; 30 000 when left out (some 5 000 statements at once). */
  readonly structs?: number
  /**
   * Steps that finding the place of all its structs may take Yjs at most; 2 000 000 when left out.
   * Neighbours that stand far apart make Yjs walk all that is between, for every struct again.
   */
  readonly steps?: number
  /** How far it may push the clock of one client (one character is one tick); 1 048 576 when left out. */
  readonly growth?: number
}

/** The new structs of one client, in order of their clocks, without holes. */
export interface Run {
  readonly client: number
  /** First clock that the document does not have yet. */
  readonly start: number
  readonly end: number
  readonly structs: readonly (Y.Item | Y.GC)[]
}

/** Clocks that an update deletes, per client: sorted, merged, `[from, to)`. */
export type DeletedClocks = ReadonlyMap<number, readonly (readonly [number, number])[]>

/** An update as it will be applied. */
export interface Decoded {
  /** Yjs' own encoding of exactly what is judged: known structs cut off, no trailing bytes. */
  readonly update: Uint8Array
  readonly runs: ReadonlyMap<number, Run>
  readonly deleted: DeletedClocks
}

/**
 * Read hostile bytes as a version 1 update against the clocks of `doc`.
 *
 * The bytes are walked first (`scan`), then decoded lazily by Yjs (a count that promises more structs
 * than there are bytes costs nothing), checked, cut down to what the document does not know yet and encoded again. From there on
 * only that encoding is judged, logged and applied, so that what Yjs reads cannot differ from what
 * was judged, and a *partly known* struct, which Yjs places by its unchecked head, no longer exists.
 */
export function decode(doc: Y.Doc, bytes: Uint8Array, limits: GuardLimits): Decoded | BrokenAt {
  const {bytes: most = 1_048_576, structs: mostStructs = 30_000, growth = 1_048_576} = limits
  if (!(bytes instanceof Uint8Array)) return {code: "unreadable", detail: "not bytes"}
  if (bytes.byteLength > most) return {code: "too-large", detail: `${bytes.byteLength} bytes`}
  try {
    // Bytes of another format (version 2 starts with a zero) read as an update without structs.
    const odd = scan(bytes, mostStructs)
    if (odd !== null) return odd
    const raw = Y.decodeUpdate(bytes)
    const clocks = new Map<number, number>()
    const broken = checkRuns(doc, raw.structs, growth, clocks)
    if (broken !== null) return broken
    for (const struct of raw.structs) {
      const other = differsFromKnown(doc, struct)
      if (other !== null) return {code: "client-clash", at: addressOf(other)}
      // What is known is cut off below; the rest of half a character would become U+FFFD.
      if (struct instanceof Y.Item && cuts(struct, clocks.get(struct.id.client) as number))
        return {code: "split-character"}
    }
    const isNew = raw.structs.every(({id}) => id.clock >= (clocks.get(id.client) as number))
    const update = Y.diffUpdate(bytes, isNew ? nothing : stateVector(clocks))
    const {structs, ds} = isNew ? raw : Y.decodeUpdate(update)
    const deleted = readDeletes(ds.clients)
    if ("code" in deleted) return deleted
    return {update, runs: readRuns(structs), deleted: deleted.clocks}
  } catch (error) {
    return {code: "unreadable", detail: error instanceof Error ? error.message : "not an update"}
  }
}

/** The state vector of a document that knows nothing. */
const nothing = new Uint8Array([0])

function stateVector(clocks: ReadonlyMap<number, number>): Uint8Array {
  return Y.encodeStateVector(clocks as Map<number, number>)
}

/** One run per client, without holes, from a clock that is known; fills in the known clocks. */
function checkRuns(
  doc: Y.Doc,
  structs: readonly (Y.Item | Y.GC | Y.Skip)[],
  growth: number,
  clocks: Map<number, number>,
): Broken | null {
  let client = -1
  let next = 0
  for (const struct of structs) {
    if (struct instanceof Y.Skip) return {code: "gap", detail: "skip"}
    if (!(struct.length > 0)) return {code: "unreadable", detail: "empty struct"}
    const {id} = struct
    if (id.client !== client) {
      client = id.client
      if (clocks.has(client)) return {code: "unreadable", detail: "two runs of one client"}
      const known = Y.getState(doc.store, client)
      if (id.clock > known) return {code: "gap", detail: `client ${client} from ${id.clock}`}
      clocks.set(client, known)
    } else if (id.clock !== next) return {code: "gap", detail: "clocks"}
    next = id.clock + struct.length
    if (!(next <= (clocks.get(client) as number) + growth) || !Number.isSafeInteger(next))
      return {code: "too-large", detail: "clock"}
  }
  return null
}

function addressOf({content, parent, parentSub}: Y.Item): Address {
  return standingAddress(parent as YType, operationOf(content, parentSub), parentSub ?? undefined)
}

/**
 * What the document has where a struct that it knows already says something else than it does there:
 * two writers under one client id. Yjs takes the first for known and drops the second's words without a
 * sound. Null when they say the same.
 */
function differsFromKnown(doc: Y.Doc, struct: Y.Item | Y.GC | Y.Skip): Y.Item | null {
  if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return null
  const {client, clock} = struct.id
  const known = doc.store.clients.get(client)
  if (known === undefined || clock >= Y.getState(doc.store, client)) return null
  const text = struct.content instanceof Y.ContentString ? struct.content.str : null
  for (let at = Y.findIndexSS(known, clock); at < known.length; at++) {
    const there = known[at] as Y.Item | Y.GC
    const offset = there.id.clock - clock
    if (offset >= struct.length) return null
    if (!(there instanceof Y.Item) || there.content instanceof Y.ContentDeleted) continue
    if (there.content.constructor !== struct.content.constructor) return there
    if (offset <= 0) {
      const origin = offset < 0 ? Y.createID(client, clock - 1) : there.origin
      if (!Y.compareIDs(origin, struct.origin)) return there
    }
    if (text !== null && there.content instanceof Y.ContentString) {
      const from = Math.max(offset, 0)
      const to = Math.min(offset + there.length, struct.length)
      if (there.content.str.slice(from - offset, to - offset) !== text.slice(from, to)) return there
    }
  }
  return null
}

function readRuns(structs: readonly (Y.Item | Y.GC | Y.Skip)[]): ReadonlyMap<number, Run> {
  const runs = new Map<
    number,
    {client: number; start: number; end: number; structs: (Y.Item | Y.GC)[]}
  >()
  for (const struct of structs as readonly (Y.Item | Y.GC)[]) {
    const {client, clock} = struct.id
    const run = runs.get(client)
    if (run === undefined)
      runs.set(client, {client, start: clock, end: clock + struct.length, structs: [struct]})
    else {
      run.structs.push(struct)
      run.end = clock + struct.length
    }
  }
  return runs
}

function readDeletes(
  clients: ReadonlyMap<number, readonly {readonly clock: number; readonly len: number}[]>,
): {readonly clocks: DeletedClocks} | Broken {
  const clocks = new Map<number, (readonly [number, number])[]>()
  for (const [client, ranges] of clients) {
    const merged: [number, number][] = []
    for (const {clock, len} of [...ranges].sort((a, b) => a.clock - b.clock)) {
      // An empty range still makes Yjs cut a struct in two.
      if (!(len > 0) || !Number.isSafeInteger(clock + len))
        return {code: "unreadable", detail: "empty deleted range"}
      const last = merged.at(-1)
      if (last !== undefined && clock <= last[1]) last[1] = Math.max(last[1], clock + len)
      else merged.push([clock, clock + len])
    }
    clocks.set(client, merged)
  }
  return {clocks}
}

/** Whether every clock of a stretch is deleted. */
export function isCovered(
  deleted: DeletedClocks,
  client: number,
  clock: number,
  length: number,
): boolean {
  const ranges = deleted.get(client)
  if (ranges === undefined) return false
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [from, to] = ranges[middle] as readonly [number, number]
    if (clock < from) high = middle - 1
    else if (clock >= to) low = middle + 1
    else return clock + length <= to
  }
  return false
}
