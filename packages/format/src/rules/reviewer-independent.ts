// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
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
}
