// SPDX-License-Identifier: EUPL-1.2
import {isKind, kinds, layerOf, words} from "@wederhoor/format"
import type {
  Lang,
  ReactionModel,
  ReportModel,
  SectionModel,
  StatementModel,
} from "@wederhoor/format"
import {cover, subsets} from "./cover.ts"
import {sampleReport} from "./sample.ts"
import {trialPersons, trialSignOffs} from "./trial-people.ts"

/**
 * Invented reports in which conditions meet. Each pair of the following occurs together, and many
 * triples: kind of passage, type of reaction, role, answer, late or not, number of lines, final or
 * not, plain or not; decision, state, purpose, role and answer of sign-offs; what a passage carries
 * and how many reactions it has. Then many small reports, in which each three of the lists and
 * switches of the report are empty, single or several together.
 *
 * About 90 reports and 600 reactions per language; made once.
 */
export function trialReports(lang: Lang): readonly ReportModel[] {
  const before = made.get(lang)
  if (before !== undefined) return before
  const now = [...wideReports(lang), ...narrowReports(lang)]
  made.set(lang, now)
  return now
}

const made = new Map<Lang, readonly ReportModel[]>()

/** The four copies of a report. */
const copies = [
  {final: false, plain: false},
  {final: false, plain: true},
  {final: true, plain: false},
  {final: true, plain: true},
] as const

const kindCodes = Object.keys(kinds)
const types = Object.values(words.reaction)
const answers = Object.values(words.answer)
const roles = Object.values(words.role)
const recognitions = Object.values(words.recognition)

/** Reports with everything in them, one per copy. */
function wideReports(lang: Lang): readonly ReportModel[] {
  const base = sampleReport(lang)
  const passages = trialPassages(lang)
  return copies.map(({final, plain}, copy) => {
    const statements = passages.filter(each => each.copy === copy).map(each => each.statement)
    const closing = [
      ...statements.flatMap(({reactions}) => reactions),
      ...wholeReactions(copy, lang),
    ]
    return {
      ...base,
      final,
      reader: {...base.reader, plain},
      persons: trialPersons(lang),
      sections: sectionsOf(statements, copy, lang),
      lapses: ["a", "b", "c"].map(each => `${base.lapses[0]} (${each})`),
      issues: [1, 2, 3].map(each => ({
        number: String(each),
        date: `${each} april 2026`,
        recipients: Array.from({length: each}, (_, index) => `Ontvanger ${index + 1}`),
        changed: each === 2 ? "" : `Wijziging ${each}`,
      })),
      reactions: turned(closing, copy),
      signOffs: trialSignOffs(lang).filter((_, index) => index % copies.length === copy),
      notHeard: Object.values(words.hearing).map((state, index) => ({
        name: `Persoon ${index + 1}`,
        reason: state[lang],
      })),
      sources: [1, 2, 3].map(each => ({
        id: `source-${each}`,
        number: `B${each}`,
        title: `Stuk ${each}`,
        date: `${each} mei 2026`,
      })),
      gaps: copy === 3 ? 3 : 0,
      version: copy + 1,
      rights: [1, 2, 3, 4].map(each => `Recht ${each}.`),
    }
  })
}

/** In each copy another reaction comes first and another last. */
function turned<Item>(items: readonly Item[], copy: number): readonly Item[] {
  const at = Math.floor((items.length * copy) / copies.length)
  return [...items.slice(at), ...items.slice(0, at)]
}

interface Passage {
  readonly copy: number
  readonly statement: StatementModel
}

const factor = {copy: 0, kind: 1, type: 2, role: 3, answer: 4, late: 5, lines: 6, text: 7} as const

/** Rows of reactions: what they are on, and what they are. */
function reactionRows(): readonly (readonly number[])[] {
  const {copy, kind, type, role, answer, late, lines} = factor
  return cover(
    [copies.length, kindCodes.length, types.length, roles.length + 1, answers.length + 1, 2, 3, 2],
    [
      [kind, type, answer],
      [kind, type, late],
      [role, type, late],
      [role, type, answer],
      [role, answer, late],
      [copy, type, answer],
      [copy, type, late],
      [copy, role, late],
      [type, answer, lines],
      ...subsets(8, 2),
    ],
  )
}

