// SPDX-License-Identifier: EUPL-1.2
import {
  attr,
  type Content,
  isWithdrawn,
  type Kind,
  plainText,
  type Relation,
  type Source,
  type Statement,
} from "@wederhoor/format"
import {type Segment, wordDifference} from "./history-words.ts"
import {diffContent} from "./replay.ts"

type Scalar = string | number | boolean

/** Whether something came, went, or was there at both moments. */
export type Fate = "added" | "removed" | "kept"

/** One thing beside the words that changed; `null` is "not set" or "not there". */
export type DetailChange =
  | {
      readonly sort: "attribute"
      readonly name: string
      readonly before: Scalar | null
      readonly after: Scalar | null
    }
  | {readonly sort: "relation"; readonly before: Relation | null; readonly after: Relation | null}
  /** A hint of the language rules that was left standing on purpose, with the reason. */
  | {readonly sort: "waiver"; readonly before: string | null; readonly after: string | null}
  /** The same words with other marks: bold, a quotation. */
  | {readonly sort: "marks"}

/** What happened to one statement between two moments. */
export interface StatementChange {
  readonly statement: string
  readonly fate: Fate
  /** As it is at the later moment; as it was, when it was removed. */
  readonly kind: Kind
  /** All words of the statement, changed ones told apart; all `same` when only something else changed. */
  readonly words: readonly Segment[]
  /** The reason it was withdrawn for; "" where it stood. Only when that changed. */
  readonly withdrawn?: {readonly before: string; readonly after: string}
  /**
   * Another kind than before. With `original` it is a copy in the section of its new layer, and the
   * original was withdrawn for it: one change, told here and nowhere else.
   */
  readonly converted?: {
    readonly from: Kind
    readonly original?: {
      readonly statement: string
      readonly section: string
      readonly reason: string
    }
  }
  /** Another place: section, and the statement right before it (`null`: the first). */
  readonly moved?: {
    readonly before: {readonly section: string; readonly previous: string | null}
    readonly after: {readonly section: string; readonly previous: string | null}
  }
  readonly details: readonly DetailChange[]
}

/** What changed in one section; in the order in which one reads. */
export interface SectionChanges {
  readonly section: string
  readonly fate: Fate
  readonly statements: readonly StatementChange[]
}

/** What happened to an entry of the source register. */
export interface SourceChange {
  readonly source: string
  readonly fate: Fate
  /** As it is at the later moment; as it was, when it was removed. */
  readonly title: string
  readonly details: readonly {
    readonly name: string
    readonly before: Scalar | null
    readonly after: Scalar | null
  }[]
}

/** What changed between two moments: only sections and sources in which something did. */
export interface ContentChanges {
  readonly sections: readonly SectionChanges[]
  readonly sources: readonly SourceChange[]
}

/** Steps of word comparison for a whole report; after that the words are compared less finely. */
const mostWork = 4_000_000

interface Placed {
  readonly section: string
  readonly statement: Statement
}

/**
 * What changed between two contents of a report, per section and statement, in the order in which one
 * reads the later one; what was removed stands where it stood. Statements are recognised by their id,
 * wherever they stand. Equal contents give nothing; every id that differs is named once, as a
 * statement of its own or as the `original` of a conversion. Pure, and says the same everywhere.
 */
export function changesBetween(before: Content, after: Content): ContentChanges {
  const edits = diffContent(before, after)
  const touched = new Set<string>()
  const moves = new Map<string, NonNullable<StatementChange["moved"]>>()
  for (const edit of edits) {
    if (edit.op === "source") continue
    if (edit.op === "moved" && edit.before !== null && edit.after !== null)
      moves.set(edit.statement, {before: edit.before, after: edit.after})
    touched.add(edit.statement)
  }
  const [old, now] = [byKey(before), byKey(after)]
  const pairs = conversions(old, now, id => moves.has(id))
  const originals = new Set(pairs.values())
  const compare = meter()
  const change = (key: string): StatementChange | null => {
    const [was, is] = [old.get(key), now.get(key)]
    const id = (is ?? was)?.statement.id ?? ""
    if (!touched.has(id) || originals.has(key)) return null
    const pair = pairs.get(key)
    const [from, left] = pair === undefined ? [] : [old.get(pair), now.get(pair)]
    const original = from && left && {...from, reason: attr(left.statement, "withdrawn")}
    return statementChange(was, is, original, {compare, moved: moves.get(id)})
  }
  const sections = sectionOrder(before, after).flatMap(({section, fate, keys}) => {
    const statements = keys.flatMap(key => change(key) ?? [])
    return statements.length === 0 && fate === "kept" ? [] : [{section, fate, statements}]
  })
  const sources = edits.flatMap(edit =>
    edit.op === "source" ? [sourceChange(edit.source, edit.before, edit.after)] : [],
  )
  return {sections, sources}
}

