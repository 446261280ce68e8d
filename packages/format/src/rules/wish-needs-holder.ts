// SPDX-License-Identifier: EUPL-1.2
import {holderMissing} from "../reading/holder.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "wish-needs-holder",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "Plan Centraal Gelderland, par. 4",
  words: {
    nl: ["Van wie is deze wens, en wanneer is dit gezegd?", "Kies de persoon en vul de dag in."],
    en: ["Whose wish is this, and when was it said?", "Choose the person and fill in the day."],
  },
  check: (statement, scope) => statement.kind === "wish" && holderMissing(statement, scope),
}
