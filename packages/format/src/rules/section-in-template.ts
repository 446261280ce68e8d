// SPDX-License-Identifier: EUPL-1.2
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
  slug: "section-in-template",
  gate: "toFamily",
  severity: "warning",
  on: "report",
  source: "Beginsel 1: niets dat iemand zei verdwijnt",
  words: {
    nl: [
      "Dit staat in een paragraaf die dit format niet meer heeft. Het komt achteraan, onder “Niet meer in dit format”.",
      "Zet het in een andere paragraaf als het daar past, of laat het zo staan.",
    ],
    en: [
      "This stands in a section that this format no longer has. It is printed at the end, under “No longer in this format”.",
      "Move it to another section if it fits there, or leave it.",
    ],
  },
  *check({template, content, withdrawn}) {
    const known = new Set(template.sections.map(section => section.id))
    for (const section of content.sections)
      if (!known.has(section.id))
        for (const {id} of section.statements)
          if (!withdrawn.has(id)) yield {statement: id, fixes: [{type: "withdraw"}]}
  },
}
