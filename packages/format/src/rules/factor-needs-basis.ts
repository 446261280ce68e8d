// SPDX-License-Identifier: EUPL-1.2
import {refs} from "../content.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "factor-needs-basis",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Voorwaarde (e) van de RvdK; NJi, samenwerken aan een verklarende analyse",
  words: {
    nl: [
      "Waar blijkt deze factor uit?",
      "Kies de uitspraken waarop dit steunt, of voeg een bron toe.",
    ],
    en: ["What shows this factor?", "Choose the statements it rests on, or add a source."],
  },
  check: statement =>
    statement.kind === "factor" &&
    refs(statement, "basedOn").length === 0 &&
    refs(statement, "source").length === 0 && {fixes: [{type: "addBasis"}, {type: "addSource"}]},
}
