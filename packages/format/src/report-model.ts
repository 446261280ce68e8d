// SPDX-License-Identifier: EUPL-1.2
import {type VocabularyName, statementAttributes} from "./attributes.ts"
import {type Run, attr, refs} from "./content.ts"
import {dayOf, formatDate} from "./dates.ts"
import {lapsesOf} from "./life/lapses.ts"
import {type ReadableRecognition, recognitionFor, recognitionOf} from "./life/recognition.ts"
import type {
  PersonModel,
  ReactionModel,
  ReportModel,
  SectionModel,
  StatementModel,
} from "./model.ts"
import {type HearingState, type Lang, type Text, layerOf, textIn, wordFor} from "./names.ts"
import {isFamily, partiesOf, readsAll} from "./person.ts"
import type {Policy} from "./policy.ts"
import {type Reaction, type RecordState, hearingOf} from "./record.ts"
import {type Standing, isAccorded, isUnconfirmed} from "./reading/accord.ts"
import {signOffModels} from "./report-signing.ts"
import {sentencesFor} from "./report-words.ts"
import {type Template, type TemplateField, rightNames, vocabularyOf} from "./template.ts"
import {type FrozenStatement, type Version, contentOf, mayReadReaction} from "./version.ts"
import {type CopyReader, readsReport} from "./visibility.ts"

/** For whom a copy is made. */
export interface Reader extends CopyReader {
  readonly name: string
}

