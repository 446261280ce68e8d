// SPDX-License-Identifier: EUPL-1.2

/** A list of contents only points on, and what is struck out is said not to count. */
const notRead: ReadonlySet<string> = new Set(["nav", "del", "s"])
const empty: ReadonlySet<string> = new Set(["br", "col", "hr", "wbr"])
const attribute = /\s([^\s=>"']+)(?:=(?:"([^"]*)"|'([^']*)'))?/g

/** Where in a fragment something stands: the passage (`""` outside all), and whether it is read. */
interface Around {
  readonly place: string
  readonly read: boolean
}

/**
 * Which marks come back in text that is read, each at the place wanted for it: the value of the
 * nearest `data-statement`, or `""` outside all passages. Attributes, lists of contents (`nav`) and
 * text that is struck out do not count. Expects HTML that `checkTemplate` lets through.
 */
export function readMarks(html: string, wanted: readonly string[]): readonly boolean[] {
  const seen: boolean[] = wanted.map(() => false)
  walk(html, (around, index) => {
    if (around.read && wanted[index] === around.place) seen[index] = true
  })
  return seen
}

function walk(html: string, marked: (around: Around, index: number) => void): void {
  const open: Around[] = []
  let around: Around = {place: "", read: true}
  const piece = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>|\uE000(\d+)\uE001/g
  for (let found = piece.exec(html); found !== null; found = piece.exec(html)) {
    const [, close, name, rest = "", index] = found
    if (index !== undefined) marked(around, Number(index))
    else if (close === "/") around = open.pop() ?? around
    else if (name !== undefined && !empty.has(name)) {
      open.push(around)
      const place = rest.includes("data-statement") ? placeIn(rest) : undefined
      if (place !== undefined || notRead.has(name))
        around = {place: place ?? around.place, read: around.read && !notRead.has(name)}
    }
  }
}

/** The value of `data-statement` among the attributes, not within the value of another. */
function placeIn(attributes: string): string | undefined {
  for (const [, name, double, single] of attributes.matchAll(attribute))
    if (name === "data-statement") return double ?? single ?? ""
  return undefined
}

/** All text of a fragment without marks, lists of contents included. */
export function readText(html: string): string {
  return html.replaceAll(/<\/?[a-z](?:"[^"]*"|'[^']*'|[^<>"'])*>|\uE000\d+\uE001/g, "")
}
