// SPDX-License-Identifier: EUPL-1.2
import {sectionAllows, sectionFor} from "../template.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "kind-in-section",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "formaat, soorten en besluit 1: één laag per paragraaf",
  words: {
    nl: ["Deze soort hoort niet in deze paragraaf.", "Zet het om: dan komt het in “{target}”."],
    en: ["This kind does not belong in this section.", "Convert it: then it moves to “{target}”."],
  },
  check(statement, scope, section) {
    if (sectionAllows(section, statement.kind)) return
    const target = sectionFor(scope.template, statement.kind)
    return {
      params: {target: target?.title["nl"] ?? ""},
      fixes: [{type: "convert", kind: statement.kind}],
    }
  },
}