function trialPassages(lang: Lang): readonly Passage[] {
  const rows = reactionRows()
  const shapes = cover(
    [copies.length, kindCodes.length, 2, recognitions.length + 2, 2, 3, 3, 5],
    [[0, 1], ...subsets(6, 3).map(set => set.map(each => each + 2)), ...subsets(8, 2)],
  )
  const queues = new Map<string, (readonly number[])[]>()
  const keyOf = (copy: number | undefined, kind: number | undefined): string => `${copy}-${kind}`
  for (const row of rows) {
    const key = keyOf(row[factor.copy], row[factor.kind])
    queues.set(key, [...(queues.get(key) ?? []), row])
  }
  const served = new Map<string, number>()
  let count = 0
  const take = (key: string, many: number): readonly (readonly number[])[] => {
    const queue = queues.get(key) ?? []
    const from = served.get(key) ?? 0
    served.set(key, from + many)
    return Array.from({length: queue.length === 0 ? 0 : many}, (_, index) => {
      return queue[(from + index) % queue.length] ?? []
    })
  }
  const passage = (
    shape: readonly number[],
    reactions: readonly (readonly number[])[],
  ): Passage => {
    count += 1
    const [copy = 0, kind = 0, unconfirmed, recognised = 0, shared, details = 0, lines = 0] = shape
    const id = `p${count}`
    const code = kindCodes[kind] ?? ""
    return {
      copy,
      statement: {
        id,
        number: `1.${count}`,
        kind: isKind(code) ? kinds[code].label[lang] : "",
        layer: isKind(code) ? (layerOf(code) ?? "none") : "",
        layerName: layerWord(code, lang),
        gap: "",
        lines: Array.from({length: lines + 1}, (_, line) => ({
          // Two of the eight combinations of marks at a time.
          runs: [count + line, count + line + 3].map(each => ({
            text: `Tekst ${count}.${line}.${each % 8} `,
            strong: (each & 1) > 0,
            em: (each & 2) > 0,
            quote: (each & 4) > 0,
          })),
        })),
        details: [0, 1, 3].slice(0, details + 1).flatMap((many, index) =>
          index < details
            ? []
            : Array.from({length: many}, (_, each) => ({
                label: `Gegeven ${each + 1}`,
                value: `Waarde ${count}.${each}`,
                source: each === 0 ? "source-1" : "",
              })),
        ),
        unconfirmed: unconfirmed === 1 ? "Weergave niet bevestigd" : "",
        recognition: recognitions
          .filter((_, index) => recognised === recognitions.length + 1 || index === recognised - 1)
          .map((answer, index) => ({name: `Persoon ${index + 1}`, answer: answer[lang]})),
        shared: shared === 1 ? `Nog niet gedeeld (${count}).` : "",
        reactions: reactions.map((row, index) => reactionOf(row, id, `1.${count}`, index, lang)),
      },
    }
  }
  const found = shapes.map(shape =>
    passage(shape, take(keyOf(shape[0], shape[1]), [0, 1, 2, 3, 7][shape[7] ?? 0] ?? 0)),
  )
  // What found no place among them gets passages of its own: one that everybody was asked about, one not.
  for (const [key, queue] of queues) {
    const left = queue.slice(served.get(key) ?? 0)
    const [row] = left
    const shape = [row?.[factor.copy] ?? 0, row?.[factor.kind] ?? 0, 0]
    const half = Math.ceil(left.length / 2)
    if (left.length > 0)
      found.push(passage([...shape, recognitions.length + 1], left.slice(0, half)))
    if (left.length > 1) found.push(passage([...shape, 0], left.slice(half)))
  }
  return found
}

function wholeReactions(copy: number, lang: Lang): readonly ReactionModel[] {
  return cover([types.length, roles.length + 1, answers.length + 1, 2, 3, 2])
    .filter((_, index) => index % copies.length === copy)
    .map((row, index) => reactionOf([copy, 0, ...row], "", "", index, lang))
}

function reactionOf(
  row: readonly number[],
  on: string,
  number: string,
  index: number,
  lang: Lang,
): ReactionModel {
  const role = roles[(row[factor.role] ?? 0) - 1]
  const answer = answers[(row[factor.answer] ?? 0) - 1]
  const lines = ["Eerste regel.", "", "Laatste regel."]
  return {
    id: `${on || "whole"}-r${index}`,
    type: types[row[factor.type] ?? 0]?.[lang] ?? "",
    by: `Reageerder ${index + 1}`,
    role: role?.[lang] ?? "",
    on,
    number,
    date: `${(index % 28) + 1} juni 2026`,
    lines: [lines.slice(0, 1), lines, [...lines, "Nog een."]][row[factor.lines] ?? 0] ?? [],
    answer:
      answer === undefined
        ? null
        : {
            label: answer[lang],
            text: row[factor.text] === 1 ? "Reden." : "",
            by: "Karin Smit",
            date: "30 juni 2026",
          },
    late: row[factor.late] === 1 ? "Na vaststelling" : "",
    unanswered: answer === undefined ? "Nog niet beantwoord" : "",
  }
}

