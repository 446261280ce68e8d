// SPDX-License-Identifier: EUPL-1.2
import {canonicalJson} from "@wederhoor/signoff"
import {
  type Content,
  type Relation,
  type Source,
  type Statement,
  attr,
  isWithdrawn,
  refs,
  statementsOf,
} from "./content.ts"
import {FormatError} from "./error.ts"
import {isTeam, type Person} from "./person.ts"
import type {ReportFile} from "./report-file.ts"
import {contentOf} from "./version.ts"
import {everyone, mayRead} from "./visibility.ts"

/** Where a statement is taken from. */
export interface ReuseOrigin {
  readonly report: string
  /** Number of the frozen version it is taken from; 0 when nothing was frozen yet. */
  readonly version: number
  /** The sources of that report; those the statement names come along. */
  readonly sources: readonly Source[]
}

/** A statement made ready for another report, with what it needs there. */
export interface Reused {
  readonly statement: Statement
  /** To add to the source register of the other report, with the ids they had. */
  readonly sources: readonly Source[]
  /** Relations that point at statements of the first report and so cannot come along. */
  readonly left: readonly Relation[]
}

/** What keeps its meaning outside the report in which it was written: people and sources. */
const travels: ReadonlySet<string> = new Set(["source", "about", "reader", "shareWith"])
/** Attributes that belong to the place of a statement, not to what it says. */
const ofPlace: ReadonlySet<string> = new Set([
  "id",
  "withdrawn",
  "convertedFrom",
  "originReport",
  "originStatement",
  "originVersion",
])

/**
 * A statement of one report for use in another (FMT-6): same kind, words and attributes, under a new
 * id (given by the caller, unique in the other report), with its origin. The sources it names and the
 * people it is about, who may read it and with whom sharing was agreed come along; an accord does
 * not, because it was given for the first report, nor do waivers. The origin is the report it is
 * taken from, also when it was reused there: `reuseAlerts` follows the chain.
 *
 * @throws FormatError `withdrawn-statement`: what was withdrawn is not used again.
 */
export function reuse(statement: Statement, origin: ReuseOrigin, id: string): Reused {
  if (isWithdrawn(statement))
    throw new FormatError(
      "withdrawn-statement",
      statement.id,
      "A withdrawn statement is not used again.",
    )
  const used = new Set(refs(statement, "source"))
  const own = Object.entries(statement.attrs).filter(([name]) => !ofPlace.has(name))
  return {
    statement: {
      id,
      kind: statement.kind,
      lines: statement.lines,
      attrs: {
        ...Object.fromEntries(own),
        originReport: origin.report,
        originStatement: statement.id,
        ...(origin.version > 0 ? {originVersion: origin.version} : {}),
      },
      relations: statement.relations.filter(({type}) => travels.has(type)),
    },
    sources: origin.sources.filter(source => used.has(source.id)),
    left: statement.relations.filter(({type}) => !travels.has(type)),
  }
}

/** A place in a report. */
export interface StatementPlace {
  readonly report: string
  readonly statement: string
}

/**
 * A statement that was reused and is no longer what was taken over. `report` and `statement` name the
 * origin, as `check` wants it in `alerts` (which takes `corrected` and `withdrawn`; `originMissing`
 * says that it cannot be known here).
 */
export type OriginAlert = StatementPlace & {
  /** The version it was taken from; 0 for a text that was not frozen. */
  readonly version: number
  /** Where it is used again. */
  readonly usedIn: StatementPlace
  /** Where it happened: the origin, or further back when that was a reuse too. */
  readonly root: StatementPlace
} & ({readonly reason: "corrected" | "withdrawn"} | {readonly reason: "originMissing"})

/**
 * An alert for every statement in these reports that was reused and whose origin was corrected or
 * withdrawn since, however many reports lie between (FMT-6). Order: reports as given, statements as
 * printed.
 *
 * *Corrected*: its words, kind, attributes or sources in a later frozen version or in the text now
 * differ from the version it was taken from, or a reaction to it on that version or later was
 * answered `changed`. When that version is not in the file, the reuse itself is what is compared.
 * *Withdrawn*: it was withdrawn, whatever the version says. *OriginMissing*: the report is not among
 * these, or no longer holds the statement. Withdrawn reuses raise nothing. Pure; the cost grows with
 * the statements and versions of all reports.
 */
export function reuseAlerts(reports: readonly ReportFile[]): OriginAlert[] {
  const archive = indexed(reports)
  return reports.flatMap(({record: {report}, content}) =>
    [...statementsOf(content)].flatMap(({statement}): OriginAlert[] => {
      const origin = originOf(statement)
      if (!origin || isWithdrawn(statement)) return []
      const found = changeSince(statement, archive, new Set([`${report}/${statement.id}`]))
      return found ? [{...origin, usedIn: {report, statement: statement.id}, ...found}] : []
    }),
  )
}

/** A person of a report who reads a reused statement that was not meant for them. */
export interface ReaderProblem extends StatementPlace {
  readonly person: string
  /**
   * `notOnShareList`: it was agreed with whom this is shared, and this person is not one of them ·
   * `hiddenInOrigin`: this person could not read it there · `newReader`: this person was not in the
   * register there, and no share list names them.
   */
  readonly reason: "notOnShareList" | "hiddenInOrigin" | "newReader"
}

