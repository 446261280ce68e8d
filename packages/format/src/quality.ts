// SPDX-License-Identifier: EUPL-1.2
import {check} from "./check.ts"
import {isWithdrawn, refs, statementsOf} from "./content.ts"
import {type HearingState, type Kind, type Layer, layerOf} from "./names.ts"
import {partiesOf} from "./person.ts"
import type {Policy} from "./policy.ts"
import {hearingOf} from "./record.ts"
import {type ReportFile, offeredContent} from "./report-file.ts"
import type {Template} from "./template.ts"

/** Numbers by name; a name that does not occur is left out. */
export type Counts = {readonly [name: string]: number}

/** A layer, or `none` for what has no layer (questions, what is not known, what has no kind yet). */
export type LayerName = Layer | "none"

/** How one report is doing, as plain numbers. It holds no name, no id of a person or report, no text. */
export interface Quality {
  readonly format: "wederhoor-quality/1"
  readonly template: {readonly id: string; readonly version: string}
  readonly phase: string
  /** Standing statements; `withdrawn` are not in the other numbers. */
  readonly statements: {
    readonly total: number
    readonly withdrawn: number
    readonly perKind: Counts
    /** How many there are of a layer, and how many of those name a source. */
    readonly perLayer: {
      readonly [layer in LayerName]: {readonly total: number; readonly withSource: number}
    }
  }
  /** What `check` finds at `final`: how often, per rule. */
  readonly findings: {
    readonly errors: number
    readonly warnings: number
    readonly perRule: {
      readonly [rule: string]: {
        readonly severity: "error" | "warning"
        readonly gate: string
        readonly count: number
      }
    }
  }
  /** Parties by how far their hearing is; `heard` are those who were spoken with or reacted. */
  readonly hearing: {
    readonly toBeHeard: number
    readonly heard: number
    readonly perState: Counts
  }
  readonly reactions: {readonly total: number; readonly answered: number; readonly perType: Counts}
  /** The newest decision of each person per purpose. */
  readonly signOffs: {readonly total: number; readonly perDecision: Counts}
  /** Whether the report holds words of a child; `null` when there is no child in the register. */
  readonly childVoice: boolean | null
}

const layers: readonly LayerName[] = ["fact", "voice", "appraisal", "plan", "none"]
const layerNameOf = (kind: Kind): LayerName => layerOf(kind) ?? "none"

