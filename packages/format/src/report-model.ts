// SPDX-License-Identifier: EUPL-1.2
import {statementAttributes} from "./attributes.ts"
import {type Run, attr, refs} from "./content.ts"
import {dayOf, formatDate} from "./dates.ts"
import type {
  PersonModel,
  ReactionModel,
  ReportModel,
  SectionModel,
  SignOffModel,
  StatementModel,
} from "./model.ts"
import {type HearingState, type Lang, layerOf, textIn, wordFor} from "./names.ts"
import {holdsShielded, isFamily, isTeam, partiesOf, type Person} from "./person.ts"
import type {Policy} from "./policy.ts"
import {type Reaction, type RecordState, hearingOf} from "./record.ts"
import {type Template, type TemplateField, rightNames} from "./template.ts"
import type {FrozenStatement, Version} from "./version.ts"
import {sentencesFor} from "./report-words.ts"

/** For whom a copy is made. */
export type Reader = Pick<Person, "id" | "role" | "name">

/** What `reportModel` needs besides the copy itself. */
export interface ModelOptions {
  readonly reader: Reader
  readonly template: Template
  readonly policy: Policy
  readonly lang: Lang
  /** What this copy is for: to be heard, to be signed, the final report, or a look at the draft. */
  readonly use: "hearing" | "signing" | "final"
  /** Last day to react, `YYYY-MM-DD`; printed among the rights. */
  readonly reactBy?: string
  /** Computed state and receipt code of each sign-off, by id. */
  readonly signOffs?: {
    readonly [id: string]: {readonly state: string; readonly receiptCode: string}
  }
  readonly controlCode?: string
}

/**
 * One reader's rendition of a version in words: what a report template lays out.
 *
 * `version` must be that reader's copy (`redactFor`): nothing is looked up elsewhere, so what the
 * reader may not see cannot come in. The record gives hearings and signatures only. Pure, and the
 * same bytes everywhere.
 */
