// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"
import {addressFrom, type Address, type BrokenAt, operationOf, standingId} from "./address.ts"
import type {Decoded} from "./decode.ts"

/** A Yjs type of whatever class; roots are meant by their name. */
export type YType = Y.AbstractType<unknown>
export type Container = string | YType

/** Where a struct comes to stand: in the list of a container, or (`sub`) as one of its attributes. */
export interface Spot {
  readonly container: Container
  readonly sub: string | null
}

/** A new struct with its spot; `null` when Yjs will turn it into a tombstone without a place. */
export interface Placed {
  readonly struct: Y.Item | Y.GC
  readonly spot: Spot | null
}

/** The outcome of a simulated integration. */
export interface Integration {
  /** Every new struct, in an order in which Yjs can integrate them. */
  readonly placed: readonly Placed[]
  /** Where the item stands that holds a type, or `null` for nowhere. Types of doc and update alike. */
  readonly spotOfType: (type: YType) => Spot | null
  /** Whether a type is made by this update. */
  readonly isNew: (type: YType) => boolean
}

/** What the update has put in one list so far. */
interface NewInList {
  readonly count: number
  readonly last: Y.Item
  readonly steps: number
}

/**
 * Find out where Yjs will put every struct of an update, without applying it.
 *
 * Follows `Item.getMissing` of Yjs 13.6: a struct can be integrated once its left neighbour, right
 * neighbour and parent are there; it stands nowhere if one of those is a tombstone; otherwise in its
 * explicit parent, else where its left neighbour stands, else where its right one does. Where Yjs
 * would look no further we are stricter: both neighbours must stand in one list, and an id of the
 * same client must be earlier (Yjs throws halfway otherwise).
 */
