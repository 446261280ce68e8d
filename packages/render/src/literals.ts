// SPDX-License-Identifier: EUPL-1.2
import type {Expression, Hash, Node, Program} from "./syntax.ts"
import type {Parts} from "./template.ts"

/** The words and numbers with which a template may compare what it is given. */
export interface Literals {
  readonly texts: readonly string[]
  readonly numbers: readonly number[]
}

/** Every text and number written between braces, in the template and its partials, once each. */
export function literalsOf(parts: Parts): Literals {
  const texts = new Set<string>()
  const numbers = new Set<number>()
  const expression = (node: Expression): void => {
    if (node.type === "StringLiteral") texts.add(String(node.value))
    else if (node.type === "NumberLiteral") numbers.add(Number(node.value))
    else if (node.type === "SubExpression") call(node)
  }
  const call = (node: {readonly params: readonly Expression[]; readonly hash?: Hash}): void => {
    for (const param of node.params) expression(param)
    for (const pair of node.hash?.pairs ?? []) expression(pair.value)
  }
  const visit = (node: Node): void => {
    if (node.type === "ContentStatement" || node.type === "CommentStatement") return
    call(node)
    if (node.type !== "BlockStatement" && node.type !== "DecoratorBlock") return
    program(node.program)
    program(node.inverse)
  }
  const program = (given: Program | undefined): void => {
    for (const node of given?.body ?? []) visit(node)
  }
  program(parts.program)
  for (const partial of parts.partials.values()) program(partial)
  return {texts: [...texts].filter(text => text !== ""), numbers: [...numbers]}
}
