// SPDX-License-Identifier: EUPL-1.2
import * as Y from "yjs"

/** One link of the log of a place, as far as history looks at it: never the words. */
export interface LogLink {
  /** 1, 2, 3 … per place. */
  readonly seq: number
  /** Person of the register, or `server`. */
  readonly user: string
  /** UTC, RFC 3339. */
  readonly at: string
  /** What the guard found that it touches (`Touch`); anything else in it is let be. */
  readonly touches: readonly object[]
}

/** When something was done, and in which link of the log. */
export interface Moment {
  readonly user: string
  readonly at: string
  readonly seq: number
}

/** Somebody who worked on something: first and last time, and in how many updates. */
export interface WorkedOn {
  readonly user: string
  readonly first: string
  readonly last: string
  readonly updates: number
  /** The first update of this person that says it makes the thing. */
  readonly inserted?: {readonly at: string; readonly seq: number}
}

/** Who made a statement or source, and who worked on it. */
export interface Author {
  readonly id: string
  /** `null`: it stood there from the beginning, before anybody opened the report. */
  readonly made: Moment | null
  /** In the order in which they came; the maker is among them. */
  readonly workedOn: readonly WorkedOn[]
  /** `null`: nobody touched it since the beginning. */
  readonly last: Moment | null
}

/** Who worked on what, up to a link of the log. */
export interface Authorship {
  /** Number of the last link that is counted; 0 for none. */
  readonly seq: number
  readonly statements: ReadonlyMap<string, Author>
  readonly sources: ReadonlyMap<string, Author>
}

const nobody: Authorship = {seq: 0, statements: new Map(), sources: new Map()}

/**
 * Everybody who worked on a statement or source, from the links of a log in order. A fold:
 * `authorship(later, authorship(earlier))` is `authorship([...earlier, ...later])`; links that
 * `earlier` has counted are passed over. What is not named was never touched since the beginning.
 *
 * The log says what an update may touch, which can be more than it did: a value that lost from a
 * colleague's, a statement that was made and undone in one breath under an id of somebody else. So
 * this says who *worked on* a statement, never who wrote which word, and `made` is only the first who
 * said so. `settleMakers` makes that certain.
 */
export function authorship(links: Iterable<LogLink>, earlier: Authorship = nobody): Authorship {
  const statements = new Map(earlier.statements)
  const sources = new Map(earlier.sources)
  let {seq} = earlier
  for (const link of links) {
    if (link.seq <= seq) continue
    seq = link.seq
    for (const [id, inserts] of namedIn(link, "statement", "statement"))
      statements.set(id, worked(statements.get(id), id, link, inserts))
    for (const [id, inserts] of namedIn(link, "source", "sourceEntry"))
      sources.set(id, worked(sources.get(id), id, link, inserts))
  }
  return {seq, statements, sources}
}

/** The ids of one sort in a link, and whether it says that it makes them. */
function namedIn(
  link: LogLink,
  key: "statement" | "source",
  own: string,
): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>()
  for (const touch of link.touches) {
    const {[key]: id, node, op} = touch as {readonly [name: string]: unknown}
    if (typeof id !== "string") continue
    found.set(id, found.get(id) === true || (node === own && op === "insert"))
  }
  return found
}

function worked(known: Author | undefined, id: string, link: LogLink, inserts: boolean): Author {
  const {user, at, seq} = link
  const before = known?.workedOn ?? []
  const place = before.findIndex(one => one.user === user)
  const mine = before[place] ?? {user, first: at, last: at, updates: 0}
  const next = {
    ...mine,
    last: at,
    updates: mine.updates + 1,
    ...(inserts && mine.inserted === undefined ? {inserted: {at, seq}} : {}),
  }
  return {
    id,
    made: known?.made ?? (inserts ? {user, at, seq} : null),
    workedOn: place < 0 ? [...before, next] : before.with(place, next),
    last: {user, at, seq},
  }
}

