// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import {sourcesOf} from "../reading/sources.ts"
import type {StatementRule} from "../rule.ts"
import {hasCome, lacksDate} from "../reading/filled.ts"

export const rule: StatementRule = {
  slug: "fact-needs-date",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "SKJ 20.019B (noem bronnen en hun jaar); formaat, besluit 2 (peildatum)",
  words: {
    nl: ["Bij dit feit staat geen datum.", "Vul de datum in, of de datum van de bron (peildatum)."],
    en: ["This fact has no date.", "Fill in the date, or the date of its source (reference date)."],
  },
  check: (statement, scope) =>
    statement.kind === "fact" &&
    refs(statement, "source").length > 0 &&
    lacksDate(statement, "at") &&
    !sourcesOf(statement, scope).some(source => hasCome(source.date, scope.today)) && {
      fixes: [{type: "set", attribute: "at"}],
    },
}