/** Statements by key: the id, with a count behind it where an id occurs twice. */
function byKey(content: Content): ReadonlyMap<string, Placed> {
  const all = new Map<string, Placed>()
  for (const {id: section, statements} of content.sections)
    for (const statement of statements) {
      let key = statement.id
      for (let count = 2; all.has(key); count++) key = `${statement.id} ${count}`
      all.set(key, {section, statement})
    }
  return all
}

/** Copies by their key, with the key of the original that was withdrawn for them and otherwise left. */
function conversions(
  old: ReadonlyMap<string, Placed>,
  now: ReadonlyMap<string, Placed>,
  isMoved: (id: string) => boolean,
): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  const taken = new Set<string>()
  for (const [key, {statement}] of now) {
    const from = attr(statement, "convertedFrom")
    const [was, is] = [old.get(from), now.get(from)]
    if (old.has(key) || taken.has(from) || was === undefined || is === undefined) continue
    if (isWithdrawn(was.statement) || !isWithdrawn(is.statement)) continue
    // Words that somebody wrote in the original meanwhile are shown there, not hidden in the copy.
    if (
      isMoved(from) ||
      was.section !== is.section ||
      !sameButWithdrawn(was.statement, is.statement)
    )
      continue
    taken.add(from)
    pairs.set(key, from)
  }
  return pairs
}

function sameButWithdrawn(one: Statement, other: Statement): boolean {
  return (
    one.kind === other.kind &&
    plainText(one) === plainText(other) &&
    detailsOf(one, other).length === 0
  )
}

/** Sections and the keys of their statements as one reads them, with what is gone where it stood. */
function sectionOrder(
  before: Content,
  after: Content,
): {readonly section: string; readonly fate: Fate; readonly keys: readonly string[]}[] {
  const [old, now] = [keysBySection(before), keysBySection(after)]
  const living = new Set([...now.values()].flat())
  const merged = weave([...old.keys()], [...now.keys()], () => true)
  return merged.map(section => {
    const [was, is] = [old.get(section), now.get(section)]
    const keys = weave(was ?? [], is ?? [], key => !living.has(key))
    return {
      section,
      keys,
      fate: was === undefined ? "added" : is === undefined ? "removed" : "kept",
    }
  })
}

function keysBySection(content: Content): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const {id} of content.sections) if (!found.has(id)) found.set(id, [])
  for (const [key, {section}] of byKey(content)) found.get(section)?.push(key)
  return found
}

/** `now`, with each of `old` that is not in it and `counts` right after what it stood behind. */
function weave(
  old: readonly string[],
  now: readonly string[],
  counts: (key: string) => boolean,
): string[] {
  const there = new Set(now)
  const behind = new Map<string, string[]>()
  let anchor = ""
  for (const key of old) {
    if (there.has(key)) anchor = `=${key}`
    else if (counts(key)) {
      const row = behind.get(anchor) ?? []
      row.push(key)
      behind.set(anchor, row)
    }
  }
  return [...(behind.get("") ?? []), ...now.flatMap(key => [key, ...(behind.get(`=${key}`) ?? [])])]
}

type Compare = (before: string, after: string) => readonly Segment[]

/** Word comparison that becomes less fine once a whole report has cost too much. */
function meter(): Compare {
  let spent = 0
  return (before, after) => {
    const most = spent < mostWork ? 400 : 40
    const words = wordDifference(before, after, most)
    const size = words.reduce((sum, {op, text}) => (op === "same" ? sum : sum + text.length), 0)
    // Who changes more than `most` places costs no more than `most`.
    spent += Math.min(size, most) ** 2
    return words
  }
}