/** What `reportModel` needs besides the copy itself. */
export interface ModelOptions {
  readonly reader: Reader
  readonly template: Template
  readonly policy: Policy
  readonly lang: Lang
  /** What this copy is for: to be heard, to be signed, the final report, or a look at the draft. */
  readonly use: "hearing" | "signing" | "final"
  /** A plainer frame around the same content. Default: for a child. */
  readonly plain?: boolean
  /** Last day to react, `YYYY-MM-DD`; printed among the rights. */
  readonly reactBy?: string
  /** Day on which this copy is made, `YYYY-MM-DD`: what has lapsed by then is said. Default: frozen. */
  readonly today?: string
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
  const full = readsAll(reader.role)
  // Attempts to hear somebody, and why it was put off, are for team and court (§0a.8, §0a.10).
  const attempts = full || reader.role === "court"
  const outsider = !readsReport(reader.role, template)
  const day = dayOf(version.frozenAt)
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
  const frozen = version.reactions.flatMap(leaf => leaf.value ?? [])
  // A late reaction is an addendum: it stands in the record, not in the version that was signed.
  const readable = new Set(numbers.keys())
  const late = state.reactions.filter(
    one =>
      options.use === "final" &&
      one.late &&
      mayReadReaction(one, reader, state, readable, template),
  )
  const reactions = [...frozen, ...late]
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
    late: reaction.late ? say.late : "",
    unanswered: reaction.answer ? "" : say.unanswered,
  })

  const details = (statement: FrozenStatement): StatementModel["details"] => {
    const list: {label: string; value: string; source: string}[] = []
    const add = (label: string, value: string, source = ""): void =>
      void (value && list.push({label, value, source}))
    for (const id of refs(statement, "source")) {
      const found = sourceNumbers.get(id)
      const page = statement.relations.find(
        relation => relation.type === "source" && relation.ref === id,
      )?.page
      if (!found) add(say.source, say.hiddenSource)
      else
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
          found.source.id,
        )
    }
    for (const [name, rule] of Object.entries(statementAttributes)) {
      if (
        !rule.label ||
        name === "withdrawn" ||
        name === "subkind" ||
        (rule.kinds && !rule.kinds.includes(statement.kind))
      )
        continue
      const value = attr(statement, name)
      if (value === "") continue
      if (name === "by") add(say.by(statement.kind), named(value))
      else if (name === "at") add(say.date, formatDate(value, lang))
      else if (name === "until") add(say.until(statement.kind), formatDate(value, lang))
      else if (rule.shape === "date") add(rule.label[lang], formatDate(value, lang))
      else if (rule.shape === "ref") add(rule.label[lang], named(value))
      else if (rule.vocabulary)
        add(rule.label[lang], termIn(template, rule.vocabulary, value, lang))
      else add(rule.label[lang], rule.options?.[value]?.[lang] ?? value)
    }
    for (const type of ["basedOn", "contradicts", "alternativeTo", "answers"] as const) {
      // That somebody contradicts words one may not read would tell that they are there.
      const named = refs(statement, type).filter(id => type !== "contradicts" || numbers.has(id))
      const targets = named.map(id => numbers.get(id) ?? say.hiddenTarget)
      add(say.relation[type], targets.join(", "))
    }
    add(say.relation.accord, refs(statement, "accord").map(named).join(", "))
    if (full) {
      for (const type of ["reader", "shareWith"] as const)
        add(
          say.relation[type],
          refs(statement, type)
            .map(id => say.group[id] ?? person(id).label)
            .join(", "),
        )
      const origin = attr(statement, "originReport")
      const from = attr(statement, "originVersion")
      if (origin)
        add(say.origin, [origin, from ? say.version(from) : ""].filter(Boolean).join(", "))
    }
    return list
  }

  const standing: Standing = {
    person: id => state.persons.find(one => one.id === id),
    template,
    policy,
    today: day,
    record: state,
    version: version.version,
    carries: id => ["current", "carriesOver"].includes(options.signOffs?.[id]?.state ?? ""),
  }
  const kindWord = (statement: FrozenStatement): string => {
    if (statement.kind === "agreement" && !isAccorded(statement, standing)) return say.proposal
    const own = vocabularyOf(template, "kinds", statement.kind).find(
      one => one.id === attr(statement, "subkind"),
    )
    return own ? textIn(own.label, lang) : wordFor("kind", statement.kind, lang)
  }
  const recognised = new Map(
    template.recognition && options.use !== "hearing"
      ? recognitionFor(
          recognitionOf(state, contentOf(version), policy, day),
          reader,
          state.persons,
          template,
        ).map(one => [one.statement, one])
      : [],
  )
  const sharedWords = (one: ReadableRecognition): string => {
    if (one.shared) return one.partial ? say.sharedAsShown : say.shared
    const against = one.parties.filter(({answer}) => answer === "no").map(who => named(who.person))
    return against.length > 0 ? say.notSharedBy(against) : say.notSharedYet
  }

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
        layerName: "",
        gap: say.gap(++gap),
        lines: [],
        details: [],
        unconfirmed: "",
        recognition: [],
        shared: "",
        reactions: [],
      }
    const known = recognised.get(value.id)
    return {
      id: value.id,
      number,
      kind: kindWord(value),
      layer: layerOf(value.kind) ?? "none",
      layerName: wordFor("layer", layerOf(value.kind) ?? "", lang),
      gap: "",
      lines: value.lines.map(line => ({runs: line.map(runModel)})),
      details: details(value),
      unconfirmed:
        options.use !== "hearing" && isUnconfirmed(value, standing) ? say.unconfirmed : "",
      recognition: (known?.parties ?? []).map(one => ({
        name: named(one.person),
        answer: wordFor("recognition", one.answer, lang),
      })),
      shared: known ? sharedWords(known) : "",
      reactions: reactions.filter(reaction => reaction.on === value.id).map(reactionModel),
    }
  }

  // A deferral tells other readers nothing.
  const stateWord = (hearing: HearingState): string =>
    !attempts && (hearing === "deferredSafety" || hearing === "deferredUrgency")
      ? say.notHeardYet
      : wordFor("hearing", hearing, lang)
  const heard = (id: string): string => {
    const hearing = hearingOf(state, id)
    if (!attempts && hearing !== "heard" && hearing !== "responded") return stateWord(hearing)
    const record = state.hearings.findLast(candidate => candidate.person === id)
    const own = state.reactions.find(reaction => reaction.by === id)
    const on = own ? formatDate(dayOf(own.at), lang) : record ? formatDate(record.on, lang) : ""
    return [stateWord(hearing), on, record && !own ? record.how : ""].filter(Boolean).join(", ")
  }
  // How others were heard is not for who is only asked about their own words.
  const parties = partiesOf(state.persons, policy, day)
    .map(({person: one}) => one)
    .filter(one => !outsider || one.id === reader.id)
  const persons: PersonModel[] = version.parties
    .flatMap(leaf => leaf.value ?? [])
    .map(one => ({
      name: one.name,
      role: calling(one.id),
      heard: parties.some(party => party.id === one.id) ? heard(one.id) : "",
    }))

  const groupOf = (id: string): string => {
    const described = template.sections.find(candidate => candidate.id === id)
    if (!described) return say.retired
    return described.group ? textIn(described.group, lang) : ""
  }
  const sections: SectionModel[] = version.sections.map((section, s) => {
    const described = template.sections.find(candidate => candidate.id === section.id)
    const fields = section.fields.flatMap(({value}) => {
      const field = described?.fields?.find(candidate => candidate.id === value?.id)
      const gone = value && retiredLabel(state, section.id, value.id)
      if (value?.value && gone)
        return [{label: `${textIn(gone, lang)} (${say.retired})`, value: value.value}]
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
    const group = groupOf(section.id)
    const before = version.sections[s - 1]
    return {
      id: section.id,
      number: String(s + 1),
      group: before && groupOf(before.id) === group ? "" : group,
      title: described ? textIn(described.title, lang) : section.title,
      is: {[described?.layer ?? "none"]: true},
      fields: [...fields, ...computed],
      statements,
      empty: statements.length + fields.length + computed.length === 0 ? say.empty : "",
    }
  })

  const lapseLines = (): string[] => {
    const lapses = lapsesOf(state, policy, options.today ?? day)
    return outsider
      ? lapses.slice(0, 1).map(() => say.someLapsed)
      : lapses.map(lapse => say.lapsed(named(lapse.person)))
  }
  const issues = (): ReportModel["issues"] =>
    state.issues.map(one => ({
      number: String(one.number),
      date: formatDate(dayOf(one.at), lang),
      recipients: one.recipients.map(named),
      changed: one.changed,
    }))

  return {
    lang,
    reportId: version.id,
    title: textIn(template.title, lang),
    status: say.status[options.use](version.version),
    version: version.version,
    frozenOn: formatDate(dayOf(version.frozenAt), lang),
    reader: {
      name: reader.name,
      label: wordFor("role", reader.role, lang),
      plain: options.plain ?? reader.role === "child",
    },
    final: options.use === "final",
    persons,
    sections,
    lapses: lapseLines(),
    issues: options.use === "final" && !outsider ? issues() : [],
    reactions: reactions.map(reactionModel),
    signOffs: signOffModels(version, state, options, named),
    notHeard: parties.flatMap(party => {
      const hearing = hearingOf(state, party.id)
      const record = state.hearings.findLast(candidate => candidate.person === party.id)
      if (hearing === "heard" || hearing === "responded") return []
      const reason = record ? (attempts ? (record.reason ?? record.how) : "") : ""
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
      ...(options.reactBy && isFamily(reader.role)
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

/** The label of a field that the template no longer has. */
function retiredLabel(state: RecordState, section: string, field: string): Text | undefined {
  return state.retired
    .filter(one => one.section === section)
    .flatMap(one => one.fields)
    .findLast(one => `retired-${one.id}` === field)?.label
}

/** The template's word for a term of one of its lists; the term itself when it is not (any more) there. */
function termIn(template: Template, list: VocabularyName, id: string, lang: Lang): string {
  const term = vocabularyOf(template, list).find(one => one.id === id)
  return term ? textIn(term.label, lang) : id
}