export function integrate(doc: Y.Doc, decoded: Decoded, steps = 2_000_000): Integration | BrokenAt {
  const {runs} = decoded
  let left = steps
  const newIn = new Map<Container, Map<string | null, NewInList>>()
  const anchors = new Map<Y.Item, {readonly from: Y.Item | null; readonly to: Y.Item | null}>()
  const placed: Placed[] = []
  const places = new Map<Y.Item | Y.GC, Placed>()
  const made = new Map<YType, Placed>()
  const reached = new Map<number, number>()
  for (const run of runs.values()) reached.set(run.client, run.start)
  const clockOf = (client: number): number => reached.get(client) ?? Y.getState(doc.store, client)

  /** The struct that holds an id; only called for ids below `clockOf`. */
  const structAt = (id: Y.ID): Y.Item | Y.GC => {
    const run = runs.get(id.client)
    if (run === undefined || id.clock < run.start) return Y.getItem(doc.store, id)
    let low = 0
    let high = run.structs.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((run.structs[middle] as Y.Item).id.clock <= id.clock) low = middle
      else high = middle - 1
    }
    return run.structs[low] as Y.Item | Y.GC
  }

  const spotOf = (struct: Y.Item | Y.GC): Spot | null => {
    const own = places.get(struct)
    if (own !== undefined) return own.spot
    if (struct instanceof Y.GC) return null
    const parent = struct.parent as YType
    return {
      container: parent._item === null ? Y.findRootTypeKey(parent) : parent,
      sub: struct.parentSub,
    }
  }

  const spotOfType = (type: YType): Spot | null => {
    const own = made.get(type)
    if (own !== undefined) return own.spot
    return type._item === null ? null : spotOf(type._item)
  }

  /** Where a struct would do something, for the refusal: ids that the update gives are not known yet. */
  const addressOf = ({container, sub}: Spot, {content}: Y.Item): Address =>
    addressFrom(container, operationOf(content, sub), sub ?? undefined, spotOfType, type =>
      made.has(type as YType) ? undefined : standingId(type),
    )

  /** The same for the place of a neighbour, if it has one. */
  const at = (neighbour: Y.Item | Y.GC, struct: Y.Item | Y.GC): {readonly at?: Address} => {
    const spot = spotOf(neighbour)
    return spot === null || !(struct instanceof Y.Item) ? {} : {at: addressOf(spot, struct)}
  }

  /**
   * The most steps Yjs can need to find where a struct goes among what stands between its neighbours:
   * what the document has there, and every new struct of the same list before it.
   */
  const stepsFor = (
    struct: Y.Item,
    spot: Spot,
    before: Y.Item | null,
    behind: Y.Item | null,
  ): number => {
    let lists = newIn.get(spot.container)
    if (lists === undefined) newIn.set(spot.container, (lists = new Map()))
    const list = lists.get(spot.sub)
    // Between neighbours of the document itself, which new ones lean on in the end.
    const from = before === null ? null : (anchors.get(before) ?? {from: before}).from
    const to = behind === null ? null : (anchors.get(behind) ?? {to: behind}).to
    anchors.set(struct, {from, to})
    // Typing on, right behind the struct before it and in front of the same neighbour.
    const goesOn =
      list !== undefined &&
      list.last === before &&
      Y.compareIDs(before.rightOrigin, struct.rightOrigin)
    let steps = goesOn ? list.steps : (list?.count ?? 0)
    if (!goesOn && !(from !== null && from === to)) {
      let item = from === null ? firstOf(spot) : from.right
      for (; item !== null && item !== to && steps <= left; item = item.right) steps++
    }
    lists.set(spot.sub, {count: (list?.count ?? 0) + 1, last: struct, steps})
    return steps
  }

  /** The first item of a list of the document. */
  const firstOf = ({container, sub}: Spot): Y.Item | null => {
    const type = typeof container === "string" ? doc.share.get(container) : container
    if (type === undefined || made.has(type as YType)) return null
    if (sub === null) return type._start
    let item = type._map.get(sub) ?? null
    while (item !== null && item.left !== null) item = item.left
    return item
  }

  const isReady = (struct: Y.Item | Y.GC): boolean => {
    if (!(struct instanceof Y.Item)) return true
    const {origin, rightOrigin, parent} = struct
    const there = (id: Y.ID): boolean => id.clock < clockOf(id.client)
    return (
      (origin === null || there(origin)) &&
      (rightOrigin === null || there(rightOrigin)) &&
      (!(parent instanceof Y.ID) || there(parent))
    )
  }

  const place = (struct: Y.Item | Y.GC): Spot | null | BrokenAt => {
    if (!(struct instanceof Y.Item)) return null
    const {origin, rightOrigin} = struct
    const before = origin === null ? null : structAt(origin)
    const behind = rightOrigin === null ? null : structAt(rightOrigin)
    if (before !== null && cuts(before, (origin as Y.ID).clock + 1))
      return {code: "split-character", ...at(before, struct)}
    if (behind !== null && cuts(behind, (rightOrigin as Y.ID).clock))
      return {code: "split-character", ...at(behind, struct)}
    const spot = spotBetween(struct, before, behind)
    if (spot === null || "code" in spot) return spot
    left -= stepsFor(struct, spot, before as Y.Item | null, behind as Y.Item | null)
    return left < 0 ? {code: "too-large", detail: "steps", at: addressOf(spot, struct)} : spot
  }

  const spotBetween = (
    struct: Y.Item,
    before: Y.Item | Y.GC | null,
    behind: Y.Item | Y.GC | null,
  ): Spot | null | BrokenAt => {
    const {parent} = struct
    const leftSpot = before === null ? null : spotOf(before)
    const rightSpot = behind === null ? null : spotOf(behind)
    if ((before !== null && leftSpot === null) || (behind !== null && rightSpot === null))
      return null
    if (leftSpot !== null && rightSpot !== null)
      if (leftSpot.container !== rightSpot.container || leftSpot.sub !== rightSpot.sub)
        return {
          code: "foreign-place",
          detail: "neighbours in two lists",
          at: addressOf(rightSpot, struct),
        }
    const beside = leftSpot ?? rightSpot
    if (beside !== null) return beside
    if (typeof parent === "string") return {container: parent, sub: struct.parentSub}
    if (!(parent instanceof Y.ID)) return {code: "unreadable", detail: "no parent"}
    const holder = structAt(parent)
    if (spotOf(holder) === null || !(holder instanceof Y.Item)) return null
    // Anything but a type (a word, a deleted element) cannot hold children: Yjs makes a tombstone.
    if (!(holder.content instanceof Y.ContentType)) return null
    return {container: holder.content.type as YType, sub: struct.parentSub}
  }

  const queue = [...runs.values()].map(run => ({run, at: 0}))
  for (let moved = true; moved;) {
    moved = false
    for (const entry of queue) {
      const {run} = entry
      for (
        let struct = run.structs[entry.at];
        struct !== undefined;
        struct = run.structs[entry.at]
      ) {
        if (!isReady(struct)) break
        const spot = place(struct)
        if (spot !== null && "code" in spot) return spot
        const entryPlaced: Placed = {struct, spot}
        placed.push(entryPlaced)
        places.set(struct, entryPlaced)
        if (struct instanceof Y.Item && struct.content instanceof Y.ContentType)
          made.set(struct.content.type as YType, entryPlaced)
        reached.set(run.client, struct.id.clock + struct.length)
        entry.at++
        moved = true
      }
    }
  }
  if (queue.some(({run, at}) => at < run.structs.length))
    return {code: "gap", detail: "leans on something that is not there"}

  for (const [client, ranges] of decoded.deleted) {
    const clock = clockOf(client)
    for (const [from, to] of ranges) {
      if (to > clock) return {code: "gap", detail: "deletes what is not there"}
      const first = structAt(Y.createID(client, from))
      if (cuts(first, from)) return {code: "split-character", ...at(first, first)}
      if (to >= clock) continue
      const last = structAt(Y.createID(client, to))
      if (cuts(last, to)) return {code: "split-character", ...at(last, last)}
    }
  }
  return {
    placed,
    spotOfType,
    isNew: type => made.has(type),
  }
}

/**
 * Whether splitting a struct before a clock cuts a character of two UTF-16 units in half. Yjs then
 * replaces both halves by U+FFFD: somebody else's text changes without any deletion.
 */
export function cuts(struct: Y.Item | Y.GC, clock: number): boolean {
  const at = clock - struct.id.clock
  if (at <= 0 || at >= struct.length) return false
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return false
  const {str} = struct.content
  const before = str.charCodeAt(at - 1)
  const after = str.charCodeAt(at)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}
