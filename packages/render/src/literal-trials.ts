// SPDX-License-Identifier: EUPL-1.2
import type {Lang, ReportModel} from "@wederhoor/format"
import type {Literals} from "./literals.ts"
import {sampleReport} from "./sample.ts"
import {trialReports} from "./trials.ts"

/**
 * Reports in which the words and numbers of a template occur as values: half of the texts of the
 * sample are replaced by one word, each time other halves; the numbers are counts and versions. So
 * "if the name is Jansen" is met, also together with another condition.
 */
export function* withLiterals(literals: Literals, lang: Lang): Generator<ReportModel> {
  for (const [index, text] of literals.texts.slice(0, 40).entries()) {
    const chance = halves(index + 1)
    yield replaced(sampleReport(lang), text, chance) as ReportModel
    yield {...(replaced(sampleReport(lang), text, () => true) as ReportModel), lang: text}
  }
  const few = trialReports(lang)
    .filter(({reactions}) => reactions.length < 50)
    .toSorted((a, b) => contents(b) - contents(a))
    .slice(0, 2)
  for (const number of literals.numbers.slice(0, 40))
    for (const near of [number - 1, number, number + 1].map(Math.floor))
      for (const report of near >= 1 && near <= 1_000_000 ? few : [])
        yield {...(near <= 200 ? sized(report, near) : report), version: near, gaps: near}
}

function contents(report: ReportModel): number {
  const lists = Object.values(report).filter(value => Array.isArray(value) && value.length > 0)
  const reacted = report.sections.some(each =>
    each.statements.some(one => one.reactions.length > 0),
  )
  return lists.length + (reacted ? 1 : 0)
}

/** The same report with exactly so many of everything. */
function sized(report: ReportModel, size: number): ReportModel {
  const fill = <Item>(list: readonly Item[]): readonly Item[] =>
    list.length === 0 ? list : Array.from({length: size}, (_, at) => list[at % list.length] as Item)
  return {
    ...report,
    persons: fill(report.persons),
    lapses: fill(report.lapses),
    issues: fill(report.issues),
    reactions: fill(report.reactions),
    signOffs: fill(report.signOffs),
    notHeard: fill(report.notHeard),
    sources: fill(report.sources),
    rights: fill(report.rights),
    sections: report.sections.map(section => ({
      ...section,
      statements: section.statements.map(each => ({...each, reactions: fill(each.reactions)})),
    })),
  }
}

/** Yes or no by turns without pattern, the same each time. */
function halves(seed: number): () => boolean {
  let state = seed * 0x9e37_79b9
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x6d2b_79f5
    return ((state >>> 9) & 1) === 1
  }
}

/** Ids and what says that something is empty or a gap stay: they tie the parts of a report together. */
const tied: ReadonlySet<string> = new Set(["id", "on", "source", "layer", "gap", "empty"])

function replaced(value: unknown, text: string, chance: () => boolean): unknown {
  if (typeof value === "string") return value !== "" && chance() ? text : value
  if (Array.isArray(value)) return value.map(item => replaced(item, text, chance))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      tied.has(key) ? item : replaced(item, text, chance),
    ]),
  )
}
