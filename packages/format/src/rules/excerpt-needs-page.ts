// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"
import {says} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "excerpt-needs-page",
  gate: "approve",
  severity: "error",
  on: "statement",
  source: "formaat, soorten en besluit 2",
  words: {
    nl: [
      "Op welke bladzijde staat dit?",
      "Vul de bladzijde in, en of het in het stuk een feit of een mening is.",
    ],
    en: [
      "On which page does this stand?",
      "Fill in the page, and whether the document says it as fact or opinion.",
    ],
  },
  check(statement) {
    if (statement.kind !== "documentExcerpt") return
    const paged = statement.relations.some(({type, page}) => type === "source" && says(page))
    const inside = attr(statement, "insideKind") !== ""
    if (paged && inside) return
    return {fixes: [inside ? {type: "addSource"} : {type: "set", attribute: "insideKind"}]}
  },
}