/**
 * The same, with makers that are certain, of exactly what stands in a document (withdrawn statements
 * stand in it, undone ones do not). Each element carries the Yjs client id it was made under, which
 * the guard binds to one person for ever: `userOf` gives that person, or `server` for what a report
 * began with. `doc` is the document as it was after link `book.seq`; it is only read.
 */
export function settleMakers(
  book: Authorship,
  doc: Y.Doc,
  userOf: (client: number) => string | undefined,
): Authorship {
  const statements = new Map<string, Author>()
  const sources = new Map<string, Author>()
  const settle = (
    known: ReadonlyMap<string, Author>,
    into: Map<string, Author>,
    one: Y.XmlElement,
  ) => {
    const id: unknown = one.getAttribute("id")
    if (typeof id !== "string" || into.has(id)) return
    const author = known.get(id) ?? {id, made: null, workedOn: [], last: null}
    const user = one._item === null ? undefined : userOf(one._item.id.client)
    const inserted = author.workedOn.find(work => work.user === user)?.inserted
    into.set(id, {...author, made: user !== undefined && inserted ? {user, ...inserted} : null})
  }
  for (const section of elementsIn(doc, "doc"))
    for (const child of section.toArray())
      if (child instanceof Y.XmlElement && child.nodeName === "statement")
        settle(book.statements, statements, child)
  for (const entry of elementsIn(doc, "sources")) settle(book.sources, sources, entry)
  return {seq: book.seq, statements, sources}
}

function elementsIn(doc: Y.Doc, root: string): Y.XmlElement[] {
  if (!doc.share.has(root)) return []
  return doc
    .getXmlFragment(root)
    .toArray()
    .filter(one => one instanceof Y.XmlElement)
}

/** A stretch of work without a pause: links `from` up to and with `to`. */
export interface WorkSession {
  readonly from: number
  readonly to: number
  readonly start: string
  readonly end: string
  readonly users: readonly string[]
  /** Ids of statements and sources that were worked on. */
  readonly statements: readonly string[]
  readonly sources: readonly string[]
}

/** Half an hour: a talk or a lunch, not a pause to think. */
const usualPause = 30 * 60_000

/**
 * The stretches of work in a log, in order; a pause longer than `pause` milliseconds (half an hour)
 * ends one. What the server wrote (the text a report begins with) is no work of anybody. A fold, as
 * `authorship` is: `earlier` are the stretches of the links before.
 */
export function workSessions(
  links: Iterable<LogLink>,
  earlier: readonly WorkSession[] = [],
  pause: number = usualPause,
): readonly WorkSession[] {
  const sessions = [...earlier]
  const last = sessions.pop()
  let open = last === undefined ? null : opened(last)
  for (const {seq, user, at, touches} of links) {
    if (user === "server" || (open !== null && seq <= open.to)) continue
    if (open === null || Date.parse(at) - Date.parse(open.end) > pause) {
      if (open !== null) sessions.push(closed(open))
      open = opened({
        from: seq,
        to: seq,
        start: at,
        end: at,
        users: [],
        statements: [],
        sources: [],
      })
    }
    open.to = seq
    open.end = at
    open.users.add(user)
    for (const touch of touches) {
      const {statement, source} = touch as {readonly [name: string]: unknown}
      if (typeof statement === "string") open.statements.add(statement)
      else if (typeof source === "string") open.sources.add(source)
    }
  }
  return open === null ? sessions : [...sessions, closed(open)]
}

interface Open {
  readonly from: number
  to: number
  readonly start: string
  end: string
  readonly users: Set<string>
  readonly statements: Set<string>
  readonly sources: Set<string>
}

const opened = (session: WorkSession): Open => ({
  ...session,
  users: new Set(session.users),
  statements: new Set(session.statements),
  sources: new Set(session.sources),
})

const closed = (session: Open): WorkSession => ({
  ...session,
  users: [...session.users],
  statements: [...session.statements],
  sources: [...session.sources],
})
