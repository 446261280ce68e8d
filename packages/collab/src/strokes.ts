// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

/** One difference between two texts: at `at` of the old one `remove` units go, and `insert`, at `start` of the new one, comes. */
export interface Hunk {
  readonly at: number
  readonly remove: number
  readonly start: number
  readonly insert: string
}

/** What one line comes from: which line of before it is (`null`: a new one), and what changed in it. */
export interface Stroke {
  readonly of: number | null
  readonly hunks: readonly Hunk[]
}

/** One unit of text, visible or deleted: the shared text it is in, and how many visible ones stand before it there. */
export interface Unit {
  readonly text: Y.XmlText
  readonly at: number
  readonly deleted: boolean
}

/** Every unit of text inside an element by its Yjs id, and the visible ones in order. */
export interface Units {
  readonly visible: readonly {readonly id: string; readonly sign: string}[]
  readonly where: ReadonlyMap<string, Unit>
}

/**
 * What was done from `base` to `mine`, a later copy of the same statement, line by line in the order of
 * `mine`. Lines and letters are recognised by their Yjs ids, never by how they look: two people can
 * write the same word, and only one of them may take it away. Lines of `base` that no stroke is of
 * were removed.
 */
export function strokesBetween(base: Y.XmlElement, mine: Y.XmlElement): readonly Stroke[] {
  const old = linesOf(base)
  const known = new Map(old.map((line, index) => [itemKey(line), index]))
  return linesOf(mine).map(line => {
    const of = known.get(itemKey(line)) ?? null
    return {of, hunks: hunksBetween(of === null ? null : (old[of] as Y.XmlElement), line)}
  })
}

/** What was done to the words in an element; `base` is its older copy, `null` when there was none. */
export function hunksBetween(base: Y.XmlElement | null, mine: Y.XmlElement): readonly Hunk[] {
  const old = base === null ? [] : unitsOf(base).visible
  const places = new Map(old.map(({id}, index) => [id, index]))
  const hunks: Hunk[] = []
  let [at, start, insert] = [0, 0, ""]
  const close = (until: number): void => {
    const remove = until - at
    if (remove > 0 || insert !== "") hunks.push({at, remove, start, insert})
    start += insert.length
    at = until
    insert = ""
  }
  for (const {id, sign} of unitsOf(mine).visible) {
    const place = places.get(id)
    if (place === undefined) insert += sign
    else {
      close(place)
      at += 1
      start += 1
    }
  }
  close(old.length)
  return hunks
}

export function unitsOf(element: Y.XmlElement): Units {
  const visible: {id: string; sign: string}[] = []
  const where = new Map<string, Unit>()
  for (const text of element.toArray()) {
    if (!(text instanceof Y.XmlText)) continue
    let at = 0
    for (let item = text._start; item !== null; item = item.right) {
      if (!item.countable && !(item.content instanceof Y.ContentDeleted)) continue
      const words = item.content instanceof Y.ContentString ? item.content.str : ""
      for (let unit = 0; unit < item.length; unit++) {
        const id = `${item.id.client} ${item.id.clock + unit}`
        where.set(id, {text, at, deleted: item.deleted})
        if (item.deleted) continue
        visible.push({id, sign: words[unit] ?? ""})
        at += 1
      }
    }
  }
  return {visible, where}
}

/** The lines of a statement, in order. */
export function linesOf(statement: Y.XmlElement): readonly Y.XmlElement[] {
  return statement
    .toArray()
    .filter(
      (child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === "line",
    )
}

/** What an element is called in every copy of its document. */
export function itemKey(element: Y.XmlElement): string {
  const id = element._item?.id
  return id === undefined ? "" : `${id.client} ${id.clock}`
}