export function reportModel(
  version: Version,
  state: RecordState,
  options: ModelOptions,
): ReportModel {
  const {reader, template, lang, policy} = options
  const say = sentencesFor(lang)
  const full = isTeam(reader.role as Person["role"]) || reader.role === "reviewer"
  const numbers = new Map<string, string>()
  version.sections.forEach((section, s) =>
    section.statements.forEach((leaf, n) => {
      if (leaf.value) numbers.set(leaf.value.id, `${s + 1}.${n + 1}`)
    }),
  )
  const person = (id: string): {name: string; label: string} =>
    version.parties.find(leaf => leaf.value?.id === id)?.value ?? {name: id, label: ""}
  /** What somebody is here: "moeder"; the role where the label only says the name again. */
  const calling = (id: string): string => {
    const found = version.parties.find(leaf => leaf.value?.id === id)?.value
    if (!found) return ""
    return found.name.startsWith(found.label) ? wordFor("role", found.role, lang) : found.label
  }
  const named = (id: string): string => {
    const {name, label} = person(id)
    return label && !name.startsWith(label) ? `${name} (${label})` : name
  }
  const sourceNumbers = new Map(
    // Numbered before hiding, so that every reader means the same source by B3.
    version.sources.flatMap(({value: source}, n) =>
      source ? [[source.id, {source, number: `B${n + 1}`}] as const] : [],
    ),
  )
  const reactions = version.reactions.flatMap(leaf => leaf.value ?? [])
  const reactionModel = (reaction: Reaction): ReactionModel => ({
    id: reaction.id,
    type: wordFor("reaction", reaction.type, lang),
    by: person(reaction.by).name,
    role: calling(reaction.by),
    on: reaction.on,
    number: numbers.get(reaction.on) ?? "",
    date: formatDate(dayOf(reaction.at), lang),
    lines: reaction.text.split("\n"),
    answer: reaction.answer
      ? {
          label: wordFor("answer", reaction.answer.kind, lang),
          text: reaction.answer.text,
          by: named(reaction.answer.by),
          date: formatDate(dayOf(reaction.answer.at), lang),
        }
      : null,
    unanswered: reaction.answer ? "" : say.unanswered,
  })

  const details = (statement: FrozenStatement): StatementModel["details"] => {
    const list: {label: string; value: string}[] = []
    const add = (label: string, value: string): void => void (value && list.push({label, value}))
    for (const id of refs(statement, "source")) {
      const found = sourceNumbers.get(id)
      const page = statement.relations.find(
        relation => relation.type === "source" && relation.ref === id,
      )?.page
      if (found)
        add(
          say.source,
          [
            `${found.source.title} (${found.number})`,
            found.source.date ? formatDate(found.source.date, lang) : say.noDate,
            page ? say.page(page) : "",
            found.source.consent ?? "",
          ]
            .filter(Boolean)
            .join(", "),
        )
    }
    for (const [name, rule] of Object.entries(statementAttributes)) {
      if (
        !rule.label ||
        name === "withdrawn" ||
        (rule.kinds && !rule.kinds.includes(statement.kind))
      )
        continue
      const value = attr(statement, name)
      if (value === "") continue
      if (name === "by") add(say.by(statement.kind), named(value))
      else if (name === "at") add(say.date, formatDate(value, lang))
      else if (name === "until") add(say.until(statement.kind), formatDate(value, lang))
      else if (rule.shape === "date") add(rule.label[lang], formatDate(value, lang))
      else add(rule.label[lang], rule.options?.[value]?.[lang] ?? value)
    }
    for (const type of ["basedOn", "contradicts", "alternativeTo", "answers"] as const) {
      const targets = refs(statement, type).map(id => numbers.get(id) ?? say.hiddenTarget)
      add(say.relation[type], targets.join(", "))
    }
    if (full)
      for (const type of ["reader", "shareWith"] as const)
        add(
          say.relation[type],
          refs(statement, type)
            .map(id => say.group[id] ?? person(id).label)
            .join(", "),
        )
    return list
  }

  // An agreement exists once everyone who has a task in it agreed to the plan (§0a.11).
  const accorded = (agreement: FrozenStatement): boolean =>
    state.signOffs.some(
      one =>
        one.purpose === "plan" &&
        one.person === attr(agreement, "by") &&
        one.version === version.version &&
        (one.decision === "agreed" || one.decision === "agreedWithRemarks"),
    )

  let gap = 0
  const statementModel = (
    leaf: Version["sections"][number]["statements"][number],
    number: string,
  ): StatementModel => {
    const {value} = leaf
    if (!value)
      return {
        id: "",
        number,
        kind: "",
        layer: "",
        gap: say.gap(++gap),
        lines: [],
        details: [],
        reactions: [],
      }
    return {
      id: value.id,
      number,
      kind:
        value.kind === "agreement" && !accorded(value)
          ? say.proposal
          : wordFor("kind", value.kind, lang),
      layer: layerOf(value.kind) ?? "none",
      gap: "",
      lines: value.lines.map(line => ({runs: line.map(runModel)})),
      details: details(value),
      reactions: reactions.filter(reaction => reaction.on === value.id).map(reactionModel),
    }
  }

  // Attempts and grounds are for team and court; a deferral tells other readers nothing (§0a.8, §0a.10).
  const stateWord = (hearing: HearingState): string =>
    !full && (hearing === "deferredSafety" || hearing === "deferredUrgency")
      ? say.notHeardYet
      : wordFor("hearing", hearing, lang)
  const heard = (id: string): string => {
    const hearing = hearingOf(state, id)
    if (!full && hearing !== "heard" && hearing !== "responded") return stateWord(hearing)
    const record = state.hearings.findLast(candidate => candidate.person === id)
    const own = state.reactions.find(reaction => reaction.by === id)
    const on = own ? formatDate(dayOf(own.at), lang) : record ? formatDate(record.on, lang) : ""
    return [stateWord(hearing), on, record && !own ? record.how : ""].filter(Boolean).join(", ")
  }
  const parties = partiesOf(state.persons, policy, dayOf(version.frozenAt)).map(
    ({person: one}) => one,
  )
  const persons: PersonModel[] = version.parties
    .flatMap(leaf => leaf.value ?? [])
    .map(one => ({
      name: one.name,
      role: calling(one.id),
      heard: parties.some(party => party.id === one.id) ? heard(one.id) : "",
    }))

  const sections: SectionModel[] = version.sections.map((section, s) => {
    const described = template.sections.find(candidate => candidate.id === section.id)
    const fields = section.fields.flatMap(({value}) => {
      const field = described?.fields?.find(candidate => candidate.id === value?.id)
      if (!value?.value || !field) return []
      return [
        {
          label: textIn(field.label, lang),
          value: fieldWords(field, value.value, lang),
        },
      ]
    })
    const computed =
      described?.computed === "method"
        ? parties.map(party => ({label: named(party.id), value: heard(party.id)}))
        : []
    const statements = section.statements.map((leaf, n) =>
      statementModel(leaf, `${s + 1}.${n + 1}`),
    )
    return {
      id: section.id,
      number: String(s + 1),
      title: described ? textIn(described.title, lang) : section.title,
      fields: [...fields, ...computed],
      statements,
      empty: statements.length + fields.length + computed.length === 0 ? say.empty : "",
    }
  })

  return {
    lang,
    reportId: version.id,
    title: textIn(template.title, lang),
    status: say.status[options.use](version.version),
    version: version.version,
    frozenOn: formatDate(dayOf(version.frozenAt), lang),
    reader: {name: reader.name, label: wordFor("role", reader.role, lang), plain: false},
    final: options.use === "final",
    persons,
    sections,
    reactions: reactions.map(reactionModel),
    signOffs: signOffModels(version, state, options, named),
    notHeard: parties.flatMap(party => {
      const hearing = hearingOf(state, party.id)
      const record = state.hearings.findLast(candidate => candidate.person === party.id)
      if (hearing === "heard" || hearing === "responded") return []
      const reason = record ? (full ? (record.reason ?? record.how) : "") : ""
      return [
        {
          name: named(party.id),
          reason: [stateWord(hearing), reason].filter(Boolean).join(": "),
        },
      ]
    }),
    sources: [...sourceNumbers.values()].map(({source, number}) => ({
      id: source.id,
      number,
      title: [source.title, source.author ?? ""].filter(Boolean).join(", "),
      date: source.date ? formatDate(source.date, lang) : say.noDate,
    })),
    gaps: gap,
    rights: [
      ...(options.reactBy && isFamily(reader.role as Person["role"])
        ? [say.reactBy(formatDate(options.reactBy, lang))]
        : []),
      ...rightNames.map(name => textIn(template.rights[name], lang)),
    ],
    controlCode: options.controlCode ?? "",
  }
}

