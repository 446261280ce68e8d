// SPDX-License-Identifier: EUPL-1.2

/** Type of a structure element, from the standard set of PDF 1.7. */
export type StructType =
  | "Document"
  | "Sect"
  | "Art"
  | "Div"
  | "TOC"
  | "TOCI"
  | `H${1 | 2 | 3 | 4 | 5 | 6}`
  | "P"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "BlockQuote"
  | "Quote"
  | "Note"
  | "Table"
  | "Caption"
  | "THead"
  | "TBody"
  | "TR"
  | "TH"
  | "TD"
  | "Span"
  | "Link"

/** What an element holds: elements, marked content of a page, annotations. */
export type Kid =
  | StructNode
  | {readonly page: number; readonly mcid: number}
  | {readonly page: number; readonly annotation: unknown; readonly key: number}

/** An element of the logical structure. */
export interface StructNode {
  readonly type: StructType
  readonly parent: StructNode | null
  readonly kids: Kid[]
  /** Unique in the document when not empty. */
  readonly id: string
  readonly title: string
  readonly lang: string
  readonly attributes: readonly Readonly<Record<string, unknown>>[]
  attached: boolean
}

export interface StructOptions {
  readonly id?: string
  readonly title?: string
  readonly lang?: string
  readonly attributes?: readonly Readonly<Record<string, unknown>>[]
}

/** Makes elements, and sees to it that no id comes twice. */
export class Structure {
  readonly root: StructNode = newNode("Document", null, {})
  readonly #ids = new Map<string, number>()

  /** An element in its place among the kids of `parent`. */
  add(parent: StructNode, type: StructType, options: StructOptions = {}): StructNode {
    const node = this.later(parent, type, options)
    attach(node)
    return node
  }

  /** An element that comes among the kids of `parent` when the first of its content is drawn. */
  later(parent: StructNode, type: StructType, options: StructOptions = {}): StructNode {
    return newNode(type, parent, {...options, id: this.#unique(options.id ?? "")})
  }

  #unique(id: string): string {
    if (id === "") return ""
    const times = (this.#ids.get(id) ?? 0) + 1
    this.#ids.set(id, times)
    return times === 1 ? id : this.#unique(`${id}-${times}`)
  }
}

const newNode = (
  type: StructType,
  parent: StructNode | null,
  options: StructOptions,
): StructNode => ({
  type,
  parent,
  kids: [],
  id: options.id ?? "",
  title: options.title ?? "",
  lang: options.lang ?? "",
  attributes: options.attributes ?? [],
  attached: parent === null,
})

/** Puts an element, and those it stands in, among the kids of its parent. */
export function attach(node: StructNode): void {
  if (node.attached || node.parent === null) return
  attach(node.parent)
  node.parent.kids.push(node)
  node.attached = true
}
