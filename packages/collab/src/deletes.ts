// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"
import type {Address, Book, BrokenAt} from "./address.ts"
import {type Decoded, isCovered} from "./decode.ts"
import type {GuardContext} from "./guard.ts"
import {valueOf} from "./ids.ts"
import {hasIdentity} from "./inserts.ts"
import type {Integration, YType} from "./integrate.ts"

/**
 * Hold everything an update deletes against the rules: words, marks, lines, relations and attributes
 * may go; what comes from the template stays; a node with an identity goes only when this user made
 * it and everything in it, and nothing refers to it (the undo of one's own fresh statement). Nothing
 * goes together with words that the sender had not seen.
 */
export function judgeDeletes(
  doc: Y.Doc,
  context: GuardContext,
  decoded: Decoded,
  integration: Integration,
  book: Book,
): BrokenAt | null {
  const removed = new Map<string, Address>()
  for (const [client, ranges] of decoded.deleted) {
    const structs = doc.store.clients.get(client) ?? []
    const known = Y.getState(doc.store, client)
    for (const [from, to] of ranges) {
      if (from >= known) continue
      for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
        const item = structs[at] as Y.Item | Y.GC
        if (item.id.clock >= to) break
        if (!(item instanceof Y.Item) || item.deleted) continue
        const broken = judgeDelete(context, item, decoded, book, removed)
        if (broken !== null) return broken
      }
    }
  }
  for (const id of keptIds(integration, decoded)) removed.delete(id)
  const target = removed.size > 0 ? referredTo(doc, book, decoded, removed) : undefined
  return target === undefined
    ? null
    : {code: "referenced", detail: target, at: removed.get(target) as Address}
}

function judgeDelete(
  context: GuardContext,
  item: Y.Item,
  decoded: Decoded,
  book: Book,
  removed: Map<string, Address>,
): BrokenAt | null {
  const parent = item.parent as YType
  const container = parent._item === null ? Y.findRootTypeKey(parent) : parent
  const at = book.describe(container)
  if (item.parentSub !== null) return judgeAttributeDelete(item, parent, decoded, book)
  if (at.sort === "unknown")
    return {code: "unknown-node", detail: at.name, at: book.addressOf(container, "delete")}
  const {content} = item
  if (!(content instanceof Y.ContentType)) {
    book.touch(container, content instanceof Y.ContentFormat ? "mark" : "text")
    return null
  }
  const type: YType = content.type
  if (content.type instanceof Y.XmlElement) {
    const {nodeName} = content.type
    const address = book.addressOf(type, "delete")
    const rule = book.ruleOf(nodeName)
    if (rule === undefined) return {code: "unknown-node", detail: nodeName, at: address}
    if (rule.fixed === true) return {code: "fixed", detail: nodeName, at: address}
    if (hasIdentity(rule)) {
      if (!isOwn(type, context.clients)) return {code: "not-own", detail: nodeName, at: address}
      const id = valueOf(type._map.get("id"))
      if (typeof id === "string") removed.set(id, address)
    }
    book.touch(type, "delete")
  }
  if (hidesWords(type, decoded)) return {code: "unseen", at: book.addressOf(type, "delete")}
  if (content.type instanceof Y.XmlText) book.touch(container, "text")
  return null
}

function judgeAttributeDelete(
  item: Y.Item,
  parent: YType,
  decoded: Decoded,
  book: Book,
): BrokenAt | null {
  const holder = parent._item
  // Attributes go together with their element, whose own removal is judged by itself.
  if (
    holder !== null &&
    isCovered(decoded.deleted, holder.id.client, holder.id.clock, holder.length)
  )
    return null
  const at = book.describe(parent)
  const sub = item.parentSub as string
  const address = book.addressOf(parent, "attribute", sub)
  if (at.sort !== "element" || !Object.hasOwn(at.rule.attributes, sub))
    return {code: "unknown-attribute", detail: sub, at: address}
  if (at.rule.fixed === true) return {code: "fixed", at: address}
  const rule = at.rule.attributes[sub]
  if (rule?.serverOnly === true) return {code: "server-only", at: address}
  if (rule?.writeOnce === true && valueOf(item) !== rule.default)
    return {code: "write-once", at: address}
  book.touch(parent, "attribute", sub)
  return null
}

/** The living items right inside a type: its children, then its attributes. */
function* insideOf(type: YType): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) yield item
  for (const item of type._map.values()) if (!item.deleted) yield item
}

/** Whether a node and everything that lives in it was made under ids of one user. */
function isOwn(type: YType, clients: ReadonlySet<number>): boolean {
  if (type._item === null || !clients.has(type._item.id.client)) return false
  for (const item of insideOf(type)) {
    if (!clients.has(item.id.client)) return false
    if (item.content instanceof Y.ContentType && !isOwn(item.content.type as YType, clients))
      return false
  }
  return true
}

/** Whether living words stand in a type that the update does not name among what it deletes. */
function hidesWords(type: YType, decoded: Decoded): boolean {
  for (const {content, id, length} of insideOf(type)) {
    if (content instanceof Y.ContentString) {
      if (!isCovered(decoded.deleted, id.client, id.clock, length)) return true
    } else if (content instanceof Y.ContentType && hidesWords(content.type as YType, decoded))
      return true
  }
  return false
}

/** The ids that living new elements of the update carry (an undone statement that came back). */
function* keptIds(integration: Integration, decoded: Decoded): Generator<string> {
  for (const {struct, spot} of integration.placed) {
    if (!(struct instanceof Y.Item) || spot === null || spot.sub !== "id") continue
    if (isCovered(decoded.deleted, struct.id.client, struct.id.clock, struct.length)) continue
    if (struct.content instanceof Y.ContentAny) yield String(struct.content.arr[0])
  }
}

/** One of the removed ids that something living still refers to, if any. Walks the whole document. */
function referredTo(
  doc: Y.Doc,
  book: Book,
  decoded: Decoded,
  removed: ReadonlyMap<string, Address>,
): string | undefined {
  const search = (type: YType): string | undefined => {
    const rule = type instanceof Y.XmlElement ? book.ruleOf(type.nodeName) : undefined
    for (const item of insideOf(type)) {
      if (isCovered(decoded.deleted, item.id.client, item.id.clock, item.length)) continue
      if (item.content instanceof Y.ContentType) {
        const found = search(item.content.type as YType)
        if (found !== undefined) return found
      } else if (item.parentSub !== null && rule?.attributes[item.parentSub]?.shape === "ref") {
        const value = valueOf(item)
        if (typeof value === "string" && removed.has(value)) return value
      }
    }
    return undefined
  }
  for (const root of doc.share.values()) {
    const found = search(root as YType)
    if (found !== undefined) return found
  }
  return undefined
}