function statementChange(
  was: Placed | undefined,
  is: Placed | undefined,
  original: (Placed & {readonly reason: string}) | undefined,
  {compare, moved}: {readonly compare: Compare; readonly moved: StatementChange["moved"]},
): StatementChange | null {
  const one = (original ?? was)?.statement
  const other = is?.statement
  const {id: statement, kind} = (other ?? one) as Statement
  const fate = is === undefined ? "removed" : was === undefined ? "added" : "kept"
  const words = compare(one ? plainText(one) : "", other ? plainText(other) : "")
  const details = detailsOf(one, other)
  const [reason, reasonNow] = [one, other].map(each => (each ? attr(each, "withdrawn") : "")) as [
    string,
    string,
  ]
  const from = one !== undefined && other !== undefined && one.kind !== kind ? one.kind : null
  const converted = original
    ? {
        from: original.statement.kind,
        original: {
          statement: original.statement.id,
          section: original.section,
          reason: original.reason,
        },
      }
    : from && {from}
  const withdrawn = fate !== "removed" && reason !== reasonNow
  const change = {
    statement,
    fate,
    kind,
    words,
    ...(withdrawn ? {withdrawn: {before: reason, after: reasonNow}} : {}),
    ...(converted ? {converted} : {}),
    ...(moved ? {moved} : {}),
    details,
  } as const
  const nothing =
    fate === "kept" &&
    !withdrawn &&
    !converted &&
    !moved &&
    details.length === 0 &&
    words.every(({op}) => op === "same")
  return nothing ? null : change
}

/** What differs beside words, kind and withdrawal; `undefined` is a statement without anything. */
function detailsOf(before: Statement | undefined, after: Statement | undefined): DetailChange[] {
  const [was, is] = [before?.attrs ?? {}, after?.attrs ?? {}]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    // A copy says what it came from; where that is told as a conversion it is no news.
    name => name !== "withdrawn" && !(name === "convertedFrom" && is[name] === before?.id),
  )
  const details: DetailChange[] = names.sort().flatMap(name => {
    const [from, to] = [was[name] ?? null, is[name] ?? null]
    return from === to ? [] : [{sort: "attribute" as const, name, before: from, after: to}]
  })
  for (const [from, to] of relationPairs(before?.relations ?? [], after?.relations ?? []))
    details.push({sort: "relation", before: from, after: to})
  const [reasons, reasonsNow] = [reasonsOf(before), reasonsOf(after)]
  for (const hash of new Set([...reasons.keys(), ...reasonsNow.keys()])) {
    const [from, to] = [reasons.get(hash) ?? null, reasonsNow.get(hash) ?? null]
    if (from !== to) details.push({sort: "waiver", before: from, after: to})
  }
  if (before && after && plainText(before) === plainText(after) && !same(before.lines, after.lines))
    details.push({sort: "marks"})
  return details
}

/** Reasons of waivers by their hash; several for one hash are one text. */
function reasonsOf(statement: Statement | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const {hash, reason} of statement?.waivers ?? [])
    found.set(hash, found.has(hash) ? `${found.get(hash)}; ${reason}` : reason)
  return found
}

/** Relations that differ; one to the same target with another page is one change. */
function relationPairs(
  before: readonly Relation[],
  after: readonly Relation[],
): (readonly [Relation | null, Relation | null])[] {
  const gone = [...before]
  const take = (fits: (one: Relation) => boolean): Relation | null => {
    const at = gone.findIndex(fits)
    return at < 0 ? null : (gone.splice(at, 1)[0] ?? null)
  }
  const fresh = after.filter(one => take(other => same(one, other)) === null)
  const changed = fresh.map(one => {
    const old = take(({type, ref}) => type === one.type && ref === one.ref)
    return [old, one] as const
  })
  return [...changed, ...gone.map(one => [one, null] as const)]
}

function sourceChange(source: string, before: Source | null, after: Source | null): SourceChange {
  const {id: _, ...was} = before ?? ({} as Partial<Source>)
  const {id: __, ...is} = after ?? ({} as Partial<Source>)
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort()
  const values = [was, is] as readonly {readonly [name: string]: Scalar}[]
  return {
    source,
    fate: before === null ? "added" : after === null ? "removed" : "kept",
    title: (after ?? before)?.title ?? "",
    details: names.flatMap(name => {
      const [from, to] = [values[0]?.[name] ?? null, values[1]?.[name] ?? null]
      return from === to ? [] : [{name, before: from, after: to}]
    }),
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
