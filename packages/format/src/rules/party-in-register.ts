// SPDX-License-Identifier: EUPL-1.2
import {ageOn} from "../person.ts"
import type {ReportRule} from "../rule.ts"

const adult = 18

export const rule: ReportRule = {
  slug: "party-in-register",
  gate: "toFamily",
  severity: "error",
  on: "report",
  source: "HRG-1, HRG-4; BW 1:253a; formaat, personen",
  words: {
    nl: [
      "In het register staat geen volwassene die gehoord wordt.",
      "Laat de ouder of verzorger toevoegen, of wie het kind wettelijk vertegenwoordigt.",
    ],
    en: [
      "The register has no adult who is heard.",
      "Have the parent or carer added, or whoever represents the child by law.",
    ],
  },
  *check({record, today}) {
    if (!record) return
    const {persons} = record
    if (persons.some(({role}) => role === "parent" || role === "carer")) return
    const young = persons.filter(one => one.role === "child")
    const minors = young.filter(one => (ageOn(one, today) ?? 0) < adult)
    const represented = minors.every(child => persons.some(one => one.represents === child.id))
    if (young.length === 0 || !represented) yield {}
  },
}
