// SPDX-License-Identifier: EUPL-1.2
import {
  type Authorship,
  authorship,
  changesBetween,
  type ContentChanges,
  type HistoryChanges,
  type HistoryMoment,
  type HistoryMoments,
  type HistoryStatements,
  readContent,
  settleMakers,
  type WorkSession,
  workSessions,
} from "@wederhoor/collab"
import {type Content, plainText, type RecordState, statementsOf} from "@wederhoor/format"
import * as Y from "yjs"

import {erasureOf} from "./log.ts"
import {makeQueue} from "./queue.ts"
import {readDocument} from "./snapshots.ts"
import type {LoggedUpdate, SeqRange, Store} from "./store.ts"

/** Why something of the history cannot be given: `bad-request`, or `destroyed` by a lawful decision. */
export interface NoHistory {
  readonly code: "bad-request" | "moment-destroyed"
}

/** Stretches of work that are listed; whoever needs older ones gives a moment a name. */
const mostSessions = 200

/** Links that are applied or counted in one go; between two goes others are served. */
const inOneGo = 500

/** Documents of which the fold of the log is kept in memory. */
const mostKept = 16

/** The fold of a log up to `seq`, without a word of the text. */
interface Fold {
  readonly seq: number
  readonly book: Authorship
  readonly sessions: readonly WorkSession[]
  /** Milliseconds of each link, in order. */
  readonly times: readonly number[]
  readonly startedAt: string
  /** Links whose bytes a destruction took. */
  readonly destroyed: readonly SeqRange[]
  /** The records of destructions: each carries the whole text of its moment. */
  readonly restarts: readonly number[]
}

/** What is kept for one store: folds, and a queue so that one history at a time is replayed. */
interface Kept {
  readonly folds: Map<string, Fold>
  readonly queue: ReturnType<typeof makeQueue>
}
const keptPerStore = new WeakMap<Store, Kept>()

function keptFor(store: Store): Kept {
  const known = keptPerStore.get(store)
  if (known) return known
  const made: Kept = {folds: new Map(), queue: makeQueue()}
  keptPerStore.set(store, made)
  return made
}

/** One at a time per store: replaying costs memory, and nobody needs two at once. */
function inTurn<T>(store: Store, task: () => Promise<T>): Promise<T> {
  return keptFor(store).queue.run("history", task)
}

async function foldOf(store: Store, document: string): Promise<Fold> {
  const {folds} = keptFor(store)
  const known = folds.get(document)
  const links = await linksAfter(store, document, known?.seq)
  if (known && links.length === 0) return known
  // Set again at the end, so that the one that was not asked for longest goes first.
  folds.delete(document)
  const times = [...(known?.times ?? []), ...links.map(({at}) => Date.parse(at))]
  let book = authorship([], known?.book)
  let sessions = known?.sessions ?? []
  for (let at = 0; at < links.length; at += inOneGo) {
    const part = links.slice(at, at + inOneGo)
    book = authorship(part, book)
    sessions = workSessions(
      part.filter(link => erasureOf(link) === null),
      sessions,
    )
    await othersFirst()
  }
  const erasures = links.filter(link => erasureOf(link) !== null)
  const fold: Fold = {
    seq: links.at(-1)?.seq ?? known?.seq ?? 0,
    book,
    sessions,
    times,
    startedAt: known?.startedAt ?? links[0]?.at ?? "",
    destroyed: [
      ...(known?.destroyed ?? []),
      ...erasures.flatMap(link => erasureOf(link)?.ranges ?? []),
    ],
    restarts: [...(known?.restarts ?? []), ...erasures.map(({seq}) => seq)],
  }
  folds.set(document, fold)
  for (const oldest of folds.keys()) {
    if (folds.size <= mostKept) break
    folds.delete(oldest)
  }
  return fold
}

/** Makers and everybody who worked on each statement and source that stands in the text now. */
export function statementsIn(store: Store, document: string): Promise<HistoryStatements> {
  return inTurn(store, async () => {
    const doc = new Y.Doc()
    try {
      // The text first: what stands in it is then in the links, whatever is written meanwhile.
      const {seq: head} = await store.head(document)
      await fill(store, document, doc, head)
      const claims = await store.claims(document)
      const owners = new Map(claims.map(({client, user}) => [client, user]))
      const {book} = await foldOf(store, document)
      const {seq, statements, sources} = settleMakers(book, doc, client => owners.get(client))
      return {seq, statements: [...statements.values()], sources: [...sources.values()]}
    } finally {
      doc.destroy()
    }
  })
}

