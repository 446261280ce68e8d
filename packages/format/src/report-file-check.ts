// SPDX-License-Identifier: EUPL-1.2
import {
  auditEventShape,
  reportFileShape,
  reportShape,
  signOffShape,
} from "./generated/validators.ts"
import {fileLimits, plainValue} from "./plain-value.ts"
import {type Problem, mostProblems, problemsOf} from "./problem.ts"
import type {RecordState} from "./record.ts"
import type {ReportFile} from "./report-file.ts"
import {type Shape, schemaErrors} from "./schema-errors.ts"
import {duplicates} from "./section-check.ts"
import {errorOf} from "./template-check.ts"

/**
 * Everything that is wrong with the form of a report in one file, at most 100 problems; empty when it
 * can be read.
 *
 * First whether it is a plain value within the limits (20 levels, 3 million values, 100 million
 * characters: a report of 10 000 statements with its versions fits ten times), then the published
 * schema `report-file-1.json`, then what a schema cannot say: ids are unique, whoever did something is
 * in the register, the versions are those of this record, in order and with the same digest, and a
 * final report was made final. Whether the *text* is good is for `check`, whether a signature is for
 * `verifyBundle` of `@wederhoor/signoff`. Never throws.
 */
export function checkReportFile(value: unknown): Problem[] {
  const judged = judge(value)
  return "problems" in judged ? judged.problems : []
}

/**
 * A report from a file as a value of our own, deeply copied.
 *
 * @throws FormatError with the code and JSON pointer of the first problem of `checkReportFile`; the
 *   message says all of them in English.
 */
export function parseReportFile(value: unknown): ReportFile {
  const judged = judge(value)
  if ("problems" in judged) throw errorOf(judged.problems)
  return judged.value
}

type Published = "report" | "signOff" | "auditEvent"

const published: {readonly [schema in Published]: Shape} = {
  report: reportShape,
  signOff: signOffShape,
  auditEvent: auditEventShape,
}

/**
 * Where a value departs from a published schema, at most 100 problems: `report` (`report-1.json`, a
 * frozen version or one reader's copy), `signOff` (`sign-off-1.json`, the payload of a signature) or
 * `auditEvent` (`audit-event-1.json`, one link of a chain). The limits are those of `checkReportFile`.
 * It says the form only: digests and signatures are for `@wederhoor/signoff`. Never throws.
 */
export function checkAgainst(schema: Published, value: unknown): Problem[] {
  const plain = plainValue(value, fileLimits)
  return plain.ok
    ? problemsOf(schemaErrors(published[schema], plain.value, mostProblems))
    : [plain.problem]
}

function judge(given: unknown): {value: ReportFile} | {problems: Problem[]} {
  const plain = plainValue(given, fileLimits)
  if (!plain.ok) return {problems: [plain.problem]}
  const errors = schemaErrors(reportFileShape, plain.value, mostProblems)
  if (errors.length > 0) return {problems: problemsOf(errors)}
  const value = plain.value as ReportFile
  const problems = [
    ...idProblems(value),
    ...personProblems(value.record),
    ...versionProblems(value),
  ]
  return problems.length > 0 ? {problems: problems.slice(0, mostProblems)} : {value}
}

function idProblems({record, content}: ReportFile): Problem[] {
  const seen = new Set<string>()
  return [
    ...duplicates(record.persons, "/record/persons"),
    ...duplicates(record.reactions, "/record/reactions"),
    ...duplicates(record.signOffs, "/record/signOffs"),
    ...duplicates(content.sources, "/content/sources"),
    ...duplicates(content.sections, "/content/sections"),
    ...content.sections.flatMap((section, i) =>
      duplicates(section.statements, `/content/sections/${i}/statements`, seen),
    ),
  ]
}

/** Whoever read, reacted, was heard or signed is a person of the register. */
function personProblems(record: RecordState): Problem[] {
  const known = new Set(record.persons.map(person => person.id))
  const strangers = <T>(
    list: readonly T[],
    name: string,
    key: string,
    id: (one: T) => string,
  ): Problem[] =>
    list.flatMap((one, i) =>
      known.has(id(one))
        ? []
        : [{code: "unknown-person", at: `/record/${name}/${i}/${key}`, params: {id: id(one)}}],
    )
  return [
    ...strangers(record.offers, "offers", "person", one => one.person),
    ...strangers(record.views, "views", "person", one => one.person),
    ...strangers(record.reactions, "reactions", "by", one => one.by),
    ...strangers(record.hearings, "hearings", "person", one => one.person),
    ...strangers(record.recognitions, "recognitions", "by", one => one.by),
    ...strangers(record.signOffs, "signOffs", "person", one => one.person),
  ]
}

function versionProblems({record, versions}: ReportFile): Problem[] {
  const problems: Problem[] = []
  const digests = new Map(record.versions.map(({number, digest}) => [number, digest]))
  record.versions.forEach(({number}, i) => {
    if (number !== i + 1) problems.push({code: "version-order", at: `/record/versions/${i}/number`})
  })
  versions.forEach(({id, version, digest}, i) => {
    const at = `/versions/${i}`
    if (id !== record.report) problems.push({code: "other-report", at: `${at}/id`, params: {id}})
    if (version <= (versions[i - 1]?.version ?? 0))
      problems.push({code: "version-order", at: `${at}/version`})
    if (!digests.has(version))
      problems.push({
        code: "unknown-version",
        at: `${at}/version`,
        params: {number: String(version)},
      })
    else if (digests.get(version) !== digest)
      problems.push({code: "digest-differs", at: `${at}/digest`})
  })
  const named = [
    ...record.offers.map((one, i) => [one.version, `/record/offers/${i}/version`] as const),
    ...record.reactions.map((one, i) => [one.version, `/record/reactions/${i}/version`] as const),
    ...record.signOffs.map((one, i) => [one.version, `/record/signOffs/${i}/version`] as const),
    ...(record.final ? [[record.final.version, "/record/final/version"] as const] : []),
  ]
  for (const [version, at] of named)
    if (!digests.has(version))
      problems.push({code: "unknown-version", at, params: {number: String(version)}})
  if (record.phase === "final" && !record.final)
    problems.push({code: "not-final", at: "/record", params: {phase: record.phase}})
  return problems
}
