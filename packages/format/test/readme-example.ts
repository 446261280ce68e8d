// SPDX-License-Identifier: EUPL-1.2
import {type Content, check, describeFinding, parseTemplate} from "@wederhoor/format"

const template = parseTemplate({
  format: "wederhoor-template/1",
  id: "feitenonderzoek-kort",
  version: "1.0.0",
  status: "active",
  title: {nl: "Feitenonderzoek"},
  languages: ["nl"],
  sections: [
    {id: "facts", title: {nl: "Vastgestelde feiten"}, layer: "fact", allows: ["fact"]},
    {id: "parents", title: {nl: "Wat ouders vertellen"}, layer: "voice", allows: ["account"]},
  ],
  review: {beforeFamily: "none", approve: "required"},
  rights: {
    correction: {nl: "Klopt iets niet? Zeg het bij de zin zelf."},
    ownStatement: {nl: "U mag uw eigen kijk laten opnemen."},
    support: {nl: "U mag iemand meenemen."},
    complaint: {nl: "U mag een klacht indienen."},
    contact: {nl: "Vraag het aan de onderzoeker."},
  },
})

const content: Content = {
  sources: [
    {id: "talk", title: "Gesprek met moeder", medium: "talk", date: "2026-03-18", person: "m"},
  ],
  sections: [
    {
      id: "facts",
      statements: [
        {
          id: "s1",
          kind: "fact",
          lines: [[{text: "Vader kwam niet opdagen."}]],
          attrs: {at: "2026-03-12"},
          relations: [{type: "source", ref: "talk"}],
        },
      ],
    },
  ],
}

const findings = check({
  content,
  template,
  persons: [{id: "m", role: "parent", name: "Mira Kok", label: "moeder"}],
  policy: {
    format: "wederhoor-policy/1",
    id: "voorbeeld",
    from: "2026-01-01",
    ages: {ownHearing: 12, ownConsent: 16},
    terms: {inspectionWorkingDays: 5, excerptMonths: 24},
    diagnosisTerms: [],
  },
  today: "2026-04-02",
  gate: "toFamily",
})

for (const finding of findings) console.log(finding.rule, describeFinding(finding).what)
// fact-rests-on-word-only Dit staat als feit, maar het steunt alleen op wat iemand zei.
