// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

interface Index {
  readonly items: Map<string, Y.Item[]>
  readonly clocks: Map<number, number>
}

const indexes = new WeakMap<Y.Doc, Index>()

/**
 * The live items that carry an id in a document. The index behind it is built at the first question
 * and from then on reads only structs that are new since the last one; it lives beside the document,
 * which is neither changed nor listened to.
 */
export function holdersOf(doc: Y.Doc, id: string): readonly Y.Item[] {
  let index = indexes.get(doc)
  if (index === undefined) indexes.set(doc, (index = {items: new Map(), clocks: new Map()}))
  for (const [client, structs] of doc.store.clients) {
    const from = index.clocks.get(client) ?? 0
    const to = Y.getState(doc.store, client)
    if (from >= to) continue
    for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
      const item = structs[at]
      const value = item instanceof Y.Item && item.parentSub === "id" ? valueOf(item) : undefined
      if (typeof value !== "string" || !(item instanceof Y.Item)) continue
      index.items.set(value, [
        ...(index.items.get(value) ?? []).filter(old => !old.deleted && old !== item),
        item,
      ])
    }
    index.clocks.set(client, to)
  }
  return (index.items.get(id) ?? []).filter(item => !item.deleted)
}

/** The scalar an attribute item holds; `undefined` once it is deleted. */
export function valueOf(item: Y.Item | undefined): unknown {
  if (item === undefined || item.deleted || !(item.content instanceof Y.ContentAny))
    return undefined
  return item.content.arr.at(-1)
}
