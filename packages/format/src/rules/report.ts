// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import {hearingProgress} from "../life.ts"
import {partiesOf} from "../person.ts"
import {newestVersion} from "../record.ts"
import {changedSince} from "./general.ts"
import type {ReportRule} from "./rule.ts"

export const reportRules: readonly ReportRule[] = [
  {
    slug: "disclosure-checked",
    gate: "toFamily",
    severity: "error",
    on: "report",
    source: "format.md §0a.6 (HRG-22); Jeugdwet 7.3.2(3)",
    words: {
      nl: [
        "Voor {person} is nog niet nagegaan of laten lezen iemand in gevaar kan brengen.",
        "Beantwoord de vraag onder “Ter inzage”, samen met een collega.",
      ],
      en: [
        "For {person} nobody has checked yet whether showing this could endanger someone.",
        "Answer the question under “Hearing”, together with a colleague.",
      ],
    },
    *check({record, policy, today}) {
      if (!record) return
      for (const {person} of partiesOf(record.persons, policy, today))
        if (!record.disclosure.some(check => check.reader === person.id))
          yield {person: person.id, params: {person: person.label}}
    },
  },
  {
    slug: "party-heard",
    gate: "approve",
    severity: "error",
    on: "report",
    source: "HRG-7; BW 1:253a; Rv 809(1); Jeugdwet 7.3.2",
    words: {
      nl: [
        "{person} heeft nog niet gereageerd en er staat niet waarom.",
        "Wacht op de reactie, of leg vast hoe {person} gehoord is of waarom dat niet kon.",
      ],
      en: [
        "{person} has not reacted yet and it does not say why.",
        "Wait for the reaction, or record how {person} was heard or why that was not possible.",
      ],
    },
    *check({record, policy, today}) {
      if (!record) return
      for (const {person, done} of hearingProgress(record, policy, today))
        if (!done) {
          const label = record.persons.find(candidate => candidate.id === person)?.label ?? person
          yield {person, params: {person: label}}
        }
    },
  },
  {
    slug: "child-has-voice",
    gate: "approve",
    severity: "error",
    on: "report",
    source: "Rv 799a(2); Gelderse bouwstenen B4.5",
    words: {
      nl: [
        "Van {person} staat er niets, en ook niet waarom niet.",
        "Schrijf op wat {person} vertelde, of leg vast hoe {person} gehoord is.",
      ],
      en: [
        "There is nothing from {person}, nor why not.",
        "Write down what {person} told, or record how {person} was heard.",
      ],
    },
    *check({record, statements}) {
      if (!record) return
      for (const person of record.persons.filter(candidate => candidate.role === "child")) {
        const spoke = [...statements.values()].some(
          one => one.kind === "childVoice" && attr(one, "by") === person.id,
        )
        if (!spoke && !record.hearings.some(hearing => hearing.person === person.id))
          yield {person: person.id, params: {person: person.label}}
      }
    },
  },
  {
    slug: "reaction-answered",
    gate: "approve",
    severity: "error",
    on: "report",
    source: "HRG-17; Jeugdwet 7.3.8(2)",
    words: {
      nl: ["Een reactie van {person} heeft nog geen antwoord.", "Geef antwoord onder “Reacties”."],
      en: ["A reaction of {person} has no answer yet.", "Answer it under “Reactions”."],
    },
    *check({record}) {
      if (!record) return
      for (const reaction of record.reactions.filter(candidate => !candidate.answer)) {
        const label =
          record.persons.find(candidate => candidate.id === reaction.by)?.label ?? reaction.by
        yield {
          person: reaction.by,
          params: {person: label},
          ...(reaction.on ? {statement: reaction.on} : {}),
        }
      }
    },
  },
  {
    slug: "heard-on-this-version",
    gate: "approve",
    severity: "error",
    on: "report",
    source: "format.md §0a.5 (HRG-21); SKJ 19.158Ta",
    words: {
      nl: [
        "Dit is veranderd of nieuw sinds de versie die de mensen lazen.",
        "Leg het opnieuw voor, zodat zij er op kunnen reageren.",
      ],
      en: [
        "This is new or changed since the version that people read.",
        "Offer it again, so that they can react to it.",
      ],
    },
    *check({offered, content}) {
      if (offered) for (const statement of changedSince(offered, content)) yield {statement}
    },
  },
  {
    slug: "question-answered",
    gate: "approve",
    severity: "error",
    on: "report",
    source: "format.md §5.1 (één antwoord per vraag)",
    words: {
      nl: [
        "Deze onderzoeksvraag heeft nog geen antwoord.",
        "Schrijf een conclusie die op deze vraag antwoordt.",
      ],
      en: ["This research question has no answer yet.", "Write a conclusion that answers it."],
    },
    *check({statements}) {
      const answered = new Set(
        [...statements.values()]
          .filter(one => one.kind === "conclusion")
          .flatMap(one => refs(one, "answers")),
      )
      for (const one of statements.values())
        if (one.kind === "question" && !answered.has(one.id)) yield {statement: one.id}
    },
  },
  {
    slug: "section-required",
    gate: "final",
    severity: "error",
    on: "report",
    source: "format.md §5.1",
    words: {
      nl: ["In “{section}” staat nog niets.", "Vul deze paragraaf in."],
      en: ["“{section}” is still empty.", "Fill in this section."],
    },
    *check({template, content, record, withdrawn}) {
      for (const section of template.sections) {
        if (!section.required || section.computed) continue
        const fields = section.fields?.filter(field => field.required) ?? []
        const filled =
          fields.length > 0 && fields.every(field => record?.fields[section.id]?.[field.id]?.value)
        const statements =
          content.sections.find(candidate => candidate.id === section.id)?.statements ?? []
        if (!filled && !statements.some(statement => !withdrawn.has(statement.id)))
          yield {section: section.id, params: {section: section.title["nl"] ?? section.id}}
      }
    },
  },
  {
    slug: "sign-off-recorded",
    gate: "final",
    severity: "error",
    on: "report",
    source: "SGN-5; voorwaarde (d) van de RvdK: accordering staat in het verslag",
    words: {
      nl: [
        "{person} heeft nog niet getekend en er staat niet waarom.",
        "Wacht op {person}, of leg vast dat {person} niet wil, niet reageert of niet is bereikt.",
      ],
      en: [
        "{person} has not signed yet and it does not say why.",
        "Wait for {person}, or record that {person} declines, does not react or was not reached.",
      ],
    },
    *check({record}) {
      if (!record) return
      const version = newestVersion(record)
      if (version?.purpose !== "signing") return
      for (const person of record.persons.filter(
        one => one.role === "parent" || one.role === "carer",
      ))
        if (
          !record.signOffs.some(one => one.person === person.id && one.version === version.number)
        )
          yield {person: person.id, params: {person: person.label}}
    },
  },
]
