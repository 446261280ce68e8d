// SPDX-License-Identifier: EUPL-1.2
import {attr, refs} from "../content.ts"
import {folded} from "../fold.ts"
import {hearingProgress} from "../life.ts"
import {partiesOf} from "../person.ts"
import {type RecordState, hearingOf, newestVersion} from "../record.ts"
import {changedSince} from "./general.ts"
import type {ReportRule} from "./rule.ts"

const labelOf = (record: RecordState, id: string): string =>
  record.persons.find(person => person.id === id)?.label ?? "?"

export const reportRules: readonly ReportRule[] = [
  {
    slug: "disclosure-checked",
    gate: "toFamily",
    severity: "error",
    on: "report",
    source: "HRG-22; Jeugdwet 7.3.2(3)",
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
    slug: "deferral-recorded",
    gate: "toFamily",
    severity: "error",
    on: "report",
    source: "HRG-22; HRG-10; Jeugdwet 7.3.2(3)",
    words: {
      nl: [
        "Laten lezen door {person} moet wachten, maar het uitstel staat niet in het dossier.",
        "Leg het uitstel vast: de reden, met wie is overlegd en wanneer je het opnieuw bekijkt.",
      ],
      en: [
        "Showing this to {person} must wait, but the deferral is not on record.",
        "Record the deferral: the reason, who was consulted and when it is looked at again.",
      ],
    },
    *check({record}) {
      if (!record) return
      for (const {reader, outcome} of record.disclosure)
        if (outcome === "defer" && hearingOf(record, reader) !== "deferredSafety")
          yield {person: reader, params: {person: labelOf(record, reader)}}
    },
  },
  {
    slug: "section-in-template",
    gate: "toFamily",
    severity: "error",
    on: "report",
    source:
      "Beginsel 1: niets dat iemand zei verdwijnt; wat geen plaats meer heeft, blijft onder “Niet meer in dit format”",
    words: {
      nl: [
        "Dit staat in een paragraaf die het sjabloon niet kent, en zou niet in het verslag komen.",
        "Zet het in een andere paragraaf, of trek het in.",
      ],
      en: [
        "This stands in a section the template does not have, and would not get into the report.",
        "Move it to another section, or withdraw it.",
      ],
    },
    *check({template, content, withdrawn}) {
      const known = new Set(template.sections.map(section => section.id))
      for (const section of content.sections)
        if (!known.has(section.id))
          for (const {id} of section.statements)
            if (!withdrawn.has(id)) yield {statement: id, fixes: [{type: "withdraw"}]}
    },
  },
  {
    slug: "shielded-field",
    gate: "toFamily",
    severity: "error",
    on: "report",
    source: "CNF-1; Ombudsman 2000/249 (geheim adres bij de ex-partner terechtgekomen)",
    words: {
      nl: [
        "In een veld van “{section}” staat een gegeven dat voor iemand geheim moet blijven.",
        "Haal het weg uit dat veld.",
      ],
      en: [
        "A field of “{section}” holds something that must stay secret from someone.",
        "Take it out of that field.",
      ],
    },
    *check({record, persons, template}) {
      const secrets = [...persons.values()]
        .flatMap(person => person.shielded ?? [])
        .map(({text}) => folded(text))
        .filter(Boolean)
      for (const section of template.sections) {
        const values = Object.values(record?.fields[section.id] ?? {})
        const text = values.map(({value}) => folded(value)).join("\n")
        if (secrets.some(secret => text.includes(secret)))
          yield {section: section.id, params: {section: section.title["nl"] ?? section.id}}
      }
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
      for (const {person, done, lapsed} of hearingProgress(record, policy, today))
        if (!done && !lapsed) yield {person, params: {person: labelOf(record, person)}}
    },
  },
  {
    slug: "deferral-lapsed",
    gate: "approve",
    severity: "error",
    on: "report",
    source: "formaat, besluit 15; HRG-10, HRG-11; Jeugdwet 7.3.2(3)",
    words: {
      nl: [
        "Het uitstel voor {person} zou opnieuw bekeken worden, en die dag is voorbij.",
        "Leg het verslag alsnog voor, of leg vast waarom dat nog steeds niet kan.",
      ],
      en: [
        "The deferral for {person} was to be looked at again, and that day has passed.",
        "Offer the report after all, or record why that is still not possible.",
      ],
    },
    *check({record, policy, today}) {
      if (!record) return
      for (const {person, lapsed} of hearingProgress(record, policy, today))
        if (lapsed) yield {person, params: {person: labelOf(record, person)}}
    },
  },
  {
    slug: "reviewer-independent",
    gate: "approve",
    severity: "error",
    on: "report",
    source: "REV-13: wie toetst, schreef niet mee",
    words: {
      nl: [
        "{person} toetst dit verslag, maar deze uitspraak staat op dezelfde naam.",
        "Kies een andere gedragswetenschapper, of laat iemand anders dit zeggen.",
      ],
      en: [
        "{person} reviews this report, but this statement is in the same name.",
        "Choose another reviewer, or let somebody else say this.",
      ],
    },
    *check({persons, statements}) {
      for (const one of statements.values()) {
        const holder = persons.get(attr(one, "by"))
        if (holder?.role === "reviewer")
          yield {person: holder.id, statement: one.id, params: {person: holder.label}}
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
        const reacted = record.reactions.some(reaction => reaction.by === person.id)
        const heard = record.hearings.some(hearing => hearing.person === person.id)
        if (!spoke && !reacted && !heard) yield {person: person.id, params: {person: person.label}}
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
      for (const {by, on} of record.reactions.filter(candidate => !candidate.answer))
        yield {
          person: by,
          params: {person: labelOf(record, by)},
          ...(on ? {statement: on} : {}),
        }
    },
  },
  {
    slug: "heard-on-this-version",
    gate: "approve",
    severity: "error",
    on: "report",
    source: "HRG-21; SKJ 19.158Ta",
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
    source: "formaat, feitenonderzoek (één antwoord per vraag)",
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
    gate: "approve",
    severity: "error",
    on: "report",
    source: "formaat, feitenonderzoek",
    words: {
      nl: ["In “{section}” staat nog niets.", "Vul deze paragraaf in."],
      en: ["“{section}” is still empty.", "Fill in this section."],
    },
    *check({template, content, record, withdrawn}) {
      for (const section of template.sections) {
        if (!section.required || section.computed) continue
        const fields = section.fields?.filter(field => field.required) ?? []
        const statements =
          content.sections.find(candidate => candidate.id === section.id)?.statements ?? []
        // Required fields must be filled; where none is asked, something must be written.
        const filled =
          fields.length === 0
            ? statements.some(statement => !withdrawn.has(statement.id))
            : !record || fields.every(field => record.fields[section.id]?.[field.id]?.value.trim())
        if (!filled)
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
