// SPDX-License-Identifier: EUPL-1.2
import {holderMissing} from "../reading/holder.ts"
import type {StatementRule} from "../rule.ts"

export const rule: StatementRule = {
  slug: "view-needs-holder",
  gate: "toFamily",
  severity: "error",
  on: "statement",
  source: "GI-privacycode: visies van betrokkenen",
  words: {
    nl: ["Van wie is deze mening, en wanneer is dit gezegd?", "Kies de persoon en vul de dag in."],
    en: ["Whose view is this, and when was it said?", "Choose the person and fill in the day."],
  },
  check: (statement, scope) => statement.kind === "view" && holderMissing(statement, scope),
}
