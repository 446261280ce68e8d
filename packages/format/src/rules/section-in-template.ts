// SPDX-License-Identifier: EUPL-1.2
import type {ReportRule} from "../rule.ts"

export const rule: ReportRule = {
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
}
