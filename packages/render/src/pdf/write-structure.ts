// SPDX-License-Identifier: EUPL-1.2
import {type Kit, type Ref, textOf} from "./kit.ts"
import type {Kid, StructNode} from "./structure.ts"

/**
 * Writes the elements of the structure with what each holds, the way back from content to element, and
 * the index of ids. Elements without content are left out, but for cells: a table keeps its columns.
 */
export function writeStructure(kit: Kit, root: StructNode, pages: readonly Ref[]): void {
  const ids: {readonly id: string; readonly ref: Ref}[] = []
  const tree = kit.getStructParentTree()
  const treeRoot = kit.getStructTreeRoot()

  const write = (node: StructNode, parent: Ref): Ref => {
    const ref = kit.ref({S: node.type, P: parent})
    const first = node.kids.find(kid => "page" in kid)
    const own = first !== undefined && "page" in first ? first.page : -1
    const kids: unknown[] = []
    for (const kid of node.kids) {
      if ("type" in kid) {
        if (isKept(kid)) kids.push(write(kid, ref))
      } else if ("mcid" in kid) {
        const page = pages[kid.page]
        const parents = tree.get(page?.data["StructParents"] as number) as unknown[]
        parents[kid.mcid] = ref
        kids.push(kid.page === own ? kid.mcid : {Type: "MCR", Pg: page, MCID: kid.mcid})
      } else {
        tree.add(kid.key, ref)
        kids.push({Type: "OBJR", Obj: kid.annotation, Pg: pages[kid.page]})
      }
    }
    if (own >= 0) ref.data["Pg"] = pages[own]
    ref.data["K"] = kids.length === 1 ? kids[0] : kids
    if (node.id !== "") {
      ref.data["ID"] = textOf(node.id)
      ids.push({id: node.id, ref})
    }
    if (node.title !== "") ref.data["T"] = textOf(node.title)
    if (node.lang !== "") ref.data["Lang"] = textOf(node.lang)
    if (node.attributes.length > 0) ref.data["A"] = node.attributes[0]
    ref.end()
    // What is written is not needed again; a report has tens of thousands of these.
    ref.data = {}
    return ref
  }

  treeRoot.data["K"] = [write(root, treeRoot)]
  if (ids.length > 0) {
    const keyed = ids.map(({id, ref}) => ({id, ref, bytes: bytesOf(id)}))
    keyed.sort((a, b) => (a.bytes < b.bytes ? -1 : a.bytes > b.bytes ? 1 : 0))
    const index = kit.ref({Names: keyed.flatMap(({id, ref}) => [textOf(id), ref])})
    index.end()
    treeRoot.data["IDTree"] = index
  }
}

/** The bytes of a text in the file, one to a sign: names are sorted by these. */
function bytesOf(text: string): string {
  if (/^[ -~]*$/.test(text)) return text
  let bytes = "\u00FE\u00FF"
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    bytes += String.fromCharCode(code >> 8, code & 0xff)
  }
  return bytes
}

const isCell = (node: StructNode): boolean => node.type === "TD" || node.type === "TH"

/** Whether there is anything to read in an element. */
function isKept(node: StructNode): boolean {
  return isCell(node) || node.kids.some((kid: Kid) => !("type" in kid) || isKept(kid))
}
