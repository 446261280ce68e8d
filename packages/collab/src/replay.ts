// SPDX-License-Identifier: EUPL-1.2
import {
  type Content,
  isWithdrawn,
  plainText,
  type Relation,
  type Run,
  type Source,
  type Statement,
  type Text,
} from "@wederhoor/format"
import {type RefusalCode, refusals} from "./refusal.ts"

type Scalar = string | number | boolean
type Waiver = {readonly hash: string; readonly reason: string}

/** Where a statement stands: its section, and the statement right before it (`null` for the first). */
export interface Standing {
  readonly section: string
  readonly previous: string | null
}

interface Change<Op extends string, Value> {
  readonly op: Op
  readonly section: string
  readonly statement: string
  /** What stood there; `null` for nothing, or for the default. */
  readonly before: Value | null
  readonly after: Value | null
}

/**
 * One edit of one statement, or of one entry of the source register. Each can be replayed, refused or
 * shown by itself. `attribute` includes `kind`; `withdrawn` is the attribute of that name, apart
 * because it is the way to take a statement back. A statement that is `added` carries everything in
 * `after`; one that is `removed` carries everything in `before`.
 */
export type StatementEdit =
  | (Change<"added" | "removed", Statement> & {readonly previous: string | null})
  | Change<"moved", Standing>
  | Change<"text", readonly (readonly Run[])[]>
  | (Change<"attribute" | "withdrawn", Scalar> & {readonly attribute: string})
  | Change<"relation", Relation>
  | Change<"waiver", Waiver>
  | {
      readonly op: "source"
      readonly source: string
      readonly before: Source | null
      readonly after: Source | null
    }

/**
 * What changed between two contents, statement by statement, in the order of `after`; what was
 * removed comes last. Statements are recognised by their id, wherever they stand; relations and
 * waivers are compared without their order. Equal contents give no edits.
 */
export function diffContent(before: Content, after: Content): readonly StatementEdit[] {
  const edits: StatementEdit[] = []
  const old = standings(before)
  const now = standings(after)
  const moved = movedBetween(before, after)
  for (const [key, {statement, standing}] of now) {
    const was = old.get(key)
    const {section, previous} = standing
    if (was === undefined) {
      edits.push({
        op: "added",
        section,
        statement: statement.id,
        previous,
        before: null,
        after: statement,
      })
      continue
    }
    if (moved.has(key))
      edits.push({
        op: "moved",
        section,
        statement: statement.id,
        before: was.standing,
        after: standing,
      })
    edits.push(...diffStatement(section, was.statement, statement))
  }
  for (const [key, {statement, standing}] of old)
    if (!now.has(key))
      edits.push({
        op: "removed",
        statement: statement.id,
        ...standing,
        before: statement,
        after: null,
      })
  edits.push(...diffSources(before.sources, after.sources))
  return edits
}

/** An edit that was not taken over, as a writer sees it in the list of things left to do by hand. */
export interface Kept {
  readonly edit: StatementEdit
  /** Why, as a code of the guard or of whoever refused. */
  readonly code: string
  /** Why, in words. */
  readonly reason: Text
  /** What stood there, as plain text to read and copy; "" for nothing. */
  readonly before: string
  /** What the writer made of it, as plain text to read and copy; "" for nothing. */
  readonly after: string
}

/** Make refused edits readable: what stood there, what was made of it, and why it was not taken over. */
export function keptFrom(edits: readonly StatementEdit[], code: string): readonly Kept[] {
  const reason: Text = Object.hasOwn(refusals, code)
    ? refusals[code as RefusalCode]
    : refusals.forbidden
  return edits.map(edit => ({
    edit,
    code,
    reason,
    before: show(edit, "before"),
    after: show(edit, "after"),
  }))
}

function show(edit: StatementEdit, side: "before" | "after"): string {
  switch (edit.op) {
    case "added":
    case "removed": {
      const statement = edit[side]
      return statement === null ? "" : plainText(statement)
    }
    case "text": {
      const lines = edit[side]
      return lines === null ? "" : plainText({lines})
    }
    case "moved": {
      const standing = edit[side]
      return standing === null ? "" : [standing.section, standing.previous ?? ""].join(" ").trim()
    }
    case "attribute":
    case "withdrawn":
      return String(edit[side] ?? "")
    case "relation": {
      const relation = edit[side]
      return relation === null ? "" : [relation.ref, relation.page ?? ""].join(" ").trim()
    }
    case "waiver":
      return edit[side]?.reason ?? ""
    case "source":
      return edit[side]?.title ?? ""
  }
}