/** The moments of a report: its beginning, what got a name, what was frozen, and the stretches of work. */
export function momentsIn(
  store: Store,
  document: string,
  state: RecordState,
): Promise<HistoryMoments> {
  return inTurn(store, async () => {
    const fold = await foldOf(store, document)
    const {sessions} = fold
    const shown = sessions.slice(-mostSessions)
    const work = shown.map(({from, to, start, end, users, statements, sources}): HistoryMoment => ({
      id: `work-${to}`,
      sort: "work",
      seq: to,
      at: end,
      from: start,
      since: from - 1,
      by: users,
      touched: statements.length + sources.length,
    }))
    const start: HistoryMoment = {id: "start", sort: "start", seq: 1, at: fold.startedAt, by: []}
    const all = [...(fold.seq > 0 ? [start] : []), ...work, ...recorded(fold, state)]
    const moments = all
      .toSorted((one, other) => one.seq - other.seq || compareTimes(one.at, other.at))
      .map(moment =>
        isDestroyed(fold, moment.seq) ? {...moment, destroyed: true as const} : moment,
      )
    return {moments, leftOut: sessions.length - shown.length}
  })
}

const compareTimes = (one: string, other: string): number => Date.parse(one) - Date.parse(other)

/** Whether a link that a moment is made from was destroyed: from the last whole text before it on. */
function isDestroyed({destroyed, restarts}: Fold, seq: number): boolean {
  const start = restarts.findLast(restart => restart <= seq) ?? 1
  return destroyed.some(([from, to]) => from <= seq && to >= start)
}

function recorded(fold: Fold, state: RecordState): HistoryMoment[] {
  const approved = new Set(state.reviews.map(({version}) => version))
  const versions = state.versions.map(({number, purpose, at}): HistoryMoment => ({
    id: `version-${number}`,
    sort: purpose === "hearing" ? "offered" : approved.has(number) ? "approved" : "submitted",
    seq: lastAt(fold, at),
    at,
    by: [],
    version: number,
  }))
  const named = (state.moments ?? []).map(({by, name, seq, at}, index): HistoryMoment => ({
    id: `named-${index + 1}`,
    sort: "named",
    seq,
    at,
    by: [by],
    name,
  }))
  return [...versions, ...named]
}

/**
 * The last link that was made at or before a time: the text is held while a version is frozen, so this
 * is the link it was frozen at.
 */
function lastAt({times}: Fold, at: string): number {
  const limit = Date.parse(at)
  return times.findLastIndex(time => time <= limit) + 1
}

/**
 * What changed between two moments. `from` and `to` are a number of a link, an id of a moment, or `now`
 * (the default of `to`). Both are replayed from the log in a fresh document; the one people write in is
 * left alone, and others are served in between.
 */
export function changesIn(
  store: Store,
  document: string,
  state: RecordState,
  asked: {readonly from: string | null; readonly to: string | null},
): Promise<HistoryChanges | NoHistory> {
  return inTurn(store, async () => {
    const fold = await foldOf(store, document)
    const from = seqOf(fold, state, asked.from ?? "")
    const to = seqOf(fold, state, asked.to ?? "now")
    if (from === null || to === null || from > to) return {code: "bad-request"}
    const found = await contentsAt(store, document, [from, to])
    if (found === null) return {code: "moment-destroyed"}
    const {before, after, between} = found
    const changes = changesBetween(before, after)
    const users = between.map(({user}) => user).filter(user => user !== "server")
    return {
      from: {seq: from, at: timeOf(fold, from)},
      to: {seq: to, at: timeOf(fold, to)},
      by: [...new Set(users)],
      changes,
      names: namesIn(changes, [before, after]),
    }
  })
}

/** When a link was made, UTC; "" for the nothing before the first. */
function timeOf({times}: Fold, seq: number): string {
  const time = times[seq - 1]
  return time === undefined ? "" : new Date(time).toISOString()
}

function seqOf(fold: Fold, state: RecordState, asked: string): number | null {
  if (asked === "now") return fold.seq
  if (asked === "start") return Math.min(1, fold.seq)
  const number = /^(?:work-)?(\d{1,10})$/.exec(asked)?.[1]
  const seq = number ? Number(number) : recorded(fold, state).find(({id}) => id === asked)?.seq
  return seq === undefined || seq > fold.seq ? null : seq
}

