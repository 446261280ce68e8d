// SPDX-License-Identifier: EUPL-1.2
import type {AttributeRule, NodeRule} from "@wederhoor/format"
import * as Y from "yjs"
import {type Address, type Book, type BrokenAt, operationOf} from "./address.ts"
import {type Decoded, isCovered} from "./decode.ts"
import type {GuardContext} from "./guard.ts"
import {holdersOf, valueOf} from "./ids.ts"
import type {Integration, Placed, Spot, YType} from "./integrate.ts"
import type {Broken} from "./refusal.ts"
import {fits, isPrintable} from "./values.ts"

/** Whether a node has an identity of its own: a write-once id by which others refer to it. */
export function hasIdentity(rule: NodeRule): boolean {
  return rule.attributes["id"]?.writeOnce === true
}

/** Hold every new struct against the table. Null when all of them may stand where they come to stand. */
export function judgeInserts(
  doc: Y.Doc,
  context: GuardContext,
  decoded: Decoded,
  integration: Integration,
  book: Book,
): BrokenAt | null {
  const fresh: Y.XmlElement[] = []
  const ids: {readonly element: Y.XmlElement; readonly id: string}[] = []
  for (const {struct, spot} of integration.placed) {
    // A tombstone on the sender's own clocks only keeps the count: work made and undone before sending.
    if (!(struct instanceof Y.Item)) continue
    const {content, id} = struct
    const dead = isCovered(decoded.deleted, id.client, id.clock, struct.length)
    const broken = judgeContent(content)
    if (broken !== null) return withAt(broken, spot, content, book)
    if (content instanceof Y.ContentDeleted) {
      const refused = spot === null ? null : judgeTombstone(spot, integration, book)
      if (refused !== null) return refused
      continue
    }
    const speaks = !(content instanceof Y.ContentFormat)
    if (spot === null || book.isGone(spot.container)) {
      // Yjs would swallow it without a word. What the sender deleted itself may go.
      if (speaks && !dead) return withAt({code: "gone"}, spot, content, book)
      if (spot === null) continue
    }
    const refused = judgePlaced(context, {struct, spot}, integration, book, dead)
    if (refused !== null) return refused
    if (dead) continue
    if (content instanceof Y.ContentType && content.type.constructor === Y.XmlElement)
      fresh.push(content.type as Y.XmlElement)
    if (spot.sub === "id" && content instanceof Y.ContentAny)
      ids.push({element: spot.container as Y.XmlElement, id: String(content.arr[0])})
  }
  return judgeIds(doc, decoded, integration, book, fresh, ids)
}

/** With the address of a spot, when there is one. */
function withAt(
  broken: Broken,
  spot: Spot | null,
  content: Y.Item["content"],
  book: Book,
): BrokenAt {
  if (spot === null) return broken
  const {container, sub} = spot
  return {...broken, at: book.addressOf(container, operationOf(content, sub), sub ?? undefined)}
}

/** Classes of content that no place of any document holds, wherever they would come to stand. */
function judgeContent(content: Y.Item["content"]): Broken | null {
  if (content instanceof Y.ContentType) {
    const {constructor} = content.type
    return constructor === Y.XmlElement || constructor === Y.XmlText
      ? null
      : {code: "unknown-content", detail: "type"}
  }
  const known =
    content instanceof Y.ContentString ||
    content instanceof Y.ContentFormat ||
    content instanceof Y.ContentDeleted ||
    content instanceof Y.ContentAny
  return known ? null : {code: "unknown-content", detail: content.constructor.name}
}

/** A deleted struct in a living place: harmless in a list, but as an attribute it removes the value. */
function judgeTombstone(spot: Spot, integration: Integration, book: Book): BrokenAt | null {
  const at = book.describe(spot.container)
  if (at.sort === "unknown")
    return {code: "unknown-node", detail: at.name, at: book.addressOf(spot.container, "delete")}
  if (spot.sub === null) {
    if (at.sort === "root" && at.children.every(name => book.ruleOf(name)?.fixed === true))
      return {code: "fixed", at: book.addressOf(spot.container, "insert")}
    return null
  }
  const rule = attributeRule(spot, book)
  if ("code" in rule) return rule
  const address = book.addressOf(spot.container, "attribute", spot.sub)
  if (rule.serverOnly === true) return {code: "server-only", at: address}
  if (rule.writeOnce === true && !integration.isNew(spot.container as YType))
    return {code: "write-once", at: address}
  book.touch(spot.container, "attribute", spot.sub)
  return null
}

function attributeRule(spot: Spot, book: Book): AttributeRule | BrokenAt {
  const at = book.describe(spot.container)
  const sub = spot.sub as string
  const address = (): Address => book.addressOf(spot.container, "attribute", sub)
  if (at.sort !== "element" || !Object.hasOwn(at.rule.attributes, sub))
    return {code: "unknown-attribute", detail: sub, at: address()}
  if (at.rule.fixed === true) return {code: "fixed", at: address()}
  return at.rule.attributes[sub] as AttributeRule
}

