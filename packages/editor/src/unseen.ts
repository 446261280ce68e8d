// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

/**
 * Whether words, or lines, that come in from the server would come to stand in something that was taken
 * away here, and that the server still has: two lines that were joined, a statement that was undone.
 * Yjs takes them away with it without a sound, and the next exchange would tell the server so, as if
 * somebody had seen them and meant it. Ask before they come in; `server` gives what the server had
 * until now, and is asked only when it matters.
 */
export function buriesWords(mine: Y.Doc, server: () => Y.Doc, incoming: Uint8Array): boolean {
  for (const struct of Y.decodeUpdate(incoming).structs) {
    if (!(struct instanceof Y.Item)) continue
    const {content} = struct
    if (!(content instanceof Y.ContentString) && !(content instanceof Y.ContentType)) continue
    const {id, origin, rightOrigin, parent} = struct
    if (id.clock + struct.length <= Y.getState(mine.store, id.client)) continue
    const inside = isId(parent) ? parent : null
    for (const near of [origin, rightOrigin, inside])
      if (near && isGone(mine, near, near === inside) && !isGone(server(), near, near === inside))
        return true
  }
  return false
}

const isId = (value: unknown): value is Y.ID =>
  typeof value === "object" && value !== null && "clock" in value && "client" in value

/** Whether what an id stands in is gone; `inside`: the id is itself what is stood in. */
function isGone(doc: Y.Doc, id: Y.ID, inside: boolean): boolean {
  if (id.clock >= Y.getState(doc.store, id.client)) return false
  const struct: unknown = Y.getItem(doc.store, id)
  if (!(struct instanceof Y.Item)) return true
  if (inside && struct.deleted) return true
  for (
    let type = struct.parent as Y.AbstractType<unknown> | null;
    type?._item;
    type = type._item.parent as Y.AbstractType<unknown> | null
  )
    if (type._item.deleted) return true
  return false
}

/**
 * Whether updates take away words of others that whoever made them had not seen: those go together
 * with what they stand in, and no update names them. `after` is `server` with the updates put on.
 */
export function takesUnseen(server: Y.Doc, after: Y.Doc, updates: readonly Uint8Array[]): boolean {
  if (updates.length === 0) return false
  const {ds} = Y.decodeUpdate(Y.mergeUpdates([...updates]))
  for (const structs of server.store.clients.values())
    for (const item of structs) {
      if (!(item instanceof Y.Item) || item.deleted) continue
      if (!(item.content instanceof Y.ContentString)) continue
      for (let unit = 0; unit < item.length; unit++) {
        const id = Y.createID(item.id.client, item.id.clock + unit)
        if (Y.getItem(after.store, id).deleted && !Y.isDeleted(ds, id)) return true
      }
    }
  return false
}