/** The later name of everything that changes refer to by its id. */
function namesIn(
  changes: ContentChanges,
  contents: readonly Content[],
): {readonly [id: string]: string} {
  const used = new Set<string>()
  for (const {details, moved} of changes.sections.flatMap(({statements}) => statements)) {
    if (moved?.after.previous) used.add(moved.after.previous)
    for (const detail of details)
      if (detail.sort === "relation")
        for (const one of [detail.before, detail.after]) used.add(one?.ref ?? "")
      else if (detail.sort === "attribute")
        for (const one of [detail.before, detail.after]) used.add(String(one ?? ""))
  }
  const names = new Map<string, string>()
  for (const content of contents) {
    for (const {id, title} of content.sources) if (used.has(id)) names.set(id, title)
    for (const {statement} of statementsOf(content))
      if (used.has(statement.id)) names.set(statement.id, opening(plainText(statement)))
  }
  return Object.fromEntries(names)
}

/** The first words of a text, to recognise it by. */
function opening(text: string): string {
  const [line = ""] = text.trim().split("\n")
  const characters = Array.from(line)
  return characters.length > 60 ? `“${characters.slice(0, 60).join("").trim()}…”` : `“${line}”`
}

/** The content at two links of a log, the first not after the second; `null` when it was destroyed. */
async function contentsAt(
  store: Store,
  document: string,
  [from, to]: readonly [number, number],
): Promise<{
  readonly before: Content
  readonly after: Content
  readonly between: readonly LoggedUpdate[]
} | null> {
  const doc = new Y.Doc()
  try {
    const links = await fill(store, document, doc, from)
    if (links === null) return null
    const before = readContent(doc)
    const between = links.filter(({seq}) => seq > from && seq <= to)
    if (!(await applyAll(doc, between))) return null
    return {before, after: between.length === 0 ? before : readContent(doc), between}
  } finally {
    doc.destroy()
  }
}

/**
 * Make `doc` what it was at a link of the log; from a snapshot when it is not newer than that. Gives the
 * links that were read, to the end of the log, or `null` when one that is needed was destroyed.
 */
async function fill(
  store: Store,
  document: string,
  doc: Y.Doc,
  seq: number,
): Promise<readonly LoggedUpdate[] | null> {
  const snapshot = await store.snapshot(document)
  if (snapshot && snapshot.seq <= seq) {
    const links = await linksAfter(store, document, snapshot.seq - 1)
    const upTo = (all: readonly LoggedUpdate[]): LoggedUpdate[] =>
      all.filter(link => link.seq <= seq)
    // A snapshot that does not fit the log is left aside there, and the whole log asked for.
    await readDocument(
      {
        snapshot: async () => snapshot,
        updates: async (name, after) =>
          upTo(after === undefined ? await linksAfter(store, name) : links),
      },
      document,
      doc,
    )
    return links
  }
  const links = await linksAfter(store, document)
  return (await applyAll(doc, links.slice(0, seq))) ? links : null
}

/** Apply links that follow on each other; whether none of them that is needed was destroyed. */
async function applyAll(doc: Y.Doc, links: readonly LoggedUpdate[]): Promise<boolean> {
  // The record of a destruction carries the whole text of its moment.
  const restart = links.findLastIndex(link => erasureOf(link) !== null)
  const needed = restart < 0 ? links : links.slice(restart)
  if (needed.some(({bytes}) => bytes === null)) return false
  for (let at = 0; at < needed.length; at += inOneGo) {
    doc.transact(() => {
      for (const {bytes} of needed.slice(at, at + inOneGo)) if (bytes) Y.applyUpdate(doc, bytes)
    })
    await othersFirst()
  }
  return true
}

/** Read a log in pieces: whoever types meanwhile does not wait for all of it. */
async function linksAfter(store: Store, document: string, after = 0): Promise<LoggedUpdate[]> {
  const links: LoggedUpdate[] = []
  for (;;) {
    const page = await store.updates(document, links.at(-1)?.seq ?? after, inOneGo)
    for (const link of page) links.push(link)
    if (page.length < inOneGo) return links
    await othersFirst()
  }
}

const othersFirst = (): Promise<void> => new Promise(resolve => void setImmediate(resolve))