const layers = ["fact", "voice", "appraisal", "plan", "mixed", "none"] as const

function layerWord(code: string, lang: Lang): string {
  const layer = isKind(code) ? layerOf(code) : null
  return layer === null ? "" : words.layer[layer][lang]
}

/** Sections of different size: with a group or not, with fields or not, and empty ones between. */
function sectionsOf(
  statements: readonly StatementModel[],
  copy: number,
  lang: Lang,
): readonly SectionModel[] {
  const shapes = cover([2, 3, 3])
  const share = Math.ceil(statements.length / shapes.filter(shape => shape[2] === 2).length)
  let given = 0
  const met = [0, 0, 0]
  return shapes.map(([group, fields = 0, size = 0], index): SectionModel => {
    // Of each size in turn, so that sections of every layer hold passages.
    const turn = met[size] ?? 0
    met[size] = turn + 1
    const many = size === 2 ? share : size === 1 ? 1 : 0
    const own = size === 2 ? statements.slice(given, (given += many)) : []
    const alone = size === 1 ? [gapOf(`${index + 1}.1`, lang)] : []
    const last = own.length > 1 ? [gapOf(`${index + 1}.0`, lang)] : []
    const all = [...own, ...alone, ...last]
    return {
      id: `s${copy}-${index}`,
      group: group === 1 ? `Groep ${index + 1}` : "",
      number: String(index + 1),
      title: `Onderdeel ${index + 1}`,
      is: {[layers[(turn + 3 * copy) % layers.length] ?? "none"]: true},
      fields: Array.from({length: fields}, (_, each) => ({
        label: `Veld ${each + 1}`,
        value: `Inhoud ${index}.${each}`,
      })),
      statements: all,
      empty: all.length + fields === 0 ? "Hier staat nog niets." : "",
    }
  })
}

function gapOf(number: string, lang: Lang): StatementModel {
  const text = lang === "nl" ? "Dit stuk staat hier niet" : "This passage is not here"
  return {
    id: "",
    number,
    kind: "",
    layer: "",
    gap: `${text} (${number}).`,
    lines: [],
    details: [],
    unconfirmed: "",
    recognition: [],
    shared: "",
    reactions: [],
  }
}

/** Small reports in which each three of the lists and switches meet: none, one, several. */
function narrowReports(lang: Lang): readonly ReportModel[] {
  const [first, second] = wideReports(lang)
  const full = first ?? sampleReport(lang)
  const busy = (second ?? full).sections.flatMap(({statements}) => statements)
  const three = [0, 3].flatMap(least =>
    busy.filter(({reactions}) => reactions.length >= least).slice(0, 2),
  )
  const rows = cover([3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2], subsets(15, 3))
  return rows.map((row): ReportModel => {
    const some = <Item>(index: number, list: readonly Item[]): readonly Item[] =>
      list.slice(0, [0, 1, 3][row[index] ?? 0])
    const is = (index: number): boolean => row[index] === 1
    const reacted = row[3] ?? 0
    const statements = three.map(each => (reacted === 2 ? each : {...each, reactions: []}))
    const [head, ...others] = full.sections
    const sections = some(
      8,
      head === undefined
        ? []
        : [{...head, statements, empty: ""}, ...others.filter(each => each.empty !== "")],
    )
    const at = sections.flatMap(section => section.statements.flatMap(({reactions}) => reactions))
    const whole = full.reactions.filter(({on}) => on === "")
    return {
      ...full,
      persons: some(0, full.persons),
      lapses: some(1, full.lapses),
      issues: some(2, full.issues),
      reactions: reacted === 0 ? [] : [...at, ...whole.slice(0, 1)],
      signOffs: some(4, full.signOffs),
      notHeard: some(5, full.notHeard),
      sources: some(6, full.sources),
      rights: some(7, full.rights),
      sections,
      gaps: [0, 1, 12][row[9] ?? 0] ?? 0,
      final: is(10),
      reader: {...full.reader, plain: is(11), label: is(12) ? full.reader.label : ""},
      controlCode: is(13) ? full.controlCode : "",
      version: is(14) ? 14 : 1,
    }
  })
}
