// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

/** Elements that undo takes away only when nothing is left in them. */
const guarded: ReadonlySet<string> = new Set(["section", "statement", "line"])

/**
 * Undo of what one person did here: text and sources. It never takes away a line or statement in which
 * a colleague wrote meanwhile, nor the name and kind of a statement that stays; the server holds the
 * same rules and would refuse it.
 */
export function makeUndo(
  content: Y.Doc,
  scope: readonly Y.XmlFragment[],
  origins: readonly unknown[],
): Y.UndoManager {
  return new Y.UndoManager([...scope], {
    trackedOrigins: new Set(origins),
    deleteFilter: item => mayGo(item, content.clientID),
    captureTransaction: transaction => transaction.meta.get("addToHistory") !== false,
  })
}

function mayGo(item: Y.Item | Y.GC, client: number): boolean {
  if (!(item instanceof Y.Item)) return true
  // A statement that stays must keep its name and kind; one that goes takes them with it.
  if (item.parentSub === "id" || item.parentSub === "convertedFrom") return false
  if (item.parentSub === "kind" && item.left === null) return false
  if (!(item.content instanceof Y.ContentType)) return true
  const type: unknown = item.content.type
  if (type instanceof Y.XmlText) return type.length === 0
  if (!(type instanceof Y.XmlElement)) return true
  if (guarded.has(type.nodeName) && type.length > 0) return false
  return type.nodeName !== "statement" || isOnlyBy(type, client)
}

/** Whether everything that was ever in a type, taken away or not, came from one client. */
export function isOnlyBy(type: Pick<Y.XmlElement, "_map" | "_start">, client: number): boolean {
  for (const set of type._map.values()) if (set.id.client !== client) return false
  for (let item = type._start; item !== null; item = item.right) {
    if (item.id.client !== client) return false
    if (item.content instanceof Y.ContentType && !isOnlyBy(item.content.type, client)) return false
  }
  return true
}
