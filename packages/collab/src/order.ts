// SPDX-License-Identifier: EUPL-1.2

/** A statement as far as its place among the others of its section goes. */
export interface Standing {
  readonly id: string
  /**
   * Where it was moved to: `a-<id>` for right after that statement, `b-<id>` for right before it;
   * `""` when it stands where it was made.
   */
  readonly beside: string
}

/** Where a new statement goes: behind the one at index `after` of the shared list (-1: in front), with this value of `beside`. */
export interface Slot {
  readonly after: number
  readonly beside: string
}

/** Which statement stands beside which other, by index. */
interface Tree {
  readonly roots: readonly number[]
  readonly before: ReadonlyMap<number, readonly number[]>
  readonly after: ReadonlyMap<number, readonly number[]>
}

/**
 * The order in which the statements of a section are read: their indexes in the shared list.
 *
 * A statement never leaves its place in that list. A move in a list of Yjs is a removal and a new copy,
 * and what a colleague types meanwhile goes with the removed one; so a moved statement says by one
 * attribute beside which other it stands. A move is one value, of two at once one counts, and no word
 * depends on it.
 *
 * Total, and the same for everybody: a neighbour that is not there is as if nothing was said; of
 * statements that point at each other in a ring the one with the lowest id stays in the list; those
 * that were put in one spot at once stand in the order of their ids.
 */
export function readingOrder(list: readonly Standing[]): readonly number[] {
  // What nearly every section is, nearly always.
  if (list.every(({beside}) => beside === "")) return list.map((_, at) => at)
  return walk(treeOf(list))
}

/** How a new statement comes to stand at a position of the reading order (0 is the front). */
export function slotAt(list: readonly Standing[], position: number): Slot {
  const tree = treeOf(list)
  const order = walk(tree)
  const [previous, next] = [order[position - 1], order[position]]
  const isRoot = (at: number): boolean => tree.roots.includes(at)
  if (previous !== undefined && isRoot(previous) && !tree.after.has(previous))
    return {after: previous, beside: ""}
  if (previous === undefined && (next === undefined || isRoot(next)))
    return {after: (next ?? list.length) - 1, beside: ""}
  if (next === undefined) return {after: list.length - 1, beside: ""}
  return {after: next - 1, beside: between(list, tree, previous, next)}
}

/**
 * The values of `beside` that let one statement move to a position of the reading order, counted without it, and
 * leave all others where they stand: nearly always one, more when others had been put beside the mover.
 */
export function placesAfterMove(
  list: readonly Standing[],
  moving: number,
  position: number,
): readonly {readonly at: number; readonly beside: string}[] {
  const tree = treeOf(list)
  const order = walk(tree)
  const wanted = order.filter(at => at !== moving)
  wanted.splice(position, 0, moving)
  const next = [...list]
  // What had been put beside the mover stays, each with all that stands beside it in turn.
  const followers = [...(tree.before.get(moving) ?? []), ...(tree.after.get(moving) ?? [])]
  const blocks = followers.map(follower => walk({...tree, roots: [follower]}))
  const settled = new Set(order)
  for (const at of [moving, ...blocks.flat()]) settled.delete(at)
  const settle = (at: number, block: readonly number[]): void => {
    const there = list.map((_, index) =>
      settled.has(index) ? (next[index] as Standing) : {id: "", beside: ""},
    )
    const inside = new Set(block)
    const here = wanted.filter(one => settled.has(one) || inside.has(one))
    const first = here.findIndex(one => inside.has(one))
    const beside = between(list, treeOf(there), here[first - 1], here[first + block.length])
    next[at] = {id: nameOf(list, at), beside}
    for (const one of block) settled.add(one)
  }
  followers.forEach((follower, index) => settle(follower, blocks[index] ?? [follower]))
  settle(moving, [moving])
  // Back where it was made: then nothing has to be said.
  const home = next.map((one, at) => (at === moving ? {...one, beside: ""} : one))
  if (readingOrder(home).every((at, index) => at === wanted[index]))
    next[moving] = {id: nameOf(list, moving), beside: ""}
  return [...followers, moving].flatMap(at => {
    const {beside} = next[at] as Standing
    return beside === list[at]?.beside ? [] : [{at, beside}]
  })
}

/**
 * What to say for the spot between two neighbours. One of them always has it to itself: when something was put after
 * the left one, then nothing was put before the right one.
 */
function between(
  list: readonly Standing[],
  tree: Tree,
  previous: number | undefined,
  next: number | undefined,
): string {
  if (previous !== undefined && !tree.after.has(previous)) return `a-${nameOf(list, previous)}`
  return next === undefined ? "" : `b-${nameOf(list, next)}`
}

const nameOf = (list: readonly Standing[], at: number): string => list[at]?.id ?? ""

function treeOf(list: readonly Standing[]): Tree {
  const byId = new Map<string, number>()
  list.forEach(({id}, at) => {
    if (id !== "" && !byId.has(id)) byId.set(id, at)
  })
  const neighbours = list.map(({beside}, at) => {
    const other = /^[ab]-/.test(beside) ? byId.get(beside.slice(2)) : undefined
    return other === at ? undefined : other
  })
  breakRings(list, neighbours)
  const roots: number[] = []
  const before = new Map<number, number[]>()
  const after = new Map<number, number[]>()
  list.forEach(({beside}, at) => {
    const other = neighbours[at]
    if (other === undefined) {
      roots.push(at)
      return
    }
    const side = beside.startsWith("a-") ? after : before
    const there = side.get(other)
    if (there) there.push(at)
    else side.set(other, [at])
  })
  const byName = (a: number, b: number): number =>
    nameOf(list, a) < nameOf(list, b) ? -1 : nameOf(list, a) > nameOf(list, b) ? 1 : a - b
  for (const side of [before, after]) for (const there of side.values()) there.sort(byName)
  return {roots, before, after}
}

function breakRings(list: readonly Standing[], neighbours: (number | undefined)[]): void {
  const settled = new Set<number>()
  for (let start = 0; start < list.length; start++) {
    const path = new Set<number>()
    let at: number | undefined = start
    while (at !== undefined && !settled.has(at) && !path.has(at)) {
      path.add(at)
      at = neighbours[at]
    }
    if (at !== undefined && path.has(at)) {
      const steps = [...path]
      const ring = steps.slice(steps.indexOf(at))
      const lowest = ring.reduce((low, one) => (nameOf(list, one) < nameOf(list, low) ? one : low))
      neighbours[lowest] = undefined
    }
    for (const one of path) settled.add(one)
  }
}

/** Every index once: what stands before it, itself, what stands after it. No recursion: chains may be long. */
function walk({roots, before, after}: Tree): number[] {
  const order: number[] = []
  const ahead: {readonly at: number; readonly self: boolean}[] = []
  const push = (several: readonly number[]): void => {
    for (let i = several.length - 1; i >= 0; i--)
      ahead.push({at: several[i] as number, self: false})
  }
  push(roots)
  for (let step = ahead.pop(); step !== undefined; step = ahead.pop()) {
    const {at, self} = step
    if (self) {
      order.push(at)
      continue
    }
    push(after.get(at) ?? [])
    ahead.push({at, self: true})
    push(before.get(at) ?? [])
  }
  return order
}