interface Stands {
  readonly statement: Statement
  readonly standing: Standing
}

/** Statements by key: the id, with a count behind it for a document in which an id occurs twice. */
function standings(content: Content): ReadonlyMap<string, Stands> {
  const all = new Map<string, Stands>()
  for (const {id: section, statements} of content.sections) {
    let previous: string | null = null
    for (const statement of statements) {
      all.set(freeKey(all, statement.id), {statement, standing: {section, previous}})
      previous = statement.id
    }
  }
  return all
}

function freeKey(taken: ReadonlyMap<string, unknown>, id: string): string {
  if (!taken.has(id)) return id
  for (let count = 2; ; count++) if (!taken.has(`${id} ${count}`)) return `${id} ${count}`
}

/**
 * The keys of statements that changed section, or order among the statements that stayed: as few as
 * explain the new order (what is outside the longest run that kept its order was moved).
 */
function movedBetween(before: Content, after: Content): ReadonlySet<string> {
  const rank = new Map(
    [...standings(before).entries()].map(([key, stands], at) => [key, {...stands.standing, at}]),
  )
  const moved = new Set<string>()
  const kept = new Map<string, {readonly key: string; readonly at: number}[]>()
  for (const [key, {standing}] of standings(after)) {
    const was = rank.get(key)
    if (was === undefined) continue
    if (was.section !== standing.section) moved.add(key)
    else {
      const sequence = kept.get(standing.section) ?? []
      sequence.push({key, at: was.at})
      kept.set(standing.section, sequence)
    }
  }
  for (const sequence of kept.values()) {
    const steady = longestRising(sequence.map(({at}) => at))
    sequence.forEach(({key}, index) => {
      if (!steady.has(index)) moved.add(key)
    })
  }
  return moved
}

/** The indexes of one longest rising subsequence. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const back: number[] = []
  numbers.forEach((number, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] as number] as number) < number) low = middle + 1
      else high = middle
    }
    back[index] = low > 0 ? (ends[low - 1] as number) : -1
    ends[low] = index
  })
  const steady = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = back[at] as number) steady.add(at)
  return steady
}

function diffStatement(section: string, before: Statement, after: Statement): StatementEdit[] {
  const edits: StatementEdit[] = []
  const place = {section, statement: after.id}
  if (before.kind !== after.kind)
    edits.push({
      op: "attribute",
      ...place,
      attribute: "kind",
      before: before.kind,
      after: after.kind,
    })
  if (!same(before.lines, after.lines))
    edits.push({op: "text", ...place, before: before.lines, after: after.lines})
  const names = [...new Set([...Object.keys(before.attrs), ...Object.keys(after.attrs)])].sort()
  for (const attribute of names) {
    const [was, is] = [before.attrs[attribute] ?? null, after.attrs[attribute] ?? null]
    if (was === is) continue
    const withdrawn = attribute === "withdrawn" && isWithdrawn(before) !== isWithdrawn(after)
    edits.push({
      op: withdrawn ? "withdrawn" : "attribute",
      ...place,
      attribute,
      before: was,
      after: is,
    })
  }
  for (const [was, is] of pairs(before.relations, after.relations))
    edits.push({op: "relation", ...place, before: was, after: is})
  for (const [was, is] of pairs(before.waivers ?? [], after.waivers ?? []))
    edits.push({op: "waiver", ...place, before: was, after: is})
  return edits
}

/** What is in only one of two lists, counting doubles: `[gone, null]` and `[null, new]`. */
function pairs<Value>(
  before: readonly Value[],
  after: readonly Value[],
): (readonly [Value | null, Value | null])[] {
  const left = before.map(value => JSON.stringify(value))
  const added: Value[] = []
  for (const value of after) {
    const at = left.indexOf(JSON.stringify(value))
    if (at < 0) added.push(value)
    else left.splice(at, 1)
  }
  return [
    ...left.map(text => [JSON.parse(text) as Value, null] as const),
    ...added.map(value => [null, value] as const),
  ]
}

function diffSources(before: readonly Source[], after: readonly Source[]): StatementEdit[] {
  const old = new Map(before.map(source => [source.id, source]))
  const now = new Map(after.map(source => [source.id, source]))
  return [...new Set([...now.keys(), ...old.keys()])].flatMap(source => {
    const [was, is] = [old.get(source) ?? null, now.get(source) ?? null]
    return same(was, is) ? [] : [{op: "source" as const, source, before: was, after: is}]
  })
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