function judgePlaced(
  context: GuardContext,
  placed: Placed & {readonly struct: Y.Item; readonly spot: Spot},
  integration: Integration,
  book: Book,
  dead: boolean,
): BrokenAt | null {
  const {struct, spot} = placed
  const {content} = struct
  if (spot.sub !== null) return judgeAttribute(spot, content, integration, book, dead)
  const at = book.describe(spot.container)
  switch (at.sort) {
    case "unknown":
      return {
        code: typeof spot.container === "string" ? "unknown-root" : "unknown-node",
        detail: at.name,
        at: book.addressOf(spot.container, "insert"),
      }
    case "text":
      return judgeText(context, spot, content, book)
    case "root":
    case "element": {
      const address = (): Address => book.addressOf(spot.container, "insert")
      if (!(content instanceof Y.ContentType)) return {code: "unknown-content", at: address()}
      if (content.type.constructor === Y.XmlText) {
        if (at.sort === "element" && at.rule.text === true) return null
        return {code: "unknown-node", detail: "text", at: address()}
      }
      const {nodeName} = content.type as Y.XmlElement
      const children = at.sort === "root" ? at.children : at.rule.children
      const rule = book.ruleOf(nodeName)
      if (!children.includes(nodeName) || rule === undefined)
        return {code: "unknown-node", detail: nodeName, at: address()}
      if (rule.fixed === true) return {code: "fixed", detail: nodeName, at: address()}
      book.touch(content.type as YType, "insert")
      return null
    }
  }
}

function judgeText(
  context: GuardContext,
  spot: Spot,
  content: Y.Item["content"],
  book: Book,
): BrokenAt | null {
  if (content instanceof Y.ContentString) {
    if (!isPrintable(content.str))
      return {code: "bad-text", at: book.addressOf(spot.container, "text")}
    book.touch(spot.container, "text")
    return null
  }
  const address = (): Address => book.addressOf(spot.container, "mark")
  if (!(content instanceof Y.ContentFormat)) return {code: "unknown-content", at: address()}
  const {marks} = context.table
  const {key, value} = content as {key: string; value: unknown}
  if (!Object.hasOwn(marks, key)) return {code: "unknown-mark", detail: key, at: address()}
  book.touch(spot.container, "mark")
  if (value === null) return null
  if (typeof value !== "object" || Array.isArray(value)) return {code: "bad-value", at: address()}
  const rules = marks[key]?.attributes ?? {}
  for (const [name, part] of Object.entries(value)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined) return {code: "unknown-attribute", detail: name, at: address()}
    if (!fits(rule, part)) return {code: "bad-value", detail: name, at: address()}
  }
  return null
}

function judgeAttribute(
  spot: Spot,
  content: Y.Item["content"],
  integration: Integration,
  book: Book,
  dead: boolean,
): BrokenAt | null {
  const rule = attributeRule(spot, book)
  if ("code" in rule) return rule
  const sub = spot.sub as string
  const element = spot.container as YType
  const at = (): Address => book.addressOf(element, "attribute", sub)
  if (rule.serverOnly === true) return {code: "server-only", at: at()}
  if (!(content instanceof Y.ContentAny)) return {code: "unknown-content", detail: sub, at: at()}
  const values = content.arr as readonly unknown[]
  // Yjs joins values that followed each other and are both undone; a living attribute has one.
  if (values.length !== 1 && !dead) return {code: "unknown-content", detail: sub, at: at()}
  if (!values.every(value => fits(rule, value))) return {code: "bad-value", detail: sub, at: at()}
  if (rule.writeOnce === true && !integration.isNew(element)) {
    const current = element._map.get(sub)
    if (current !== undefined && valueOf(current) !== rule.default)
      return {code: "write-once", at: at()}
  }
  // What was made and undone before sending has no name: it could borrow that of a colleague's statement.
  if (sub === "id" && !(dead && integration.isNew(element)))
    book.setId(element, String(values.at(-1)), dead)
  book.touch(element, "attribute", sub)
  return null
}

/** Every new node with an identity has an id, and no id is given twice. */
function judgeIds(
  doc: Y.Doc,
  decoded: Decoded,
  integration: Integration,
  book: Book,
  fresh: readonly Y.XmlElement[],
  ids: readonly {readonly element: Y.XmlElement; readonly id: string}[],
): BrokenAt | null {
  const isDead = (type: YType): boolean => {
    const item = type._item
    if (item === null) return false
    return isCovered(decoded.deleted, item.id.client, item.id.clock, item.length)
  }
  const owners = new Map<string, Y.XmlElement>()
  const named = new Set<Y.XmlElement>()
  for (const {element, id} of ids) {
    if (id === "") continue
    named.add(element)
    if (!integration.isNew(element as YType) && isDead(element as YType)) continue
    const owner = owners.get(id)
    const at = book.addressOf(element as YType, "attribute", "id")
    if (owner !== undefined && owner !== element) return {code: "id-taken", detail: id, at}
    owners.set(id, element)
    for (const holder of holdersOf(doc, id)) {
      const {client, clock} = holder.id
      if (holder.parent === element) continue
      if (!isCovered(decoded.deleted, client, clock, holder.length))
        return {code: "id-taken", detail: id, at}
    }
  }
  for (const element of fresh) {
    const rule = book.ruleOf(element.nodeName)
    if (rule !== undefined && hasIdentity(rule) && !named.has(element))
      return {code: "id-missing", at: book.addressOf(element as YType, "insert")}
  }
  return null
}
