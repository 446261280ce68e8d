// SPDX-License-Identifier: EUPL-1.2
import {attr} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "reuse-has-origin",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "FMT-6; Factsheet proeftuinen (één gezamenlijk en actueel dossier)",
  words: {
    nl: [
      "In deze paragraaf staat alleen wat uit een ander verslag komt, en hier staat niet uit welk.",
      "Neem de uitspraak over uit het verslag waar zij staat, of zet dit in een andere paragraaf.",
    ],
    en: [
      "This section holds only what comes from another report, and it does not say from which.",
      "Take the statement over from the report where it stands, or move this to another section.",
    ],
  },
  check: (statement, {record}, section) =>
    section.reuseOnly === true &&
    (attr(statement, "originReport") === "" ||
      attr(statement, "originStatement") === "" ||
      attr(statement, "originReport") === record?.report) && {
      fixes: [{type: "withdraw"}],
    },
}
