// SPDX-License-Identifier: EUPL-1.2
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "reviewer-named",
  applies: template => template.review.approve === "required",
  gate: "approve",
  severity: "error",
  on: "report",
  source: "REV-13, REV-17; Richtlijn Uithuisplaatsing: een besluit neem je nooit alleen",
  words: {
    nl: [
      "Er staat geen gedragswetenschapper in het register.",
      "Laat er een toevoegen: dit verslag moet getoetst worden.",
    ],
    en: [
      "The register has no behavioural scientist.",
      "Have one added: this report must be reviewed.",
    ],
  },
  *check({record}) {
    if (record && !record.persons.some(one => one.role === "reviewer")) yield {}
  },
}
