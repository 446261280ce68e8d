// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"

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
  check: statement =>
    statement.kind === "documentExcerpt" &&
    (attr(statement, "insideKind") === "" ||
      !statement.relations.some(relation => relation.type === "source" && relation.page)) && {
      fixes: [{type: "set", attribute: "insideKind"}],
    },
}
