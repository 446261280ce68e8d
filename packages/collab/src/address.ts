// SPDX-License-Identifier: EUPL-1.2
import type {DocumentTable, NodeRule} from "@wederhoor/format"
import * as Y from "yjs"
import {valueOf} from "./ids.ts"
import type {Container, Integration, Spot, YType} from "./integrate.ts"
import type {Broken} from "./refusal.ts"

/** What is done: an element made or removed, an attribute set or removed, words, marks on words. */
export type Operation = "insert" | "delete" | "attribute" | "text" | "mark"

/** Where an update does something, in the terms of the report. Ids are left out where none is. */
export interface Address {
  readonly root: string
  readonly section?: string
  readonly statement?: string
  readonly source?: string
  readonly draft?: string
  /** Name of the element that is made, removed, or whose text or attribute changes; "" for a root. */
  readonly node: string
  readonly op: Operation
  readonly attribute?: string
}

/** A broken rule with the place where it broke, as far as one can be known. */
export type BrokenAt = Broken & {readonly at?: Address}

/** What a container is, by the table. */
export type Described =
  | {readonly sort: "root"; readonly name: string; readonly children: readonly string[]}
  | {readonly sort: "element"; readonly type: Y.XmlElement; readonly rule: NodeRule}
  | {readonly sort: "text"; readonly type: Y.XmlText}
  | {readonly sort: "unknown"; readonly name: string}

/** The address book of one update: describes containers, names them, collects the touches. */
export interface Book {
  readonly describe: (container: Container) => Described
  /** Note a touch; `node` is the element meant, or the root. */
  readonly touch: (container: Container, op: Operation, attribute?: string) => void
  readonly touches: () => readonly Address[]
  readonly addressOf: (container: Container, op: Operation, attribute?: string) => Address
  /** The rule of an element, by own name in the table. */
  readonly ruleOf: (name: string) => NodeRule | undefined
  /** Whether the document had deleted a container or something around it before this update. */
  readonly isGone: (container: Container) => boolean
  /** Remember the id that this update gives to an element; one that it deletes again yields. */
  readonly setId: (type: YType, id: string, dead: boolean) => void
}

const idNames: {readonly [node: string]: "section" | "statement" | "source" | "draft"} = {
  section: "section",
  statement: "statement",
  sourceEntry: "source",
  draft: "draft",
}

/** The address of something done in a type of the document itself, by an update that makes no types. */
export function standingAddress(type: YType, op: Operation, attribute?: string): Address {
  // Filled in the order in which the general way names things, so that both write the same JSON.
  const address: {-readonly [Key in keyof Address]?: Address[Key]} = {root: ""}
  let node = ""
  let at = type
  for (; at._item !== null; at = at._item.parent as YType) {
    if (at.constructor !== Y.XmlElement) continue
    const {nodeName} = at as unknown as Y.XmlElement
    if (node === "") node = nodeName
    const key = Object.hasOwn(idNames, nodeName) ? idNames[nodeName] : undefined
    if (key === undefined) continue
    const id = standingId(at as unknown as Y.XmlElement)
    if (id !== undefined) address[key] = id
  }
  address.root = Y.findRootTypeKey(at)
  address.node = node
  address.op = op
  if (attribute !== undefined) address.attribute = attribute
  return address as Address
}

/**
 * The address of something done in a container, whose surroundings and ids the caller knows. A type of
 * the update can stand in another one, of the update or of the document.
 */
export function addressFrom(
  container: Container,
  op: Operation,
  attribute: string | undefined,
  spotOfType: (type: YType) => Spot | null,
  idOf: (type: Y.XmlElement) => string | undefined,
): Address {
  const named: {section?: string; statement?: string; source?: string; draft?: string} = {}
  let node = ""
  let at: Container | null = container
  while (at !== null && typeof at !== "string") {
    if (at.constructor === Y.XmlElement) {
      const element = at as unknown as Y.XmlElement
      if (node === "") node = element.nodeName
      const key = Object.hasOwn(idNames, element.nodeName) ? idNames[element.nodeName] : undefined
      const id = key === undefined ? undefined : idOf(element)
      if (key !== undefined && id !== undefined) named[key] = id
    }
    at = spotOfType(at)?.container ?? null
  }
  return {root: at ?? "", ...named, node, op, ...(attribute === undefined ? {} : {attribute})}
}

/** What is done by something of this content, in a list or as an attribute. */
export function operationOf(content: Y.Item["content"], sub: string | null): Operation {
  if (sub !== null) return "attribute"
  if (content instanceof Y.ContentType) return "insert"
  return content instanceof Y.ContentFormat ? "mark" : "text"
}

/** The id that an element of the document has. */
export function standingId(type: Y.XmlElement): string | undefined {
  const value = valueOf(type._map.get("id"))
  return typeof value === "string" ? value : undefined
}

export function addresses(table: DocumentTable, integration: Integration): Book {
  const ids = new Map<YType, string>()
  const noted = new Map<string, [Container, Operation, string | undefined]>()
  const numbers = new Map<Container, number>()

  const ruleOf = (name: string): NodeRule | undefined =>
    Object.hasOwn(table.nodes, name) ? table.nodes[name] : undefined

  const describe = (container: Container): Described => {
    if (typeof container === "string") {
      const root = Object.hasOwn(table.roots, container) ? table.roots[container] : undefined
      return root === undefined
        ? {sort: "unknown", name: container}
        : {sort: "root", name: container, children: root.children}
    }
    if (container.constructor === Y.XmlText) return {sort: "text", type: container as Y.XmlText}
    if (container.constructor !== Y.XmlElement) return {sort: "unknown", name: "type"}
    const type = container as Y.XmlElement
    const rule = ruleOf(type.nodeName)
    return rule === undefined
      ? {sort: "unknown", name: type.nodeName}
      : {sort: "element", type, rule}
  }

  const idOf = (type: Y.XmlElement): string | undefined => {
    const given = ids.get(type as YType)
    if (given !== undefined) return given
    if (integration.isNew(type as YType)) return undefined
    return standingId(type)
  }

  const addressOf = (container: Container, op: Operation, attribute?: string): Address =>
    addressFrom(container, op, attribute, integration.spotOfType, idOf)

  return {
    describe,
    ruleOf,
    addressOf,
    setId: (type, id, dead) => {
      if (!dead || !ids.has(type)) ids.set(type, id)
    },
    touch: (container, op, attribute) => {
      let number = numbers.get(container)
      if (number === undefined) numbers.set(container, (number = numbers.size))
      noted.set(`${number} ${op} ${attribute ?? ""}`, [container, op, attribute])
    },
    touches: () => {
      const all = new Map<string, Address>()
      for (const [container, op, attribute] of noted.values()) {
        const address = addressOf(container, op, attribute)
        all.set(JSON.stringify(address), address)
      }
      return [...all.values()]
    },
    isGone: container => {
      let at: Container | null = container
      while (at !== null && typeof at !== "string") {
        if (!integration.isNew(at) && at._item?.deleted === true) return true
        const spot: Spot | null = integration.spotOfType(at)
        if (spot === null) return true
        at = spot.container
      }
      return false
    },
  }
}
