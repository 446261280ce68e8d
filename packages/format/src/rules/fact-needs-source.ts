// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "fact-needs-source",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Jeugdwet 3.3; SKJ 20.019B; formulier Den Haag: bron én datum",
  words: {
    nl: ["Dit feit heeft nog geen bron.", "Voeg de bron toe, of maak er een andere soort van."],
    en: ["This fact has no source yet.", "Add the source, or choose another kind."],
  },
  check: statement =>
    statement.kind === "fact" &&
    refs(statement, "source").length === 0 && {fixes: [{type: "addSource"}]},
}