function counted(names: Iterable<string>): Counts {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * How one report is doing on a day (`YYYY-MM-DD`), measured by its own template and the policy of
 * that day. Pure; costs one `check`.
 */
export function qualityOf(
  file: ReportFile,
  template: Template,
  policy: Policy,
  today: string,
): Quality {
  const {record, content} = file
  const {persons} = record
  const all = [...statementsOf(content)].map(({statement}) => statement)
  const standing = all.filter(one => !isWithdrawn(one))
  const offered = offeredContent(file)
  const findings = check({
    content,
    persons,
    template,
    policy,
    today,
    gate: "final",
    record,
    ...(offered ? {offered} : {}),
  })
  const perLayer = (layer: LayerName): {total: number; withSource: number} => {
    const here = standing.filter(one => layerNameOf(one.kind) === layer)
    const withSource = here.filter(one => refs(one, "source").length > 0)
    return {total: here.length, withSource: withSource.length}
  }
  const perRule: {[rule: string]: Quality["findings"]["perRule"][string]} = {}
  for (const {rule, severity, gate} of findings)
    perRule[rule] = {severity, gate, count: (perRule[rule]?.count ?? 0) + 1}
  const states = partiesOf(persons, policy, today).map(({person}) => hearingOf(record, person.id))
  const decisions = new Map(
    record.signOffs.map(one => [`${one.person} ${one.purpose}`, one.decision] as const),
  )
  return {
    format: "wederhoor-quality/1",
    template: {id: record.template.id, version: record.template.version},
    phase: record.phase,
    statements: {
      total: standing.length,
      withdrawn: all.length - standing.length,
      perKind: counted(standing.map(one => one.kind)),
      perLayer: {
        fact: perLayer("fact"),
        voice: perLayer("voice"),
        appraisal: perLayer("appraisal"),
        plan: perLayer("plan"),
        none: perLayer("none"),
      },
    },
    findings: {
      errors: findings.filter(one => one.severity === "error").length,
      warnings: findings.filter(one => one.severity === "warning").length,
      perRule,
    },
    hearing: {
      toBeHeard: states.length,
      heard: states.filter(wasHeard).length,
      perState: counted(states),
    },
    reactions: {
      total: record.reactions.length,
      answered: record.reactions.filter(one => one.answer).length,
      perType: counted(record.reactions.map(one => one.type)),
    },
    signOffs: {total: decisions.size, perDecision: counted(decisions.values())},
    childVoice: persons.some(one => one.role === "child")
      ? standing.some(one => one.kind === "childVoice")
      : null,
  }
}

const wasHeard = (state: HearingState): boolean => state === "heard" || state === "responded"

/** Below this number of reports a group is not shown: it could point at a family or a colleague. */
export const smallestGroup = 5

/** One group in the totals. `reports: null`: few reports are outside it, so that number stays unsaid. */
export interface QualityGroup {
  readonly reports: number | null
  readonly count: number
}

/** A division of the reports: the groups that may be shown, and the rest together. */
export interface QualityGroups {
  readonly shown: {readonly [name: string]: QualityGroup}
  /** Small groups together, and as many others as it takes to hide them; left out when there are none. */
  readonly other?: QualityGroup
}

/** Sums over reports. */
export interface QualitySums {
  readonly statements: number
  readonly withSource: number
  readonly toBeHeard: number
  readonly heard: number
  readonly reactions: number
  readonly answered: number
}

/** Totals over many reports, without a trace of who wrote or whom it is about. */
export type QualityTotals =
  | {
      readonly format: "wederhoor-quality-totals/1"
      /** Fewer than five reports: nothing is told. */
      readonly suppressed: true
    }
  | {
      readonly format: "wederhoor-quality-totals/1"
      readonly suppressed: false
      readonly reports: number
      readonly sums: QualitySums
      /** Reports with words of a child, of those with a child; `null` when either or the rest is small. */
      readonly childVoice: {readonly with: number; readonly of: number} | null
      /** Sums per template; `other` as in `QualityGroups`. */
      readonly perTemplate: {
        readonly shown: {readonly [id: string]: QualitySums & {readonly reports: number}}
        readonly other?: QualitySums & {readonly reports: number}
      }
      /** Reports with such a finding, and how many findings. */
      readonly perRule: QualityGroups
      readonly perLayer: QualityGroups
      readonly perHearingState: QualityGroups
      readonly perDecision: QualityGroups
    }

/**
 * Totals over reports: sums and groups, without author, person or report. A group of fewer than five
 * reports is not shown but taken together with the others that are small; when those together are
 * still fewer than five, or only one group, the smallest shown group joins them, so that a total
 * minus what is shown tells nothing about a small group either. Where fewer than five reports are
 * *outside* a group, its number of reports is left out. Only over one list at a time: whoever asks
 * twice with one report more can compare, so give totals per fixed period.
 */
export function qualityTotals(list: readonly Quality[]): QualityTotals {
  const format = "wederhoor-quality-totals/1"
  if (list.length < smallestGroup) return {format, suppressed: true}
  const counts = (of: (one: Quality) => Counts): QualityGroups => grouped(list.map(of))
  return {
    format,
    suppressed: false,
    reports: list.length,
    sums: sumsOf(list),
    childVoice: childVoices(list),
    perTemplate: templatesOf(list),
    perRule: counts(({findings}) =>
      Object.fromEntries(Object.entries(findings.perRule).map(([rule, {count}]) => [rule, count])),
    ),
    perLayer: counts(({statements: {perLayer}}) =>
      Object.fromEntries(layers.map(layer => [layer, perLayer[layer].total])),
    ),
    perHearingState: counts(({hearing}) => hearing.perState),
    perDecision: counts(({signOffs}) => signOffs.perDecision),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

function sumsOf(list: readonly Quality[]): QualitySums {
  return {
    statements: sum(list.map(({statements}) => statements.total)),
    withSource: sum(
      list.flatMap(({statements: {perLayer}}) => layers.map(one => perLayer[one].withSource)),
    ),
    toBeHeard: sum(list.map(({hearing}) => hearing.toBeHeard)),
    heard: sum(list.map(({hearing}) => hearing.heard)),
    reactions: sum(list.map(({reactions}) => reactions.total)),
    answered: sum(list.map(({reactions}) => reactions.answered)),
  }
}

const isSmall = (count: number): boolean => count > 0 && count < smallestGroup

function childVoices(list: readonly Quality[]): {with: number; of: number} | null {
  const children = list.filter(({childVoice}) => childVoice !== null)
  const heard = children.filter(({childVoice}) => childVoice === true).length
  const parts = [heard, children.length - heard, children.length, list.length - children.length]
  return parts.some(isSmall) ? null : {with: heard, of: children.length}
}

/**
 * Which of these groups may be shown, each given as the set of reports in it. What is left together
 * is never one group alone and never fewer than five reports (or it is everything).
 */
function division(groups: ReadonlyMap<string, ReadonlySet<number>>): {
  shown: readonly string[]
  hidden: readonly string[]
} {
  const bySize = [...groups].toSorted(([a, x], [b, y]) => x.size - y.size || (a < b ? -1 : 1))
  const names = bySize.map(([name]) => name)
  let hidden = bySize.filter(([, reports]) => reports.size < smallestGroup).length
  const together = (): number =>
    new Set(bySize.slice(0, hidden).flatMap(([, reports]) => [...reports])).size
  while (hidden > 0 && hidden < names.length && (hidden < 2 || together() < smallestGroup)) hidden++
  return {shown: names.slice(hidden).toSorted(), hidden: names.slice(0, hidden)}
}

function membersOf(list: readonly (readonly string[])[]): Map<string, Set<number>> {
  const groups = new Map<string, Set<number>>()
  list.forEach((names, report) => {
    for (const name of names) groups.set(name, (groups.get(name) ?? new Set()).add(report))
  })
  return groups
}

function grouped(list: readonly Counts[]): QualityGroups {
  const names = list.map(counts => Object.keys(counts).filter(name => (counts[name] ?? 0) > 0))
  const groups = membersOf(names)
  const {shown, hidden} = division(groups)
  const group = (of: readonly string[]): QualityGroup => {
    const reports = new Set(of.flatMap(name => [...(groups.get(name) ?? [])])).size
    return {
      reports: isSmall(reports) || isSmall(list.length - reports) ? null : reports,
      count: sum(list.flatMap(counts => of.map(name => counts[name] ?? 0))),
    }
  }
  const parts = Object.fromEntries(shown.map(name => [name, group([name])]))
  // Everything is small: then even together it would point at a few reports.
  const together = new Set(hidden.flatMap(name => [...(groups.get(name) ?? [])])).size
  if (hidden.length === 0 || together < smallestGroup) return {shown: parts}
  return {shown: parts, other: group(hidden)}
}

function templatesOf(
  list: readonly Quality[],
): Extract<QualityTotals, {suppressed: false}>["perTemplate"] {
  const {shown, hidden} = division(membersOf(list.map(({template}) => [template.id])))
  const group = (ids: readonly string[]): QualitySums & {reports: number} => {
    const these = list.filter(({template}) => ids.includes(template.id))
    return {reports: these.length, ...sumsOf(these)}
  }
  return {
    shown: Object.fromEntries(shown.map(id => [id, group([id])])),
    ...(hidden.length > 0 ? {other: group(hidden)} : {}),
  }
}