/**
 * Who may now read a reused statement without having been meant to (FMT-6: a reused statement keeps
 * its share list and is checked again for the new readers). Everybody of the register who is not of
 * the team and whom the statement lets read it; the team works under its own duty of secrecy. A
 * person counts as the same when the id is the same. An origin that is not among `reports` was read
 * by nobody.
 */
export function reuseReaders(file: ReportFile, reports: readonly ReportFile[]): ReaderProblem[] {
  const archive = indexed(reports)
  const {report, persons} = file.record
  const readers = persons.filter(person => !isTeam(person.role) && person.role !== "reviewer")
  return [...statementsOf(file.content)].flatMap(({statement}) => {
    const origin = originOf(statement)
    if (!origin || isWithdrawn(statement)) return []
    const shared = refs(statement, "shareWith")
    const there = archive.get(origin.report)
    const first = there?.statements.get(origin.statement)
    return readers
      .filter(person => mayRead(statement, person))
      .flatMap((person): ReaderProblem[] => {
        const reason = readerProblem(person, shared, there?.file, first)
        return reason ? [{report, statement: statement.id, person: person.id, reason}] : []
      })
  })
}

function readerProblem(
  person: Person,
  shared: readonly string[],
  origin: ReportFile | undefined,
  first: Statement | undefined,
): ReaderProblem["reason"] | undefined {
  if (shared.includes(everyone) || shared.includes(person.id)) return undefined
  if (shared.length > 0) return "notOnShareList"
  const before = origin?.record.persons.find(({id}) => id === person.id)
  if (!before || !first) return "newReader"
  // Withdrawing is told by `reuseAlerts`; here it hides nothing that was shown.
  const standing = {...first, attrs: {...first.attrs, withdrawn: ""}}
  return mayRead(standing, before) ? undefined : "hiddenInOrigin"
}

interface Shelf {
  readonly file: ReportFile
  readonly statements: ReadonlyMap<string, Statement>
  /** What each frozen version says, by number. */
  readonly versions: ReadonlyMap<number, Content>
}
type Archive = ReadonlyMap<string, Shelf>

function indexed(reports: readonly ReportFile[]): Archive {
  return new Map(
    reports.map(file => [
      file.record.report,
      {
        file,
        statements: new Map(
          [...statementsOf(file.content)].map(({statement: one}) => [one.id, one]),
        ),
        versions: new Map(file.versions.map(version => [version.version, contentOf(version)])),
      },
    ]),
  )
}

interface Origin extends StatementPlace {
  readonly version: number
}

function originOf(statement: Statement): Origin | undefined {
  const report = attr(statement, "originReport")
  const id = attr(statement, "originStatement")
  if (report === "" || id === "") return undefined
  return {report, statement: id, version: Number(statement.attrs["originVersion"] ?? 0)}
}

/** What happened to the origin of a statement since it was taken over, if anything. */
function changeSince(
  statement: Statement,
  archive: Archive,
  seen: Set<string>,
): Pick<OriginAlert, "reason" | "root"> | undefined {
  const origin = originOf(statement)
  if (!origin) return undefined
  const root = {report: origin.report, statement: origin.statement}
  const shelf = archive.get(origin.report)
  const now = shelf?.statements.get(origin.statement)
  if (!shelf || !now) return {reason: "originMissing", root}
  if (isWithdrawn(now)) return {reason: "withdrawn", root}
  if (isCorrected(statement, now, shelf, origin)) return {reason: "corrected", root}
  const key = `${origin.report}/${origin.statement}`
  if (seen.has(key)) return undefined
  seen.add(key)
  return changeSince(now, archive, seen)
}

function isCorrected(
  reused: Statement,
  now: Statement,
  {file, versions}: Shelf,
  origin: Origin,
): boolean {
  const answered = file.record.reactions.some(
    ({on, answer, version}) =>
      on === origin.statement && answer?.kind === "changed" && version >= origin.version,
  )
  if (answered) return true
  const inVersion = (number: number): string | undefined => {
    const content = versions.get(number)
    const found = content && find(content, origin.statement)
    return found && meaning(found, content.sources)
  }
  const taken = inVersion(origin.version)
  const current = meaning(now, file.content.sources)
  // Without that version only the words can be compared: the register of the other report differs.
  if (taken === undefined) return meaning(now, []) !== meaning(reused, [])
  const later = [...versions.keys()].filter(number => number > origin.version).map(inVersion)
  return [...later, current].some(said => said !== undefined && said !== taken)
}

function find(content: Content, id: string): Statement | undefined {
  for (const {statement} of statementsOf(content)) if (statement.id === id) return statement
  return undefined
}

/** What a statement says and on what it rests, as one text to compare. */
function meaning(statement: Statement, sources: readonly Source[]): string {
  const named = statement.relations.filter(({type}) => type === "source")
  const used = new Set(named.map(({ref}) => ref))
  return canonicalJson({
    kind: statement.kind,
    lines: statement.lines.map(line => line.map(run => ({text: run.text, marks: run.marks ?? []}))),
    attrs: Object.fromEntries(
      Object.entries(statement.attrs).filter(
        ([name, value]) => !ofPlace.has(name) && value !== "" && value !== false,
      ),
    ),
    sources: named.map(({ref, page = ""}) => `${ref} ${page}`).toSorted(),
    register: sources
      .filter(({id}) => used.has(id))
      .map(source => canonicalJson(source))
      .toSorted(),
  })
}
