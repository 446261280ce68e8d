// SPDX-License-Identifier: EUPL-1.2
import {readContent, type Touch} from "@wederhoor/collab"
import * as Y from "yjs"
import {copyOf, isPending} from "./room.ts"

type YType = Y.AbstractType<unknown>

/**
 * Apply an accepted update with real Yjs to a copy that keeps deleted content, and say everything that
 * goes beyond the verdict. An empty answer means: sound.
 */
export function problemsOf(doc: Y.Doc, update: Uint8Array, touches: readonly Touch[]): string[] {
  const problems: string[] = []
  const copy = copyOf(doc, 5, false)
  const before = readContent(copy)
  const claimed = new Set(touches.map(touch => key(touch)))
  let first = true
  copy.on("afterTransaction", (transaction: Y.Transaction) => {
    if (first)
      for (const missed of missedBy(claimed, transaction)) problems.push(`untold ${missed}`)
    first = false
  })
  try {
    Y.applyUpdate(copy, update)
  } catch (error) {
    return [`throws ${String(error)}`]
  }
  if (isPending(copy)) problems.push("pending")
  const unknown: string[] = []
  const after = readContent(copy, part => unknown.push(`${part.sort} ${part.name} at ${part.at}`))
  problems.push(...unknown)
  const sections = (content: typeof after): string => content.sections.map(({id}) => id).join()
  if (sections(before) !== sections(after)) problems.push("sections changed")
  const ids = after.sections.flatMap(({statements}) => statements.map(({id}) => id))
  if (new Set(ids).size !== ids.length || ids.includes("")) problems.push(`ids ${ids.join()}`)
  const real = copyOf(doc, 6)
  Y.applyUpdate(real, update)
  if (isPending(real)) problems.push("pending with gc")
  return problems
}

function key(touch: Touch): string {
  const {root, section, statement, source, draft, node, op, attribute} = touch
  return [root, section, statement, source, draft, node, op, attribute]
    .map(part => part ?? "")
    .join("|")
}

function missedBy(claimed: ReadonlySet<string>, transaction: Y.Transaction): string[] {
  const {doc, beforeState} = transaction
  const missed: string[] = []
  const expectTouch = (container: YType, op: string, attribute?: string): void => {
    const wanted = addressOf(container, op, attribute)
    if (!claimed.has(wanted)) missed.push(wanted)
  }
  for (const [client, structs] of doc.store.clients)
    for (const item of structs) {
      if (item.id.clock < (beforeState.get(client) ?? 0) || !(item instanceof Y.Item)) continue
      const {content} = item
      const parent = item.parent as YType
      if (item.parentSub !== null) expectTouch(parent, "attribute", item.parentSub)
      else if (content instanceof Y.ContentString) expectTouch(parent, "text")
      else if (content instanceof Y.ContentFormat) expectTouch(parent, "mark")
      else if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement)
        expectTouch(content.type as unknown as YType, "insert")
    }
  const deletes = transaction.deleteSet
  for (const client of deletes.clients.keys())
    for (const item of doc.store.clients.get(client) ?? []) {
      if (item.id.clock >= (beforeState.get(client) ?? 0) || !(item instanceof Y.Item)) continue
      if (!Y.isDeleted(deletes, item.id)) continue
      const parent = item.parent as YType
      // What goes together with its element is told by the removal of the element.
      if (parent._item !== null && Y.isDeleted(deletes, parent._item.id)) continue
      const {content} = item
      if (item.parentSub !== null) expectTouch(parent, "attribute", item.parentSub)
      else if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement)
        expectTouch(content.type as unknown as YType, "delete")
      else expectTouch(parent, content instanceof Y.ContentFormat ? "mark" : "text")
    }
  return missed
}

function addressOf(container: YType, op: string, attribute = ""): string {
  const named: {[node: string]: string} = {}
  let node = ""
  let at: YType = container
  for (; at._item !== null; at = at._item.parent as YType) {
    if (!(at instanceof Y.XmlElement)) continue
    const {nodeName, _map} = at as Y.XmlElement
    node ||= nodeName
    const content = _map.get("id")?.content
    if (content instanceof Y.ContentAny) named[nodeName] ??= String(content.arr.at(-1))
  }
  const {section = "", statement = "", sourceEntry = "", draft = ""} = named
  return [Y.findRootTypeKey(at), section, statement, sourceEntry, draft, node, op, attribute].join(
    "|",
  )
}
