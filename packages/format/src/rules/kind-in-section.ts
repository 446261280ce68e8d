// SPDX-License-Identifier: EUPL-1.2
import {textIn} from "../names.ts"
import {sectionAllows, sectionFor} from "../template.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "kind-in-section",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "formaat, soorten en besluit 1: één laag per paragraaf",
  words: {
    nl: ["Deze soort hoort niet in deze paragraaf.", "Zet het om{where}."],
    en: ["This kind does not belong in this section.", "Convert it{whereEn}."],
  },
  check(statement, scope, section) {
    if (sectionAllows(section, statement.kind)) return
    const target = sectionFor(scope.template, statement.kind)
    return {
      params: target
        ? {
            where: `: dan komt het in “${textIn(target.title, "nl")}”`,
            whereEn: `: then it moves to “${textIn(target.title, "en")}”`,
          }
        : {where: " naar een soort die hier past", whereEn: " to a kind that fits here"},
      fixes: [{type: "convert", kind: statement.kind}],
    }
  },
}
