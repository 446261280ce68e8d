// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "judgement-needs-basis",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "SKJ 20.021B (advies zonder bronnen); NJi, feitenonderzoek",
  words: {
    nl: [
      "Waar steunt dit op?",
      "Kies de uitspraken waarop dit steunt, of maak er een feit met een bron van.",
    ],
    en: [
      "What does this rest on?",
      "Choose the statements it rests on, or make it a fact with a source.",
    ],
  },
  check: statement =>
    (statement.kind === "judgement" || statement.kind === "concern") &&
    refs(statement, "basedOn").length === 0 && {
      fixes: [{type: "addBasis"}, {type: "convert", kind: "fact"}],
    },
}
