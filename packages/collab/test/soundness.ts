// SPDX-License-Identifier: EUPL-1.2
import {readContent, type Touch, type Verdict} from "@wederhoor/collab"
import * as Y from "yjs"
import {isPending} from "./room.ts"

type YType = Y.AbstractType<unknown>

/**
 * Apply an accepted update with real Yjs, and say everything that goes beyond the verdict: placements
 * and deletions that it does not tell, something that waits, a document out of shape. An empty answer
 * means: sound. The content as a whole can be looked at less often than at every update: what does not
 * belong there stays there.
 */
export function problemsOf(
  doc: Y.Doc,
  update: Uint8Array,
  touches: readonly Touch[],
  whole = true,
): string[] {
  const problems: string[] = []
  const sections = sectionsOf(doc)
  const claimed = new Set(touches.map(touch => key(touch)))
  // Only the first: Yjs tidies up marks in a transaction of its own.
  doc.once("afterTransaction", (transaction: Y.Transaction) => {
    problems.push(...missedBy(claimed, transaction, update))
  })
  try {
    Y.applyUpdate(doc, update)
  } catch (error) {
    return [`throws ${String(error)}`]
  }
  if (Buffer.from(update).includes(half)) halves.add(doc)
  if (isPending(doc)) problems.push("pending")
  if (sections !== sectionsOf(doc)) problems.push("sections changed")
  if (!whole) return problems
  const after = readContent(doc, part => problems.push(`${part.sort} ${part.name} at ${part.at}`))
  if (!halves.has(doc) && JSON.stringify(after).includes(half))
    problems.push("a character was cut in two")
  const ids = after.sections.flatMap(({statements}) => statements.map(({id}) => id))
  if (new Set(ids).size !== ids.length || ids.includes("")) problems.push(`ids ${ids.join()}`)
  return problems
}

/** What Yjs makes of half a character of two units. */
const half = "\ufffd"
/** Documents in which somebody wrote that as a word: a sender who is cut off there by Yjs itself. */
const halves = new WeakSet<Y.Doc>()

const sectionsOf = (doc: Y.Doc): string =>
  (doc.getXmlFragment("doc").toArray() as Y.XmlElement[])
    .map(section => section.getAttribute("id"))
    .join()

/**
 * The same update, its first number written in two bytes. Yjs reads both alike and writes neither so,
 * which is why the quick way of the guard leaves the second one alone.
 */
export function writtenOtherwise(update: Uint8Array): Uint8Array {
  const [first] = update
  if (first === undefined || first >= 128) return update
  const other = new Uint8Array(update.length + 1)
  other.set([first + 128, 0])
  other.set(update.subarray(1), 2)
  return other
}

/** Whether two verdicts on one update are one: the same code and address, or the same touches and bytes. */
export function agree(one: Verdict, other: Verdict): boolean {
  if (one.ok && other.ok)
    return (
      Buffer.compare(one.update, other.update) === 0 &&
      JSON.stringify(one.touches) === JSON.stringify(other.touches)
    )
  if (one.ok || other.ok) return false
  return one.code === other.code && JSON.stringify(one.at) === JSON.stringify(other.at)
}

function key(touch: Touch): string {
  const {root, section, statement, source, draft, node, op, attribute} = touch
  return [root, section, statement, source, draft, node, op, attribute]
    .map(part => part ?? "")
    .join("|")
}

/** The structs of a client from a clock on. */
function from(doc: Y.Doc, client: number, clock: number): (Y.Item | Y.GC)[] {
  const structs = doc.store.clients.get(client) ?? []
  return clock < Y.getState(doc.store, client) ? structs.slice(Y.findIndexSS(structs, clock)) : []
}

function missedBy(
  claimed: ReadonlySet<string>,
  transaction: Y.Transaction,
  update: Uint8Array,
): string[] {
  const {doc, beforeState, deleteSet} = transaction
  const missed: string[] = []
  const isNew = ({id}: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0)
  const expectTouch = (container: YType, op: string, attribute?: string): void => {
    const wanted = addressOf(container, isNew, op, attribute)
    if (!claimed.has(wanted)) missed.push(`untold ${wanted}`)
  }
  /** Whether a place was deleted before; what comes to stand there does nothing. */
  const wasGone = ({_item}: YType): boolean =>
    _item !== null && _item.deleted && !Y.isDeleted(deleteSet, _item.id)
  for (const client of doc.store.clients.keys())
    for (const item of from(doc, client, beforeState.get(client) ?? 0)) {
      if (!(item instanceof Y.Item)) continue
      const {content} = item
      const parent = item.parent as YType
      if (wasGone(parent)) {
        const takenBack = Y.isDeleted(Y.decodeUpdate(update).ds, item.id)
        if (content instanceof Y.ContentString && !takenBack) missed.push("swallowed words")
      } else if (item.parentSub !== null) expectTouch(parent, "attribute", item.parentSub)
      else if (content instanceof Y.ContentString) expectTouch(parent, "text")
      else if (content instanceof Y.ContentFormat) expectTouch(parent, "mark")
      else if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement)
        expectTouch(content.type as unknown as YType, "insert")
    }
  for (const [client, ranges] of deleteSet.clients)
    for (const {clock, len} of ranges)
      for (const item of from(doc, client, clock)) {
        if (item.id.clock >= clock + len) break
        if (item.id.clock >= (beforeState.get(client) ?? 0) || !(item instanceof Y.Item)) continue
        const parent = item.parent as YType
        // What goes together with its element is told by the removal of the element.
        if (parent._item !== null && Y.isDeleted(deleteSet, parent._item.id)) continue
        const {content} = item
        if (item.parentSub !== null) expectTouch(parent, "attribute", item.parentSub)
        else if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement)
          expectTouch(content.type as unknown as YType, "delete")
        else expectTouch(parent, content instanceof Y.ContentFormat ? "mark" : "text")
      }
  return missed
}

/** The address of a container. What is new and lost its name again in the same update has none. */
function addressOf(
  container: YType,
  isNew: (item: Y.Item) => boolean,
  op: string,
  attribute = "",
): string {
  const named: {[node: string]: string} = {}
  let node = ""
  let at: YType = container
  for (; at._item !== null; at = at._item.parent as YType) {
    if (!(at instanceof Y.XmlElement)) continue
    const {nodeName, _map} = at as Y.XmlElement
    node ||= nodeName
    const id = _map.get("id")
    if (id?.deleted === true && isNew(at._item)) continue
    const content = id?.content
    if (content instanceof Y.ContentAny) named[nodeName] ??= String(content.arr.at(-1))
  }
  const {section = "", statement = "", sourceEntry = "", draft = ""} = named
  return [Y.findRootTypeKey(at), section, statement, sourceEntry, draft, node, op, attribute].join(
    "|",
  )
}
