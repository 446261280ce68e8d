// SPDX-License-Identifier: EUPL-1.2
import {parseAst, type Plugin} from "vite"

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/**
 * Takes the English words out of what is bundled: the value of every property `en` whose value is
 * written out. For a size with the words of one language.
 */
export const dutchOnly: Plugin = {
  name: "dutch-only",
  enforce: "pre",
  transform(code, id) {
    if (!/\/packages\/\w+\/src\//.test(id)) return null
    const cuts: Node[] = []
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) return value.forEach(visit)
      if (typeof value !== "object" || value === null) return
      const node = value as Node
      const {key, value: held} = node as unknown as {key?: {name?: string}; value?: Node}
      if (node.type === "Property" && key?.name === "en" && held && written.has(held.type))
        return void cuts.push(held)
      for (const [name, child] of Object.entries(node)) if (name !== "type") visit(child)
    }
    visit((parseAst(code, {lang: "ts"}) as unknown as {body: unknown}).body)
    let rest = code
    for (const {start, end} of cuts.toSorted((a, b) => b.start - a.start))
      rest = `${rest.slice(0, start)}0${rest.slice(end)}`
    return {code: rest, map: null}
  },
}

const written: ReadonlySet<string> = new Set([
  "ArrayExpression",
  "Literal",
  "ObjectExpression",
  "TemplateLiteral",
])
