// SPDX-License-Identifier: EUPL-1.2
import {purposesOf} from "../life/purposes.ts"
import {words} from "../names.ts"
import {newestVersion} from "../record.ts"
import type {ReportRule, Scope} from "../rule.ts"
import type {Content} from "../content.ts"
import type {Person} from "../person.ts"
import {signOffsOf} from "../template.ts"
import {mayRead} from "../visibility.ts"

export const rule: ReportRule = {
  slug: "sign-off-recorded",
  gate: "final",
  severity: "error",
  on: "report",
  source:
    "SGN-3, SGN-5; voorwaarde (d) van de RvdK: accordering staat in het verslag; Jeugdwet 7.3.4, 7.3.5",
  words: {
    nl: [
      "{person} heeft nog niet getekend voor “{purpose}” en er staat niet waarom.",
      "Wacht op {person}, of leg vast dat {person} niet wil, niet reageert of niet is bereikt.",
    ],
    en: [
      "{person} has not signed for “{purposeEn}” yet and it does not say why.",
      "Wait for {person}, or record that {person} declines, does not react or was not reached.",
    ],
  },
  *check(scope) {
    const {record, template, policy, today} = scope
    const version = record && newestVersion(record)
    if (!record || version?.purpose !== "signing") return
    const signOffs = signOffsOf(template).filter(one => one.required)
    for (const person of record.persons) {
      const asked = purposesOf(person, {
        template: {signOffs},
        content: readableBy(person, scope),
        persons: record.persons,
        policy,
        today,
      })
      for (const purpose of asked) {
        // A child reacts to the whole report only if it wants to (formaat, besluit 9).
        if (purpose === "report" && person.role === "child") continue
        const signed = record.signOffs.some(
          one =>
            one.person === person.id && one.purpose === purpose && one.version === version.number,
        )
        if (!signed)
          yield {
            person: person.id,
            params: {
              person: person.label,
              purpose: words.purpose[purpose].nl,
              purposeEn: words.purpose[purpose].en,
            },
          }
      }
    }
  },
}

/** Nobody is asked to sign for words or tasks that they may not read. */
const readableBy = (person: Person, {content, template}: Scope): Content => ({
  sources: [],
  sections: content.sections.map(({id, statements}) => ({
    id,
    statements: statements.filter(one => mayRead(one, person, template)),
  })),
})