const fieldWords = (field: TemplateField, value: string, lang: Lang): string => {
  const option = field.options?.find(one => one.id === value)
  if (option) return textIn(option.label, lang)
  return field.type === "date" ? formatDate(value, lang) : value
}

const runModel = (run: Run): {text: string; strong: boolean; em: boolean; quote: boolean} => ({
  text: run.text,
  strong: run.marks?.includes("strong") ?? false,
  em: run.marks?.includes("em") ?? false,
  quote: run.marks?.includes("quote") ?? false,
})

/** The sign-off table: every recorded act on this version, and the parents who have not signed yet. */
function signOffModels(
  version: Version,
  state: RecordState,
  options: ModelOptions,
  named: (id: string) => string,
): SignOffModel[] {
  if (options.use === "hearing") return []
  const {lang, reader} = options
  const say = sentencesFor(lang)
  const role = (id: string): Person["role"] | undefined =>
    state.persons.find(one => one.id === id)?.role
  const full = isTeam(reader.role) || reader.role === "reviewer"
  // What a child signs is shown to a parent only as far as the child agreed to share it.
  const visible = (id: string): boolean =>
    role(id) !== "child" || id === reader.id || !isFamily(reader.role as Person["role"])
  const rows = state.signOffs
    .filter(one => one.version === version.version && visible(one.person))
    .map(one => {
      const own =
        one.decision !== "declined" &&
        one.decision !== "noResponse" &&
        one.decision !== "unreachable"
      const approval = one.purpose === "approval" || one.purpose === "author"
      return {
        name: named(one.person),
        role: wordFor("role", role(one.person) ?? "", lang),
        purpose: wordFor("purpose", one.purpose, lang),
        decision: approval
          ? wordFor("purpose", one.purpose, lang)
          : wordFor("decision", one.decision, lang),
        date: formatDate(dayOf(one.at), lang),
        version: String(one.version),
        state: wordFor("signOffState", options.signOffs?.[one.id]?.state ?? "", lang),
        // What a professional noted about a missing signature (attempts) is not for the family, and a
        // remark that holds something shielded is for its writer and the team.
        remarks:
          one.remarks &&
          (full ||
            (own && (one.person === reader.id || !holdsShielded(one.remarks, state.persons))))
            ? one.remarks.split("\n")
            : [],
        how: own ? say.signedSelf : say.recordedByTeam,
        receiptCode: options.signOffs?.[one.id]?.receiptCode ?? "",
      }
    })
  const missing = state.persons
    .filter(one => one.role === "parent" || one.role === "carer")
    .filter(
      one =>
        !state.signOffs.some(done => done.person === one.id && done.version === version.version),
    )
    .map(one => ({
      name: named(one.id),
      role: wordFor("role", one.role, lang),
      purpose: wordFor("purpose", "report", lang),
      decision: say.notSigned,
      date: "",
      version: String(version.version),
      state: "",
      remarks: [],
      how: "",
      receiptCode: "",
    }))
  return [...rows, ...missing]
}
